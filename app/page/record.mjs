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
/** @typedef {{id: string, version: string}} QuestionSetStamp */

export const PROGRAM = "lsp-improvement-tool";
const FORMAT = 2;

/** A record in which nothing is entered. @param {QuestionSetStamp} questionSet @returns {AssessmentRecord} */
export function blankRecord(questionSet) {
  return {
    format: FORMAT,
    program: PROGRAM,
    question_set: questionSet.id,
    question_set_version: questionSet.version,
    changed: null,
    partnership: { name: "", preset: "", words: {} },
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

/** @param {AssessmentRecord} record @param {string} id @returns {Round | undefined} */
export function roundOf(record, id) {
  return record.rounds.find((round) => round.id === id);
}

/** @param {AssessmentRecord} record @param {string} questionId @returns {Answer | undefined} */
export function answerOf(record, questionId) {
  return own(currentRound(record).answers, questionId);
}

/**
 * The value of one field, named as the form names it; empty where there is none.
 * @param {AssessmentRecord} record @param {string} name @param {string} [roundId] the present round if it is none of the record's
 */
export function field(record, name, roundId = "") {
  const { holder, key } = place(record, name, roundId);
  return String((holder && own(holder, key)) ?? "");
}

/**
 * Sets one field; an empty value takes it away.
 * @param {AssessmentRecord} record @param {string} name @param {any} value @param {string} now a UTC time
 * @param {string} [roundId] the present round if it is none of the record's
 */
export function setField(record, name, value, now, roundId = "") {
  const { holder, key, within } = place(record, name, roundId);
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
 * Where a field sits. `within`: the table of answers whose entry it belongs to; an entry that is not there yet has
 * no holder.
 * @param {AssessmentRecord} record @param {string} name @param {string} roundId
 * @returns {{holder: Record<string, any> | undefined, key: string, within?: {entries: Record<string, any>, id: string}}}
 */
function place(record, name, roundId) {
  const parts = name.split(".");
  const key = parts[parts.length - 1];
  if (parts[0] === "partnership") return { holder: parts.length === 2 ? record.partnership : record.partnership.words, key };
  const round = roundOf(record, roundId) ?? currentRound(record);
  if (parts[0] === "round") return { holder: round, key };
  return { holder: own(round.answers, parts[0]), key, within: { entries: round.answers, id: parts[0] } };
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
 * The record in a stored text; null when the page cannot use it as one. Python looks more closely.
 * @param {string} text @returns {AssessmentRecord | null}
 */
export function parsed(text) {
  const value = upgraded(fromJson(text));
  const usable =
    isObject(value) &&
    value.program === PROGRAM &&
    value.format === FORMAT &&
    isObject(value.partnership) &&
    isObject(value.partnership.words) &&
    isText(value.partnership.name) &&
    Array.isArray(value.rounds) &&
    value.rounds.length > 0 &&
    value.rounds.every(isRound) &&
    (value.actions === undefined || isTable(value.actions));
  return usable ? value : null;
}

/** A format 1 record in format 2; anything else as it is. @param {any} value @returns {any} */
function upgraded(value) {
  if (!isObject(value) || value.program !== PROGRAM || value.format !== 1) return value;
  const { set_aside: conflicts, ...rest } = value;
  return { ...rest, format: FORMAT, ...(conflicts === undefined ? {} : { conflicts }) };
}

/** Whether a text is the record of a newer version of this tool. @param {string} text */
export function isNewer(text) {
  const value = fromJson(text);
  return isObject(value) && value.program === PROGRAM && typeof value.format === "number" && value.format > FORMAT;
}

/** @param {string} text @returns {any} undefined when it is not JSON */
function fromJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the caller puts the text aside and the page says so.
    return undefined;
  }
}

/** @param {any} it */
function isRound(it) {
  return isObject(it) && isText(it.id) && isText(it.name) && isText(it.opened) && (it.closed === null || isText(it.closed)) && isTable(it.answers);
}

/** @param {any} it */
function isTable(it) {
  return isObject(it) && Object.values(it).every(isObject);
}

/** @param {any} it */
function isObject(it) {
  return typeof it === "object" && it !== null && !Array.isArray(it);
}

/** @param {any} it */
function isText(it) {
  return typeof it === "string";
}
