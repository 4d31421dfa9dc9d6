"""JSON in, JSON out: the requests of `assessment.door`, and those for files of other programs.

Such a request is answered by ``{"name": NAME, "type": MEDIA TYPE, "base64": BYTES}``.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from assessment.door import Answer, Door
from assessment.file_name import stem_of
from assessment.request import record_of, today_of
from assessment.text import one_line
from office import sheets
from office.calendar import calendar
from office.csv import csv
from office.text import plain
from office.workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.door import Ask
    from assessment.model import Record
    from assessment.question_set.model import QuestionSet


def _excel(question_set: QuestionSet, asked: Mapping[str, Any]) -> Answer:
    record, today = record_of(asked), today_of(asked)
    name = one_line(plain(record.partnership.name))
    pages = [make(question_set, record) for make in (sheets.answers, sheets.actions, sheets.rounds)]
    title = f"{name}: self-assessment" if name else "Self-assessment"
    made = workbook(title, sheets.about(question_set, record, today), pages, today)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(question_set, record, asked, "", "xlsx", kind, made)


def _csv(question_set: QuestionSet, asked: Mapping[str, Any]) -> Answer:
    record = record_of(asked)
    return _file(
        question_set, record, asked, "actions", "csv", "text/csv", csv(sheets.actions(question_set, record))
    )


def _calendar(question_set: QuestionSet, asked: Mapping[str, Any]) -> Answer:
    """`reminder`: whether two weeks before the next round there is an event too."""
    record = record_of(asked)
    made = calendar(question_set, record, today_of(asked), reminder=asked.get("reminder") is True)
    return _file(question_set, record, asked, "calendar", "ics", "text/calendar", made)


def _file(
    question_set: QuestionSet,
    record: Record,
    asked: Mapping[str, Any],
    part: str,
    ending: str,
    kind: str,
    content: bytes,
) -> Answer:
    stem = stem_of(question_set, record, today_of(asked), part)
    return {"name": f"{stem}.{ending}", "type": kind, "base64": base64.b64encode(content).decode("ascii")}


OFFICE: dict[str, Ask] = {"excel": _excel, "csv": _csv, "calendar": _calendar}


def extended(door: Door) -> Door:
    """A door to the same question set that answers the requests of this package too."""
    return Door(door.question_set, OFFICE)
