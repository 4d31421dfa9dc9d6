"""A Word document that every program opens: by the rules of Office, read back, and with hostile texts."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from openxml_audit import OpenXmlValidator

from assessment.record import format as record_format
from assessment.show.blocks import Cell, Contents, Paragraph, Run, Table
from assessment.show.report import Form
from assessment.show.word import _PARTS, Facts, document, word
from publishing import question_files
from publishing.machine import ROOT
from tests.python.builders import HOSTILE, records
from tests.python.word_faults import W, faults, parts, values

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.model import Record

TODAY = date(2027, 3, 31)
FACTS = Facts(title="A title", whose="Somebody", maker="A tool", day=TODAY)
REAL = question_files.read(ROOT / "questions" / "lsp")

NASTY = {
    "markup": HOSTILE + " ]]> <!-- &amp; &#0; <w:p/>",
    "controls": "".join(map(chr, range(32))) + "\x7f\x85\u2028\ufeff",
    "no characters": "a\ufffeb\uffffc\U0001fffed",
    "half a pair": "a\ud800b\udfffc",
    "right to left": "\u202eתודה רבה \u2067שלום\u2069 \u200f12",
    "a formula": "=cmd|' /C calc'!A0 {=1+1} @SUM(A1) +1 -1",
    "long": "🏛" * 60_000,
    "one word": "x" * 60_000,
    "lines": "\n\r\n\v\u2029 a \n" * 200,
    "fields": '{ INCLUDETEXT "C:\\\\secret" } { DDEAUTO c:\\\\windows }',
}


def audit(folder: Path, data: bytes) -> list[str]:
    path = folder / "made.docx"
    path.write_bytes(data)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


@pytest.fixture(params=list(Form))
def form(request: pytest.FixtureRequest) -> Form:
    found: Form = request.param
    return found


def test_the_report_is_right_by_the_rules_of_office(
    sample_data: dict[str, Any], form: Form, tmp_path: Path
) -> None:
    made = word(REAL, record_format.from_data(sample_data), TODAY, form)
    assert audit(tmp_path, made.data) == []
    assert [*faults(made.data)] == []
    ending = "_summary.docx" if form is Form.SUMMARY else ".docx"
    assert made.name == f"Example-Partnership-invented_October-to-December-2026_2027-03-31{ending}"


def test_another_program_reads_headings_tables_title_and_language(sample_data: dict[str, Any]) -> None:
    made = word(REAL, record_format.from_data(sample_data), TODAY)
    read = docx.Document(io.BytesIO(made.data))
    assert read.core_properties.title.startswith("Example Partnership (invented): October to December 2026")
    assert read.core_properties.language == "en-GB"
    defaults = read.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert defaults is not None
    assert defaults.get(qn("w:val")) == "en-GB"
    styled = [(p.style.name if p.style else "", p.text) for p in read.paragraphs]
    sections = [text for style, text in styled if style == "Heading 1"]
    assert sections[:4] == ["In short", "Actions", "What changed since the last round", "The pattern"]
    assert ("Heading 2", "Figures everyone trusts \u00a0Red\u00a0") in styled
    first = read.tables[1]
    assert [cell.text for cell in first.rows[0].cells] == ["What, and why", "Action, with owner and date"]
    assert "Page " in read.sections[0].footer.paragraphs[0].text


def test_it_holds_no_more_than_it_shows(sample_data: dict[str, Any]) -> None:
    sample_data["rounds"][-1]["answers"]["style-trust"]["unknown"] = "SECRET"
    sample_data["rounds"][0]["answers"]["style-trust"]["note"] = "OF AN EARLIER ROUND"
    made = word(REAL, record_format.from_data(sample_data), TODAY)
    held = parts(made.data)
    assert [*held] == [*_PARTS]
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        everything = b"".join(map(archive.read, archive.namelist())).decode()
    for secret in ("SECRET", "OF AN EARLIER ROUND", "base64", "data:", "vanish"):
        assert secret not in everything
    assert "The tool cannot open this file again." in everything


def test_the_same_record_and_day_give_the_same_bytes(
    sample_data: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = record_format.from_data(sample_data)
    once = word(REAL, record, TODAY).data
    monkeypatch.setattr("time.time", lambda: datetime(2031, 1, 1, tzinfo=UTC).timestamp())
    monkeypatch.setattr("sys.platform", "win32")
    assert word(REAL, record, TODAY).data == once


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_whatever_a_person_typed_the_document_opens(
    sample_data: dict[str, Any], text: str, tmp_path: Path
) -> None:
    sample_data["partnership"] |= {"name": text, "words": {"board": text}}
    round_ = sample_data["rounds"][-1]
    round_ |= {"name": text, "conclusion": text, "asks": [text, text]}
    for answer in [*round_["answers"].values()][:3]:
        answer |= {"note": text, "no_action": text, "rating": "red"}
    round_["answers"][text] = {"rating": "red", "note": text}
    for action in sample_data["actions"].values():
        action |= {"what": text, "owner": text, "progress": text, "reason": text, "questions": [text]}
    made = word(REAL, record_format.from_data(sample_data), TODAY)
    assert [*faults(made.data)] == []
    assert audit(tmp_path, made.data) == []
    assert docx.Document(io.BytesIO(made.data)).paragraphs


@given(records([question.id for question in REAL.questions]))
@settings(max_examples=15)
def test_it_can_be_made_of_any_record(record: Record) -> None:
    for form in Form:
        assert [*faults(word(REAL, record, TODAY, form).data)] == []


def test_links_lead_to_their_places_and_out(tmp_path: Path) -> None:
    made = document(
        [
            Contents(title="Contents", entries=(("here", "Here"),)),
            Paragraph(kind="heading-1", runs=(Run(text="Here"),), ids=("here", "unused")),
            Paragraph(kind="text", runs=(Run(text="there", link="https://example.org/?a=1&b=2"),)),
            Paragraph(kind="item", runs=(Run(text="up", link="#here"), Run(text="lost", link="#gone"))),
        ],
        FACTS,
    )
    held = parts(made)
    assert [*faults(made)] == []
    assert audit(tmp_path, made) == []
    links = [*held["word/document.xml"].iter(W + "hyperlink")]
    assert ["".join(link.itertext()).strip() for link in links] == ["Here", "there", "up"]
    targets = [one.attrib["Target"] for one in held["word/_rels/document.xml.rels"]]
    assert "https://example.org/?a=1&b=2" in targets


def test_an_answer_is_a_word_on_its_colour_and_the_head_of_a_table_is_repeated() -> None:
    cells = (Cell(runs=(Run(text="R"),), rating="red"), Cell(runs=(Run(text="Green", rating="green"),)))
    table = Table(name="A table", head=("One", "Two"), rows=(cells,))
    above = Paragraph(kind="caption", runs=(Run(text="A table"),))
    body = parts(document([above, table, above], FACTS))["word/document.xml"]
    assert values(body, "shd", "fill") == ["8F1D14"]
    assert values(body, "rStyle") == ["rating-red", "rating-green"]
    assert len([*body.iter(W + "tblHeader")]) == 1


def test_a_table_below_another_stays_a_table_of_its_own() -> None:
    table = Table(name="A table", head=("One",), rows=((Cell(runs=(Run(text="R"),)),),))
    made = document([table, table], FACTS)
    assert [*faults(made)] == []
    assert len(docx.Document(io.BytesIO(made)).tables) == 2


def test_a_note_in_hebrew_runs_from_right_to_left() -> None:
    note = Paragraph(kind="note", runs=(Run(text="שלום 12"),))
    mixed = Paragraph(kind="note", runs=(Run(text="Note:", strong=True), Run(text=" שלום")))
    body = parts(document([note, mixed], FACTS))["word/document.xml"]
    assert len([*body.iter(W + "bidi")]) == 1
    assert len([*body.iter(W + "rtl")]) == 2
