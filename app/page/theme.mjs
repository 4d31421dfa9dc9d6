/**
 * Holds the theme's script (search, colour switch) back until it is wanted or Python is there: it takes longer
 * than all of the tool's own, and whoever comes to answer wants their answers first.
 */

// The first overview is there, or there will be none.
const SETTLED = '#overview[data-state="ready"], #engine-status[data-state="failed"]';

const held = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-held]"));
const menu = /** @type {HTMLInputElement} */ (document.getElementById("__drawer"));
const approaches = ["pointerover", "focusin", "touchstart"];
const settled = new MutationObserver(() => document.querySelector(SETTLED) && bring());

document.documentElement.classList.replace("no-js", "js");
settled.observe(document.body, { subtree: true, attributeFilter: ["data-state"] });
for (const part of document.querySelectorAll(".md-header__option, .md-search, label[for=__search]")) {
  for (const approach of approaches) part.addEventListener(approach, bring);
}

function bring() {
  // When it starts it closes the menu, in which somebody may be reading.
  if (menu.checked) {
    menu.addEventListener("change", bring, { once: true });
    return;
  }
  if (held.isConnected) document.body.append(Object.assign(document.createElement("script"), { src: held.src }));
  held.remove();
  settled.disconnect();
}
