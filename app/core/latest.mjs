/**
 * Where to carry on: of several records, the one that was changed last.
 */

import { currentRound, readRecord } from "./record.mjs";
import { answeredIn } from "./rounds.mjs";
import { oneLine } from "./text.mjs";

/** `changed`: a UTC time, or null where a file did not say when. @typedef {{key: string, name: string, answered: number, changed: string | null}} Latest */

/**
 * @param {{key: string, text: string}[]} stored the records of a browser
 * @param {string[]} questions those that count
 * @returns {Latest | null} null: nothing is stored, or nothing can be read
 */
export function latest(stored, questions) {
  /** @type {Latest | null} */
  let found = null;
  for (const { key, text } of stored) {
    const record = readRecord(text);
    if (typeof record === "string" || (found && (record.changed ?? "") <= (found.changed ?? ""))) continue;
    const { changed, partnership } = record;
    found = { key, name: oneLine(partnership.name), answered: answeredIn(currentRound(record), questions), changed };
  }
  return found;
}
