/**
 * What the page asks of Python for the whole of a record: the overview, the report, and an older record brought to the
 * present questions. And how Python is: coming, there, or stopped.
 */

import { download } from "./download.mjs";
import { element } from "./element.mjs";
import { AnswerError, EngineError } from "./engine/client.mjs";
import { copyFacts, showFailure } from "./engine/failure.mjs";
import { Fragment } from "./fragment.mjs";
import { currentRound } from "./record.mjs";
import { showCopies } from "./status.mjs";

/** @param {import("./desk.mjs").Desk} desk @param {import("./record.mjs").QuestionSetStamp} questionSet @param {() => void} onReady called each time Python is there */
export function wirePython({ store, engine, saveTyped, keeping, show, today }, questionSet, onReady) {
  const status = element("engine-status");
  const overview = new Fragment(engine, "overview", () => ({ ask: "overview", record: ofNow() }), { always: true, refused: showFault });
  element("try-again").addEventListener("click", () => engine.start());
  element("copy-facts").addEventListener("click", copyFacts);
  element("download-report").addEventListener("click", () => report());

  /** @param {"starting" | "ready" | "failed"} state */
  function showState(state) {
    status.dataset.state = state;
    /** @type {HTMLButtonElement} */ (element("download-report")).disabled = state !== "ready";
    // Marks for the browser's own timeline; `make bench` reads them.
    performance.mark(`engine-${state}`);
    const told = element("engine-told");
    told.textContent = state === "ready" ? (told.dataset.ready ?? "") : "";
    if (state === "starting") {
      showProgress(0);
      overview.refresh();
    }
    if (state === "ready") {
      migrate();
      onReady();
    }
    if (state === "failed") showFailure(engine.failures);
  }

  /** @param {number} bytes */
  function showProgress(bytes) {
    /** @type {HTMLProgressElement} */ (element("engine-progress")).value = bytes;
    element("engine-loaded").textContent = (bytes / 1e6).toFixed(1);
  }

  /** The record with its present round alone: what the overview is made from. */
  function ofNow() {
    const record = store.read();
    return { ...record, rounds: [currentRound(record)] };
  }

  /** A record of another version of the questions is brought to this one, and it is told what became of it. */
  async function migrate() {
    const notice = element("migrated");
    notice.hidden = true;
    const [key, text] = [store.key, store.text()];
    const record = JSON.parse(text);
    const isOfNow = record.question_set === questionSet.id && record.question_set_version === questionSet.version;
    if (isOfNow || store.isNewer || !engine.ready) return;
    try {
      const answer = await engine.ask({ ask: "migrate", record });
      // What was entered meanwhile, or in another record, is not in what Python has made.
      if (store.key !== key || store.text() !== text) return migrate();
      if (answer.record) keeping("migrated", () => store.replace(answer.record));
      notice.innerHTML = answer.html;
      notice.hidden = !answer.html;
      show();
    } catch (error) {
      // The engine tells of itself, and the overview of what is wrong with the record.
      if (!(error instanceof AnswerError || error instanceof EngineError)) throw error;
    }
  }

  /** @param {string} [roundId] of the round that it is about; the present one if none */
  async function report(roundId) {
    saveTyped();
    const problem = element("report-failed");
    problem.hidden = true;
    const record = store.read();
    const mark = store.copyMark();
    try {
      const made = await engine.ask({ ask: "report", record, today: today(), round: roundId });
      download(made.name, made.html, "text/html");
      // A report of an earlier round holds none of what came after it.
      if (!roundId || roundId === currentRound(record).id) store.copied(mark);
      showCopies(store);
    } catch (error) {
      if (!(error instanceof AnswerError || error instanceof EngineError)) throw error;
      problem.textContent = error instanceof EngineError ? (problem.dataset.engine ?? "") : error.message;
      problem.hidden = false;
    }
  }

  return { showState, showProgress, refresh: () => overview.refresh(), migrate, report };
}

/** Python cannot read the record, though the form can show it. @param {string | null} fault none: it can */
function showFault(fault) {
  const notice = element("record-faulty");
  // What is written anew is read out anew.
  if (fault === null && notice.hidden) return;
  notice.hidden = fault === null;
  element("record-fault").textContent = fault ?? "";
}
