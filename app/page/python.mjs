/**
 * What the page asks of Python about the whole record: the overview, reports, and a record of older questions
 * brought to the present ones. And whether Python is starting, ready or failed.
 */

import { currentRound, withoutResponses } from "../core/record.mjs";
import { whenEditable, withVersion } from "./changing.mjs";
import { element } from "./dom.mjs";
import { AnswerError, EngineError } from "./engine/client.mjs";
import { copyFacts, showFailure } from "./engine/failure.mjs";
import { Fragment } from "./fragment.mjs";
import { onNextDay, sayOverdue } from "./overdue.mjs";
import { allowReports, wireReports } from "./reports.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("./engine/client.mjs").Engine} Engine */

/** @param {Store} store @param {Engine} engine */
export function wirePython(store, engine) {
  const overview = new Fragment(engine, "overview", () => overviewRequest(store), store, {
    always: true,
    onFault: showFault,
    onShown: sayOverdue,
  });
  onNextDay(() => sayOverdue(element("overview")));
  element("try-again").addEventListener("click", () => engine.start());
  element("copy-facts").addEventListener("click", copyFacts);
  wireReports(store, engine);
  element("save-faulty").addEventListener("click", () => {
    element("quarantine-faulty").hidden = false;
  });
  element("quarantine-faulty").addEventListener("click", () =>
    whenEditable(store, () => {
      store.quarantine();
      element("quarantine-faulty").hidden = true;
    }),
  );
  store.subscribe(({ paths, by }) => {
    // Notes are not in the overview.
    if (paths === null || paths.some((path) => /^(partnership|round|action)\.|\.(rating|no_action)$/.test(path))) {
      if (by === "typing") overview.refreshSoon();
      else overview.refresh();
    }
    if (paths === null || paths.length === 0) migrate(store, engine, { isNews: paths === null });
  });
  return {
    /** @param {"starting" | "ready" | "failed"} state */
    onState(state) {
      showState(state, engine);
      if (state === "starting") overview.refresh();
      if (state === "ready") migrate(store, engine, { isNews: true });
    },
    showProgress,
  };
}

/** @param {"starting" | "ready" | "failed"} state @param {Engine} engine */
function showState(state, engine) {
  element("engine-status").dataset.state = state;
  element("tool").dataset.python = state;
  allowReports(state === "ready");
  // Marks for the browser's own timeline; `make bench` reads them.
  performance.mark(`engine-${state}`);
  const line = element("engine-message");
  line.textContent = state === "ready" ? (line.dataset.ready ?? "") : "";
  if (state === "starting") showProgress(0);
  if (state === "failed") showFailure(engine.failures);
}

/** @param {number} bytes */
function showProgress(bytes) {
  /** @type {HTMLProgressElement} */ (element("engine-progress")).value = bytes;
  element("engine-loaded").textContent = (bytes / 1e6).toFixed(1);
}

/** The overview needs the current round alone. @param {Store} store */
function overviewRequest({ record }) {
  return { ask: "overview", record: { ...record, rounds: [currentRound(withoutResponses(record))] } };
}

/** What was tried last: it is not tried again at every key that is pressed in a dialog. */
let tried = "";

/**
 * Brings a record of another version of the questions to this one, and says what became of it.
 * @param {Store} store @param {Engine} engine @param {{isNews: boolean}} options `isNews`: the record or Python is another
 */
async function migrate(store, engine, { isNews }) {
  const { record, questionSet } = store;
  const notice = element("migrated");
  const isCurrent = record.question_set === questionSet.id && record.question_set_version === questionSet.version;
  if (isCurrent || store.mode !== "writing" || !engine.ready) {
    // What it says of the record shown stays until another one is shown.
    if (notice.dataset.key !== store.key) notice.hidden = true;
    return;
  }
  const { opened, mode, revision } = store;
  const attempt = [opened, mode, record.question_set, record.question_set_version].join();
  if (!isNews && attempt === tried) return;
  tried = attempt;
  try {
    const answer = await engine.ask({ ask: "migrate", record });
    // What was entered meanwhile, or in another record, is not in what Python has made.
    store.check();
    if (store.revision !== revision) return migrate(store, engine, { isNews: true });
    notice.dataset.key = store.key;
    notice.innerHTML = answer.html;
    notice.hidden = !answer.html;
    if (answer.record) withVersion(store, "migrated", () => store.replace(answer.record));
  } catch (error) {
    // The engine reports itself, and the overview what is wrong with the record.
    if (!(error instanceof AnswerError || error instanceof EngineError)) throw error;
  }
}

/** Python cannot read the record, though the form can show it. @param {string | null} fault null: it can */
function showFault(fault) {
  const notice = element("record-faulty");
  if (fault === null && notice.hidden) return;
  notice.hidden = fault === null;
  element("record-fault").textContent = fault ?? "";
}
