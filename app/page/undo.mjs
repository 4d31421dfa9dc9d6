/**
 * Undo and redo, as a person presses them.
 */

import { isOfQuestion } from "../core/record.mjs";
import { filled, oneLine } from "../core/text.mjs";
import { addressOf, roomAddress } from "./addresses.mjs";
import { element } from "./dom.mjs";
import { controls } from "./form.mjs";
import { showMessage } from "./message.mjs";
import { titleOf } from "./questions.mjs";

/** @typedef {"undo" | "redo"} Way */

/** @param {import("./store.mjs").Store} store @param {HTMLFormElement} form */
export function wireUndo(store, form) {
  for (const way of /** @type {const} */ (["undo", "redo"])) {
    // A button that can do no more loses the focus; the other one can.
    const other = element(way === "undo" ? "redo" : "undo");
    const button = /** @type {HTMLButtonElement} */ (element(way));
    button.addEventListener("click", () => step(way, () => button.disabled && other.focus()));
  }
  // In the view for meetings the bar is hidden. The keys work on while the question has the focus.
  const question = () => /** @type {HTMLElement | null} */ (form.querySelector(".current-question fieldset"));
  element("undo-here").addEventListener("click", () => step("undo", () => question()?.focus()));

  /** Takes a step back or forward, shows where it was, and says what. @param {Way} way @param {() => void} settle puts the focus where it stays */
  function step(way, settle) {
    const paths = store.step(way);
    if (!paths) return showMessage("overtaken");
    settle();
    // Last: what gets the focus would send the message away.
    goTo(addressOfChange(form, paths[0]), () =>
      showMessage(way === "undo" ? "undone" : "redone", { what: namesOf(form, paths) }),
    );
  }
}

/** Leads to an address, unless it is shown already, and acts then. @param {string} address @param {() => void} act */
function goTo(address, act) {
  if (address === "" || location.hash === address) return act();
  addEventListener("hashchange", act, { once: true });
  location.hash = address;
}

/** Where a change is to be seen; empty where it is in sight. @param {HTMLFormElement} form @param {string} path */
function addressOfChange(form, path) {
  const [input] = controls(form, path);
  input?.closest("details:not([open])")?.setAttribute("open", "");
  if (input?.checkVisibility()) {
    input.scrollIntoView({ block: "center" });
    return "";
  }
  // In another room, or at another question, which may not be in the page yet.
  if (path.startsWith("action.")) return roomAddress("actions");
  if (isOfQuestion(path)) return addressOf(path.split(".")[0]);
  const room = input?.closest("[data-room]")?.getAttribute("data-room");
  return room ? roomAddress(room) : "";
}

/** What was changed, in words. @param {HTMLFormElement} form @param {string[]} paths of a step */
function namesOf(form, paths) {
  const words = element("undo").dataset;
  const [path] = paths;
  if (path.startsWith("action.")) return words.action ?? "";
  const questions = new Set(paths.map((other) => other.split(".")[0]));
  if (isOfQuestion(path) && questions.size > 1) return filled(words.answers ?? "", { n: String(questions.size) });
  const kind = path.endsWith(".rating") ? words.answer : path.endsWith(".note") ? words.note : words.field;
  const title =
    kind === words.field
      ? oneLine(controls(form, path)[0]?.labels?.[0]?.textContent ?? "")
      : titleOf(path.split(".")[0]);
  return filled((title && kind) || (words.other ?? ""), { title });
}
