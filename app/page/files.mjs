/**
 * The records of this browser, their previous versions, and deleting.
 */

import { currentRound, readRecord } from "../core/record.mjs";
import { answeredIn, roundName } from "../core/rounds.mjs";
import { clockTime, counted, filled, isSameName, localDay, longDay, timeAndDay } from "../core/text.mjs";
import { whenEditable, withVersion } from "./change_guards.mjs";
import { closeDialog, openDialog } from "./dialogs.mjs";
import { buttonOf, element, linkButton, setRows } from "./dom.mjs";
import { showMessage } from "./message.mjs";

/** @typedef {import("./store.mjs").Store} Store */
/** @typedef {import("./previous_versions.mjs").Version} Version */

/** @param {Store} store */
export function wireFiles(store) {
  element("new-record").addEventListener("click", () => {
    store.begin();
    focusFiles();
  });
  for (const id of ["practice-record", "practice-record-here"])
    element(id).addEventListener("click", () => practise(store));
  element("delete-record").addEventListener("click", () =>
    withVersion(store, "deleted", () => {
      store.remove();
      showMessage("deleted");
      focusFiles();
    }),
  );
  element("delete-all").addEventListener("click", () => askToDeleteAll(store));
  element("confirm-delete-all").addEventListener("click", () => {
    closeDialog("delete-dialog");
    store.deleteAll();
    showMessage("allDeleted");
    focusFiles();
  });
  element("record-list").addEventListener("click", (event) => {
    const key = buttonOf(event)?.dataset.showRecord;
    if (!key) return;
    store.show(key);
    showMessage("shown");
    focusFiles();
  });
  element("version-list").addEventListener("click", (event) => {
    const id = buttonOf(event)?.dataset.restore;
    const version = store.storage.versions.list().find((other) => other.id === id);
    if (version) restore(store, version);
  });
  // It says when some records were changed, which may have been in another room.
  addEventListener("hashchange", () => location.hash === "#/files" && showRecords(store));
  let shown = "";
  store.subscribe(({ paths }) => {
    // Reading all versions takes long, and at most changes nothing here has changed.
    const { listed } = store.storage;
    if (paths === null || listed !== shown) show(store);
    else if (paths.includes("partnership.name")) showRecords(store);
    shown = listed;
  });
}

/** A change of record may take the button that was pressed; the focus stays in this part. */
export function focusFiles() {
  element("files-heading").focus({ preventScroll: true });
}

/** How long the practice record may take to arrive, in milliseconds. */
const PRACTICE_TIMEOUT = 30_000;

/** Whether the practice record is being fetched. */
let isFetching = false;

/** @param {Store} store */
async function practise(store) {
  const { practiceKey } = store.storage;
  if (isFetching) return showMessage("practiceLoading");
  if (store.records.list(store).every(({ key }) => key !== practiceKey)) {
    const { revision } = store;
    isFetching = true;
    showMessage("practiceLoading");
    try {
      const address = new URL(`practice-${store.questionSet.id}.json`, import.meta.url);
      const response = await fetch(address, { signal: AbortSignal.timeout(PRACTICE_TIMEOUT) });
      const text = await response.text();
      // A network may answer with a page of its own.
      if (!response.ok || typeof readRecord(text) === "string") throw new TypeError(String(response.status));
      store.records.addPractice(text);
    } catch (error) {
      // No connection or a very slow one, or no space for it.
      if (error instanceof TypeError || error instanceof DOMException) return showMessage("noPractice");
      throw error;
    } finally {
      isFetching = false;
    }
    // Who has begun to type meanwhile is not led away.
    if (store.revision !== revision) return showMessage("practiceReady");
  }
  store.show(practiceKey);
  location.hash = "#/overview";
  showMessage("practising");
}

/** @param {Store} store @param {Version} version */
function restore(store, version) {
  const act = () =>
    withVersion(store, "restored", () => {
      store.storage.reminders.restored(version.key, version.copy);
      store.replace(version.record);
      showMessage("restored");
      focusFiles();
    });
  if (version.key !== store.key) store.show(version.key);
  whenEditable(store, act);
}

/** @param {Store} store */
function askToDeleteAll(store) {
  const line = element("delete-what");
  const { what = "", recordNone, recordOne, recordMany, versionNone, versionOne, versionMany } = line.dataset;
  const records = { none: recordNone, one: recordOne, many: recordMany };
  const versions = { none: versionNone, one: versionOne, many: versionMany };
  line.textContent = filled(what, {
    records: counted(records, Object.keys(store.records.allTexts()).length),
    versions: counted(versions, store.storage.countVersions()),
  });
  element("delete-responses").hidden = !store.storage.hasResponses;
  element("saved-all").textContent = "";
  openDialog("delete-dialog");
}

/** @param {Store} store */
function show(store) {
  showRecords(store);
  showVersions(store);
}

/** Lists the records by name; those of one name by when they were changed, too. @param {Store} store */
function showRecords(store) {
  const list = element("record-list");
  const records = store.records.list(store).map((record) => ({ ...record, title: store.records.titleOf(record) }));
  const rows = records.map(({ key, title, changed }) => {
    const isAlone = records.filter((other) => isSameName(other.title, title)).length === 1;
    const when = isAlone || !changed ? "" : timeAndDay(new Date(changed), new Date());
    const line = when ? filled(list.dataset.changed ?? "", { title, when }) : title;
    if (key !== store.key) return described(line, list.dataset.show, "showRecord", key);
    return Object.assign(document.createElement("li"), { textContent: `${line} ${list.dataset.shown}` });
  });
  setRows(list, rows);
}

/** @param {Store} store */
function showVersions(store) {
  const versions = store.storage.versions.list();
  const list = element("version-list");
  element("version-none").hidden = versions.length > 0;
  const rows = versions.map(({ id, key, at, cause, record }) => {
    const when = new Date(at);
    const line = filled(list.dataset.version ?? "", {
      when: `${longDay(localDay(when))}, ${clockTime(when)}`,
      cause: list.dataset[`cause${cause.charAt(0).toUpperCase()}${cause.slice(1)}`] ?? cause,
      name: store.records.titleOf({ key, name: record.partnership.name }),
      round: roundName(record),
      answers: String(answeredIn(currentRound(record))),
    });
    return described(line, list.dataset.restore, "restore", id);
  });
  setRows(list, rows);
}

/** A line of a list with a button of its own, which a screen reader tells from the others by it. @param {string} line @param {string | undefined} words on the button @param {string} name @param {string} value */
function described(line, words, name, value) {
  const item = document.createElement("li");
  const text = Object.assign(document.createElement("span"), { id: `of-${value}`, textContent: line });
  const button = linkButton(words ?? "", name, value);
  button.setAttribute("aria-describedby", text.id);
  item.append(text, " ", button);
  return item;
}
