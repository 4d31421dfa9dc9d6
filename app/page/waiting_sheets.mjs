/**
 * Sheets of paper that are entered in tabs of their own: they wait in this browser until the record has their answers.
 * Each is stored as what a partner entered is. Its address has a random part, so a mark beside it holds that, and says
 * whether it was handed over.
 */

import { readInvitation } from "../core/invitation.mjs";
import { PROGRAM, readRecord, roundOf } from "../core/record.mjs";
import { responseOf } from "../core/response.mjs";
import { prefixOf, recalled } from "./reminders.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {ReturnType<typeof responseOf>} Response */
/** `address`: of its page; `handedOver`: when, a UTC time. @typedef {{address: string, handedOver?: string}} Mark */
/**
 * `mark`: the key of its mark; `key`: of what was entered, and `text`: that; `address`: of its page.
 * @typedef {{mark: string, key: string, text: string, address: string, isHandedOver: boolean, response: Response}} WaitingSheet
 */

/** Where the tab with the record says to the tab of a sheet that it shows it. */
export const RECEIVED = `${PROGRAM}/answers`;

/** The key of the mark of a sheet. @param {import("./storage.mjs").RecordStorage} storage of the sheet */
export function markKey({ prefix }) {
  return `${prefix}sheet`;
}

/** Marks a sheet; throws what the browser said. @param {import("./storage.mjs").RecordStorage} storage of the sheet @param {Mark} mark */
export function markSheet(storage, mark) {
  storage.write(markKey(storage), JSON.stringify(mark));
}

/** Those for the rounds of the record that is shown, which does not have them yet. @param {Store} store */
export function listedSheets({ record, storage }) {
  const sheets = sheetsOf(record, storage).filter((sheet) => !isIn(record, sheet));
  return {
    waiting: sheets.filter(({ isHandedOver }) => isHandedOver),
    begun: sheets.filter(({ isHandedOver }) => !isHandedOver),
  };
}

/** What the stored record has does not wait any more. @param {Store} store */
export function discardAdded(store) {
  const { record, storage, isUnsaved, mode } = store;
  if (isUnsaved || mode !== "writing") return;
  for (const sheet of sheetsOf(record, storage)) if (isIn(record, sheet)) discard(store, sheet);
}

/** @param {import("../core/record.mjs").AssessmentRecord} record @param {import("./storage.mjs").RecordStorage} storage @returns {WaitingSheet[]} */
function sheetsOf(record, storage) {
  return storage.partnersKeys("sheet").flatMap((mark) => {
    const { address, handedOver } = recalled(mark);
    const key = `${prefixOf(mark)}record`;
    const text = storage.read(key) ?? "";
    const [read, entered] = [readInvitation(String(address)), readRecord(text)];
    if ("fault" in read || typeof entered === "string" || !roundOf(record, read.invitation.round)) return [];
    return [
      { mark, key, text, address, isHandedOver: Boolean(handedOver), response: responseOf(entered, read.invitation) },
    ];
  });
}

/** Whether a record has these answers, or later ones of the same sheet. @param {import("../core/record.mjs").AssessmentRecord} record @param {WaitingSheet} sheet */
function isIn(record, { response }) {
  const { invitation, respondent, changed } = response;
  const present = roundOf(record, invitation.round)?.responses?.[respondent.id ?? ""];
  return Date.parse(present?.changed) >= Date.parse(changed ?? "");
}

/** A tab in which it is still open shows an empty sheet then, unless more was entered there. @param {Store} store @param {WaitingSheet} sheet */
function discard({ storage, writer }, { mark, key, response }) {
  storage.discard(storage.keys(prefixOf(mark).slice(storage.prefix.length)));
  writer.channel.postMessage({ added: key, changed: response.changed });
}
