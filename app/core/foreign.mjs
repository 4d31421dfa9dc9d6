/**
 * What a tab does about a text in the place of its record that it did not write: another tab may have written, or
 * something may have deleted or damaged what was stored.
 */

import { readRecord } from "./record.mjs";

/**
 * `known`: the text that was stored there, as far as this tab knows, null where there was none; `isSaved`: whether the
 * record of this tab is stored, and not in memory alone; `hasLock`: whether this tab has the lock, and `since` when, a
 * UTC time.
 * @typedef {{known: string | null, isSaved: boolean, mode: string, hasLock: boolean, since: string}} Tab
 */

/**
 * @param {string | null} stored null where it is gone @param {Tab} tab
 * @returns {"follow" | "keep" | "defend" | "wait"} `follow`: show what is stored; `keep`: keep what is shown, and say
 *   that what was stored is gone; `defend`: store it again, over what a tab without the lock has written; `wait`: until
 *   this record can be stored, or the other one replaces it
 */
export function answerTo(stored, { known, isSaved, mode, hasLock, since }) {
  // A tab that only shows the record follows what is stored; the one that edits it says when something is gone.
  if (stored === null) return isSaved && mode === "elsewhere" ? "follow" : "keep";
  const reading = readRecord(stored);
  if (known !== null && reading === "unreadable") return "keep";
  // Where nothing was stored this tab has nothing to defend: a record that came with a backup has this place now.
  if (known !== null && hasLock && isAfter(reading, since)) return "defend";
  return isSaved ? "follow" : "wait";
}

/**
 * Whether a tab has written that was stuck when this one got the lock. What the tab before this one wrote may arrive
 * late, and is not of that kind.
 * @param {import("./record.mjs").Reading} reading @param {string} since
 */
function isAfter(reading, since) {
  return typeof reading === "object" && (reading.changed ?? "") > since;
}
