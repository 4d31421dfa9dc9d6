"""The list of what is shipped is complete, and says the versions that are shipped."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from publishing import components, inner_parts, machine, runtime
from publishing.site import SITE

PARTS = components.parts()
LISTED = (SITE / "developers" / components.LISTED).read_text("utf-8")


def test_the_list_for_machines_is_in_its_format() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(LISTED) is None


def test_every_package_that_is_shipped_is_listed_with_its_version() -> None:
    listed = {part["name"]: part.get("version") for part in json.loads(LISTED)["components"]}
    pyodide = json.loads((runtime.PYODIDE / "package.json").read_text("utf-8"))
    assert listed["pyodide"] == pyodide["version"]
    assert set(runtime.PACKAGES) - {"assessment"} <= set(listed)
    shipped = json.loads((machine.ROOT / "package.json").read_text("utf-8"))["dependencies"]
    assert set(shipped) <= set(listed)


def test_the_page_for_people_and_the_notices_say_the_same() -> None:
    page = (SITE / "developers" / "components" / "index.html").read_text("utf-8")
    notices = (SITE / "developers" / components.NOTICES).read_text("utf-8")
    listed = {part["name"] for part in json.loads(LISTED)["components"]}
    assert {part.name for part in PARTS} == listed
    for part in PARTS:
        assert f"<td>{part.name}</td>\n<td>{part.told_version}</td>" in page
        assert f"{part.name} ({part.told_version})\n  Copyright: {part.copyright}\n" in notices
        assert part.copyright
    for licence in components.TEXTS:
        assert f"\n{licence}, as it came with" in notices
    for words in (
        "Mozilla Public License",
        "PYTHON SOFTWARE FOUNDATION",
        "Apache License",
        "Permission is hereby granted",
    ):
        assert words in notices


def test_every_package_in_the_theme_s_scripts_and_styles_is_listed() -> None:
    sources = [
        source for path in components.maps() for source in json.loads(path.read_text("utf-8"))["sources"]
    ]
    packages = {found[1] for source in sources if (found := re.search(r".*node_modules/([^/]+)/", source))}
    assert packages == {inner.name for inner in inner_parts.IN_THEME}
    shipped = {path.name for path in (SITE / "assets").rglob("*.map")}
    assert shipped == {path.name for path in components.maps()}


def test_every_package_in_pyodide_s_module_is_listed() -> None:
    sources = json.loads((runtime.PYODIDE / "pyodide.mjs.map").read_text("utf-8"))["sources"]
    vendored = {Path(source).stem for source in sources if "vendor/" in source or "node_modules/" in source}
    assert vendored == {inner.name for inner in inner_parts.IN_PYODIDE_MODULE}


# What the WebAssembly tells of itself: the folders that its sources lay in, and who claims a copyright.
FOLDERS = re.compile(rb"(?:Modules/(\w+)|emscripten/system/lib/([\w-]+))/")
CLAIMS = re.compile(rb"[\x20-\x7e]{0,60}(?:Copyright|\(c\)) [\x20-\x7e]{0,60}")
# Modules of Python itself, for which its one licence holds.
PYTHONS_OWN = {"_testcapi", "_testinternalcapi", "_testlimitedcapi", "clinic"}
KNOWN_FOLDERS = {
    "_decimal": "libmpdec",
    "_hacl": "hacl-star",
    "compiler-rt": "compiler-rt",
    "libcxxabi": "libcxxabi",
}


def test_nothing_new_has_come_into_the_webassembly() -> None:
    data = (runtime.PYODIDE / runtime.WASM).read_bytes()
    names = {part.name for part in PARTS}
    folders = {(own or system).decode() for own, system in FOLDERS.findall(data)}
    assert folders - PYTHONS_OWN - {"libc"} == set(KNOWN_FOLDERS)
    claims = {claim.decode() for claim in CLAIMS.findall(data)}
    known = r"deflate|inflate|Secret Labs|CNRI|Stichting|Corporation for National|BeOpen|Python Software"
    assert not [claim for claim in claims if not re.search(known, claim)]
    assert set(KNOWN_FOLDERS.values()) <= names


BUILT_IN = "9e1f8ca7a796"
VERSIONS = """
import compression.zstd, decimal, json, pyexpat, sqlite3, sys, zlib
json.dumps([sys.version.split()[0], ".".join(map(str, sys._emscripten_info.emscripten_version)),
  zlib.ZLIB_RUNTIME_VERSION, compression.zstd.zstd_version, sqlite3.sqlite_version,
  decimal.__libmpdec_version__, pyexpat.EXPAT_VERSION.removeprefix("expat_"),
  sorted(sys.builtin_module_names)])
"""


def test_the_versions_are_those_that_python_in_the_browser_reports() -> None:
    script = (
        f"import {{ loadPyodide }} from {json.dumps(str(runtime.PYODIDE / 'pyodide.mjs'))};"
        f"console.log((await loadPyodide()).runPython({json.dumps(VERSIONS)}))"
    )
    node = str(machine.node() / "node")
    done = subprocess.run(
        [node, "--input-type=module", "-e", script], capture_output=True, text=True, check=True
    )
    *told, modules = json.loads(done.stdout)
    listed = {part.name: part.version for part in PARTS}
    names = ("cpython", "emscripten", "zlib", "zstd", "sqlite", "libmpdec", "expat")
    assert told == [listed[name] for name in names]
    # A digest of the names of all modules that are built in: a new one may bring a library.
    assert hashlib.sha256(" ".join(modules).encode()).hexdigest()[:12] == BUILT_IN
