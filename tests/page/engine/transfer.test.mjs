import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { addOffice } from "../../../app/page/engine/office.mjs";
import { fetchChecked, whyLost } from "../../../app/page/engine/transfer.mjs";

const FOLDER = "https://example.org/engine/";
const original = globalThis.fetch;

const { timeout } = AbortSignal;

afterEach(() => {
  globalThis.fetch = original;
  AbortSignal.timeout = timeout;
});

test("a host that never answers does not delay for ever what is said of a lost file", async () => {
  AbortSignal.timeout = () => AbortSignal.abort();
  globalThis.fetch = (_, options) =>
    new Promise((_, reject) => options?.signal?.aborted && reject(options.signal.reason));
  assert.equal(await whyLost(`${FOLDER}worker.mjs`, "crash"), "crash");
});

test("a later part is fetched with its digest, so that the browser refuses a damaged one", async () => {
  /** @type {[unknown, any][]} */
  const fetched = [];
  globalThis.fetch = async (address, options) => {
    fetched.push([address, options]);
    const isList = String(address).endsWith("files.json");
    return new Response(isList ? '{"office.zip.gzip": "sha384-abc"}' : new Uint8Array([1, 2]));
  };
  const bytes = await fetchChecked(FOLDER, "office.zip", { cache: "reload" });
  assert.deepEqual([...bytes], [1, 2]);
  assert.deepEqual(fetched, [
    [`${FOLDER}files.json`, { cache: "reload" }],
    [`${FOLDER}office.zip`, { cache: "reload", integrity: "sha384-abc" }],
  ]);
});

test("a part that does not arrive fails the request that needed it", async () => {
  globalThis.fetch = async () => {
    throw new TypeError("Failed to fetch");
  };
  await assert.rejects(fetchChecked(FOLDER, "office.zip", {}), /Failed to fetch/);
});

test("the part is where Python looks for modules, and its door takes the place of the first", () => {
  /** @type {unknown[]} */
  const done = [];
  const first = { handle: () => "first" };
  const second = { handle: () => "second" };
  /** @type {Record<string, any>} */
  const modules = {
    sys: { path: { append: (/** @type {string} */ place) => done.push(["path", place]) } },
    "office.door": { extended: (/** @type {unknown} */ door) => (door === first ? second : undefined) },
  };
  const pyodide = {
    FS: { writeFile: (/** @type {string} */ place) => done.push(["file", place]) },
    pyimport: (/** @type {string} */ name) => modules[name],
  };
  assert.equal(addOffice(pyodide, new Uint8Array(), first), second);
  assert.deepEqual(done, [
    ["file", "/lib/office.zip"],
    ["path", "/lib/office.zip"],
  ]);
});
