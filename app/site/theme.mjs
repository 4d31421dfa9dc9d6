/**
 * Delays the theme's script (search, colour switch) until it is needed or Python is ready: it takes longer than all
 * of the tool's own, and people who come to answer want to see their answers first.
 */

// The first overview is shown, or there will be none.
const SETTLED = '#overview[data-state="ready"], #engine-status[data-state="failed"]';

/** @type {NodeListOf<HTMLScriptElement>} */
const delayed = document.querySelectorAll("script[data-held]");
// Not "pointerover", which fires by itself under a resting pointer while the page is laid out.
const approaches = ["pointermove", "focusin", "touchstart"];
const settled = new MutationObserver(() => document.querySelector(SETTLED) && load());

settled.observe(document.body, { subtree: true, attributeFilter: ["data-state"] });
for (const approach of approaches) document.querySelector(".md-header")?.addEventListener(approach, load);

function load() {
  for (const script of delayed) {
    // They run one after the other, in their order.
    if (script.isConnected)
      script.replaceWith(Object.assign(document.createElement("script"), { src: script.src, async: false }));
  }
  settled.disconnect();
}
