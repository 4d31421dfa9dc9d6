/**
 * The records of this browser: those that are stored, and those that it refused to store.
 */

import { readRecord } from "../core/record.mjs";
import { filled, oneLine } from "../core/text.mjs";
import { element } from "./dom.mjs";
import { isRecordKey } from "./storage.mjs";

/** @typedef {import("../core/record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {import("./loaded_record.mjs").LoadedRecord} LoadedRecord */
/** `name`: of the partnership, as it was entered. @typedef {{key: string, name: string}} Named */
/** `changed`: a UTC time, if it is known. @typedef {Named & {changed: string | null}} Listed */

export class Records {
  /** Those that are in memory alone, by key. @type {Map<string, LoadedRecord>} */
  unsaved = new Map();

  /** @param {import("./storage.mjs").RecordStorage} storage */
  constructor(storage) {
    this.storage = storage;
  }

  /** A record as a text; undefined where the browser has none. @param {string} key */
  textOf(key) {
    const loaded = this.unsaved.get(key);
    return loaded ? JSON.stringify(loaded.record) : (this.storage.read(key) ?? undefined);
  }

  /** Those of every question set, as texts by key. @returns {Record<string, string>} */
  allTexts() {
    const unsaved = [...this.unsaved].map(([key, { record }]) => [key, JSON.stringify(record)]);
    return { ...this.storage.allRecords(), ...Object.fromEntries(unsaved) };
  }

  /** Those of this question set. @param {{key: string, record: AssessmentRecord}} shown is one of them, though nothing of it be stored @returns {Listed[]} */
  list(shown) {
    const keys = new Set([...this.storage.recordKeys(), ...this.unsaved.keys(), shown.key]);
    return [...keys].sort().map((key) => {
      const record = key === shown.key ? shown.record : readRecord(this.textOf(key) ?? "");
      return typeof record === "object"
        ? { key, name: record.partnership.name, changed: record.changed }
        : { key, name: "", changed: null };
    });
  }

  /** The name of a record, as the page shows it everywhere: the practice record is called so. @param {Named} record */
  titleOf({ key, name }) {
    const { unnamed = "", practice = "" } = element("record-list").dataset;
    const title = oneLine(name) || unnamed;
    return key === this.storage.practiceKey ? filled(practice, { name: title }) : title;
  }

  /**
   * Adds records of a backup beside those that are there, and what could not be read when it was saved. What is here
   * already is not added again.
   * @param {import("../core/files.mjs").Backup} backup
   * @returns {{count: number, unreadable: number, isWhole: boolean}} how many it added; `isWhole`: false where there was no space for all
   */
  add({ records, quarantined }) {
    const present = this.allTexts();
    let count = 0;
    try {
      for (const { key, text } of records) {
        if (!isRecordKey(key) || Object.values(present).includes(text)) continue;
        // Under another key the example would be a real record.
        if (key.endsWith("/practice") && Object.hasOwn(present, key)) continue;
        const free = freeKey(key, present);
        this.storage.add(free, text);
        present[free] = text;
        count += 1;
      }
      const unreadable = this.storage.quarantine.add(quarantined.map(({ text }) => text));
      return { count, unreadable, isWhole: true };
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return { count, unreadable: 0, isWhole: false };
    }
  }

  /** Adds the practice record, unless another tab was faster: somebody may have typed there. Throws what the browser said. @param {string} text */
  addPractice(text) {
    const { practiceKey, reminders } = this.storage;
    if (localStorage.getItem(practiceKey) !== null) return;
    this.storage.add(practiceKey, text);
    reminders.written(practiceKey, false, new Date());
  }
}

/** @param {string} key @param {Record<string, string>} present */
function freeKey(key, present) {
  let free = key;
  for (let n = 2; Object.hasOwn(present, free); n += 1)
    free = `${key.replace(/\/record\/.*/, "/record")}/${Date.now()}-${n}`;
  return free;
}
