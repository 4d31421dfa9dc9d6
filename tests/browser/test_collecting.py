"""The coordinator collects partners' answers: what was chosen, what waits, and what the list says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from publishing.rehearsal import response
from tests.browser.test_partners import file
from tests.browser.tool_page import part

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
