/**
 * The record that this tab shows: loaded once, held in memory, written after each change. Views subscribe.
 *
 * Rules. Every write looks first at what is stored: if another tab has written meanwhile, its record is loaded before
 * the change is made. What the browser refuses to store stays in memory and leaving the page asks. What cannot be read
 * is quarantined, and what a newer version wrote is left alone.
 */

import { ACTION, apply, editsTo, isBlocked, isSame } from "../core/edit.mjs";
import { History } from "../core/history.mjs";
import { actionOf, blankRecord, currentRound, field, isField, readRecord } from "../core/record.mjs";
import { localDay } from "../core/text.mjs";
import { Writer } from "./writer.mjs";

/** @typedef {import("../core/record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {import("../core/record.mjs").Action} Action */
/** Letters in a field, of which more may follow; a choice in a field; or the tool, such as undo. @typedef {"typing" | "choice" | "program"} By */
/** What changed: paths of fields and actions, null for all of the record. @typedef {{paths: string[] | null, by: By}} Change */

export class Store {
  #history = new History();
  /** @type {((change: Change) => void)[]} */ #views = [];
  /** What is stored under `key`, as far as this tab knows. @type {string | null} */ #text = null;
  /** Records that the browser refused to store, by key. @type {Map<string, AssessmentRecord>} */ #unsaved = new Map();
  /** The version that was saved for the next change. */ #spared = "";
  #whenKnown = () => {};
  /** What was entered while the page was stuck. @type {[path: string, value: any][]} */ #late = [];
  /** Why nothing may be written over what is stored. @type {"" | "newer" | "unreadable"} */ #locked = "";

  /** Counts the changes: who prepared something from an earlier state can see that it is outdated. */
  revision = 0;
  /** Whether something outside this tool has deleted what was stored, while this page was open. */
  isCleared = false;
  /** What the browser said when it refused to read or to write. @type {unknown} */
  refusal = null;

  /** @param {import("../core/record.mjs").QuestionSetStamp} questionSet @param {import("./storage.mjs").Storage} storage */
  constructor(questionSet, storage) {
    this.questionSet = questionSet;
    this.storage = storage;
    this.key = storage.shown();
    this.record = this.#load();
    this.writer = new Writer(() => this.#onWriter());
    this.writer.channel.addEventListener("message", ({ data }) => {
      if (data.deleted === "all" || data.deleted === this.key) this.#forget(data.deleted);
    });
    window.addEventListener("storage", ({ key }) => this.#onStorage(key));
    // Of these the browser says when they happened; of "input", only when the page came to handle it.
    for (const type of ["keydown", "pointerdown"]) {
      document.addEventListener(type, ({ timeStamp }) => this.writer.look(timeStamp), true);
    }
    this.#probe();
  }

  /** Shows the record, and asks for the right to edit it; called when all views have subscribed. */
  start() {
    this.#notify(null);
    this.writer.ask(this.key);
  }

  /** @param {(change: Change) => void} view called after each change */
  subscribe(view) {
    this.#views.push(view);
  }

  /** What can be done with the record in this tab. */
  get mode() {
    if (this.isNewer) return "newer";
    return this.writer.state === "unguarded" ? "writing" : this.writer.state;
  }

  /** Whether a newer version of the tool wrote the record: this one must not touch it. */
  get isNewer() {
    return this.#locked === "newer";
  }

  /** Whether something is in memory alone. */
  get isUnsaved() {
    return this.#unsaved.size > 0;
  }

  get canUndo() {
    return this.#history.canUndo;
  }

  get canRedo() {
    return this.#history.canRedo;
  }

  /** The value of a field of the current round. @param {string} path */
  value(path) {
    return field(this.record, path);
  }

  // ---- Changes ----

  /**
   * Puts values into the record, to be undone together.
   * @param {[path: string, value: any][]} values @param {By} [by]
   */
  edit(values, by = "program") {
    if (this.writer.isUnsure) {
      this.#late.push(...values);
      return;
    }
    this.#adopt();
    const edits = editsTo(
      this.record,
      values.filter(([path]) => path.startsWith(ACTION) || isField(path)),
    );
    if (edits.length === 0 || this.isNewer || isBlocked(this.record, edits)) return;
    const now = new Date();
    // A page may have been open for days before the first answer.
    if (this.record.changed === null) currentRound(this.record).opened = localDay(now);
    apply(this.record, edits, "after", now.toISOString());
    this.#save(this.#history.add(edits, by === "typing", now.getTime()));
    this.#notify(
      edits.map(({ path }) => path),
      by,
    );
  }

  /** @param {string} id @param {Action} entered all its fields; empty ones are left out */
  setAction(id, entered) {
    const now = new Date().toISOString();
    const before = actionOf(this.record, id) ?? {};
    const names = Object.keys({ ...before, ...entered });
    if (names.every((name) => isSame(before[name] ?? "", entered[name] ?? before[name]))) return;
    const filled = names.map((name) => [name, entered[name] ?? before[name]]).filter(([, value]) => value !== "");
    this.edit([[ACTION + id, { created: now, ...Object.fromEntries(filled), changed: now }]]);
  }

  /** What is typed in a field from here on can be undone apart. */
  pause() {
    this.#history.pause();
  }

  /** Takes a step back, or forward again. @param {"undo" | "redo"} way @returns {string[] | undefined} the paths that changed */
  step(way) {
    this.#adopt();
    const edits = way === "undo" ? this.#history.undo() : this.#history.redo();
    if (!edits) return undefined;
    const ordered = way === "undo" ? [...edits].reverse() : edits;
    apply(this.record, ordered, way === "undo" ? "before" : "after", new Date().toISOString());
    this.#save(true);
    const paths = edits.map(({ path }) => path);
    this.#notify(paths);
    return paths;
  }

  /** Changes what cannot be undone step by step, such as rounds. @param {(record: AssessmentRecord) => void} act */
  alter(act) {
    this.#adopt();
    act(this.record);
    this.record.changed = new Date().toISOString();
    this.#replaced();
  }

  /** Puts a record in the place of this one. @param {AssessmentRecord} record */
  replace(record) {
    this.#adopt();
    this.record = structuredClone(record);
    this.#replaced();
  }

  /** Saves the record as it is among the previous versions; throws when there is no room for it. @param {string} cause */
  keepVersion(cause) {
    const text = this.#unsaved.has(this.key) ? JSON.stringify(this.record) : this.storage.read(this.key);
    if (typeof text === "string") this.#spared = this.storage.addVersion(this.key, text, cause);
  }

  #replaced() {
    this.#history.clear();
    this.#save(true);
    this.#notify(null);
  }

