/**
 * Small things that this browser remembers beside the records of one question set: when each was last saved as a file,
 * what is being written, who was invited, and what was shown last. Where the browser refuses them they stay in memory.
 */

/** When it was last written here; its last file copy; the changes since then, and the first of them. @typedef {{written: string | null, copied: string | null, changes: number, since: string | null}} CopyState */
/** A record, and how many changes of it a file holds. @typedef {{key: string, changes: number}} CopyMark */

/** Where a browser stores something. */
export const PLACES = /** @type {const} */ (["localStorage", "sessionStorage"]);

export class Reminders {
  /** @type {Map<string, object>} */ #memory = new Map();

  /** @param {string} prefix of every key @param {string} firstKey of the first record @param {(error: unknown) => boolean} makeRoom whether there is more room after a refusal */
  constructor(prefix, firstKey, makeRoom) {
    this.prefix = prefix;
    this.firstKey = firstKey;
    this.makeRoom = makeRoom;
  }

  /** @param {string} key of a record @returns {CopyState} */
  copyState(key) {
    return { written: null, copied: null, changes: 0, since: null, ...this.#recall(this.#name("copy", key)) };
  }

  /** Whether this is stored under a key. @param {string} name the key @param {string} key of a record */
  isCopyState(name, key) {
    return name === this.#name("copy", key);
  }

  /** A record was written into this browser. @param {string} key @param {boolean} isNews whether it counts as a change since its last file copy @param {Date} now */
  written(key, isNews, now) {
    const { copied, changes, since } = this.copyState(key);
    const written = now.toISOString();
    const counted = isNews ? { changes: changes + 1, since: since ?? written } : { changes, since };
    this.#setCopyState(key, { written, copied, ...counted });
  }

  /** What a file that is being made will hold: to be passed to `copied` when it is there. @param {string} key @returns {CopyMark} */
  copyMark(key) {
    return { key, changes: this.copyState(key).changes };
  }

  /** A record is in a file now, with the changes that there were at its mark. @param {CopyMark} mark @param {Date} now */
  copied({ key, changes }, now) {
    const state = this.copyState(key);
    const left = Math.max(0, state.changes - changes);
    this.#setCopyState(key, {
      ...state,
      copied: now.toISOString(),
      changes: left,
      since: left ? state.since : null,
    });
  }

  /** A record that was deleted is here again, and with it what was known of its file copy. @param {string} key @param {Partial<CopyState>} before */
  restored(key, { copied = null, changes = 0, since = null }) {
    const state = this.copyState(key);
    if (copied && !state.copied) this.#setCopyState(key, { ...state, copied, changes, since });
  }

  /** @param {string} key @param {CopyState} state */
  #setCopyState(key, state) {
    this.#remember(this.#name("copy", key), state);
  }

  /** What is being written in the dialog for actions, by id of the action. @param {string} key of a record @returns {Record<string, any>} */
  drafts(key) {
    return this.#recall(this.#name("draft", key));
  }

  /** @param {string} key of a record @param {string} id of an action @param {object | null} draft null: it is finished */
  setDraft(key, id, draft) {
    const { [id]: _, ...others } = this.drafts(key);
    const drafts = draft ? { ...others, [id]: draft } : others;
    this.#remember(this.#name("draft", key), Object.keys(drafts).length > 0 ? drafts : null);
  }

  /** What was last entered to invite partners, and the day on which they were invited. @param {string} key of a record @returns {{round?: string, by?: string, contact?: string, elements?: string[], invited?: string}} */
  invitation(key) {
    return this.#recall(this.#name("invite", key));
  }

  /** @param {string} key of a record @param {{round: string, by: string, contact: string, elements?: string[], invited: string} | null} entered `elements`: all where there are none */
  setInvitation(key, entered) {
    this.#remember(this.#name("invite", key), entered);
  }

  /** How the questions are shown. @returns {string[]} */
  view() {
    return this.#recall(`${this.prefix}view`).chosen ?? [];
  }

  /** @param {string[]} chosen */
  setView(chosen) {
    this.#remember(`${this.prefix}view`, chosen.length > 0 ? { chosen } : null);
  }

  /** The key of the record that this tab shows, else of the one shown last. */
  shown() {
    const name = `${this.prefix}shown`;
    try {
      return sessionStorage.getItem(name) ?? localStorage.getItem(name) ?? this.firstKey;
    } catch {
      return this.firstKey;
    }
  }

  /** @param {string} key */
  setShown(key) {
    const name = `${this.prefix}shown`;
    try {
      sessionStorage.setItem(name, key);
      localStorage.setItem(name, key);
    } catch {
      // The next visit shows the first record.
    }
  }

  /** The next visit shows the first record. */
  forgetShown() {
    for (const place of PLACES) removeFrom(place, `${this.prefix}shown`);
  }

  /** Whether a draft is in memory alone. */
  get hasUnsavedDrafts() {
    return [...this.#memory.keys()].some((name) => name.startsWith(`${this.prefix}draft/`));
  }

  /** Deletes those of a record. @param {string} key */
  remove(key) {
    for (const what of ["copy", "draft", "invite"]) this.#remember(this.#name(what, key), null);
  }

  /** What is in memory alone goes with everything else. */
  forgetUnsaved() {
    this.#memory.clear();
  }

  /** A file may hold records of other tools too. @param {string} what @param {string} key of a record */
  #name(what, key) {
    const prefix = prefixOf(key);
    return `${prefix}${what}/${key.slice(prefix.length)}`;
  }

  /** @param {string} name @returns {Record<string, any>} */
  #recall(name) {
    return this.#memory.get(name) ?? recalled(name);
  }

  /** @param {string} name @param {object | null} value */
  #remember(name, value) {
    this.#memory.delete(name);
    for (;;) {
      try {
        if (value) localStorage.setItem(name, JSON.stringify(value));
        else localStorage.removeItem(name);
        return;
      } catch (error) {
        if (this.makeRoom(error)) continue;
        // Never at the cost of a previous version.
        if (value) this.#memory.set(name, value);
        return;
      }
    }
  }
}

/** What the keys of a question set begin with; where a partner answers, those of these answers. @param {string} key one of them */
export function prefixOf(key) {
  return key.match(/^[\w-]+\/[\w-]+\/(respond\/[^/]+\/)?/)?.[0] ?? "";
}

/** What is stored under a key. @param {string} name @returns {Record<string, any>} empty where there is none, or it is damaged */
export function recalled(name) {
  try {
    const value = JSON.parse(localStorage.getItem(name) ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Deletes a key. Where the browser refuses storage there is nothing to delete. @param {typeof PLACES[number]} place @param {string} key */
export function removeFrom(place, key) {
  try {
    globalThis[place].removeItem(key);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
