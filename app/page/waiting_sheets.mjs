/**
 * Sheets of paper that are entered in tabs of their own: they wait in this browser until the record has their answers.
 * Each is stored as what a partner entered is. Its address has a random part, so a mark beside it holds that, and says
 * whether it was handed over. The mark stays as long as anything of the sheet is stored: it alone leads there.
 */

import { readInvitation } from "../core/invitation.mjs";
import { PROGRAM, readRecord, roundOf } from "../core/record.mjs";
import { responseOf } from "../core/response.mjs";
import { isSameName } from "../core/text.mjs";
import { prefixOf, recalled } from "./reminders.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {ReturnType<typeof responseOf>} Response */
/** `address`: of its page; `handedOver`: when, a UTC time. @typedef {{address: string, handedOver?: string}} Mark */
/**
 * `mark`: the key of its mark; `key`: of what was entered, and `text`: that; `address`: of its page; `round` and
 * `partnership`: the id and the name of those that it is for; `response`: null where what was entered cannot be read;
 * `left`: the keys of what could not be read or came late, which is in no record.
 * @typedef {{
 *   mark: string, key: string, text: string, address: string, isHandedOver: boolean, round: string, partnership: string,
 *   response: Response | null, left: string[],
 * }} PaperSheet
 */
/** @typedef {PaperSheet & {response: Response}} WaitingSheet */

/** Where the tab with the record says to the tab of a sheet that it shows it. */
export const RECEIVED = `${PROGRAM}/answers`;

/** The key of the mark of a sheet. @param {import("./storage.mjs").RecordStorage} storage of the sheet */
export function markKey({ prefix }) {
  return `${prefix}sheet`;
}

/** Whether a key is that of the mark of a sheet. @param {string} key */
export function isMark(key) {
  return key.endsWith("/sheet");
}

/** Marks a sheet; throws what the browser said. @param {import("./storage.mjs").RecordStorage} storage of the sheet @param {Mark} mark */
export function markSheet(storage, mark) {
  storage.write(markKey(storage), JSON.stringify(mark));
}

/**
 * Those for the rounds of the record that is shown, which does not have them yet, by whether they were handed over;
 * those for no record of this browser, which no other list would have; and those of which only a rest is stored.
 * @param {Store} store
 */
export function listedSheets(store) {
  const { record, storage } = store;
  const sheets = sheetsOf(storage);
  const rounds = sheets.length > 0 && store.mode !== "newer" ? allRounds(store) : null;
  const entered = sheets.filter(({ text }) => text !== "");
  const own = entered.filter(isReadable).filter((sheet) => roundOf(record, sheet.round) && !isIn(record, sheet));
  return {
    waiting: own.filter(({ isHandedOver }) => isHandedOver),
    begun: own.filter(({ isHandedOver }) => !isHandedOver),
    // While a record cannot be read, nobody knows whose they are.
    astray: rounds ? entered.filter((sheet) => !isReadable(sheet) || !rounds.has(sheet.round)) : [],
    left: sheets.filter(({ text, left }) => text === "" && left.length > 0),
  };
}

/**
 * Whether a sheet is for the partnership of a record. One that began with a copy of the other has the same rounds.
 * @param {PaperSheet} sheet @param {import("../core/record.mjs").AssessmentRecord} record
 */
export function isOwn({ partnership }, record) {
  return isSameName(partnership, record.partnership.name);
}

/** What the stored record has does not wait any more. @param {Store} store */
export function discardAdded(store) {
  const { record, storage, isUnsaved, mode } = store;
  if (isUnsaved || mode !== "writing") return;
  for (const sheet of sheetsOf(storage).filter(isReadable)) if (isIn(record, sheet)) discard(store, sheet);
}

/** @param {import("./storage.mjs").RecordStorage} storage @returns {PaperSheet[]} */
function sheetsOf(storage) {
  return storage.partnersKeys("sheet").flatMap((mark) => {
    const { address, handedOver } = recalled(mark);
    const key = `${prefixOf(mark)}record`;
    const left = keysBeside(storage, mark).filter((name) => /\/(quarantine|version)\/[^/]+$/.test(name));
    const text = storage.read(key) ?? "";
    const [read, entered] = [readInvitation(String(address)), readRecord(text)];
    if ("fault" in read) return [];
    const { invitation } = read;
    const { round, partnership } = invitation;
    const response = typeof entered === "string" ? null : responseOf(entered, invitation);
    return [{ mark, key, text, address, isHandedOver: Boolean(handedOver), round, partnership, response, left }];
  });
}

/** @param {PaperSheet} sheet @returns {sheet is WaitingSheet} */
function isReadable(sheet) {
  return sheet.response !== null;
}

/** The rounds of all records of this browser, by id; null where one of these cannot be read. @param {Store} store @returns {Set<string> | null} */
function allRounds({ key: shown, record, records, storage }) {
  const others = new Set([...storage.recordKeys(), ...records.unsaved.keys()]);
  others.delete(shown);
  const read = [...others].map((key) => readRecord(records.textOf(key) ?? ""));
  if (storage.keys("quarantine/").length > 0 || read.some((other) => typeof other === "string")) return null;
  const all = [record, .../** @type {import("../core/record.mjs").AssessmentRecord[]} */ (read)];
  return new Set(all.flatMap(({ rounds }) => rounds.map(({ id }) => id)));
}

/** Whether a record has these answers, or later ones of the same sheet. @param {import("../core/record.mjs").AssessmentRecord} record @param {WaitingSheet} sheet */
function isIn(record, { round, response: { respondent, changed } }) {
  const present = roundOf(record, round)?.responses?.[respondent.id ?? ""];
  return Date.parse(present?.changed) >= Date.parse(changed ?? "");
}

/** A tab in which it is still open shows an empty sheet then, unless more was entered there. @param {Store} store @param {WaitingSheet} sheet */
function discard({ storage, writer }, { mark, key, address, response, left }) {
  storage.discard(keysBeside(storage, mark).filter((name) => !left.includes(name)));
  // In the room of what is deleted. What is entered on that sheet from here on is not handed over yet.
  if (left.length > 0) storage.write(mark, JSON.stringify({ address }));
  writer.channel.postMessage({ added: key, changed: response.changed });
}

/** All that is stored of a sheet. @param {import("./storage.mjs").RecordStorage} storage @param {string} mark */
function keysBeside(storage, mark) {
  return storage.keys(prefixOf(mark).slice(storage.prefix.length));
}
