"""Record -> the list of its rounds, how two of them compare, and the trend, as a fragment of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from assessment import scoring
from assessment.rounds import is_answered, names_of, previous_round
from assessment.show.comparison import comparison_html
from assessment.show.html import environment, fixed_words
from assessment.show.trend import trend_html
from assessment.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.model import QuestionSet, Record, Round


def rounds_html(question_set: QuestionSet, record: Record, before: str = "", after: str = "") -> str:
    """The fragment; `before` and `after` are ids of rounds.

    Where there is no such round, as after another record was opened, the latest round with answers is
    compared with its previous round, or else the last two.
    """
    ids = [round_.id for round_ in record.rounds]
    usual = _usual(record.rounds)
    compared = None
    if len(ids) > 1:
        compared = tuple(
            asked if asked in ids else last for asked, last in zip((before, after), usual, strict=True)
        )
    made = environment(fixed_words(words_of(question_set, record)))
    return made.get_template("round_list.html").render(
        rounds=record.rounds,
        names=names_of(record.rounds),
        counts={round_.id: scoring.total(scoring.score(question_set, round_)) for round_ in record.rounds},
        compared=compared,
        comparison=Markup(comparison_html(question_set, record, *compared)) if compared else "",
        trend=Markup(trend_html(question_set, record)) if compared else "",
    )


def _usual(rounds: Sequence[Round]) -> tuple[str, ...]:
    latest = rounds[-1] if is_answered(rounds[-1]) else previous_round(rounds)
    before = previous_round(rounds[: rounds.index(latest) + 1]) if latest else None
    return (before.id, latest.id) if before and latest else tuple(round_.id for round_ in rounds[-2:])
