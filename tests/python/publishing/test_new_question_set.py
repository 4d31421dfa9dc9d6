"""A new question set is laid out under a name of its own, and follows every rule of the house."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from assessment.model import Rating
from publishing import house_style, new_question_set, tools
from publishing.machine import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2027, 1, 31)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A folder with the words in common and a set named "taken"."""
    folder = tmp_path / "questions"
    folder.mkdir()
    shutil.copy(ROOT / "questions" / "common.toml", folder)
    new_question_set.write("taken", today=TODAY, questions=folder)
    return folder


def test_a_new_set_is_read_without_a_fault_and_follows_the_house_style(questions: Path) -> None:
    new_question_set.write("housing-support", today=TODAY, questions=questions)
    _, made = tools.read(questions / "taken")
    question_set = made.question_set
    assert (question_set.id, question_set.reviewed) == ("housing-support", TODAY)
    assert question_set.about.name == "Housing support"
    assert [len(element.questions) for element in question_set.elements] == [1, 1]
    assert not house_style.findings(question_set)


def test_its_example_is_answered_in_a_closed_round_and_a_current_one(questions: Path) -> None:
    (made,) = tools.read(questions / "taken")
    record, asked = made.example, {question.id for question in made.question_set.questions}
    assert (record.question_set, record.question_set_version) == ("taken", made.question_set.version)
    assert [round_.closed is None for round_ in record.rounds] == [False, True]
    assert all(set(round_.answers) == asked for round_ in record.rounds)
    assert {Rating.RED, Rating.AMBER} & {answer.rating for answer in record.current_round.answers.values()}
    assert "invented" in record.partnership.name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "NAME=housing"),
        ("Housing", "small letters and digits"),
        ("two words", "small letters and digits"),
        ("../elsewhere", "small letters and digits"),
        ("2nd", "small letters and digits"),
        ("record", "a word that the tool uses itself"),
        ("taken", "questions/taken is there already"),
    ],
)
def test_a_bad_or_taken_name_is_refused_and_nothing_is_written(questions: Path, name: str, said: str) -> None:
    before = {path: path.read_bytes() for path in questions.parent.rglob("*.*")}
    with pytest.raises(new_question_set.NameTakenOrBadError, match=said):
        new_question_set.write(name, today=TODAY, questions=questions)
    assert {path: path.read_bytes() for path in questions.parent.rglob("*.*")} == before
