"""Serves the built site on this machine: `make serve` runs it as ``python -m publishing.serve PORT``."""

from __future__ import annotations

import functools
import http.server
import sys
from typing import Any

from publishing.site import SITE


class QuietServer(http.server.ThreadingHTTPServer):
    """A browser may close a connection in the middle of a file; that is not an error."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files without a line for each; browsers ask whether a file has changed."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_request(self, *_: Any) -> None:
        """Only errors are printed."""


def main(port: int) -> None:
    """Serve the site until Ctrl+C."""
    try:
        server = QuietServer(("127.0.0.1", port), functools.partial(Handler, directory=str(SITE)))
    except OSError as error:
        sys.exit(f"Port {port} cannot be used ({error.strerror}). Choose another: PORT=9000 make serve")
    with server:
        print(f"The site is at http://127.0.0.1:{port}/  (stop it with Ctrl+C)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main(int(sys.argv[1]))
