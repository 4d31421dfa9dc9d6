"""The actions as comma-separated values: every text, and nothing that a spreadsheet would calculate."""

from __future__ import annotations

import csv as standard
import io
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given

from office import sheets
from office.csv import csv
from office.sheets import Column, Sheet
from office.text import looks_like_formula
from tests.python.builders import records
from tests.python.office.hostile import FORMULAS, REAL, SMALL, hostile_record

if TYPE_CHECKING:
    from assessment.model import Record


def read(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8")
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    return list(standard.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@given(record=records([question.id for question in SMALL.questions]))
def test_every_cell_is_there_and_none_is_a_formula(record: Record) -> None:
    sheet = sheets.actions(SMALL, record)
    titles, *rows = read(csv(sheet))
    assert titles == [column.title for column in sheet.columns]
    assert len(rows) == len(record.actions)
    for row, cells in zip(rows, sheet.rows, strict=True):
        assert not any(map(looks_like_formula, row))
        assert [text.removeprefix("'") for text in row] == [
            cell.isoformat() if isinstance(cell, date) else cell.removeprefix("'") for cell in cells
        ]


def test_a_formula_has_an_apostrophe_before_it_and_nothing_else_has() -> None:
    texts = (*FORMULAS, "Ask the chair - soon", 'a "word"', "")
    sheet = Sheet(
        name="x", about="x", columns=(Column(title="=1", width=9),), rows=tuple((t,) for t in texts)
    )
    titles, *rows = read(csv(sheet))
    assert titles == ["'=1"]
    assert rows == [[f"'{text}"] for text in FORMULAS] + [[text] for text in texts[len(FORMULAS) :]]


def test_hostile_texts_and_long_ones_are_whole() -> None:
    record = hostile_record()
    sheet = sheets.actions(REAL, record)
    rows = read(csv(sheet))[1:]
    assert len(rows) == len(record.actions)
    assert max(len(row[0]) for row in rows) == 60_000
