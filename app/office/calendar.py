"""Record -> a calendar: the open actions with a date, and the day of the next round.

The format is RFC 5545. Whole days need no time zone. Events and not tasks, which Outlook leaves out of a
calendar; they do not mark the day as busy. The ids stay when words or dates change, or an older round is
added, so that a calendar which compares them replaces its events.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from assessment.actions import ordered
from assessment.errors import AssessmentError
from assessment.text import capitalised, one_line
from assessment.words import titles_in, words_of
from office.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessment.model import Action, Record
    from assessment.question_set.model import QuestionSet

# How long before the next round its reminder is.
REMINDER = timedelta(weeks=2)
# RFC 5545, section 3.1: of each line, without its end.
MOST_BYTES = 75
# Sequence numbers count minutes from here: they must grow, and be small.
_SEQUENCE_START = datetime(2020, 1, 1, tzinfo=UTC)
_LAST_SEQUENCE = 2**31 - 1


class EmptyCalendarError(AssessmentError):
    """There is nothing to put into a calendar."""

    opening = (
        "There is nothing for a calendar yet. Give an open action a date, or set a day to come for the next "
        "round under Rounds."
    )


def calendar(question_set: QuestionSet, record: Record, today: date, *, reminder: bool) -> bytes:
    """The calendar as the bytes of a file.

    Args:
        question_set: for the titles of the questions that an action serves.
        record: the record.
        today: days of the next round before it are left out; an action stays due when its day has passed.
        reminder: whether two weeks before the next round there is an event too.

    Raises:
        EmptyCalendarError: no open action has a date, and the next round has none to come.
    """
    noun = question_set.subject.noun
    events = [*_actions(question_set, record), *_next_round(record, today, noun, reminder=reminder)]
    if not events:
        raise EmptyCalendarError([])
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_escaped(question_set.site.name)}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *(line for event in events for line in event),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _actions(question_set: QuestionSet, record: Record) -> Iterator[list[str]]:
    titles = titles_in(question_set, words_of(question_set, record))
    for action in ordered(record.actions):
        if action.status.is_open and action.due:
            yield _event(
                # Two partnerships may both have an action 1, but hardly one that began in the same moment.
                _id("action", action.id, action.created or ""),
                action.due,
                f"Due: {action.title}",
                _details(record, action, titles, question_set.subject.noun),
                _moment(record, action.changed),
            )


def _details(record: Record, action: Action, titles: dict[str, str], noun: str) -> str:
    serves = "; ".join(titles.get(name) or one_line(name) for name in action.questions)
    facts = {
        "Owner": one_line(action.owner),
        "Status": action.status.word,
        "Priority": action.priority.word,
        "For": serves,
        "Progress": action.progress.strip(),
        capitalised(noun): one_line(record.partnership.name),
    }
    return "\n".join(f"{label}: {text}" for label, text in facts.items() if text)


def _next_round(record: Record, today: date, noun: str, *, reminder: bool) -> Iterator[list[str]]:
    when = record.current_round.next
    if when is None or when < today:
        return
    name = one_line(record.partnership.name)
    of_whom = f" of {name}" if name else ""
    round_id, moment = record.current_round.id, _moment(record, None)
    yield _event(
        _id("next", round_id),
        when,
        f"Next round{of_whom}",
        f"The {noun} is assessed again.",
        moment,
    )
    if reminder and when - today >= REMINDER:
        yield _event(
            _id("reminder", round_id),
            when - REMINDER,
            f"In two weeks: next round{of_whom}",
            "Invite partners, and bring the actions up to date.",
            moment,
        )


def _event(uid: str, when: date, summary: str, description: str, changed: datetime) -> list[str]:
    sequence = int((changed - _SEQUENCE_START).total_seconds() // 60)
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_day(changed)}T{changed:%H%M%S}Z",
        f"SEQUENCE:{min(max(sequence, 0), _LAST_SEQUENCE)}",
        f"DTSTART;VALUE=DATE:{_day(when)}",
        # Exchange refuses an event without an end; the last day that there is has no next one.
        *([f"DTEND;VALUE=DATE:{_day(when + timedelta(days=1))}"] if when < date.max else []),
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(description)}",
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "END:VEVENT",
    ]


def _id(*what: str) -> str:
    """Of this action or round alone. What else is in the record may change: an older round may be added."""
    named = "\0".join(what).encode("utf-8", "surrogatepass")
    return f"{hashlib.sha256(named).hexdigest()[:32]}@lsp-improvement-tool"


def _moment(record: Record, changed: str | None) -> datetime:
    """When something was last changed, else when its record was, else when its first round was opened."""
    known = changed or record.changed
    if known:
        return datetime.fromisoformat(known).astimezone(UTC)
    opened = record.rounds[0].opened
    return datetime(opened.year, opened.month, opened.day, tzinfo=UTC)


def _day(when: date) -> str:
    # Not `%Y`, which on some systems writes a year before 1000 with fewer than four digits.
    return f"{when.year:04}{when.month:02}{when.day:02}"


def _escaped(text: str) -> str:
    """RFC 5545, section 3.3.11; the backslash first."""
    written = plain(text)
    for char in "\\;,":
        written = written.replace(char, f"\\{char}")
    return written.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes; the space before each further one counts, no letter is torn."""
    pieces, piece, size = [], "", 0
    for char in line:
        length = len(char.encode())
        if size + length > MOST_BYTES:
            pieces.append(piece)
            piece, size = " ", 1
        piece += char
        size += length
    return "\r\n".join([*pieces, piece])
