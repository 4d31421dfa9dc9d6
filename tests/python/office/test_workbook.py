"""The workbook: openpyxl reads it, a port of Microsoft's checks finds no fault, and every text is a text."""

from __future__ import annotations

import functools
import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import openxml_audit
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.model import Answer, Priority, Rating, Record, Respondent, Response, Status
from assessment.record import format as record_format
from office import sheets
from office.sheets import Column, Sheet
from office.text import cut, looks_like_formula, units
from office.workbook import CUT, HIGHEST_ROW, MOST_IN_CELL, workbook
from tests.python.builders import record_of, records, round_of
from tests.python.office.hostile import REAL, SMALL, TODAY, hostile_record

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from assessment.question_set.model import QuestionSet


def sheets_of(question_set: QuestionSet, record: Record) -> list[Sheet]:
    return [make(question_set, record) for make in (sheets.answers, sheets.actions, sheets.rounds)]


def made_of(question_set: QuestionSet, record: Record) -> bytes:
    about = sheets.about(question_set, record, TODAY)
    return workbook("A & B", about, sheets_of(question_set, record), TODAY)


@functools.cache
def hostile() -> bytes:
    return made_of(REAL, hostile_record())


def read(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def held(cell: object) -> object:
    """A cell as openpyxl reads it back: Excel's marks for letters are decoded there."""
    if isinstance(cell, date):
        return datetime.fromisoformat(cell.isoformat()) if cell.year >= 1900 else cell.isoformat()
    return cell or None


def test_the_sheets_have_these_columns() -> None:
    """People work on with them: formulas, filters and other programs rely on names and order."""
    titles = {
        sheet.name: [column.title for column in sheet.columns]
        for sheet in sheets_of(SMALL, record_of(replace(round_of({}), name="Spring")))
    }
    assert titles == {
        "Answers": [
            "Element", "Question", "What it asks", "Answer", "Notes", "Why no action is needed",
            "Question id",
        ],
        "Actions": [
            "Action", "Owner", "By when", "Priority", "Status", "Why it was dropped", "Progress",
            "For these questions", "Elements",
        ],
        "Rounds": ["Element", "Question", "Spring"],
    }  # fmt: skip


@settings(max_examples=30)
@given(record=records([question.id for question in SMALL.questions]))
def test_every_cell_is_read_back_as_it_was_written_and_none_is_a_formula(record: Record) -> None:
    book = read(made_of(SMALL, record))
    assert book.sheetnames == ["About", "Answers", "Actions", "Rounds"]
    for sheet in sheets_of(SMALL, record):
        page = book[sheet.name]
        rows = list(page.iter_rows(min_row=2, max_row=1 + len(sheet.rows)))
        for cells, row in zip(rows, sheet.rows, strict=True):
            for cell, written in zip(cells, row, strict=True):
                assert cell.data_type in ("s", "n", "d")
                if not isinstance(written, str) or "_x" not in written:
                    assert cell.value == held(written)


def test_hostile_texts_stay_texts_and_the_long_ones_say_that_they_were_cut() -> None:
    record = hostile_record()
    book = read(hostile())
    page = book["Actions"]
    texts = [page.cell(2 + index, 1) for index in range(len(record.actions))]
    for cell, row in zip(texts, sheets.actions(REAL, record).rows, strict=True):
        written = str(row[0])
        assert cell.data_type == "s"
        assert units(cell.value) <= MOST_IN_CELL
        if units(written) > MOST_IN_CELL:
            assert cell.value == cut(written, MOST_IN_CELL - units(CUT)) + CUT
        # Excel then takes it for text also when somebody edits the cell.
        assert bool(cell.quotePrefix) is looks_like_formula(written)
    about = [str(cell.value) for row in book["About"].iter_rows() for cell in row]
    assert any("too long for a cell" in text for text in about)


def test_a_word_that_looks_like_a_coded_letter_is_no_letter() -> None:
    with zipfile.ZipFile(io.BytesIO(hostile())) as archive:
        assert b"_x005F_x0041_ is no letter" in archive.read("xl/sharedStrings.xml")


def test_microsofts_rules_are_kept(tmp_path: Path, sample_data: dict[str, Any]) -> None:
    plain_record = made_of(REAL, record_format.from_data(sample_data))
    for name, content in {"hostile": hostile(), "sample": plain_record}.items():
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(content)
        result = openxml_audit.OpenXmlValidator().validate(path)
        assert not [str(error) for error in result.errors]


def test_filters_frozen_headers_and_lists_are_there() -> None:
    book = read(hostile())
    ratings, priorities, statuses = (
        ",".join(member.word for member in words) for words in (Rating, Priority, Status)
    )
    for name, frozen, lists in (
        ("Answers", "C2", {ratings}),
        ("Actions", "B2", {priorities, statuses}),
        ("Rounds", "C2", set()),
    ):
        page = book[name]
        assert page.freeze_panes == frozen
        (table,) = page.tables.values()
        assert table.ref == page.dimensions
        assert table.autoFilter.ref == table.ref
        assert {rule.formula1.strip('"') for rule in page.data_validations.dataValidation} == lists
        assert page.sheet_state == "visible"
        assert page.print_title_rows == "$1:$1"


def test_colours_follow_the_word() -> None:
    for name, column in (("Answers", "D"), ("Rounds", "C")):
        rules = {
            rule.text
            for ranges in read(hostile())[name].conditional_formatting
            if str(ranges.sqref).startswith(column)
            for rule in ranges.rules
        }
        assert {"Red", "Amber", "Green"} <= rules


def test_rounds_of_one_name_have_titles_that_differ_in_any_case_of_letters() -> None:
    titles = [str(cell.value) for cell in next(read(hostile())["Rounds"].iter_rows(max_row=1))]
    assert len({title.casefold() for title in titles}) == len(titles) == 5
    assert not [title for title in titles if "\n" in title]


@given(names=st.lists(st.text("aA(2) ", min_size=1), min_size=1, max_size=6))
def test_titles_of_a_table_differ(names: list[str]) -> None:
    names = [name.strip() or "a" for name in names]
    columns = tuple(Column(title=name, width=10) for name in names)
    sheet = Sheet(name="One", about="x", columns=columns, rows=())
    page = read(workbook("x", (), [sheet], TODAY))["One"]
    titles = [str(cell.value) for cell in next(page.iter_rows(max_row=1))]
    assert len({title.casefold() for title in titles}) == len(names)


def test_a_record_without_actions_has_a_sheet_of_actions(sample_data: dict[str, Any]) -> None:
    del sample_data["actions"]
    page = read(made_of(REAL, record_format.from_data(sample_data)))["Actions"]
    assert page["A1"].value == "Action"
    assert page["A2"].value is None


def test_the_first_sheet_says_which_notes_are_not_in_the_workbook() -> None:
    question = SMALL.questions[0].id
    earlier, latest = (
        replace(round_of({}, round_id=note), answers={question: Answer(note=note)})
        for note in ("A note before", "A note now")
    )
    partner = Response(id="1", respondent=Respondent(), answers={question: Answer(note="A partner’s note")})
    record = record_of(earlier, replace(latest, responses=(partner,)))
    book = read(made_of(SMALL, record))
    texts = {str(cell.value) for page in book for row in page.iter_rows() for cell in row}
    assert "A note now" in texts
    assert not {"A note before", "A partner’s note"} & texts
    assert (
        "It holds the notes of this round. Notes of earlier rounds and partners’ answers are not in it: "
        "a backup has them." in texts
    )


def test_the_first_sheet_counts_the_partners_who_answered_if_any_did() -> None:
    partners = tuple(Response(id=str(n), respondent=Respondent(), answers={}) for n in range(3))
    label = "Partners who answered"
    about = dict(sheets.about(SMALL, record_of(replace(round_of({}), responses=partners)), TODAY))
    assert about[label] == "3. Their answers are not in this workbook."
    assert label not in dict(sheets.about(SMALL, record_of(round_of({})), TODAY))


def test_a_cleared_answer_to_a_question_of_another_set_has_no_row() -> None:
    answers = {"cleared": Answer(changed="2027-01-12T10:00:00.000Z"), "noted": Answer(note="x")}
    rows = sheets.answers(SMALL, record_of(replace(round_of({}), answers=answers))).rows
    assert [row[-1] for row in rows[len(SMALL.questions) :]] == ["noted"]


def test_no_row_is_higher_than_excel_can_show() -> None:
    name = "Partnership " * 1000
    record = record_of(replace(round_of({}), name=name), name=name)
    for page in read(made_of(SMALL, record)):
        assert all((row.height or 0) <= HIGHEST_ROW for row in page.row_dimensions.values())


def test_the_same_record_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    # Another time zone, in which a file on disk would have another date.
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert made_of(REAL, hostile_record()) == hostile()
