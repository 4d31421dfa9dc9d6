/**
 * The theme turns pages and opens the search at single letters, anywhere on a page. Somebody who speaks to the
 * computer, or whose hand slips, must not lose the page by that; so those keys end here, before the theme hears them.
 */

document.addEventListener("keydown", (event) => {
  if (event.key.length === 1 && !(event.ctrlKey || event.metaKey)) event.stopPropagation();
});
