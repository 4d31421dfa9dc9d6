"""Record -> what changed between rounds, their heat map, the trend, and the rounds: a fragment of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from assessment.comparison import compare
from assessment.rounds import answered_in, names_of, to_compare
from assessment.show.comparison import comparison_html
from assessment.show.heat_map import ON_SCREEN, heat_map_html
from assessment.show.html import environment, fixed_words
from assessment.show.partners_over_time import partners_over_time_html
from assessment.show.trend import trend_html
from assessment.words import words_of

if TYPE_CHECKING:
    from assessment.model import Record
    from assessment.question_set.model import QuestionSet


def rounds_html(question_set: QuestionSet, record: Record, before: str = "", after: str = "") -> str:
    """The fragment; `before` and `after` are ids of rounds.

    Where there is no such round, as after another record was opened, those that `to_compare` names are
    compared.
    """
    rounds, names = record.rounds, names_of(record.rounds)
    pair = to_compare(rounds)
    usual = tuple(round_.id for round_ in pair or ())
    asked = {question.id for question in question_set.questions}
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
        answered={round_.id: answered_in(round_, asked) for round_ in rounds},
        usual=compare(question_set, *pair) if pair else None,
        compared=chosen,
        chosen=chosen != usual,
        comparison=Markup(comparison_html(question_set, record, *chosen)) if pair else "",
        heat_map=Markup(heat_map_html(question_set, record, for_page=True)) if pair else "",
        trend=Markup(trend_html(question_set, record)) if pair else "",
        partners=Markup(partners_over_time_html(question_set, record)),
    )
