/**
 * Hosts Pyodide. Only JSON text crosses: a request in, an answer out. Says how many bytes have come,
 * when Python is ready, and what stopped it.
 */

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

countBytes();
try {
  door = await start();
  self.postMessage({ type: "ready" });
} catch (error) {
  tellFailure(error);
}

/** @returns {Promise<Door>} */
async function start() {
  await WebAssembly.compile(PROBE).catch((error) => {
    throw new StartError("webassembly", String(error));
  });
  // All of them come at once; Pyodide asks for the second module again and finds it there.
  const [pyodide, application, questions] = await Promise.all([
    module("pyodide.mjs").then(({ loadPyodide }) => loadPyodide({ indexURL: ENGINE.href })),
    bytes("application.zip"),
    bytes("question_set.json"),
    module("pyodide.asm.mjs"),
  ]);
  // Pyodide puts the contents of a "wheel" where Python looks for packages.
  pyodide.unpackArchive(application, "wheel");
  return pyodide.pyimport("assessment.door").Door.from_json(new TextDecoder().decode(questions));
}

/** A module of the engine. @param {string} name */
async function module(name) {
  return import(new URL(name, ENGINE).href).catch((error) => {
    throw new StartError("file", `${name}: ${error.message}`);
  });
}

/** The bytes of a file of the engine. @param {string} name */
async function bytes(name) {
  return (await fetch(new URL(name, ENGINE))).arrayBuffer();
}

/**
 * From here on every fetch tells the page how many bytes have come, and a file that does not arrive, or only
 * in part, stops the start: of some files Pyodide would wait for ever.
 */
function countBytes() {
  const original = self.fetch;
  let total = 0;
  self.fetch = async (input, init) => {
    const name = String(input instanceof Request ? input.url : input).split("/").pop();
    const failed = (/** @type {unknown} */ detail) => {
      const error = new StartError("file", `${name}: ${detail}`);
      tellFailure(error);
      return error;
    };
    const response = await original(input, init).catch((error) => {
      throw failed(error.message);
    });
    if (!response.ok || !response.body) throw failed(response.status);
    const counter = new TransformStream({
      transform(chunk, controller) {
        total += chunk.byteLength;
        self.postMessage({ type: "progress", bytes: total });
        controller.enqueue(chunk);
      },
    });
    response.body.pipeTo(counter.writable).catch((error) => failed(error.message));
    return new Response(counter.readable, { status: response.status, headers: response.headers });
  };
}

/** @param {unknown} error */
function tellFailure(error) {
  const cause = error instanceof StartError ? error.why : "crash";
  self.postMessage({ type: "failed", cause, detail: error instanceof Error ? error.message : String(error) });
}
