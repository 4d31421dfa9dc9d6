"""The tool page and the report print whole, however much is in them: nothing is cut, and nothing shrinks."""

from __future__ import annotations

import io
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from assessment.record import format as record_format
from assessment.show.report import report
from tests.browser import paper

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from assessment.question_set.model import QuestionSet
    from tests.browser.tool_page import ToolPage


def test_the_report_prints_whole(
    page: Page, sample_data: dict[str, Any], question_set: QuestionSet, site_url: str
) -> None:
    record = record_format.from_data(paper.large(sample_data))
    html = report(question_set, record, date(2027, 3, 31)).html
    page.route("**/large-report.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(site_url + "large-report.html")
    text, sizes = paper.read(page.pdf(prefer_css_page_size=True))
    assert paper.missing_from_report(text) == []
    assert min(sizes) >= paper.SMALLEST
    # The type of the report's text, as its style sheet has it.
    assert sizes[10.5] > 10_000, sizes


def test_all_that_the_chair_needs_is_on_the_first_sheet(page: Page, site_url: str) -> None:
    page.goto(site_url + "example-report.html")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    # Printed text contains ligatures.
    first, second, *_ = (unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in sheets)
    for heading in ("In short", "The five to fix first", "The board is asked to", "Overdue"):
        assert heading in first
    assert "Red questions with no action" in second


def test_the_tool_page_prints_whole(form_only: ToolPage, sample_data: dict[str, Any]) -> None:
    record = paper.large(sample_data)
    answers = record["rounds"][-1]["answers"]
    question = next(reversed(answers))
    answers[question] = {"rating": "red", "no_action": "The duty has ended."}
    form_only.store(record)
    form_only.open()
    # Only what was shown has a place for it.
    form_only.show(question)
    text, sizes = paper.read(form_only.page.pdf(prefer_css_page_size=True))
    assert paper.missing_from_tool(text) == []
    assert "If no action is needed, say why: The duty has ended." in text
    assert min(sizes) >= paper.SMALLEST
    assert sizes[9.0] > 10_000
    # On the screen the note is in its field again.
    assert form_only.page.locator(".written-out:visible").count() == 0


@pytest.mark.parametrize(
    ("room", "fragment", "shown"),
    [
        ("overview", "#overview", "The five to fix first"),
        ("actions", "#action-list", "Head of finance, council"),
        ("rounds", "#round-list", "9 better, 2 worse"),
        ("partners", "#partner-answers", "No partner’s answers are here yet"),
    ],
)
def test_a_room_is_printed_as_it_is_shown(
    tool: ToolPage, sample_data: dict[str, Any], room: str, fragment: str, shown: str
) -> None:
    tool.store(sample_data)
    tool.open(f"#/{room}")
    expect(tool.page.locator(fragment)).to_have_attribute("data-source", "python")
    text, sizes = paper.read(tool.page.pdf(prefer_css_page_size=True))
    assert shown in text
    assert "Example Partnership (invented) · October to December 2026" in text
    # Neither the questions nor what can only be pressed.
    assert "Fewer than half" not in text
    assert "Web page" not in text
    assert min(sizes) >= paper.SMALLEST


def test_every_colour_on_paper_has_its_letter(
    page: Page, sample_data: dict[str, Any], question_set: QuestionSet, site_url: str
) -> None:
    """A printer without colour loses nothing."""
    record = record_format.from_data(paper.large(sample_data))
    html = report(question_set, record, date(2027, 3, 31)).html
    page.route("**/large-report.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(site_url + "large-report.html")
    page.emulate_media(media="print")
    coloured = page.locator(":is(.rating, .mark, #heat-map td, .heat td)").filter(visible=True)
    texts = coloured.evaluate_all(
        """(found) => found.filter((part) => {
          const { backgroundColor } = getComputedStyle(part);
          return !["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"].includes(backgroundColor);
        }).map((part) => part.textContent.trim())"""
    )
    assert len(texts) > 50
    assert all(text[:1] in "RAG?–" and text for text in texts), set(texts)
