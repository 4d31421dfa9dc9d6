"""The report's HTML -> headings, paragraphs, lists and tables, for files that are no web page.

The HTML is the one text of a report. Here its pictures become tables and lists, and no cell is joined with
another. What only a screen reader needs is left out, as on paper. A tag without a rule is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import bidirectional

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
_QUIET, _ON_ITS_OWN_LINE = {"plan-serves", "picture-change"}, {"plan-serves"}
_CONTAINERS = {"body", "main", "section", "header", "article", "div", "footer"}
# A single space is no match, which saves most of the replacing.
_SPACES = re.compile(r"[ \t\n\r]{2,}|[\t\n\r]")
_PICTURE = ("Element", "Answers", "Colour")
NOT_ANSWERED = "not-answered"
_BLANK = "\u00a0"
_STRONG = {"L", "R", "AL"}


# There are thousands of runs, and a tuple is made in half the time.
class Run(NamedTuple):
    """A piece of text of one look. `rating`: the answer that it names; `link`: an address, or ``#id``."""

    text: str
    starts_line: bool = False
    strong: bool = False
    quiet: bool = False
    rating: str = ""
    link: str = ""

    @property
    def is_right_to_left(self) -> bool:
        """Whether its first letter is of a script that runs so."""
        if self.text.isascii():
            return False
        strong = (bidirectional(char) for char in self.text)
        return next((kind != "L" for kind in strong if kind in _STRONG), False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Of a kind: ``title``, ``heading-1`` to ``-3``, ``text``, ``quiet``, ``note``, ``caption``, ``item``.

    An item has a `level` from 0, and the number of its `ordered` list, counted from 1, or 0 for a bullet.
    `ids`: the names by which links find it. `starts_page`: on paper.
    """

    kind: str
    runs: tuple[Run, ...]
    ids: tuple[str, ...] = ()
    level: int = 0
    ordered: int = 0
    starts_page: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def is_right_to_left(self) -> bool:
        return any(run.is_right_to_left for run in self.runs[:1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`rating`: the answer that the whole cell shows."""

    runs: tuple[Run, ...]
    is_header: bool = False
    rating: str = ""

    @property
    def lines(self) -> list[str]:
        """Its text, with the space that the ground of a rating takes."""
        texts = (
            f"\n{run.text}" if run.starts_line else f" {run.text} " if run.rating else run.text
            for run in self.runs
        )
        return "".join(texts).split("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`name`: for those who do not see it. Each row has a cell for each column of `head`."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What there is: ids with their texts."""

    title: str
    entries: tuple[tuple[str, str], ...]


Block = Paragraph | Table | Contents


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
        if "rowspan" in first.attributes:
            # Its other rows say it again, so that each can be read alone.
            before, cells = [_cell(first)], cells[1:]
        strong = "heat-element" in row.classes
        yield (*before, *(_cell(cell, strong) for cell in cells))


def _cell(element: Element, strong: bool = False) -> Cell:
    rating = element.attributes.get("data-rating")
    found = runs(element)
    return Cell(
        runs=tuple(run._replace(strong=True) for run in found) if strong else tuple(found),
        is_header=element.tag == "th",
        rating="" if rating is None else rating or NOT_ANSWERED,
    )


def _picture(element: Element) -> Table:
    """A row for each element; its side is named below it."""
    rows = []
    heading: list[Run] = []
    for part in element.every("div"):
        if "picture-side" in part.classes:
            heading = []
            for line in part.elements:
                if "picture-heading" in line.classes:
                    heading = [Run(text=line.text, quiet=True, starts_line=True)]
        elif "picture-box" in part.classes:
            title, marks, verdict = (runs(line) for line in part.elements)
            rows.append(
                (
                    Cell(runs=(*title, *heading), is_header=True),
                    Cell(runs=tuple(marks)),
                    Cell(runs=tuple(verdict)),
                )
            )
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
    return found


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
        rating = element.attributes["data-rating"] or NOT_ANSWERED
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
