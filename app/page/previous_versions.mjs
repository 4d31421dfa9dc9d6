/**
 * Previous versions of the records of one question set: each is saved before something replaces its record.
 */

import { readRecord } from "../core/record.mjs";

/** @typedef {import("../core/record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {import("./reminders.mjs").CopyState} CopyState */
/** `key`: of the record that it was; `copy`: what was known of its file copy @typedef {{id: string, key: string, cause: string, at: string, copy: Partial<CopyState>, record: AssessmentRecord}} Version */

/** Of each record: practising must not push out what is real. */
const MOST = 10;

export class PreviousVersions {
  /** @param {import("./storage.mjs").RecordStorage} storage */
  constructor(storage) {
    this.storage = storage;
  }

  /**
   * Saves a state of a record before something replaces it; throws when there is no room for it.
   * @param {string} key @param {string} text @param {string} cause @returns {string} its id
   */
  add(key, text, cause) {
    const id = this.nextId();
    const copy = this.storage.reminders.copyState(key);
    this.storage.write(id, JSON.stringify({ key, cause, at: new Date().toISOString(), copy, text }), id);
    const ofRecord = this.list().filter((version) => version.key === key);
    this.storage.discard(ofRecord.slice(MOST).map((outdated) => outdated.id));
    return id;
  }

  /** Numbered: a clock may have been wrong when an earlier one was saved. */
  nextId() {
    const last = Number(this.storage.keys("version/").at(-1)?.split("/").at(-1) ?? 0);
    return `${this.storage.prefix}version/${String(last + 1).padStart(8, "0")}`;
  }

  /** The newest first. @returns {Version[]} */
  list() {
    return this.storage
      .keys("version/")
      .flatMap((id) => read(id) ?? [])
      .reverse();
  }

  /** The ids of those that no list shows: the damaged ones, and all where a partner answers, which has no such list. */
  unlisted() {
    const ids = this.storage.keys("version/");
    return this.storage.isOfPartner ? ids : ids.filter((id) => read(id) === null);
  }
}

/** @param {string} id @returns {Version | null} null: damaged, and offered with what is quarantined */
function read(id) {
  try {
    const { key, cause, at, copy = {}, text } = JSON.parse(localStorage.getItem(id) ?? "");
    const record = readRecord(text);
    return typeof record === "object" && [key, cause, at].every((part) => typeof part === "string")
      ? { id, key, cause, at, copy, record }
      : null;
  } catch {
    return null;
  }
}
