/**
 * The shape of a record: where each field is, what an empty one looks like, and how a stored text becomes one.
 * The same shape is read by Python (app/assessment/record) and described in docs/developers/record-format.md.
 */

import { localDay } from "./text.mjs";

/** @typedef {{rating?: string, note?: string, no_action?: string, agreed?: true, changed?: string, [unknown: string]: any}} Answer */
/** @typedef {{id: string, name: string, opened: string, closed: string | null, answers: Record<string, Answer>, [unknown: string]: any}} Round */
/** @typedef {{what?: string, questions?: string[], created?: string, changed?: string, [field: string]: any}} Action */
/**
 * @typedef {{
 *   format: number, program: string, question_set: string, question_set_version: string, changed: string | null,
 *   partnership: {name: string, preset: string, words: Record<string, string>, [unknown: string]: any}, rounds: Round[],
 *   actions?: Record<string, Action>, [unknown: string]: any,
 * }} AssessmentRecord
 */
/** `rhythm`: whether each round is a quarter or a meeting. @typedef {{id: string, version: string, rhythm?: string}} QuestionSetStamp */
/** `newer`: written by a later version of this tool. @typedef {AssessmentRecord | "newer" | "unreadable"} Reading */

export const PROGRAM = "lsp-improvement-tool";
export const FORMAT = 2;

const PARTS_OF_A_ROUND = new Set(["name", "opened", "next", "conclusion", "asks", "discuss"]);
/** Texts, which a field of the form holds as lines. */
const LISTS_OF_A_ROUND = new Set(["asks", "discuss"]);
/** In the record in which a partner answers. */
const PARTS_OF_A_RESPONDENT = new Set(["organisation", "sector", "role", "name"]);
const PARTS_OF_AN_ANSWER = new Set(["rating", "note", "no_action", "agreed"]);

/** A record in which nothing is entered. @param {QuestionSetStamp} questionSet @param {Date} now @returns {AssessmentRecord} */
export function blankRecord(questionSet, now) {
  return {
    format: FORMAT,
    program: PROGRAM,
    question_set: questionSet.id,
    question_set_version: questionSet.version,
    changed: null,
    partnership: { name: "", preset: "", words: {} },
    rounds: [blankRound(now)],
  };
}

/** @param {Date} now @returns {Round} */
export function blankRound(now) {
  return { id: `round-${now.toISOString()}`, name: "", opened: localDay(now), closed: null, answers: {} };
}

/** The record without the partners' answers, which most of what Python makes does not need. @param {AssessmentRecord} record */
export function withoutResponses(record) {
  return { ...record, rounds: record.rounds.map(({ responses: _, ...round }) => round) };
}

/** The round that is being answered. @param {AssessmentRecord} record */
export function currentRound(record) {
  return record.rounds[record.rounds.length - 1];
}

/** @param {AssessmentRecord} record @param {string} id @returns {Round | undefined} */
export function roundOf(record, id) {
  return record.rounds.find((round) => round.id === id);
}

/** @param {Round} round @param {string} questionId @returns {Answer | undefined} */
export function answerIn(round, questionId) {
  return own(round.answers, questionId);
}

/** @param {AssessmentRecord} record @param {string} id @returns {Action | undefined} */
export function actionOf(record, id) {
  return record.actions && own(record.actions, id);
}

/**
 * Whether a field of this name belongs to a record. A browser extension may add named fields to the form.
 * @param {string} name as in the form: `partnership.name`, `round.opened`, `<question id>.note`
 */
export function isField(name) {
  const [first, second, third, ...rest] = name.split(".");
  if (rest.length > 0) return false;
  if (first === "partnership")
    return second === "words" ? Boolean(third) : third === undefined && (second === "name" || second === "preset");
  if (first === "round") return third === undefined && PARTS_OF_A_ROUND.has(second);
  if (first === "respondent") return third === undefined && PARTS_OF_A_RESPONDENT.has(second);
  return first !== "" && third === undefined && PARTS_OF_AN_ANSWER.has(second);
}

/** Whether a field belongs to a question, and so to a round that may be closed. @param {string} name */
export function isOfQuestion(name) {
  return !/^(partnership|round|respondent)\./.test(name);
}

