"""The bytes of a file that a person opened -> what is in it.

A file is a copy of a record (JSON), a report (HTML, which carries its record in a link), or a file with all
records of a browser (JSON), each perhaps in a frame of another program. Anything else is refused with a
sentence that says what, where, and what to do.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from assessment.errors import Fault, FileError, NewerFileError, RecordError
from assessment.record import format as record_format
from assessment.record.decoding import Decoded, decode, is_damaged
from assessment.record.frames import FrameError, json_of
from assessment.record.upgrade import PROGRAM
from assessment.tables import Table
from assessment.text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assessment.model import Record

# Bytes. A record of ten years is far below it; a larger file is something else.
LARGEST = 20_000_000
DEEPEST = 50

BACKUP, BACKUP_FORMAT = "backup", 1
RESPONSE = "response"
# How files begin that people choose by mistake.
_ZIP = b"PK\x03\x04"
_OTHER_KINDS = {
    _ZIP: "a ZIP archive: take the file out first",
    b"\x1f\x8b": "a compressed file: unpack it first",
    b"%PDF": "a PDF, which contains no data of this tool",
    b"{\\rtf": "a text of a word processor",
    b"\xd0\xcf\x11\xe0": "an e-mail of Outlook, or a file of an old Office program: save its parts first",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}

# Files of Office are archives too: which of their folders says what they are.
_OFFICE = {b"word/": "a Word document", b"xl/": "an Excel workbook", b"ppt/": "a presentation"}

_NOT_OURS = "it is not a file of this tool. Choose a backup or report saved from this tool"

# Where mail may break a longer line, in characters.
_WRAPPED = range(900, 999)
# A string of JSON; one without an end goes to the end of the text.
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_BRACKET = re.compile(r"[{}\[\]]")
# Names that mean something to JavaScript objects; no record has them.
_PROTOTYPE_NAMES = {"__proto__", "constructor", "prototype"}


@dataclass(frozen=True, kw_only=True)
class OpenedRecord:
    """A record, and its data as JSON gave it, so that it can be saved again as it came.

    `encoding`: the encoding that was assumed, where nothing in the file says which it is. `unreadable`: the
    fields whose letters were lost or changed before.
    """

    record: Record
    data: Any
    encoding: str | None = None
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Backup:
    """All records of a browser, as they were stored: texts by their keys. `saved`: a UTC time (ISO 8601)."""

    saved: str | None
    records: Mapping[str, str]
    quarantined: Mapping[str, str]


def read_file(file: bytes) -> OpenedRecord | Backup:
    """What is in a file.

    Raises:
        FileError: with every fault; says what to do.
    """
    if len(file) > LARGEST:
        _refuse(f"it is longer than {LARGEST:,} bytes, which no record of this tool is")
    if kind := other_kind(file):
        _refuse(f"it is {kind}. Choose a backup or report saved from this tool")
    decoded = decode(file)
    text = decoded.text
    if not text.strip():
        _refuse("it is empty. Choose a backup or report saved from this tool")
    try:
        content, is_framed = json_of(text)
    except FrameError as error:
        _refuse(f"it {error}")
    data = parse(content)
    if isinstance(data, dict) and data.get("program") == PROGRAM and data.get("kind") == BACKUP:
        return _backup(data)
    if isinstance(data, dict) and data.get("program") == PROGRAM and data.get("kind") == RESPONSE:
        _refuse("it contains a partner’s answers. Open it under “Partners”")
    if not isinstance(data, dict) or data.get("program") != PROGRAM:
        _refuse(_NOT_OURS)
    return _record(data, None if is_framed else decoded)


def other_kind(file: bytes) -> str | None:
    """What a file is that begins as none of this tool does."""
    if file.startswith(_ZIP) and b"[Content_Types].xml" in file:
        office = next((kind for folder, kind in _OFFICE.items() if folder in file), None)
        if office:
            return f"{office}, which cannot be opened here"
    return next((kind for mark, kind in _OTHER_KINDS.items() if file.startswith(mark)), None)


def read_record(text: str) -> OpenedRecord:
    """The record in the text of a copy.

    Raises:
        FileError: with every fault; says what to do.
    """
    return _record(parse(text), None)


def _record(data: Any, decoded: Decoded | None) -> OpenedRecord:
    try:
        record = record_format.from_data(data)
    except RecordError as error:
        raise (NewerFileError if record_format.is_newer(data) else FileError)(error.faults) from error
    return OpenedRecord(
        record=record,
        data=record_format.completed(data),
        encoding=decoded.encoding if decoded and decoded.assumed else None,
        unreadable=tuple(_unreadable(data, "")),
    )


def _backup(data: dict[str, Any]) -> Backup:
    faults: list[Fault] = []
    table = Table(data, "the file", faults)
    if (table.integer("format") or 0) > BACKUP_FORMAT:
        table.fault("this file was made by a newer version of this tool", "format")
        raise NewerFileError(faults)
    made = Backup(
        saved=table.utc("saved"),
        records=table.texts_by_name("records", may_be_empty=True),
        quarantined=table.texts_by_name("quarantined", optional=True, may_be_empty=True),
    )
    if faults:
        raise FileError(faults)
    return made


def _unreadable(value: Any, place: str) -> Iterator[str]:
    """The places of texts whose letters were lost or changed."""
    if isinstance(value, str):
        if is_damaged(value):
            yield place
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _unreadable(item, f"{place}, {name}" if place else name)
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield from _unreadable(item, f"{place} {number}")


def parse(text: str) -> Any:
    """What the text of a file is as JSON.

    Raises:
        FileError: it is not JSON, or holds what no file of this tool does.
    """
    text = _unwrapped(text)
    _check_depth(text)
    try:
        return json.loads(text, object_pairs_hook=_table, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        is_cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        if text.lstrip()[:1] not in ("{", "[") or not (is_cut or f'"{PROGRAM}"' in text):
            _refuse(_NOT_OURS)
        # What to do comes first; the line is for a person who is asked for help.
        hint = "it looks cut off or damaged. Take an earlier backup, or get it again"
        _refuse(f"{hint}. We could read it up to line {error.lineno}")
    except ValueError:
        # It has more digits than Python reads.
        _refuse("it holds a number that is too long to be read")


def _unwrapped(text: str) -> str:
    """The text without the breaks of lines that are as long as mail allows: a string of a copy has none."""
    split = text.split("\n")
    if max(map(len, split)) < _WRAPPED.start:
        return text
    lines = (line.removesuffix("\r") for line in split)
    return "".join(line if len(line) in _WRAPPED else f"{line}\n" for line in lines).removesuffix("\n")


def _check_depth(text: str) -> None:
    """Refuse what is nested too deeply, before anything recurses into it."""
    depth = deepest = 0
    # By a pattern, because a loop over the characters of a large record takes longer than to read it.
    for bracket in _BRACKET.findall(_STRING.sub("", text)):
        depth += 1 if bracket in "{[" else -1
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        _refuse(f"it is nested {deepest} levels deep, which no record of this tool is")


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for name, value in pairs:
        if name in _PROTOTYPE_NAMES:
            _refuse(f"it has a field {shortened(name)}, which no record of this tool has")
        if name in table:
            _refuse(f"it has the field {shortened(name)} twice in one place")
        table[name] = value
    return table


def _no_number(constant: str) -> NoReturn:
    _refuse(f"it holds {constant}, which is not a number")


def _refuse(what: str) -> NoReturn:
    raise FileError([Fault(place="the file", what=what)])
