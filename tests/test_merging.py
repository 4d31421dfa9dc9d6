"""Two records become one, and nothing that a person wrote is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from assessment import question_set as question_set_format
from assessment.merging import as_rounds, differences, fill
from assessment.model import Rating
from tests.builders import record_of, records, round_of, set_tables

if TYPE_CHECKING:
    from assessment.model import Record

SMALL = question_set_format.from_tables(set_tables())
IDS = [question.id for question in SMALL.questions]


def written(record: Record) -> set[tuple[str, str, str, str]]:
    """Every answer of every round, without the ids of rounds."""
    return {
        (question, str(answer.rating), answer.note, answer.no_action)
        for round_ in record.rounds
        for question, answer in round_.answers.items()
    }


@given(records(IDS), records(IDS))
def test_adding_rounds_loses_nothing_of_either(present: Record, opened: Record) -> None:
    made = as_rounds(present, opened)
    assert written(made) == written(present) | written(opened)
    assert {action.what for action in made.actions} == {
        action.what for record in (present, opened) for action in record.actions
    }
    assert made.current_round == present.current_round
    ids = [round_.id for round_ in made.rounds]
    assert len(ids) == len(set(ids))
    assert len({action.id for action in made.actions}) == len(made.actions)
    assert made.partnership == present.partnership


@given(records(IDS), records(IDS))
def test_adding_the_same_again_changes_nothing(present: Record, opened: Record) -> None:
    once = as_rounds(present, opened)
    assert as_rounds(once, opened) == once


@given(records(IDS), records(IDS))
def test_filling_changes_nothing_that_is_there(present: Record, opened: Record) -> None:
    made = fill(present, opened)
    assert made.rounds[:-1] == present.rounds[:-1]
    for question, answer in present.current_round.answers.items():
        after = made.current_round.answers[question]
        for field in ("rating", "note", "no_action"):
            before = getattr(answer, field)
            if before and str(before).strip():
                assert getattr(after, field) == before
    for question, answer in opened.current_round.answers.items():
        assert made.current_round.answers[question].rating or not answer.rating
    assert made.actions[: len(present.actions)] == present.actions
    assert fill(made, opened) == made


def test_a_round_with_an_id_that_is_taken_by_another_gets_one_of_its_own() -> None:
    present = record_of(round_of({"aims-clear": Rating.RED}, round_id="r"))
    opened = record_of(round_of({"aims-clear": Rating.GREEN}, round_id="r"))
    assert [round_.id for round_ in as_rounds(present, opened).rounds] == ["r-2", "r"]


def test_only_questions_that_differ_are_listed() -> None:
    present = record_of(round_of({"aims-clear": Rating.RED, "aims-shared": Rating.RED}))
    opened = record_of(round_of({"aims-clear": Rating.GREEN, "aims-shared": Rating.RED}))
    (row,) = differences(SMALL, present, opened)
    assert (row.question.id, row.here.rating, row.there.rating) == ("aims-clear", Rating.RED, Rating.GREEN)
