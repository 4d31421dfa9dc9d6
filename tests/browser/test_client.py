"""How the page handles a worker that crashes, hangs, or gives an unreadable answer."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from publishing import release
from publishing.site import SITE
from tests.browser.failing import (
    fails_with,
    fulfil,
    not_found,
    try_again,
)
from tests.browser.tool_page import ASKED, WORKER, ToolPage, part

if TYPE_CHECKING:
    from playwright.sync_api import Route


ENDLESS = """
self.postMessage({ type: "ready" });
self.onmessage = () => { for (;;) {} };
"""
DYING = """
self.postMessage({ type: "ready" });
self.onmessage = () => { throw new Error("broken on purpose"); };
"""
# Answers all but one kind of request; on that one it hangs or crashes.
PICKY = """
self.postMessage({ type: "ready" });
self.onmessage = ({ data: { id, request } }) => {
  if (JSON.parse(request).ask === "rounds") {
    // Told before it breaks, so that a test knows the moment.
    self.postMessage({ type: "progress", bytes: BYTES });
    BREAK;
  }
  self.postMessage({ type: "answer", id, answer: '{"ok":true,"answer":{"html":"<p>worked out</p>"}}' });
};
"""
# Like a Python that writes numbers which JSON does not have.
UNREADABLE = """
self.postMessage({ type: "ready" });
self.onmessage = ({ data: { id } }) => {
  self.postMessage({ type: "answer", id, answer: '{"ok":true,"answer":Infinity}' });
};
"""


# Longer than the timeout of the watchdog, in milliseconds.
LONG = 61_000


@pytest.mark.console_errors
def test_a_worker_that_dies_is_replaced(tool: ToolPage) -> None:
    tool.page.route(WORKER, functools.partial(fulfil, DYING))
    tool.open("#/assess/style-trust")
    fails_with(tool, "stopped unexpectedly")
    try_again(tool)


@pytest.mark.console_errors
def test_a_worker_that_hangs_is_replaced_when_the_time_is_up(tool: ToolPage) -> None:
    # The test controls the clock of the page, so that nobody waits for a minute.
    tool.page.clock.install()
    tool.page.route(WORKER, functools.partial(fulfil, ENDLESS))
    tool.open("#/assess/style-trust")
    for _ in ("the first worker", "the one that is started by itself"):
        expect(tool.engine_status).to_have_attribute("data-state", "ready")
        tool.page.clock.fast_forward(LONG // 2)
        expect(tool.engine_status).to_have_attribute("data-state", "ready")
        tool.page.clock.fast_forward(LONG // 2)
    fails_with(tool, "took too long")
    try_again(tool)


@pytest.mark.console_errors
@pytest.mark.parametrize("how", ["for (;;) {}", 'throw new Error("broken on purpose")'])
def test_a_request_that_ends_each_worker_is_not_repeated_for_ever(tool: ToolPage, how: str) -> None:
    """Although everything else is answered, and the page sends all of it again to each new worker."""
    tool.page.clock.install()
    started: list[Route] = []

    def picky(route: Route) -> None:
        started.append(route)
        fulfil(PICKY.replace("BREAK", how).replace("BYTES", str(len(started))), route)

    tool.page.route(WORKER, picky)
    tool.open("#/assess/style-trust")
    # The request that breaks it is sent when the list comes into sight.
    part(tool.page, "#round-list")
    if "for" in how:
        for number in (1, 2):
            expect(tool.page.locator("#engine-progress")).to_have_js_property("value", number)
            tool.page.clock.fast_forward(LONG)
    expect(tool.engine_status).to_have_attribute("data-state", "failed")
    tool.page.clock.fast_forward(LONG)
    fails_with(tool, "took too long" if "for" in how else "stopped unexpectedly")
    assert len(started) == 2
    tool.page.evaluate("() => scrollTo(0, 0)")
    try_again(tool)


def test_waiting_requests_are_sent_once(tool: ToolPage) -> None:
    counting = """
