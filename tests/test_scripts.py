"""The scripts of the site are whole: what a page names is there, and asks for nothing more."""

from __future__ import annotations

import re

from publishing import scripts
from publishing.site import SITE

TOOL = SITE / "tool"


def test_every_module_is_in_one_that_is_shipped() -> None:
    shipped = "".join((TOOL / name).read_text("utf-8") for name in scripts.JOINED)
    sources = [path.name for path in scripts.MODULES.glob("*.mjs") if path.name != scripts.AS_IT_IS]
    # Of one that holds types alone nothing is left, nor of one that only names others.
    left_out = {name for name in sources if f"// app/page/{name}\n" not in shipped}
    assert left_out == {"desk.mjs", "site.mjs"}


def test_no_shipped_module_asks_for_another_of_ours_but_those_that_are_shipped() -> None:
    for path in TOOL.glob("*.mjs"):
        without_types = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        for name in re.findall(r'"\./([\w.]+\.mjs)"', without_types):
            assert (TOOL / name).exists(), f"{path.name} asks for {name}"


def test_the_scripts_that_the_pages_name_are_the_ones_that_are_shipped() -> None:
    named = set()
    for page in SITE.rglob("*.html"):
        for address in re.findall(r'<script[^>]* src="([^":]+)"', page.read_text("utf-8")):
            # The page of an address that is not there names its files from the root of the host.
            place = SITE / address[1:] if address.startswith("/") else (page.parent / address).resolve()
            assert place.exists(), f"{page} names {address}"
            named.add(place)
    in_tool = {path for path in TOOL.glob("*.mjs") if path.name != "worker.mjs"}
    assert {path for path in named if path.parent == TOOL} == in_tool
