"""Reads what a request asks for. Each value that is none of those expected is named in a `RequestError`."""

from __future__ import annotations

import base64
from datetime import date
from typing import TYPE_CHECKING, Any

from assessment.errors import Fault, RequestError
from assessment.record import format as record_format
from assessment.text import one_line

# What only some requests need is imported with the first of them; see `door`.

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.actions import Filter
    from assessment.model import Record
    from assessment.question_set.model import QuestionSet
    from assessment.show.report import Form


def record_of(asked: Mapping[str, Any]) -> Record:
    """The record of a request.

    Raises:
        RecordError: it has faults.
    """
    return record_format.from_data(asked.get("record"))


def record_in_round_of(asked: Mapping[str, Any]) -> tuple[Record, bool]:
    """The record as it was in the round that is asked for, and whether that is the latest.

    As it is where none is named.
    """
    from assessment.rounds import as_of, find

    record = record_of(asked)
    if not asked.get("round"):
        return record, True
    round_ = find(record, asked["round"], "round")
    return as_of(record, round_), round_ is record.current_round


def today_of(asked: Mapping[str, Any]) -> date:
    """The day of a request, by the clock of the browser.

    Raises:
        RequestError: it is not a date.
    """
    try:
        return date.fromisoformat(asked.get("today", ""))
    except (TypeError, ValueError):
        raise RequestError([Fault(place="today", what=f"{asked.get('today')!r} is not a date")]) from None


def form_of(asked: Mapping[str, Any]) -> Form:
    """The form of the report, in full where none is named."""
    from assessment.show.report import Form

    try:
        return Form(asked.get("form", Form.FULL))
    except ValueError:
        known = ", ".join(Form)
        raise RequestError([Fault(place="form", what=f"{asked['form']!r} is none of {known}")]) from None


def filter_of(question_set: QuestionSet, asked: Mapping[str, Any]) -> tuple[Filter, str]:
    """The filter and the grouping that a request asks for.

    Raises:
        RequestError: with every field whose value is none of those that there are.
    """
    from assessment.actions import GROUPS, NO_OWNER, SHOWN, Filter

    elements = {"": "", **{element.id: element.title for element in question_set.elements}}
    choices = {"show": SHOWN, "element": elements, "group": GROUPS}
    faults = [
        Fault(place=field, what=f"{asked[field]!r} is none of {', '.join(filter(None, known))}")
        for field, known in choices.items()
        if asked.get(field) and not (isinstance(asked[field], str) and asked[field] in known)
    ]
    if faults:
        raise RequestError(faults)
    owner = str(asked.get("owner") or "")
    chosen = Filter(
        show=asked.get("show") or "",
        owner=owner if owner == NO_OWNER else one_line(owner),
        element=asked.get("element") or "",
    )
    return chosen, asked.get("group") or ""


def opened_of(asked: Mapping[str, Any]) -> list[str]:
    """The questions whose details are shown."""
    opened = asked.get("opened", [])
    if not isinstance(opened, list):
        raise RequestError([Fault(place="opened", what="expected a list of questions")])
    return opened


def files_of(asked: Mapping[str, Any]) -> list[tuple[str, bytes]]:
    """The name and the bytes of each file."""
    files = asked.get("files")
    if not isinstance(files, list) or not all(isinstance(file, dict) for file in files):
        raise RequestError([Fault(place="files", what="expected a list of files")])
    return [(str(file.get("name")), file_of(file)) for file in files]


def file_of(asked: Mapping[str, Any]) -> bytes:
    """The bytes of a file."""
    try:
        return base64.b64decode(asked.get("file", ""), validate=True)
    except (TypeError, ValueError):
        raise RequestError([Fault(place="file", what="expected bytes in base64")]) from None
