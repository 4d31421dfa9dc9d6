"""The sheets say what the tool says: each question once, in the words of the partnership."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assessment.model import Action, Answer, Rating, Record
from assessment.question_set.model import Subject
from office import sheets
from tests.python.builders import record_of, round_of
from tests.python.office.hostile import SMALL, TODAY

FIRST, SECOND, THIRD = (question.id for question in SMALL.questions)


def in_own_words() -> Record:
    """A record of a council that is called something else, with one answer and one that is not asked."""
    round_ = replace(
        round_of({}),
        answers={FIRST: Answer(rating=Rating.AMBER, note="Half."), "gone": Answer(no_action="Too early.")},
    )
    record = record_of(round_)
    return replace(record, partnership=replace(record.partnership, words={"partnership": "forum"}))


def test_each_question_has_one_row_and_one_that_is_not_asked_comes_last() -> None:
    rows = sheets.answers(SMALL, in_own_words()).rows
    assert [row[-1] for row in rows] == [FIRST, SECOND, THIRD, "gone"]
    asked = "Does the forum do it?"
    assert rows[0] == ("Aims", "aims clear", asked, "Amber", "Half.", "", FIRST)
    assert rows[1] == ("Aims", "aims shared", asked, "", "", "", SECOND)
    assert rows[3] == ("Not in this question set", "", "", "", "", "Too early.", "gone")


def test_an_element_that_begins_with_a_local_word_begins_with_a_capital() -> None:
    element = replace(SMALL.elements[0], title="{partnership} and aims")
    local = replace(SMALL, elements=(element, *SMALL.elements[1:]))
    record = replace(in_own_words(), actions=(Action(id="1", what="Ask", questions=(FIRST, SECOND, "gone")),))
    (action,) = sheets.actions(local, record).rows
    named = [sheets.answers(local, record).rows[0][0], action[8], sheets.rounds(local, record).rows[0][0]]
    assert named == ["Forum and aims"] * 3
    assert action[7] == "aims clear\naims shared\ngone"


def test_rounds_are_columns_the_newest_last_and_say_what_is_not_answered() -> None:
    record = record_of(round_of({FIRST: Rating.RED}), replace(round_of({FIRST: Rating.GREEN}), id="r2"))
    sheet = sheets.rounds(SMALL, record)
    assert [column.title for column in sheet.columns[2:]] == [
        "January to March 2027",
        "January to March 2027 (2)",
    ]
    assert [row[2:] for row in sheet.rows] == [("Red", "Green"), *[("not answered", "not answered")] * 2]


def test_the_first_sheet_has_the_facts_of_the_present_round() -> None:
    record = in_own_words()
    dated = replace(record, rounds=(replace(record.current_round, next=date(2027, 7, 1)),))
    assert sheets.about(SMALL, dated, TODAY) == (
        ("Partnership", "Testshire Together"),
        ("Round", "January to March 2027"),
        ("Date of the round", "12 January 2027"),
        ("Next round", "1 July 2027"),
        ("Questions answered", "1 of 3"),
        ("Question set", "A small set, version 1.0"),
        ("This file was made on", "31 March 2027"),
    )
    chain = replace(SMALL, subject=Subject(noun="outcome"))
    assert sheets.about(chain, dated, TODAY)[0] == ("Outcome", "Testshire Together")
    marked = dict(sheets.about(SMALL, record_of(round_of({}), name="Test\uffffshire"), TODAY))
    assert marked["Partnership"] == "Testshire"
    unnamed = dict(sheets.about(SMALL, record_of(round_of({}), name=" "), TODAY))
    assert unnamed["Partnership"] == "(no name yet)"
    assert "Next round" not in unnamed
