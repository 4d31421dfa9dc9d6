"""The printed questions contain every question and response, tagged for screen readers."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from pypdfium2 import PdfDocument, raw

from assessment.words import localise
from publishing import question_files
from publishing.machine import ROOT
from publishing.question_pages import words_explained
from publishing.question_pdf import FOLDER, Sheet, sheets
from publishing.site import SITE
from tests import paper as printed

REAL = question_files.read(ROOT / "questions" / "lsp")
SHEETS = sheets(REAL)


@dataclass(frozen=True)
class Paper:
    sheet: Sheet
    pages: list[str]


@pytest.fixture(scope="module", params=SHEETS, ids=lambda sheet: sheet.file)
def paper(request: pytest.FixtureRequest) -> Paper:
    return Paper(request.param, printed.sheets(SITE / request.param.file))


def squeezed(text: str) -> str:
    """Without spaces and line breaks, which differ on paper."""
    return re.sub(r"\s+", "", text)


def test_every_question_and_response_is_on_paper(paper: Paper) -> None:
    text = squeezed("".join(re.sub(r"Question set version.*$", "", page) for page in paper.pages))
    for question in REAL.questions:
        for part in (
            question.title, question.ask, question.counts, question.red, question.amber, question.green
        ):  # fmt: skip
            assert squeezed(localise(part, paper.sheet.preset.words)) in text, question.id
    for definition in REAL.definitions:
        assert squeezed(localise(definition.text, paper.sheet.preset.words)) in text, definition.term


def test_the_paper_is_tagged_titled_and_has_bookmarks_and_its_version(paper: Paper) -> None:
    content = (SITE / paper.sheet.file).read_bytes()
    assert b"/Lang(en-GB)" in content
    assert b"<pdfuaid:part>1<" in content
    document = PdfDocument(content)
    assert raw.FPDFCatalog_IsTagged(document)
    assert (
        document.get_metadata_value("Title") == f"{REAL.title}: all the questions. {paper.sheet.preset.name}"
    )
    assert list(document.get_toc())
    for number, (page, text) in enumerate(zip(document, paper.pages, strict=True), start=1):
        assert f"version {REAL.version}" in text
        assert f"Page {number} of {len(document)}" in text
        assert tuple(map(round, page.get_size())) == (595, 842)


@pytest.mark.parametrize("page", ["questions/index.html", "help/how-to-use/index.html"])
def test_the_papers_are_linked_with_their_kind_their_pages_and_their_size(page: str) -> None:
    html = (SITE / page).read_text("utf-8")
    for sheet in SHEETS:
        path = SITE / sheet.file
        about = f"(PDF, {len(PdfDocument(path))} pages, {(path.stat().st_size + 500) // 1000} kB)"
        assert re.search(rf'{sheet.file}">[^<]*<span[^>]*>, {re.escape(sheet.preset.name)}</span></a> ', html)
        assert about in html


def test_the_paper_explains_the_words_of_its_kind(paper: Paper) -> None:
    sheet = paper.sheet
    explained = words_explained(REAL, sheet.preset)
    assert f"By “{sheet.preset.words['strategy']}” they mean its long-term plan." in explained
    assert "“council”" not in explained
    for sentence in explained.split(". "):
        assert len(sentence.split()) <= 25
    assert squeezed(explained) in squeezed(paper.pages[0])
    if sheet in SHEETS[:2]:
        assert explained in (SITE / "questions" / "index.html").read_text("utf-8")


def test_the_links_to_the_papers_begin_in_lower_case_within_a_sentence() -> None:
    assert "on a page</a>, or <a" in (SITE / "index.html").read_text("utf-8")
    html = (SITE / "help" / "how-to-use" / "index.html").read_text("utf-8")
    assert '.pdf">all questions on paper<span' in html


def test_the_page_of_all_questions_contains_them() -> None:
    html = (SITE / "questions" / "index.html").read_text("utf-8")
    for question in REAL.questions:
        assert f'href="../tool/#{question.id}"' in html


def test_the_home_page_leads_to_the_papers_of_every_kind() -> None:
    home = (SITE / "index.html").read_text("utf-8")
    assert FOLDER not in home
    assert 'href="help/how-to-use/#1-read-the-questions-first"' in home
    section = (SITE / "help" / "how-to-use" / "index.html").read_text("utf-8")
    section = section.split('id="1-read-the-questions-first"')[1].split("<h2")[0]
    for sheet in SHEETS:
        assert f"{sheet.preset.name}: " in section
        assert sheet.file in section
