"""The calendar has the open actions with a date and the next round; icalendar reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from assessment.model import Action, Record, Status
from assessment.question_set.model import Subject
from assessment.text import one_line
from office.calendar import REMINDER, EmptyCalendarError, calendar
from office.text import plain
from tests.python.builders import record_of, records, round_of
from tests.python.office.hostile import REAL, SMALL, TODAY, hostile_record

ACTION = Action(id="action-1", what="Write, one; page", due=TODAY, changed="2027-02-12T10:20:00.000Z")


def events(record: Record, today: date = TODAY, *, reminder: bool = False) -> list[Any]:
    content = calendar(REAL, record, today, reminder=reminder)
    lines = content.decode("utf-8").split("\r\n")
    assert lines.pop() == ""
    assert not any("\n" in line or "\r" in line for line in lines)
    # RFC 5545, section 3.1.
    assert max(len(line.encode()) for line in lines) <= 75
    read = Calendar.from_ical(content)
    found: list[Any] = read.walk("VEVENT")
    assert not [event.errors for event in found if event.errors]
    return found


@given(record=records([question.id for question in SMALL.questions]), reminder=st.booleans())
def test_every_open_action_with_a_date_is_an_event_of_one_day(record: Record, reminder: bool) -> None:
    due = [action for action in record.actions if action.status.is_open and action.due]
    set_day = record.current_round.next
    next_ = set_day if set_day and set_day >= TODAY else None
    if not due and not next_:
        with pytest.raises(EmptyCalendarError, match="There is nothing for a calendar yet"):
            calendar(REAL, record, TODAY, reminder=reminder)
        return
    found = events(record, reminder=reminder)
    days = sorted(event["DTSTART"].dt for event in found)
    expected = [action.due for action in due if action.due] + ([next_] if next_ else [])
    if next_ and reminder and next_ - TODAY >= REMINDER:
        expected.append(next_ - REMINDER)
    assert days == sorted(expected)
    for event in found:
        if "DTEND" in event:
            assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
        else:
            assert event["DTSTART"].dt == date.max
    assert len({str(event["UID"]) for event in found}) == len(found)


@given(what=st.text(min_size=1))
def test_a_text_comes_back_as_it_is_shown(what: str) -> None:
    record = replace(record_of(round_of({})), actions=(replace(ACTION, what=what),))
    (event,) = events(record)
    assert str(event["SUMMARY"]) == f"Due: {one_line(plain(what)) or '(no words yet)'}"


def test_hostile_texts_give_a_calendar_that_can_be_read() -> None:
    record = hostile_record()
    dated = sum(action.due is not None for action in record.actions)
    assert len(events(record, TODAY - REMINDER, reminder=True)) == dated + 2


def test_of_the_next_round_only_days_to_come_are_in_it() -> None:
    record = replace(record_of(replace(round_of({}), next=TODAY)), actions=(ACTION,))
    one_day = timedelta(days=1)
    for today, days in (
        (TODAY - REMINDER, [TODAY - REMINDER, TODAY, TODAY]),
        (TODAY - REMINDER + one_day, [TODAY, TODAY]),
        (TODAY, [TODAY, TODAY]),
        # The action stays due.
        (TODAY + one_day, [TODAY]),
    ):
        assert sorted(event["DTSTART"].dt for event in events(record, today, reminder=True)) == days


def test_an_event_says_who_what_for_and_how_far() -> None:
    question = REAL.questions[0]
    action = replace(ACTION, owner="Head of finance", questions=(question.id,), progress="Half of it.")
    (event,) = events(replace(record_of(round_of({})), actions=(action,)))
    assert str(event["DESCRIPTION"]).split("\n") == [
        "Owner: Head of finance",
        "Status: Not started",
        "Priority: Medium",
        f"For: {question.title}",
        "Progress: Half of it.",
        "Partnership: Testshire Together",
    ]
    assert str(event["TRANSP"]) == "TRANSPARENT"


def test_a_record_about_something_else_is_called_so() -> None:
    chain = replace(REAL, subject=Subject(noun="outcome"))
    round_ = replace(round_of({}), next=date(2027, 7, 1))
    record = replace(record_of(round_, name="Fewer falls"), actions=(ACTION,))
    made = calendar(chain, record, date(2027, 3, 31), reminder=False).decode()
    assert "Outcome: Fewer falls" in made
    assert "The outcome is assessed again." in made
    assert "artnership" not in made


def test_what_is_blank_is_left_out_and_a_line_break_ends_no_fact() -> None:
    action = replace(ACTION, owner="Head of\nfinance", progress=" \n", questions=("gone\n1",))
    (event,) = events(replace(record_of(round_of({}), name=" "), actions=(action,)))
    assert str(event["DESCRIPTION"]).split("\n") == [
        "Owner: Head of finance",
        "Status: Not started",
        "Priority: Medium",
        "For: gone 1",
    ]


def test_a_time_is_that_of_the_action_else_of_the_record_else_of_its_first_round() -> None:
    first, last = round_of({}), replace(round_of({}, round_id="r2"), opened=date(2027, 3, 1))
    record = replace(record_of(first, last), actions=(replace(ACTION, changed=None),))
    dated = replace(record, changed="2027-02-01T09:00:00.000Z")
    in_its_words = replace(dated, actions=(ACTION,))
    for given_, stamp in (
        (record, datetime(2027, 1, 12, tzinfo=UTC)),
        (dated, datetime(2027, 2, 1, 9, tzinfo=UTC)),
        (in_its_words, datetime(2027, 2, 12, 10, 20, tzinfo=UTC)),
    ):
        (event,) = events(given_)
        assert event["DTSTAMP"].dt == stamp


def test_a_sequence_is_a_number_that_every_calendar_can_hold() -> None:
    for changed, sequence in (
        ("2019-12-31T23:59:00Z", 0),
        ("2020-01-01T00:01:59Z", 1),
        ("9999-12-31T23:59:59Z", 2_147_483_647),
    ):
        (event,) = events(replace(record_of(round_of({})), actions=(replace(ACTION, changed=changed),)))
        assert event["SEQUENCE"] == sequence


def test_an_id_stays_when_words_and_dates_change_and_the_sequence_grows() -> None:
    record = replace(record_of(round_of({})), actions=(ACTION,))
    changed = replace(ACTION, what="Other words", due=date(2027, 5, 1), changed="2027-02-13T10:20:00+00:00")
    (before,), (after,) = events(record), events(replace(record, actions=(changed,)))
    assert before["UID"] == after["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]
    elsewhere = replace(ACTION, created="2027-02-01T09:00:00.000Z")
    (other,) = events(replace(record, actions=(elsewhere,)))
    assert other["UID"] != before["UID"]


@given(record=records([question.id for question in SMALL.questions]))
def test_each_id_stays_when_an_older_round_is_added(record: Record) -> None:
    dated = replace(record, actions=(*record.actions, ACTION))
    older = replace(dated, rounds=(round_of({}, round_id="older"), *dated.rounds))
    before, after = (events(one, reminder=True) for one in (dated, older))
    assert [event["UID"] for event in before] == [event["UID"] for event in after]


def test_the_next_round_is_named_after_the_partnership_where_it_has_a_name() -> None:
    for name, ends in (("Testshire\nTogether", " of Testshire Together"), (" ", "")):
        record = record_of(replace(round_of({}), next=TODAY + REMINDER), name=name)
        said = [str(event["SUMMARY"]) for event in events(record, reminder=True)]
        assert said == [f"Next round{ends}", f"In two weeks: next round{ends}"]


def test_the_next_rounds_of_two_partnerships_have_ids_of_their_own() -> None:
    coming = TODAY + timedelta(days=30)
    found = [
        event["UID"]
        for round_id in ("r1", "r2")
        for event in events(record_of(replace(round_of({}, round_id=round_id), next=coming)), reminder=True)
    ]
    assert len(set(found)) == 4


def test_done_and_dropped_actions_are_left_out() -> None:
    done = [replace(ACTION, id=status, status=status) for status in Status if not status.is_open]
    record = replace(record_of(round_of({})), actions=(*done, ACTION))
    assert len(events(record)) == 1


def test_the_same_record_gives_the_same_bytes() -> None:
    record = hostile_record()
    assert calendar(REAL, record, TODAY, reminder=True) == calendar(REAL, record, TODAY, reminder=True)
