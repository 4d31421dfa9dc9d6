"""The style sheets of the tool page: what they ask of a browser."""

from __future__ import annotations

import re

from assessment.show.html import source
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


def test_what_is_overdue_does_not_look_like_a_link() -> None:
    rule = re.search(r"^\.overdue \{([^}]*)\}", source("pictures.css"), re.MULTILINE)
    assert rule
    assert "underline" not in rule[1]
    # The word, its weight and its colour: a colour alone is not enough. `contrast.PAIRS` has the colour.
    assert "font-weight: 700;" in rule[1]
    assert "color: var(--fault);" in rule[1]
