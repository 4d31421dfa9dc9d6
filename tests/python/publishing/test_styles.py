"""The style sheets of the tool page: what they ask of a browser."""

from __future__ import annotations

import re

from publishing.site import TOOL_STYLES

# `:has()` of what holds the whole page, for what is anywhere in it; a child at a known depth costs nothing.
LOOKS_EVERYWHERE = re.compile(r"(?:html|body|\.tool)(?:[.\[][^\s,{]*)?(?::not\()?:has\((?!>)[^{]*")


def test_no_style_looks_through_the_whole_page_at_every_change_of_it() -> None:
    found = [
        f"{sheet.name}: {match[0].strip()}"
        for sheet in TOOL_STYLES
        for match in LOOKS_EVERYWHERE.finditer(sheet.read_text("utf-8"))
    ]
    assert found == [], "a script can mark the page instead; see status.mjs"


def test_such_a_style_is_found() -> None:
    assert LOOKS_EVERYWHERE.search("html:has(#message:not([hidden])) {")
    assert LOOKS_EVERYWHERE.search('.tool:not(:has([data-state="ready"])) p {')
    assert not LOOKS_EVERYWHERE.search("body:has(> main > .tool) {")
    assert not LOOKS_EVERYWHERE.search(".response:has(input:checked) {")
