"""The actions of an owner as text: complete, in plain lines, whatever was typed."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assessment.model import Action, Priority, Status
from assessment.show.action_text import action_text
from assessment.text import one_line
from tests.python.builders import actions, texts

TODAY = date(2027, 3, 31)


def test_an_action_is_written_with_its_date_and_how_far_it_is() -> None:
    first = Action(
        id="a",
        what="List what each\npartner spends",
        questions=("money", "gone"),
        due=date(2027, 1, 20),
        priority=Priority.HIGH,
        status=Status.UNDER_WAY,
        progress="Two of five.\n\nMore in May.",
    )
    second = Action(id="b", what="", status=Status.DROPPED, reason="No time.")
    assert action_text("Testshire", "Head of finance", [first, second], {"money": "Money"}, TODAY) == (
        "Actions of Head of finance, Testshire, on 31 March 2027\n"
        "\n"
        "1. List what each partner spends\n"
        "   Due: 20 January 2027 (overdue)\n"
        "   Status: Under way\n"
        "   Priority: High\n"
        "   For: Money; gone\n"
        "   Progress: Two of five. More in May.\n"
        "\n"
        "2. (no words yet)\n"
        "   Due: no date yet\n"
        "   Status: Dropped: No time.\n"
        "   Priority: Medium\n"
    )


@given(partnership=texts, owner=texts, some=st.lists(actions(["money"]), max_size=3))
def test_every_action_is_one_numbered_part(partnership: str, owner: str, some: list[Action]) -> None:
    made = action_text(partnership, owner, some, {}, TODAY)
    parts = made.removesuffix("\n").split("\n\n")
    assert len(parts) == 1 + len(some)
    for number, (action, written) in enumerate(zip(some, parts[1:], strict=True), start=1):
        assert written.startswith(f"{number}. {one_line(action.what) or '(no words yet)'}\n   Due: ")
