/**
 * Undo and redo, as a person presses them.
 */

import { addressOf, roomAddress } from "../core/address.mjs";
import { element, hideMessage, showMessage } from "./dom.mjs";
import { controls } from "./form.mjs";

/** @param {import("./store.mjs").Store} store @param {HTMLFormElement} form */
export function wireUndo(store, form) {
  for (const way of /** @type {const} */ (["undo", "redo"])) element(way).addEventListener("click", () => step(way));

  /** Takes a step back or forward, and shows where it was. @param {"undo" | "redo"} way */
  function step(way) {
    hideMessage();
    const paths = store.step(way);
    if (!paths) return showMessage("overtaken");
    const [path] = paths;
    // A button that can do no more loses the focus; the other one can.
    if (/** @type {HTMLButtonElement} */ (element(way)).disabled) element(way === "undo" ? "redo" : "undo").focus();
    const input = controls(form, path)[0];
    if (input?.checkVisibility()) return input.scrollIntoView({ block: "center" });
    // In another room, or at another question: the address leads there.
    const room =
      input?.closest("[data-room]")?.getAttribute("data-room") ?? (path.startsWith("action.") ? "actions" : "");
    const question = input?.closest("[data-question]")?.id;
    if (question || room) location.hash = question ? addressOf(question) : roomAddress(room);
  }
}
