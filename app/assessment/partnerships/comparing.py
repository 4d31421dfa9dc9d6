"""(question set, rounds of several partnerships) -> their elements side by side, and where they differ.

The partnerships are compared by the measure that compares partners; see `agreement`. There is no total and
no order of merit: partnerships have different tasks, and the pattern is the finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment import scoring
from assessment.model import COLOURS
from assessment.partners.agreement import Agreement, compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.model import Rating, Round
    from assessment.question_set.model import Question, QuestionSet
    from assessment.scoring import ElementScores


@dataclass(frozen=True, kw_only=True)
class QuestionRow:
    """One question, with the answer of each partnership."""

    question: Question
    ratings: tuple[Rating | None, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many partnerships have each colour."""
        return tuple(self.ratings.count(colour) for colour in COLOURS)

    @property
    def agreement(self) -> Agreement:
        return Agreement.of(self.counts)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The elements in the order of the set, with a score of each partnership; the questions with the least
    agreement first.
    """

    elements: tuple[ElementScores, ...]
    questions: tuple[QuestionRow, ...]


def compare(question_set: QuestionSet, rounds: Sequence[Round]) -> Comparison:
    """The rounds side by side, one of each partnership, in their order."""
    rows = [
        QuestionRow(question=question, ratings=tuple(round_.rating(question) for round_ in rounds))
        for question in question_set.questions
    ]
    return Comparison(
        elements=scoring.in_each(question_set, rounds),
        questions=tuple(sorted(rows, key=_disagreement)),
    )


def _disagreement(row: QuestionRow) -> float:
    """A key to sort by: what cannot be compared comes last."""
    measured = compared(row.counts)
    return 2.0 if measured is None else measured
