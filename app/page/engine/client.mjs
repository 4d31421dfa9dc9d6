/**
 * Asks Python, which runs in a worker. Every request settles: by an answer, or by an EngineError.
 *
 * A worker that does not start, hangs or dies is ended, and everything that waited for it is rejected; no request is
 * sent twice. Each `start()` starts another worker once by itself, and no more: the page asks the next one the same
 * again, and what hung the first would hang it too. Python holds nothing between requests, so nothing is lost.
 */

import { HOST_TIMEOUT, whyLost } from "./transfer.mjs";

/** @typedef {"webassembly" | "policy" | "portal" | "type" | "missing" | "file" | "timeout" | "crash" | "release"} Cause */
/**
 * What the worker sends.
 * @typedef {{type: "progress", bytes: number} | {type: "ready"} | {type: "failed", cause: Cause, detail: string}
 *   | {type: "answer", id: number, answer: string}} Message
 */
/** @typedef {{why: Cause, detail: string}} Failure */
/** @typedef {"starting" | "ready" | "failed"} State */

// What a browser, a policy or a host has refused once it will refuse again.
/** @type {Cause[]} */
const LASTING = ["webassembly", "policy", "type"];

// In the worker, before anything of ours is there: a policy that stops one of its files.
const WATCH_POLICY = `addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
  postMessage({ type: "failed", cause: "policy", detail: effectiveDirective + " stops " + blockedURI }));`;

/** Why Python gave no answer: one of the two kinds below. */
export class PythonError extends Error {}

/** It did not start, hung, or died. */
export class EngineError extends PythonError {
  /** @param {Cause} cause @param {string} detail */
  constructor(cause, detail) {
    super(detail);
    /** @type {Cause} */
    this.why = cause;
  }
}

/** Python answered that the request or the record has faults. */
export class AnswerError extends PythonError {
  /** @param {string} kind which of them, as Python names it @param {string} message */
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

export class Engine {
  /** @type {((state: State) => void)[]} */ #views = [];
  /** Called with what has arrived while it starts. @type {(bytes: number) => void} */ onProgress = () => {};

