/**
 * Dialogs over the page: the browser closes them by Escape, and puts the focus back.
 */

import { buttonOf, element, focusRoom } from "./dom.mjs";

/** Those that were opened, the last one on top; some may be closed again. @type {Set<HTMLDialogElement>} */
const opened = new Set();

/** Where the focus goes once a dialog is closed and what was pressed to open it is gone. @type {WeakMap<EventTarget, HTMLElement>} */
const afterwards = new WeakMap();

/** Opens a dialog at its heading, over any other one. @param {string} id @param {HTMLElement | null} [then] has the focus where what opened it is gone; without it the room */
export function openDialog(id, then = null) {
  const dialog = dialogOf(id);
  if (then) afterwards.set(dialog, then);
  else afterwards.delete(dialog);
  if (dialog.open) dialog.close();
  // Once, and last: they are in the order in which they were opened.
  opened.delete(dialog);
  opened.add(dialog);
  dialog.showModal();
  /** @type {HTMLElement | null} */ (dialog.querySelector("h2"))?.focus();
}

/** The dialog that covers the others, if one is open. */
export function topDialog() {
  return [...opened].findLast(({ open }) => open);
}

/** @param {string} id */
export function closeDialog(id) {
  dialogOf(id).close();
}

/** What was pressed to open a dialog is gone. @param {EventTarget} dialog */
export function focusAfter(dialog) {
  const place = afterwards.get(dialog);
  // Nothing has moved since, so it is in sight.
  place?.focus({ preventScroll: true });
  if (!place || document.activeElement !== place) focusRoom();
}

/** Where the page itself leads: the dialogs that are open then stay. @type {string | null} */
let led = null;

/** Leads to a room, with what is open over it. @param {string} address */
export function leadTo(address) {
  if (location.hash === address) return;
  led = address;
  location.hash = address;
}

/** Back and forward change what is behind a dialog, and it would stay over a room that it does not belong to. */
function closeDialogs() {
  const isLed = location.hash === led;
  led = null;
  if (!isLed) for (const dialog of opened) dialog.close();
}

/** Buttons that only close their dialog; when a dialog goes before its time; and where the focus goes then. */
export function wireDialogs() {
  const putFocusBack = (/** @type {Event} */ { target }) => {
    const { activeElement, body } = document;
    const dialog = /** @type {Node} */ (target);
    // What was pressed to open it may be out of sight by now. Until the page is drawn again the focus is in the dialog.
    if (activeElement === body || dialog.contains(activeElement)) focusAfter(dialog);
  };
  document.addEventListener("close", putFocusBack, { capture: true });
  addEventListener("hashchange", closeDialogs);
  document.addEventListener("click", (event) => {
    const button = buttonOf(event);
    if (button?.dataset.dismiss !== undefined) button.closest("dialog")?.close();
  });
}

/** @param {string} id */
function dialogOf(id) {
  return /** @type {HTMLDialogElement} */ (element(id));
}
