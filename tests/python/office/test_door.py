"""A file for another program comes with its name, its kind and its bytes."""

from __future__ import annotations

import base64
import io
import json
from datetime import date
from typing import Any

import openpyxl
import pytest

from assessment.door import Door
from assessment.record import format as record_format
from office.door import extended
from tests.python.builders import record_of, round_of
from tests.python.office.hostile import SMALL

DOOR = extended(Door(SMALL))


def asked(ask: str, *, name: str = "Testshire\nTogether", next_: date | None = None, **more: Any) -> Any:
    data = record_format.to_data(record_of(round_of({}), name=name))
    if next_:
        data["rounds"][0]["next"] = next_.isoformat()
    request = {"ask": ask, "record": data, "today": "2027-03-31", **more}
    return json.loads(DOOR.handle(json.dumps(request)))


@pytest.mark.parametrize(
    ("ask", "name", "kind"),
    [
        ("excel", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("csv", "_actions.csv", "text/csv"),
        ("calendar", "_calendar.ics", "text/calendar"),
    ],
)
def test_a_file_is_named_after_the_partnership_the_round_and_the_day(ask: str, name: str, kind: str) -> None:
    for partnership, begins in (("Testshire\nTogether", "Testshire-Together"), (" ", "partnership")):
        answer = asked(ask, name=partnership, next_=date(2027, 7, 1))["answer"]
        assert answer["name"] == f"{begins}_January-to-March-2027_2027-03-31{name}"
        assert answer["type"] == kind


def test_the_workbook_has_a_title_with_or_without_a_name() -> None:
    for partnership, title in (
        ("Testshire\nTogether", "Testshire Together: self-assessment"),
        ("", "Self-assessment"),
    ):
        content = base64.b64decode(asked("excel", name=partnership)["answer"]["base64"])
        assert openpyxl.load_workbook(io.BytesIO(content)).properties.title == title


def test_a_reminder_is_in_the_calendar_only_where_it_was_asked_for() -> None:
    for reminder, number in ((True, 2), (False, 1), ("yes", 1), (None, 1)):
        answer = asked("calendar", next_=date(2027, 7, 1), reminder=reminder)["answer"]
        assert base64.b64decode(answer["base64"]).count(b"BEGIN:VEVENT") == number


def test_an_empty_calendar_is_refused_with_what_to_do() -> None:
    error = asked("calendar")["error"]
    assert error["kind"] == "EmptyCalendarError"
    assert "Give an open action a date" in error["message"]
