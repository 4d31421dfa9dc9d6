"""Which pages of the site are enough to see everything that any of them is made of."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# They have no end tag, so nothing is inside them.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
Element = tuple[str, str]


class _Structure(HTMLParser):
    """Collects which element is inside which, each by its tag and classes; and which attributes for
    assistive technology an element has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[tuple[Element | str, Element | str]] = set()
        self._open: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        element = (tag, given.get("class") or "")
        self.found.add((self._open[-1] if self._open else "", element))
        self.found |= {(tag, name) for name in given if name.startswith("aria-") or name == "role"}
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass


def representatives(files: Iterable[Path]) -> list[Path]:
    """Few of these HTML files, in which everything that is in any of them is in one at least."""
    left = {file: _Structure(file.read_text("utf-8")).found for file in sorted(files)}
    chosen = []
    while any(left.values()):
        richest = max(left, key=lambda file: len(left[file]))
        chosen.append(richest)
        seen = left[richest]
        left = {file: found - seen for file, found in left.items()}
    return chosen
