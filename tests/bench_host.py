"""A host as many are: it compresses text and WebAssembly, and lets the browser keep files. And it counts.

`/` is the built site; `/bare/` is Pyodide as npm brings it, in a worker, and nothing else.
"""

from __future__ import annotations

import gzip
import http.server
import sys
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from publishing.machine import PYODIDE
from publishing.site import SITE

TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".json": "application/json",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".xml": "text/xml",
}
BARE = {
    "/bare/": '<!doctype html><script type="module" src="bare.mjs"></script>',
    "/bare/bare.mjs": """
        const worker = new Worker("worker.mjs", { type: "module" });
        worker.onmessage = () => performance.mark("engine-ready");""",
    "/bare/worker.mjs": """
        import { loadPyodide } from "./pyodide.mjs";
        await loadPyodide();
        postMessage("ready");""",
    # How long the largest file alone takes, to come and to be compiled: no start is faster.
    "/bare/floor/": '<!doctype html><script type="module" src="floor.mjs"></script>',
    "/bare/floor/floor.mjs": """
        const worker = new Worker("worker.mjs", { type: "module" });
        worker.onmessage = () => performance.mark("engine-ready");""",
    "/bare/floor/worker.mjs": """
        await WebAssembly.compileStreaming(fetch("../pyodide.asm.wasm"));
        postMessage("ready");""",
}


@cache
def sent(path: str) -> tuple[bytes, str, bool] | None:
    """What is sent for a path, its type, and whether it is compressed."""
    if path in BARE:
        data, kind = BARE[path].encode(), TYPES[".mjs" if path.endswith(".mjs") else ".html"]
    else:
        file = PYODIDE / path.removeprefix("/bare/") if path.startswith("/bare/") else SITE / path[1:]
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            return None
        data, kind = file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream")
    if kind == "application/octet-stream":
        return data, kind, False
    return gzip.compress(data, 6), kind, True


class QuietServer(http.server.ThreadingHTTPServer):
    """A window that is closed in the middle of a file is no fault: the table is all that is to be read."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Host(http.server.BaseHTTPRequestHandler):
    """Answers, and tells under `/bytes` what it has sent since it was last asked."""

    protocol_version = "HTTP/1.1"
    count = 0

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/bytes":
            self.answer(200, str(Host.count).encode(), "text/plain", compressed=False)
            Host.count = 0
            return
        found = sent(path)
        if found is None:
            self.answer(404, b"", "text/plain", compressed=False)
            return
        data, kind, compressed = found
        Host.count += len(data)
        self.answer(200, data, kind, compressed=compressed)

    def answer(self, status: int, data: bytes, kind: str, *, compressed: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store" if self.path == "/bytes" else "max-age=600")
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """The bench prints enough."""


if __name__ == "__main__":
    # Compressed once and before the measuring, as on a real host.
    for root, prefix in ((SITE, "/"), (PYODIDE, "/bare/")):
        for file in root.rglob("*"):
            if file.is_file() and (root is SITE or Path(file).parent == root):
                sent(prefix + file.relative_to(root).as_posix())
    QuietServer(("127.0.0.1", int(sys.argv[1])), Host).serve_forever()
