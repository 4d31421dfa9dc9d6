// Serves the built site on 127.0.0.1, below a path, as many hosts do.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const BELOW = "/some/where/";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".ico": "image/x-icon",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml",
  ".zip": "application/zip",
};

/**
 * @param {string} folder
 * @returns {Promise<{ url: string, stop: () => void }>} The address of the home page. After `stop`
 *   nothing answers at that address: for a browser the network is down.
 */
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    let path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    if (path.endsWith("/")) path += "index.html";
    // Without "no-cache" a browser answers from its own cache offline what the service worker has to answer.
    response.setHeader("Cache-Control", "no-cache");
    try {
      if (!path.startsWith(BELOW)) throw new Error("outside the site");
      const content = await readFile(join(folder, normalize(path.slice(BELOW.length))));
      response.setHeader("Content-Type", TYPES[extname(path)] ?? "application/octet-stream");
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}${BELOW}`, stop };
}
