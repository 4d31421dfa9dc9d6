/**
 * How the engine's files arrive: counted, unpacked, reported when they are lost, and checked after a failure.
 */

/** Compressed by the build, because hosts do not compress archives. */
const COMPRESSED = "python.zip";
/** Browsers compile WebAssembly while it arrives, and cache the result, only under this type. */
const WASM = "application/wasm";

/** What stopped Python from starting. */
export class StartError extends Error {
  /** @param {import("./client.mjs").Cause} why @param {string} detail */
  constructor(why, detail) {
    super(detail);
    this.why = why;
  }
}

/**
 * Pyodide reports no progress, and when some of its files are lost it only prints a warning. So from here on every
 * fetch counts the bytes that arrive.
 * @param {{cache: RequestCache, onBytes: (total: number) => void}} options
 * @returns {Promise<never>} rejects when a file does not arrive or breaks off
 */
export function watchFetches({ cache, onBytes }) {
  const original = self.fetch;
  let total = 0;
  const count = (/** @type {Uint8Array} */ chunk) => {
    total += chunk.byteLength;
    onBytes(total);
  };
  return new Promise((_, reject) => {
    self.fetch = async (input, init) => {
      const isCompressed = String(input).endsWith(`/${COMPRESSED}`);
      const address = isCompressed ? `${input}.gzip` : String(input);
      const name = address.split("/").pop() ?? "";
      const lost = (/** @type {any} */ error) => {
        reject(new StartError("file", `${name}: ${error.message}`));
        throw error;
      };
      const response = await original(address, { ...init, cache }).catch(lost);
      if (!response.ok) return lost(new Error(String(response.status)));
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
  const list = "files.json";
  try {
    const response = await fetch(folder + list);
    /** @type {Record<string, string>} */
    const digests = await response.json();
    const checks = Object.entries(digests).map(async ([name, integrity]) => {
      // From the cache: what is there is what was used.
      const file = fetch(folder + name, { integrity, cache: "force-cache" });
      return file.then(({ ok }) => (ok ? undefined : name)).catch(() => name);
    });
    return (await Promise.all(checks)).find(Boolean);
  } catch {
    return list;
  }
}
