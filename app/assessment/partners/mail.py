"""The text of a mail, however mail programs have changed it -> the partners' answers in it.

A page writes them as ``BEGIN-PARTNER-ANSWERS <length>.<data> END-PARTNER-ANSWERS``: the data is JSON,
compressed by zlib, in base64url, and the length is that of the data in characters. What a mail program adds
(quoting marks, line breaks, tags, entities) is in characters that are not of base64url, and is left out.
The checksum of zlib shows whether all of it has arrived.
"""

from __future__ import annotations

import base64
import re
import zlib
from html import unescape
from typing import TYPE_CHECKING, Any

from assessment.errors import Fault, FileError, ResponseError
from assessment.record import opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BEGIN = "BEGIN-PARTNER-ANSWERS"
# Bytes of JSON. The answers of one person are far below the first. Those in one text are together no more
# than a file may hold: a few thousand characters may unpack to millions.
LARGEST, LARGEST_TOGETHER = 2_000_000, opening.LARGEST
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_QUOTING = re.compile(r"^[^\n<>]{0,8}(?:>[ \t]?)+", re.MULTILINE)
_QUOTED_PRINTABLE = re.compile(r"=\r?\n|=([0-9A-F]{2})")
_OTHER_CHARACTERS = re.compile(r"[^A-Za-z0-9_.-]+")
_BLOCK = re.compile(r"(\d{1,7})\.([A-Za-z0-9_-]*)")


def is_in(text: str) -> bool:
    """Whether the text has answers in it, damaged or not."""
    return any(BEGIN in plain for plain in _readings(text))


def responses_in(text: str) -> list[Any | ResponseError]:
    """The JSON of each response in the text; in place of a damaged one what is wrong with it."""
    best: list[Any | ResponseError] = []
    for plain in _readings(text):
        found = list(_opened(plain.split(BEGIN)[1:]))
        if _whole(found) > _whole(best) or not best:
            best = found
    return best


def _whole(found: list[Any | ResponseError]) -> int:
    return sum(not isinstance(one, ResponseError) for one in found)


def _readings(text: str) -> Iterator[str]:
    """The text as it came, and as it would be without what mail programs put around it; no text twice."""
    made: set[str] = set()
    for given in (text, _QUOTED_PRINTABLE.sub(_byte, text)):
        for shown in (given, unescape(_TAG.sub("", given))):
            for plain in (shown, _QUOTING.sub("", shown)):
                reading = _OTHER_CHARACTERS.sub("", plain)
                if reading not in made:
                    made.add(reading)
                    yield reading


def _byte(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else ""


def _opened(blocks: Iterable[str]) -> Iterator[Any | ResponseError]:
    """What follows each mark, and perhaps the text after the data."""
    left = LARGEST_TOGETHER
    for block in blocks:
        try:
            text = _unpacked(block, left)
            left -= len(text)
            yield opening.parse(text)
        except FileError as error:
            yield ResponseError(error.faults)


def _unpacked(block: str, left: int) -> str:
    found = _BLOCK.match(block)
    if not found:
        raise _damaged("the line with the answers is not complete")
    length, data = int(found[1]), found[2]
    if len(data) < length:
        raise _damaged(f"only {len(data):,} of {length:,} characters have arrived")
    data = data[:length]
    if left < LARGEST:
        raise _fault("there are too many answers in one mail. Paste them in two or more steps")
    try:
        packed = base64.urlsafe_b64decode(data + "=" * (-len(data) % 4))
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(packed, LARGEST).decode()
        # The checksum is at the end, and not looked at before.
        whole = unpacking.eof
    except (ValueError, zlib.error):
        whole = False
    if not whole:
        raise _damaged("some of its characters were changed on the way")
    return text


def _damaged(what: str) -> ResponseError:
    hint = "Copy the whole message and paste it again. If that does not help, ask for the answers as a file"
    return _fault(f"{what}. {hint}")


def _fault(what: str) -> ResponseError:
    return ResponseError([Fault(place="the mail", what=what)])
