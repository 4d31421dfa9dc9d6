"""Compiles a zip of Python sources, and compresses the result.

Runs inside the Pyodide that will run them: its bytecode is its own, and its zlib is pinned, so that every
machine makes the same bytes.
"""

import binascii
import gzip
import importlib.util
import io
import json
import marshal
import types
import zipfile
from pathlib import Path

SOURCES, COMPILED = Path("/given"), Path("/made")

# The same for every file and every build, so that the same sources give the same bytes.
WHEN = (1980, 1, 1, 0, 0, 0)


def compiled(text: str | bytes, name: str) -> types.CodeType:
    """Bytecode without asserts and docstrings (2)."""
    return compile(text, name, "exec", dont_inherit=True, optimize=2)


packed = io.BytesIO()
# Without compression inside, which Python reads fastest.
with zipfile.ZipFile(SOURCES) as given, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as made:
    for name in sorted(name for name in given.namelist() if not name.endswith("/")):
        data = given.read(name)
        target = name
        if name.endswith(".py"):
            # The second word says that the hash is not checked: the source is not shipped.
            head = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + importlib.util.source_hash(data)
            target, data = name + "c", head + marshal.dumps(compiled(data, name))
        # See dataclass_code.py.
        elif name == "dataclass_code.json":
            texts = json.loads(data)
            code = {binascii.crc32(text.encode()): compiled(text, "<string>") for text in texts}
            if len(code) < len(texts):
                raise ValueError("two texts of dataclasses have the same checksum")
            target, data = "dataclass_code.marshal", marshal.dumps(code)
        made.writestr(zipfile.ZipInfo(target, WHEN), data)
COMPILED.write_bytes(gzip.compress(packed.getvalue(), mtime=0))
