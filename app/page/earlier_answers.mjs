/**
 * Answers that a partner gave by an earlier link, which named the partnership otherwise: a name may have been corrected,
 * or two partnerships may share a round because one began with a copy of the other. Only the partner knows which.
 */

import { currentRound, readRecord } from "../core/record.mjs";
import { filled, oneLine } from "../core/text.mjs";
import { whenEditable } from "./change_guards.mjs";
import { element } from "./dom.mjs";
import { prefixOf } from "./reminders.mjs";

/** @typedef {import("../core/record.mjs").AssessmentRecord} AssessmentRecord */

/**
 * Offers them where nothing is answered yet. They also stay where they are.
 * @param {import("./store.mjs").Store} store @param {import("./storage.mjs").RecordStorage} all that is stored for the question set
 * @param {import("../core/invitation.mjs").Invitation} invitation
 */
export function wireEarlierAnswers(store, all, { round, paper }) {
  const earlier = paper ? null : newestOf(all, store.key, round);
  if (!earlier) return;
  const part = element("earlier-answers");
  const line = /** @type {HTMLElement} */ (part.firstElementChild);
  line.textContent = filled(line.dataset.text ?? "", {
    name: oneLine(earlier.partnership.name) || (line.dataset.unnamed ?? ""),
  });
  store.subscribe(() => {
    part.hidden = store.record.changed !== null;
  });
  element("use-earlier-answers").addEventListener("click", () => {
    whenEditable(store, () => {
      // Another tab may have just given others.
      store.check();
      if (store.record.changed === null) store.replace({ ...earlier, partnership: store.record.partnership });
      element("welcome-heading").focus();
    });
  });
}

/**
 * Deletes the answers that these went on from, which have the same respondent. What was entered later stays: it is not
 * among what is deleted, as the person sees it.
 * @param {import("./store.mjs").Store} store @param {import("./storage.mjs").RecordStorage} all that is stored for the question set
 */
export function discardEarlier({ key: own, record, writer }, all) {
  for (const key of all.partnersKeys("record")) {
    const earlier = readRecord(all.read(key) ?? "");
    if (key === own || typeof earlier !== "object" || earlier.respondent?.id !== record.respondent.id) continue;
    if (Date.parse(earlier.changed ?? "") > Date.parse(record.changed ?? "")) continue;
    all.discard(all.keys(prefixOf(key).slice(all.prefix.length)));
    writer.channel.postMessage({ deleted: key });
  }
}

/** @param {import("./storage.mjs").RecordStorage} all @param {string} own key @param {string} round its id @returns {AssessmentRecord | undefined} */
function newestOf(all, own, round) {
  const keys = all.partnersKeys("record").filter((key) => key !== own);
  const records = keys.map((key) => readRecord(all.read(key) ?? "")).filter((record) => typeof record === "object");
  const ofRound = records.filter((record) => record.changed !== null && currentRound(record).id === round);
  // A sheet from paper has another person's answers.
  const given = ofRound.filter(({ paper }) => !paper);
  return given.sort((a, b) => Date.parse(b.changed ?? "") - Date.parse(a.changed ?? ""))[0];
}
