/**
 * Results for other programs: files for Excel and calendars, and an owner's actions as text for a mail. Nothing is
 * sent: a file goes to the downloads, a text to the clipboard.
 */

import { localDay } from "../core/text.mjs";
import { copyText } from "./clipboard.mjs";
import { buttonOf, element } from "./dom.mjs";
import { AnswerError, PythonError } from "./engine/client.mjs";
import { bytesOf, download } from "./local_files.mjs";
import { hideMessage, showMessage } from "./message.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("./engine/client.mjs").Engine} Engine */

/** @param {Store} store @param {Engine} engine */
export function wireOffice(store, engine) {
  document.addEventListener("click", (event) => {
    const button = buttonOf(event);
    if (!button) return;
    const { make, copyActions } = button.dataset;
    if (make) give(store, engine, make, button);
    if (copyActions !== undefined) copy(button);
  });
  engine.subscribe((state) => {
    for (const button of document.querySelectorAll("[data-make]"))
      button.toggleAttribute("disabled", state !== "ready");
  });
}

/**
 * Asks Python for a file, and gives it to the person.
 * @param {Store} store @param {Engine} engine @param {string} ask @param {HTMLElement} button what was pressed
 */
async function give(store, engine, ask, button) {
  const problem = /** @type {HTMLElement} */ (button.closest("section")?.querySelector("[data-make-problem]"));
  problem.hidden = true;
  showMessage("making");
  const reminder = /** @type {HTMLInputElement} */ (element("calendar-reminder")).checked;
  try {
    const request = { ask, record: store.record, today: localDay(new Date()), reminder };
    const { name, type, base64 } = await engine.ask(request, "office");
    download(name, bytesOf(base64), type);
    showMessage("made", { name });
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    hideMessage();
    problem.textContent = wordsFor(error, problem) ?? error.message;
    problem.hidden = false;
  }
}

/** @param {PythonError} error @param {HTMLElement} problem */
function wordsFor(error, problem) {
  if (!(error instanceof AnswerError)) return problem.dataset.engine;
  return error.kind === "OfficeError" ? problem.dataset.office : undefined;
}

/** Copies what Python has written beside the button. @param {HTMLElement} button */
async function copy(button) {
  const text = /** @type {HTMLTextAreaElement} */ (button.parentElement?.querySelector("textarea"));
  showMessage((await copyText(text.value, text)) ? "actionsCopied" : "copyByHand");
}
