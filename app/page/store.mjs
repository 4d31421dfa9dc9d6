/**
 * Keeps records in localStorage.
 *
 * Rules: every change is a read, a modification of one field and a write, at once. What cannot be read is put
 * aside, never overwritten; what a newer version wrote is left alone. When there is no room the oldest kept states
 * go first. A change that still cannot be written stays in memory, record by record, and is made again on what is
 * stored by then: so it never undoes what another tab wrote meanwhile. Two tabs are two processes, and one sees what
 * the other wrote a moment later: a change that was written over in that moment is made again too.
 */

import { Kept } from "./kept.mjs";
import { PROGRAM, blankRecord, field, isNewer, parsed } from "./record.mjs";

/** @typedef {import("./record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {import("./record.mjs").Action} Action */
/** An action that is being written: as it was, none for a new one, and as it stands in the dialog. @typedef {{before: Action | null, entered: Action}} Draft */
/** Made again on another record it must give the same. @typedef {(record: AssessmentRecord) => AssessmentRecord} Change */
/**
 * When it was written here; its last file copy; the changes since, and the first of them.
 * @typedef {{written: string | null, copied: string | null, changes: number, since: string | null}} CopyState
 */

export const RECORD_KEY = `${PROGRAM}/record`;
export const PRACTICE_KEY = `${RECORD_KEY}/practice`;
const ASIDE_PREFIX = `${PROGRAM}/set-aside/`;
const COPY_PREFIX = `${PROGRAM}/copy/`;
const DRAFT_PREFIX = `${PROGRAM}/draft/`;
/** Which record a tab shows, and which one was shown last. */
const SHOWN_KEY = `${PROGRAM}/shown`;
const VIEW_KEY = `${PROGRAM}/view`;
/** Whether somebody wants no copy for use without a network: a choice, and nothing that was entered. */
const OFFLINE_KEY = `${PROGRAM}/offline`;
/** What two tabs write within this time of one another may be written by each without having seen the other's, in milliseconds. */
const BLIND = 1_000;
/** How long after it was written a change may still be told to have been written over, in milliseconds. */
const TOLD_WITHIN = 10_000;

export class Store {
  /** @type {Map<string, Change[]>} */ #unwritten = new Map();
  /** What was written a moment ago. @type {{key: string, at: number, change: Change}[]} */ #lately = [];
  /** What is not there yet, by key: the same at every reading. @type {Map<string, AssessmentRecord>} */ #blank = new Map();
  /** What must not be written over, and why. @type {Map<string, "newer" | "unreadable">} */ #locked = new Map();
  /** The state that was kept for the next change. */ #spared = "";

  /** @param {import("./record.mjs").QuestionSetStamp} questionSet */
  constructor(questionSet) {
    this.questionSet = questionSet;
    this.kept = new Kept();
    /** What the browser said when it refused to read or to keep. @type {unknown} */
    this.refusal = null;
    this.key = this.#try(() => sessionStorage.getItem(SHOWN_KEY) ?? localStorage.getItem(SHOWN_KEY)) ?? RECORD_KEY;
    this.#probe();
  }

