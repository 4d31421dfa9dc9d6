/**
 * Where things sit in a record. Knows nothing of what they mean: Python does.
 */

/** @typedef {{rating?: string, note?: string, no_action?: string, changed?: string}} Answer */
/** @typedef {{id: string, name: string, opened: string, closed: string | null, answers: Record<string, Answer>}} Round */
/** @typedef {{what?: string, questions?: string[], created?: string, changed?: string, [field: string]: any}} Action */
/**
 * @typedef {{
 *   format: number, program: string, question_set: string, question_set_version: string, changed: string | null,
 *   partnership: {name: string, preset: string, words: Record<string, string>}, rounds: Round[],
 *   actions?: Record<string, Action>,
 * }} AssessmentRecord
 */
/** @typedef {{id: string, version: string, preset: string}} QuestionSetStamp */

export const PROGRAM = "lsp-improvement-tool";
const FORMAT = 1;
const ACTION = "action.";

/** A record in which nothing is entered. @param {QuestionSetStamp} questionSet @returns {AssessmentRecord} */
export function blankRecord(questionSet) {
  return {
    format: FORMAT,
    program: PROGRAM,
    question_set: questionSet.id,
    question_set_version: questionSet.version,
    changed: null,
    partnership: { name: "", preset: questionSet.preset, words: {} },
    rounds: [blankRound()],
  };
}

/** @returns {Round} */
export function blankRound() {
  const now = new Date();
  return { id: `round-${now.toISOString()}`, name: "", opened: localDay(now), closed: null, answers: {} };
}

/** The round that is being answered. @param {AssessmentRecord} record */
export function currentRound(record) {
  return record.rounds[record.rounds.length - 1];
}

/** The round before it, if there is one. @param {AssessmentRecord} record @returns {Round | undefined} */
export function lastRound(record) {
  return record.rounds[record.rounds.length - 2];
}

/** @param {AssessmentRecord} record @param {string} questionId @returns {Answer | undefined} */
export function answerOf(record, questionId) {
  return own(currentRound(record).answers, questionId);
}

/**
 * The value of one field, named as the form names it; empty where there is none.
 * @param {AssessmentRecord} record @param {string} name
 */
export function field(record, name) {
  const { holder, key } = place(record, name);
  return String((holder && own(holder, key)) ?? "");
}

/**
 * Sets one field; an empty value takes it away.
 * @param {AssessmentRecord} record @param {string} name @param {any} value @param {string} now a UTC time
 */
export function setField(record, name, value, now) {
  const { holder, key, within } = place(record, name);
  if (!within) {
    if (holder) holder[key] = value;
    return;
  }
  const entry = { ...holder };
  if (value === "" || value === null) delete entry[key];
  else entry[key] = value;
  entry.changed = now;
  within.entries[within.id] = entry;
}

/**
 * Where a field sits. `within`: the table of answers or actions whose entry it belongs to; an entry that is not
 * there yet has no holder.
 * @param {AssessmentRecord} record @param {string} name
 * @returns {{holder: Record<string, any> | undefined, key: string, within?: {entries: Record<string, any>, id: string}}}
 */
function place(record, name) {
  const parts = name.split(".");
  const key = parts[parts.length - 1];
  if (parts[0] === "partnership") return { holder: parts.length === 2 ? record.partnership : record.partnership.words, key };
  if (parts[0] === "round") return { holder: currentRound(record), key };
  if (name.startsWith(ACTION)) {
    record.actions ??= {};
    return { holder: own(record.actions, parts[1]), key, within: { entries: record.actions, id: parts[1] } };
  }
  const { answers } = currentRound(record);
  return { holder: own(answers, parts[0]), key, within: { entries: answers, id: parts[0] } };
}

/** @param {Record<string, any>} table @param {string} name */
function own(table, name) {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** A day as 2027-01-31, by the clock on the wall. @param {Date} when */
export function localDay(when) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
}

/**
 * The record in a stored text; null when it cannot be used as one. Python looks more closely.
 * @param {string} text @returns {AssessmentRecord | null}
 */
export function parsed(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    // Not JSON: the caller puts the text aside and the page says so.
    return null;
  }
  const isObject = (/** @type {unknown} */ it) => typeof it === "object" && it !== null && !Array.isArray(it);
  const isTable = (/** @type {any} */ it) => isObject(it) && Object.values(it).every(isObject);
  const usable =
    isObject(value) &&
    value.program === PROGRAM &&
    value.format === FORMAT &&
    isObject(value.partnership) &&
    isObject(value.partnership.words) &&
    Array.isArray(value.rounds) &&
    value.rounds.length > 0 &&
    value.rounds.every((/** @type {any} */ round) => isObject(round) && isTable(round.answers)) &&
    (value.actions === undefined || isTable(value.actions));
  return usable ? value : null;
}
