/**
 * Undo and redo, as a person presses them.
 */

import { isOfQuestion } from "../core/record.mjs";
import { addressOf, roomAddress } from "./addresses.mjs";
import { element } from "./dom.mjs";
import { controls } from "./form.mjs";
import { announce, hideMessage, showMessage } from "./message.mjs";

/** @param {import("./store.mjs").Store} store @param {HTMLFormElement} form */
export function wireUndo(store, form) {
  for (const way of /** @type {const} */ (["undo", "redo"])) element(way).addEventListener("click", () => step(way));
  // In the view for meetings the bar is hidden. The keys work on while the question has the focus.
  element("undo-here").addEventListener("click", () => {
    step("undo");
    /** @type {HTMLElement | null} */ (form.querySelector(".current-question fieldset"))?.focus();
  });

  /** Takes a step back or forward, and shows where it was. @param {"undo" | "redo"} way */
  function step(way) {
    hideMessage();
    const paths = store.step(way);
    if (!paths) return showMessage("overtaken");
    announce(element("announcement").dataset[way] ?? "");
    const [path] = paths;
    // A button that can do no more loses the focus; the other one can.
    if (/** @type {HTMLButtonElement} */ (element(way)).disabled) element(way === "undo" ? "redo" : "undo").focus();
    const input = controls(form, path)[0];
    input?.closest("details:not([open])")?.setAttribute("open", "");
    if (input?.checkVisibility()) return input.scrollIntoView({ block: "center" });
    // In another room, or at another question, which may not be in the page yet: the address leads there.
    const isAction = path.startsWith("action.");
    const room = isAction ? "actions" : input?.closest("[data-room]")?.getAttribute("data-room");
    if (isOfQuestion(path) && !isAction) location.hash = addressOf(path.split(".")[0]);
    else if (room) location.hash = roomAddress(room);
  }
}
