"""What the browser needs to run Python: Pyodide, the application, and part of the standard library.

The npm package has the standard library as sources, which the browser would compile at each start. Here it
and the application are compiled under Node by the Pyodide that will run them. Only those modules of the
standard library are shipped that the requests of `publishing.rehearsal` import. This takes seconds, so the
results are cached in `build/cache`, under a digest of their input.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from assessment import site
from publishing import cache, dataclass_code, exports, machine, rehearsal, stand_ins, zips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

PYODIDE = machine.PYODIDE
# Which prunes the WebAssembly.
BINARYEN = machine.ROOT / "node_modules" / "binaryen"

LIBRARY = "python_stdlib.zip"
LOADER, SCRIPT, WASM = "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"
LOCK = "pyodide-lock.json"

# What is shipped. Hosts compress scripts and WebAssembly; a browser caches compiled WebAssembly only when it
# arrives unchanged. They do not compress a zip, so the build does, and the worker unpacks it. (Not `.gz`:
# some hosts declare such a file as compressed in transport, and the browser would unpack it first.)
PACKED = ".gzip"
PYTHON = "python.zip"
# Fetched when somebody first asks for a file of another program.
OFFICE = "office.zip"
# One for each question set; a page loads its own.
QUESTIONS = "questions-{}.json"
SHIPPED = (LOADER, SCRIPT, WASM, PYTHON + PACKED, OFFICE + PACKED, LOCK)
# The worker counts what it fetches at the start; scripts are imported.
COUNTED = (WASM, PYTHON + PACKED, LOCK)
# The digest of every file, by which the worker finds a damaged one.
DIGESTS = "files.json"

# The packages of `project.dependencies` and what they need, by the names they are imported by.
PACKAGES = ("assessment", "jinja2", "markupsafe")
OFFICE_PACKAGES = ("office", "xlsxwriter")
# What the second zip needs of packages that the first one has: Python looks for a package in one zip only.
FOR_OFFICE = ("encodings/utf_16_le",)


def stage(target: Path, questions: Mapping[str, str], sample: Path) -> dict[str, int]:
    """Put the engine into a folder.

    Args:
        target: the folder.
        questions: each question set, as the browser reads it, by its id. The rehearsal uses the first.
        sample: a record of the first set, as JSON, for the rehearsal.

    Returns:
        the bytes that the worker counts until Python is ready, by the id of the question set.
    """
    target.mkdir(parents=True, exist_ok=True)
    loader = (PYODIDE / LOADER).read_text("utf-8")
    script, names = exports.without_unused((PYODIDE / SCRIPT).read_text("utf-8"), loader)
    (target / LOADER).write_text(loader, "utf-8")
    (target / SCRIPT).write_text(script, "utf-8")
    (target / WASM).write_bytes(_pruned(names))
    own = {question_set: QUESTIONS.format(question_set) for question_set in questions}
    for question_set, text in questions.items():
        (target / own[question_set]).write_text(text, "utf-8")
    question_set_json = _rehearsed(next(iter(questions.values())))
    (target / LOCK).write_text(_lock(), "utf-8")
    sources = _sources_needed(
        question_set_json, rehearsal.requests(sample), rehearsal.office_requests(sample)
    )
    for name, compiled in _compiled(dict(zip((PYTHON, OFFICE), sources, strict=True))).items():
        (target / (name + PACKED)).write_bytes(compiled)
    digests = {name: integrity(target / name) for name in (*SHIPPED, *own.values())}
    (target / DIGESTS).write_text(json.dumps(digests, indent=1), "utf-8")
    return {
        question_set: sum((target / counted).stat().st_size for counted in (*COUNTED, name))
        for question_set, name in own.items()
    }


def integrity(path: Path) -> str:
    """The digest of a file in the form that browsers check."""
    return f"sha384-{base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode('ascii')}"


def _rehearsed(question_set_json: str) -> str:
    """A question set without its site: which pages and tools there are changes no import."""
    given = json.loads(question_set_json)
    return json.dumps({**given, "site": site.to_data(site.Site())})


def _sources_needed(
    question_set_json: str, requests: list[str], office_requests: list[str]
) -> tuple[bytes, bytes]:
    """The sources of the two zips: the application with its part of the standard library; and what files of
    other programs need besides.
    """
    whole = stand_ins.replace(
        zips.together([(PYODIDE / LIBRARY).read_bytes(), zips.with_templates(zips.of_packages(PACKAGES))])
    )
    added = stand_ins.replace(zips.of_packages(OFFICE_PACKAGES))

    def named() -> bytes:
        machine.say("  find out which modules the requests need (cached for the next build)")
        found = rehearsal.rehearse(whole, question_set_json, requests, office=(added, office_requests))
        return json.dumps([found[kind] for kind in ("needed", "needed_then", "texts")]).encode()

    asked = json.dumps([question_set_json, requests, office_requests]).encode()
    *names, texts = json.loads(_cached("needed", [whole, added, asked], named))
    needed, needed_then = map(set, names)
    # All of the application is shipped: a rare error message must not depend on the rehearsal.
    own = ("assessment/", "jinja2/debug", *FOR_OFFICE)
    first = zips.together([whole], lambda name: name in needed or name.startswith(own))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        needed_then -= set(archive.namelist())
    return dataclass_code.added(first, texts), zips.together(
        [whole, added], lambda name: name in needed_then or name.startswith("office/")
    )


def _pruned(names: list[str]) -> bytes:
    """Pyodide's WebAssembly with the named exports and what they need."""
    listed = json.dumps(names).encode()

    def made() -> bytes:
        machine.say("  remove unused functions from the WebAssembly (cached for the next build)")
        with tempfile.TemporaryDirectory() as folder:
            given, taken = Path(folder, "names.json"), Path(folder, WASM)
            given.write_bytes(listed)
            machine.run(
                [
                    str(machine.node() / "node"),
                    "publishing/prune.mjs",
                    *map(str, (PYODIDE / WASM, given, taken)),
                ]
            )
            return taken.read_bytes()

    made_from = [(PYODIDE / WASM).read_bytes(), (BINARYEN / "package.json").read_bytes(), listed]
    return _cached("wasm", made_from, made)


