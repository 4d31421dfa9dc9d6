"""A record of an older format -> the present format, as JSON data. Nothing is lost.

`tests/cases/upgrade_1_to_2.json` holds the rule for this module and for `app/core`: `set_aside` is called
`conflicts`.
"""

from __future__ import annotations

from typing import Any

FORMAT = 2
PROGRAM = "lsp-improvement-tool"


def format_of(data: Any) -> int | None:
    """The format that a record of this tool says it is in; none where this is no such record."""
    given = data.get("format") if isinstance(data, dict) and data.get("program") == PROGRAM else None
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def upgrade(data: Any) -> Any:
    """A format 1 record in format 2. Anything else is returned as it is, faults included."""
    if format_of(data) != 1:
        return data
    renamed = {"conflicts" if name == "set_aside" else name: value for name, value in data.items()}
    return {**renamed, "format": FORMAT}
