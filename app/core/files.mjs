/**
 * The page's own check of a file, for where Python cannot run: a copy of a record, or a file with all records, of the
 * present format. Python reads much more (app/assessment/record/opening.py), and says more of what is wrong.
 */

import { isSound, isTable } from "./format.mjs";
import { FORMAT, PROGRAM, readRecord } from "./record.mjs";

/** @typedef {import("./record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {{key: string, text: string}} Stored */
/** Records, and what could not be read when it was saved. @typedef {{kind: "backup", records: Stored[], quarantined: Stored[]}} Backup */
/** @typedef {{kind: "record", record: AssessmentRecord} | Backup | null} Content */

const BACKUP_FORMAT = 1;
/** Names that mean something to JavaScript objects; no record has them. */
const PROTOTYPE_NAMES = new Set(["__proto__", "constructor", "prototype"]);

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
      // Stored, it would be null.
      if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(name);
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
