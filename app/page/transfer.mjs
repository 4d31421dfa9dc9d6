/**
 * How the engine's files come: unpacked, counted, and missed when they do not arrive.
 */

// Compressed by the build, for hosts that compress nothing. With the type of each, for WebAssembly is compiled
// while it comes only under its own.
/** @type {Record<string, string>} */
const PACKED = { "pyodide.asm.wasm": "application/wasm", "python.zip": "application/zip" };

/**
 * From here on every fetch tells how many bytes have come, and of a file that does not arrive, or only in part:
 * for some files Pyodide would wait for ever.
 * @param {{onBytes: (total: number) => void, onFailure: (detail: string) => void}} listener
 */
export function watchTransfers({ onBytes, onFailure }) {
  const original = self.fetch;
  let total = 0;
  self.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const name = address.split("/").pop() ?? "";
    const failed = (/** @type {unknown} */ detail) => {
      const told = `${name}: ${detail}`;
      onFailure(told);
      return new Error(told);
    };
    /** @type {(body: ReadableStream, transformer: ReadableWritablePair) => ReadableStream} */
    const through = (body, { readable, writable }) => {
      body.pipeTo(writable).catch((error) => failed(error.message));
      return readable;
    };
    const type = PACKED[name];
    const response = await original(type ? `${address}.gzip` : input, init).catch((error) => {
      throw failed(error.message);
    });
    if (!response.ok || !response.body) throw failed(response.status);
    const counter = new TransformStream({
      transform(chunk, controller) {
        total += chunk.byteLength;
        onBytes(total);
        controller.enqueue(chunk);
      },
    });
    const counted = through(response.body, counter);
    if (!type) return new Response(counted, { headers: response.headers });
    return new Response(through(counted, new DecompressionStream("gzip")), { headers: { "content-type": type } });
  };
}
