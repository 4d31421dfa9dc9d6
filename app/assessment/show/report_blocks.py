"""The HTML of a report -> its blocks.

The HTML is the one text of a report. Here its pictures become tables and lists, and no cell is joined with
another. What only a screen reader needs is left out, as on paper. A tag without a rule is an error.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assessment.show.blocks import Cell, Contents, Paragraph, Run, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assessment.show.blocks import Block
    from assessment.show.markup import Element

_HEADINGS = {"h1": "title", "h2": "heading-1", "h3": "heading-2", "h4": "heading-3"}
_KINDS = {
    "report-kind": "quiet",
    "report-plain": "quiet",
    "report-ask": "quiet",
    "picture-key": "quiet",
    "report-draft": "note",
    "report-note": "note",
    "scores-title": "caption",
}
# The line breaks that a person typed are shown.
_WITH_LINES = {"report-note", "report-conclusion"}
_LEFT_OUT = {"skip", "visually-hidden", "picture-chip", "picture-only"}
_QUIET, _ON_ITS_OWN_LINE = {"plan-serves", "picture-detail"}, {"plan-serves", "fix-action"}
_CONTAINERS = {"body", "main", "section", "header", "article", "div", "footer"}
# A single space is no match, which saves most of the replacing.
_SPACES = re.compile(r"[ \t\n\r]{2,}|[\t\n\r]")
_PICTURE = ("Element", "Answers", "Colour")
_NOT_ANSWERED = "not-answered"
_BLANK = "\u00a0"


def blocks(body: Element) -> list[Block]:
    """What the body of a report says, from top to bottom."""
    reading = _Reading()
    reading.walk(body)
    return reading.found


class _Reading:
    """What was read so far. Ids wait for the next paragraph."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._ids: list[str] = []
        self._ordered = 0

    def walk(self, element: Element, kind: str = "text") -> None:
        if _LEFT_OUT & {*element.classes}:
            return
        if "id" in element.attributes:
            self._ids.append(element.attributes["id"])
        kind = next((_KINDS[name] for name in element.classes if name in _KINDS), kind)
        if element.tag in _HEADINGS:
            self._add(_HEADINGS[element.tag], runs(element), starts_page="new-page" in element.classes)
        elif element.tag == "p":
            self._paragraphs(element, kind)
        elif element.tag in ("ul", "ol"):
            self._list(element, 0)
        elif "report-facts" in element.classes:
            self._facts(element)
        elif element.tag == "dl":
            self._terms(element)
        elif element.tag == "nav":
            self._contents(element)
        elif "table-scroll" in element.classes:
            self._table(next(element.elements), element.attributes.get("aria-label", ""))
        elif "picture" in element.classes:
            self.found.append(_picture(element))
        elif element.tag == "figure":
            self._add("item", [Run(text=svg.attributes["aria-label"]) for svg in element.every("svg")])
        elif element.tag in _CONTAINERS:
            self._container(element, kind)
        else:
            raise ValueError(f"no rule for <{element.tag}> of a report")

    def _container(self, element: Element, kind: str) -> None:
        for child in element.children:
            if not isinstance(child, str):
                self.walk(child, kind)
            elif child.strip():
                raise ValueError(f"no rule for text in the <{element.tag}> of a report: {child.strip()[:60]}")

    def _add(self, kind: str, content: Iterable[Run], **others: Any) -> None:
        ids, self._ids = tuple(self._ids), []
        self.found.append(Paragraph(kind=kind, runs=tuple(content), ids=ids, **others))

    def _paragraphs(self, element: Element, kind: str) -> None:
        """One, or one for each line that a person typed."""
        if kind != "note" and not _WITH_LINES & {*element.classes}:
            self._add(kind, runs(element))
            return
        for line in lines(element):
            if any(run.text.strip() for run in line):
                self._add(kind, line)

    def _list(self, element: Element, level: int) -> None:
        number = 0
        if element.tag == "ol":
            self._ordered += 1
            number = self._ordered
        for item in element.elements:
            inner = [child for child in item.elements if child.tag in ("ul", "ol")]
            own = replace(item, children=[child for child in item.children if child not in inner])
            self._add("item", runs(own), level=level, ordered=number)
            for deeper in inner:
                self._list(deeper, level + 1)

    def _terms(self, element: Element) -> None:
        """A paragraph for each term with its text, however they are grouped."""
        for part in element.elements:
            if part.tag == "div":
                self._terms(part)
            elif part.tag == "dt":
                term = [run._replace(strong=True) for run in runs(part)]
            else:
                self._add("text", [*term, Run(text=": "), *runs(part)])

    def _facts(self, element: Element) -> None:
        """Terms of a few words are one line, to save the reader a page."""
        line: list[Run] = []
        for term, text in zip(element.every("dt"), element.every("dd"), strict=True):
            strong = (run._replace(strong=True) for run in runs(term))
            line += [*([Run(text=" · ")] if line else []), *strong, Run(text=": "), *runs(text)]
        self._add("text", line)

    def _contents(self, element: Element) -> None:
        entries = tuple((link.attributes["href"][1:], link.text) for link in element.every("a"))
        self.found.append(Contents(title=element.attributes["aria-label"], entries=entries))

    def _table(self, element: Element, name: str) -> None:
        """A table without a name of its own has that of the paragraph above it."""
        for caption in element.elements:
            if caption.tag == "caption" and not _LEFT_OUT & {*caption.classes}:
                self._add("caption", runs(caption))
        above = self.found[-1]
        if not name and isinstance(above, Paragraph):
            name = above.text
        self.found.append(_table(element, name))


