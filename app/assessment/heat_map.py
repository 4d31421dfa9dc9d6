"""Every question in every round, with what changed since the round before; and every element's score.

Rules:

1. A round is compared with the last round before it in which any question is rated; see `rounds`.
2. What happened to a question between the two is named as in `comparison`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from assessment import scoring
from assessment.comparison import Move, move_of
from assessment.rounds import previous_round

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.model import Rating, Round
    from assessment.question_set.model import Element, Question, QuestionSet
    from assessment.scoring import ElementScore


class Cell(NamedTuple):
    """One question in one round. `move` is none where there is no round before."""

    rating: Rating | None
    move: Move | None


@dataclass(frozen=True, kw_only=True)
class QuestionRow:
    """One question, with a cell for each round."""

    question: Question
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class ElementRows:
    """One element, with its score in each round, and its questions."""

    element: Element
    scores: tuple[ElementScore, ...]
    rows: tuple[QuestionRow, ...]


def heat_map(
    question_set: QuestionSet, rounds: Sequence[Round], *, first: int = 0, last: int | None = None
) -> tuple[ElementRows, ...]:
    """The rounds from `first` up to and without `last`, both counted from 0; in the order of `rounds`.

    Earlier rounds are what the first one is compared with.
    """
    shown = range(len(rounds))[first:last]
    pairs = [(rounds[number], previous_round(rounds[: number + 1])) for number in shown]
    return tuple(
        ElementRows(
            element=one.element,
            scores=one.scores,
            rows=tuple(
                QuestionRow(question=question, cells=tuple(_cell(question, *pair) for pair in pairs))
                for question in one.element.questions
            ),
        )
        for one in scoring.in_each(question_set, [round_ for round_, _ in pairs])
    )


def _cell(question: Question, round_: Round, before: Round | None) -> Cell:
    rating = round_.rating(question)
    return Cell(rating, move_of(before.rating(question), rating, round_) if before else None)
