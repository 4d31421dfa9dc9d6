/**
 * Holds the theme's script (search, colour switch) back until it is wanted or Python is there: it takes longer
 * than all of the tool's own, and whoever comes to answer wants their answers first.
 */

// The first overview is there, or there will be none.
const SETTLED = '#overview[data-state="ready"], #engine-status[data-state="failed"]';

const held = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-held]"));
// Not "pointerover", which comes by itself where the pointer rests while the page is laid out.
const approaches = ["pointermove", "focusin", "touchstart"];
const settled = new MutationObserver(() => document.querySelector(SETTLED) && bring());

document.documentElement.classList.replace("no-js", "js");
settled.observe(document.body, { subtree: true, attributeFilter: ["data-state"] });
for (const approach of approaches) document.querySelector(".md-header")?.addEventListener(approach, bring);

function bring() {
  if (held.isConnected) document.body.append(Object.assign(document.createElement("script"), { src: held.src }));
  held.remove();
  settled.disconnect();
}
