/**
 * A record of another version of the questions, which Python brings to the present one.
 */

import { withVersion } from "./change_guards.mjs";
import { element, showIf } from "./dom.mjs";
import { PythonError } from "./engine/client.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("./engine/client.mjs").Engine} Engine */

/** @param {Store} store @param {Engine} engine */
export function wireMigrating(store, engine) {
  store.subscribe(({ paths }) => {
    if (paths === null || paths.length === 0) migrate(store, engine, { isNews: paths === null });
  });
  engine.subscribe((state) => state === "ready" && migrate(store, engine, { isNews: true }));
}

/** What was tried last: it is not tried again at each letter that is typed in another tab. */
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
    if (notice.dataset.key !== store.key) showIf(notice, false);
    return;
  }
  const { opened, mode, revision } = store;
  const attempt = [opened, mode, record.question_set, record.question_set_version].join();
  if (!isNews && attempt === tried) return;
  tried = attempt;
  try {
    const answer = await engine.ask({ ask: "migrate", record });
    // What was entered meanwhile, or in another record, is not in what Python has made.
    if (!store.isStill(revision)) return migrate(store, engine, { isNews: true });
    notice.dataset.key = store.key;
    notice.innerHTML = answer.html;
    notice.hidden = !answer.html;
    if (answer.record) withVersion(store, "migrated", () => store.replace(answer.record));
  } catch (error) {
    // The engine reports itself, and the overview what is wrong with the record.
    if (!(error instanceof PythonError)) throw error;
  }
}
