"""The question set on paper, with boxes to tick and lines for notes, in the words of each kind.

Two accessible PDFs each, one of them in large print. Typst makes them, tagged as PDF/UA-1: it refuses a
document that does not meet that standard.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from markupsafe import escape
from pypdfium2 import PdfDocument

from assessment.definitions import pieces
from assessment.text import capitalised
from assessment.words import localise
from publishing.cache import cached
from publishing.marks import fill
from publishing.question_pages import words_explained

if TYPE_CHECKING:
    from assessment.question_set.model import Preset, QuestionSet
    from publishing.tools import Tool

TEMPLATE = Path(__file__).parent / "questions.typ"
FOLDER = "questions-on-paper"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The printed form for one kind of partnership. `size`: of the text, in points; `base`: of its tool."""

    base: str
    preset: Preset
    name: str
    ending: str
    size: int

    @property
    def file(self) -> str:
        """Relative to the root of the site."""
        return f"{self.base}{FOLDER}/{self.preset.id}{self.ending}.pdf"


def sheets(question_set: QuestionSet, base: str = "") -> list[Sheet]:
    """Two for each kind of partnership."""
    return [
        Sheet(base=base, preset=preset, name=name, ending=ending, size=size)
        for preset in question_set.presets
        for name, ending, size in (
            ("all questions on paper", "", 10),
            ("all questions in large print", "-large-print", 18),
        )
    ]


def write(pages: Path, tool: Tool, author: str) -> None:
    """Write the PDFs among the staged pages, and the links to them where pages have the mark."""
    question_set = tool.question_set
    made = sheets(question_set, tool.base)
    (pages / tool.base / FOLDER).mkdir()
    # Typst works outside Python's lock.
    with ThreadPoolExecutor() as threads:
        list(threads.map(lambda sheet: _write(pages, sheet, _data(question_set, sheet.preset, author)), made))
    links = [_link(pages, sheet) for sheet in made]
    by_kind = _by_kind(question_set, links)
    questions = f"{tool.base}questions.md"
    fill(pages / questions, "papers-by-kind", by_kind.replace("{root}", "../" * (questions.count("/") + 1)))
    if not tool.base:
        fill(pages / "help" / "how-to-use.md", "papers-by-kind", by_kind.replace("{root}", "../../"))


def _write(pages: Path, sheet: Sheet, data: dict[str, object]) -> None:
    inputs = {"data": json.dumps(data, ensure_ascii=False), "size": str(sheet.size)}

    def made() -> bytes:
        compiled: bytes = typst.compile(
            str(TEMPLATE),
            sys_inputs=inputs,
            # Only the fonts that come with Typst, which are the same everywhere.
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
        return compiled

    made_from = [Path(__file__).read_bytes(), TEMPLATE.read_bytes(), metadata.version("typst").encode()]
    made_from += [text.encode() for text in inputs.values()]
    (pages / sheet.file).write_bytes(cached(sheet.file.replace("/", "_"), made_from, made))


def _by_kind(question_set: QuestionSet, links: list[str]) -> str:
    items = (
        f"<li>{escape(preset.name)}: {first}, {second}</li>"
        for preset, first, second in zip(question_set.presets, links[::2], links[1::2], strict=True)
    )
    return f"<ul>{''.join(items)}</ul>"


def _link(pages: Path, sheet: Sheet) -> str:
    path = pages / sheet.file
    count, kilobytes = len(PdfDocument(path)), (path.stat().st_size + 500) // 1000
    # A screen reader lists links without their context.
    kind = f'<span class="visually-hidden">, {escape(sheet.preset.name)}</span>'
    return f'<a href="{{root}}{sheet.file}">{sheet.name}{kind}</a> (PDF, {count} pages, {kilobytes} kB)'


def _data(question_set: QuestionSet, preset: Preset, author: str) -> dict[str, object]:
    words = preset.words

    def said(text: str) -> str:
        return localise(text, words)

    def defined(text: str) -> list[dict[str, object]]:
        """Pieces, each with whether it is a defined word."""
        found = pieces(text, question_set.definitions)
        return [{"text": said(piece), "defined": bool(definition)} for piece, definition in found]

    return {
        "author": author,
        "title": said(question_set.title),
        "version": question_set.version,
        "kind": preset.name,
        "words": words_explained(question_set, preset),
        "definitions": [
            {"term": capitalised(said(one.term)), "text": said(one.text)} for one in question_set.definitions
        ],
        "elements": [
            {
                "title": capitalised(said(element.title)),
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
