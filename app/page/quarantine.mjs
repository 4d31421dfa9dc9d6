/**
 * What could not be read: it is out of the way of records, and never overwritten.
 */

import { randomId } from "./random_id.mjs";

export class Quarantine {
  /** @param {import("./storage.mjs").RecordStorage} storage */
  constructor(storage) {
    this.storage = storage;
  }

  /** Moves what cannot be read out of the way; throws, and changes nothing, when there is no room. @param {string} key @param {string} text of it */
  move(key, text) {
    const name = this.#newName();
    // It may be an earlier and shorter text, for which there is room in any case.
    const stored = localStorage.getItem(key);
    // Out first: when storage is nearly full there is no room for both.
    localStorage.removeItem(key);
    try {
      this.storage.write(name, text);
    } catch (error) {
      if (stored !== null) localStorage.setItem(key, stored);
      throw error;
    }
  }

  /** Adds texts that were quarantined in another browser, unless they are here. @param {string[]} texts @returns {number} how many it added */
  add(texts) {
    const present = Object.values(this.texts());
    const added = texts.filter((text) => !present.includes(text));
    const name = this.#newName();
    for (const [place, text] of added.entries()) this.storage.add(`${name}-${place + 1}`, text);
    return added.length;
  }

  /** A key that no other text has, though another tab quarantines one at the same moment. */
  #newName() {
    return `${this.storage.prefix}quarantine/${new Date().toISOString()}-${randomId()}`;
  }

  /** What is quarantined, and previous versions that no list shows: texts by key. */
  texts() {
    const { storage } = this;
    return storage.texts([...storage.keys("quarantine/"), ...storage.versions.unlisted()]);
  }
}
