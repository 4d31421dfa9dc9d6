"""The offline copy: it is made after one visit, and removed; a new release is offered, never forced.

Each test serves a copy of the site and cuts the network by ending the server. The tests in which Python
answers without a network are in tests/engine/.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from publishing import hosting
from tests.browser.chromium import find, launch
from tests.browser.host import Host, visited
from tests.browser.partners import PHONE, invited, respond
from tests.browser.server import SUB_PATH, SharedHostHandler
from tests.browser.tool_page import ToolPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Playwright

# The service worker accepts only the site's own files, so the stub worker cannot be served. Here an object
# replaces the worker, and answers every request with nothing.
IDLE_PYTHON = """window.Worker = class {
  constructor() {
    setTimeout(() => this.onmessage?.({ data: { type: "ready" } }));
  }
  postMessage({ id }) {
    const answer = JSON.stringify({ ok: true, answer: { html: "", record: null } });
    setTimeout(() => this.onmessage?.({ data: { type: "answer", id, answer } }));
  }
  terminate() {}
};"""

# What most tests here do not open. Without it the copy is made in half the time.
LEFT_OUT = ("engine", "questions-on-paper", "case-studies", "guidance")

# The number of files in the offline copy, and their size in bytes.
COPIED = """async () => {
  const copied = { files: 0, bytes: 0 };
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      copied.files += 1;
      copied.bytes += (await response.arrayBuffer()).byteLength;
    }
  }
  return copied;
}"""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    made = Host(tmp_path / "site", *LEFT_OUT)
    yield made
    made.cut()


@pytest.fixture
def whole_host(tmp_path: Path) -> Iterator[Host]:
    made = Host(tmp_path / "whole")
    yield made
    made.cut()


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(20_000)
    context.add_init_script(IDLE_PYTHON)
    yield context.new_page()
    context.close()


@pytest.fixture
def whole_browser(playwright: Playwright) -> Iterator[Browser]:
    """The full build of Chromium, which can install a site."""
    launched = launch(playwright, find())
    yield launched
    launched.close()


def test_the_page_says_how_large_the_offline_copy_is(whole_host: Host, window: Page) -> None:
    visited(window, whole_host)
    # It says so while the copy is made; by now that is over.
    said = window.locator("#offline-status").get_attribute("data-preparing") or ""
    taken = window.evaluate(COPIED)["bytes"]
    found = re.search(r"([\d.]+) megabytes", said)
    assert found
    assert float(found[1]) == pytest.approx(taken / 1e6, abs=0.06)


def test_another_tab_of_the_old_release_is_offered_the_new_one_and_stays(host: Host, window: Page) -> None:
    visited(window, host)
    other = window.context.new_page()
    visited(other, host)
    host.publish("tool/index.html", "Questions</h1>", "Questions again</h1>")
    window.reload()
    expect(window.locator("#update-offer")).to_be_visible(timeout=60_000)
    window.locator("#update-now").click()
    expect(window.locator("#assess-heading")).to_contain_text("again", timeout=60_000)
    expect(other.locator("#update-offer")).to_be_visible()
    expect(other.locator("#assess-heading")).not_to_contain_text("again")


def test_a_release_whose_python_does_not_start_is_offered_its_successor(host: Host, window: Page) -> None:
    visited(window, host)
    host.publish("tool/index.html", "Questions</h1>", "Questions again</h1>")
    window.add_init_script("window.Worker = class { constructor() { throw new Error('no workers here'); } };")
    window.reload()
    expect(window.locator("#engine-status")).to_have_attribute("data-state", "failed")
    expect(window.locator("#update-offer")).to_be_visible(timeout=60_000)


def test_a_tab_that_was_open_before_the_copy_reloads_after_another_has_updated(
    host: Host, window: Page
) -> None:
    """It offers a new version that the other tab has already activated."""
    visited(window, host)
    other = window.context.new_page()
    visited(other, host)
    host.publish("tool/index.html", "Questions</h1>", "Questions again</h1>")
    other.reload()
    for page in (other, window):
        expect(page.locator("#update-offer")).to_be_visible(timeout=60_000)
    other.locator("#update-now").click()
    expect(other.locator("#assess-heading")).to_contain_text("again", timeout=60_000)
    window.locator("#update-now").click()
    expect(window.locator("#assess-heading")).to_contain_text("again", timeout=60_000)


# Another site's worker and its cache for a part of the host that is below ours.
OTHER_SITE = """async (below) => {
  await navigator.serviceWorker.register("/worker-of-all.js", { scope: "/" });
  await caches.open(`workbox-precache-v2-${below}`);
}"""
SCOPES = "async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope)"


def test_what_other_sites_on_the_host_have_stays(tmp_path: Path, window: Page) -> None:
    host = Host(tmp_path / "site", *LEFT_OUT, handler=SharedHostHandler)
    try:
        window.goto(host.url + "help/privacy/")
        below = host.url + "below/"
        window.evaluate(OTHER_SITE, below)
        all_of_host = host.url.removesuffix(f"{SUB_PATH}/") + "/"
        window.get_by_role("button", name="Do not make a copy").click()
        expect(window.get_by_text("has no copy, and makes none")).to_be_visible()
        assert window.evaluate(SCOPES) == [all_of_host]
        window.get_by_role("button", name="Allow the copy again").click()
        visited(window, host)
        expect(window.locator("#update-offer")).to_be_hidden()
        assert sorted(window.evaluate(SCOPES)) == [all_of_host, host.url]
        assert f"workbox-precache-v2-{below}" in window.evaluate("caches.keys()")
    finally:
        host.cut()


def test_a_removed_offline_copy_does_not_come_back(host: Host, window: Page) -> None:
    tool = visited(window, host)
    tool.rate("style-trust", "green")
    assert window.evaluate(COPIED)["files"] > 20
    window.goto(host.url + "help/privacy/")
    window.get_by_role("button", name="Remove the copy").click()
    expect(window.get_by_text("has no copy, and makes none")).to_be_visible()
    assert window.evaluate(COPIED)["files"] == 0
    tool.open("#/assess/style-trust")
    tool.wait_for_overview()
    expect(window.locator("#offline-status")).to_contain_text("switched off")
    assert window.evaluate(COPIED)["files"] == 0
    assert tool.rating("style-trust") == "green"
    window.goto(host.url + "help/privacy/")
    window.get_by_role("button", name="Allow the copy again").click()
    expect(window.get_by_text("has no copy yet")).to_be_visible()
    visited(window, host)
    assert window.evaluate(COPIED)["files"] > 20


def test_removing_the_copy_reaches_the_pages_that_are_open(host: Host, window: Page) -> None:
    """They say so, and their later requests start no new copy."""
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
    assert window.evaluate(COPIED)["files"] == 0
    # While an earlier page is open no copy can be made, and none is claimed.
    other.get_by_role("button", name="Allow the copy again").click()
    expect(window.locator("#offline-status")).to_contain_text("when you next open it")
    expect(other.get_by_text("has no copy yet")).to_be_visible()
    other.close()
    window.reload()
    expect(window.locator("#offline-status")).to_have_attribute("data-state", "ready", timeout=60_000)
    assert window.evaluate(COPIED)["files"] > 20


def test_the_remains_of_a_removed_copy_are_deleted(host: Host, window: Page) -> None:
    """Another tab may have been loading it at that moment."""
    visited(window, host)
    window.goto(host.url + "help/privacy/")
    window.evaluate("() => localStorage.setItem('lsp-improvement-tool/offline', 'removed')")
    window.reload()
    expect(window.get_by_text("has no copy, and makes none")).to_be_visible()
    assert window.evaluate(COPIED)["files"] == 0


def test_without_a_network_every_address_leads_to_a_page(host: Host, window: Page) -> None:
    visited(window, host)
    host.cut()
    window.goto(host.url + "help/privacy/?from=a-newsletter")
    expect(window.locator("h1").first).to_have_text("Privacy and storage")
    window.goto(host.url + "help/privacy?from=a-newsletter#top")
    expect(window.locator("h1").first).to_have_text("Privacy and storage")
    assert window.url == host.url + "help/privacy/?from=a-newsletter#top"
    # The files of the page are found from there too.
    assert window.evaluate("() => getComputedStyle(document.body).getPropertyValue('--accent')")
    shown = window.goto(host.url + "help/nowhere")
    assert shown
    assert shown.status == 404
    expect(window.locator("h1")).to_have_text("There is no page at this address")


def test_a_page_with_unsaved_answers_is_not_reloaded(host: Host, window: Page) -> None:
    tool = visited(window, host)
    host.publish("tool/index.html", "Questions</h1>", "Questions again</h1>")
    window.reload()
    expect(window.locator("#update-offer")).to_be_visible(timeout=60_000)
    window.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }"
    )
    tool.rate("style-trust", "green")
    window.locator("#update-now").click()
    expect(window.locator("#message")).to_contain_text("Not reloaded")
    # The new release still waits to be allowed to take over.
    assert window.evaluate("() => navigator.serviceWorker.ready.then(({ waiting }) => waiting !== null)")
    expect(window.locator("#assess-heading")).not_to_contain_text("again")
    expect(window.locator("#update-offer")).to_be_visible()
    assert tool.rating("style-trust") == "green"


def test_a_partner_s_page_with_unsaved_answers_is_not_reloaded_and_says_so(host: Host, window: Page) -> None:
    link = invited(visited(window, host))
    host.publish("tool/index.html", "Questions</h1>", "Questions again</h1>")
    window.goto("about:blank")
    window.goto(link)
    expect(window.locator("#update-offer")).to_be_visible(timeout=60_000)
    window.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }"
    )
    window.get_by_label("Your organisation").fill("A college")
    window.locator("#update-now").click()
    expect(window.locator("#message")).to_have_text(
        "Not reloaded: your answers are not saved in this browser. "
        "First send them, or save them as a file, on the page “Send”."
    )
    expect(window.get_by_label("Your organisation")).to_have_value("A college")


def test_where_no_copy_can_be_made_the_page_says_so_and_works(tool: ToolPage) -> None:
    """The contexts of the other tests have no service workers, as in some browsers."""
    tool.open("#/assess/style-trust")
    tool.wait_for_overview()
    expect(tool.page.locator("#offline-status")).to_have_attribute("data-state", "unsupported")


def test_the_site_can_be_installed(host: Host, whole_browser: Browser) -> None:
    window = whole_browser.new_page()
    window.add_init_script(IDLE_PYTHON)
    visited(window, host)
    devtools = window.context.new_cdp_session(window)
    manifest = devtools.send("Page.getAppManifest")
    assert not manifest["errors"]
    assert json.loads(manifest["data"])["name"] == hosting.name()
    # Two copies on one host are two apps: the identity contains the folder.
    said = devtools.send("Page.getAppId")
    assert said["appId"].startswith(host.url)
    # Playwright's contexts are private windows, in which nothing can be installed. Nothing else prevents it.
    obstacles = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {obstacle["errorId"] for obstacle in obstacles} <= {"in-incognito"}


def test_a_partner_answers_without_a_network_over_two_sittings(
    host: Host, window: Page, browser: Browser
) -> None:
    link = invited(ToolPage(window, host.url + "tool/").open("#/partners"))
    partner = browser.new_context(**PHONE)
    partner.set_default_timeout(20_000)
    first = partner.new_page()
    first.goto(link)
    expect(first.locator("#offline-status")).to_have_attribute("data-state", "ready", timeout=60_000)
    host.cut()
    first.goto("about:blank")
    respond(first, link, {"style-challenge": "red"}, organisation="A college", note="Rarely.")
    first.close()
    # Days later, from the same e-mail.
    second = partner.new_page()
    second.goto(link)
    expect(second.get_by_role("link", name="Carry on")).to_be_visible()
    expect(second.get_by_label("Your organisation")).to_have_value("A college")
    second.goto("about:blank")
    ratings = {"style-trust": "green"}
    respond(second, link, ratings, organisation="A college")
    with second.expect_download() as saved:
        second.get_by_role("button", name="Save my answers").click()
    answers = json.loads(saved.value.path().read_text("utf-8"))["answers"]
    assert {name: answer["rating"] for name, answer in answers.items()} == {
        "style-challenge": "red",
        **ratings,
    }
    assert answers["style-challenge"]["note"] == "Rarely."
    partner.close()
