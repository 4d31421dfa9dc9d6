"""What the browser needs to run Python: Pyodide, its standard library, and the application.

Library and application are compiled under Node by the Pyodide that will run them: as npm brings it, the
library holds sources, and the browser would compile them at every start. Compiling takes seconds, so
what was made is kept in `build/cache` under a name made from its contents.
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

LIBRARY = "python_stdlib.zip"
APPLICATION = "application.zip"
QUESTIONS = "question_set.json"

# Taken as they are. The browser fetches the first two with a count of bytes; the others are modules.
FETCHED = ("pyodide.asm.wasm", "pyodide-lock.json")
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
    shutil.copyfile(_compiled("library", (PYODIDE / LIBRARY).read_bytes()), target / LIBRARY)
    shutil.copyfile(_compiled("application", _sources()), target / APPLICATION)
    (target / QUESTIONS).write_text(question_set_json, "utf-8")
    return sum((target / name).stat().st_size for name in (*FETCHED, LIBRARY, APPLICATION, QUESTIONS))


def _compiled(name: str, sources: bytes) -> Path:
    """A zip of compiled modules, made from a zip of sources; kept for the next build."""
    digest = hashlib.sha256(sources)
    for part in ("compile.py", "compile.mjs"):
        digest.update((machine.ROOT / "publishing" / part).read_bytes())
    digest.update((PYODIDE / "package.json").read_bytes())
    made = CACHE / f"{name}-{digest.hexdigest()[:16]}.zip"
    if not made.exists():
        machine.say(f"  compile the {name} (kept for the next build)")
        CACHE.mkdir(parents=True, exist_ok=True)
        unmade, half = CACHE / f"{name}-sources.zip", made.with_suffix(".half")
        unmade.write_bytes(sources)
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