def _compiled(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Zips of compiled modules, compressed for the browser, made from zips of sources; each by its name."""

    # All in one Pyodide, whose start takes longer than its work.
    @functools.cache
    def made() -> dict[str, bytes]:
        machine.say("  compile Python for the browser (cached for the next build)")
        with tempfile.TemporaryDirectory() as folder:
            pairs = {name: (Path(folder, name), Path(folder, name + PACKED)) for name in sources}
            for name, (given, _) in pairs.items():
                given.write_bytes(sources[name])
            script = ("publishing/in_pyodide.mjs", "publishing/compile.py")
            files = (str(file) for pair in pairs.values() for file in pair)
            machine.run([str(machine.node() / "node"), *script, *files])
            return {name: taken.read_bytes() for name, (_, taken) in pairs.items()}

    def one(name: str) -> bytes:
        return made()[name]

    return {name: _cached(name, [given], functools.partial(one, name)) for name, given in sources.items()}


def _cached(name: str, made_from: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """As `cache.cached`; every result also depends on Pyodide and on the scripts that make it."""
    folder = Path(__file__).parent
    scripts = (
        Path(__file__),
        *sorted(folder.glob("*.mjs")),
        folder / "compile.py",
        folder / "rehearsal.py",
    )
    paths = (PYODIDE / "package.json", *scripts)
    return cache.cached(name, [*(path.read_bytes() for path in paths), *made_from], make)


def _lock() -> str:
    """Pyodide's list of packages without the packages: none of them is loaded."""
    listed = json.loads((PYODIDE / LOCK).read_text("utf-8"))
    return json.dumps({"info": listed["info"], "packages": {}}, indent=1)