const asked = [];
self.onmessage = ({ data: { id, request } }) => {
  asked.push(id);
  const html = `${asked.length - new Set(asked).size} twice of ${asked.length}`;
  self.postMessage({ type: "answer", id, answer: JSON.stringify({ ok: true, answer: { html } }) });
};
self.postMessage({ type: "ready" });
"""
    arriving: list[Route] = []
    tool.page.route(WORKER, lambda route: arriving.append(route))
    with tool.page.expect_request(WORKER):
        tool.open("#/assess/style-trust")
    part(tool.page, "#round-list").scroll_into_view_if_needed()
    for rating in ("red", "amber", "green"):
        tool.rate("style-trust", rating)
    (script,) = arriving
    fulfil(counting, script)
    expect(part(tool.page, "#round-list")).to_contain_text("twice")
    expect(tool.overview).to_contain_text("0 twice of")


@pytest.mark.console_errors
def test_an_answer_that_cannot_be_read_is_reported(tool: ToolPage) -> None:
    tool.page.route(WORKER, functools.partial(fulfil, UNREADABLE))
    tool.open("#/assess/style-trust")
    part(tool.page, "#download-report").click()
    expect(tool.page.locator("#report-failed")).to_contain_text("The report could not be made")


@pytest.mark.console_errors
def test_after_one_failure_python_restarts_when_somebody_comes_back(tool: ToolPage) -> None:
    tool.page.route(WORKER, lambda _route: None)
    tool.page.route(WORKER, not_found, times=1)
    tool.open("#/assess/style-trust")
    tool.page.wait_for_function("() => performance.getEntriesByName('engine-starting').length === 2")
    tool.rate("style-trust", "green")
    tool.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    tool.page.unroute_all(behavior="ignoreErrors")
    tool.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    tool.wait_for_overview()
    expect(tool.overview).to_contain_text(f"1 of {ASKED} questions answered")


def test_after_two_failures_coming_back_changes_nothing(tool: ToolPage) -> None:
    tool.page.add_init_script(
        "window.Worker = class { constructor() { throw new Error('no workers here'); } };"
    )
    tool.open("#/assess/style-trust")
    fails_with(tool, "stopped unexpectedly")
    expect(tool.page.locator('[data-fact="first"]')).to_contain_text("no workers here")
    tool.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(tool.engine_status).to_have_attribute("data-state", "failed")


@pytest.mark.console_errors
def test_a_hung_worker_is_noticed_while_somebody_continues_to_answer(tool: ToolPage) -> None:
    tool.page.clock.install()
    tool.page.route(WORKER, functools.partial(fulfil, ENDLESS))
    tool.open("#/assess/style-trust")
    for _ in ("the first worker", "the one that is started by itself"):
        expect(tool.engine_status).to_have_attribute("data-state", "ready")
        for rating in ("red", "amber", "green", "red", "amber"):
            tool.rate("style-trust", rating)
            tool.page.clock.fast_forward(LONG // 5)
    expect(tool.engine_status).to_have_attribute("data-state", "failed")


@pytest.mark.console_errors
@pytest.mark.parametrize(
    ("folder", "words"),
    [("0123456789ab", "Reload the page; your answers stay"), ("", "could not be loaded")],
    ids=["a newer release", "the network's own page"],
)
def test_a_file_lost_to_a_new_release_is_reported_as_such(tool: ToolPage, folder: str, words: str) -> None:
    """The host has another page by now, which names another folder; or no page of ours answers."""

    def present(route: Route) -> None:
        if route.request.resource_type != "fetch":
            return route.fallback()
        response = route.fetch()
        ours = release.folder(SITE).name
        body = response.text().replace(ours, folder) if folder else "<title>Please log in</title>"
        return route.fulfill(response=response, body=body)

    tool.page.route("**/tool/", present)
    tool.page.route(WORKER, not_found)
    tool.open("#/assess/style-trust")
    fails_with(tool, words)


@pytest.mark.console_errors
def test_a_page_whose_script_is_lost_says_so(tool: ToolPage) -> None:
    tool.page.route("**/main.mjs", not_found)
    tool.page.goto(tool.url)
    notice = tool.page.get_by_role("alert").filter(has_text="The tool did not load")
    expect(notice).to_be_visible()
    tool.page.unroute_all(behavior="ignoreErrors")
    tool.page.reload()
    expect(tool.page.locator("#tool[data-filled]")).to_be_attached()
    expect(notice).to_be_hidden()


WRONG = {
    "text/plain": "sends files that end in “.mjs” as the wrong type",
    "text/html": "answered with a page of its own",
}


@pytest.mark.console_errors
@pytest.mark.parametrize("kind", WRONG)
def test_a_page_whose_script_is_of_a_wrong_type_says_so_and_offers_nothing(tool: ToolPage, kind: str) -> None:
    tool.page.route("**/main.mjs", lambda route: route.fulfill(body="export {};", content_type=kind))
    tool.page.goto(tool.url)
    notice = tool.page.get_by_role("alert").filter(has_text="The tool did not load")
    expect(notice).to_contain_text(WRONG[kind], use_inner_text=True)
    assert "Check your connection" not in notice.inner_text()
    for promise in ("You can answer already", "needs JavaScript"):
        expect(tool.page.get_by_text(promise)).to_be_hidden()
    expect(tool.page.locator("#save-copy")).to_be_hidden()


LOST: dict[str, tuple[dict[str, Any], str]] = {
    "a wrong type": (
        {"body": "export {};", "content_type": "text/plain"},
        "worker.mjs as the wrong type of file",
    ),
    "a page of the network": (
        {"body": "Sign in", "content_type": "text/html"},
        "answered with a page of its own",
    ),
    "a missing file": ({"status": 404, "body": "none"}, "worker.mjs is missing on the host"),
}


@pytest.mark.console_errors
@pytest.mark.parametrize("kind", LOST)
def test_why_the_worker_is_lost_is_named(tool: ToolPage, kind: str) -> None:
    answer, words = LOST[kind]
    tool.page.route(WORKER, lambda route: route.fulfill(**answer))
    tool.open("#/assess/style-trust")
    fails_with(tool, words)


@pytest.mark.console_errors
def test_a_stricter_policy_of_the_host_is_named(tool: ToolPage) -> None:
    def stricter(route: Route) -> None:
        response = route.fetch()
        policy = {"content-security-policy": "worker-src 'self'"}
        route.fulfill(response=response, headers={**response.headers, **policy})

    tool.page.route("**/tool/", stricter)
    tool.open("#/assess/style-trust")
    fails_with(tool, "A security policy of this host or of your network")
    expect(tool.page.locator("#engine-reason")).to_contain_text("worker-src stops a worker from blob")


@pytest.mark.console_errors
def test_where_copying_is_refused_the_details_are_marked_for_the_keys(tool: ToolPage) -> None:
    tool.page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));")
    tool.page.route(WORKER, lambda route: route.abort())
    tool.open()
    tool.page.get_by_text("Details for your helpdesk").click(timeout=30_000)
    tool.page.get_by_role("button", name="Copy these details").click()
    expect(tool.page.locator("#copied")).to_contain_text("press Ctrl and C")
    assert "First failure" in tool.page.evaluate("() => String(getSelection())")
