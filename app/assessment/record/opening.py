"""The text of a file that a person opened -> the record in it, and what it would change.

A file is a copy of a record (JSON) or a report (HTML, which carries its record in a link). What is neither is
refused with a sentence that says what, where, and what to do.
"""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any, NoReturn

from assessment.errors import Fault, FileError, NewerFileError, RecordError
from assessment.record import format as record_format

if TYPE_CHECKING:
    from assessment.model import Record

# Characters. A record of ten years is far below it; a larger file is something else.
LARGEST = 20_000_000
DEEPEST = 50
MOST_DIFFERENCES = 60

_DATA = re.compile(r'href="data:application/json;base64,([A-Za-z0-9+/=]*)"')
# Names that mean something to JavaScript objects; no record has them.
_PROTOTYPE_NAMES = {"__proto__", "constructor", "prototype"}


def read_file(text: str) -> tuple[Record, Any]:
    """The record in a file, and its data as JSON gave it, so that it can be kept as it came.

    Raises:
        FileError: with every fault; says what to do.
    """
    if len(text) > LARGEST:
        _refuse(f"it is longer than {LARGEST:,} characters, which no record of this tool is")
    if not text.strip():
        _refuse("it is empty. Choose a copy that you saved, or a report of this tool")
    if text.lstrip()[:1] == "<":
        text = _data_of_report(text)
    _look_at_depth(text)
    try:
        data = json.loads(text, object_pairs_hook=_table, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated")
        hint = (
            "it looks cut off. Try to get it again"
            if cut and text.lstrip()[:1] in "{["
            else "it is no copy that this tool saved. Choose another file"
        )
        # What to do comes first; the rest is for whoever is asked for help.
        _refuse(f"{hint}. In detail: it is not JSON, line {error.lineno}: {error.msg}")
    except ValueError as error:
        # A number with more digits than Python reads.
        _refuse(f"it is not JSON that can be read: {error}")
    try:
        return record_format.from_data(data), record_format.completed(data)
    except RecordError as error:
        raise (NewerFileError if record_format.is_newer(data) else FileError)(error.faults) from error


def _data_of_report(text: str) -> str:
    found = _DATA.search(text)
    if not found:
        _refuse("it is a page, and no report of this tool: it carries no data. Was it cut off on its way?")
    try:
        return base64.b64decode(found[1], validate=True).decode("utf-8")
    except ValueError:
        _refuse("it is a report whose data is damaged. Try to get the file again")


def _look_at_depth(text: str) -> None:
    """Refuses what is nested too deeply, before anything follows it down."""
    depth = deepest = 0
    in_string = escaped = False
    for sign in text:
        if in_string:
            in_string = escaped or sign != '"'
            escaped = sign == "\\" and not escaped
        elif sign == '"':
            in_string = True
        elif sign in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "}]":
            depth -= 1
    if deepest > DEEPEST:
        _refuse(f"it is nested {deepest} levels deep, which no record of this tool is")


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for name, value in pairs:
        if name in _PROTOTYPE_NAMES:
            _refuse(f"it has a field {name!r}, which no record of this tool has")
        if name in table:
            _refuse(f"it has the field {name!r} twice in one place")
        table[name] = value
    return table


def _no_number(constant: str) -> NoReturn:
    _refuse(f"it holds {constant}, which is not a number")


def _refuse(what: str) -> NoReturn:
    raise FileError([Fault(place="the file", what=what)])
