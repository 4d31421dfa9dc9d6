"""Sheets -> a workbook for Excel, by XlsxWriter, whose authors compare its files with Excel's own.

Every text is written as text, whatever it looks like. Colours follow the words in the cells, so that a
changed answer changes colour. The same sheets give the same bytes.
"""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from office.text import cut, looks_like_formula, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from office.sheets import Cell, Column, Sheet

# Excel's limits: units of UTF-16 in a cell and in a title, characters of a footer.
MOST_IN_CELL = 32_767
MOST_IN_TITLE = 255
# Some versions of Excel show a longer text of the format "text" as number signs.
MOST_AS_TEXT = 255
MOST_IN_FOOTER = 200
CUT = " […] The text is cut here: a cell of Excel holds no more. In the tool it is complete."
# The highest row that Excel knows, and a line of text, in points.
HIGHEST_ROW = 409.0
LINE = 15.0

_RED, _AMBER, _GREEN = ("#8F1D14", "#FFFFFF"), ("#F5B335", "#1C1300"), ("#1D7044", "#FFFFFF")
_QUIET = ("#E3E7EB", "#1B2733")
# What a cell begins with, and its ground and letters: the colours of the page.
COLOURS = {
    "Red": _RED,
    "Amber": _AMBER,
    "Green": _GREEN,
    "Don’t know yet": _QUIET,
    "Does not apply": _QUIET,
    "Done": _GREEN,
    "Dropped": _QUIET,
}
HOW_TO_USE = (
    "This workbook is a copy, for sorting, filtering and calculating. The tool does not read it back: what "
    "you change here, change in the tool too.",
    "Filters are in the first row of each sheet. Colours follow the words: a cell that says Red is red.",
    "It holds the notes of this round. Notes of earlier rounds and partners’ answers are not in it: a backup "
    "has them.",
    "Look through it before you send it on.",
)


def workbook(title: str, about: Sequence[tuple[str, str]], sheets: Sequence[Sheet], today: date) -> bytes:
    """The workbook as the bytes of a file: a first sheet with facts, then the sheets.

    Args:
        title: of the whole, as a program shows it.
        about: labels and texts of the first sheet.
        sheets: their names are distinct and fit for Excel.
        today: the day that the file says it was made.
    """
    made = BytesIO()
    # In memory: through a file, the date of each part would depend on the time zone.
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties(
        {"title": cut(title, MOST_IN_TITLE), "created": datetime.fromisoformat(today.isoformat())}
    )
    formats = _Formats(book)
    first = book.add_worksheet("About")
    was_cut = [
        _write(book.add_worksheet(sheet.name), number, sheet, formats) for number, sheet in enumerate(sheets)
    ]
    _write_about(first, formats, title, about, sheets, sum(was_cut))
    for page in book.worksheets():
        _set_up_page(page, title)
    book.close()
    return made.getvalue()


class _Formats:
    """The formats of a workbook; a text that looks like a formula stays text when somebody edits its cell."""

    def __init__(self, book: Any) -> None:
        cell = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#D3DAE0"}
        self.text = book.add_format({**cell, "num_format": "@"})
        self.long = book.add_format(cell)
        self.quoted = book.add_format({**cell, "quote_prefix": True})
        self.date = book.add_format({**cell, "num_format": "d mmmm yyyy", "align": "left"})
        self.header = book.add_format({**cell, "bold": True, "bg_color": "#0B4F6C", "font_color": "#FFFFFF"})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.label = book.add_format({**cell, "bold": True})
        self.colours = {
            word: book.add_format({"bg_color": ground, "font_color": letters})
            for word, (ground, letters) in COLOURS.items()
        }


