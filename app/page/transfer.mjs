/**
 * How the engine's files come: unpacked, counted, and missed when they do not arrive or are of another release.
 */

// Compressed by the build, for hosts that compress nothing. With the type of each, for WebAssembly is compiled
// while it comes only under its own.
/** @type {Record<string, string>} */
const PACKED = { "pyodide.asm.wasm": "application/wasm", "python.zip": "application/zip" };

/**
 * From here on every fetch tells how many bytes have come, and of a file that does not arrive, only in part, or
 * is not the one that was asked for: for some files Pyodide would wait for ever. None is used before it was checked.
 * @param {{hashes?: Record<string, string>, cache?: RequestCache, onBytes: (total: number) => void,
 *   onFailure: (detail: string) => unknown}} options `hashes`: of the files as they are sent
 * @returns {() => Promise<unknown>} until all that is under way has been checked, and what is wrong with it told
 */
export function watchTransfers({ hashes = {}, cache = "default", onBytes, onFailure }) {
  const original = self.fetch;
  /** @type {Promise<unknown>[]} */
  const checks = [];
  let total = 0;
  self.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const name = address.split("/").pop() ?? "";
    const type = PACKED[name];
    const hash = hashes[type ? `${name}.gzip` : name];
    const options = { ...init, cache };
    // At an address without https a page cannot work out a hash. There the browser checks, but gives nothing before.
    if (hash && !crypto.subtle) options.integrity = hash;
    const came = original(type ? `${address}.gzip` : input, options).then((response) => {
      if (!response.ok) throw new Error(String(response.status));
      return response;
    });
    // Of a copy: whoever uses the file may stop half-way, and it must be known all the same whether it was right.
    const right = came.then(async (response) => {
      const bytes = await response.clone().arrayBuffer();
      if (hash && crypto.subtle && (await hashOf(bytes)) !== hash) throw new Error("not the file of this release");
    });
    checks.push(right.catch((error) => onFailure(`${name}: ${error.message}`)));
    const response = await came;
    const counter = new TransformStream({
      transform(chunk, controller) {
        total += chunk.byteLength;
        onBytes(total);
        controller.enqueue(chunk);
      },
      flush: () => right,
    });
    const counted = response.body?.pipeThrough(counter);
    if (!type) return new Response(counted, { headers: response.headers });
    return new Response(counted?.pipeThrough(new DecompressionStream("gzip")), { headers: { "content-type": type } });
  };
  return () => Promise.all(checks);
}

/** As browsers write it. @param {ArrayBuffer} bytes */
async function hashOf(bytes) {
  const digest = await crypto.subtle.digest("SHA-384", bytes);
  return `sha384-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
