"""The trend of each element over the last rounds, as a picture from the second round on.

Each point shows its value by its height, the letter of its colour and a figure, so that a print in black and
white loses nothing. The heat map has the figures of all rounds.

The score of a few answers would rise and fall with each: an element has a point where it has a colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment import scoring
from assessment.text import percent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessment.model import Round
    from assessment.question_set.model import Element, QuestionSet
    from assessment.scoring import ElementScore

# Of rounds in a picture: more points would be too close to be read.
MOST_POINTS = 8

WIDTH, HEIGHT = 260, 110
LEFT, RIGHT, TOP, BOTTOM = 24, 24, 34, 22


@dataclass(frozen=True, kw_only=True)
class Point:
    """One round in a picture, in its units. `letter` is that of the element's colour."""

    x: float
    y: float
    letter: str
    label: str


@dataclass(frozen=True, kw_only=True)
class ElementTrend:
    """One element over the rounds, oldest first."""

    element: Element
    scores: tuple[ElementScore, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """Those of the rounds in which the element had a colour."""
        step = (WIDTH - LEFT - RIGHT) / max(len(self.scores) - 1, 1)
        return tuple(
            Point(
                x=round(LEFT + number * step, 1),
                y=round(TOP + (1 - score.counts.share) * (HEIGHT - TOP - BOTTOM), 1),
                letter=score.colour.letter,
                label=percent(score.counts.share),
            )
            for number, score in enumerate(self.scores)
            if score.colour is not None and score.counts.share is not None
        )


def trend(question_set: QuestionSet, rounds: Iterable[Round]) -> tuple[ElementTrend, ...]:
    """The scores of every element in these rounds."""
    scored = [scoring.score(question_set, round_) for round_ in rounds]
    return tuple(
        ElementTrend(element=element, scores=tuple(scores[number] for scores in scored))
        for number, element in enumerate(question_set.elements)
    )
