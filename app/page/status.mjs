/**
 * The lines at the top: whose record this is, whether it is saved, how old its last file copy is.
 */

import { day, time } from "./day.mjs";
import { filled } from "./dialogs.mjs";
import { element } from "./element.mjs";
import { currentRound, localDay } from "./record.mjs";

/** So many changes that are in no file, and it is a good moment for one. */
const MANY_CHANGES = 10;
/** So many days after the first of them, and it is one too. */
const LONG_AGO = 7;
const DAY = 86_400_000;

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("./record.mjs").AssessmentRecord} AssessmentRecord */

/** @param {import("./desk.mjs").Desk} desk @param {boolean} practice */
export function showRecord(desk, practice) {
  const line = element("record-line");
  const record = desk.store.read();
  const name = record.partnership.name.trim();
  const several = record.rounds.length > 1 || currentRound(record).name.trim() !== "";
  line.hidden = !practice && !name && !several;
  const round = several ? desk.nameOf(record, currentRound(record)) : "";
  const template = practice ? line.dataset.practice : name ? line.dataset.named : "{round}";
  line.textContent = filled(template ?? "", { name, round });
}

/** @param {Store} store @param {AssessmentRecord} record */
export function showSaved(store, record) {
  const line = element("save-status");
  const refused = store.refusal !== null;
  line.classList.toggle("tool-notice", refused);
  let text = line.dataset.nothing ?? "";
  if (refused) {
    const full = store.refusal instanceof DOMException && store.refusal.name === "QuotaExceededError";
    text = filled(line.dataset.refused ?? "", { why: (full ? line.dataset.whyFull : line.dataset.whyRefused) ?? "" });
  } else {
    const saved = store.savedAt(record);
    if (saved) text = filled(line.dataset.saved ?? "", { time: clock(new Date(saved)) });
  }
  // What is written anew is read out anew, though it be the same: not at every key.
  if (line.textContent !== text) line.textContent = text;
}

/** @param {Store} store */
export function showCopies(store) {
  const line = element("copy-status");
  const { copied, changes, since } = store.copyState();
  if (!copied && changes === 0) {
    line.textContent = "";
    return;
  }
  const days = copied ? daysSince(copied) : 0;
  const when = filled(line.dataset[days === 0 ? "today" : days === 1 ? "yesterday" : "days"] ?? "", { n: String(days) });
  const told = filled((copied ? line.dataset.copied : line.dataset.never) ?? "", { when, changes: String(changes) });
  const nudged = changes >= MANY_CHANGES || (changes > 0 && daysSince(since ?? copied ?? "") >= LONG_AGO);
  line.textContent = nudged ? `${told} ${line.dataset.nudge}` : told;
}

let persistenceAsked = false;

/** Asks the browser, once there is something to keep, to keep it; and shows what it said. */
export async function showPersistence() {
  if (persistenceAsked || !navigator.storage?.persist) return;
  persistenceAsked = true;
  const line = element("persist-status");
  line.textContent = ((await navigator.storage.persist()) ? line.dataset.yes : line.dataset.no) ?? "";
}

/** A time of today, or a day and a time. @param {Date} when */
function clock(when) {
  const isoDay = localDay(when);
  return isoDay === localDay(new Date()) ? time(when) : `${time(when)} on ${day(isoDay)}`;
}

/** Days by the calendar: what was done late yesterday is not of today. @param {string} when a UTC time */
function daysSince(when) {
  const midnight = (/** @type {Date} */ date) => Date.parse(`${localDay(date)}T00:00Z`);
  return when ? Math.round((midnight(new Date()) - midnight(new Date(when))) / DAY) : 0;
}
