/**
 * One record in memory, and what this tab knows of its place in storage.
 */

import { readRecord } from "../core/record.mjs";

/** @typedef {import("../core/record.mjs").AssessmentRecord} AssessmentRecord */

export class LoadedRecord {
  /** What is stored under its key, as far as this tab knows. @type {string | null} */ text;
  /** Whether the record is in storage, and not in memory alone. */
  isSaved = true;
  /** Whether something outside this tool has deleted what was stored, while this page was open. */
  isCleared = false;
  /** What is shown where none is stored. @type {AssessmentRecord} */ #blank;
  /** Why nothing may be written over what is stored. @type {"" | "newer" | "unreadable"} */ locked = "";
  /** What the browser said when it last refused to read or to write; null when it did not. @type {unknown} */ refusal;
  /** The version of what another tab has written, until this record is stored in its place. */
  #late = "";

  /**
   * Loads a record. What cannot be read is quarantined.
   * @param {import("./storage.mjs").RecordStorage} storage @param {string} key @param {AssessmentRecord} blank where none is stored
   * @param {{isGone: boolean, refusal: unknown}} options `isGone`: this tool has deleted it, which may show late in
   *   this tab; `refusal`: what the browser said when it was last asked to store anything
   */
  constructor(storage, key, blank, { isGone, refusal }) {
    this.storage = storage;
    this.key = key;
    this.record = blank;
    this.#blank = blank;
    this.isGone = isGone;
    const text = storage.read(key);
    this.text = text ?? null;
    this.refusal = text === undefined ? storage.refusal : refusal;
    if (typeof text !== "string" || isGone) return;
    const reading = readRecord(text);
    if (typeof reading === "object") this.record = reading;
    else if (reading === "newer") this.locked = "newer";
    else if (this.#quarantine(text)) this.text = null;
  }

  /** Whether no record is here yet, and nothing is entered. One from a file need not say when it was changed. */
  get isBlank() {
    return this.record === this.#blank && this.record.changed === null;
  }

  /** What differs from what this tab knows to be stored: a text, or null where it is gone; undefined where nothing does. */
  get foreign() {
    const stored = this.storage.read(this.key);
    if (stored === null && this.isGone) {
      this.isGone = false;
      this.text = null;
    }
    return this.isCleared || stored === this.text ? undefined : stored;
  }

  /** What is stored was deleted, or replaced by what is no record: the page keeps what it has. @param {string | null} stored */
  keep(stored) {
    this.isSaved = false;
    if (stored === null || this.#quarantine(stored)) this.isCleared = true;
  }

  /**
   * Writes the record, unless the browser refuses or what is there must stay.
   * @param {string} spared a previous version that is not deleted to make space
   */
  write(spared) {
    try {
      if (this.locked) throw this.refusal ?? new Error("what is stored must not be overwritten");
      if (this.isCleared) throw new Error("what was stored is deleted");
      const { foreign } = this;
      if (typeof foreign === "string") this.#keepVersion(foreign);
      const text = JSON.stringify(this.record);
      this.storage.write(this.key, text, this.#late || spared);
      Object.assign(this, { text, isSaved: true, isGone: false, refusal: null });
      this.#late = "";
    } catch (error) {
      this.isSaved = false;
      if (!this.isCleared) this.refusal = error;
    }
  }

  /** What another tab has written meanwhile becomes a previous version; what a newer release wrote stays. @param {string} foreign */
  #keepVersion(foreign) {
    if (readRecord(foreign) === "newer") {
      this.locked = "newer";
      throw this.refusal ?? new Error("what is stored is of a newer version");
    }
    this.#late = this.storage.versions.add(this.key, foreign, "late");
    // Once: while this record does not fit, each letter tries to write it again.
    this.text = foreign;
  }

  /** @param {string} text @returns {boolean} whether there was space to move it */
  #quarantine(text) {
    try {
      this.storage.quarantine.move(this.key, text);
      return true;
    } catch (error) {
      this.locked = "unreadable";
      this.refusal = error;
      return false;
    }
  }
}
