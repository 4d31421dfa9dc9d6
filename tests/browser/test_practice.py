"""Practice with the example answers: it touches no real record, however late the example comes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.tool_page import RECORD_KEY, part, start_round

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from tests.browser.tool_page import ToolPage


def test_practice_touches_no_real_record(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    first = form_only.stored()
    part(form_only.page, "#practice-record-here").click()
    expect(form_only.page.locator("#record-line")).to_contain_text("Practice: Example Partnership (invented)")
    expect(form_only.page.locator("#message")).to_contain_text("Your own stay as they are")
    expect(form_only.page.locator("#record-list")).to_contain_text("Practice: Example Partnership (invented)")
    form_only.download("#save-copy")
    # The practice record is no other partnership.
    expect(form_only.page.locator("#message")).to_have_text(re.compile("is among your downloads.$"))
    form_only.rate("style-trust", "red")
    start_round(form_only.page)
    assert form_only.stored() == first
    part(form_only.page, "#record-list li").first.get_by_role("button").click()
    assert form_only.rating("style-trust") == "green"


def test_practice_that_is_asked_for_twice_overwrites_nothing(form_only: ToolPage) -> None:
    page = form_only.open().page
    held: list[Route] = []
    page.route("**/practice-lsp.json", lambda route: held.append(route))
    button = part(page, "#practice-record")
    with page.expect_request("**/practice-lsp.json"):
        button.click()
    button.click()
    # Who goes on meanwhile is not led away.
    form_only.set_field("partnership.name", "Testshire Together")
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator("#message")).to_contain_text("The example answers are here.")
    expect(page.locator("#record-line")).to_contain_text("Testshire Together")
    part(page, "#practice-record").click()
    expect(page.locator("#record-line")).to_contain_text("Practice")


def test_practice_that_comes_late_overwrites_nothing_of_another_tab(form_only: ToolPage) -> None:
    page = form_only.open().page
    held: list[Route] = []
    page.route("**/practice-lsp.json", lambda route: held.append(route))
    with page.expect_request("**/practice-lsp.json"):
        part(page, "#practice-record").click()
    other = form_only.another_tab().open()
    part(other.page, "#practice-record").click()
    expect(other.page.locator("#record-line")).to_contain_text("Practice")
    other.write_note("style-trust", "Typed meanwhile")
    held[0].continue_()
    expect(page.locator("#record-line")).to_contain_text("Practice")
    assert "Typed meanwhile" in page.evaluate("(key) => localStorage.getItem(key)", f"{RECORD_KEY}/practice")


def test_practice_that_never_comes_is_given_up_and_both_are_said(form_only: ToolPage) -> None:
    page = form_only.open().page
    page.evaluate(
        "() => { window.patience = new AbortController(); AbortSignal.timeout = () => patience.signal; }"
    )
    page.route("**/practice-lsp.json", lambda _route: None)
    part(page, "#practice-record").click()
    message = page.locator("#message")
    expect(message).to_have_text("Loading the example answers …")
    page.evaluate("() => patience.abort(new DOMException('It took too long.', 'TimeoutError'))")
    expect(message).to_contain_text("The example could not be loaded")
