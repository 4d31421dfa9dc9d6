"""A record of an older format -> the present format, as JSON data. Nothing is lost.

`tests/cases/migration_1_to_2.json` holds the rules for this module and for `app/core`:

1. `set_aside` is called `conflicts`.
2. A name that format 2 gives a meaning may be in a format 1 record as somebody else's field. It is renamed,
   with `format_1_` before it (again, where that is in use), because its value may mean anything.
"""

from __future__ import annotations

from typing import Any

FORMAT = 2
PROGRAM = "lsp-improvement-tool"

_NEW_IN_RECORD = ("conflicts",)
_NEW_IN_ROUND = ("next", "conclusion", "asks", "responses")
_NEW_IN_ANSWER = ("agreed",)


def format_of(data: Any) -> int | None:
    """The format that a record of this tool says it is in; none where this is no such record."""
    given = data.get("format") if isinstance(data, dict) and data.get("program") == PROGRAM else None
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def upgrade(data: Any) -> Any:
    """A format 1 record in format 2. Anything else is returned as it is, faults included."""
    if format_of(data) != 1:
        return data
    record = _renamed(_freed(data, _NEW_IN_RECORD), "set_aside", "conflicts")
    if isinstance(record.get("rounds"), list):
        record["rounds"] = [_round(round_) for round_ in record["rounds"]]
    return {**record, "format": FORMAT}


def _round(round_: Any) -> Any:
    made = _freed(round_, _NEW_IN_ROUND)
    if isinstance(made, dict) and isinstance(made.get("answers"), dict):
        answers = {name: _freed(answer, _NEW_IN_ANSWER) for name, answer in made["answers"].items()}
        return {**made, "answers": answers}
    return made


def _freed(part: Any, names: tuple[str, ...]) -> Any:
    """The part with each of the names renamed, so that it can take its new meaning."""
    if not isinstance(part, dict):
        return part
    for name in names:
        if name in part:
            free = f"format_1_{name}"
            while free in part:
                free = f"format_1_{free}"
            part = _renamed(part, name, free)
    return part


def _renamed(part: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    return {new if name == old else name: value for name, value in part.items()}
