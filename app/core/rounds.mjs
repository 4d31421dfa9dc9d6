/**
 * A round among the others of its record. Python has the same rules (app/assessment/rounds.py); both are tested
 * against tests/cases/rounds.json.
 */

import { answerIn, currentRound, withoutResponses } from "./record.mjs";
import { localDay, longDay, oneLine, quarterName } from "./text.mjs";

/** @typedef {import("./record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {import("./record.mjs").Round} Round */

/**
 * How many questions have a rating: colours, "don't know yet" and "does not apply" alike.
 * @param {Round} round @param {string[]} [questions] those that count; all if not given
 */
export function answeredIn(round, questions = Object.keys(round.answers)) {
  return questions.filter((id) => answerIn(round, id)?.rating).length;
}

/** Whether nothing was entered in it, and no partner has answered. @param {Round} round */
export function isEmpty(round) {
  if (Object.keys(round.responses ?? {}).length > 0) return false;
  return !Object.values(round.answers).some(({ rating, note, no_action }) => rating || note || no_action);
}

/** The last round before the current one in which any question has a rating. @param {AssessmentRecord} record @returns {Round | undefined} */
export function previousRound(record) {
  return record.rounds.slice(0, -1).findLast((round) => answeredIn(round) > 0);
}

/**
 * The record as what Python says of the current round alone needs it, without partners' answers. Of the round before,
 * not what was answered, but when it was: an action that was dropped until then says nothing of the current one.
 * @param {AssessmentRecord} record @returns {AssessmentRecord}
 */
export function ofCurrentRound(record) {
  const before = record.rounds.slice(-2, -1).map((round) => ({ ...round, answers: {} }));
  return withoutResponses({ ...record, rounds: [...before, currentRound(record)] });
}

/** What each round is called, by id: its name or its day; the second of the same name says so. @param {Pick<Round, "id" | "name" | "opened">[]} rounds @returns {Map<string, string>} */
export function roundNames(rounds) {
  /** @type {Map<string, number>} */
  const used = new Map();
  const count = (/** @type {string} */ name) => {
    const times = (used.get(name) ?? 0) + 1;
    used.set(name, times);
    return times;
  };
  return new Map(
    rounds.map(({ id, name, opened }) => {
      const plain = oneLine(name) || `Round of ${longDay(opened)}`;
      let unique = plain;
      while (used.has(unique)) unique = `${plain} (${count(plain)})`;
      count(unique);
      return [id, unique];
    }),
  );
}

/**
 * What a round after these may be called: the meeting of its day; or the quarter, the following one where a round has
 * that name. No other round is called so.
 * @param {Round[]} rounds @param {string} day such as 2027-01-31 @param {string} [rhythm] "quarters" or "meetings", as the question set says
 */
export function proposedName(rounds, day, rhythm) {
  if (rhythm === "meetings") return freeName(rounds, `Meeting of ${longDay(day)}`);
  const when = new Date(`${day}T00:00`);
  const name = quarterName(when);
  const isTaken = rounds.some((round) => oneLine(round.name) === name);
  return freeName(rounds, isTaken ? quarterName(new Date(when.getFullYear(), when.getMonth() + 3, 1)) : name);
}

/** A name as the round after these has it: the second of the same name says so. @param {Round[]} rounds @param {string} name */
export function freeName(rounds, name) {
  if (oneLine(name) === "") return name;
  const next = { id: "next", name, opened: "" };
  return roundNames([...rounds, next]).get(next.id) ?? name;
}

/**
 * What the current round is called on another day: if it is called as was proposed for its day, as is proposed for the new one.
 * @param {AssessmentRecord} record @param {string} day @param {string | undefined} rhythm
 */
export function nameOn(record, day, rhythm) {
  const { name, opened } = currentRound(record);
  const earlier = record.rounds.slice(0, -1);
  const isProposed = freeName(earlier, name) === proposedName(earlier, opened, rhythm);
  return isProposed ? proposedName(earlier, day, rhythm) : name;
}

/**
 * Gives the round of a record in which nothing is entered yet its day, and the name of that.
 * @param {AssessmentRecord} record @param {Date} now @param {string | undefined} rhythm
 */
export function beginRound(record, now, rhythm) {
  const opened = localDay(now);
  Object.assign(currentRound(record), { opened, name: proposedName([], opened, rhythm) });
}

/** @param {AssessmentRecord} record @param {Round} [round] */
export function roundName(record, round = currentRound(record)) {
  return roundNames(record.rounds).get(round.id) ?? "";
}
