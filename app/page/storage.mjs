/**
 * What this browser stores for one question set, in localStorage: its keys, and the room for them. Knows nothing of what
 * a record means.
 */

import { PROGRAM } from "../core/record.mjs";
import { PreviousVersions } from "./previous_versions.mjs";
import { Quarantine } from "./quarantine.mjs";
import { PLACES, prefixOf, Reminders, recalled, removeFrom } from "./reminders.mjs";

/** The offline copy is a choice of the site, and nothing that was entered. */
const OFFLINE_KEY = `${PROGRAM}/offline`;

export class RecordStorage {
  /** What the browser said when it last refused to read. @type {unknown} */
  refusal = null;

  /** @param {string} questionSet its id @param {string} [part] of the keys of a partner's answers, which are apart from records */
  constructor(questionSet, part = "") {
    this.prefix = `${PROGRAM}/${questionSet}/${part}`;
    /** Whether it is what a partner answers, and no record. */
    this.isOfPartner = part !== "";
    this.recordKey = `${this.prefix}record`;
    this.practiceKey = `${this.recordKey}/practice`;
    this.versions = new PreviousVersions(this);
    this.quarantine = new Quarantine(this);
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
        return this.add(key, text);
      } catch (error) {
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

  /**
   * Writes a text that comes from elsewhere, of which there is a file. Where storage is full the fragments are deleted
   * for it, but no previous version, of which there may be no file. Throws what the browser said.
   * @param {string} key @param {string} text
   */
  add(key, text) {
    for (;;) {
      try {
        return localStorage.setItem(key, text);
      } catch (error) {
        if (!this.#dropFragment(error)) throw error;
      }
    }
  }

  /** Whether this browser stores anything: what it said when it refuses, else null. @returns {unknown} */
  probe() {
    const refusal = this.#refusalOf("");
    // While there are previous versions or fragments there is space for an answer.
    return isFull(refusal) && [...this.keys("version/"), ...fragmentKeys()].length > 0 ? null : refusal;
  }

  /**
   * Whether one more previous version of a record fits; older ones make way for it. It is tried, because browsers count
   * differently and none says how much is left.
   * @param {string} text of the record
   */
  hasRoomFor(text) {
    const version = JSON.stringify(text);
    const making = [...this.keys("version/"), ...fragmentKeys()];
    const room = making.reduce((sum, key) => sum + (localStorage.getItem(key)?.length ?? 0), 0);
    // A browser that stores nothing is reported elsewhere.
    return !isFull(this.#refusalOf(version.slice(room)));
  }

  /** What the browser says to one more text, which is deleted again; null where it fits. @param {string} text @returns {unknown} */
  #refusalOf(text) {
    const probe = `${this.prefix}probe`;
    try {
      localStorage.setItem(probe, text);
      localStorage.removeItem(probe);
      return null;
    } catch (error) {
      return error;
    }
  }

  /** Our keys that begin with `part`, in order. @param {string} part @returns {string[]} */
  keys(part) {
    return allKeys()
      .filter((key) => key.startsWith(this.prefix + part))
      .sort();
  }

  /** The keys of what the page lists, as one text: records, previous versions, and what is quarantined. No letter changes it. */
  get listed() {
    return this.keys("")
      .filter((key) => /^(record|version|quarantine)\b/.test(key.slice(this.prefix.length)))
      .join();
  }

  /** How many previous versions there are, of every question set. */
  countVersions() {
    return allKeys().filter((key) => key.startsWith(`${PROGRAM}/`) && key.includes("/version/")).length;
  }

  /** Whether there are answers that somebody gave as a partner, in any question set. */
  get hasResponses() {
    return allKeys().some((key) => key.startsWith(`${PROGRAM}/`) && isPartners(key, "record"));
  }

  /** The keys of one thing in all partners' answers of this question set. @param {"record" | "sheet"} what `sheet`: see waiting_sheets.mjs */
  partnersKeys(what) {
    return this.keys("respond/").filter((key) => isPartners(key, what));
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
    this.discard([key, ...this.keys("fragment/")]);
  }

  /** @param {string[]} keys */
  discard(keys) {
    for (const key of keys) removeFrom("localStorage", key);
  }

  /** Deletes every key of this tool, of every question set. */
  deleteAll() {
    this.reminders.forgetUnsaved();
    for (const place of PLACES) {
      const ours = allKeys(place).filter((key) => key.startsWith(`${PROGRAM}/`) && key !== OFFLINE_KEY);
      for (const key of ours) removeFrom(place, key);
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
    const [first] = isFull(error) ? fragmentKeys() : [];
    if (first) localStorage.removeItem(first);
    return first !== undefined;
  }

  /** Every record of the browser, of every question set, as it is stored: texts by key. @returns {Record<string, string>} */
  allRecords() {
    return this.texts(allKeys().filter(isRecordKey));
  }

  /** What is stored, by key. @param {string[]} keys @returns {Record<string, string>} */
  texts(keys) {
    return Object.fromEntries(keys.map((key) => [key, localStorage.getItem(key) ?? ""]));
  }
}

/** The keys of all fragments, of every question set: each can be made again, and what somebody types cannot. */
function fragmentKeys() {
  return allKeys().filter((key) => key.startsWith(`${PROGRAM}/`) && key.includes("/fragment/"));
}

/** Whether a key is one of a record, of any question set. @param {string} key */
export function isRecordKey(key) {
  return /^lsp-improvement-tool\/[\w-]+\/record(\/[\w-]+)?$/.test(key);
}

/** @param {string} key @param {string} what it is of a partner's answers */
function isPartners(key, what) {
  const prefix = prefixOf(key);
  return prefix.includes("/respond/") && key === prefix + what;
}

/** Whether a browser refused because there is no space. @param {unknown} error */
export function isFull(error) {
  return (
    error instanceof DOMException &&
    (error.name === "QuotaExceededError" || error.name === "NS_ERROR_DOM_QUOTA_REACHED")
  );
}

/** @param {typeof PLACES[number]} [place] @returns {string[]} none where the browser refuses */
function allKeys(place = "localStorage") {
  try {
    return Object.keys(globalThis[place]);
  } catch {
    return [];
  }
}
