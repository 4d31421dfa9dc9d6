"""The page of components names every shipped package with its version, and every licence has its text.

After an upgrade this fails: look at what the new version contains, and correct the page.
"""

from __future__ import annotations

import json
import re
from importlib import metadata

import pytest

from publishing import offline, runtime
from publishing.machine import ROOT

FOLDER = ROOT / "docs" / "developers"
PAGE = (FOLDER / "components.md").read_text("utf-8")
_HEAD, *ROWS = re.findall(r"^\| ([\w-]+) \| ([^|]+) \| ([^|]+) \|", PAGE, re.M)
VERSIONS = {name: version for name, version, _ in ROWS}
LICENCES = {part for _, _, licence in ROWS for part in licence.split(" WITH ")} - {"public domain"}
NPM = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
SHIPPED_FROM_NPM = {*NPM[""]["dependencies"], *(f"workbox-{part}" for part in offline.WORKBOX)}
SHIPPED_FROM_PYPI = {*runtime.PACKAGES, *runtime.OFFICE_PACKAGES, "mkdocs-material"} - {
    "assessment",
    "office",
}


@pytest.mark.parametrize("name", sorted(SHIPPED_FROM_NPM))
def test_every_npm_package_that_is_shipped_is_named(name: str) -> None:
    assert VERSIONS[name] == NPM[f"node_modules/{name}"]["version"]


@pytest.mark.parametrize("name", sorted(SHIPPED_FROM_PYPI))
def test_every_python_package_that_is_shipped_is_named(name: str) -> None:
    assert VERSIONS[name] == metadata.version(name)


def test_what_came_inside_another_part_names_its_present_version() -> None:
    wholes = {found[1] for version in VERSIONS.values() if (found := re.match(r"as in (.+)", version))}
    assert wholes == {
        f"{name} {VERSIONS.get(name) or metadata.version(name)}"
        for name in ("pyodide", "mkdocs-material", "typst")
    }
    lock = json.loads((runtime.PYODIDE / runtime.LOCK).read_text("utf-8"))
    assert VERSIONS["cpython"] == lock["info"]["python"]


def test_every_licence_has_its_text() -> None:
    texts = (FOLDER / "licences.txt").read_text("utf-8")
    assert set(re.findall(r"^={72}\n(\S+)\n={72}$", texts, re.M)) == LICENCES
