"""What the browser needs to run Python: Pyodide as npm brought it, and the application in one zip.

The application is this project's package with its dependencies, compiled under Node by the Pyodide that will
run it. Compiling takes seconds, so the zip is kept in `build/cache` under a name made from its contents.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import shutil
import zipfile
from pathlib import Path

from publishing import machine

PYODIDE = machine.ROOT / "node_modules" / "pyodide"
CACHE = machine.ROOT / "build" / "cache"

# What the browser asks for: `FETCHED` with a count of bytes, the others as modules.
FETCHED = ("pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
MODULES = ("pyodide.mjs", "pyodide.asm.mjs")

# The packages of `project.dependencies` and what they need, by the names they are imported by.
PACKAGES = ("assessment", "jinja2", "markupsafe")
NOT_SHIPPED = {".so", ".pyd", ".pyi", ".c", ".pyc", ".typed"}


def stage(target: Path, question_set_json: str) -> int:
    """Put the engine into a folder.

    Returns:
        the bytes that the browser fetches before Python answers, before any compression by the host.
    """
    target.mkdir(parents=True, exist_ok=True)
    for name in (*FETCHED, *MODULES):
        shutil.copyfile(PYODIDE / name, target / name)
    shutil.copyfile(_application(), target / "application.zip")
    (target / "question_set.json").write_text(question_set_json, "utf-8")
    return sum((target / name).stat().st_size for name in (*FETCHED, "application.zip", "question_set.json"))


def _application() -> Path:
    sources = _sources()
    digest = hashlib.sha256(sources)
    for path in (PYODIDE / "package.json", machine.ROOT / "publishing" / "compile.py"):
        digest.update(path.read_bytes())
    made = CACHE / f"application-{digest.hexdigest()[:16]}.zip"
    if not made.exists():
        machine.say("  compile the application (kept for the next build)")
        CACHE.mkdir(parents=True, exist_ok=True)
        unmade = CACHE / "sources.zip"
        unmade.write_bytes(sources)
        half = made.with_suffix(".half")
        machine.run([str(machine.node() / "node"), "publishing/compile.mjs", str(unmade), str(half)])
        half.rename(made)
    return made


def _sources() -> bytes:
    """The packages as a zip of sources; the same sources give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for package in PACKAGES:
            folder = Path(importlib.import_module(package).__path__[0])
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.suffix not in NOT_SHIPPED:
                    name = f"{package}/{path.relative_to(folder).as_posix()}"
                    archive.writestr(zipfile.ZipInfo(name), path.read_bytes())
    return packed.getvalue()
