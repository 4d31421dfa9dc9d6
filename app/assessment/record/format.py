"""JSON <-> Record. The format is described in `docs/developers/record-format.md`.

Nothing is dropped: a field that this version does not know stays with its part and is written back, and an
answer to a question that is not in the question set stays under its id.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from assessment.errors import Fault, RecordError
from assessment.model import (
    Action,
    Answer,
    Conflict,
    Partnership,
    Priority,
    Rating,
    Record,
    Respondent,
    Response,
    Round,
    Status,
)
from assessment.record import shape
from assessment.record.shape import Part
from assessment.record.upgrade import FORMAT, PROGRAM, format_of, upgrade
from assessment.tables import Table
from assessment.text import shortened

ANSWER = Part(
    Answer,
    {
        "rating": shape.choice(Rating),
        "note": shape.text(),
        "no_action": shape.text(),
        "agreed": shape.truth(),
        "changed": shape.utc(),
    },
)
RESPONDENT = Part(
    Respondent,
    {name: shape.text() for name in ("organisation", "sector", "role", "name")},
)
# A partner has no say about actions, and agrees nothing alone.
PARTNER_ANSWER = Part(Answer, {"rating": shape.choice(Rating), "note": shape.text()})
RESPONSE = Part(
    Response,
    {
        "respondent": shape.one(RESPONDENT),
        "answers": shape.by_name(PARTNER_ANSWER),
        "paper": shape.truth(),
        "changed": shape.utc(),
    },
)
ROUND = Part(
    Round,
    {
        "id": shape.text(required=True, nonempty=True),
        "name": shape.text(required=True),
        "opened": shape.day(required=True),
        "closed": shape.day(nullable=True),
        "next": shape.day(),
        "conclusion": shape.text(),
        "asks": shape.texts(blank_items=True),
        "answers": shape.by_name(ANSWER),
        "responses": shape.by_id(RESPONSE),
        "discuss": shape.texts(),
    },
)
ACTION = Part(
    Action,
    {
        "what": shape.text(),
        "questions": shape.texts(always=True),
        "owner": shape.text(),
        "due": shape.day(),
        "priority": shape.choice(Priority, Priority.MEDIUM),
        "status": shape.choice(Status, Status.NOT_STARTED),
        "reason": shape.text(),
        "progress": shape.text(),
        "created": shape.utc(),
        "changed": shape.utc(),
    },
)
PARTNERSHIP = Part(
    Partnership,
    {
        "name": shape.text(required=True),
        "preset": shape.text(required=True),
        "words": shape.texts_by_name(),
    },
)
CONFLICT = Part(Conflict, {"place": shape.text(required=True, nonempty=True), "value": shape.anything()})
RECORD = Part(
    Record,
    {
        "question_set": shape.text(required=True, nonempty=True),
        "question_set_version": shape.text(required=True, nonempty=True),
        "changed": shape.utc(nullable=True),
        "partnership": shape.one(PARTNERSHIP),
        "rounds": shape.many(ROUND, required=True),
        "actions": shape.by_id(ACTION),
        "conflicts": shape.many(CONFLICT),
    },
)


def from_json(text: str) -> Record:
    """Read a record from the text of a file.

    Raises:
        RecordError: with every fault; the text is not JSON, not a record, or of a newer format.
    """
    try:
        data = json.loads(text)
    except RecursionError:
        raise RecordError([Fault(place="the file", what="it is nested too deeply to be a record")]) from None
    except ValueError as error:
        raise RecordError([Fault(place="the file", what=f"it is not JSON: {error}")]) from error
    return from_data(data)


def from_data(data: Any) -> Record:
    """Read a record of any format so far from what JSON gave.

    Raises:
        RecordError: with every fault, each naming the part, the question id and the value.
    """
    faults: list[Fault] = []
    table = Table(upgrade(data), "the record", faults)
    if faults or not _is_ours(table):
        raise RecordError(faults)
    record: Record = RECORD.read(table)
    for round_id, times in Counter(round_.id for round_ in record.rounds).items():
        if times > 1:
            table.fault(f"the round id {shortened(round_id)} is used {times} times", "rounds")
    if faults:
        raise RecordError(faults)
    return record


def _is_ours(table: Table) -> bool:
    program = table.anything("program")
    if program != PROGRAM:
        said = "nothing" if program is None else shortened(program)
        table.fault(
            f"this is not a record of this tool, which would say {PROGRAM!r} and not {said}", "program"
        )
        return False
    format_ = table.integer("format")
    if format_ is None:
        return False
    if format_ > FORMAT:
        table.fault(
            f"format {shortened(format_)} is newer than this version of the tool, which knows {FORMAT}",
            "format",
        )
    elif format_ < 1:
        table.fault(f"{shortened(format_)} is not a format of this tool", "format")
    return format_ == FORMAT


def is_newer(data: Any) -> bool:
    """Whether this is a record of a format that only a newer version of this tool knows."""
    return (format_of(data) or 0) > FORMAT


def completed(data: dict[str, Any]) -> dict[str, Any]:
    """The data of a record that can be read, in this format and with what the page relies on.

    Apart from that it is unchanged. Each round says whether it is closed, and a null is left out where a
    table or a list would be.
    """
    made = upgrade(data)
    made = {**made, "rounds": [{**round_, "closed": round_.get("closed")} for round_ in made["rounds"]]}
    for name in ("actions", "conflicts"):
        if made.get(name, {}) is None:
            del made[name]
    return made


def to_data(record: Record) -> dict[str, Any]:
    """The record as JSON can hold it; `from_data` reads it."""
    return {"format": FORMAT, "program": PROGRAM, **RECORD.write(record)}


def to_json(record: Record) -> str:
    """The record as the text of a file: indented, in ASCII, so that no mail gateway can damage it."""
    return json.dumps(to_data(record), indent=2) + "\n"


def schema() -> dict[str, Any]:
    """The format as JSON Schema."""
    described = RECORD.schema
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A record of a partnership’s self-assessment, format {FORMAT}",
        "description": "Fields that are not named here are allowed everywhere, and are not lost.",
        **described,
        "required": ["format", "program", *described["required"]],
        "properties": {
            "format": {"const": FORMAT},
            "program": {"const": PROGRAM},
            **described["properties"],
        },
    }
