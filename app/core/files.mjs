/**
 * The page's own look at a file, for where Python cannot run: a copy of a record, or a file with all records. Python
 * reads much more (app/assessment/record/opening.py), and says what is wrong; a record that only it would refuse is
 * shown, and refused as soon as it runs.
 */

import { fromJson, isObject, PROGRAM, readRecord } from "./record.mjs";

/** @typedef {import("./record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {{key: string, text: string}} Stored */
/** Records, and what could not be read when it was saved. @typedef {{kind: "backup", records: Stored[], quarantined: Stored[]}} Backup */
/** @typedef {{kind: "record", record: AssessmentRecord} | Backup | null} Content */

const BACKUP_FORMAT = 1;

/** What is in the text of a file; null where only Python could say. @param {string} text @returns {Content} */
export function contentOf(text) {
  // A decoder writes U+FFFD for what it cannot read; a copy is in ASCII.
  if (text.includes("\ufffd")) return null;
  const data = fromJson(text);
  if (data?.program === PROGRAM && data.kind === "backup") return data.format === BACKUP_FORMAT ? backupOf(data) : null;
  const record = readRecord(text);
  return typeof record === "object" ? { kind: "record", record } : null;
}

/** @param {{records: unknown, quarantined?: unknown}} data @returns {Content} */
function backupOf({ records, quarantined = {} }) {
  const [readable, unreadable] = [textsIn(records), textsIn(quarantined)];
  return readable && unreadable ? { kind: "backup", records: readable, quarantined: unreadable } : null;
}

/** @param {unknown} table @returns {Stored[] | null} null where something in it is no text */
function textsIn(table) {
  if (!isObject(table)) return null;
  const found = Object.entries(table).flatMap(([key, text]) => (typeof text === "string" ? [{ key, text }] : []));
  return found.length === Object.keys(table).length ? found : null;
}