  /** A record; a new one where there is none. What cannot be read is put aside first. @param {string} [key] */
  read(key = this.key) {
    let record = this.#stored(key);
    for (const change of this.#unwritten.get(key) ?? []) record = change(record);
    return record;
  }

  /** What tells whether a record has changed: its text, with what could not be written. */
  text() {
    return JSON.stringify(this.read());
  }

  /** Whether a newer version of the tool wrote the record: this one must not touch it. */
  get isNewer() {
    return this.#locked.get(this.key) === "newer";
  }

  /** Whether something is in memory alone. */
  get isUnwritten() {
    return this.#unwritten.size > 0;
  }

  /**
   * Changes several things of the record at once.
   * @param {(record: AssessmentRecord, now: string) => void} act gives the same however often it is called, does
   *   nothing where it is done already, and leaves alone what somebody has changed since
   */
  alter(act) {
    const at = Date.now();
    const now = new Date(at).toISOString();
    const change = (/** @type {AssessmentRecord} */ record) => {
      act(record, now);
      record.changed = now;
      return record;
    };
    this.#lately = [...this.#lately.filter((one) => one.at > at - TOLD_WITHIN), { key: this.key, at, change }];
    return this.#apply(this.key, change);
  }

  /** Puts a record in the place of the present one. @param {AssessmentRecord} record */
  replace(record) {
    this.#apply(this.key, () => structuredClone(record));
    this.#lately = [];
  }

  /** Another tab has written: what it wrote over without having seen it is made again. @param {string} key */
  heal(key) {
    const ours = this.#lately.filter((one) => one.key === key);
    const text = ours.length > 0 ? this.#try(() => localStorage.getItem(key)) : null;
    const record = text === null ? null : parsed(text);
    if (!record) return;
    // What was written much earlier or later was written by one who has seen ours, or is a file that was opened.
    const when = Date.parse(record.changed ?? "");
    const lost = ours.filter(({ at }) => Math.abs(at - when) < BLIND);
    const made = lost.reduce((healed, { change }) => change(healed), structuredClone(record));
    if (JSON.stringify({ ...made, changed: null }) === JSON.stringify({ ...record, changed: null })) return;
    const now = Date.now();
    for (const one of lost) one.at = now;
    this.#apply(key, (stored) => ({ ...lost.reduce((healed, { change }) => change(healed), stored), changed: new Date(now).toISOString() }));
  }

  /** Keeps the record as it is now among the last states; throws where there is no room for it. @param {string} cause */
  keepPresent(cause) {
    const text = this.#unwritten.has(this.key) ? this.text() : this.#try(() => localStorage.getItem(this.key));
    if (text !== null) this.#spared = this.kept.add(this.key, text, cause);
  }

  /** There may be room again, or another tab has written: what is in memory is tried anew. */
  retry() {
    for (const key of [...this.#unwritten.keys()]) this.#apply(key, null);
  }

  /** @param {string} key @param {Change | null} change none: only what waits is tried */
  #apply(key, change) {
    const waiting = [...(this.#unwritten.get(key) ?? []), ...(change ? [change] : [])];
    const record = waiting.reduce((made, next) => next(made), this.#stored(key));
    try {
      if (this.#locked.has(key)) throw this.refusal ?? new Error("what is stored there must not be written over");
      this.kept.makeRoom(() => localStorage.setItem(key, JSON.stringify(record)), this.#spared);
      this.#unwritten.delete(key);
      this.refusal = null;
      if (change) this.#countChange(key);
    } catch (error) {
      this.#unwritten.set(key, waiting);
      this.refusal = error;
    }
    this.#spared = "";
    return record;
  }

  /** @param {string} key @returns {AssessmentRecord} */
  #stored(key) {
    const text = this.#try(() => localStorage.getItem(key));
    const record = text === null ? null : parsed(text);
    this.#locked.delete(key);
    if (record) return record;
    if (text !== null && isNewer(text)) this.#locked.set(key, "newer");
    else if (text !== null) this.#setAside(key, text);
    const blank = this.#blank.get(key) ?? blankRecord(this.questionSet);
    this.#blank.set(key, blank);
    return structuredClone(blank);
  }

  /** Whether this browser keeps anything is told before somebody relies on it. */
  #probe() {
    const probe = `${PROGRAM}/probe`;
    try {
      localStorage.setItem(probe, "");
      localStorage.removeItem(probe);
    } catch (error) {
      // While there are kept states there is room for an answer.
      if (this.kept.list().length === 0) this.refusal = error;
    }
  }

  // ---- Copies in files ----

  /** @param {string} [key] @returns {CopyState} */
  copyState(key = this.key) {
    const text = this.#reminder(() => localStorage.getItem(COPY_PREFIX + key));
    try {
      const { written = null, copied = null, changes = 0, since = null } = JSON.parse(text ?? "{}");
      return { written, copied, changes, since };
    } catch {
      // Damaged, it says nothing of a copy: then the page says that there is none, which is on the safe side.
      return { written: null, copied: null, changes: 0, since: null };
    }
  }

  /** When this record was written into this browser; null where nothing of it is stored. A file may be older. @param {AssessmentRecord} record the present one */
  savedAt(record) {
    const isStored = !this.#locked.has(this.key) && this.#reminder(() => localStorage.getItem(this.key)) !== null;
    return isStored ? (this.copyState().written ?? record.changed) : null;
  }

  /** What a file that is being made will hold: to be told to `copied` when it is there. */
  copyMark() {
    return { key: this.key, changes: this.copyState().changes };
  }

  /** A record is in a file now, with the changes that there were at its mark. @param {{key: string, changes: number}} mark */
  copied({ key, changes }) {
    const now = this.copyState(key);
    const left = Math.max(0, now.changes - changes);
    this.#setCopyState(key, { ...now, copied: new Date().toISOString(), changes: left, since: left ? now.since : null });
  }

  /** @param {string} key */
  #countChange(key) {
    const { copied, changes, since } = this.copyState(key);
    const written = new Date().toISOString();
    this.#setCopyState(key, { written, copied, changes: changes + 1, since: since ?? written });
  }

  /** @param {string} key @param {CopyState} state */
  #setCopyState(key, state) {
    this.#reminder(() => localStorage.setItem(COPY_PREFIX + key, JSON.stringify(state)));
  }

  // ---- What is being written in a dialog ----

  /** The unfinished actions of this record, by id. @returns {Record<string, Draft>} */
  drafts() {
    const text = this.#reminder(() => localStorage.getItem(DRAFT_PREFIX + this.key));
    try {
      const drafts = JSON.parse(text ?? "{}");
      return typeof drafts === "object" && drafts !== null ? drafts : {};
    } catch {
      // Damaged, they cannot be shown in the dialog; the next one takes their place.
      return {};
    }
  }

  /** @param {string} id of the action @param {Draft | null} draft none: it is finished */
  setDraft(id, draft) {
    const key = DRAFT_PREFIX + this.key;
    const { [id]: _, ...others } = this.drafts();
    const drafts = draft ? { ...others, [id]: draft } : others;
    this.#try(() => {
      if (Object.keys(drafts).length > 0) this.kept.makeRoom(() => localStorage.setItem(key, JSON.stringify(drafts)));
      else localStorage.removeItem(key);
    });
  }

  // ---- Several records ----

  /** All records of this browser, the present one too: key and name. */
  records() {
    const keys = this.#try(() => Object.keys(localStorage)) ?? [];
    const ofRecords = keys.filter((key) => key === RECORD_KEY || key.startsWith(`${RECORD_KEY}/`));
    return [...new Set([...ofRecords, ...this.#unwritten.keys(), this.key])]
      .sort()
      .map((key) => ({ key, name: this.#name(key), practice: key === PRACTICE_KEY }));
  }

  /** @param {string} key */
  #name(key) {
    const text = this.#try(() => localStorage.getItem(key)) ?? "";
    const record = this.#unwritten.has(key) ? this.read(key) : parsed(text);
    return record ? field(record, "partnership.name").trim() : "";
  }

  /** Shows another record in this tab. @param {string} key */
  show(key) {
    this.key = key;
    this.#reminder(() => {
      sessionStorage.setItem(SHOWN_KEY, key);
      localStorage.setItem(SHOWN_KEY, key);
    });
  }

  /** Begins a record of its own and shows it. */
  begin() {
    this.show(`${RECORD_KEY}/${Date.now()}`);
  }

  /** Deletes the present record, which was kept before, and shows another: no one is to take practice for the real. */
  remove() {
    const { key } = this;
    this.#try(() => localStorage.removeItem(key));
    // What was begun in a dialog belongs to it, and to no other.
    for (const prefix of [COPY_PREFIX, DRAFT_PREFIX]) this.#try(() => localStorage.removeItem(prefix + key));
    this.#unwritten.delete(key);
    this.#blank.delete(key);
    this.show(this.records().find((other) => other.key !== key && !other.practice)?.key ?? RECORD_KEY);
  }

  /** Deletes every key of this tool, and no other. */
  deleteAll() {
    for (const storage of /** @type {const} */ (["localStorage", "sessionStorage"])) {
      this.#try(() => {
        const ours = Object.keys(window[storage]).filter((key) => key.startsWith(`${PROGRAM}/`) && key !== OFFLINE_KEY);
        for (const key of ours) window[storage].removeItem(key);
      });
    }
    this.#unwritten.clear();
    this.#blank.clear();
    this.#locked.clear();
    this.key = RECORD_KEY;
  }

  // ---- How the questions are shown ----

  view() {
    return this.#reminder(() => localStorage.getItem(VIEW_KEY)) ?? "";
  }

  /** @param {string} view an empty one is the usual one */
  setView(view) {
    this.#reminder(() => (view ? localStorage.setItem(VIEW_KEY, view) : localStorage.removeItem(VIEW_KEY)));
  }

  // ---- What could not be read ----

  /** What was put aside because it could not be read: pairs of key and text. */
  setAside() {
    const keys = this.#try(() => Object.keys(localStorage)) ?? [];
    const aside = keys.filter((key) => key.startsWith(ASIDE_PREFIX)).map((key) => ({ key, text: localStorage.getItem(key) ?? "" }));
    return [...aside, ...this.kept.damaged()];
  }

  /** Takes away what was put aside; called when it is in a file. */
  discardAside() {
    for (const { key } of this.setAside()) localStorage.removeItem(key);
  }

  /** Puts the present record aside, because Python cannot read it. */
  setPresentAside() {
    this.#setAside(this.key, this.text());
    this.#unwritten.delete(this.key);
  }

  /** @param {string} key @param {string} text */
  #setAside(key, text) {
    const aside = ASIDE_PREFIX + new Date().toISOString();
    // Out first, then in: when storage is nearly full there is no room for both at once.
    localStorage.removeItem(key);
    try {
      this.kept.makeRoom(() => localStorage.setItem(aside, text));
    } catch (error) {
      localStorage.setItem(key, text);
      this.#locked.set(key, "unreadable");
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

  /**
   * What serves as a reminder alone: where there is no room for it the record is safe all the same, and no alarm is due.
   * @template T @param {() => T} act @returns {T | null}
   */
  #reminder(act) {
    try {
      return act();
    } catch {
      // A refusal that concerns the record shows when the record is written.
      return null;
    }
  }
}
