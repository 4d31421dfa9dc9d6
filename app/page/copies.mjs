/**
 * Copies in files, and the previous version that is saved before something replaces a record.
 */

import { asciiJson, PROGRAM, readRecord } from "../core/record.mjs";
import { fileStem, localDay } from "../core/text.mjs";
import { closeDialog, download, element, openDialog } from "./dom.mjs";

/** @typedef {import("./store.mjs").Store} Store */

const JSON_TYPE = "application/json";
/** What is done without a previous version, if the person decides so. */
let pending = () => {};

/** @param {Store} store */
export function wireCopies(store) {
  for (const id of ["save-copy", "save-faulty", "save-cleared"])
    element(id).addEventListener("click", () => saveCopy(store));
  for (const id of ["save-all", "save-before-delete"]) element(id).addEventListener("click", () => saveAll(store));
  element("save-quarantined").addEventListener("click", () => {
    saveFile("quarantined", { ...backup(), quarantined: store.storage.quarantined() });
    element("discard-quarantined").hidden = false;
  });
  element("confirm-unkept").addEventListener("click", () => {
    closeDialog("unkept-dialog");
    saveCopy(store);
    pending();
  });
}

/**
 * Does what replaces the record, after saving a previous version. Where there is no room for that, the person is asked.
 * @param {Store} store @param {string} cause @param {() => void} act
 */
export function withVersion(store, cause, act) {
  try {
    store.keepVersion(cause);
  } catch {
    // Full, or refused: a file can take the place of the version.
    pending = act;
    openDialog("unkept-dialog");
    return;
  }
  act();
}

/** Saves the record shown as a file. @param {Store} store */
function saveCopy(store) {
  const mark = store.copyMark();
  const text = store.textOf();
  const record = readRecord(text);
  // What this version cannot read is saved as it is.
  if (typeof record === "object") saveFile(record.partnership.name, record);
  else download(nameOf(""), text, JSON_TYPE);
  store.copied(mark);
}

/** Saves every record of this browser in one file, as it is stored. @param {Store} store */
function saveAll(store) {
  const marks = store.records().map(({ key }) => ({ key, changes: store.storage.copyState(key).changes }));
  const records = store.allTexts();
  const quarantined = store.storage.quarantined();
  saveFile("all", { ...backup(), records, quarantined });
  for (const mark of marks) store.copied(mark);
  const line = element("saved-all");
  line.textContent = (line.dataset.saved ?? "").replace("{records}", String(Object.keys(records).length));
}

function backup() {
  return { program: PROGRAM, kind: "backup", format: 1, saved: new Date().toISOString(), records: {}, quarantined: {} };
}

/** @param {string} what @param {object} data */
function saveFile(what, data) {
  download(nameOf(what), `${asciiJson(data, 2)}\n`, JSON_TYPE);
}

/** @param {string} what the name of the partnership, or what else is in it */
function nameOf(what) {
  return `${fileStem([element("tool").dataset.fileName ?? "", what, localDay(new Date())])}.json`;
}