# ---- Tables ----


def _table(element: Element, name: str) -> Table:
    """A row for each row. One that names a group becomes a column, if the table names that column."""
    parts = [part for part in element.elements if part.tag in ("thead", "tbody")]
    head = tuple(cell.text for cell in parts[0].every("th"))
    column = element.attributes.get("data-group", "")
    rows = [row for part in parts[1:] for row in _rows(part, bool(column))]
    return Table(name=name, head=(column, *head) if column else head, rows=tuple(rows))


def _rows(part: Element, with_group: bool) -> Iterator[tuple[Cell, ...]]:
    before: list[Cell] = []
    for row in part.elements:
        first, *_ = cells = list(row.elements)
        if "colspan" in first.attributes:
            before = [_cell(first)] if with_group else []
            continue
        strong = "heat-element" in row.classes
        yield (*before, *(_cell(cell, strong) for cell in cells))


def _cell(element: Element, strong: bool = False) -> Cell:
    rating = element.attributes.get("data-rating")
    found = runs(element)
    return Cell(
        runs=tuple(run._replace(strong=True) for run in found) if strong else tuple(found),
        rating="" if rating is None else rating or _NOT_ANSWERED,
    )


def _picture(element: Element) -> Table:
    """A row for each element; its side is named below it."""
    rows = []
    heading: list[Run] = []
    for part in element.every("div"):
        if "picture-group" in part.classes:
            heading = []
            for line in part.elements:
                if "picture-heading" in line.classes:
                    heading = [Run(text=line.text, quiet=True, starts_line=True)]
        elif "picture-box" in part.classes:
            title, marks, verdict = (runs(line) for line in part.elements)
            rows.append((Cell(runs=(*title, *heading)), Cell(runs=tuple(marks)), Cell(runs=tuple(verdict))))
    return Table(name="Each element with its answers", head=_PICTURE, rows=tuple(rows))


# ---- Texts ----


def runs(element: Element) -> list[Run]:
    """The text of an element in its looks, with single spaces and none at its ends."""
    found: list[Run] = []
    starts_line = at_space = True
    for run in _raw(element, Run(text="")):
        text = run.text if run.rating else _SPACES.sub(" ", run.text)
        text = text.lstrip(" ") if at_space else text
        starts_line = starts_line or run.starts_line
        at_space = at_space or run.starts_line
        if text:
            found.append(run._replace(text=text, starts_line=starts_line and bool(found)))
            starts_line, at_space = False, text.endswith(" ")
    while found and not found[-1].text.strip(" "):
        found.pop()
    return [*found[:-1], *(run._replace(text=run.text.rstrip(" ")) for run in found[-1:])]


def lines(element: Element) -> Iterator[list[Run]]:
    """The text as a person typed it, line by line, without empty lines."""
    line: list[Run] = []
    for run in _raw(element, Run(text="")):
        first, *others = run.text.expandtabs(4).split("\n")
        line.append(run._replace(text=first))
        for text in others:
            yield line
            line = [run._replace(text=text)]
    yield line


def _raw(element: Element, look: Run) -> Iterator[Run]:
    for child in element.children:
        if isinstance(child, str):
            yield look._replace(text=child)
        elif not _LEFT_OUT & {*child.classes}:
            yield from _inline(child, look)


def _inline(element: Element, look: Run) -> Iterator[Run]:
    classes = {*element.classes}
    if "mark" in classes:
        # A square without a letter has a blank that is not collapsed.
        rating = element.attributes["data-rating"] or _NOT_ANSWERED
        yield look._replace(text=element.text or _BLANK, rating=rating)
        yield look._replace(text=" ")
    elif "rating" in classes:
        word = "".join(child for child in element.children if isinstance(child, str)).strip()
        yield look._replace(text=word.replace(" ", _BLANK), rating=element.classes[1].removeprefix("rating-"))
    else:
        look = look._replace(
            strong=look.strong or element.tag == "strong",
            quiet=look.quiet or bool(_QUIET & classes),
            link=element.attributes.get("href", look.link),
        )
        if _ON_ITS_OWN_LINE & classes:
            yield look._replace(starts_line=True)
        yield from _raw(element, look)
