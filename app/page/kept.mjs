/**
 * The last states that something replaced: each with its time and cause, to be restored. The oldest go first.
 */

import { PROGRAM, parsed } from "./record.mjs";

const PREFIX = `${PROGRAM}/kept/`;
/** So many of each record: practising must not push out what is real. */
const MOST = 10;

/** @typedef {import("./record.mjs").AssessmentRecord} AssessmentRecord */
/** @typedef {{id: string, key: string, cause: string, at: string, record: AssessmentRecord}} KeptState `key`: of the record it was */

export class Kept {
  /**
   * Throws what the browser said when there is no room for it.
   * @param {string} key @param {string} text @param {string} cause @returns {string} its id
   */
  add(key, text, cause) {
    const at = new Date().toISOString();
    // Two in one millisecond must not be one.
    const id = `${PREFIX}${at}-${crypto.getRandomValues(new Uint16Array(1))[0]}`;
    this.makeRoom(() => localStorage.setItem(id, JSON.stringify({ key, cause, at, text })), id);
    const ofRecord = this.list().filter((state) => state.key === key);
    for (const outdated of ofRecord.slice(MOST)) this.remove(outdated.id);
    return id;
  }

  /** The newest first. @returns {KeptState[]} */
  list() {
    return this.#ids()
      .flatMap((id) => this.#read(id) ?? [])
      .reverse();
  }

  /** What is no state any more, as it stands: pairs of key and text. */
  damaged() {
    return this.#ids()
      .filter((id) => this.#read(id) === null)
      .map((id) => ({ key: id, text: localStorage.getItem(id) ?? "" }));
  }

  /** @param {string} id */
  remove(id) {
    localStorage.removeItem(id);
  }

  /**
   * Writes something; where there is no room, gives up the oldest kept states for it, one after the other. Where
   * it fits in no way they come back, and what the browser said is thrown.
   * @param {() => void} write @param {string} [spared] a state that is not given up
   */
  makeRoom(write, spared) {
    /** @type {[string, string][]} */
    const given = [];
    for (;;) {
      try {
        write();
        return;
      } catch (error) {
        const oldest = this.#ids().find((id) => id !== spared);
        if (oldest === undefined) {
          for (const [id, text] of given) localStorage.setItem(id, text);
          throw error;
        }
        given.push([oldest, localStorage.getItem(oldest) ?? ""]);
        localStorage.removeItem(oldest);
      }
    }
  }

  /** @param {string} id @returns {KeptState | null} */
  #read(id) {
    try {
      const { key, cause, at, text } = JSON.parse(localStorage.getItem(id) ?? "");
      const record = parsed(text);
      return record && [key, cause, at].every((part) => typeof part === "string") ? { id, key, cause, at, record } : null;
    } catch {
      // Damaged: it is offered with what was put aside.
      return null;
    }
  }

  #ids() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).sort();
    } catch {
      // Where nothing may be read nothing is kept; the store tells why.
      return [];
    }
  }
}
