"""Compiles a tree of Python sources and packs it. Runs inside Pyodide, so that the magic number fits.

`compile.mjs` unpacks the sources at `/sources` and takes the zip from `/compiled.zip`.
"""

import importlib.util
import marshal
import types
import zipfile
from pathlib import Path

SOURCES, TARGET = Path("/sources"), Path("/compiled.zip")

# The same for every file and every build, so that the same sources give the same bytes.
WHEN = (1980, 1, 1, 0, 0, 0)

# One entry of the table of lines: no columns, the same line as before, for so many words of code.
WORDS = 8
SAME_LINE = bytes([0x80 | 13 << 3 | (WORDS - 1), 0])


def without_lines(code: types.CodeType) -> types.CodeType:
    """The same code, whose instructions all say that they stand on its first line: a seventh less to fetch.

    Where an error arose is told by the names of its functions.
    """
    words = len(code.co_code) // 2
    rest = bytes([0x80 | 13 << 3 | (words % WORDS - 1), 0]) if words % WORDS else b""
    return code.replace(
        co_linetable=SAME_LINE * (words // WORDS) + rest,
        co_consts=tuple(
            without_lines(one) if isinstance(one, types.CodeType) else one for one in code.co_consts
        ),
    )


with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path in sorted(path for path in SOURCES.rglob("*") if path.is_file()):
        name = path.relative_to(SOURCES).as_posix()
        data = path.read_bytes()
        if path.suffix == ".py":
            # 2: without asserts and docstrings.
            code = compile(data, name, "exec", dont_inherit=True, optimize=2)
            # The second word: nobody edits a source beside it, so its hash is not looked at.
            head = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + importlib.util.source_hash(data)
            name, data = name + "c", head + marshal.dumps(without_lines(code))
        archive.writestr(zipfile.ZipInfo(name, WHEN), data, zipfile.ZIP_DEFLATED)
