/**
 * Hosts Pyodide. Only JSON text crosses: a request in, an answer out. Says how many bytes have come,
 * when Python is ready, and what stopped it.
 */

import { watchTransfers } from "./transfer.mjs";

/** @typedef {{handle: (request: string) => string}} Door */

const ENGINE = new URL("./engine/", import.meta.url);

// Filled in by the build: the release of this site, and the hashes of the engine's files.
const RELEASE = "__RELEASE__";
/** @type {Record<string, string>} */
const HASHES = JSON.parse(`__ENGINE_HASHES__`);

// The smallest WebAssembly module: a browser or a policy that refuses WebAssembly refuses this at once,
// where Pyodide would wait for ever.
const PROBE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

class StartError extends Error {
  /** @param {import("./client.mjs").Cause} why @param {string} detail */
  constructor(why, detail) {
    super(detail);
    this.why = why;
  }
}

/** @type {Door | undefined} */
let door;
// The page sends nothing before "ready": a request that comes earlier would have no one to answer it.
self.onmessage = ({ data: { id, request } }) => {
  if (!door) throw new Error("a request came before Python was ready");
  self.postMessage({ type: "answer", id, answer: door.handle(request) });
};

const unwatched = self.fetch.bind(self);
const allChecked = watchTransfers({
  hashes: HASHES,
  // After a failure the page asks for files that no cache has kept.
  cache: self.name === "fresh" ? "reload" : "default",
  onBytes: (bytes) => self.postMessage({ type: "progress", bytes }),
  onFailure: async (detail) => tellFailure(new StartError((await hasNewRelease()) ? "release" : "file", detail)),
});
tellRefusals();
try {
  door = await start();
  self.postMessage({ type: "ready", release: RELEASE });
} catch (error) {
  // A file that is not right makes what uses it fail first; it is the cause all the same.
  await allChecked();
  tellFailure(error);
}

/** @returns {Promise<Door>} */
async function start() {
  await WebAssembly.compile(PROBE).catch((error) => {
    throw new StartError("webassembly", String(error));
  });
  // All of them come at once. Pyodide asks for this one again; when it does not come, ours is the clearer word.
  const second = module("pyodide.asm.mjs");
  const python = module("pyodide.mjs")
    .then(({ loadPyodide }) => loadPyodide({ indexURL: ENGINE.href, stdLibURL: new URL("python.zip", ENGINE).href }))
    .catch((error) => second.then(() => Promise.reject(error)));
  const text = fetch(new URL("question_set.json", ENGINE)).then((response) => response.text());
  const [pyodide, questions] = await Promise.all([python, text]);
  return pyodide.pyimport("assessment.door").Door.from_json(questions);
}

/** A module of the engine, checked; then the browser has it, and it does not come again. @param {string} name */
async function module(name) {
  const address = new URL(name, ENGINE).href;
  await fetch(address).then((response) => response.arrayBuffer());
  return import(address).catch((error) => {
    throw new StartError("file", `${name}: ${error.message}`);
  });
}

/** Of a refusal to compile or to start WebAssembly Pyodide only warns, and waits for ever. */
function tellRefusals() {
  for (const name of /** @type {const} */ (["instantiate", "instantiateStreaming"])) {
    const original = WebAssembly[name];
    const telling = async (/** @type {[any, any]} */ ...given) => {
      try {
        const made = await original(...given);
        // None of it runs before it is known to be right. (Beside it Pyodide makes a small module of its own, which
        // came with its script; to wait there would be to compile only when all has come.)
        const own = given[0] instanceof WebAssembly.Module;
        if (!own && !(await allChecked())) throw new Error("of another release, or damaged");
        return made;
      } catch (error) {
        await allChecked();
        tellFailure(new StartError("webassembly", toldOf(error)));
        throw error;
      }
    };
    Object.assign(WebAssembly, { [name]: telling });
  }
}

/** Whether the host has another release by now; it then lacks files of this one, or has them otherwise. */
async function hasNewRelease() {
  try {
    const present = await unwatched(import.meta.url, { cache: "reload" });
    return present.ok && !(await present.text()).includes(RELEASE);
  } catch {
    // Without a network nothing can be said of it; that a file did not arrive is told already.
    return false;
  }
}

/** Not every error is an Error: some of Pyodide's are plain objects. @param {unknown} error */
function toldOf(error) {
  if (error instanceof Error) return error.message;
  return typeof error === "object" ? JSON.stringify(error) : String(error);
}

/** @param {unknown} error */
function tellFailure(error) {
  const cause = error instanceof StartError ? error.why : "crash";
  self.postMessage({ type: "failed", cause, detail: toldOf(error) });
}
