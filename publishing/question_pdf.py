"""The question set on paper: an accessible PDF with boxes to tick and lines for notes; one in large print.

Typst makes it, tagged as PDF/UA-1: it refuses a document that does not meet that standard.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from pypdf import PdfReader

from assessment.definitions import pieces
from assessment.text import capitalised
from assessment.words import localise
from publishing.question_pages import words_explained

if TYPE_CHECKING:
    from assessment.model import QuestionSet

TEMPLATE = Path(__file__).parent / "questions.typ"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One printed form of the question set. `size`: of the text, in points."""

    file: str
    name: str
    size: int


SHEETS = (
    Sheet(file="questions.pdf", name="all questions on paper", size=10),
    Sheet(file="questions-large-print.pdf", name="all questions in large print", size=18),
)


def write(folder: Path, question_set: QuestionSet) -> str:
    """Write the PDFs into a folder.

    Returns:
        links to them, as HTML, with the pages and the size of each.
    """
    data = json.dumps(_data(question_set), ensure_ascii=False)
    for sheet in SHEETS:
        typst.compile(
            str(TEMPLATE),
            output=str(folder / sheet.file),
            sys_inputs={"data": data, "size": str(sheet.size)},
            # Only the fonts that come with Typst, which are the same everywhere.
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    return ", ".join(_link(folder, sheet) for sheet in SHEETS)


def _link(folder: Path, sheet: Sheet) -> str:
    path = folder / sheet.file
    pages, kilobytes = len(PdfReader(path).pages), (path.stat().st_size + 500) // 1000
    return f'<a href="{{root}}{sheet.file}">{sheet.name}</a> (PDF, {pages} pages, {kilobytes} kB)'


def _data(question_set: QuestionSet) -> dict[str, object]:
    words = question_set.default_words

    def said(text: str) -> str:
        return localise(text, words)

    def defined(text: str) -> list[dict[str, object]]:
        """Pieces, each with whether it is a defined word."""
        found = pieces(text, question_set.definitions)
        return [{"text": said(piece), "defined": bool(definition)} for piece, definition in found]

    return {
        "title": said(question_set.title),
        "version": question_set.version,
        "words": words_explained(question_set),
        "definitions": [
            {"term": capitalised(said(one.term)), "text": said(one.text)} for one in question_set.definitions
        ],
        "elements": [
            {
                "title": said(element.title),
                "plain": said(element.plain),
                "meaning": said(element.meaning),
                "questions": [
                    {
                        "title": said(question.title),
                        "ask": defined(question.ask),
                        "counts": defined(question.counts),
                        "red": defined(question.red),
                        "amber": defined(question.amber),
                        "green": defined(question.green),
                        "evidence": [said(item) for item in question.evidence],
                    }
                    for question in element.questions
                ],
            }
            for element in question_set.elements
        ],
    }
