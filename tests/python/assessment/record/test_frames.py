"""A record is found in whatever frame another program has put it."""

from __future__ import annotations

import base64
import quopri
from datetime import date
from html import escape

import pytest

from assessment.errors import FileError
from assessment.record import format as record_format
from assessment.record.frames import parts_of
from assessment.record.opening import OpenedRecord, read_file
from assessment.show.report import report
from publishing import question_files
from publishing.machine import ROOT
from tests.python.builders import record_of, round_of

NAME = "Bwrdd Ynys Môn"
RECORD = record_of(round_of({}), name=NAME)
COPY = record_format.to_json(RECORD)
REPORT = report(question_files.read(ROOT / "questions" / "lsp"), RECORD, date(2027, 3, 31)).html


def archive(encoding: str, body: str, *, kind: str = "text/html") -> str:
    return "\r\n".join(
        [
            "From: <Saved by a browser>",
            "Subject: The report",
            "MIME-Version: 1.0",
            'Content-Type: multipart/related; boundary="----Boundary"',
            "",
            "------Boundary",
            "Content-Type: image/png",
            "Content-Transfer-Encoding: base64",
            "",
            "iVBORw0KGgo",
            "------Boundary",
            f"Content-Type: {kind}",
            f"Content-Transfer-Encoding: {encoding}",
            "Content-Location: file:///report.html",
            "",
            body,
            "------Boundary--",
            "",
        ]
    )


def quoted(text: str) -> str:
    return quopri.encodestring(text.encode()).decode().replace("\n", "\r\n")


def mail(encoding: str, body: str) -> str:
    """A mail of one part."""
    head = ("From: a@example.org", "MIME-Version: 1.0", f"Content-Transfer-Encoding: {encoding}", "", "")
    return "\r\n".join(head) + body


def encoded(text: str) -> str:
    return base64.encodebytes(text.encode()).decode()


def forwarded(attached: str, encoding: str = "8bit") -> str:
    """A mail to which another is attached."""
    return archive(encoding, attached, kind="message/rfc822")


FRAMES = {
    "a saver's comment": f"<!-- Page saved with a page saver\n url: about:blank -->{REPORT}",
    "a mail above": f"<div>Dear all,<br>see below<hr></div><blockquote>{REPORT}</blockquote>",
    "words before the page": f"Forwarded report:\n\n{REPORT}",
    "wrapped attributes": REPORT.replace("<a class", "<a\nclass").replace(' download="', '\ndownload\n=\n"'),
    "entities": REPORT.replace("data:application", "&#100;ata&colon;application").replace(",", "&comma;", 1),
    "an XML form": "<?xml version='1.0'?>" + REPORT.replace('charset="utf-8">', 'charset="utf-8"/>'),
    "conditional comments": f"<!--[if mso]><p><![endif]-->{REPORT}",
    "added attributes": REPORT.replace('href="data:', 'data-x=\'"\' target=_blank href="data:'),
    "a script of an extension": REPORT.replace("<main", "<script>1 < 2; '<a href=\"data:x\">'</script><main"),
    "a place within the data": REPORT.replace('" download="', '#x" download="'),
    "without an end": REPORT[: REPORT.index("</body>")],
    "a web archive": archive("quoted-printable", quoted(REPORT)),
    "a mail in base64": archive("base64", base64.encodebytes(REPORT.encode()).decode()),
    "a mail of plain lines": archive("8bit", REPORT),
    "a mail with a copy": archive("base64", base64.encodebytes(COPY.encode()).decode(), kind="text/x"),
    "a viewer of JSON": f"<html><head></head><body><pre style='x'>{escape(COPY)}</pre></body></html>",
    "words around the JSON": f"<p>Raw</p><pre>none</pre><pre>\n {escape(COPY)}</pre><p>Saved</p>",
    "a mail with an encoding in capitals": archive("BASE64", base64.encodebytes(COPY.encode()).decode()),
    "a web archive with an encoding in capitals": archive("QUOTED-PRINTABLE", quoted(REPORT)),
    "an attached mail": forwarded(mail("quoted-printable", quoted(REPORT))),
    "an attached mail in base64": forwarded(mail("base64", encoded(REPORT))),
    "an attached mail with a copy": forwarded(mail("base64", encoded(COPY))),
    "an attached mail of several parts": forwarded(archive("base64", encoded(REPORT))),
    "an attached mail in base64 twice": forwarded(encoded(mail("base64", encoded(REPORT))), "base64"),
    "a mail attached to one that is attached": forwarded(forwarded(mail("base64", encoded(REPORT)))),
    "a mail forwarded three times": forwarded(encoded(forwarded(forwarded(mail("8bit", COPY)))), "base64"),
    "a mail that begins as headers do": mail("8bit", f"Note: see below\r\n\r\n{REPORT}"),
    "two marks": f"\ufeff\ufeff{COPY}",
}  # fmt: skip