/** The value of one field of the current round; empty where there is none. @param {AssessmentRecord} record @param {string} name */
export function field(record, name) {
  const [first, second, third] = name.split(".");
  const { partnership } = record;
  if (first === "partnership")
    return String((third === undefined ? own(partnership, second) : own(partnership.words, third)) ?? "");
  if (first === "respondent") return String(own(record.respondent ?? {}, second) ?? "");
  const round = currentRound(record);
  if (first === "round") return [own(round, second) ?? ""].flat().join("\n");
  return String(answerIn(round, first)?.[second] ?? "");
}

/**
 * Sets one field of the current round. An empty value removes the part of an answer that it was.
 * @param {AssessmentRecord} record @param {string} name @param {string} value @param {string} now a UTC time
 */
export function setField(record, name, value, now) {
  const [first, second, third] = name.split(".");
  const round = currentRound(record);
  if (first === "partnership") {
    if (third === undefined) record.partnership[second] = value;
    else record.partnership.words[third] = value;
  } else if (first === "respondent") record.respondent = { ...record.respondent, [second]: value };
  else if (first === "round" && LISTS_OF_A_ROUND.has(second)) round[second] = value === "" ? [] : value.split("\n");
  else if (name === "round.next" && value === "") delete round.next;
  else if (first === "round") round[second] = value;
  else {
    const { [second]: _, ...others } = answerIn(round, first) ?? {};
    round.answers[first] = {
      ...others,
      ...(value === "" ? {} : { [second]: second === "agreed" || value }),
      changed: now,
    };
  }
}

/** What a stored text or the text of a file is. Python looks more closely. @param {string} text @returns {Reading} */
export function readRecord(text) {
  const data = fromJson(text);
  if (!isObject(data) || data.program !== PROGRAM || typeof data.format !== "number") return "unreadable";
  if (data.format > FORMAT) return "newer";
  const record = upgraded(data);
  return isRecord(record) ? record : "unreadable";
}

/** Format 1, which called conflicts "set aside", as format 2. @param {any} data @returns {any} */
export function upgraded(data) {
  if (data.program !== PROGRAM || data.format !== 1) return data;
  const { set_aside: conflicts, ...others } = data;
  return { ...others, format: FORMAT, ...(conflicts === undefined ? {} : { conflicts }) };
}

/** A text as JSON holds it, in ASCII, so that no program that saves it again in another encoding can damage it. @param {unknown} data @param {number} [indent] */
export function asciiJson(data, indent) {
  return JSON.stringify(data, null, indent).replaceAll(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** @param {any} data @returns {data is AssessmentRecord} */
function isRecord(data) {
  return (
    data.format === FORMAT &&
    isObject(data.partnership) &&
    isObject(data.partnership.words) &&
    typeof data.partnership.name === "string" &&
    Array.isArray(data.rounds) &&
    data.rounds.length > 0 &&
    data.rounds.every(isRound) &&
    (data.actions === undefined || isTable(data.actions))
  );
}

/** @param {any} it */
function isRound(it) {
  const texts = isObject(it) && [it.id, it.name, it.opened].every((text) => typeof text === "string");
  return texts && (it.closed === null || typeof it.closed === "string") && isTable(it.answers);
}

/** @param {any} it */
function isTable(it) {
  return isObject(it) && Object.values(it).every(isObject);
}

/** @param {any} it @returns {it is Record<string, any>} */
export function isObject(it) {
  return typeof it === "object" && it !== null && !Array.isArray(it);
}

/** @param {Record<string, any>} table @param {string} name */
function own(table, name) {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** @param {string} text @returns {any} undefined when it is not JSON; the caller then says so */
export function fromJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What takes the place of a record: a file without any partners' answers, as every report is, takes none away. Python has
 * the same rule (`with_partners`), by the cases in tests/cases/partners_stay.json.
 * @param {AssessmentRecord} opened @param {AssessmentRecord} present @returns {AssessmentRecord}
 */
export function withPartners(opened, present) {
  const hasPartners = (/** @type {Round | undefined} */ round) => Object.keys(round?.responses ?? {}).length > 0;
  if (opened.rounds.some(hasPartners)) return opened;
  const rounds = opened.rounds.map((round) => {
    const here = present.rounds.find(({ id }) => id === round.id);
    return here && hasPartners(here) ? { ...round, responses: here.responses } : round;
  });
  return rounds.some(hasPartners) ? { ...opened, rounds } : opened;
}
