/**
 * Hosts Pyodide. Only JSON text crosses: a request in, an answer out. Reports how many bytes have arrived, when
 * Python is ready, and what stopped it.
 */

import { findBadFile, StartError, watchFetches, whyLost, whyRefused } from "./transfer.mjs";

/** @typedef {{handle: (request: string) => string}} Door */

const ENGINE = new URL("./engine/", import.meta.url).href;

// The smallest WebAssembly module: a browser or a policy that refuses WebAssembly refuses it at once, where Pyodide
// would wait for ever.
const PROBE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

// After a failure the page asks for files that no cache holds.
const PAST_THE_CACHE = self.name === "past the cache";

/** @type {Door | undefined} */
let door;
// The page sends nothing before "ready".
self.onmessage = ({ data: { id, request } }) => {
  if (!door) throw new Error("a request came before Python was ready");
  self.postMessage({ type: "answer", id, answer: door.handle(request) });
};

const unwatched = self.fetch;
try {
  door = await start();
  self.postMessage({ type: "ready" });
} catch (error) {
  await reportFailure(error);
}

/** @returns {Promise<Door>} */
async function start() {
  // A strict security mode removes it altogether.
  if (!("WebAssembly" in self)) throw new StartError("webassembly", "there is no WebAssembly");
  await WebAssembly.compile(PROBE).catch((error) => {
    throw new StartError(whyRefused(error), String(error));
  });
  const lost = watchFetches({
    cache: PAST_THE_CACHE ? "reload" : "default",
    onBytes: (bytes) => self.postMessage({ type: "progress", bytes }),
  });
  const refused = watchForRefusal();
  // All files are requested at once; Pyodide asks for its script again and finds it there.
  const script = importEngine("pyodide.asm.mjs");
  const python = importEngine("pyodide.mjs").then(({ loadPyodide }) =>
    loadPyodide({ indexURL: ENGINE, stdLibURL: `${ENGINE}python.zip` }),
  );
  const questions = fetch(`${ENGINE}question_set.json`).then((response) => response.text());
  const [pyodide, questionSet] = await Promise.race([lost, refused, Promise.all([python, questions, script])]);
  return pyodide.pyimport("assessment.door").Door.from_json(questionSet);
}

/** @param {string} name */
async function importEngine(name) {
  // An import cannot bypass the cache; a fetch that does replaces the file in it.
  if (PAST_THE_CACHE) await (await fetch(ENGINE + name)).arrayBuffer();
  return import(ENGINE + name).catch(async (error) => {
    throw new StartError(await whyLost(ENGINE + name, "file"), `${name}: ${error.message}`);
  });
}

/**
 * When the browser refuses to start its WebAssembly, Pyodide only prints a warning and waits for ever.
 * @returns {Promise<never>} rejects in that case
 */
function watchForRefusal() {
  return new Promise((_, reject) => {
    for (const name of /** @type {const} */ (["instantiate", "instantiateStreaming"])) {
      const original = WebAssembly[name];
      const watched = async (/** @type {[any, any]} */ ...given) => {
        try {
          return await original(...given);
        } catch (error) {
          reject(new StartError(whyRefused(error), describe(error)));
          throw error;
        }
      };
      Object.assign(WebAssembly, { [name]: watched });
    }
  });
}

/**
 * Reports why Python did not start. A damaged file makes something else fail, and is the cause all the same.
 * @param {unknown} error
 */
async function reportFailure(error) {
  self.fetch = unwatched;
  const cause = error instanceof StartError ? error.why : "crash";
  const damaged = cause === "crash" || cause === "webassembly" ? await findBadFile(ENGINE) : undefined;
  const detail = damaged ? `${damaged}: ${describe(error)}` : describe(error);
  self.postMessage({ type: "failed", cause: damaged ? "file" : cause, detail });
}

/** Some of Pyodide's errors are plain objects. @param {unknown} error */
function describe(error) {
  if (error instanceof Error) return error.message;
  return typeof error === "object" ? JSON.stringify(error) : String(error);
}
