"""What a merged file said is named as people know it, whatever it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assessment.model import Action, Conflict, Priority, Status
from assessment.question_set import reading as question_set_format
from assessment.record.merging import as_rounds
from assessment.show.conflicts import conflicts_in_words
from tests.python.builders import record_of, round_of, set_tables

SMALL = question_set_format.from_tables(set_tables())


def test_what_a_file_says_of_an_action_is_shown_as_the_list_of_actions_shows_it() -> None:
    here = Action(id="1", what="Ask", due=date(2027, 3, 1), priority=Priority.LOW, questions=("aims-clear",))
    there = replace(here, due=date(2027, 4, 6), priority=Priority.HIGH, questions=("means-money", "gone"))
    done, dropped = (replace(here, id="2", status=status) for status in (Status.DONE, Status.UNDER_WAY))
    present, opened = (
        replace(record_of(round_of({})), actions=actions) for actions in ((here, done), (there, dropped))
    )
    said = conflicts_in_words(SMALL, as_rounds(present, opened))
    assert [(row.name, row.about, row.there) for row in said] == [
        ("Questions served by the action", "Ask", "means money, gone"),
        ("Date of the action", "Ask", "6 April 2027"),
        ("Priority of the action", "Ask", "High"),
        ("Status of the action", "Ask", "Under way"),
    ]


@pytest.mark.parametrize(
    ("place", "value", "name", "about", "shown"),
    [
        ("partnership.name", "Northshire", "Name of the partnership", "", "Northshire"),
        ("partnership.preset", "two", "Kind of partnership", "", "Two"),
        ("partnership.preset", 2, "Kind of partnership", "", "2"),
        ("partnership.words.council", "borough", "Own word", "The council", "borough"),
        ("partnership.words.{else}", "board", "Own word", "{else}", "board"),
        ("actions.1.due", "soon", "Date of the action", "(no words yet)", "soon"),
        ("actions.1.due", None, "Date of the action", "(no words yet)", "null"),
        ("actions.1.status", ["done"], "Status of the action", "(no words yet)", '["done"]'),
        ("actions.1.questions", "aims-clear", "Field", "actions.1.questions", "aims-clear"),
        ("actions.2.what", "Ask", "Field", "actions.2.what", "Ask"),
        (
            "rounds.r1.answers.aims-clear.rating",
            "red",
            "Answer to",
            "aims clear (January to March 2027)",
            "Red",
        ),
        (
            "rounds.r1.answers.aims-clear.agreed",
            True,
            "Agreed together on",
            "aims clear (January to March 2027)",
            "yes",
        ),
        ("rounds.r1.answers.a.b.note", "Why", "Note to", "a.b (January to March 2027)", "Why"),
        ("rounds.r1.closed", "2027-03-31", "Closing of the round", "January to March 2027", "31 March 2027"),
        (
            "rounds.r1.asks",
            ["Money", "Time"],
            "Requests of the round",
            "January to March 2027",
            "Money; Time",
        ),
        ("rounds.r1.discuss", ["aims-clear"], "List for the meeting", "January to March 2027", "aims clear"),
        ("rounds.r1.mood", "well", "Field", "rounds.r1.mood", "well"),
        ("rounds.r2.name", "Spring", "Field", "rounds.r2.name", "Spring"),
        ("else.where", {"é": 1}, "Field", "else.where", '{"é": 1}'),
    ],
)
def test_a_conflict_is_named_by_its_place_whatever_it_holds(
    place: str, value: Any, name: str, about: str, shown: str
) -> None:
    record = replace(
        record_of(round_of({})),
        actions=(Action(id="1", what=" "),),
        conflicts=(Conflict(place=place, value=value),),
    )
    (row,) = conflicts_in_words(SMALL, record)
    assert (row.name, row.about, row.there) == (name, about, shown)
