/**
 * The record that this tab shows: loaded once, held in memory, written after each change. Views subscribe.
 *
 * Rules. Every write looks first at what is stored: if another tab has written meanwhile, its record is loaded before
 * the change is made. What the browser refuses to store stays in memory and leaving the page asks. What cannot be read
 * is quarantined, and what a newer version wrote is left alone.
 */

import { ACTION, apply, editsTo, isBlocked, isSame, overwritesUnseen, timeAfter } from "../core/edit.mjs";
import { answerTo } from "../core/foreign.mjs";
import { History } from "../core/history.mjs";
import { actionOf, blankRecord, currentRound, field, isField } from "../core/record.mjs";
import { beginRound, nameOn } from "../core/rounds.mjs";
import { localDay } from "../core/text.mjs";
import { orderOf } from "../core/versions.mjs";
import { LoadedRecord } from "./loaded_record.mjs";
import { Records } from "./records.mjs";
import { Writer } from "./writer.mjs";

/** @typedef {import("../core/record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {import("../core/record.mjs").Action} Action */
/** Letters in a field, of which more may follow; a choice in a field; or the tool, such as undo. @typedef {"typing" | "choice" | "program"} By */
/** What changed: paths of fields and actions, null for all of the record, none for its state. @typedef {{paths: string[] | null, by: By}} Change */
export class Store {
  /** The record that is shown. @type {LoadedRecord} */ #loaded;
  #history = new History();
  /** @type {((change: Change) => void)[]} */ #views = [];
  /** The version that was saved for the next change. */ #protected = "";
  /** What the browser said when it refused to store anything at all. @type {unknown} */ #refusal = null;
  /** What waits until it is known which tab edits. @type {(() => void)[]} */ #waiting = [];
  /** When this tab got the lock, a UTC time. */ #writingSince = "";
  /**
   * The keys of records that a newer release has brought to a later version of the questions while this page was open.
   * One that was opened from a file of another site may be later as well: no reload would help there.
   * @type {Set<string>}
   */ #overtaken = new Set();

  /** Counts the changes: what was prepared from an earlier state is outdated. */
  revision = 0;

  /** Counts the records that were opened: what was made for an earlier one is not shown with the next. */
  opened = 0;

