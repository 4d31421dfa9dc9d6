/**
 * How the engine's files arrive: counted, unpacked, reported when they are lost, and checked after a failure.
 */

/** Compressed by the build, because hosts do not compress archives. */
const COMPRESSED = ["python.zip", "office.zip"];
/** The digest of every file of the engine. */
const DIGESTS = "files.json";
/** Browsers compile WebAssembly while it arrives, and cache the result, only under this type. */
const WASM = "application/wasm";

/** How long the host may take to say why a file is lost, or which release it has, in milliseconds. */
export const HOST_TIMEOUT = 10_000;

/** A policy that refuses WebAssembly is named in what the browser says, in no other way. */
const OF_A_POLICY = /content.security.policy|\bCSP\b/i;

/** What stopped Python from starting. */
export class StartError extends Error {
  /** @param {import("./client.mjs").Cause} why @param {string} detail */
  constructor(why, detail) {
    super(detail);
    this.why = why;
  }
}

/**
 * Why a file is lost that the browser could not use: the host's answer says more than the browser does.
 * @param {string} address @param {import("./client.mjs").Cause} otherwise
 * @returns {Promise<import("./client.mjs").Cause>}
 */
export async function whyLost(address, otherwise) {
  try {
    return whyWrong(await fetch(address, { signal: AbortSignal.timeout(HOST_TIMEOUT) })) ?? otherwise;
  } catch {
    // It does not arrive at all, or too late.
    return otherwise;
  }
}

/** What is wrong with an answer of the host. @param {Response} response @returns {import("./client.mjs").Cause | undefined} */
function whyWrong(response) {
  const type = response.headers.get("content-type") ?? "";
  if (response.status === 404 || response.status === 410) return "missing";
  if (!response.ok) return "file";
  // No file of the engine is a page: a network asks to sign in, or a host answers everything with one.
  if (type.startsWith("text/html")) return "portal";
  return response.url.endsWith(".mjs") && !type.includes("javascript") ? "type" : undefined;
}

/** Whether a browser or a policy refuses WebAssembly. @param {unknown} error @returns {import("./client.mjs").Cause} */
export function whyRefused(error) {
  return OF_A_POLICY.test(String(error)) ? "policy" : "webassembly";
}

/**
 * Replaces `fetch`, for Pyodide and for this module, until the caller puts the original back:
 *
 * - The bytes that arrive are counted: Pyodide reports no progress.
 * - A file that is lost rejects the promise: of some files Pyodide only prints a warning.
 * - A compressed archive is asked for by its name before compression, fetched with `.gzip` after that, and unpacked.
 * - WebAssembly that a host sends under another type gets its own.
 *
 * @param {{cache: RequestCache, onBytes: (total: number) => void}} options
 * @returns {Promise<never>} rejects when a file does not arrive or breaks off
 */
export function replaceFetch({ cache, onBytes }) {
  const original = self.fetch;
  let total = 0;
  const count = (/** @type {Uint8Array} */ chunk) => {
    total += chunk.byteLength;
    onBytes(total);
  };
  return new Promise((_, reject) => {
    self.fetch = async (input, init) => {
      const isCompressed = COMPRESSED.some((name) => String(input).endsWith(`/${name}`));
      const address = isCompressed ? `${input}.gzip` : String(input);
      const name = address.split("/").pop() ?? "";
      const lost = (/** @type {any} */ error) => {
        reject(new StartError(error.why ?? "file", `${name}: ${error.message}`));
        throw error;
      };
      const response = await original(address, { cache, ...init }).catch(lost);
      const wrong = whyWrong(response);
      if (wrong) return lost(new StartError(wrong, `${response.status}, ${response.headers.get("content-type")}`));
      // A copy is counted: only of an unchanged response do browsers cache the compiled WebAssembly, which halves
      // the time of the next start.
      response
        .clone()
        .body?.pipeTo(new WritableStream({ write: count }))
        .catch(lost)
        .catch(() => {});
      if (isCompressed) return new Response(response.body?.pipeThrough(new DecompressionStream("gzip")));
      const isUntyped = name.endsWith(".wasm") && response.headers.get("content-type") !== WASM;
      return isUntyped ? new Response(response.body, { headers: { "content-type": WASM } }) : response;
    };
  });
}

/**
 * Looks for a file that is not the one that the build made: after a failure, because to check each file before its
 * use would delay every start.
 * @param {string} folder the address of the engine's files, which ends in a slash
 * @returns {Promise<string | undefined>} the name of the first such file
 */
export async function findBadFile(folder) {
  try {
    const digests = await digestsOf(folder);
    const checks = Object.entries(digests).map(async ([name, integrity]) => {
      // From the cache: what is there is what was used.
      const file = fetch(folder + name, { integrity, cache: "force-cache" });
      return file.then(({ ok }) => (ok ? undefined : name)).catch(() => name);
    });
    return (await Promise.all(checks)).find(Boolean);
  } catch {
    return DIGESTS;
  }
}

/**
 * An archive that is checked before its use, since it may be fetched long after the start: a damaged one never arrives.
 * `replaceFetch` must be in place: it turns the name into that of the compressed file, of which the digest is, and
 * unpacks what arrives.
 * @param {string} folder the address of the engine's files @param {string} name as it is called before it is compressed
 * @param {RequestInit} options of both fetches
 * @returns {Promise<Uint8Array>} rejects when it does not arrive, or is not the one that the build made
 */
export async function fetchChecked(folder, name, options) {
  const { [`${name}.gzip`]: integrity } = await digestsOf(folder, options);
  const response = await fetch(folder + name, { ...options, integrity });
  return new Uint8Array(await response.arrayBuffer());
}

/** @param {string} folder @param {RequestInit} [options] @returns {Promise<Record<string, string>>} by the name of the file */
async function digestsOf(folder, options) {
  return (await fetch(folder + DIGESTS, options)).json();
}
