/**
 * Hosts Pyodide. Only JSON text crosses: a request in, an answer out. Says how many bytes have come,
 * when Python is ready, and what stopped it.
 */

import { watchTransfers } from "./transfer.mjs";

/** @typedef {{handle: (request: string) => string}} Door */

const ENGINE = new URL("./engine/", import.meta.url);

// The smallest WebAssembly module: a browser or a policy that refuses WebAssembly refuses this at once,
// where Pyodide would wait for ever.
const PROBE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/** @type {Door | undefined} */
let door;
// The page sends nothing before "ready": a request that comes earlier would have no one to answer it.
self.onmessage = ({ data: { id, request } }) => {
  if (!door) throw new Error("a request came before Python was ready");
  self.postMessage({ type: "answer", id, answer: door.handle(request) });
};

class StartError extends Error {
  /** @param {import("./engine.mjs").Cause} why @param {string} detail */
  constructor(why, detail) {
    super(detail);
    this.why = why;
  }
}

watchTransfers({
  onBytes: (bytes) => self.postMessage({ type: "progress", bytes }),
  onFailure: (detail) => tellFailure(new StartError("file", detail)),
});
try {
  door = await start();
  self.postMessage({ type: "ready", release: "__RELEASE__" });
} catch (error) {
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

/** A module of the engine. @param {string} name */
async function module(name) {
  return import(new URL(name, ENGINE).href).catch((error) => {
    throw new StartError("file", `${name}: ${error.message}`);
  });
}

/** @param {unknown} error */
function tellFailure(error) {
  const cause = error instanceof StartError ? error.why : "crash";
  self.postMessage({ type: "failed", cause, detail: error instanceof Error ? error.message : String(error) });
}
