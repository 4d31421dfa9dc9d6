"""What moved between two rounds, and what of it compares."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import question_set as question_set_format
from assessment.comparison import Move, compare, comparison_html
from assessment.errors import RequestError
from assessment.model import Rating
from assessment.report import report
from tests.builders import maybe_ratings, record_of, round_of, set_tables

SMALL = question_set_format.from_tables(set_tables())
IDS = [question.id for question in SMALL.questions]
ratings = st.fixed_dictionaries(dict.fromkeys(IDS, maybe_ratings))
MIRRORED = {
    Move.BETTER: Move.WORSE,
    Move.WORSE: Move.BETTER,
    Move.NEWLY_ANSWERED: Move.NO_LONGER_ANSWERED,
    Move.NO_LONGER_ANSWERED: Move.NEWLY_ANSWERED,
}


@pytest.mark.parametrize(
    ("before", "after", "move"),
    [
        (Rating.RED, Rating.AMBER, Move.BETTER),
        (Rating.GREEN, Rating.RED, Move.WORSE),
        (Rating.AMBER, Rating.AMBER, Move.SAME),
        (None, Rating.RED, Move.NEWLY_ANSWERED),
        (Rating.UNKNOWN, Rating.GREEN, Move.NEWLY_ANSWERED),
        (Rating.GREEN, Rating.NOT_APPLICABLE, Move.NO_LONGER_ANSWERED),
        (Rating.UNKNOWN, None, Move.NOT_COMPARED),
    ],
)
def test_only_colours_compare(before: Rating | None, after: Rating | None, move: Move) -> None:
    compared = compare(SMALL, round_of({"aims-clear": before}), round_of({"aims-clear": after}))
    assert compared.elements[0].questions[0].move is move


def test_an_element_changes_on_the_questions_that_both_rounds_have() -> None:
    before = round_of({"aims-clear": Rating.RED, "aims-shared": Rating.GREEN})
    after = round_of({"aims-clear": Rating.AMBER})
    aims, means = compare(SMALL, before, after).elements
    assert (aims.in_common, aims.share_before, aims.share_after, aims.change) == (1, 0.0, 0.5, 0.5)
    assert (means.in_common, means.change) == (0, None)


@given(ratings, ratings)
def test_a_comparison_the_other_way_round_is_its_mirror(
    one: dict[str, Rating | None], other: dict[str, Rating | None]
) -> None:
    forth = compare(SMALL, round_of(one), round_of(other))
    back = compare(SMALL, round_of(other), round_of(one))
    for there, here in zip(forth.elements, back.elements, strict=True):
        for question, mirrored in zip(there.questions, here.questions, strict=True):
            assert mirrored.move is MIRRORED.get(question.move, question.move)
        assert there.in_common == here.in_common
        if there.change is not None:
            assert -1 <= there.change <= 1
            assert here.change == -there.change
    assert sum(forth.counts.values()) == len(IDS)
    assert not any(element.news for element in compare(SMALL, round_of(one), round_of(one)).elements)


def test_the_fragment_says_what_moved_by_word_and_names_a_round_that_is_not_there() -> None:
    record = record_of(
        round_of({"aims-clear": Rating.RED}, round_id="first"),
        round_of({"aims-clear": Rating.GREEN}, round_id="second"),
    )
    html = comparison_html(SMALL, record, "first", "second")
    assert "1 question better, 0 worse" in html
    assert "up from 0% to 100% of the ideal, on the 1 question with a colour in both rounds" in html
    assert "No question moved" in comparison_html(SMALL, record, "first", "first")
    with pytest.raises(RequestError, match="after: 'third' is none of first, second"):
        comparison_html(SMALL, record, "first", "third")


def test_the_report_tells_what_changed_from_the_second_round_on() -> None:
    first = round_of({"aims-clear": Rating.RED}, round_id="first")
    second = round_of({"aims-clear": Rating.GREEN}, round_id="second")
    today = date(2027, 3, 31)
    assert "since the last round" not in report(SMALL, record_of(first), today).html
    assert "since the last round" in report(SMALL, record_of(first, second), today).html
