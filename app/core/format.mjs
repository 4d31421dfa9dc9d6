/**
 * Whether data are a record, field by field, for where Python cannot run. Python reads the same
 * (app/assessment/record/format.py), and says what is wrong.
 */

/** Whether a value is of a kind. @typedef {(value: any) => boolean} Kind */

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^(.{10})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|\+00:00)$/;

/** @type {Kind} */
const isText = (value) => typeof value === "string";
/** @type {Kind} */
const isFilled = (value) => isText(value) && value.trim() !== "";
/** @type {Kind} */
const isTruth = (value) => typeof value === "boolean";
/** @type {Kind} */
const isAnything = () => true;

/** @param {Kind} kind @returns {Kind} */
const optional = (kind) => (value) => value === undefined || value === null || kind(value);
/** @param {string[]} choices @returns {Kind} */
const oneOf = (choices) => (value) => choices.includes(value);
/** @param {Kind} kind @returns {Kind} */
const listOf = (kind) => (value) => Array.isArray(value) && value.every(kind);
/** @param {Kind} kind @returns {Kind} */
const tableOf = (kind) => (value) => isTable(value) && Object.values(value).every(kind);
/** Fields that are not named may be anything. @param {Record<string, Kind>} fields @returns {Kind} */
const part = (fields) => (value) => isTable(value) && Object.entries(fields).every(([name, kind]) => kind(value[name]));

const RATING = oneOf(["red", "amber", "green", "unknown", "not-applicable"]);

const ANSWER = part({
  rating: optional(RATING),
  note: optional(isText),
  no_action: optional(isText),
  agreed: optional(isTruth),
  changed: optional(isTime),
});

const RESPONSE = part({
  respondent: part({
    organisation: optional(isText),
    sector: optional(isText),
    role: optional(isText),
    name: optional(isText),
  }),
  answers: tableOf(part({ rating: optional(RATING), note: optional(isText) })),
  paper: optional(isTruth),
  changed: optional(isTime),
});

const ROUND = part({
  id: isFilled,
  name: isText,
  opened: isDay,
  closed: optional(isDay),
  next: optional(isDay),
  conclusion: optional(isText),
  asks: optional(listOf(isText)),
  answers: tableOf(ANSWER),
  responses: optional(tableOf(RESPONSE)),
  discuss: optional(listOf(isFilled)),
});

const ACTION = part({
  what: optional(isText),
  questions: optional(listOf(isFilled)),
  owner: optional(isText),
  due: optional(isDay),
  priority: optional(oneOf(["high", "medium", "low"])),
  status: optional(oneOf(["not-started", "under-way", "done", "dropped"])),
  reason: optional(isText),
  progress: optional(isText),
  created: optional(isTime),
  changed: optional(isTime),
});

const RECORD = part({
  question_set: isFilled,
  question_set_version: isFilled,
  changed: optional(isTime),
  partnership: part({ name: isText, preset: isText, words: tableOf(isText) }),
  rounds: (value) => listOf(ROUND)(value) && value.length > 0 && areDistinct(value),
  actions: optional(tableOf(ACTION)),
  conflicts: optional(listOf(part({ place: isFilled, value: isAnything }))),
});

/** Whether every field of a record that this version knows is of its kind. @param {unknown} data */
export function isSound(data) {
  return RECORD(data);
}

/** @param {{id: string}[]} rounds */
function areDistinct(rounds) {
  return new Set(rounds.map(({ id }) => id)).size === rounds.length;
}

/** @param {any} value */
function isDay(value) {
  return (
    isText(value) &&
    DAY.test(value) &&
    // Python has no year 0.
    !value.startsWith("0000") &&
    !Number.isNaN(Date.parse(value)) &&
    // 30 February becomes a day of March.
    new Date(value).toISOString().startsWith(value)
  );
}

/** A time in UTC. @param {any} value */
function isTime(value) {
  return isText(value) && isDay(TIME.exec(value)?.[1]);
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export function isTable(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
