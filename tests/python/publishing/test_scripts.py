"""The bundled scripts are complete: what a page names is there, and imports nothing more."""

from __future__ import annotations

import re
from pathlib import Path

from publishing import release, scripts
from publishing.site import SITE

TOOL = release.folder(SITE)
SHIPPED = {TOOL / Path(name).name for name in scripts.TOOL} | {
    SITE / "assets" / Path(name).name for name in (*scripts.SITE, scripts.CLASSIC)
}


def test_every_module_is_bundled_into_a_shipped_script() -> None:
    bundled = "".join(path.read_text("utf-8") for path in SHIPPED)
    sources = {path.relative_to(scripts.APP).as_posix() for path in scripts.APP.rglob("*.mjs")}
    assert not {name for name in sources - {scripts.CLASSIC} if f"// app/{name}\n" not in bundled}


def test_no_shipped_script_imports_one_that_is_not_shipped() -> None:
    for path in SHIPPED:
        without_types = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        for name in re.findall(r'"\./([\w.]+\.mjs)"', without_types):
            assert (path.parent / name).exists(), f"{path.name} imports {name}"


def test_the_scripts_that_the_pages_name_are_the_ones_that_are_shipped() -> None:
    named = set()
    for page in SITE.rglob("*.html"):
        for address in re.findall(r'<script[^>]* src="([^":]+)"', page.read_text("utf-8")):
            # The page for unknown addresses names its files from the root of the host.
            place = SITE / address[1:] if address.startswith("/") else (page.parent / address).resolve()
            assert place.exists(), f"{page} names {address}"
            named.add(place)
    assert {path for path in named if path.suffix == ".mjs"} == SHIPPED - {TOOL / "worker.mjs"}
