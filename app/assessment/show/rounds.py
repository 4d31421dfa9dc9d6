"""Record -> what changed between rounds, their heat map, the trend, and the rounds: a fragment of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from assessment.comparison import compare
from assessment.rounds import find, is_answered, names_of, previous_round
from assessment.show.comparison import comparison_html
from assessment.show.heat_map import ON_SCREEN, heat_map_html
from assessment.show.html import environment, fixed_words
from assessment.show.partners_over_time import partners_over_time_html
from assessment.show.trend import trend_html
from assessment.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.model import Record, Round
    from assessment.question_set.model import QuestionSet


def rounds_html(question_set: QuestionSet, record: Record, before: str = "", after: str = "") -> str:
    """The fragment; `before` and `after` are ids of rounds.

    Where there is no such round, as after another record was opened, the latest round with answers is
    compared with its previous round, or else the last two.
    """
    rounds, names = record.rounds, names_of(record.rounds)
    usual = _usual(rounds)
    asked = [question.id for question in question_set.questions]
    chosen = tuple(
        wanted if wanted in names else last for wanted, last in zip((before, after), usual, strict=False)
    )
    newest_first = rounds[::-1]
    made = environment(fixed_words(words_of(question_set, record)))
    return made.get_template("round_list.html").render(
        newest=newest_first[:ON_SCREEN],
        older=newest_first[ON_SCREEN:],
        names=names,
        asked=len(asked),
        answered={round_.id: _answered(round_, asked) for round_ in rounds},
        usual=compare(question_set, *(find(record, name, "round") for name in usual)) if usual else None,
        compared=chosen,
        chosen=chosen != usual,
        comparison=Markup(comparison_html(question_set, record, *chosen)) if usual else "",
        heat_map=Markup(heat_map_html(question_set, record, for_page=True)) if usual else "",
        trend=Markup(trend_html(question_set, record)) if usual else "",
        partners=Markup(partners_over_time_html(question_set, record)),
    )


def _answered(round_: Round, asked: Sequence[str]) -> int:
    answers = round_.answers
    return sum(name in answers and answers[name].rating is not None for name in asked)


def _usual(rounds: Sequence[Round]) -> tuple[str, ...]:
    """The ids of the two rounds to compare; empty where there are not two, or none has an answer.

    Where partners answer, the coordinator need not: then there is nothing to compare.
    """
    if len(rounds) < 2 or not any(map(is_answered, rounds)):
        return ()
    latest = rounds[-1] if is_answered(rounds[-1]) else previous_round(rounds)
    before = previous_round(rounds[: rounds.index(latest) + 1]) if latest else None
    return (before.id, latest.id) if before and latest else tuple(round_.id for round_ in rounds[-2:])
