"""Two rounds compared -> a fragment of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.comparison import compare
from assessment.rounds import find
from assessment.show.html import environment, fixed_words
from assessment.words import words_of

if TYPE_CHECKING:
    from assessment.model import Record
    from assessment.question_set.model import QuestionSet


def comparison_html(question_set: QuestionSet, record: Record, before_id: str, after_id: str) -> str:
    """The comparison of two rounds of a record, as a fragment of HTML.

    Raises:
        RequestError: there is no such round.
    """
    compared = compare(question_set, find(record, before_id, "before"), find(record, after_id, "after"))
    made = environment(fixed_words(words_of(question_set, record)))
    return made.get_template("comparison.html").render(comparison=compared)
