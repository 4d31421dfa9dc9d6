"""Partnerships side by side: the questions on which they differ most come first, by the partners' measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from assessment.model import Rating
from assessment.partners.agreement import Agreement, consensus
from assessment.partnerships.comparing import compare
from assessment.question_set import reading as question_set_format
from assessment.scoring import score
from tests.python.builders import maybe_ratings, round_of, set_tables

if TYPE_CHECKING:
    from assessment.model import Round

SMALL = question_set_format.from_tables(set_tables())
R, A, G, DK, NA = Rating


def rounds(*of: tuple[Rating | None, Rating | None, Rating | None]) -> list[Round]:
    ids = [question.id for question in SMALL.questions]
    return [round_of(dict(zip(ids, ratings, strict=True))) for ratings in of]


def test_the_question_on_which_they_differ_most_comes_first() -> None:
    made = compare(SMALL, rounds((G, R, DK), (G, G, R), (G, R, None)))
    assert [(row.question.id, row.agreement) for row in made.questions] == [
        ("aims-shared", Agreement.FAR_APART),
        ("aims-clear", Agreement.SAME_COLOUR),
        ("means-money", Agreement.TOO_FEW),
    ]
    assert made.questions[0].ratings == (R, G, R)


three = st.tuples(maybe_ratings, maybe_ratings, maybe_ratings)


@given(st.lists(three, max_size=6))
def test_every_answer_is_shown_and_the_order_is_by_consensus(
    of: list[tuple[Rating | None, Rating | None, Rating | None]],
) -> None:
    given_rounds = rounds(*of)
    made = compare(SMALL, given_rounds)
    for row in made.questions:
        assert list(row.ratings) == [round_.rating(row.question) for round_ in given_rounds]
    for number, element in enumerate(made.elements):
        assert list(element.scores) == [score(SMALL, round_)[number] for round_ in given_rounds]
    measured = [consensus(row.counts) for row in made.questions if sum(row.counts) >= 2]
    assert measured == sorted(measured, key=lambda found: found or 0.0)
    assert sorted(row.question.id for row in made.questions) == sorted(q.id for q in SMALL.questions)
