"""What a report says, as headings, paragraphs, lists and tables: for files that are no web page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import bidirectional

# The kinds of letters that have a direction.
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
    """`name`: for those who do not see it. A row has a cell for each column of `head`; the first names it."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What there is: ids with their texts."""

    title: str
    entries: tuple[tuple[str, str], ...]


Block = Paragraph | Table | Contents
