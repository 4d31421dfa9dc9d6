"""A host like many others: it compresses text and WebAssembly, lets the browser cache, and counts bytes.

Run as ``python -m tests.tools.bench_host PORT FOLDER``. `/` is a built site; `/bare/` is Pyodide as npm ships
it, in a worker, and nothing else; `/bytes` answers with the bytes sent since it was last asked. After `/slow`
everything comes over a line of 10 Mbit/s with a delay of 40 ms, until `/fast`.
"""

from __future__ import annotations

import gzip
import http.server
import sys
import threading
import time
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from publishing.machine import PYODIDE

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
}


# Bytes a second, and seconds: the slow line. A tenth of a second is sent at a time.
LINE, DELAY = 10_000_000 / 8, 0.04
PIECE = int(LINE / 10)


@cache
def sent(site: Path, path: str) -> tuple[bytes, str, bool] | None:
    """What is sent for a path: the bytes, their type, and whether they are compressed."""
    if path in BARE:
        data, kind = BARE[path].encode(), TYPES[".mjs" if path.endswith(".mjs") else ".html"]
    else:
        file = PYODIDE / path.removeprefix("/bare/") if path.startswith("/bare/") else site / path[1:]
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            return None
        data, kind = file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream")
    if kind == "application/octet-stream":
        return data, kind, False
    return gzip.compress(data, 6), kind, True


def compress_all(site: Path) -> None:
    """Compress every file before the measuring starts, as a real host has done."""
    for root, prefix, files in ((site, "/", site.rglob("*")), (PYODIDE, "/bare/", PYODIDE.glob("*"))):
        for file in files:
            if file.is_file():
                sent(site, prefix + file.relative_to(root).as_posix())


class QuietServer(http.server.ThreadingHTTPServer):
    """A browser that closes in the middle of a file is no error."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Host(http.server.BaseHTTPRequestHandler):
    """Serves the folder in `site`."""

    protocol_version = "HTTP/1.1"
    # Else the end of a small file waits up to 40 ms until the browser acknowledges its head.
    disable_nagle_algorithm = True
    site = Path()
    count = 0
    slow = False
    # What several connections send shares the line.
    line = threading.Lock()

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path in ("/slow", "/fast"):
            Host.slow = path == "/slow"
            self.answer(200, b"", "text/plain", compressed=False)
            return
        if path == "/bytes":
            self.answer(200, str(Host.count).encode(), "text/plain", compressed=False)
            Host.count = 0
            return
        found = sent(Host.site, path)
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
        if not Host.slow:
            self.wfile.write(data)
            return
        time.sleep(DELAY)
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            with Host.line:
                time.sleep(len(piece) / LINE)
            self.wfile.write(piece)

    def log_message(self, *_: object) -> None:
        """The table is all that is to be printed."""


if __name__ == "__main__":
    Host.site = Path(sys.argv[2])
    compress_all(Host.site)
    QuietServer(("127.0.0.1", int(sys.argv[1])), Host).serve_forever()
