"""Serves the built site to the browser tests, under a sub-path, because that is how many will host it.

With the stub worker, Python answers in this process: the page's requests come over the same messages as from
Pyodide, to the same `door.py`, and no test waits for Pyodide to start.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import threading
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessment.door import Door
from office.door import extended
from publishing import release
from publishing.serve import QuietServer
from publishing.site import SITE

if TYPE_CHECKING:
    from collections.abc import Iterator

SUB_PATH = "/some/where"
STUB_WORKER = Path(__file__).with_name("stub_worker.mjs")


@functools.cache
def door(question_set: str = "lsp", site: Path = SITE) -> Door:
    """The Python of this source tree, with a question set of a built site."""
    questions = release.folder(site) / "engine" / f"questions-{question_set}.json"
    return extended(Door.from_json(questions.read_text("utf-8")))


class SubPathHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below SUB_PATH and nothing elsewhere."""

    def translate_path(self, path: str) -> str:
        if not path.startswith(f"{SUB_PATH}/"):
            return str(SITE / "nothing-is-served-outside-the-sub-path")
        return super().translate_path(path.removeprefix(SUB_PATH))

    # Else a browser uses its cache without asking, and the offline copy is not tested.
    cache_control = "no-cache"

    def end_headers(self) -> None:
        self.send_header("Cache-Control", self.cache_control)
        super().end_headers()

    def send_text(self, text: str, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Silent: the output of the tests is for results."""


@functools.cache
def short_index(path: Path) -> str:
    """The first entries of the index of the search: every page that opens builds its search from all of them,
    which takes a fifth of its time."""
    index = json.loads(path.read_text("utf-8"))
    return json.dumps({**index, "docs": index["docs"][:20]})


class StubWorkerHandler(SubPathHandler):
    """Serves the stub in place of the site's worker and answers its requests; serves a short search index."""

    # As from many hosts. All pages of the site have the same scripts and style sheets: to ask for them each
    # time, and to compile them again, takes two fifths of opening a page.
    cache_control = "max-age=600"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.name == "worker.mjs":
            self.send_text(STUB_WORKER.read_text("utf-8"), "text/javascript")
        elif path.name == "search_index.json":
            self.send_text(short_index(path), "application/json")
        else:
            super().do_GET()

    def do_POST(self) -> None:
        request = self.rfile.read(int(self.headers["Content-Length"])).decode()
        answer = door(self.path.rpartition("/")[2], Path(self.directory)).handle(request)
        self.send_text(answer, "application/json")


class SharedHostHandler(SubPathHandler):
    """Another site has a worker for the whole host, and the page for unknown addresses has their status."""

    def do_GET(self) -> None:
        if self.path == "/worker-of-all.js":
            self.send_text("", "text/javascript")
        elif self.path == f"{SUB_PATH}/404.html":
            page = Path(self.translate_path(self.path)).read_text("utf-8")
            self.send_text(page, "text/html", HTTPStatus.NOT_FOUND)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Service-Worker-Allowed", "/")
        super().end_headers()


@contextlib.contextmanager
def serving(folder: Path, port: int = 0, handler: type[SubPathHandler] = SubPathHandler) -> Iterator[str]:
    """The address under which a folder is served while the context lasts, with a slash at its end."""
    with QuietServer(("127.0.0.1", port), functools.partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}/"
        server.shutdown()
