/**
 * The theme holds the page still behind its open search where a window is narrow, and for a moment longer; then it
 * puts the page where it was. Whoever has gone on by keyboard meanwhile would have the focus out of sight.
 */

const HELD = "data-md-scrolllock";

const released = new MutationObserver(() => {
  if (document.body.hasAttribute(HELD) || document.activeElement === document.body) return;
  document.activeElement?.scrollIntoView({ block: "nearest", behavior: "instant" });
});
released.observe(document.body, { attributeFilter: [HELD] });
