"""After one visit the tool works without a network, and each release has its own Python.

Each test serves a copy of the site and cuts the network by ending the server: nothing is pretended.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.host import visited
from tests.browser.tool_page import ASKED, ToolPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.host import Host


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_after_one_visit_everything_works_without_a_network(host: Host, window: Page) -> None:
    tool = visited(window, host)
    tool.rate("style-trust", "green")
    host.cut()
    with pytest.raises(Exception, match="ECONNREFUSED"):
        window.context.request.get(host.url)
    window.reload()
    tool.wait_for_overview()
    assert tool.rating("style-trust") == "green"
    tool.rate("style-challenge", "red")
    expect(tool.overview).to_contain_text(f"2 of {ASKED} questions answered")
    assert "style" in tool.download("#download-report").path().read_text("utf-8")
    # Its part of Python was not asked for while there was a network.
    assert zipfile.is_zipfile(tool.download("#download-excel").path())
    other = ToolPage(window, host.url + "tools/delivery-chain/").open("#/setup")
    window.get_by_role("button", name="Try with example answers").click()
    other.wait_for_overview()
    expect(other.overview.locator(".picture-standing")).to_have_text("Weakest link")
    window.goto(host.url)
    window.get_by_role("link", name="See an example report").click()
    expect(window.locator("h1")).to_contain_text("Example Partnership")
    window.goto(host.url + "developers/record-format/")
    expect(window.locator("h1")).to_contain_text("format")
    search = window.get_by_role("textbox", name="Search")
    search.click()
    expect(window.locator(".md-search-result__meta")).to_have_text("Type to start searching")
    search.press_sequentially("privacy")
    window.locator(".md-search-result__link").first.click()
    expect(window.locator("h1").first).to_have_text("Privacy and storage")


def test_a_new_release_is_offered_and_takes_over_when_the_reader_agrees(
    host: Host, window: Page, sample_data: dict[str, Any]
) -> None:
    tool = ToolPage(window, host.url + "tool/")
    tool.store(sample_data)
    visited(window, host)
    new = host.publish("tool/index.html", "Questions</h1>", "Questions again</h1>")
    window.reload()
    offer = window.locator("#update-offer")
    expect(offer).to_be_visible(timeout=60_000)
    # Nothing is forced: the old release continues, with its own engine, also when it is opened again.
    tool.wait_for_overview()
    expect(window.locator("#assess-heading")).not_to_contain_text("again")
    window.reload()
    tool.wait_for_overview()
    expect(window.locator("#assess-heading")).not_to_contain_text("again")
    tool.show("style-trust")
    tool.note("style-trust").fill("Half a senten")
    offer.get_by_role("button", name="Reload now").click()
    expect(window.locator("#assess-heading")).to_contain_text("again", timeout=60_000)
    tool.wait_for_overview()
    assert tool.stored_answers()["style-trust"]["note"] == "Half a senten"
    answers = tool.stored_answers()
    assert set(answers) >= set(sample_data["rounds"][-1]["answers"])
    expect(offer).to_be_hidden()
    host.cut()
    window.reload()
    tool.wait_for_overview()
    expect(window.locator("#assess-heading")).to_contain_text("again")
    assert new in window.evaluate("async () => (await fetch('.')).text()")


def test_a_host_that_is_half_way_to_a_new_release_gives_no_copy(host: Host, window: Page) -> None:
    # The list belongs to one release, and one of its files already to the next.
    page = host.folder / "help" / "privacy" / "index.html"
    page.write_text(page.read_text("utf-8") + "\n<!-- of the next release -->", "utf-8")
    tool = ToolPage(window, host.url + "tool/")
    tool.open("#/assess/style-trust")
    expect(window.locator("#offline-status")).to_have_attribute("data-state", "refused", timeout=60_000)
    expect(window.locator("#offline-status")).to_contain_text("tries again at your next visit")
    tool.rate("style-trust", "green")
    expect(tool.overview).to_contain_text(f"1 of {ASKED} questions answered")
