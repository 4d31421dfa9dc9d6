"""A browser that lets this site store nothing: each page works, and says what is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.tool_page import part

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.tool_page import ToolPage

# As where site data is blocked: each way to storage fails, at once or later.
REFUSE = """
const insecure = () => new DOMException("The operation is insecure.", "SecurityError");
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
  Object.defineProperty(window, name, { get() { throw insecure(); } });
for (const name of ["persist", "persisted", "estimate"])
  Object.defineProperty(navigator.storage, name, { value: () => Promise.reject(insecure()) });
window.BroadcastChannel = class { constructor() { throw insecure(); } };
LockManager.prototype.request = () => Promise.reject(insecure());
Object.defineProperty(navigator, "serviceWorker", { value: {
  register: () => Promise.reject(insecure()),
  getRegistration: () => Promise.reject(insecure()),
  ready: new Promise(() => {}),
  addEventListener() {},
} });
"""


@pytest.fixture
def refused(page: Page) -> Page:
    page.add_init_script(REFUSE)
    return page


@pytest.mark.parametrize("name", ["", "guidance/risk/"])
def test_the_search_works(refused: Page, site_url: str, name: str) -> None:
    refused.goto(site_url + name)
    refused.get_by_role("textbox", name="Search").click()
    expect(refused.locator(".md-search-result__meta")).not_to_contain_text("Initializing")


def test_the_switch_of_the_offline_copy_says_that_there_can_be_none(refused: Page, site_url: str) -> None:
    refused.goto(site_url + "help/privacy/")
    expect(refused.locator("#offline-control")).to_have_text(
        "This browser does not let this site store anything, so there is no copy.", use_inner_text=True
    )


def test_answers_are_taken_and_nothing_is_called_broken(refused: Page, tool: ToolPage) -> None:
    tool.open("#/assess/style-trust")
    tool.wait_for_overview()
    expect(tool.not_saved).to_contain_text("does not let sites store anything")
    question = refused.locator("[data-question]").first.get_attribute("data-question") or ""
    tool.rate(question, "green")
    expect(refused.locator('[data-answered-of="all"]')).to_have_text("1")
    for button in ("#practice-record", "#new-record"):
        part(refused, button).click()
    # Nor can this browser say which tab edits the record.
    expect(refused.locator("#one-tab-only")).to_be_visible()
    expect(refused.locator("#broken")).to_be_hidden()


@pytest.mark.console_errors
@pytest.mark.parametrize("answer", [{"status": 404}, {"body": "<p>Sign in</p>", "content_type": "text/html"}])
def test_the_example_is_not_there(tool: ToolPage, answer: dict[str, str]) -> None:
    tool.page.route("**/practice-lsp.json", lambda route: route.fulfill(**answer))
    tool.open()
    part(tool.page, "#practice-record").click()
    expect(tool.page.locator("#message")).to_contain_text("The example could not be loaded")
    expect(tool.page.locator("#broken")).to_be_hidden()
    expect(tool.page.locator("#quarantined")).to_be_hidden()


@pytest.mark.parametrize("way", ["everything", "the record shown"])
def test_what_was_entered_can_be_deleted(refused: Page, tool: ToolPage, way: str) -> None:
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "green")
    if way == "everything":
        part(refused, "#delete-all").click()
        refused.locator("#confirm-delete-all").click()
    else:
        part(refused, "#delete-record").click()
        with refused.expect_download():
            refused.locator("#confirm-no-space").click()
    expect(refused.locator("#message")).to_contain_text("deleted")
    expect(refused.locator('[data-answered-of="all"]')).to_have_text("0")
    expect(refused.locator("#broken")).to_be_hidden()
