/**
 * The report, full or as a summary: as a web page, as a Word document, or printed. Python makes each.
 */

import { currentRound } from "../core/record.mjs";
import { localDay } from "../core/text.mjs";
import { EngineError, PythonError } from "./engine/client.mjs";
import { bytesOf, download } from "./local_files.mjs";
import { hideMessage, showMessage } from "./message.mjs";
import { printPage } from "./paper.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("./engine/client.mjs").Engine} Engine */
/** @typedef {{round?: string, form?: string, medium?: string}} Wanted `round`: its id; the current one if none */

/** @param {Store} store @param {Engine} engine */
export function wireReports(store, engine) {
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#reports [data-form]"));
  for (const button of buttons) {
    const { form, medium } = button.dataset;
    button.addEventListener("click", () => report(store, engine, button, { form, medium }));
  }
  engine.subscribe((state) => {
    for (const button of buttons) button.toggleAttribute("disabled", state !== "ready");
  });
}

/**
 * Makes a report and gives it to the person.
 * @param {Store} store @param {Engine} engine
 * @param {HTMLElement} button what was pressed: what goes wrong is said in the same room
 * @param {Wanted} [wanted]
 */
export async function report(store, engine, button, { round, form = "full", medium = "web" } = {}) {
  const problem = /** @type {HTMLElement} */ (button.closest("section")?.querySelector("[data-report-problem]"));
  problem.hidden = true;
  if (!engine.ready) showMessage("making");
  const { record } = store;
  const mark = store.storage.reminders.copyMark(store.key);
  const ask = { record, today: localDay(new Date()), round, form };
  try {
    if (medium === "word") {
      const { name, type, base64 } = await engine.ask({ ask: "word", ...ask });
      download(name, bytesOf(base64), type);
      return showMessage("made", { name });
    }
    // A PDF would contain the data of a printed report, though nobody sees it.
    const made = await engine.ask({ ask: "report", ...ask, carries_data: medium === "web" });
    if (medium === "print") {
      hideMessage();
      return printPage(made.html);
    }
    download(made.name, made.html, "text/html");
    showMessage("made", { name: made.name });
    // A summary holds no data, a report of an earlier round nothing of what came after it, and none the partners’ answers.
    const isWhole = record.rounds.every(({ responses = {} }) => Object.keys(responses).length === 0);
    if (isWhole && form === "full" && (!round || round === currentRound(record).id)) store.copied(mark);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    hideMessage();
    problem.textContent = error instanceof EngineError ? (problem.dataset.engine ?? "") : error.message;
    problem.hidden = false;
  }
}