@pytest.mark.parametrize("kind", FRAMES)
def test_a_record_is_found_in_its_frame(kind: str) -> None:
    for codec in ("utf-8", "utf-8-sig", "utf-16"):
        read = read_file(FRAMES[kind].encode(codec))
        assert isinstance(read, OpenedRecord)
        assert read.record == RECORD


NO_RECORD = {
    "another page": "<!doctype html><title>News</title><a href='data:text/plain,x'>x</a><pre>none</pre>",
    "a comment with a link": f'<!-- <a href="data:application/json,{COPY}"> -->',
    "a mail without a file": archive("8bit", "<p>Hello</p>"),
    "a report that was cut off": REPORT[: REPORT.index('" download="')],
    "half the data": REPORT.replace("base64,", "base64,A", 1),
    "a link to an address": '<a href="https://www.example.org/data:application/json">x</a>',
}


OTHERS = {
    b"PK\x03\x04\x14": "a ZIP archive: take the file out first",
    b"PK\x03\x04\x14 [Content_Types].xml word/document.xml": "a Word document, which cannot be opened here",
    b"PK\x03\x04\x14 [Content_Types].xml xl/workbook.xml": "an Excel workbook",
    b"\x1f\x8b\x08": "a compressed file",
    b"%PDF-1.7": "a PDF",
    b"{\\rtf1": "a text of a word processor",
    b"\xd0\xcf\x11\xe0\xa1": "an e-mail of Outlook",
    b"\x89PNG\r\n": "a picture",
    COPY.rstrip()[:-1].encode() + b",}": "cut off or damaged",
    b'{"answers": 1,}': "not a file of this tool",
    COPY.rstrip()[:-1].encode(): "cut off",
}


@pytest.mark.parametrize("file", OTHERS)
def test_a_file_of_another_kind_is_named(file: bytes) -> None:
    with pytest.raises(FileError, match=OTHERS[file]):
        read_file(file)


@pytest.mark.parametrize("kind", NO_RECORD)
def test_a_frame_without_a_record_is_refused_in_two_lines(kind: str) -> None:
    with pytest.raises(FileError) as caught:
        read_file(NO_RECORD[kind].encode())
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize("file", [b"", b" \n\t", b"\xef\xbb\xbf\r\n", b"\xff\xfe"])
def test_a_file_of_blanks_is_called_empty(file: bytes) -> None:
    with pytest.raises(FileError, match="It is empty"):
        read_file(file)


def test_a_mail_of_many_headers_and_no_text_is_gone_through_in_time() -> None:
    assert list(parts_of("Content-Transfer-Encoding: 7bit\n" * 50_000)) == []


def test_mails_within_each_other_are_refused_as_a_page_without_data() -> None:
    with pytest.raises(FileError, match="the link with its data is missing"):
        read_file(b"Content-Transfer-Encoding: 7bit\n\n" * 3_000 + b"data:application/json")


def test_each_part_of_a_mail_ends_at_its_boundary_and_the_last_at_the_end() -> None:
    header = "Content-Transfer-Encoding: {}\r\nContent-Type: text/plain\r\n\r\n"
    text = f"{header.format('7bit')}one\r\n\r\ntwo\r\n--b\r\n{header.format('base64')}dGhyZWU="
    assert list(parts_of(text)) == ["one\r\n\r\ntwo\r\n", "three"]
