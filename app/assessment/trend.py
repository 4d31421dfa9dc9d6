"""The trend of each element over the rounds: pictures from the second round on, and the table beside them.

Each point is told by its height, by the letter of its colour and by its figure: a print in black and white
loses nothing. A picture shows the last rounds only; the table has them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from assessment import scoring
from assessment.html import environment, fixed_words, percent
from assessment.rounds import names_of
from assessment.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessment.model import Element, QuestionSet, Record, Round
    from assessment.scoring import ElementScore

# More points would stand too close to be read.
MOST_POINTS = 8

WIDTH, HEIGHT = 260, 110
LEFT, RIGHT, TOP, BOTTOM = 24, 24, 34, 22


@dataclass(frozen=True, kw_only=True)
class Point:
    """One round in a picture, in its units. `letter` is that of the element's colour, or a dash."""

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
        """Those of the last rounds in which the element had a share."""
        last = self.scores[-MOST_POINTS:]
        step = (WIDTH - LEFT - RIGHT) / max(len(last) - 1, 1)
        return tuple(
            Point(
                x=round(LEFT + number * step, 1),
                y=round(TOP + (1 - score.counts.share) * (HEIGHT - TOP - BOTTOM), 1),
                letter=score.colour.letter if score.colour else "–",
                label=percent(score.counts.share),
            )
            for number, score in enumerate(last)
            if score.counts.share is not None
        )


def trend(question_set: QuestionSet, rounds: Iterable[Round]) -> tuple[ElementTrend, ...]:
    """The scores of every element in every round; the work grows in line with the rounds."""
    scored = [scoring.score(question_set, round_) for round_ in rounds]
    return tuple(
        ElementTrend(element=element, scores=tuple(scores[number] for scores in scored))
        for number, element in enumerate(question_set.elements)
    )


def trend_html(question_set: QuestionSet, record: Record) -> str:
    """The pictures and their table, as a fragment of HTML; a sentence where there is one round only."""
    made = environment(fixed_words(words_of(question_set, record)))
    template = made.get_template("trend.html")
    return template.render(
        trends=trend(question_set, record.rounds) if len(record.rounds) > 1 else (),
        names=list(names_of(record.rounds).values()),
        width=WIDTH,
        height=HEIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        left=LEFT,
        right=WIDTH - RIGHT,
        path=_path,
    )


def _path(points: Iterable[Point]) -> Markup:
    """The line through the points; made of numbers only."""
    return Markup(" ".join(f"{point.x},{point.y}" for point in points))
