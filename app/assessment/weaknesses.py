"""What to fix first: every red and amber answer of a round, in the order in which to deal with them.

Rules:

1. Red comes before amber.
2. Of one colour, what holds back or puts in doubt most other answers comes first; see `whole_system`.
3. Where that is equal, the order of the question set decides.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.model import Rating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.model import Round
    from assessment.question_set.model import Question, QuestionSet
    from assessment.whole_system import Consequence


# So many are to fix first; more would be a list again.
MOST_FIRST = 5


@dataclass(frozen=True, kw_only=True)
class Weakness:
    """A question with a red or amber answer. `consequences`: what it holds back or puts in doubt."""

    question: Question
    rating: Rating
    consequences: tuple[Consequence, ...]


def rank(
    question_set: QuestionSet, round_: Round, consequences: Sequence[Consequence]
) -> tuple[Weakness, ...]:
    """Every red and amber answer, first things first; `consequences` are those of the same round."""
    of_source: dict[str, list[Consequence]] = defaultdict(list)
    for consequence in consequences:
        of_source[consequence.link.source.id].append(consequence)
    weaknesses = [
        Weakness(question=question, rating=rating, consequences=tuple(of_source[question.id]))
        for question in question_set.questions
        if (rating := round_.rating(question)) in (Rating.RED, Rating.AMBER)
    ]
    # The sort is stable, so that equals keep the order of the question set.
    return tuple(
        sorted(weaknesses, key=lambda weak: (weak.rating is not Rating.RED, -len(weak.consequences)))
    )
