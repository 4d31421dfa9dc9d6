/**
 * The button of the menu where a window is narrow. Whether it is open stands in a box, which the style sheet reads
 * and which does the button's work where there are no scripts.
 */

const button = /** @type {HTMLButtonElement} */ (document.getElementById("menu-button"));
const box = /** @type {HTMLInputElement} */ (document.getElementById("menu"));

button.addEventListener("click", () => turn(!box.checked));
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !box.checked) return;
  turn(false);
  button.focus();
});

/** @param {boolean} open */
function turn(open) {
  box.checked = open;
  button.setAttribute("aria-expanded", String(open));
}
