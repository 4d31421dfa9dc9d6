"""Compiles a tree of Python sources and packs it. Runs inside Pyodide, so that the magic number fits.

`compile.mjs` unpacks the sources at `/sources` and takes the zip from `/compiled.zip`.
"""

import py_compile
import zipfile
from pathlib import Path

SOURCES, TARGET = Path("/sources"), Path("/compiled.zip")

# The same for every file and every build, so that the same sources give the same bytes.
WHEN = (1980, 1, 1, 0, 0, 0)

with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for path in sorted(path for path in SOURCES.rglob("*") if path.is_file()):
        name = path.relative_to(SOURCES).as_posix()
        data = path.read_bytes()
        if path.suffix == ".py":
            # Unchecked: nobody edits a source beside it. 2: without asserts and docstrings.
            mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
            py_compile.compile(
                str(path), "/one.pyc", dfile=name, doraise=True, optimize=2, invalidation_mode=mode
            )
            name, data = name + "c", Path("/one.pyc").read_bytes()
        archive.writestr(zipfile.ZipInfo(name, WHEN), data, zipfile.ZIP_DEFLATED)