def _write(page: Any, number: int, sheet: Sheet, formats: _Formats) -> int:
    """Fills a page, and returns how many texts were too long for a cell."""
    # A table has at least one row.
    rows = sheet.rows or (("",) * len(sheet.columns),)
    titles = _titles(sheet.columns)
    last_row, last_column = len(rows), len(titles) - 1
    page.add_table(
        0,
        0,
        last_row,
        last_column,
        {
            "name": f"Table{number + 1}",
            "title": sheet.name,
            "description": sheet.about,
            "style": None,
            "columns": [{"header": title, "header_format": formats.header} for title in titles],
        },
    )
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        _choose(page, index, last_row, column)
        if column.coloured:
            _colour(page, index, last_row, formats)
    page.set_row(0, _height(titles, sheet.columns))
    was_cut = 0
    for row_number, row in enumerate(rows, start=1):
        page.set_row(row_number, _height(row, sheet.columns))
        was_cut += sum(_write_cell(page, row_number, index, cell, formats) for index, cell in enumerate(row))
    page.freeze_panes(1, sheet.frozen)
    page.repeat_rows(0)
    return was_cut


def _write_cell(page: Any, row: int, column: int, cell: Cell, formats: _Formats) -> bool:
    """Writes a cell, and returns whether its text was cut."""
    if isinstance(cell, date):
        # Excel's calendar begins in 1900.
        if cell.year >= 1900:
            page.write_datetime(row, column, cell, formats.date)
        else:
            page.write_string(row, column, cell.isoformat(), formats.text)
        return False
    if not cell:
        page.write_blank(row, column, None, formats.text)
        return False
    is_long = units(cell) > MOST_IN_CELL
    text = f"{cut(cell, MOST_IN_CELL - units(CUT))}{CUT}" if is_long else cell
    # Never `write`, which would make numbers, links and formulas of some texts.
    if looks_like_formula(text):
        page.write_string(row, column, text, formats.quoted)
    else:
        page.write_string(row, column, text, formats.text if units(text) <= MOST_AS_TEXT else formats.long)
    return is_long


def _titles(columns: Iterable[Column]) -> list[str]:
    """The titles, which in a table must differ whatever the case of the letters, and hold no line breaks."""
    titles: list[str] = []
    used: Counter[str] = Counter()
    for column in columns:
        plain = title = cut(column.title, MOST_IN_TITLE - 8)
        while used[title.casefold()]:
            used[plain.casefold()] += 1
            title = f"{plain} ({used[plain.casefold()]})"
        used[title.casefold()] += 1
        titles.append(title)
    return titles


def _choose(page: Any, index: int, last_row: int, column: Column) -> None:
    if column.choices:
        page.data_validation(
            1,
            index,
            last_row,
            index,
            {
                "validate": "list",
                "source": list(column.choices),
                "error_title": column.title,
                "error_message": f"Choose one of: {', '.join(column.choices)}.",
            },
        )


def _colour(page: Any, index: int, last_row: int, formats: _Formats) -> None:
    for word, colour in formats.colours.items():
        rule = {"type": "text", "criteria": "begins with", "value": word, "format": colour}
        page.conditional_format(1, index, last_row, index, rule)


def _height(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    """An estimate: Excel finds the height by itself, LibreOffice takes what is written."""
    lines = max(
        sum(max(1, math.ceil(len(line) * 1.1 / column.width)) for line in cell.split("\n"))
        if isinstance(cell, str)
        else 1
        for cell, column in zip(row, columns, strict=True)
    )
    return min(lines * LINE, HIGHEST_ROW)


def _write_about(
    page: Any,
    formats: _Formats,
    title: str,
    about: Sequence[tuple[str, str]],
    sheets: Sequence[Sheet],
    was_cut: int,
) -> None:
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 80)
    page.write_string(0, 0, cut(title, MOST_IN_CELL), formats.title)
    notes = [*HOW_TO_USE]
    if was_cut:
        notes.append(f"Texts that were too long for a cell, and end with a word about it: {was_cut}.")
    lines = [*about, *((f"Sheet “{sheet.name}”", sheet.about) for sheet in sheets)]
    lines += [("Please note" if not index else "", note) for index, note in enumerate(notes)]
    for row, (label, text) in enumerate(lines, start=2):
        page.write_string(row, 0, label, formats.label)
        _write_cell(page, row, 1, text, formats)
        page.set_row(row, min(LINE * max(1, math.ceil(len(text) * 1.1 / 80)), HIGHEST_ROW))


def _set_up_page(page: Any, title: str) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    # In a footer `&` begins a command.
    name = cut(title, MOST_IN_FOOTER // 2).replace("&", "&&")
    page.set_footer(f"&L{name}&RPage &P of &N")
