"""After one visit the site works without a network; a new release is offered, never forced, never mixed in.

Each test serves a copy of the site and cuts the network by ending the server: nothing is pretended.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from publishing import offline
from publishing.site import SITE
from tests.browser.chromium import find, launch
from tests.browser.server import serving
from tests.browser.tool_page import ToolPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Playwright

# How many files the browser keeps, and how many bytes they have.
KEPT = """async () => {
  const kept = { files: 0, bytes: 0 };
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      kept.files += 1;
      kept.bytes += (await response.arrayBuffer()).byteLength;
    }
  }
  return kept;
}"""


class Host:
    """Serves a copy of the site at one address, until it is cut off; the copy can become a new release."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(SITE, folder)
        self._running = contextlib.ExitStack()
        self.url = self._running.enter_context(serving(folder))

    def cut(self) -> None:
        self._running.close()

    def publish(self, name: str, old: str, new: str) -> str:
        """Change a file and make of it all a new release."""
        present = release_of(self.folder)
        for marked in offline.MARKED:
            path = self.folder / marked
            path.write_text(path.read_text("utf-8").replace(present, offline.RELEASE_MARK), "utf-8")
        changed = self.folder / name
        assert old in changed.read_text("utf-8")
        changed.write_text(changed.read_text("utf-8").replace(old, new), "utf-8")
        return offline.write(self.folder)


def release_of(folder: Path) -> str:
    found = re.search(r"// Release (\w+)", (folder / offline.SERVICE_WORKER).read_text("utf-8"))
    assert found
    return found[1]


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    made = Host(tmp_path / "site")
    yield made
    made.cut()


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def whole_browser(playwright: Playwright) -> Iterator[Browser]:
    """The browser that is not headless only, which can install a site."""
    launched = launch(playwright, find())
    yield launched
    launched.close()


def visited(page: Page, host: Host) -> ToolPage:
    tool = ToolPage(page, host.url + "tool/")
    tool.open("#style")
    expect(page.locator("#offline-status")).to_have_attribute("data-state", "ready", timeout=60_000)
    return tool


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
    expect(tool.overview).to_contain_text("2 of 52 questions answered")
    assert "style" in tool.download("#download-report").path().read_text("utf-8")
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


def test_the_page_says_how_much_the_copy_takes(host: Host, window: Page) -> None:
    visited(window, host)
    said = window.locator("#offline-status").inner_text()
    taken = window.evaluate(KEPT)["bytes"]
    found = re.search(r"([\d.]+) megabytes", said)
    assert found
    assert float(found[1]) == pytest.approx(taken / 1e6, abs=0.06)


def test_a_new_release_is_offered_and_takes_over_when_the_reader_says_so(
    host: Host, window: Page, sample_data: dict[str, Any]
) -> None:
    tool = ToolPage(window, host.url + "tool/")
    tool.store(sample_data)
    visited(window, host)
    new = host.publish("tool/index.html", "Assess your partnership</h1>", "Assess your partnership anew</h1>")
    window.reload()
    offer = window.locator("#update-offer")
    expect(offer).to_be_visible(timeout=60_000)
    # Nothing is forced: the old release goes on, with its own engine, also when it is opened again.
    tool.wait_for_overview()
    expect(window.locator("h1")).not_to_contain_text("anew")
    window.reload()
    tool.wait_for_overview()
    expect(window.locator("h1")).not_to_contain_text("anew")
    tool.show("style-trust")
    tool.note("style-trust").fill("Half a senten")
    offer.get_by_role("button", name="Reload now").click()
    expect(window.locator("h1")).to_contain_text("anew", timeout=60_000)
    tool.wait_for_overview()
    assert tool.stored_answers()["style-trust"]["note"] == "Half a senten"
    answers = tool.stored_answers()
    assert set(answers) >= set(sample_data["rounds"][-1]["answers"])
    expect(offer).to_be_hidden()
    host.cut()
    window.reload()
    tool.wait_for_overview()
    expect(window.locator("h1")).to_contain_text("anew")
    assert new in window.evaluate("async () => (await fetch('.')).text()")


def test_another_tab_of_the_old_release_is_told_and_stays(host: Host, window: Page) -> None:
    visited(window, host)
    other = window.context.new_page()
    visited(other, host)
    host.publish("tool/index.html", "Assess your partnership</h1>", "Assess your partnership anew</h1>")
    window.reload()
    expect(window.locator("#update-offer")).to_be_visible(timeout=60_000)
    window.locator("#update-now").click()
    expect(window.locator("h1")).to_contain_text("anew", timeout=60_000)
    expect(other.locator("#update-offer")).to_be_visible()
    expect(other.locator("h1")).not_to_contain_text("anew")


def test_a_host_that_is_half_way_to_a_new_release_gives_no_copy(host: Host, window: Page) -> None:
    # The list is of one release, and one of its files already of the next.
    page = host.folder / "help" / "privacy" / "index.html"
    page.write_text(page.read_text("utf-8") + "\n<!-- of the next release -->", "utf-8")
    tool = ToolPage(window, host.url + "tool/")
    tool.open("#style")
    expect(window.locator("#offline-status")).to_have_attribute("data-state", "refused", timeout=60_000)
    expect(window.locator("#offline-status")).to_contain_text("tried again at your next visit")
    tool.rate("style-trust", "green")
    expect(tool.overview).to_contain_text("1 of 52 questions answered")


