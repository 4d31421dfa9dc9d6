/**
 * Changes to a record as values: they can be applied, and reverted again.
 */

import { actionOf, currentRound, field, isOfQuestion, setField } from "./record.mjs";

/** @typedef {import("./record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {import("./record.mjs").Action} Action */
/** A field of the current round, or `action.<id>`; undefined is an action that is not there. @typedef {{path: string, before: any, after: any}} Edit */

export const ACTION = "action.";

/**
 * The edits that lead from a record to new values; none for what is the same already. An answer that changes is no longer
 * the one that was agreed, unless the values say that it is.
 * @param {AssessmentRecord} record @param {[path: string, value: any][]} values @returns {Edit[]}
 */
export function editsTo(record, values) {
  const given = values.map(([path]) => path);
  const edits = changing(record, values);
  const agreed = edits
    .filter(({ path }) => path.endsWith(".rating"))
    .map(({ path }) => path.replace(/rating$/, "agreed"))
    .filter((path) => !given.includes(path));
  return [
    ...edits,
    ...changing(
      record,
      agreed.map((path) => [path, ""]),
    ),
  ];
}

/** @param {AssessmentRecord} record @param {[path: string, value: any][]} values @returns {Edit[]} */
function changing(record, values) {
  return values
    .map(([path, after]) => ({ path, before: valueAt(record, path), after }))
    .filter(({ before, after }) => !isSame(before, after));
}

/**
 * Applies edits, or reverts them.
 * @param {AssessmentRecord} record is changed @param {Edit[]} edits @param {"before" | "after"} to @param {string} now a UTC time
 */
export function apply(record, edits, to, now) {
  const time = timeAfter(record, now);
  for (const edit of edits) setValue(record, edit.path, edit[to], time);
  record.changed = time;
}

/**
 * The time of a change: later than the last one, even where a clock that ran ahead is right again. Of two states of the
 * same answers the later one counts.
 * @param {AssessmentRecord} record @param {string} now a UTC time @returns {string}
 */
export function timeAfter({ changed }, now) {
  const last = Date.parse(changed ?? "");
  return last > Date.parse(now) ? new Date(last + 1).toISOString() : now;
}

/** Whether edits start from other values than a record has: somebody who saw the record would overwrite what they did not see. @param {AssessmentRecord} seen @param {Edit[]} edits */
export function overwritesUnseen(seen, edits) {
  return edits.some(({ path, before }) => !isSame(valueAt(seen, path), before));
}

/** Whether edits change answers of a round that is closed. @param {AssessmentRecord} record @param {Edit[]} edits */
export function isBlocked(record, edits) {
  return (
    currentRound(record).closed !== null && edits.some(({ path }) => !path.startsWith(ACTION) && isOfQuestion(path))
  );
}

/** @param {AssessmentRecord} record @param {string} path */
function valueAt(record, path) {
  return path.startsWith(ACTION) ? actionOf(record, path.slice(ACTION.length)) : field(record, path);
}

/** @param {AssessmentRecord} record @param {string} path @param {any} value @param {string} now */
function setValue(record, path, value, now) {
  if (!path.startsWith(ACTION)) return setField(record, path, value, now);
  const id = path.slice(ACTION.length);
  record.actions ??= {};
  if (value === undefined) delete record.actions[id];
  else record.actions[id] = structuredClone(value);
}

/** @param {any} one @param {any} other */
export function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
