"""The trend of each element over the rounds -> a fragment of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from assessment.show.html import environment, fixed_words
from assessment.trend import BOTTOM, HEIGHT, LEFT, MOST_POINTS, RIGHT, TOP, WIDTH, trend
from assessment.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessment.model import Record
    from assessment.question_set.model import QuestionSet
    from assessment.trend import Point


def trend_html(question_set: QuestionSet, record: Record) -> str:
    """The pictures of the last rounds, as a fragment of HTML; empty where there is one round only."""
    if len(record.rounds) < 2:
        return ""
    made = environment(fixed_words(words_of(question_set, record)))
    return made.get_template("trend.html").render(
        trends=trend(question_set, record.rounds[-MOST_POINTS:]),
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


def _path(points: Iterable[Point]) -> Markup:
    """The line through the points; made of numbers only."""
    return Markup(" ".join(f"{point.x},{point.y}" for point in points))
