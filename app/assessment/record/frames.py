"""The text of a file -> the JSON within it: a copy is JSON, and other things have JSON in a frame.

A report carries its record in a link. A page saver, a viewer of JSON or a mail may have put a report or a
copy into a page or an archive of its own. Each is read as the program that it was made for would read it.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from assessment.record.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA_ADDRESS = "data:application/json"
_HEADER = re.compile(r"[A-Za-z][\w-]*:\s")
# One part of a mail, or of a page that was saved as an archive: how it is written; then what is in it, from
# an empty line to a boundary. Three patterns: one would go through the rest of the text at each header.
_ENCODING = re.compile(r"^content-transfer-encoding:[ \t]*([\w-]+)", re.IGNORECASE | re.MULTILINE)
_EMPTY_LINE = re.compile(r"^\r?\n", re.MULTILINE)
_BOUNDARY = re.compile(r"^--", re.MULTILINE)

# Of mails, each attached to the next. Bounded, because somebody may send three thousand.
DEEPEST_MAIL = 3


class FrameError(ValueError):
    """What is wrong with a frame, as a part of a sentence that begins with "it"."""


def json_of(text: str) -> tuple[str, bool]:
    """The JSON in the text of a file, and whether it was in a frame.

    Raises:
        FrameError: it is a page or a mail without the data of this tool.
    """
    if _HEADER.match(text):
        found = _json_of_mail(text, DEEPEST_MAIL)
        if found is not None:
            return found, True
    start = text.lstrip()[:1]
    if start == "<" or (start not in ("{", "[") and _DATA_ADDRESS in text.lower()):
        return _json_of_page(text), True
    return text, False


def _json_of_mail(mail: str, deepest: int) -> str | None:
    """The JSON in the first part that has any; `deepest`: so many mails one within the other are opened."""
    for part in parts_of(mail):
        text = part.lstrip()
        if text[:1] == "{":
            return part
        if deepest and _HEADER.match(text):
            # A mail that was forwarded as an attachment.
            found = _json_of_mail(text, deepest - 1)
            if found is not None:
                return found
        if _DATA_ADDRESS in part.lower():
            return _json_of_page(part)
    return None


def parts_of(mail: str) -> Iterator[str]:
    """The text of each part of a mail that was saved as a file."""
    for encoding, body in _encoded(mail):
        raw = body.encode("utf-8", "replace")
        try:
            if encoding.lower() == "base64":
                yield decode(base64.b64decode(raw)).text
            elif encoding.lower() == "quoted-printable":
                yield decode(binascii.a2b_qp(raw)).text
            else:
                yield body
        except ValueError:
            # A picture that was cut off must not hide the report beside it.
            continue


def _encoded(mail: str) -> Iterator[tuple[str, str]]:
    """Each part as it is written, and how."""
    end = 0
    while (header := _ENCODING.search(mail, end)) and (empty := _EMPTY_LINE.search(mail, header.end())):
        boundary = _BOUNDARY.search(mail, empty.end())
        end = boundary.start() if boundary else len(mail)
        yield header[1], mail[empty.end() : end]


def _json_of_page(text: str) -> str:
    """The data of the first link of a page that has some; else the text of a page that shows a copy."""
    # Here, because only a page needs it, and its tables of characters take long to load.
    from html.parser import HTMLParser

    found: list[str] = []
    shown: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "a":
                # Browsers ignore line breaks and tabs within an address.
                addresses = ["".join((value or "").split()) for name, value in attrs if name == "href"]
                found.extend(a for a in addresses if a.lower().startswith(_DATA_ADDRESS))
            elif tag == "pre":
                shown.append("")

        def handle_data(self, data: str) -> None:
            if shown:
                shown[-1] += data

        def handle_endtag(self, tag: str) -> None:
            if tag == "pre":
                shown.append("")

    # Not closed: that takes long for what an attacker may send, and what is left then is no whole tag.
    Links().feed(text)
    if found:
        return _data_of(found[0])
    copy = next((text for text in shown if text.lstrip()[:1] == "{"), None)
    if copy is None:
        raise FrameError(
            "is a page, but not a full report of this tool: the link with its data is missing. "
            "A summary has none: choose the full report. If it is one, try to get the file again"
        )
    return copy


def _data_of(address: str) -> str:
    # What follows a # is a place within the data.
    kind, _, data = address.partition("#")[0].partition(",")
    try:
        content = unquote_to_bytes(data)
        if kind.lower().endswith(";base64"):
            content = content.rstrip(b"=")
            # Padding is optional for browsers, and not for Python.
            content = base64.b64decode(content + b"=" * (-len(content) % 4), validate=True)
        return content.decode("utf-8")
    except ValueError:
        raise FrameError("is a report whose data is damaged. Try to get the file again") from None
