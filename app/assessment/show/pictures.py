"""The SVGs. Each question is a square with a letter, so that no colour is needed to read a picture.

Lengths are in units of the picture's own frame; a unit is one CSS pixel when the picture is shown at its
full width. Colours come from `templates/tokens.css` through the classes of `templates/pictures.css`.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from assessment.model import Rating, Side
from assessment.text import capitalised
from assessment.words import localise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment

    from assessment.scoring import Counts, ElementScore

CARD_WIDTH, CARD_HEIGHT = 300, 132
CELL, CELL_GAP, PADDING = 26, 5, 16
LINE_HEIGHT, CHARACTERS_A_LINE, MOST_LINES = 20, 25, 2
WIDE, NARROW = "wide", "narrow"

_HEADINGS = {Side.SOFT: "Soft: people and culture", Side.HARD: "Hard: plans, rules and figures"}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One question; `kind` names its class, `letter` its text."""

    x: int
    kind: str
    letter: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """One element. `lines` is its title, broken to fit."""

    x: int
    y: int
    lines: tuple[str, ...]
    cells: tuple[Cell, ...]
    verdict: str
    kind: str
    is_goal: bool

    @property
    def centre(self) -> tuple[int, int]:
        return self.x + CARD_WIDTH // 2, self.y + CARD_HEIGHT // 2


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A line of text over a group of cards, centred on `x`."""

    x: int
    y: int
    text: str


def overview(
    made: Environment, scores: Sequence[ElementScore], words: Mapping[str, str], description: str
) -> Markup:
    """The whole-systems model with each element's answers: a wide and a narrow picture, one of them shown.

    Args:
        made: the templates.
        scores: one score an element, in the order of the question set.
        words: the partnership's own words.
        description: the picture in words, for who does not see it.
    """
    pictures = [
        made.get_template("overview.svg").render(
            name=name,
            width=width,
            height=height,
            cards=cards,
            headings=headings,
            lines=lines,
            description=description,
            card_width=CARD_WIDTH,
            card_height=CARD_HEIGHT,
            cell=CELL,
            padding=PADDING,
            line_height=LINE_HEIGHT,
        )
        for name, width, height, cards, headings, lines in (_wide(scores, words), _narrow(scores, words))
    ]
    return Markup('<div class="picture">{}</div>').format(Markup("").join(Markup(p) for p in pictures))


_Drawn = tuple[str, int, int, list[Card], list[Heading], list[tuple[int, int, int, int]]]


def _wide(scores: Sequence[ElementScore], words: Mapping[str, str]) -> _Drawn:
    """The goal in the middle, the soft elements on its left, the hard ones on its right."""
    gap_x, gap_y, top = 30, 28, 36
    columns = {Side.SOFT: 0, Side.GOAL: CARD_WIDTH + gap_x, Side.HARD: 2 * (CARD_WIDTH + gap_x)}
    rows = max(sum(score.element.side is side for score in scores) for side in Side)
    height = top + rows * CARD_HEIGHT + (rows - 1) * gap_y
    cards = []
    for side, x in columns.items():
        group = [score for score in scores if score.element.side is side]
        used = len(group) * CARD_HEIGHT + (len(group) - 1) * gap_y
        y = top + (height - top - used) // 2
        for score in group:
            cards.append(_card(score, words, x, y))
            y += CARD_HEIGHT + gap_y
    headings = [
        Heading(x=columns[side] + CARD_WIDTH // 2, y=20, text=text) for side, text in _HEADINGS.items()
    ]
    goals = [card for card in cards if card.is_goal]
    lines = [(*card.centre, *goal.centre) for goal in goals for card in cards if not card.is_goal]
    return WIDE, columns[Side.HARD] + CARD_WIDTH, height, cards, headings, lines


def _narrow(scores: Sequence[ElementScore], words: Mapping[str, str]) -> _Drawn:
    """One column: the goal on top, then the soft and the hard elements, for a telephone."""
    gap, y = 14, 2
    cards, headings = [], []
    for side in (Side.GOAL, Side.SOFT, Side.HARD):
        if side in _HEADINGS:
            headings.append(Heading(x=CARD_WIDTH // 2, y=y + 18, text=_HEADINGS[side]))
            y += 32
        for score in scores:
            if score.element.side is side:
                cards.append(_card(score, words, 0, y))
                y += CARD_HEIGHT + gap
    x = CARD_WIDTH // 2
    lines = [(x, cards[0].centre[1], x, cards[-1].centre[1])] if cards else []
    return NARROW, CARD_WIDTH, y, cards, headings, lines


def _card(score: ElementScore, words: Mapping[str, str], x: int, y: int) -> Card:
    title = localise(score.element.title, words)
    lines = textwrap.wrap(capitalised(title), CHARACTERS_A_LINE, max_lines=MOST_LINES, placeholder=" …") or [
        ""
    ]
    return Card(
        x=x,
        y=y,
        lines=tuple(lines),
        cells=tuple(_cells(score.counts)),
        verdict=verdict(score),
        kind=score.colour or "none",
        is_goal=score.element.side is Side.GOAL,
    )


def verdict(score: ElementScore) -> str:
    """The colour of an element in words."""
    if score.colour is None:
        return "Not enough known yet" if score.counts.applicable else "Does not apply"
    return score.colour.word if score.settled else f"{score.colour.word} so far"


def _cells(counts: Counts) -> list[Cell]:
    kinds: list[tuple[str, str, int]] = [
        (Rating.RED, Rating.RED.letter, counts.red),
        (Rating.AMBER, Rating.AMBER.letter, counts.amber),
        (Rating.GREEN, Rating.GREEN.letter, counts.green),
        (Rating.UNKNOWN, Rating.UNKNOWN.letter, counts.unknown),
        ("not-answered", "", counts.not_answered),
        (Rating.NOT_APPLICABLE, Rating.NOT_APPLICABLE.letter, counts.not_applicable),
    ]
    flat = [(kind, letter) for kind, letter, number in kinds for _ in range(number)]
    # Many questions share the room that is there; up to eight keep their full size.
    step = min(CELL + CELL_GAP, (CARD_WIDTH - 2 * PADDING + CELL_GAP) / max(len(flat), 1))
    return [
        Cell(x=round(PADDING + number * step), kind=kind, letter=letter)
        for number, (kind, letter) in enumerate(flat)
    ]
