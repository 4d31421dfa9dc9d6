/**
 * Asks Python, which runs in a worker. Every request settles: by an answer, or by an EngineError.
 *
 * A worker that does not start, hangs or dies is ended, and everything that waited for it is told why; no
 * request is sent twice. Each `start()` starts another worker once by itself, and no more, whatever was answered
 * meanwhile: the page asks the same again of the next one, and what hung the first would hang it too. Python keeps
 * nothing between requests, so nothing is lost by that.
 */

import { element } from "../element.mjs";

/** @typedef {"webassembly" | "file" | "timeout" | "crash" | "release"} Cause */
/**
 * What the worker says.
 * @typedef {{type: "progress", bytes: number} | {type: "ready", release: string} | {type: "failed", cause: Cause, detail: string}
 *   | {type: "answer", id: number, answer: string}} Message
 */
/** @typedef {{why: Cause, detail: string}} Failure */
/** @typedef {(state: "starting" | "ready" | "failed") => void} OnState */

// The release of this site, filled in by the build. The worker and the page say their own.
const RELEASE = "__RELEASE__";

export class EngineError extends Error {
  /** @param {Cause} cause @param {string} detail */
  constructor(cause, detail) {
    super(detail);
    /** @type {Cause} */
    this.why = cause;
  }
}

/** Python answered that the request or the record has faults. */
export class AnswerError extends Error {
  /** @param {string} kind which of them, as Python names it @param {string} message */
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

export class Engine {
  /**
   * @param {{timeoutSeconds: number, onState: OnState, onProgress: (bytes: number) => void}} options
   *   `timeoutSeconds`: how long the worker may be silent while something is expected of it.
   */
  constructor({ timeoutSeconds, onState, onProgress }) {
    this.timeout = timeoutSeconds * 1000;
    this.onState = onState;
    this.onProgress = onProgress;
    /** @type {Worker | null} */
    this.worker = null;
    this.ready = false;
    this.failed = false;
    this.count = 0;
    /** What stopped it since it was started by somebody; the first is the cause. @type {Failure[]} */
    this.failures = [];
    /** Whether files come anew, past what a cache has kept: one of those may have been the cause. */
    this.fresh = false;
    /** @type {Map<number, {request: string, resolve: (answer: any) => void, reject: (error: Error) => void}>} */
    this.waiting = new Map();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.watchdog = undefined;
  }

  /** Starts a worker; ends the one that was there. */
  start() {
    this.failures = [];
    this.failed = false;
    this.#end(new EngineError("crash", "Python was started anew"));
    const page = element("engine-status").dataset.release ?? "";
    if (page === RELEASE) this.#begin();
    else this.#fail("release", `${page} and ${RELEASE}`);
  }

  /**
   * The page is left. A browser may keep it, frozen, for when somebody comes back; and a worker that is frozen while
   * its files come holds them back from the next page (seen in Firefox). So one that is not ready yet is ended.
   */
  leave() {
    if (!this.ready) this.#end(new EngineError("crash", "the page was left"));
  }

  /** Somebody came back to the page as it was left. */
  comeBack() {
    if (!this.worker && !this.failed) this.start();
  }

  #begin() {
    // From a blob, a worker inherits the page's policy and can reach no other host; from its own address it
    // would have the policy of its own response, which on most hosts is none.
    const address = new URL("./worker.mjs", import.meta.url);
    // By import(), since what a statement imports into such a worker Firefox does not take from the copy of the site.
    const brings = `import("${address}").catch(({ message }) => postMessage({ type: "failed", cause: "file", detail: message }));`;
    const blob = URL.createObjectURL(new Blob([brings], { type: "text/javascript" }));
    /** @type {Worker} */
    let worker;
    try {
      worker = new Worker(blob, { type: "module", name: this.fresh ? "fresh" : "" });
    } catch (error) {
      this.#fail("crash", String(error));
      return;
    }
    this.worker = worker;
    worker.onmessage = ({ data }) => {
      URL.revokeObjectURL(blob);
      // A worker that was ended may have had a last word under way.
      if (worker === this.worker) this.#hear(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.worker) this.#fail("crash", event.message || "the worker did not start");
    };
    this.#watch();
    this.onState("starting");
  }

  /**
   * Asks Python.
   * @param {{ask: string, [name: string]: unknown}} request
   * @returns {Promise<any>} the answer; rejects with an EngineError or an AnswerError
   */
  ask(request) {
    return new Promise((resolve, reject) => {
      if (!this.worker) {
        reject(new EngineError("crash", "Python is not running"));
        return;
      }
      this.count += 1;
      this.waiting.set(this.count, { request: JSON.stringify(request), resolve, reject });
      if (this.ready) this.#send(this.count);
    });
  }

  /** @param {number} id */
  #send(id) {
    this.worker?.postMessage({ id, request: this.waiting.get(id)?.request });
    // When others wait already the time is running, and asking on must not give a hung worker more of it.
    if (this.waiting.size === 1) this.#watch();
  }

  /** @param {Message} message */
  #hear(message) {
    if (message.type === "progress") this.onProgress(message.bytes);
    if (message.type === "ready" && message.release !== RELEASE) {
      this.#fail("release", `${RELEASE} and ${message.release}`);
      return;
    }
    if (message.type === "ready") {
      this.ready = true;
      // What waits goes first: told that it is ready, the page asks more, and that is sent as it is asked.
      for (const id of this.waiting.keys()) this.#send(id);
      this.onState("ready");
    }
    if (message.type === "answer") {
      const asked = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      const reply = read(message.answer);
      if (reply?.ok) asked?.resolve(reply.answer);
      else if (reply?.error) asked?.reject(new AnswerError(reply.error.kind, reply.error.message));
      else asked?.reject(new EngineError("crash", "the answer cannot be read"));
    }
    if (message.type === "failed") this.#fail(message.cause, message.detail);
    else this.#watch();
  }

  /** (Re)starts the watchdog when something is expected of the worker, and stops it otherwise. */
  #watch() {
    clearTimeout(this.watchdog);
    if (this.ready && this.waiting.size === 0) return;
    this.watchdog = setTimeout(
      () => this.#fail("timeout", `no answer for ${this.timeout / 1000} seconds`),
      this.timeout,
    );
  }

  /** @param {Cause} cause @param {string} detail */
  #fail(cause, detail) {
    this.failures.push({ why: cause, detail });
    this.fresh = true;
    this.#end(new EngineError(cause, detail));
    // What a browser refuses it will refuse again, and a release that has gone stays away.
    if (this.failures.length === 1 && cause !== "webassembly" && cause !== "release") {
      this.#begin();
      return;
    }
    this.failed = true;
    if (cause === "release") fetchAnew();
    this.onState("failed");
  }

  /** Ends the worker; whoever waits for it is told why. @param {EngineError} error */
  #end(error) {
    clearTimeout(this.watchdog);
    this.worker?.terminate();
    this.worker = null;
    this.ready = false;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}

/** A reply, or undefined: what cannot be read may hold what somebody entered, so that nothing of it is told. @param {string} answer */
function read(answer) {
  try {
    return JSON.parse(answer);
  } catch {
    // Whoever waits for it is told.
    return undefined;
  }
}

/** Fetches the page's own files past every cache, so that the reload which is asked for gets those of one release. */
function fetchAnew() {
  const folder = new URL("./", import.meta.url).href;
  const used = performance.getEntriesByType("resource").map(({ name }) => name);
  for (const address of used.filter((name) => name.startsWith(folder) && name.endsWith(".mjs"))) {
    fetch(address, { cache: "reload" }).catch((error) => console.warn(address, error));
  }
}
