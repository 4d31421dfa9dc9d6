/**
 * Keeps the record in localStorage. Knows where an answer sits in the record, and nothing of what it means.
 *
 * Rules: every change is a read, a modification of one field and a write, at once. What cannot be read is
 * put aside, never overwritten. What cannot be written stays in memory, and the page is told.
 */

/** @typedef {{rating?: string, note?: string, changed?: string}} Answer */
/** @typedef {{id: string, name: string, opened: string, closed: string | null, answers: Record<string, Answer>}} Round */
/**
 * @typedef {{
 *   format: number, program: string, question_set: string, question_set_version: string, changed: string | null,
 *   partnership: {name: string, preset: string, words: Record<string, string>}, rounds: Round[],
 * }} AssessmentRecord
 */
/** @typedef {{id: string, version: string, preset: string}} QuestionSetStamp */

const PROGRAM = "lsp-improvement-tool";
const FORMAT = 1;
const RECORD_KEY = `${PROGRAM}/record`;
const ASIDE_PREFIX = `${PROGRAM}/set-aside/`;

export class Store {
  /** @param {QuestionSetStamp} questionSet */
  constructor(questionSet) {
    this.questionSet = questionSet;
    /** The last record that could not be written; while there is one, it is the truth. @type {AssessmentRecord | null} */
    this.unwritten = null;
    /** What the browser said when it refused to read or to keep. @type {unknown} */
    this.refusal = null;
  }

  /** The present record; a new one where there is none. What cannot be read is put aside first. */
  read() {
    if (this.unwritten) return this.unwritten;
    const text = this.#stored();
    if (text === null) return this.#blank();
    const record = parsed(text);
    if (record) return record;
    this.#setAside(text);
    return this.#blank();
  }

  /**
   * Sets one field, named as the form names it, and stores the record.
   * @param {string} name @param {string} value an empty one takes the field away
   * @returns {AssessmentRecord}
   */
  change(name, value) {
    const record = this.read();
    const now = new Date().toISOString();
    setField(record, name, value, now);
    record.changed = now;
    try {
      localStorage.setItem(RECORD_KEY, JSON.stringify(record));
      this.unwritten = null;
      this.refusal = null;
    } catch (error) {
      this.unwritten = record;
      this.refusal = error;
    }
    return record;
  }

  /** What was put aside because it could not be read: pairs of key and text. */
  setAside() {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(ASIDE_PREFIX))
        .map((key) => ({ key, text: localStorage.getItem(key) ?? "" }));
    } catch (error) {
      this.refusal = error;
      return [];
    }
  }

  #stored() {
    try {
      return localStorage.getItem(RECORD_KEY);
    } catch (error) {
      this.refusal = error;
      return null;
    }
  }

  /** @param {string} text */
  #setAside(text) {
    const key = ASIDE_PREFIX + new Date().toISOString();
    // Out first, then in: when storage is nearly full there is no room for both at once.
    localStorage.removeItem(RECORD_KEY);
    try {
      localStorage.setItem(key, text);
    } catch (error) {
      localStorage.setItem(RECORD_KEY, text);
      this.unwritten = this.#blank();
      this.refusal = error;
    }
  }

  /** @returns {AssessmentRecord} */
  #blank() {
    const now = new Date();
    const answers = /** @type {Record<string, Answer>} */ ({});
    return {
      format: FORMAT,
      program: PROGRAM,
      question_set: this.questionSet.id,
      question_set_version: this.questionSet.version,
      changed: null,
      partnership: { name: "", preset: this.questionSet.preset, words: {} },
      rounds: [{ id: `round-${now.toISOString()}`, name: "", opened: localDay(now), closed: null, answers }],
    };
  }
}

/** The round that is being answered. @param {AssessmentRecord} record */
export function currentRound(record) {
  return record.rounds[record.rounds.length - 1];
}

/**
 * The value of one field, named as the form names it; empty where there is none.
 * @param {AssessmentRecord} record @param {string} name
 */
export function field(record, name) {
  const { holder, key } = place(record, name);
  return holder && Object.hasOwn(holder, key) ? String(holder[key] ?? "") : "";
}

/** A day as 2027-01-31, by the clock on the wall. @param {Date} when */
export function localDay(when) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
}

/**
 * Where a field of the form sits in the record. An answer that is not there yet has no holder.
 * @param {AssessmentRecord} record @param {string} name
 * @returns {{holder: Record<string, any> | undefined, key: string, questionId?: string}}
 */
function place(record, name) {
  const [first, ...rest] = name.split(".");
  const key = rest[rest.length - 1];
  if (first === "partnership") {
    return { holder: rest.length === 1 ? record.partnership : record.partnership.words, key };
  }
  const round = currentRound(record);
  if (first === "round") return { holder: round, key };
  return { holder: Object.hasOwn(round.answers, first) ? round.answers[first] : undefined, key, questionId: first };
}

/** @param {AssessmentRecord} record @param {string} name @param {string} value @param {string} now */
function setField(record, name, value, now) {
  const { holder, key, questionId } = place(record, name);
  if (questionId === undefined) {
    if (holder) holder[key] = value;
    return;
  }
  const answer = { ...holder };
  if (value) answer[key] = value;
  else delete answer[key];
  answer.changed = now;
  currentRound(record).answers[questionId] = answer;
}

/**
 * The record in a stored text; null when it cannot be used as one. Python looks more closely.
 * @param {string} text @returns {AssessmentRecord | null}
 */
function parsed(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    // Not JSON: the caller puts the text aside and the page says so.
    return null;
  }
  const isObject = (/** @type {unknown} */ it) => typeof it === "object" && it !== null && !Array.isArray(it);
  const usable =
    isObject(value) &&
    value.program === PROGRAM &&
    value.format === FORMAT &&
    isObject(value.partnership) &&
    isObject(value.partnership.words) &&
    Array.isArray(value.rounds) &&
    value.rounds.length > 0 &&
    value.rounds.every((/** @type {any} */ round) => isObject(round) && isObject(round.answers) && Object.values(round.answers).every(isObject));
  return usable ? value : null;
}
