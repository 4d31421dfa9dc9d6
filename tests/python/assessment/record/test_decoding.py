"""Bytes become the text that a browser would show."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import FileError
from assessment.record import format as record_format
from assessment.record.decoding import UTF_8, UTF_16, WINDOWS_1252, decode, is_damaged
from assessment.record.merging import merged
from assessment.record.migration import migrate
from assessment.record.opening import OpenedRecord, read_file
from assessment.show.opening import opening_html
from assessment.show.report import report
from publishing import question_files
from publishing.machine import ROOT
from tests.python.builders import record_of, round_of

REAL = question_files.read(ROOT / "questions" / "lsp")
NAME = "Bwrdd Ynys Môn – “agreed”, £5,000 €"


def copy(name: str = NAME) -> str:
    data = record_format.to_data(record_of(round_of({}), name=name))
    return json.dumps(data, ensure_ascii=False, indent=2)


def opened(file: bytes) -> OpenedRecord:
    read = read_file(file)
    assert isinstance(read, OpenedRecord)
    return read


@pytest.mark.parametrize(
    ("codec", "mark", "encoding"),
    [
        ("utf-8", b"", None),
        ("utf-8", b"\xef\xbb\xbf", None),
        ("utf-16-le", b"\xff\xfe", None),
        ("utf-16-be", b"\xfe\xff", None),
        ("utf-16-le", b"", UTF_16),
        ("utf-16-be", b"", UTF_16),
        ("cp1252", b"", WINDOWS_1252),
    ],
)
@pytest.mark.parametrize("end", ["", "\n", "\x1a", "\r\n\x1a", "\x00\x00"])
def test_a_copy_is_read_in_whatever_encoding_it_was_saved_again(
    codec: str, mark: bytes, encoding: str | None, end: str
) -> None:
    read = opened(mark + (copy() + end).encode(codec))
    assert read.record.partnership.name == NAME
    assert read.encoding == encoding
    assert not read.unreadable


def test_windows_1252_is_that_of_browsers() -> None:
    # Python's own codec refuses five bytes, which browsers read as control characters.
    for byte in range(0x80, 0x100):
        text = decode(bytes([0x22, byte])).text
        try:
            assert text == bytes([0x22, byte]).decode("cp1252")
        except UnicodeDecodeError:
            assert text == f'"{chr(byte)}'


@given(st.binary(max_size=80))
def test_no_bytes_at_all_make_it_fail(data: bytes) -> None:
    made = decode(data)
    assert made.encoding in (UTF_8, UTF_16, WINDOWS_1252)
    assert made.assumed in (True, False)


def shown(read: OpenedRecord) -> str:
    present, migration = record_of(round_of({})), migrate(read.record, REAL)
    return opening_html(REAL, present, read, migration, merged(present, migration.record))


def test_the_encoding_that_was_assumed_is_named() -> None:
    assert "It was read as Windows-1252" in shown(opened(copy().encode("cp1252")))
    assert "It was read as" not in shown(opened(copy().encode("utf-8")))


def test_letters_that_were_lost_before_are_named_by_their_field() -> None:
    data = json.loads(copy("Bwrdd M\ufffdn"))
    data["rounds"][0]["answers"] = {"style-trust": {"note": "Caf\ufffd"}}
    read = opened(json.dumps(data).encode())
    assert read.unreadable == ("partnership, name", "rounds 1, answers, style-trust, note")
    assert (
        "They are in: <bdi>partnership, name</bdi>; <bdi>rounds 1, answers, style-trust, note</bdi>."
        in shown(read)
    )


REPORT = report(REAL, record_of(round_of({}), name=NAME), date(2027, 3, 31)).html


def wrapped(page: str, at: int) -> str:
    return "\r\n".join(line[i : i + at] for line in page.split("\n") for i in range(0, len(line) or 1, at))


@pytest.mark.parametrize(
    "page",
    [
        REPORT,
        REPORT.replace('href="data:', "href='data:").replace('" download="', "' download=\""),
        REPORT.replace('<a class="report-data" href="', '<A CLASS="report-data" HREF="'),
        REPORT.replace("data:application/json;base64,", "DATA:Application/JSON;charset=utf-8;BASE64,"),
        REPORT.replace('href="data:', 'href = "\n data:'),
        wrapped(REPORT, 990),
        wrapped(REPORT, 76),
        REPORT.replace("=\" download", "%3D\" download"),
        REPORT.replace("=\" download", "\" download"),
        f"<!-- saved from the web --><p>{REPORT}",
    ],
    ids=[
        "as saved", "single quotes", "upper case", "address in upper case", "spaces", "wrapped at 990",
        "wrapped at 76", "percent-encoded", "without padding", "after a comment",
    ],
)  # fmt: skip
def test_a_report_is_read_as_a_browser_would(page: str) -> None:
    for codec in ("utf-8", "utf-16"):
        assert opened(page.encode(codec)).record.partnership.name == NAME


def test_an_address_without_quotes_is_read() -> None:
    start = REPORT.index('href="data:')
    end = REPORT.index('"', start + 6)
    bare = f"{REPORT[:start]}href={REPORT[start + 6 : end]}{REPORT[end + 1 :]}"
    assert opened(bare.encode()).record.partnership.name == NAME


def test_a_refusal_quotes_at_most_a_line() -> None:
    long = "x" * 3_000_000
    files: list[Any] = [
        [long],
        ["x"] * 500_000,
        {long: 1},
        {"program": long},
        {"program": "lsp-improvement-tool", "format": [long]},
        {**json.loads(copy()), "rounds": [{long: 5}, *[{"x": 5}] * 1000]},
        {**json.loads(copy()), "rounds": [{"answers": {long: 5}}]},
        {**json.loads(copy()), "partnership": long},
    ]
    for file in files:
        with pytest.raises(FileError) as caught:
            read_file(json.dumps(file).encode())
        message = str(caught.value)
        assert len(message) < 10_000
        assert all(len(line) < 400 for line in message.splitlines())


def test_a_refusal_ends_in_one_mark() -> None:
    for file in (b"", b"Dear all", b"<p>no data", b"{", b"[]", b"{}", b"\x00\x00"):
        with pytest.raises(FileError) as caught:
            read_file(file)
        for line in str(caught.value).splitlines():
            assert line[-1] in ".?!…"
            assert line[-2] not in ".?!"


def test_a_page_of_many_open_tags_is_refused_in_time() -> None:
    with pytest.raises(FileError):
        read_file(b"<a " * 200_000)


@pytest.mark.parametrize("width", [990, 998])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_copy_whose_lines_were_wrapped_by_mail_is_read(width: int, end: str) -> None:
    note = "A word, and “another” – Môn. " * 200
    data = json.loads(copy())
    data["rounds"][0]["answers"] = {"style-trust": {"note": note}}
    for ascii_only in (True, False):
        text = json.dumps(data, indent=2, ensure_ascii=ascii_only)
        read = opened(wrapped(text, width).replace("\r\n", end).encode())
        assert read.record.current_round.answers["style-trust"].note == note


def test_a_line_break_typed_into_a_copy_is_refused() -> None:
    with pytest.raises(FileError, match="cut off or damaged"):
        read_file(copy("Our\\ntown").replace("\\\\n", "\n").encode())


@given(st.text("abc éôŵß€“”–ñ £", min_size=1))
def test_letters_that_another_program_has_changed_are_noticed(text: str) -> None:
    """UTF-8 that was read as Windows-1252 and saved: no letter is lost, and all accented ones are wrong."""
    # A byte outside Windows-1252 makes the text be read as Windows-1252, as that program did.
    changed = decode(b"\xff" + text.encode() if not text.isascii() else text.encode()).text.lstrip("ÿ")
    assert is_damaged(changed) is not text.isascii()


@pytest.mark.parametrize(
    "text", ["", "Plain", "Ynys Môn", "Größe “x” – 5 €", "Łódź", "日本", "naïve £5", "Â"]
)
def test_a_text_as_people_write_it_is_not_called_changed(text: str) -> None:
    assert not is_damaged(text)


def test_a_text_in_ascii_is_not_gone_through_letter_by_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.record.decoding._BYTE_OF", None)
    assert not is_damaged("Plain")


def test_the_fields_whose_letters_were_changed_are_named() -> None:
    assert opened(copy("Ynys MÃ´n").encode()).unreadable == ("partnership, name",)
