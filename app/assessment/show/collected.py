"""What is in the files that partners sent, to be chosen from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.partners.collecting import Item, Standing
from assessment.rounds import names_of
from assessment.show.html import environment, fixed_words
from assessment.show.respondents import answered, when, who
from assessment.text import one_line
from assessment.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.model import Record
    from assessment.question_set.model import QuestionSet


def collected_html(question_set: QuestionSet, record: Record, items: Sequence[Item]) -> str:
    """What came from partners, one row for each response, to be chosen from: a fragment of HTML.

    The boxes are named by the place of the item in the list.
    """
    return (
        environment(fixed_words(words_of(question_set, record)))
        .get_template("collected.html")
        .render(
            items=items,
            noun=question_set.subject.noun,
            usual=sum(item.standing.is_usual for item in items),
            standing=Standing,
            names=names_of(record.rounds),
            current=record.current_round,
            partnership=one_line(record.partnership.name),
            who=who,
            when=when,
            answered=answered,
        )
    )
