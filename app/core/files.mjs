/**
 * The page's own check of a file, for where Python cannot run: a copy of a record, or a file with all records, of the
 * present format. Python reads much more (app/assessment/record/opening.py), and says more of what is wrong.
 */

import { FORMAT, PROGRAM, readRecord } from "./record.mjs";

/** @typedef {import("./record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {{key: string, text: string}} Stored */
/** Records, and what could not be read when it was saved. @typedef {{kind: "backup", records: Stored[], quarantined: Stored[]}} Backup */
/** @typedef {{kind: "record", record: AssessmentRecord} | Backup | null} Content */

const RATINGS = new Set(["red", "amber", "green", "unknown", "not-applicable"]);
const BACKUP_FORMAT = 1;
/** Names that mean something to JavaScript objects; no record has them. */
const PROTOTYPE_NAMES = new Set(["__proto__", "constructor", "prototype"]);
const DAY = /^\d{4}-\d\d-\d\d$/;

/** What is in the text of a file; null where only Python could say. @param {string} text @returns {Content} */
export function contentOf(text) {
  const data = parsed(text);
  if (data?.program !== PROGRAM) return null;
  if (data.kind === "backup") return data.format === BACKUP_FORMAT ? backupOf(data) : null;
  const record = data.format === FORMAT ? readRecord(text) : null;
  return record !== null && typeof record === "object" && isSound(record) ? { kind: "record", record } : null;
}

/** @param {string} text @returns {any} */
function parsed(text) {
  // A decoder writes U+FFFD for what it cannot read; a copy is in ASCII.
  if (text.includes("\ufffd")) return null;
  try {
    return JSON.parse(text, (name, value) => {
      if (PROTOTYPE_NAMES.has(name)) throw new SyntaxError(name);
      return value;
    });
  } catch {
    // No JSON, or not of ours: refused by the caller.
    return null;
  }
}

/** @param {{records: unknown, quarantined?: unknown}} data @returns {Content} */
function backupOf({ records, quarantined = {} }) {
  const [readable, unreadable] = [textsIn(records), textsIn(quarantined)];
  return readable && unreadable ? { kind: "backup", records: readable, quarantined: unreadable } : null;
}

/** @param {unknown} table @returns {Stored[] | null} null where something in it is no text */
function textsIn(table) {
  if (!isTable(table)) return null;
  const found = Object.entries(table).flatMap(([key, text]) => (typeof text === "string" ? [{ key, text }] : []));
  return found.length === Object.keys(table).length ? found : null;
}

/** Whether each field that the page shows is of its kind. @param {AssessmentRecord} record */
function isSound({ question_set, question_set_version, changed, partnership, rounds, actions = {} }) {
  return (
    [question_set, question_set_version].every((text) => typeof text === "string" && text !== "") &&
    areTexts(changed) &&
    areTexts(partnership.preset, ...Object.values(partnership.words)) &&
    new Set(rounds.map(({ id }) => id)).size === rounds.length &&
    rounds.every(isSoundRound) &&
    Object.values(actions).every(isSoundAction)
  );
}

/** @param {import("./record.mjs").Round} round */
function isSoundRound({ id, opened, closed, answers }) {
  return (
    id !== "" &&
    isDay(opened) &&
    (closed === null || isDay(closed)) &&
    Object.values(answers).every(
      ({ rating, note, no_action, changed }) =>
        (rating === undefined || RATINGS.has(rating)) && areTexts(note, no_action, changed),
    )
  );
}

/** @param {import("./record.mjs").Action} action */
function isSoundAction({ what, questions = [], owner, due, priority, status, reason, progress, created, changed }) {
  const isListed = Array.isArray(questions) && questions.every((id) => typeof id === "string");
  return (
    isListed &&
    areTexts(what, owner, priority, status, reason, progress, created, changed) &&
    (due === undefined || isDay(due))
  );
}

/** @param {...unknown} values those that are there must be texts */
function areTexts(...values) {
  return values.every((value) => value === undefined || value === null || typeof value === "string");
}

/** @param {unknown} value */
function isDay(value) {
  // 30 February becomes a day of March.
  return (
    typeof value === "string" &&
    DAY.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    new Date(value).toISOString().startsWith(value)
  );
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isTable(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
