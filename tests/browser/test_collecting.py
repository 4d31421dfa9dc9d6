"""The coordinator collects partners' answers: what was chosen, what waits, and what the list says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from publishing.rehearsal import response
from tests.browser.test_partners import file
from tests.browser.tool_page import HOLD_PYTHON, part

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage


def sent_by(organisation: str, record: dict[str, Any]) -> dict[str, Any]:
    """The answers of somebody to the last round of a record."""
    sent = response(record, {"style-trust": {"rating": "red"}})
    sent["respondent"] |= {"organisation": organisation}
    return sent


def test_to_add_nothing_is_no_decision_against_what_came(
    coordinator: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    late = sent_by("A college", {**sample_data, "rounds": sample_data["rounds"][:1]})
    part(page, "#collect-responses").click()
    page.locator("#collect-files").set_input_files([file("late.json", json.dumps(late))])
    row = page.locator('#collected tr[data-standing="late"]')
    expect(row).to_be_visible()
    page.get_by_role("button", name="Add the ticked answers").click()
    expect(page.locator("#collect-problem")).to_have_text("Tick the answers that you want to add first.")
    expect(row).to_be_visible()
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Add the ticked answers").click()
    expect(page.locator("#message")).to_contain_text("Partners’ answers added: 1")


def test_what_was_unticked_stays_so_when_more_comes(
    coordinator: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    first, second = sent_by("A college", sample_data), sent_by("A parish", sample_data)
    second["respondent"]["id"] = "00000002"
    part(page, "#collect-responses").click()
    chosen = page.locator("#collect-files")
    chosen.set_input_files([file("college.json", json.dumps(first))])
    box = page.get_by_label("Add the answers of A college")
    box.uncheck()
    # In another place of the list.
    chosen.set_input_files([file("parish.json", json.dumps(second)), file("college.json", json.dumps(first))])
    expect(page.get_by_label("Add the answers of A parish")).to_be_checked()
    expect(box).not_to_be_checked()
    # Another visit of the list is another decision.
    page.keyboard.press("Escape")
    page.locator("#collect-responses").click()
    chosen.set_input_files([file("college.json", json.dumps(first))])
    expect(box).to_be_checked()


def test_while_answers_are_read_the_dialog_says_so(
    coordinator: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    part(page, "#collect-responses").click()
    waiting = page.locator("#collect-waiting")
    page.evaluate(HOLD_PYTHON)
    page.locator("#collect-files").set_input_files(
        [file("college.json", json.dumps(sent_by("A college", sample_data)))]
    )
    expect(waiting).to_have_text("Reading the answers …")
    page.evaluate("answerPython()")
    expect(page.locator("#collected")).to_contain_text("A college")
    expect(waiting).to_be_hidden()
