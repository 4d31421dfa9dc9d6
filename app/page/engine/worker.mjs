/**
 * Hosts Pyodide. Only JSON text crosses: a request in, an answer out. Reports how many bytes have arrived, when
 * Python is ready, and what stopped it.
 */

import { addOffice } from "./office.mjs";
import { fetchChecked, findBadFile, replaceFetch, StartError, whyLost, whyRefused } from "./transfer.mjs";

/** @typedef {{handle: (request: string) => string}} Door */

const ENGINE = new URL("./engine/", import.meta.url).href;

// The smallest WebAssembly module: a browser or a policy that refuses WebAssembly refuses it at once, where Pyodide
// would wait for ever.
const PROBE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

// Whose questions are asked; and after a failure the page asks for files that no cache holds.
const [QUESTION_SET, ...ASKED] = self.name.split(" ");
const PAST_THE_CACHE = ASKED.includes("past-the-cache");

// How long the second part may take to arrive, in milliseconds: less than the page waits for an answer.
const OFFICE_TIMEOUT = 40_000;

/** @type {any} */
let pyodide;
/** @type {Door | undefined} */
let door;
/** The door that answers for the second part too, once that was asked for. @type {Promise<Door> | undefined} */
let office;
/** Whether a cache may hold a damaged second part. */
let officeFailed = false;

// The page sends nothing before "ready".
self.onmessage = ({ data: { id, request, part } }) => {
  if (!door) throw new Error("a request came before Python was ready");
  if (part === "office") answerWithOffice(id, request, door);
  else answer(id, request, door);
};

/** @param {number} id @param {string} request @param {Door} asked */
function answer(id, request, asked) {
  self.postMessage({ type: "answer", id, answer: asked.handle(request) });
}

/** Where the part does not arrive only this request fails, and the next one tries again. @param {number} id @param {string} request @param {Door} present */
async function answerWithOffice(id, request, present) {
  try {
    office ??= withOffice(present);
    const extended = await office;
    // In a task of its own: what stops Python is then an error of the worker, which the page hears of.
    setTimeout(() => answer(id, request, extended));
  } catch (error) {
    office = undefined;
    officeFailed = true;
    const reply = { ok: false, error: { kind: "OfficeError", message: describe(error) } };
    self.postMessage({ type: "answer", id, answer: JSON.stringify(reply) });
  }
}

/** @param {Door} present @returns {Promise<Door>} */
async function withOffice(present) {
  const cache = officeFailed ? "reload" : "default";
  const signal = AbortSignal.timeout(OFFICE_TIMEOUT);
  return addOffice(pyodide, await fetchChecked(ENGINE, "office.zip", { cache, signal }), present);
}

const originalFetch = self.fetch;
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
  const lost = replaceFetch({
    cache: PAST_THE_CACHE ? "reload" : "default",
    onBytes: (bytes) => self.postMessage({ type: "progress", bytes }),
  });
  const refused = watchForRefusal();
  // All files are requested at once; Pyodide asks for its script again and finds it there.
  const script = importEngine("pyodide.asm.mjs");
  const python = importEngine("pyodide.mjs").then(({ loadPyodide }) =>
    loadPyodide({ indexURL: ENGINE, stdLibURL: `${ENGINE}python.zip` }),
  );
  const questions = fetch(`${ENGINE}questions-${QUESTION_SET}.json`).then((response) => response.text());
  const [loaded, questionSet] = await Promise.race([lost, refused, Promise.all([python, questions, script])]);
  pyodide = loaded;
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
  self.fetch = originalFetch;
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
