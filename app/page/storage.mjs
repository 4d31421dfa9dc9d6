/**
 * What this browser stores for one question set, in localStorage: records, previous versions of them, and what could
 * not be read. Knows keys and room, and nothing of what a record means.
 */

import { PROGRAM, readRecord } from "../core/record.mjs";
import { Reminders, recalled } from "./reminders.mjs";

/** @typedef {import("../core/record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {{id: string, key: string, cause: string, at: string, record: AssessmentRecord}} Version `key`: of the record that it was */

/** The offline copy is a choice of the site, and nothing that was entered. */
const OFFLINE_KEY = `${PROGRAM}/offline`;
/** Previous versions of each record: practising must not push out what is real. */
const MOST_VERSIONS = 10;

export class RecordStorage {
  /** What the browser said when it last refused to read. @type {unknown} */
  refusal = null;

  /** @param {string} questionSet its id @param {string} [part] of the keys of a partner's answers, which are apart from records */
  constructor(questionSet, part = "") {
    this.prefix = `${PROGRAM}/${questionSet}/${part}`;
    this.recordKey = `${this.prefix}record`;
    this.practiceKey = `${this.recordKey}/practice`;
    this.reminders = new Reminders(this.prefix, this.recordKey, (error) => this.#dropFragment(error));
  }

  /** @param {string} key @returns {string | null | undefined} null: nothing is there; undefined: the browser refuses */
  read(key) {
    try {
      return localStorage.getItem(key);
    } catch (error) {
      this.refusal = error;
      return undefined;
    }
  }

  /**
   * Writes a text. Where storage is full the fragments are deleted for it, then the oldest previous versions; if it does
   * not fit even then these are put back. Throws what the browser said.
   * @param {string} key @param {string} text @param {string} [spared] a version that is not deleted for it
   */
  write(key, text, spared = "") {
    /** @type {[string, string][]} */
    const deleted = [];
    for (;;) {
      try {
        localStorage.setItem(key, text);
        return;
      } catch (error) {
        if (this.#dropFragment(error)) continue;
        const oldest = isFull(error) ? this.keys("version/").find((id) => id !== spared && id !== key) : undefined;
        if (oldest === undefined) {
          for (const [id, version] of deleted) localStorage.setItem(id, version);
          throw error;
        }
        deleted.push([oldest, localStorage.getItem(oldest) ?? ""]);
        localStorage.removeItem(oldest);
      }
    }
  }

  /** Whether this browser stores anything: what it said when it refuses, else null. @returns {unknown} */
  probe() {
    const probe = `${this.prefix}probe`;
    try {
      localStorage.setItem(probe, "");
      localStorage.removeItem(probe);
      return null;
    } catch (error) {
      // While there are previous versions or fragments there is space for an answer.
      return isFull(error) && [...this.keys("version/"), ...this.keys("fragment/")].length > 0 ? null : error;
    }
  }

  /**
   * Whether one more previous version of a record fits; older ones make way for it. It is tried, because browsers count
   * differently and none says how much is left.
   * @param {string} text of the record
   */
  hasRoomFor(text) {
    const version = JSON.stringify(text);
    const making = [...this.keys("version/"), ...this.keys("fragment/")];
    const room = making.reduce((sum, key) => sum + (localStorage.getItem(key)?.length ?? 0), 0);
    const probe = `${this.prefix}probe`;
    try {
      localStorage.setItem(probe, version.slice(room));
      localStorage.removeItem(probe);
      return true;
    } catch (error) {
      // A browser that stores nothing is reported elsewhere.
      return !isFull(error);
    }
  }

  /** Our keys that begin with `part`, in order. @param {string} part @returns {string[]} */
  keys(part) {
    return allKeys()
      .filter((key) => key.startsWith(this.prefix + part))
      .sort();
  }

  /** How many previous versions there are, of every question set. */
  countVersions() {
    return allKeys().filter((key) => key.startsWith(`${PROGRAM}/`) && key.includes("/version/")).length;
  }

  /** Whether there are answers that somebody gave as a partner, in any question set. */
  get hasResponses() {
    return allKeys().some((key) => key.startsWith(`${PROGRAM}/`) && /\/respond\/[^/]+\/record$/.test(key));
  }

  /** The keys of all records of this question set. */
  recordKeys() {
    return this.keys("record").filter((key) => key === this.recordKey || key.startsWith(`${this.recordKey}/`));
  }

  /** A key for one more record. */
  newRecordKey() {
    return `${this.recordKey}/${Date.now()}`;
  }

  /** Deletes a record with what belongs to it; its previous versions stay. @param {string} key */
  removeRecord(key) {
    this.reminders.remove(key);
    for (const name of [key, ...this.keys("fragment/")]) localStorage.removeItem(name);
  }

  /** Deletes every key of this tool, of every question set. */
  deleteAll() {
    this.reminders.forgetUnsaved();
    for (const storage of [localStorage, sessionStorage]) {
      const ours = Object.keys(storage).filter((key) => key.startsWith(`${PROGRAM}/`) && key !== OFFLINE_KEY);
      for (const key of ours) storage.removeItem(key);
    }
  }

  // ---- Previous versions ----

  /**
   * Saves a state of a record before something replaces it; throws when there is no room for it.
   * @param {string} key @param {string} text @param {string} cause @returns {string} its id
   */
  addVersion(key, text, cause) {
    const id = this.nextVersionId();
    this.write(id, JSON.stringify({ key, cause, at: new Date().toISOString(), text }), id);
    const ofRecord = this.versions().filter((version) => version.key === key);
    for (const outdated of ofRecord.slice(MOST_VERSIONS)) localStorage.removeItem(outdated.id);
    return id;
  }

  /** Numbered: a clock may have been wrong when an earlier one was saved. */
  nextVersionId() {
    const last = Number(this.keys("version/").at(-1)?.split("/").at(-1) ?? 0);
    return `${this.prefix}version/${String(last + 1).padStart(8, "0")}`;
  }

  /** The newest first. @returns {Version[]} */
  versions() {
    return this.keys("version/")
      .flatMap((id) => this.#version(id) ?? [])
      .reverse();
  }

  /** @param {string} id @returns {Version | null} null: damaged, and offered with what is quarantined */
  #version(id) {
    try {
      const { key, cause, at, text } = JSON.parse(localStorage.getItem(id) ?? "");
      const record = readRecord(text);
      return typeof record === "object" && [key, cause, at].every((part) => typeof part === "string")
        ? { id, key, cause, at, record }
        : null;
    } catch {
      return null;
    }
  }

  // ---- Fragments: what Python made last, to be shown at once at the next visit ----

  /** @param {string} id of the part of the page @returns {{from: string, html: string}} `from` is empty where there is none */
  fragment(id) {
    const { from, html } = recalled(`${this.prefix}fragment/${id}`);
    return typeof from === "string" && typeof html === "string" ? { from, html } : { from: "", html: "" };
  }

  /** @param {string} id @param {{from: string, html: string}} made */
  setFragment(id, made) {
    try {
      localStorage.setItem(`${this.prefix}fragment/${id}`, JSON.stringify(made));
    } catch {
      // The next visit waits for Python.
    }
  }

  /** Makes room for what matters more. @param {unknown} error why that was refused @returns {boolean} whether to try again */
  #dropFragment(error) {
    const [first] = isFull(error) ? this.keys("fragment/") : [];
    if (first) localStorage.removeItem(first);
    return first !== undefined;
  }

  // ---- What could not be read ----

  /** Moves a text that is no record out of the way; throws, and changes nothing, when there is no room. @param {string} key @param {string} text */
  quarantine(key, text) {
    const name = `${this.prefix}quarantine/${new Date().toISOString()}`;
    // Out first: when storage is nearly full there is no room for both.
    localStorage.removeItem(key);
    try {
      this.write(name, text);
    } catch (error) {
      localStorage.setItem(key, text);
      throw error;
    }
  }

  /** Adds texts that were quarantined in another browser, unless they are here. @param {string[]} texts @returns {number} how many it added */
  addQuarantined(texts) {
    const present = Object.values(this.quarantined());
    const added = texts.filter((text) => !present.includes(text));
    const now = new Date().toISOString();
    for (const [place, text] of added.entries()) this.write(`${this.prefix}quarantine/${now}-${place + 1}`, text);
    return added.length;
  }

  /** What is quarantined: texts by key. @returns {Record<string, string>} */
  quarantined() {
    const damaged = this.keys("version/").filter((id) => this.#version(id) === null);
    return this.#texts([...this.keys("quarantine/"), ...damaged]);
  }

  /** @param {string[]} keys */
  discard(keys) {
    for (const key of keys) localStorage.removeItem(key);
  }

  /** Every record of the browser, of every question set, as it is stored: texts by key. @returns {Record<string, string>} */
  allRecords() {
    return this.#texts(allKeys().filter(isRecordKey));
  }

  /** @param {string[]} keys */
  #texts(keys) {
    return Object.fromEntries(keys.map((key) => [key, localStorage.getItem(key) ?? ""]));
  }
}

/** Whether a key is one of a record, of any question set. @param {string} key */
export function isRecordKey(key) {
  return /^lsp-improvement-tool\/[\w-]+\/record(\/[\w-]+)?$/.test(key);
}

/** Whether a browser refused because there is no space. @param {unknown} error */
export function isFull(error) {
  return (
    error instanceof DOMException &&
    (error.name === "QuotaExceededError" || error.name === "NS_ERROR_DOM_QUOTA_REACHED")
  );
}

/** @returns {string[]} none where the browser refuses */
function allKeys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}