  /** @param {{questionSet: string, timeoutSeconds: number}} options `timeoutSeconds`: how long the worker may be silent while something is expected of it */
  constructor({ questionSet, timeoutSeconds }) {
    this.questionSet = questionSet;
    this.timeout = timeoutSeconds * 1000;
    /** @type {Worker | null} */
    this.worker = null;
    this.ready = false;
    this.failed = false;
    this.count = 0;
    /** What stopped it since the last `start()`; the first is the cause. @type {Failure[]} */
    this.failures = [];
    /** Whether files are fetched past the browser's cache: a damaged one there may have been the cause. */
    this.pastTheCache = false;
    /** @type {Map<number, {message: {request: string, part?: string}, resolve: (answer: any) => void, reject: (error: Error) => void}>} */
    this.waiting = new Map();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.watchdog = undefined;
    // A policy that stops the worker itself shows on the page.
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
      if (blockedURI.startsWith("blob") && !this.ready)
        this.#fail("policy", `${effectiveDirective} stops a worker from ${blockedURI}`);
    });
  }

  /** @param {(state: State) => unknown} view called with each new state */
  subscribe(view) {
    this.#views.push(view);
  }

  /** Starts a worker; ends a previous one. */
  start() {
    this.failures = [];
    this.failed = false;
    this.#end(new EngineError("crash", "Python was restarted"));
    this.#begin();
  }

  /**
   * The user leaves the page. A browser may freeze it, for "Back"; and a worker that is frozen while its files arrive
   * blocks them for the next page (seen in Firefox). So one that is not ready yet is ended.
   */
  leave() {
    if (!this.ready) this.#end(new EngineError("crash", "the page was left"));
  }

  /** Starts a worker where none runs: the page is quiet, or the user comes back to it as it was left. */
  ensureStarted() {
    if (!this.worker && !this.failed) this.start();
  }

  #begin() {
    // From a blob, a worker inherits the page's policy and can reach no other host; from its own address it
    // would have the policy of its own response, which on most hosts is none.
    const address = new URL("./worker.mjs", import.meta.url);
    // By import(): what a static import loads into such a worker, Firefox does not take from the offline copy.
    const script = `${WATCH_POLICY}
import("${address}").catch(({ message }) => postMessage({ type: "failed", cause: "file", detail: "worker.mjs: " + message }));`;
    const blob = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    /** @type {Worker} */
    let worker;
    try {
      const name = this.pastTheCache ? `${this.questionSet} past-the-cache` : this.questionSet;
      worker = new Worker(blob, { type: "module", name });
    } catch (error) {
      this.#fail("crash", String(error));
      return;
    }
    this.worker = worker;
    worker.onmessage = ({ data }) => {
      URL.revokeObjectURL(blob);
      // A worker that was ended may have sent a last message.
      if (worker === this.worker) this.#hear(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.worker) this.#fail("crash", event.message || "the worker did not start");
    };
    this.#watch();
    this.#tell("starting");
  }

  /**
   * Asks Python.
   * @param {{ask: string, [name: string]: unknown}} request
   * @param {"office"} [part] the part that answers it, which is fetched when it is first needed
   * @returns {Promise<any>} the answer; rejects with an EngineError or an AnswerError
   */
  ask(request, part) {
    // A file may be dropped on the page before it is quiet.
    this.ensureStarted();
    return new Promise((resolve, reject) => {
      if (!this.worker) {
        reject(new EngineError("crash", "Python is not running"));
        return;
      }
      this.count += 1;
      this.waiting.set(this.count, { message: { request: JSON.stringify(request), part }, resolve, reject });
      if (this.ready) this.#send(this.count);
    });
  }

  /** @param {number} id */
  #send(id) {
    this.worker?.postMessage({ id, ...this.waiting.get(id)?.message });
    // Further requests must not give a hung worker more time.
    if (this.waiting.size === 1) this.#watch();
  }

  /** @param {Message} message */
  #hear(message) {
    if (message.type === "progress") this.onProgress(message.bytes);
    if (message.type === "ready") {
      this.ready = true;
      // Before the page hears of it: it will ask more, and that is sent at once.
      for (const id of this.waiting.keys()) this.#send(id);
      this.#tell("ready");
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
    this.pastTheCache = true;
    this.#end(new EngineError(cause, detail));
    if (this.failures.length === 1 && !LASTING.includes(cause)) {
      this.#begin();
      return;
    }
    this.failed = true;
    this.#reportFailure();
  }

  /** A lost file has another cause when the host has a newer release: then only reloading the page helps. */
  async #reportFailure() {
    const failures = this.failures;
    const last = failures[failures.length - 1];
    // Nothing in the worker could say why its own script is lost.
    for (const failure of failures)
      if (failure.detail.startsWith("worker.mjs"))
        failure.why = await whyLost(new URL("./worker.mjs", import.meta.url).href, failure.why);
    if (["file", "missing", "portal"].includes(last.why) && (await hasNewRelease())) last.why = "release";
    const isCurrent = failures === this.failures;
    if (isCurrent) this.#tell("failed");
  }

  /** @param {State} state */
  #tell(state) {
    for (const view of this.#views) view(state);
  }

  /** Ends the worker; everything that waits for it is rejected. @param {EngineError} error */
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

/**
 * A reply, or undefined: one that cannot be read may hold what somebody entered, so nothing of it is reported.
 * @param {string} answer
 */
function read(answer) {
  try {
    return JSON.parse(answer);
  } catch {
    // Rejected by the caller.
    return undefined;
  }
}

/** Whether the host has another release: everything of one release is in a folder with a name of its own. */
async function hasNewRelease() {
  const ours = new URL(".", import.meta.url).pathname.split("/").at(-2);
  try {
    const options = { cache: /** @type {const} */ ("reload"), signal: AbortSignal.timeout(HOST_TIMEOUT) };
    const page = await (await fetch(location.pathname, options)).text();
    const present = page.match(/([\w-]+)\/main\.mjs"/)?.[1];
    return present !== undefined && present !== ours;
  } catch {
    // Without a network, the lost file is all that can be reported.
    return false;
  }
}
