/**
 * How the engine's files come: unpacked, counted, and missed when they do not arrive or are of another release.
 */

/** Compressed by the build, for hosts that do not compress what they do not know. */
const PACKED = "python.zip";
/** Only under this type it is compiled while it comes. */
const WASM = "application/wasm";

/**
 * From here on every fetch tells how many bytes have come, and of a file that does not arrive, only in part, or
 * is not the one that was asked for: for some files Pyodide would wait for ever. None is used before it was checked.
 * @param {{hashes?: Record<string, string>, cache?: RequestCache, onBytes: (total: number) => void,
 *   onFailure: (detail: string) => unknown}} options `hashes`: of the files as they are sent
 * @returns {() => Promise<boolean>} waits until all that is under way has been checked, and what is wrong with it
 *   told; whether nothing was
 */
export function watchTransfers({ hashes = {}, cache = "default", onBytes, onFailure }) {
  const original = self.fetch;
  /** @type {Promise<boolean>[]} */
  const checks = [];
  let total = 0;
  self.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const name = address.split("/").pop() ?? "";
    const packed = name === PACKED;
    const hash = hashes[packed ? `${name}.gzip` : name];
    const options = { ...init, cache };
    // At an address without https a page cannot work out a hash. There the browser checks, but gives nothing before.
    if (hash && !crypto.subtle) options.integrity = hash;
    const came = original(packed ? `${address}.gzip` : input, options).then((response) => {
      if (!response.ok) throw new Error(String(response.status));
      return response;
    });
    // Of a copy: whoever uses the file may stop half-way, and it must be known all the same whether it was right.
    const right = came.then(async (response) => {
      const counter = new TransformStream({
        transform(chunk, controller) {
          total += chunk.byteLength;
          onBytes(total);
          controller.enqueue(chunk);
        },
      });
      const bytes = await new Response(response.clone().body?.pipeThrough(counter)).arrayBuffer();
      if (hash && crypto.subtle && (await hashOf(bytes)) !== hash) throw new Error("not the file of this release");
    });
    checks.push(
      right.then(
        () => true,
        async (error) => {
          await onFailure(`${name}: ${error.message}`);
          return false;
        },
      ),
    );
    const response = await came;
    // As it came: only so does a browser keep what it has compiled, and the next start takes half the time. That it
    // is right is waited for before it runs.
    if (response.headers.get("content-type") === WASM) return response;
    const checked = response.body?.pipeThrough(new TransformStream({ flush: () => right }));
    // Some hosts do not know the type of WebAssembly.
    if (name.endsWith(".wasm")) return new Response(checked, { headers: { "content-type": WASM } });
    return new Response(packed ? checked?.pipeThrough(new DecompressionStream("gzip")) : checked, { headers: response.headers });
  };
  return async () => (await Promise.all(checks)).every(Boolean);
}

/** As browsers write it. @param {ArrayBuffer} bytes */
async function hashOf(bytes) {
  const digest = await crypto.subtle.digest("SHA-384", bytes);
  return `sha384-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