  /**
   * @param {import("../core/record.mjs").QuestionSetStamp} questionSet @param {import("./storage.mjs").RecordStorage} storage
   * @param {(record: AssessmentRecord) => void} [complete] adds what every record has here, each time one is loaded or begun
   */
  constructor(questionSet, storage, complete = () => {}) {
    this.questionSet = questionSet;
    this.storage = storage;
    this.records = new Records(storage);
    this.complete = complete;
    this.key = storage.reminders.shown();
    this.#refusal = storage.probe();
    this.#loaded = this.#load();
    this.writer = new Writer(() => this.#onWriter());
    this.writer.channel.addEventListener("message", (event) => {
      const { deleted, added, changed } = /** @type {MessageEvent} */ (event).data;
      if (deleted) this.#onDeleted(deleted);
      if (added) this.#onAdded(added, changed);
    });
    window.addEventListener("storage", (event) => this.#onStorage(event));
  }

  /** Shows the record, and asks for the right to edit it; called when all views have subscribed. */
  start() {
    this.#notify(null);
    this.writer.ask(this.key);
    window.addEventListener("pagehide", () => this.writer.release());
    // The browser may show the page as it was left, while another tab went on.
    window.addEventListener("pageshow", ({ persisted }) => {
      if (!persisted) return;
      this.check();
      this.writer.ask(this.key);
    });
  }

  /** @param {(change: Change) => void} view called after each change */
  subscribe(view) {
    this.#views.push(view);
  }

  /** The present record, for reading. */
  get record() {
    return this.#loaded.record;
  }

  /** What can be done with the record in this tab. */
  get mode() {
    if (this.#loaded.locked === "newer") return "newer";
    return this.writer.state === "unguarded" ? "writing" : this.writer.state;
  }

  /** Whether something is in memory alone. */
  get isUnsaved() {
    return this.records.unsaved.size > 0 || this.storage.reminders.hasUnsavedDrafts;
  }

  /** Whether something outside this tool has deleted what was stored, while this page was open. */
  get isCleared() {
    return this.#loaded.isCleared;
  }

  /** What the browser said when it last refused to read or to write this record; null when it did not. */
  get refusal() {
    return this.#loaded.refusal;
  }

  /** Whether no record is here yet, and nothing is entered. */
  get isBlank() {
    return this.#loaded.isBlank;
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
   * @param {[path: string, value: any][]} values @param {By} [by] @returns {boolean} whether the record holds them now
   */
  edit(values, by = "program") {
    const seen = this.#loaded;
    this.#adopt();
    const allowed = values.filter(([path]) => path.startsWith(ACTION) || isField(path));
    const edits = editsTo(this.record, this.#withName(allowed));
    if (edits.length === 0) return allowed.length > 0;
    if (this.mode === "newer" || isBlocked(this.record, edits) || this.#isLate(seen, edits)) return false;
    const now = new Date();
    const paths = edits.map(({ path }) => path);
    // A page may have been open for days before the first answer.
    if (this.isBlank && currentRound(this.record).opened !== localDay(now)) {
      beginRound(this.record, now, this.questionSet.rhythm);
      this.complete(this.record);
      paths.push("round.opened", "round.name");
    }
    apply(this.record, edits, "after", now.toISOString());
    this.#save(this.#history.add(edits, by === "typing", now.getTime()));
    this.#notify(paths, by);
    return true;
  }

  /** A round that is named for its day is named for another one when that changes. @param {[path: string, value: any][]} values */
  #withName(values) {
    const day = values.find(([path]) => path === "round.opened")?.[1];
    if (!day || values.some(([path]) => path === "round.name")) return values;
    return [
      ...values,
      /** @type {[string, string]} */ (["round.name", nameOn(this.record, day, this.questionSet.rhythm)]),
    ];
  }

  /** @param {string} id @param {Action} entered fields of it; the others stay, and empty ones are left out @returns {boolean} whether the record holds it now */
  setAction(id, entered) {
    this.#adopt();
    const now = new Date().toISOString();
    const before = actionOf(this.record, id) ?? {};
    const names = Object.keys({ ...before, ...entered });
    if (names.every((name) => isSame(before[name] ?? "", entered[name] ?? before[name]))) return true;
    const filled = names.map((name) => [name, entered[name] ?? before[name]]).filter(([, value]) => value !== "");
    return this.edit([[ACTION + id, { created: now, ...Object.fromEntries(filled), changed: now }]]);
  }

  /** @param {string} id @returns {boolean} whether the record is without the action now */
  removeAction(id) {
    return this.edit([[ACTION + id, undefined]]);
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
    this.record.changed = timeAfter(this.record, new Date().toISOString());
    this.#replaced();
  }

  /** Puts a record in the place of this one. @param {AssessmentRecord} record */
  replace(record) {
    this.#adopt();
    this.#loaded.record = structuredClone(record);
    this.#replaced();
  }

  /** Saves the record as it is among the previous versions; throws when there is no space for it. @param {string} cause */
  saveVersion(cause) {
    const text = this.#loaded.isSaved ? this.storage.read(this.key) : JSON.stringify(this.record);
    if (typeof text === "string") this.#protected = this.storage.versions.add(this.key, text, cause);
  }

  #replaced() {
    this.#history.clear();
    this.#save(true);
    this.#notify(null);
  }

  /**
   * A letter may be late: another tab edits the record now, or, without locks, has changed the same field. Then its text
   * stays, and what was typed here becomes a previous version.
   * @param {LoadedRecord} seen what this tab showed @param {import("../core/edit.mjs").Edit[]} edits @returns {boolean} whether they are late
   */
  #isLate(seen, edits) {
    if (this.mode === "writing" && (this.#loaded === seen || !overwritesUnseen(seen.record, edits))) return false;
    const late = structuredClone(this.record);
    apply(late, edits, "after", new Date().toISOString());
    try {
      this.storage.versions.add(this.key, JSON.stringify(late), "late");
    } catch (error) {
      this.#loaded.refusal = error;
    }
    this.#notify(null);
    return true;
  }

  // ---- Which record ----

  /** Shows another record in this tab. @param {string} key */
  show(key) {
    if (key !== this.key) this.storage.reminders.setShown(key);
    this.#open(key, false);
  }

  /** Shows a new record. */
  begin() {
    this.show(this.storage.newRecordKey());
  }

  /** Acts as soon as it is known whether this tab may edit the record. @param {() => void} act */
  whenKnown(act) {
    if (this.mode === "asking") this.#waiting.push(act);
    else act();
  }

  /** Acts as soon as this is known. @param {() => void} act if this tab may edit the record @param {() => void} otherwise */
  whenWritable(act, otherwise) {
    this.whenKnown(() => (this.mode === "writing" ? act() : otherwise()));
  }

  /** Deletes this record, of which a version was saved before, and shows another that is not for practice. */
  remove() {
    const { key } = this;
    this.storage.removeRecord(key);
    this.writer.channel.postMessage({ deleted: key });
    this.#onDeleted(key);
  }

  /** Deletes everything of this tool in this browser. */
  deleteAll() {
    this.storage.deleteAll();
    this.writer.channel.postMessage({ deleted: "all" });
    this.#onDeleted("all");
  }

  /** Leaves what this tool has deleted, here or in another tab. @param {string} deleted a key, or "all" */
  #onDeleted(deleted) {
    if (deleted === "all") this.records.unsaved.clear();
    this.records.unsaved.delete(deleted);
    const { recordKey, practiceKey } = this.storage;
    if (deleted !== "all" && deleted !== this.key) return this.#notify([]);
    const others = this.storage.recordKeys().filter((key) => key !== deleted && key !== practiceKey);
    if (deleted !== "all" && others.length > 0) return this.show(others[0]);
    // The next visit must not open what is deleted.
    this.storage.reminders.forgetShown();
    this.#open(recordKey, true);
  }

  /**
   * Another tab has the answers of a partner in its record, and has deleted what was stored of them. What was entered
   * here since is stored again.
   * @param {string} added their key @param {string} changed when what that tab has was entered, a UTC time
   */
  #onAdded(added, changed) {
    const hasMore = added === this.key && Date.parse(this.record.changed ?? "") > Date.parse(changed);
    if (!hasMore || this.mode === "elsewhere") return this.#onDeleted(added);
    // The deletion may show late in this tab: what is still there is in that record.
    this.#storeAgain(this.storage.read(added) ?? null);
  }

  /** @param {string} key @param {boolean} isGone whether it is known to be deleted: another tab's deletion may arrive late */
  #open(key, isGone) {
    this.#waiting = [];
    this.key = key;
    this.opened += 1;
    this.#reload({ isGone });
    this.writer.ask(key);
  }

  // ---- Memory and storage ----

  /** Lets the views look again at what is stored beside the record. */
  refresh() {
    this.#notify([]);
  }

  /** Looks whether what is stored is still what this tab knows. */
  check() {
    if (this.mode !== "newer") this.#adopt();
  }

  /** Whether the record is still as it was at a revision; another tab may have changed it. @param {number} revision */
  isStill(revision) {
    this.check();
    return this.revision === revision;
  }

  /** Stores again what something outside this tool has deleted. */
  restoreCleared() {
    this.#storeAgain(null);
  }

  /** @param {string | null} text what is in the place of the record, and may be replaced */
  #storeAgain(text) {
    Object.assign(this.#loaded, { isCleared: false, text });
    this.#save(false);
    this.#notify(null);
  }

  /** Puts the record out of the way, because Python cannot read it. @returns {boolean} false: there is no space for that, and nothing has changed */
  quarantine() {
    try {
      this.storage.quarantine.move(this.key, JSON.stringify(this.record));
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return false;
    }
    this.records.unsaved.delete(this.key);
    this.#reload();
    return true;
  }

  #load({ isGone = false } = {}) {
    const now = new Date();
    const blank = blankRecord(this.questionSet, now);
    beginRound(blank, now, this.questionSet.rhythm);
    const unsaved = this.records.unsaved.get(this.key);
    const loaded = unsaved ?? new LoadedRecord(this.storage, this.key, blank, { isGone, refusal: this.#refusal });
    this.complete(loaded.record);
    if (this.#overtaken.has(this.key) && this.#isLater(loaded.record)) loaded.locked = "newer";
    return loaded;
  }

  /** @param {{isGone?: boolean, by?: By}} [options] */
  #reload({ isGone = false, by = "program" } = {}) {
    const before = this.#loaded;
    this.#loaded = this.#load({ isGone });
    if (before.key === this.key && !this.#isLater(before.record) && this.#isLater(this.record)) {
      this.#overtaken.add(this.key);
      this.#loaded.locked = "newer";
    }
    this.#history.clear();
    this.#notify(null, by);
  }

  /** Whether a record is of a later version of the questions than this page. @param {AssessmentRecord} record */
  #isLater({ question_set, question_set_version }) {
    return question_set === this.questionSet.id && orderOf(String(question_set_version), this.questionSet.version) > 0;
  }

  /** Another tab may have written, or something may have deleted or damaged what was stored. @param {By} [by] */
  #adopt(by = "program") {
    const loaded = this.#loaded;
    const { foreign } = loaded;
    if (foreign === undefined) return;
    const answer = this.#answerTo(foreign);
    if (answer === "follow") this.#reload({ by });
    if (answer !== "keep") return;
    loaded.keep(foreign);
    this.records.unsaved.set(this.key, loaded);
    this.#notify([]);
  }

  /** @param {string | null} foreign */
  #answerTo(foreign) {
    const { text: known, isSaved } = this.#loaded;
    const hasLock = this.writer.state === "writing";
    return answerTo(foreign, { known, isSaved, mode: this.mode, hasLock, since: this.#writingSince });
  }

  /** The tab that holds the lock keeps its record; what a stuck one wrote becomes a previous version. */
  async #defend() {
    await this.writer.confirm();
    const { foreign } = this.#loaded;
    if (foreign === undefined || this.#answerTo(foreign) !== "defend") return;
    this.#save(false);
    this.#notify([]);
  }

  /** @param {boolean} isNews whether it counts as a change since the last file copy */
  #save(isNews) {
    const loaded = this.#loaded;
    loaded.write(this.#protected);
    this.#protected = "";
    if (!loaded.isSaved) return void this.records.unsaved.set(this.key, loaded);
    this.records.unsaved.delete(this.key);
    this.#refusal = null;
    this.storage.reminders.written(this.key, isNews, new Date());
  }

  /** There may be space again. */
  #retry() {
    if (!this.#loaded.isSaved && !this.isCleared && this.mode === "writing") this.#save(false);
  }

  /** @param {string[] | null} paths @param {By} [by] */
  #notify(paths, by = "program") {
    if (paths === null || paths.length > 0) this.revision += 1;
    for (const view of this.#views) view({ paths, by });
  }

  // ---- Other tabs ----

  #onWriter() {
    // What another tab prepared the record for may be outdated.
    this.revision += 1;
    if (this.mode === "writing") {
      // A clock may have run ahead: the last letters of the tab before are no later than the first of this one.
      this.#writingSince = timeAfter(this.record, new Date().toISOString());
      this.check();
      this.#retry();
    }
    this.#notify([]);
    // One of them may open another record, and what was pressed for this one is dropped then.
    while (this.mode !== "asking" && this.#waiting.length > 0) this.#waiting.shift()?.();
  }

  /**
   * Another tab has stored something. The views hear of what is added or deleted, and of this record: not of each letter
   * that is typed elsewhere.
   * @param {Pick<StorageEvent, "key" | "oldValue" | "newValue">} event `key` is null where all was deleted
   */
  #onStorage({ key, oldValue, newValue }) {
    const { isSaved } = this.#loaded;
    if (key === this.key || key === null) {
      this.#adopt("typing");
      this.#defend();
    }
    this.#retry();
    const isOwn = key === null || key === this.key || this.storage.reminders.isCopyState(key, this.key);
    if (isOwn || oldValue === null || newValue === null || this.#loaded.isSaved !== isSaved) this.#notify([]);
  }

  // ---- Copies in files, and drafts ----

  /** A record is in a file now. @param {import("./reminders.mjs").CopyMark} mark */
  copied(mark) {
    this.storage.reminders.copied(mark, new Date());
    this.#notify([]);
  }

  /** When this record was written into this browser; null where nothing of it is stored. */
  get savedAt() {
    const { text, locked, isGone } = this.#loaded;
    return text === null || locked || isGone
      ? null
      : (this.storage.reminders.copyState(this.key).written ?? this.record.changed);
  }

  /** No view shows drafts: they hear only whether one is in memory alone. @param {string} id of an action @param {object | null} draft null: it is finished */
  setDraft(id, draft) {
    const { isUnsaved } = this;
    this.storage.reminders.setDraft(this.key, id, draft);
    if (this.isUnsaved !== isUnsaved) this.#notify([]);
  }
}
