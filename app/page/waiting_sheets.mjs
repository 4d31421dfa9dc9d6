/**
 * Sheets of paper that were entered in tabs of their own and handed over: they wait in this browser until the record has
 * their answers. Each is stored as what a partner entered is, with a mark beside it that holds its address.
 */

import { readInvitation } from "../core/invitation.mjs";
import { PROGRAM, readRecord, roundOf } from "../core/record.mjs";
import { responseOf } from "../core/response.mjs";
import { counted, oneLine } from "../core/text.mjs";
import { roomAddress } from "./addresses.mjs";
import { element } from "./dom.mjs";
import { recalled } from "./reminders.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {ReturnType<typeof responseOf>} Response */
/**
 * `mark`: the key of its mark; `key`: of what was entered, and `text`: that; `address`: of its page.
 * @typedef {{mark: string, key: string, text: string, address: string, response: Response}} WaitingSheet
 */

/** Where the tab with the record says to the tab of a sheet that it shows it. */
export const RECEIVED = `${PROGRAM}/answers`;

const MARK = "handed-over";

/** Marks the sheet of this tab; throws what the browser said. @param {import("./storage.mjs").RecordStorage} storage @returns {string} the key of the mark */
export function markSheet(storage) {
  const mark = storage.prefix + MARK;
  // With the time: other tabs hear of what is new only.
  storage.write(mark, JSON.stringify({ address: roomAddress("send"), at: new Date().toISOString() }));
  return mark;
}

/** Those for the rounds of the record that is shown. @param {Store} store @returns {WaitingSheet[]} */
export function waitingSheets({ record, storage }) {
  const marks = storage.keys("respond/").filter((key) => key.endsWith(`/${MARK}`));
  return marks.flatMap((mark) => {
    const { address = "" } = recalled(mark);
    const key = `${mark.slice(0, -MARK.length)}record`;
    const text = storage.read(key) ?? "";
    const [read, entered] = [readInvitation(address), readRecord(text)];
    if ("fault" in read || typeof entered === "string" || !roundOf(record, read.invitation.round)) return [];
    return [{ mark, key, text, address, response: responseOf(entered, read.invitation) }];
  });
}

/** Says how many wait, and leads to each. One that the stored record has does not wait any more. @param {Store} store */
export function wireWaitingSheets(store) {
  let shown = "";
  store.subscribe(({ paths }) => {
    // Not for each letter: what waits is looked for among all that is stored.
    if (paths !== null && paths.length > 0) return;
    const sheets = waitingSheets(store);
    const left = store.isUnsaved ? sheets : sheets.filter((sheet) => !isIn(store.record, sheet));
    for (const sheet of sheets) if (!left.includes(sheet)) discard(store, sheet);
    // Drawn again, a link would lose the focus.
    const drawn = JSON.stringify(left.map(({ address, response }) => [address, response.respondent]));
    if (drawn !== shown) show(left);
    shown = drawn;
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
  storage.discard(storage.keys(mark.slice(storage.prefix.length, -MARK.length)));
  writer.channel.postMessage({ added: key, changed: response.changed });
}

/** @param {WaitingSheet[]} sheets */
function show(sheets) {
  const line = element("sheets-waiting");
  const [count, links] = line.children;
  line.hidden = sheets.length === 0;
  count.textContent = counted(line.dataset, sheets.length);
  const made = sheets.flatMap(({ address, response: { respondent } }) => {
    const { organisation, name, role, sector } = respondent;
    const textContent = oneLine(organisation ?? name ?? role ?? sector ?? "") || (line.dataset.unnamed ?? "");
    const link = Object.assign(document.createElement("a"), { href: address, target: "_blank", textContent });
    link.rel = "noopener";
    return [", ", link];
  });
  links.replaceChildren(...made.slice(1));
}
