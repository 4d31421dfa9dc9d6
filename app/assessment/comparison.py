"""Round against round: what moved, question by question, and in each element.

Rules:

1. Only colours compare: red is below amber, and amber below green.
2. A colour where there was none before is newly rated. None where there was one is named by what is there
   instead. In a round that is still open an answer that is missing is to come, whatever was there before.
3. The change of an element is said in counts of its questions. The difference of its two scores would compare
   two things, because other questions may have a colour in each round.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment.model import COLOURS, Rating

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.model import Round
    from assessment.question_set.model import Element, Question, QuestionSet


class Move(StrEnum):
    """What happened to a question between two rounds."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NEWLY_RATED = "newly-rated"
    NOW_NOT_KNOWN = "now-not-known"
    NO_LONGER_APPLIES = "no-longer-applies"
    NO_LONGER_ANSWERED = "no-longer-answered"
    NOT_ANSWERED_YET = "not-answered-yet"
    NOT_COMPARED = "not-compared"

    @property
    def word(self) -> str:
        return self.value.replace("-", " ").capitalize()

    @property
    def phrase(self) -> str:
        """How a count of such questions goes on: ``5 newly rated``."""
        return _PHRASES.get(self, self.word.lower())

    @property
    def is_news(self) -> bool:
        return self.compares and self is not Move.SAME

    @property
    def compares(self) -> bool:
        """Whether it says something of both rounds."""
        return self not in (Move.NOT_ANSWERED_YET, Move.NOT_COMPARED)


_PHRASES = {Move.SAME: "the same", Move.NOT_COMPARED: "with no colour in either round"}
# A sentence always names these, and others where there are any.
ALWAYS_NAMED = (Move.BETTER, Move.WORSE, Move.SAME)


@dataclass(frozen=True, kw_only=True)
class QuestionMove:
    """One question in two rounds."""

    question: Question
    before: Rating | None
    after: Rating | None
    move: Move


@dataclass(frozen=True, kw_only=True)
class ElementMove:
    """One element in two rounds."""

    element: Element
    questions: tuple[QuestionMove, ...]

    @property
    def news(self) -> tuple[QuestionMove, ...]:
        return tuple(question for question in self.questions if question.move.is_news)

    @property
    def counts(self) -> Mapping[Move, int]:
        return Counter(question.move for question in self.questions)

    @property
    def sentence(self) -> str:
        """``2 better, 1 worse`` or ``no change``: short, as it is beside a score; other news if it is all."""
        counts = self.counts
        moved = [move for move in (Move.BETTER, Move.WORSE) if counts[move]]
        said = moved or [move for move in Move if move.is_news and counts[move]]
        if said:
            return ", ".join(f"{counts[move]} {move.phrase}" for move in said)
        return "no change" if counts[Move.SAME] else "nothing to compare yet"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two rounds, element by element, in the order of the question set."""

    before: Round
    after: Round
    elements: tuple[ElementMove, ...]

    @property
    def counts(self) -> Mapping[Move, int]:
        return sum((Counter(element.counts) for element in self.elements), Counter())

    @property
    def sentence(self) -> str:
        """``4 better, 2 worse, 41 the same, 5 newly rated``: the counts add up to the questions."""
        counts = self.counts
        return ", ".join(
            f"{counts[move]} {move.phrase}" for move in Move if move in ALWAYS_NAMED or counts[move]
        )


def compare(question_set: QuestionSet, before: Round, after: Round) -> Comparison:
    """What moved from one round to another."""
    return Comparison(
        before=before,
        after=after,
        elements=tuple(_element(element, before, after) for element in question_set.elements),
    )


def _element(element: Element, before: Round, after: Round) -> ElementMove:
    return ElementMove(
        element=element,
        questions=tuple(_question(question, before, after) for question in element.questions),
    )


def _question(question: Question, before: Round, after: Round) -> QuestionMove:
    was, is_now = before.rating(question), after.rating(question)
    return QuestionMove(question=question, before=was, after=is_now, move=move_of(was, is_now, after))


def move_of(before: Rating | None, after: Rating | None, later: Round) -> Move:
    """What happened to a question with these ratings, of which the second is in the round `later`."""
    match _has_colour(before), _has_colour(after):
        case True, True:
            assert before is not None
            assert after is not None
            steps = COLOURS.index(after) - COLOURS.index(before)
            return Move.SAME if steps == 0 else Move.BETTER if steps > 0 else Move.WORSE
        case False, True:
            return Move.NEWLY_RATED
        # Whatever it was before: the page and the report count as many that are not answered yet.
        case _, False if after is None and not later.closed:
            return Move.NOT_ANSWERED_YET
        case True, False:
            if after is Rating.UNKNOWN:
                return Move.NOW_NOT_KNOWN
            return Move.NO_LONGER_APPLIES if after is Rating.NOT_APPLICABLE else Move.NO_LONGER_ANSWERED
        case _:
            return Move.NOT_COMPARED


def _has_colour(rating: Rating | None) -> bool:
    return rating is not None and rating.is_colour
