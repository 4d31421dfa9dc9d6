"""Compresses a file. Runs inside Pyodide, whose zlib is pinned: every machine makes the same bytes."""

import gzip
from pathlib import Path

Path("/made").write_bytes(gzip.compress(Path("/given").read_bytes(), mtime=0))
