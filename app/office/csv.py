"""A sheet -> comma-separated values, for any spreadsheet or database.

With the byte order mark, without which Excel does not expect UTF-8, and with CR LF as in RFC 4180. A text
that a spreadsheet would calculate gets an apostrophe before it, so the file cannot be read back unchanged.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from office.text import looks_like_formula

if TYPE_CHECKING:
    from office.sheets import Cell, Sheet

MARK = "\ufeff"


def csv(sheet: Sheet) -> bytes:
    """The sheet as the bytes of a file: its titles, then its rows; dates as in ISO 8601."""
    lines = [tuple(column.title for column in sheet.columns), *sheet.rows]
    text = "".join(f"{','.join(map(_quoted, line))}\r\n" for line in lines)
    return f"{MARK}{text}".encode()


def _quoted(cell: Cell) -> str:
    text = cell.isoformat() if isinstance(cell, date) else cell
    harmless = f"'{text}" if looks_like_formula(text) else text
    return '"{}"'.format(harmless.replace('"', '""'))
