/**
 * The last states that something replaced: each with its time and cause, to be restored. The oldest go first.
 */

import { PROGRAM } from "./record.mjs";

const PREFIX = `${PROGRAM}/kept/`;
const MOST = 10;

/** @typedef {{id: string, key: string, cause: string, at: string, text: string}} KeptState `key`: of the record it was */

export class Kept {
  /** @param {string} key @param {string} text @param {string} cause */
  add(key, text, cause) {
    const at = new Date().toISOString();
    // Two in one millisecond must not be one.
    const id = `${PREFIX}${at}-${crypto.getRandomValues(new Uint16Array(1))[0]}`;
    this.makeRoom(() => localStorage.setItem(id, JSON.stringify({ key, cause, at, text })));
    for (const outdated of this.#ids().slice(0, -MOST)) localStorage.removeItem(outdated);
  }

  /** The newest first. @returns {KeptState[]} */
  list() {
    return this.#ids()
      .map((id) => ({ id, ...JSON.parse(localStorage.getItem(id) ?? "{}") }))
      .reverse();
  }

  /**
   * Writes something; where there is no room, gives up the oldest kept states for it, one after the other.
   * Throws what the browser said when none is left.
   * @param {() => void} write
   */
  makeRoom(write) {
    for (;;) {
      try {
        write();
        return;
      } catch (error) {
        const [oldest] = this.#ids();
        if (oldest === undefined) throw error;
        localStorage.removeItem(oldest);
      }
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
