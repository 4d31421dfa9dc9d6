/**
 * Copies in files.
 */

import { asciiJson, PROGRAM, readRecord } from "../core/record.mjs";
import { fileStem, localDay } from "../core/text.mjs";
import { element, showIf } from "./dom.mjs";
import { download } from "./local_files.mjs";
import { showMessage } from "./message.mjs";

/** @typedef {import("./store.mjs").Store} Store */

const JSON_TYPE = "application/json";
/** @param {Store} store */
export function wireCopies(store) {
  for (const id of ["save-copy", "save-copy-here", "save-faulty", "save-cleared", "save-nearly-full"])
    element(id).addEventListener("click", () => saveCopy(store));
  for (const id of ["save-all", "save-before-delete"]) element(id).addEventListener("click", () => saveAll(store));
  // No key that somebody presses makes a record much larger.
  store.subscribe(({ paths }) => paths === null && setTimeout(() => showRoom(store)));
}

/** Says that something could not be read, and gives it as a file. @param {Store} store */
export function wireQuarantined(store) {
  /** The keys of what is in a file now. @type {string[]} */
  let downloaded = [];
  element("save-quarantined").addEventListener("click", () => {
    const quarantined = store.storage.quarantine.texts();
    showMessage("made", { name: saveFile("quarantined", { ...backup(), quarantined }) });
    downloaded = Object.keys(quarantined);
    element("discard-quarantined").hidden = false;
  });
  element("discard-quarantined").addEventListener("click", () => {
    store.storage.discard(downloaded);
    showIf(element("discard-quarantined"), false);
    showMessage("discarded");
    store.refresh();
  });
  let shown = "";
  store.subscribe(({ paths }) => {
    // Looking for it reads all versions: not at each change.
    const { listed } = store.storage;
    if (paths === null || listed !== shown)
      showIf(element("quarantined"), Object.keys(store.storage.quarantine.texts()).length > 0);
    shown = listed;
  });
}

/** Says before storage is full that no previous version of this record would fit any more. @param {Store} store */
function showRoom(store) {
  const isShort = store.refusal === null && !store.storage.hasRoomFor(store.records.textOf(store.key) ?? "");
  showIf(element("nearly-full"), isShort);
}

/** Saves the record shown as a file. @param {Store} store */
export function saveCopy(store) {
  const mark = store.storage.reminders.copyMark(store.key);
  const text = store.records.textOf(store.key) ?? JSON.stringify(store.record);
  const record = readRecord(text);
  const partnership = typeof record === "object" ? record.partnership.name : "";
  const name = nameOf(partnership);
  // What this version cannot read is saved as it is.
  download(name, typeof record === "object" ? asJson(record) : text, JSON_TYPE);
  store.copied(mark);
  const { key, storage } = store;
  const real = store.records.list(store).filter((other) => other.key !== storage.practiceKey);
  const title = store.records.titleOf({ key, name: partnership });
  showMessage(real.length > 1 ? "madeOfOne" : "made", { name, partnership: title });
}

/** Saves every record of this browser in one file, as it is stored. @param {Store} store */
function saveAll(store) {
  const records = store.records.allTexts();
  const marks = Object.keys(records).map((key) => store.storage.reminders.copyMark(key));
  const quarantined = store.storage.quarantine.texts();
  saveFile("all", { ...backup(), records, quarantined });
  for (const mark of marks) store.copied(mark);
  const count = String(Object.keys(records).length);
  showMessage("savedAll", { records: count });
  const line = element("saved-all");
  line.textContent = (line.dataset.saved ?? "").replace("{records}", count);
}

/** The text of a file with the records of this question set, of which nothing is downloaded. @param {Store} store */
export function recordsOfSet(store) {
  const texts = store.records.list(store).map(({ key }) => [key, store.records.textOf(key)]);
  return JSON.stringify({ ...backup(), records: Object.fromEntries(texts) });
}

function backup() {
  return { program: PROGRAM, kind: "backup", format: 1, saved: new Date().toISOString(), records: {}, quarantined: {} };
}

/** @param {string} what @param {object} data @returns {string} the name of the file */
function saveFile(what, data) {
  // It has the records of every tool of this site.
  const name = nameOf(what, "partnership-self-assessment");
  download(name, asJson(data), JSON_TYPE);
  return name;
}

/** @param {object} data */
function asJson(data) {
  return `${asciiJson(data, 2)}\n`;
}

/** @param {string} what the name of the partnership, or what else is in it @param {string} [tool] whose records they are */
function nameOf(what, tool = element("tool").dataset.fileName ?? "") {
  return `${fileStem([tool, what, localDay(new Date()), "backup"])}.json`;
}
