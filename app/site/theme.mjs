/**
 * Holds the theme's script (search, colour switch) back until it is wanted or Python is there: it takes longer
 * than all of the tool's own, and whoever comes to answer wants their answers first.
 */

// The first overview is there, or there will be none.
const SETTLED = '#overview[data-state="ready"], #engine-status[data-state="failed"]';

/** @type {NodeListOf<HTMLScriptElement>} */
const held = document.querySelectorAll("script[data-held]");
// Not "pointerover", which comes by itself where the pointer rests while the page is laid out.
const approaches = ["pointermove", "focusin", "touchstart"];
const settled = new MutationObserver(() => document.querySelector(SETTLED) && bring());

settled.observe(document.body, { subtree: true, attributeFilter: ["data-state"] });
for (const approach of approaches) document.querySelector(".md-header")?.addEventListener(approach, bring);

function bring() {
  for (const script of held) {
    // They run one after the other, as they stand.
    if (script.isConnected) script.replaceWith(Object.assign(document.createElement("script"), { src: script.src, async: false }));
  }
  settled.disconnect();
}
