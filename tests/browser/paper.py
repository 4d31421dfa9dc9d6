"""What is on paper: the text of a PDF and the sizes of its type. And a record that fills many pages."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from typing import Any

from pypdf import PdfReader

from assessment.show.heat_map import ON_PAPER

# Points. Less cannot be read at arm's length; marks in pictures and the numbers of pages are this small.
SMALLEST = 7.5
LINES, ROUNDS, ACTIONS = 200, 40, 500


def read(pdf: bytes) -> tuple[str, Counter[float]]:
    """The text with single spaces and without ligatures; how many characters are of which size, in points."""
    sizes: Counter[float] = Counter()
    pages = []

    def visit(text: str, matrix: list[float], text_matrix: list[float], _font: Any, size: float) -> None:
        if text.strip():
            sizes[round(abs(size * text_matrix[3] * matrix[3]), 1)] += len(text.strip())

    for page in PdfReader(io.BytesIO(pdf)).pages:
        pages.append(page.extract_text(visitor_text=visit))
    return " ".join(unicodedata.normalize("NFKC", " ".join(pages)).split()), sizes


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
