"""Several files that are given together: each is listed, and opened from the list."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.opening import DROP_ALL, SMALL, decide
from tests.browser.refused_storage import REFUSE_VERSIONS

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage


def test_of_several_files_each_is_listed_and_handled(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    tool.open()
    tool.wait_for_overview()
    sample_data["partnership"]["name"] = "Second Partnership"
    files = [["one.json", SMALL], ["bad.json", "Dear all"], ["two.json", json.dumps(sample_data)]]
    tool.page.evaluate(DROP_ALL, files)
    listed = tool.page.locator("#file-list li")
    expect(listed).to_have_count(3)
    expect(listed.nth(0)).to_contain_text("one.json: A record of")
    expect(listed.nth(1)).to_contain_text("bad.json: We cannot open this file.")
    expect(listed.nth(1).get_by_role("button")).to_have_count(0)
    expect(listed.nth(2)).to_contain_text("two.json: A record of Second Partnership: ")
    assert tool.stored() is None
    expect(listed.nth(2).get_by_role("button")).to_have_accessible_description("two.json")
    listed.nth(2).get_by_role("button", name="Open this file").click()
    decide(tool, "Open")
    expect(listed.nth(2)).to_contain_text("Done.")
    listed.nth(0).get_by_role("button", name="Open this file").click()
    decide(tool, "Cancel")
    tool.page.get_by_role("button", name="Close this list").click()
    stored = tool.stored()
    assert stored
    assert stored["partnership"]["name"] == "Second Partnership"


def test_what_hinders_a_choice_is_said_over_the_list_of_files(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = tool.open("#/assess/style-trust").page
    tool.rate("style-trust", "green")
    tool.wait_for_overview()
    page.evaluate(DROP_ALL, [["one.json", json.dumps(sample_data)], ["two.json", SMALL]])
    listed = page.locator("#file-list li").first
    listed.get_by_role("button", name="Open this file").click()
    page.evaluate(REFUSE_VERSIONS)
    decide(tool, "Only fill gaps")
    expect(page.locator("#no-space-dialog")).to_be_visible()
    other = tool.another_tab().open()
    other.page.locator("#continue-here").click()
    expect(other.page.locator("#tab-elsewhere")).to_be_hidden()
    tool.download("#confirm-no-space")
    expect(page.locator("#open-again")).to_be_visible()
    decide(tool, "Only fill gaps")
    expect(page.locator("#files-dialog #open-failed")).to_contain_text("open in another tab")


def test_of_two_files_that_are_opened_together_the_second_is_shown(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = tool.open().page
    tool.wait_for_overview()
    second = copy.deepcopy(sample_data)
    second["partnership"]["name"] = "Second Partnership"
    files = [["one.json", json.dumps(sample_data)], ["two.json", json.dumps(second)]]
    page.evaluate(DROP_ALL, files)
    buttons = page.locator("#file-list").get_by_role("button", name="Open this file")
    expect(buttons).to_have_count(2)
    # Both are read before Python has answered for the first.
    page.evaluate("""() => {
        const preview = document.getElementById("open-preview");
        window.previewed = [];
        new MutationObserver(() => previewed.push(preview.textContent)).observe(preview, { childList: true });
        for (const button of document.querySelectorAll("[data-open-listed]")) button.click();
    }""")
    expect(page.locator("#open-preview")).to_contain_text("Second Partnership")
    (previewed,) = page.evaluate("previewed")
    assert "Second Partnership" in previewed
    decide(tool, "Open")
    expect(page.locator("#file-list li").nth(1)).to_contain_text("Done.")
    expect(page.locator("#file-list li").nth(0)).not_to_contain_text("Done.")
