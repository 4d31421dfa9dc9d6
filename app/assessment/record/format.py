"""JSON <-> Record. The format is described in `docs/developers/record-format.md`.

Nothing is dropped: a field that this version does not know is kept with the part it stood in and written
back, and an answer to a question that is not in the question set is kept by its id.
"""

from __future__ import annotations

import json
from typing import Any

from assessment.errors import Fault, RecordError
from assessment.model import Action, Answer, Partnership, Priority, Rating, Record, Round, SetAside, Status
from assessment.question_set.tables import Table

FORMAT = 1
PROGRAM = "lsp-improvement-tool"


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
    """Read a record from what JSON gave.

    Raises:
        RecordError: with every fault, each naming the part, the question id and the value.
    """
    faults: list[Fault] = []
    table = Table(data, "the record", faults)
    if faults or not _is_ours(table):
        raise RecordError(faults)
    partnership = table.table("partnership")
    rounds = tuple(_round(round_) for round_ in table.tables("rounds"))
    record = Record(
        question_set=table.text("question_set"),
        question_set_version=table.text("question_set_version"),
        changed=table.utc("changed"),
        partnership=Partnership(
            name=partnership.text("name", may_be_empty=True),
            preset=partnership.text("preset", may_be_empty=True),
            words=partnership.texts_by_name("words", may_be_empty=True),
            unknown_fields=partnership.unknown(),
        ),
        rounds=rounds,
        actions=tuple(
            _action(action_id, action) for action_id, action in table.tables_by_name("actions", optional=True)
        ),
        set_aside=tuple(
            SetAside(place=thing.text("place"), value=thing.anything("value"), unknown_fields=thing.unknown())
            for thing in table.tables("set_aside", optional=True, may_be_empty=True)
        ),
        unknown_fields=table.unknown(),
    )
    for round_id in {round_.id for round_ in rounds if [r.id for r in rounds].count(round_.id) > 1}:
        table.fault(f"the round id {round_id!r} is used twice", "rounds")
    if faults:
        raise RecordError(faults)
    return record


def _is_ours(table: Table) -> bool:
    program = table.anything("program")
    if program != PROGRAM:
        wanted = f"this is not a record of this tool, which would say {PROGRAM!r}"
        table.fault("it is missing" if program is None else f"{wanted} and not {program!r}", "program")
        return False
    format_ = table.integer("format")
    if format_ is None:
        return False
    if format_ > FORMAT:
        table.fault(
            f"format {format_} is newer than this version of the tool, which knows {FORMAT}", "format"
        )
    elif format_ < 1:
        table.fault(f"{format_!r} is not a format of this tool", "format")
    return 1 <= format_ <= FORMAT


def _round(table: Table) -> Round:
    round_id = table.text("id")
    answers = {question_id: _answer(answer) for question_id, answer in table.tables_by_name("answers")}
    return Round(
        id=round_id,
        name=table.text("name", may_be_empty=True),
        # When it is none, a fault was noted and the round is not used.
        opened=table.day("opened"),  # type: ignore[arg-type]
        closed=table.day("closed", optional=True),
        answers=answers,
        unknown_fields=table.unknown(),
    )


def _answer(table: Table) -> Answer:
    return Answer(
        rating=table.maybe_one_of("rating", Rating),
        note=table.text("note", optional=True, may_be_empty=True),
        no_action=table.text("no_action", optional=True, may_be_empty=True),
        changed=table.utc("changed"),
        unknown_fields=table.unknown(),
    )


def _action(action_id: str, table: Table) -> Action:
    return Action(
        id=action_id,
        what=table.text("what", optional=True, may_be_empty=True),
        questions=tuple(table.texts("questions", optional=True, may_be_empty=True)),
        owner=table.text("owner", optional=True, may_be_empty=True),
        due=table.day("due", optional=True),
        priority=table.maybe_one_of("priority", Priority) or Priority.MEDIUM,
        status=table.maybe_one_of("status", Status) or Status.NOT_STARTED,
        reason=table.text("reason", optional=True, may_be_empty=True),
        progress=table.text("progress", optional=True, may_be_empty=True),
        created=table.utc("created"),
        changed=table.utc("changed"),
        unknown_fields=table.unknown(),
    )


def is_newer(data: Any) -> bool:
    """Whether this is a record of a format that only a newer version of this tool knows."""
    given = data.get("format") if isinstance(data, dict) and data.get("program") == PROGRAM else None
    return isinstance(given, int) and given > FORMAT


def completed(data: dict[str, Any]) -> dict[str, Any]:
    """The data of a record that can be read, with what the page relies on; else as it came.

    Each round says whether it is closed, and there are actions or none, but no null.
    """
    rounds = [{**round_, "closed": round_.get("closed")} for round_ in data["rounds"]]
    made = {**data, "rounds": rounds}
    if made.get("actions", {}) is None:
        del made["actions"]
    return made


def to_data(record: Record) -> dict[str, Any]:
    """The record as JSON can hold it; `from_data` undoes it."""
    return {
        "format": FORMAT,
        "program": PROGRAM,
        "question_set": record.question_set,
        "question_set_version": record.question_set_version,
        "changed": record.changed,
        "partnership": {
            "name": record.partnership.name,
            "preset": record.partnership.preset,
            "words": dict(record.partnership.words),
            **record.partnership.unknown_fields,
        },
        "rounds": [
            {
                "id": round_.id,
                "name": round_.name,
                "opened": round_.opened.isoformat(),
                "closed": round_.closed.isoformat() if round_.closed else None,
                "answers": {
                    question_id: _answer_data(answer) for question_id, answer in round_.answers.items()
                },
                **round_.unknown_fields,
            }
            for round_ in record.rounds
        ],
        **(
            {"actions": {action.id: _action_data(action) for action in record.actions}}
            if record.actions
            else {}
        ),
        **(
            {
                "set_aside": [
                    {"place": thing.place, "value": thing.value, **thing.unknown_fields}
                    for thing in record.set_aside
                ]
            }
            if record.set_aside
            else {}
        ),
        **record.unknown_fields,
    }


def _answer_data(answer: Answer) -> dict[str, Any]:
    known = {
        "rating": answer.rating,
        "note": answer.note or None,
        "no_action": answer.no_action or None,
        "changed": answer.changed,
    }
    return {name: value for name, value in known.items() if value is not None} | dict(answer.unknown_fields)


def _action_data(action: Action) -> dict[str, Any]:
    known = {
        "what": action.what,
        "questions": list(action.questions),
        "owner": action.owner or None,
        "due": action.due.isoformat() if action.due else None,
        "priority": action.priority,
        "status": action.status,
        "reason": action.reason or None,
        "progress": action.progress or None,
        "created": action.created,
        "changed": action.changed,
    }
    return {name: value for name, value in known.items() if value is not None} | dict(action.unknown_fields)


def to_json(record: Record) -> str:
    """The record as the text of a file: indented, in ASCII, so that no mail gateway can harm it."""
    return json.dumps(to_data(record), indent=2) + "\n"
