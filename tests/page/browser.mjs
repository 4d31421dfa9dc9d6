/**
 * What the record store needs of a browser, for tests in Node: a storage that can be full or refuse, the locks of tabs,
 * and the events of a window. One page is open at a time; real tabs beside each other are in tests/browser.
 */

import { RecordStorage } from "../../app/page/storage.mjs";
import { Store } from "../../app/page/store.mjs";

export const QUESTIONS = { id: "lsp", version: "2.0" };
export const PREFIX = "lsp-improvement-tool/lsp/";
export const RECORD_KEY = `${PREFIX}record`;

/** What a browser throws where there is no space. */
export const full = () => new DOMException("The quota has been exceeded.", "QuotaExceededError");
/** What it throws where it lets a site store nothing. */
export const insecure = () => new DOMException("The operation is insecure.", "SecurityError");

/** How many characters are stored. @param {object} storage */
export const sizeOf = (storage) => Object.entries(storage).reduce((sum, [key, text]) => sum + (key + text).length, 0);

/** Until it is known which tab edits the record that is shown. @param {Store} store @returns {Promise<void>} */
export const known = (store) => new Promise((resolve) => store.whenKnown(resolve));

/** Its items are its own properties, as in a browser. */
class FakeStorage {
  /** @type {Browser} */ #browser;

  /** @param {Browser} browser */
  constructor(browser) {
    this.#browser = browser;
  }

  /** @param {string} key @returns {string | null} */
  getItem(key) {
    return Object.hasOwn(this, key) ? /** @type {any} */ (this)[key] : null;
  }

  /** @param {string} key @param {string} text */
  setItem(key, text) {
    const refusal = this.#browser.refuse(key);
    if (refusal) throw refusal;
    if (sizeOf({ ...this, [key]: text }) > this.#browser.limit) throw full();
    Object.assign(this, { [key]: text });
  }

  /** @param {string} key */
  removeItem(key) {
    delete (/** @type {any} */ (this)[key]);
  }
}

/** As far as app/page/writer.mjs uses them. */
class FakeLocks {
  /** What is held: how it is taken away, by name. @type {Map<string, (reason: unknown) => void>} */ #held = new Map();
  /** Those who wait, in their order. @type {{name: string, go: () => void}[]} */ #waiting = [];

  /** @param {string} name @param {{ifAvailable?: boolean, steal?: boolean, signal?: AbortSignal}} options @param {(lock: object | null) => any} act */
  async request(name, { ifAvailable, steal, signal }, act) {
    // A browser never answers at once.
    await undefined;
    if (steal) this.#held.get(name)?.(new DOMException("The lock was stolen.", "AbortError"));
    else if (this.#held.has(name)) {
      if (ifAvailable) return act(null);
      await this.#turn(name, signal);
    }
    /** @type {(reason: unknown) => void} */
    let take = () => {};
    const stolen = new Promise((_, reject) => {
      take = reject;
    });
    this.#held.set(name, take);
    try {
      return await Promise.race([act({ name }), stolen]);
    } finally {
      if (this.#held.get(name) === take) this.#release(name);
    }
  }

  /** @param {string} name @param {AbortSignal | undefined} signal @returns {Promise<void>} */
  #turn(name, signal) {
    return new Promise((resolve, reject) => {
      const waiting = { name, go: resolve };
      this.#waiting.push(waiting);
      signal?.addEventListener("abort", () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        reject(signal.reason);
      });
    });
  }

  /** @param {string} name */
  #release(name) {
    this.#held.delete(name);
    const next = this.#waiting.find((waiting) => waiting.name === name);
    this.#waiting = this.#waiting.filter((other) => other !== next);
    next?.go();
  }

  async query() {
    return { held: [...this.#held.keys()] };
  }
}

/** Of a page to which no other one speaks. */
class FakeChannel extends EventTarget {
  postMessage() {}
  close() {}
}

/** A browser with nothing stored; the last one that was made is the one of the test. */
export class Browser {
  /** So many characters can be stored. */
  limit = Number.POSITIVE_INFINITY;
  /** Why nothing can be stored under a key. @type {(key: string) => DOMException | null} */ refuse = () => null;
  localStorage = new FakeStorage(this);
  sessionStorage = new FakeStorage(this);
  /** Undefined where a browser or address has none. @type {Pick<FakeLocks, "request" | "query"> | undefined} */
  locks = new FakeLocks();
  BroadcastChannel = FakeChannel;
  /** Of the page that is open. */
  window = new EventTarget();

  constructor() {
    const navigator = Object.defineProperty({}, "locks", { get: () => this.locks });
    Object.defineProperty(globalThis, "navigator", { configurable: true, value: navigator });
    for (const name of /** @type {const} */ (["localStorage", "sessionStorage", "BroadcastChannel", "window"]))
      Object.defineProperty(globalThis, name, { configurable: true, get: () => this[name] });
  }

  /** Opens the page, or loads it again, and waits until it is known which tab edits. @returns {Promise<Store>} */
  async open() {
    this.leave();
    const store = new Store(QUESTIONS, new RecordStorage(QUESTIONS.id));
    store.start();
    await known(store);
    return store;
  }

  /** The page is left, and hears nothing from here on. */
  leave() {
    this.window.dispatchEvent(new Event("pagehide"));
    this.window = new EventTarget();
  }

  /** Another tab stores a text, or deletes it where it is null, and the page hears of it. @param {string} key @param {string | null} text */
  writeElsewhere(key, text) {
    const oldValue = this.localStorage.getItem(key);
    if (text === null) this.localStorage.removeItem(key);
    else this.localStorage.setItem(key, text);
    this.tell(key, { oldValue, newValue: text });
  }

  /** The page hears that something else is stored. @param {string | null} key null: everything was deleted @param {{oldValue?: string | null, newValue?: string | null}} [values] */
  tell(key, values = {}) {
    this.window.dispatchEvent(Object.assign(new Event("storage"), { key, ...values }));
  }

  /** Deletes everything; no page hears of it, as where it is deleted in the settings of the browser. */
  clear() {
    for (const key of Object.keys(this.localStorage)) this.localStorage.removeItem(key);
  }

  /** Leaves room for so many characters. @param {number} room */
  fill(room) {
    this.limit = sizeOf(this.localStorage) + room;
  }

  makeRoom() {
    this.limit = Number.POSITIVE_INFINITY;
  }

  /** The record that is stored. @returns {any} */
  stored(key = RECORD_KEY) {
    return JSON.parse(this.localStorage.getItem(key) ?? "null");
  }

  /** Its answers. @returns {Record<string, any>} */
  get answers() {
    return this.stored()?.rounds.at(-1).answers ?? {};
  }
}
