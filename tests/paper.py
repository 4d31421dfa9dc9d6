"""What is on paper: the text of a PDF and the sizes of its type. And a record that fills many pages."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

import pypdfium2
from pypdfium2 import raw

from assessment.show.heat_map import ON_PAPER

if TYPE_CHECKING:
    from pathlib import Path

# Points. Less cannot be read at arm's length; marks in pictures and the numbers of pages are this small.
SMALLEST = 7.5
LINES, ROUNDS, ACTIONS = 200, 40, 500


def sheets(pdf: bytes | Path) -> list[str]:
    """The text of each sheet, with single spaces and without ligatures."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [sheet.get_textpage().get_text_range() for sheet in document]
    # PDFium's sign for a hyphen at the end of a line.
    texts = [text.replace("\ufffe", "-") for text in texts]
    return [" ".join(unicodedata.normalize("NFKC", text).split()) for text in texts]


def sizes(pdf: bytes | Path) -> Counter[float]:
    """How many characters are of which size, in points."""
    found: Counter[float] = Counter()
    matrix = raw.FS_MATRIX()
    with pypdfium2.PdfDocument(pdf) as document:
        for sheet in document:
            text = sheet.get_textpage()
            for place in range(text.count_chars()):
                if not chr(raw.FPDFText_GetUnicode(text, place)).isspace():
                    raw.FPDFText_GetMatrix(text, place, matrix)
                    found[round(abs(raw.FPDFText_GetFontSize(text, place) * matrix.d), 1)] += 1
    return found


def large(record: dict[str, Any]) -> dict[str, Any]:
    """A record like this one, with a note of many lines, many rounds and many actions."""
    last = record["rounds"][-1]
    question = next(iter(last["answers"]))
    answer = {"rating": "red", "note": "\n".join(f"Line {number}." for number in range(1, LINES + 1))}
    rounds = [
        {**last, "id": f"round-{n}", "name": f"Round {n} of all", "closed": last["opened"]}
        for n in range(1, ROUNDS)
    ]
    newest = {**last, "name": f"Round {ROUNDS} of all", "closed": None}
    newest["answers"] = {**last["answers"], question: answer}
    actions = {
        f"action-{n}": {"what": f"Action {n} of all", "questions": [question], "owner": f"Officer {n}"}
        for n in range(1, ACTIONS + 1)
    }
    return {**record, "rounds": [*rounds, newest], "actions": actions}


def missing_from_report(text: str) -> list[str]:
    """What of the large record is not on paper."""
    wanted = [f"Round {n} of all" for n in range(ROUNDS + 1 - ON_PAPER, ROUNDS + 1)]
    wanted.append(f"The newest {ON_PAPER} of {ROUNDS} rounds.")
    wanted += [f"Action {n} of all" for n in range(1, ACTIONS + 1)]
    return [part for part in [*wanted, *lines()] if part not in text]


def missing_from_tool(text: str) -> list[str]:
    return [part for part in lines() if part not in text]


def lines() -> list[str]:
    return [f"Line {number}." for number in range(1, LINES + 1)]