def test_a_reader_who_wants_no_copy_removes_it_and_none_comes_back(host: Host, window: Page) -> None:
    tool = visited(window, host)
    tool.rate("style-trust", "green")
    assert window.evaluate(KEPT)["files"] > 20
    window.goto(host.url + "help/privacy/")
    window.get_by_role("button", name="Remove the copy").click()
    expect(window.get_by_text("has no copy, and makes none")).to_be_visible()
    assert window.evaluate(KEPT)["files"] == 0
    tool.open("#style")
    tool.wait_for_overview()
    expect(window.locator("#offline-status")).to_contain_text("switched off")
    assert window.evaluate(KEPT)["files"] == 0
    assert tool.rating("style-trust") == "green"
    window.goto(host.url + "help/privacy/")
    window.get_by_role("button", name="Allow the copy again").click()
    expect(window.get_by_text("has no copy yet")).to_be_visible()
    visited(window, host)
    assert window.evaluate(KEPT)["files"] > 20


def test_removing_the_copy_reaches_the_pages_that_are_open(host: Host, window: Page) -> None:
    """They say so, and what they ask for afterwards begins no new copy."""
    visited(window, host)
    window.reload()
    expect(window.locator("#offline-status")).to_have_attribute("data-state", "ready", timeout=60_000)
    assert window.evaluate("() => Boolean(navigator.serviceWorker.controller)")
    other = window.context.new_page()
    other.goto(host.url + "help/privacy/")
    other.get_by_role("button", name="Remove the copy").click()
    expect(other.get_by_text("has no copy, and makes none")).to_be_visible()
    expect(window.locator("#offline-status")).to_contain_text("switched off")
    got = window.evaluate("() => fetch('../help/glossary/').then((response) => response.text())")
    assert "Glossary" in got
    window.wait_for_timeout(500)
    assert window.evaluate(KEPT)["files"] == 0
    # While a page of before is open no copy can be made; and none is claimed.
    other.get_by_role("button", name="Allow the copy again").click()
    expect(window.locator("#offline-status")).to_contain_text("when you open this page anew")
    expect(other.get_by_text("has no copy yet")).to_be_visible()
    other.close()
    window.reload()
    expect(window.locator("#offline-status")).to_have_attribute("data-state", "ready", timeout=60_000)
    assert window.evaluate(KEPT)["files"] > 20


def test_what_is_left_of_a_removed_copy_is_taken_away(host: Host, window: Page) -> None:
    """A tab may have been bringing it at that moment."""
    visited(window, host)
    window.goto(host.url + "help/privacy/")
    window.evaluate("() => localStorage.setItem('lsp-improvement-tool/offline', 'removed')")
    window.reload()
    expect(window.get_by_text("has no copy, and makes none")).to_be_visible()
    assert window.evaluate(KEPT)["files"] == 0


def test_without_a_network_every_address_leads_to_a_page(host: Host, window: Page) -> None:
    visited(window, host)
    host.cut()
    window.goto(host.url + "help/privacy/?from=a-newsletter")
    expect(window.locator("h1").first).to_have_text("Privacy and storage")
    window.goto(host.url + "help/privacy?from=a-newsletter#top")
    expect(window.locator("h1").first).to_have_text("Privacy and storage")
    assert window.url == host.url + "help/privacy/?from=a-newsletter#top"
    # What belongs to the page is found from there too.
    assert window.evaluate("() => getComputedStyle(document.body).getPropertyValue('--accent')")
    shown = window.goto(host.url + "help/nowhere")
    assert shown
    assert shown.status == 404
    expect(window.locator("h1")).to_have_text("There is no page at this address")


def test_a_page_that_could_not_keep_everything_is_not_reloaded(host: Host, window: Page) -> None:
    tool = visited(window, host)
    host.publish("tool/index.html", "Assess your partnership</h1>", "Assess your partnership anew</h1>")
    window.reload()
    expect(window.locator("#update-offer")).to_be_visible(timeout=60_000)
    window.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }"
    )
    tool.rate("style-trust", "green")
    window.locator("#update-now").click()
    expect(window.locator("#told")).to_contain_text("Not reloaded")
    window.wait_for_timeout(1_500)
    expect(window.locator("h1")).not_to_contain_text("anew")
    expect(window.locator("#update-offer")).to_be_visible()
    assert tool.rating("style-trust") == "green"


def test_where_no_copy_can_be_made_the_page_says_so_and_works(tool: ToolPage) -> None:
    """The windows of the other tests have no service workers, as a browser may."""
    tool.open("#style")
    tool.wait_for_overview()
    expect(tool.page.locator("#offline-status")).to_have_attribute("data-state", "unsupported")


def test_the_site_can_be_installed(host: Host, whole_browser: Browser) -> None:
    window = whole_browser.new_page()
    visited(window, host)
    devtools = window.context.new_cdp_session(window)
    manifest = devtools.send("Page.getAppManifest")
    assert not manifest["errors"]
    assert "LSP Improvement Tool" in manifest["data"]
    # Two copies on one host are two programs: the identity holds the folder of this one.
    told = devtools.send("Page.getAppId")
    assert told["appId"].startswith(host.url)
    # Playwright's windows are private ones, in which nothing is installed; else there is no obstacle.
    obstacles = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {obstacle["errorId"] for obstacle in obstacles} <= {"in-incognito"}
