/**
 * Keeps records in localStorage.
 *
 * Rules: every change is a read, a modification of one field and a write, at once. What cannot be read is put
 * aside, never overwritten. When there is no room the oldest kept states go first. What still cannot be written
 * stays in memory, and the page is told.
 */

import { Kept } from "./kept.mjs";
import { PROGRAM, blankRecord, field, parsed, setField } from "./record.mjs";

/** @typedef {import("./record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {{copied: string | null, changes: number}} CopyState when a file was last saved, and changes since */

export const RECORD_KEY = `${PROGRAM}/record`;
export const PRACTICE_KEY = `${RECORD_KEY}/practice`;
const ASIDE_PREFIX = `${PROGRAM}/set-aside/`;
const COPY_PREFIX = `${PROGRAM}/copy/`;
/** Which record a tab shows, and which one was shown last. */
const SHOWN_KEY = `${PROGRAM}/shown`;
const VIEW_KEY = `${PROGRAM}/view`;

export class Store {
  /** @param {import("./record.mjs").QuestionSetStamp} questionSet */
  constructor(questionSet) {
    this.questionSet = questionSet;
    this.kept = new Kept();
    /** The last record that could not be written; while there is one, it is the truth. @type {AssessmentRecord | null} */
    this.unwritten = null;
    /** What the browser said when it refused to read or to keep. @type {unknown} */
    this.refusal = null;
    this.key = this.#try(() => sessionStorage.getItem(SHOWN_KEY) ?? localStorage.getItem(SHOWN_KEY)) ?? RECORD_KEY;
  }

  /** The present record; a new one where there is none. What cannot be read is put aside first. */
  read() {
    if (this.unwritten) return this.unwritten;
    const text = this.#try(() => localStorage.getItem(this.key));
    if (text === null) return blankRecord(this.questionSet);
    const record = parsed(text);
    if (record) return record;
    this.#setAside(text);
    return blankRecord(this.questionSet);
  }

  /**
   * Sets one field, named as the form names it, and stores the record.
   * @param {string} name @param {any} value an empty one takes the field away
   */
  change(name, value) {
    const record = this.read();
    const now = new Date().toISOString();
    setField(record, name, value, now);
    this.#write(record, now);
    return record;
  }

  /** Changes several things of the record at once. @param {(record: AssessmentRecord, now: string) => void} act */
  alter(act) {
    const record = this.read();
    const now = new Date().toISOString();
    act(record, now);
    this.#write(record, now);
    return record;
  }

  /**
   * Puts a record in the place of the present one, which is kept first.
   * @param {AssessmentRecord} record @param {string} cause
   */
  replace(record, cause) {
    this.keepPresent(cause);
    this.#write(record, null);
  }

  /** Keeps the record as it is now among the last states. @param {string} cause */
  keepPresent(cause) {
    const text = this.#try(() => localStorage.getItem(this.key));
    if (text !== null) this.kept.add(this.key, text, cause);
  }

  /** @param {AssessmentRecord} record @param {string | null} now */
  #write(record, now) {
    if (now) record.changed = now;
    try {
      this.kept.makeRoom(() => localStorage.setItem(this.key, JSON.stringify(record)));
      this.unwritten = null;
      this.refusal = null;
      const { copied, changes } = this.copyState();
      this.#setCopyState({ copied, changes: changes + 1 });
    } catch (error) {
      this.unwritten = record;
      this.refusal = error;
    }
  }

  // ---- Copies in files ----

  /** @returns {CopyState} */
  copyState() {
    const text = this.#try(() => localStorage.getItem(COPY_PREFIX + this.key));
    return text === null ? { copied: null, changes: 0 } : JSON.parse(text);
  }

  /** The record is in a file now. */
  copied() {
    this.#setCopyState({ copied: new Date().toISOString(), changes: 0 });
  }

  /** @param {CopyState} state */
  #setCopyState(state) {
    // Only a reminder: where there is no room for it the record comes first.
    this.#try(() => localStorage.setItem(COPY_PREFIX + this.key, JSON.stringify(state)));
  }

  // ---- Several records ----

  /** All records of this browser, the present one too: key and name. */
  records() {
    const keys = this.#try(() => Object.keys(localStorage)) ?? [];
    return [...new Set([...keys.filter((key) => key === RECORD_KEY || key.startsWith(`${RECORD_KEY}/`)), this.key])]
      .sort()
      .map((key) => ({ key, name: this.#name(key), practice: key === PRACTICE_KEY }));
  }

  /** @param {string} key */
  #name(key) {
    const record = parsed(this.#try(() => localStorage.getItem(key)) ?? "");
    return record ? field(record, "partnership.name").trim() : "";
  }

  /** Shows another record in this tab. @param {string} key */
  show(key) {
    this.key = key;
    this.unwritten = null;
    this.#try(() => {
      sessionStorage.setItem(SHOWN_KEY, key);
      localStorage.setItem(SHOWN_KEY, key);
    });
  }

  /** Begins a record of its own and shows it. */
  begin() {
    this.show(`${RECORD_KEY}/${Date.now()}`);
  }

  /** Deletes the present record, which is kept first, and shows another. @param {string} cause */
  remove(cause) {
    this.keepPresent(cause);
    localStorage.removeItem(this.key);
    localStorage.removeItem(COPY_PREFIX + this.key);
    this.show(this.records().find(({ key }) => key !== this.key)?.key ?? RECORD_KEY);
  }

  /** Deletes every key of this tool, and no other. */
  deleteAll() {
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of Object.keys(storage)) if (key.startsWith(`${PROGRAM}/`)) storage.removeItem(key);
    }
    this.unwritten = null;
    this.key = RECORD_KEY;
  }

  // ---- How the questions are shown ----

  view() {
    return this.#try(() => localStorage.getItem(VIEW_KEY)) ?? "";
  }

  /** @param {string} view an empty one is the usual one */
  setView(view) {
    this.#try(() => (view ? localStorage.setItem(VIEW_KEY, view) : localStorage.removeItem(VIEW_KEY)));
  }

  // ---- What could not be read ----

  /** What was put aside because it could not be read: pairs of key and text. */
  setAside() {
    const keys = this.#try(() => Object.keys(localStorage)) ?? [];
    return keys
      .filter((key) => key.startsWith(ASIDE_PREFIX))
      .map((key) => ({ key, text: localStorage.getItem(key) ?? "" }));
  }

  /** Takes away what was put aside; called when it is in a file. */
  discardAside() {
    for (const { key } of this.setAside()) localStorage.removeItem(key);
  }

  /** @param {string} text */
  #setAside(text) {
    const aside = ASIDE_PREFIX + new Date().toISOString();
    // Out first, then in: when storage is nearly full there is no room for both at once.
    localStorage.removeItem(this.key);
    try {
      this.kept.makeRoom(() => localStorage.setItem(aside, text));
    } catch (error) {
      localStorage.setItem(this.key, text);
      this.unwritten = blankRecord(this.questionSet);
      this.refusal = error;
    }
  }

  /**
   * What the browser gives; null, and its refusal noted, where it gives nothing.
   * @template T @param {() => T} act @returns {T | null}
   */
  #try(act) {
    try {
      return act();
    } catch (error) {
      this.refusal = error;
      return null;
    }
  }
}
