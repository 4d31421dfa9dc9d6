"""`make serve` stays quiet when a browser closes a connection, and says when the port is in use."""

from __future__ import annotations

import functools
import socket
import struct
import threading
import urllib.request
from typing import TYPE_CHECKING

import pytest

from publishing import serve

if TYPE_CHECKING:
    from pathlib import Path

# Closes at once, without waiting for what is still to come.
RESET = struct.pack("ii", 1, 0)


def test_a_browser_that_goes_away_leaves_no_trace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "large").write_bytes(bytes(20_000_000))
    (tmp_path / "small").write_bytes(b"here")
    handler = functools.partial(serve.Handler, directory=str(tmp_path))
    with serve.QuietServer(("127.0.0.1", 0), handler) as server:
        # Closing the server waits for each request to end.
        server.daemon_threads = False
        threading.Thread(target=server.serve_forever).start()
        with socket.create_connection(("127.0.0.1", server.server_port)) as reader:
            reader.sendall(b"GET /large HTTP/1.0\r\n\r\n")
            reader.recv(10)
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/small") as answer:
            assert answer.read() == b"here"
            assert answer.headers["Cache-Control"] == "no-cache"
        server.shutdown()
    assert capsys.readouterr().err == ""


def test_a_port_that_is_taken_is_an_error_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=rf"Port {port} cannot be used .* PORT=9000 make serve"):
            serve.main(port)