  // ---- Which record ----

  /** Shows another record in this tab. @param {string} key @param {boolean} [isGone] known not to be stored: another tab's deletion may arrive late */
  show(key, isGone = false) {
    if (key !== this.key) this.storage.setShown(key);
    this.key = key;
    this.#reload(isGone);
    this.writer.ask(key);
  }

  /** Shows a new record. */
  begin() {
    this.show(this.storage.newRecordKey());
  }

  /**
   * Acts as soon as it is known whether this tab may edit the record.
   * @param {() => void} act @param {() => void} otherwise
   */
  whenWritable(act, otherwise) {
    if (this.mode === "asking") this.#whenKnown = () => this.whenWritable(act, otherwise);
    else if (this.mode === "writing") act();
    else otherwise();
  }

  /** Deletes this record, of which a version was saved before, and shows another that is not for practice. */
  remove() {
    const { key } = this;
    this.storage.removeRecord(key);
    this.writer.channel.postMessage({ deleted: key });
    this.#forget(key);
  }

  /** Deletes everything of this tool in this browser. */
  deleteAll() {
    this.storage.deleteAll();
    this.writer.channel.postMessage({ deleted: "all" });
    this.#forget("all");
  }

  /** Leaves what this tool has deleted, here or in another tab. @param {string} deleted a key, or "all" */
  #forget(deleted) {
    if (deleted === "all") this.#unsaved.clear();
    this.#unsaved.delete(deleted);
    this.refusal = null;
    const { recordKey, practiceKey } = this.storage;
    const others =
      deleted === "all" ? [] : this.storage.recordKeys().filter((key) => key !== deleted && key !== practiceKey);
    this.show(others[0] ?? recordKey, others.length === 0);
  }

  // ---- Memory and storage ----

  /** Looks whether what is stored is still what this tab knows. */
  check() {
    if (this.mode !== "newer") this.#adopt();
  }

  /** Stores again what something outside this tool has deleted. */
  restoreCleared() {
    this.isCleared = false;
    this.#text = null;
    this.#save(false);
    this.#notify(null);
  }

  /** Puts the record out of the way, because Python cannot read it. */
  quarantine() {
    this.storage.quarantine(this.key, JSON.stringify(this.record));
    this.#unsaved.delete(this.key);
    this.#reload();
  }

  /** This record as a text, or another one as it is stored. @param {string} [key] */
  textOf(key = this.key) {
    const unsaved = this.#unsaved.get(key);
    return unsaved ? JSON.stringify(unsaved) : (this.storage.read(key) ?? JSON.stringify(this.record));
  }

  /** All records of the browser as texts by key, with what it refused to store. @returns {Record<string, string>} */
  allTexts() {
    const unsaved = [...this.#unsaved].map(([key, record]) => [key, JSON.stringify(record)]);
    return { ...this.storage.allRecords(), ...Object.fromEntries(unsaved) };
  }

  /** The records of this question set: key and name. @returns {{key: string, name: string}[]} */
  records() {
    const keys = new Set([...this.storage.recordKeys(), ...this.#unsaved.keys(), this.key]);
    return [...keys]
      .sort()
      .map((key) => ({ key, name: key === this.key ? this.record.partnership.name : nameIn(this.textOf(key)) }));
  }

  /** @returns {AssessmentRecord} */
  #load(isGone = false) {
    this.#locked = "";
    this.isCleared = false;
    const text = isGone ? null : this.storage.read(this.key);
    this.#text = text ?? null;
    if (text === undefined) this.refusal = this.storage.refusal;
    const unsaved = this.#unsaved.get(this.key);
    if (unsaved) return unsaved;
    const reading = typeof text === "string" ? readRecord(text) : null;
    if (reading !== null && typeof reading === "object") return reading;
    if (reading === "newer") this.#locked = "newer";
    if (reading === "unreadable") this.#quarantineStored(text ?? "");
    return blankRecord(this.questionSet, new Date());
  }

  /** @param {string} text */
  #quarantineStored(text) {
    try {
      this.storage.quarantine(this.key, text);
      this.#text = null;
    } catch (error) {
      this.#locked = "unreadable";
      this.refusal = error;
    }
  }

  #reload(isGone = false) {
    this.record = this.#load(isGone);
    this.#history.clear();
    this.#notify(null);
  }

  /** Another tab may have written, or something may have deleted what was stored. */
  #adopt() {
    const stored = this.storage.read(this.key);
    if (stored === undefined || stored === this.#text || this.isCleared) return;
    if (stored === null) {
      this.isCleared = true;
      this.#unsaved.set(this.key, this.record);
      this.#notify([]);
    } else if (!this.#unsaved.has(this.key)) this.#reload();
  }

  /** @param {boolean} isNews whether it counts as a change since the last file copy */
  #save(isNews) {
    try {
      if (this.#locked) throw this.refusal ?? new Error("what is stored must not be overwritten");
      if (this.isCleared) throw new Error("what was stored is deleted");
      // What another tab has written while this record waited for room becomes a previous version.
      const stored = this.storage.read(this.key);
      if (typeof stored === "string" && stored !== this.#text)
        this.#spared = this.storage.addVersion(this.key, stored, "elsewhere");
      const text = JSON.stringify(this.record);
      this.storage.write(this.key, text, this.#spared);
      this.#text = text;
      this.#unsaved.delete(this.key);
      this.refusal = null;
      this.#count(isNews);
    } catch (error) {
      this.#unsaved.set(this.key, this.record);
      if (!this.isCleared) this.refusal = error;
    }
    this.#spared = "";
  }

  /** @param {boolean} isNews */
  #count(isNews) {
    const { copied, changes, since } = this.storage.copyState(this.key);
    const written = new Date().toISOString();
    this.storage.setCopyState(this.key, {
      written,
      copied,
      changes: changes + Number(isNews),
      since: since ?? written,
    });
  }

  /** @param {string[] | null} paths @param {By} [by] */
  #notify(paths, by = "program") {
    if (paths === null || paths.length > 0) this.revision += 1;
    for (const view of this.#views) view({ paths, by });
  }

  /** Whether this browser stores anything is said before somebody relies on it. */
  #probe() {
    const probe = `${this.storage.prefix}probe`;
    try {
      localStorage.setItem(probe, "");
      localStorage.removeItem(probe);
    } catch (error) {
      // While there are previous versions there is room for an answer.
      if (this.storage.versions().length === 0) this.refusal = error;
    }
  }

  // ---- Other tabs ----

  /** Stores what was entered while the page was stuck; among the previous versions when another tab has taken over. */
  #enterLate() {
    const late = this.#late.splice(0);
    if (late.length === 0) return;
    if (this.mode === "writing") return this.edit(late, "typing");
    const record = structuredClone(this.record);
    apply(record, editsTo(record, late), "after", new Date().toISOString());
    this.storage.addVersion(this.key, JSON.stringify(record), "late");
    this.#reload();
  }

  #onWriter() {
    this.#enterLate();
    if (this.writer?.state === "writing") this.check();
    this.#notify([]);
    const act = this.#whenKnown;
    this.#whenKnown = () => {};
    if (this.mode !== "asking") act();
  }

  /** @param {string | null} key null: all was deleted */
  #onStorage(key) {
    if (key === this.key || key === null) {
      // A tab that only shows the record follows what is stored; the one that edits it says when something is gone.
      if (this.mode === "elsewhere" && !this.isUnsaved) this.#reload();
      else this.check();
    }
    // There may be room again.
    if (this.#unsaved.has(this.key) && !this.isCleared && this.mode === "writing") this.#save(false);
    this.#notify([]);
  }

  // ---- Copies in files ----

  /** What a file that is being made will hold: to be passed to `copied` when it is there. */
  copyMark() {
    return { key: this.key, changes: this.storage.copyState(this.key).changes };
  }

  /** A record is in a file now, with the changes that there were at its mark. @param {{key: string, changes: number}} mark */
  copied({ key, changes }) {
    const now = this.storage.copyState(key);
    const left = Math.max(0, now.changes - changes);
    this.storage.setCopyState(key, {
      ...now,
      copied: new Date().toISOString(),
      changes: left,
      since: left ? now.since : null,
    });
    this.#notify([]);
  }

  /** When this record was written into this browser; null where nothing of it is stored. */
  get savedAt() {
    return this.#text === null || this.#locked
      ? null
      : (this.storage.copyState(this.key).written ?? this.record.changed);
  }
}

/** @param {string} text of a record, which may be unreadable */
function nameIn(text) {
  const record = readRecord(text);
  return typeof record === "object" ? record.partnership.name : "";
}
