/**
 * Dialogs and the line that tells what was done. A dialog closes by its own buttons and by Escape, and the focus
 * goes back to where it came from: the browser sees to that.
 */

import { element } from "./element.mjs";

/** Opens a dialog at its heading. @param {string} id @returns {HTMLDialogElement} */
export function openDialog(id) {
  const dialog = /** @type {HTMLDialogElement} */ (element(id));
  dialog.showModal();
  /** @type {HTMLElement | null} */ (dialog.querySelector("h2"))?.focus();
  return dialog;
}

document.addEventListener("click", ({ target }) => {
  if (target instanceof Element && target.closest("[data-dismiss]")) target.closest("dialog")?.close();
});

/** How long it is told what was done, in milliseconds. */
const TOLD_FOR = 12_000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let telling;

/** Says what was done, in the words that the page has for it. @param {string} what @param {Record<string, string>} [values] */
export function tell(what, values = {}) {
  const line = element("told");
  line.hidden = false;
  line.textContent = filled(line.dataset[what] ?? "", values);
  clearTimeout(telling);
  telling = setTimeout(() => {
    line.hidden = true;
  }, TOLD_FOR);
}

/** Takes away what was told, when something newer has happened. */
export function untell() {
  clearTimeout(telling);
  element("told").hidden = true;
}

/** A text of the page with its gaps filled. @param {string} text @param {Record<string, string>} values */
export function filled(text, values) {
  return text.replaceAll(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
}
