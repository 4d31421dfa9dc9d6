"""The trend of each element over the last rounds -> pictures, from the second round on: a fragment of HTML.

Each point shows its value by its height, the letter of its colour and a figure, so that a print in black and
white loses nothing. The heat map has the figures of all rounds.

The score of a few answers would rise and fall with each: an element has a point where it has a colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from assessment import scoring
from assessment.show.html import environment, fixed_words
from assessment.text import percent
from assessment.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assessment.model import Record
    from assessment.question_set.model import QuestionSet
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


def trend_html(question_set: QuestionSet, record: Record) -> str:
    """The pictures of the last rounds, as a fragment of HTML; empty where there is one round only."""
    if len(record.rounds) < 2:
        return ""
    made = environment(fixed_words(words_of(question_set, record)))
    elements = scoring.in_each(question_set, record.rounds[-MOST_POINTS:])
    return made.get_template("trend.html").render(
        trends=[(one.element, points(one.scores)) for one in elements],
        most=MOST_POINTS,
        known_from=question_set.colour_rule.known_from,
        more=len(record.rounds) > MOST_POINTS,
        width=WIDTH,
        height=HEIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        left=LEFT,
        right=WIDTH - RIGHT,
        path=_path,
    )


def points(scores: Sequence[ElementScore]) -> tuple[Point, ...]:
    """Those of the rounds in which an element had a colour; `scores` are of all rounds, the oldest first."""
    step = (WIDTH - LEFT - RIGHT) / max(len(scores) - 1, 1)
    return tuple(
        Point(
            x=round(LEFT + number * step, 1),
            y=round(TOP + (1 - score.counts.share) * (HEIGHT - TOP - BOTTOM), 1),
            letter=score.colour.letter,
            label=percent(score.counts.share),
        )
        for number, score in enumerate(scores)
        if score.colour is not None and score.counts.share is not None
    )


def _path(points: Iterable[Point]) -> Markup:
    """The line through the points; made of numbers only."""
    return Markup(" ".join(f"{point.x},{point.y}" for point in points))
