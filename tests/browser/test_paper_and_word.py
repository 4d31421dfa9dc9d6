"""The report in Word and on paper, and the questions on paper, as a person asks for them on the page."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import docx
import pytest
from playwright.sync_api import expect

from assessment.record import format as record_format
from assessment.show.report import Form, report
from tests import paper
from tests.browser.printing import INSTEAD_OF_PRINTING
from tests.browser.server import door
from tests.browser.tool_page import ToolPage, part

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def ready(tool: ToolPage, sample_data: dict[str, Any]) -> ToolPage:
    tool.page.add_init_script(f"({INSTEAD_OF_PRINTING})()")
    tool.store(sample_data)
    tool.open("#/overview")
    tool.wait_for_overview()
    return tool


def today(page: Page) -> str:
    return str(page.evaluate("() => new Date().toLocaleDateString('sv-SE')"))


def test_the_report_and_the_summary_are_saved_for_word(ready: ToolPage) -> None:
    for button, ending, is_full in (
        ("#download-word", f"{today(ready.page)}.docx", True),
        ("#download-summary-word", "summary.docx", False),
    ):
        saved = ready.download(button)
        assert saved.suggested_filename.endswith(ending)
        read = docx.Document(io.BytesIO(saved.path().read_bytes()))
        texts = [paragraph.text for paragraph in read.paragraphs]
        assert "In short" in texts
        assert ("How the scores are worked out" in texts) is is_full
    # Such a file is no backup.
    expect(ready.page.locator("#copy-status")).not_to_contain_text("today")


@pytest.mark.parametrize(("button", "form"), [("#print-report", Form.FULL), ("#print-summary", Form.SUMMARY)])
def test_a_report_is_printed_without_a_download(
    ready: ToolPage, sample_data: dict[str, Any], button: str, form: Form
) -> None:
    page = ready.page
    part(page, button).click()
    page.wait_for_function("() => top.printed")
    title, html = page.evaluate("() => top.printed")
    # A PDF is named after it.
    assert title.startswith("Example Partnership (invented): October to December 2026")
    expected = report(
        door().question_set,
        record_format.from_data(sample_data),
        date.fromisoformat(today(page)),
        form,
        carries_data=False,
    ).html
    same = page.evaluate(
        "(html) => new DOMParser().parseFromString(html, 'text/html').documentElement.outerHTML", expected
    )
    assert html == same
    # A PDF would contain what a link holds.
    assert "data:application/json" not in html
    # Its style sheet applies, within the policy of this page.
    assert page.frames[-1].evaluate("() => getComputedStyle(document.body).maxWidth") != "none"
    page.evaluate(
        """() => {
          // As the browser does that prints.
          document.querySelector('iframe').focus();
          document.querySelector('iframe').contentWindow.dispatchEvent(new Event('afterprint'));
        }"""
    )
    expect(page.locator("iframe")).to_have_count(0)
    expect(page).to_have_title(re.compile("^Overview and report"))
    expect(page.locator(button)).to_be_focused()


def print_questions(tool: ToolPage, answers: str, *without: str) -> str:
    """The text that is printed, as a PDF has it."""
    page = tool.page
    part(page, "#print-questions").click()
    page.get_by_label(answers).check()
    for element in without:
        page.locator(f'#print-form [value="{element}"]').uncheck()
    page.locator("#print-form").get_by_role("button", name="Print").click()
    page.wait_for_function("() => top.printed")
    expect(page.locator("#print-dialog")).to_be_hidden()
    pdf = page.pdf(prefer_css_page_size=True)
    text = " ".join(paper.sheets(pdf))
    assert min(paper.sizes(pdf)) >= paper.SMALLEST
    return text


def test_questions_are_printed_with_or_without_answers_in_the_words_of_the_partnership(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["partnership"]["words"] = {"partnership": "Testshire Forum"}
    sample_data["rounds"][-1]["answers"]["style-trust"]["note"] = "A note of ours."
    tool.page.add_init_script(f"({INSTEAD_OF_PRINTING})()")
    tool.store(sample_data)
    tool.open("#/assess/style-trust")
    elements = [element.id for element in door().question_set.elements]
    others = [element for element in elements if element != "style"]
    blank = print_questions(tool, "Leave blank", *others)
    assert "Testshire Forum" in blank
    assert "Question 1 of 7" in blank or "Question 1 of 8" in blank
    assert "A note of ours." not in blank
    assert "The long-term plan" not in blank
    tool.page.evaluate("() => { dispatchEvent(new Event('afterprint')); top.printed = undefined; }")
    filled = print_questions(tool, "Print the answers")
    assert "A note of ours." in filled


def test_a_browser_that_does_not_print_says_so(ready: ToolPage) -> None:
    page = ready.page
    page.evaluate("() => { window.print = undefined; }")
    for button in ("#print-report", "#print-questions"):
        part(page, button).click()
        expect(page.locator("#message")).to_contain_text("This browser does not print.")
        page.evaluate("() => { document.querySelector('#message').hidden = true; }")
    expect(page.locator("#print-dialog")).to_be_hidden()


def test_at_least_one_element_is_printed(ready: ToolPage) -> None:
    page = ready.page
    part(page, "#print-questions").click()
    for box in page.locator("#print-form [type=checkbox]").all():
        box.uncheck()
    page.locator("#print-form").get_by_role("button", name="Print").click()
    expect(page.locator("#print-none")).to_be_focused()
    assert page.evaluate("() => top.printed") is None
