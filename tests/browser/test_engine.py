"""Python in the browser: the overview and the report, and every way in which it can fail."""

from __future__ import annotations

import functools
import gzip
import json
import os
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from assessment import guidance
from assessment.record import format as record_format
from assessment.show.overview import overview
from assessment.show.report import report
from publishing.site import SITE
from tests.browser.conftest import serving
from tests.browser.tool_page import RECORD_KEY, ToolPage

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

    from assessment.model import QuestionSet


def test_the_overview_follows_each_answer(tool: ToolPage) -> None:
    tool.open("#style")
    tool.wait_for_overview()
    expect(tool.engine_status).to_have_attribute("data-state", "ready")
    expect(tool.overview).to_contain_text("Nothing is answered yet")
    tool.rate("style-trust", "green")
    expect(tool.overview).to_contain_text("1 of 52 questions answered")
    for question in ("style-challenge", "style-chairing", "style-meetings", "style-profile"):
        tool.rate(question, "red")
    expect(tool.overview).to_contain_text("5 of 52 questions answered")
    expect(tool.page.locator("#tool .elements-total")).to_contain_text("5 of 52")
    assert tool.overview.locator("svg text", has_text="Red so far").count() > 0
    assert tool.overview.locator("table.scores tbody tr").count() == 7


def test_answers_given_while_python_loads_are_in_the_first_overview(tool: ToolPage) -> None:
    tool.open("#style")
    tool.rate("style-trust", "green")
    expect(tool.engine_status).to_have_attribute("data-state", "starting")
    expect(tool.page.locator("#engine-progress")).to_be_visible()
    tool.wait_for_overview()
    expect(tool.overview).to_contain_text("1 of 52 questions answered")
    expect(tool.page.locator("#engine-progress")).to_be_hidden()


def test_the_report_is_the_one_that_the_build_would_make(
    tool: ToolPage, sample_data: dict[str, Any], question_set: QuestionSet
) -> None:
    """The same record gives the same report in CPython and in Pyodide, to the byte."""
    given = json.loads((SITE / "tool" / "engine" / "question_set.json").read_text("utf-8"))
    question_set = replace(question_set, guidance=guidance.from_data(given["guidance"]))
    sample_data["partnership"] |= {"name": "Ynys Môn <b>\"&' 🏛", "preset": "psb"}
    sample_data["rounds"][-1]["answers"]["style-trust"]["note"] = "Zeile 1\nZeile 2 </p>"
    sample_data["rounds"][-1]["answers"]["asked-long-ago"] = {"rating": "red"}
    tool.store(sample_data)
    tool.open()
    tool.wait_for_overview()
    record = record_format.from_data(sample_data)
    assert tool.overview.inner_text()
    inner = tool.page.evaluate(
        """(html) => {
          const holder = document.createElement("div");
          holder.innerHTML = html;
          return holder.innerHTML;
        }""",
        overview(question_set, record),
    )
    assert tool.overview.inner_html() == inner
    download = tool.download("#download-report")
    today = date.fromisoformat(tool.page.evaluate("() => new Date().toLocaleDateString('sv-SE')"))
    expected = report(question_set, record, today)
    assert download.suggested_filename == expected.name
    assert download.path().read_text("utf-8") == expected.html


def test_the_report_opens_with_scripts_off_and_asks_for_nothing(
    tool: ToolPage, sample_data: dict[str, Any], browser: Browser
) -> None:
    tool.store(sample_data)
    tool.open()
    tool.wait_for_overview()
    file = tool.download("#download-report").path()
    reader = browser.new_context(java_script_enabled=False)
    page: Page = reader.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/report", lambda route: route.fulfill(body=file.read_bytes(), content_type="text/html"))
    page.goto("http://report.test/report")
    expect(page.locator("h1")).to_have_text("Example Partnership (invented)")
    expect(page.locator("svg.picture-wide")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the data in this report").click()
    assert record_format.from_json(saved.value.path().read_text("utf-8")) == record_format.from_data(
        sample_data
    )
    assert [url for url in asked if not url.startswith("data:")] == ["http://report.test/report"]
    reader.close()


def test_a_fault_in_the_record_is_told_with_its_place_and_mended_by_a_new_answer(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["rounds"][-1]["answers"]["style-trust"]["rating"] = "purple"
    tool.store(sample_data)
    tool.open("#style")
    expect(tool.overview).to_contain_text("style-trust, rating: 'purple'", timeout=60_000)
    tool.page.locator("#download-report").click()
    expect(tool.page.locator("#report-failed")).to_contain_text("'purple'")
    tool.rate("style-trust", "green")
    tool.wait_for_overview()


def test_python_starts_anew_when_somebody_comes_back_to_a_page_left_too_soon(tool: ToolPage) -> None:
    """As a browser does that keeps a page which was left, frozen, for "Back"."""
    tool.page.route("**/engine/python.zip.gzip", lambda _route: None)
    tool.open("#style")
    tool.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    tool.rate("style-trust", "green")
    tool.page.unroute_all(behavior="ignoreErrors")
    tool.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    tool.wait_for_overview()
    expect(tool.overview).to_contain_text("1 of 52 questions answered")
    expect(tool.engine_status.get_by_role("alert")).to_be_hidden()


# ---- Every way in which it can fail ----


def fails_with(tool: ToolPage, words: str) -> None:
    """The page says so in plain words, and answers are saved as before."""
    expect(tool.engine_status).to_have_attribute("data-state", "failed", timeout=30_000)
    failure = tool.engine_status.get_by_role("alert")
    expect(failure).to_be_visible()
    expect(failure).to_contain_text("cannot be made at the moment")
    expect(failure).to_contain_text(words)
    expect(tool.page.locator("#download-report")).to_be_disabled()
    tool.rate("style-trust", "green")
    assert tool.stored_answers()["style-trust"]["rating"] == "green"


def try_again(tool: ToolPage) -> None:
    """After the cause is gone, "Try again" brings the overview with what was answered meanwhile."""
    tool.page.unroute_all(behavior="ignoreErrors")
    tool.page.locator("#try-again").click()
    expect(tool.overview).to_contain_text("1 of 52 questions answered", timeout=60_000)
    expect(tool.engine_status.get_by_role("alert")).to_be_hidden()


def fulfil(body: str | bytes, route: Route) -> None:
    """Another file in the place of one of the site's, of its type."""
    kinds = {".mjs": "text/javascript", ".wasm": "application/wasm"}
    kind = kinds.get(PurePosixPath(route.request.url).suffix, "application/octet-stream")
    route.fulfill(body=body, content_type=kind)


def not_found(route: Route) -> None:
    route.fulfill(status=404, body="not here")


FILES = (
    "tool/worker.mjs",
    "engine/pyodide.mjs",
    "engine/pyodide.asm.mjs",
    "engine/pyodide.asm.wasm",
    "engine/python.zip.gzip",
    "engine/pyodide-lock.json",
    "engine/question_set.json",
)


@pytest.mark.console_errors
def test_each_missing_file_is_told_and_can_be_tried_again(tool: ToolPage) -> None:
    for file in FILES:
        tool.page.unroute_all(behavior="ignoreErrors")
        tool.page.route(f"**/{file}", not_found)
        tool.page.goto("about:blank")
        tool.open("#style")
        fails_with(tool, "did not arrive")
    try_again(tool)


@pytest.mark.console_errors
def test_a_broken_connection_is_told_and_can_be_tried_again(tool: ToolPage) -> None:
    tool.page.route("**/engine/pyodide.asm.wasm", lambda route: route.abort())
    tool.open("#style")
    fails_with(tool, "did not arrive")
    try_again(tool)


LOGIN_PAGE = b"<!doctype html><title>Please log in</title>"
DAMAGED = {
    "engine/python.zip.gzip": (b"half a file", gzip.compress(b"no zip"), LOGIN_PAGE),
    "engine/pyodide.asm.wasm": (b"\0asm\1\0\0\0 and no more", b"\0asm\1\0\0\0", LOGIN_PAGE),
    "engine/question_set.json": (b'{"title": ', b"{}", LOGIN_PAGE),
    "engine/pyodide-lock.json": (b"{}", LOGIN_PAGE),
    "engine/pyodide.mjs": (b"export let loadPyodide = 1;", LOGIN_PAGE),
    "engine/pyodide.asm.mjs": (b"export default 1;",),
}


@pytest.mark.console_errors
@pytest.mark.parametrize("file", DAMAGED)
def test_a_file_that_comes_damaged_or_is_another_is_told_and_can_be_tried_again(
    tool: ToolPage, file: str
) -> None:
    """As it comes over a broken line, or from a network that answers everything with its own page."""
    for body in DAMAGED[file]:
        tool.page.unroute_all(behavior="ignoreErrors")
        tool.page.route(f"**/{file}", functools.partial(fulfil, body))
        tool.page.goto("about:blank")
        tool.open("#style")
        fails_with(tool, "did not arrive")
        expect(tool.page.locator("#engine-reason")).to_have_text(re.compile(r"^[A-Z][\w .]+$"))
        first = tool.page.locator('[data-fact="first"]')
        expect(first).to_have_text(re.compile(r"^file: [\w.-]+: not the file of this release$"))
    if file == next(iter(DAMAGED)):
        try_again(tool)


def test_a_file_that_a_cache_kept_from_another_release_is_got_anew(browser: Browser, tmp_path: Path) -> None:
    """The browser had one of the files already; the next start takes none from its cache."""
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    questions = site / "tool" / "engine" / "question_set.json"
    present = questions.read_bytes()
    with serving(site) as url, browser.new_context() as window:
        page = window.new_page()
        for content in (b"{}", present):
            questions.write_bytes(content)
            # Unchanged for years, so that a browser asks no more for it.
            os.utime(questions, (0, 0))
            page.goto(f"{url}tool/engine/question_set.json")
        assert page.evaluate("() => fetch(location.href).then((response) => response.text())") == "{}"
        tool = ToolPage(page, f"{url}tool/").open()
        tool.wait_for_overview()
        starts = "() => performance.getEntriesByName('engine-starting').length"
        assert page.evaluate(starts) == 2


# Pyodide warns of it as well, where it had come so far.
@pytest.mark.console_errors
def test_a_new_release_on_the_host_is_told_as_such(tool: ToolPage) -> None:
    """Where a file of the engine is missing or another, because a new release has come meanwhile."""

    def next_release(route: Route) -> None:
        # The tool loads it in a worker; who asks for its text wants to know what there is now.
        body = WORKER.replace(RELEASE, "another") if route.request.resource_type == "fetch" else WORKER
        route.fulfill(body=body, content_type="text/javascript")

    tool.page.route("**/tool/worker.mjs", next_release)
    tool.page.route("**/engine/question_set.json", functools.partial(fulfil, b"{}"))
    tool.open("#style")
    fails_with(tool, "Reload the page; your answers stay")


def test_a_page_of_another_release_starts_no_engine(tool: ToolPage) -> None:
    def older(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace(RELEASE, "older"))

    asked: list[str] = []
    tool.page.on("request", lambda request: asked.append(request.url))
    tool.page.route("**/tool/", older)
    tool.open("#style")
    fails_with(tool, "Reload the page; your answers stay")
    assert not [url for url in asked if "/engine/" in url]
    # The reload that is asked for must not be answered from a cache.
    assert sum(url.endswith("/page.mjs") for url in asked) == 2


@pytest.mark.console_errors
@pytest.mark.parametrize("refused", ["instantiateStreaming", "compile"])
def test_a_refusal_to_start_webassembly_is_told_at_once(tool: ToolPage, refused: str) -> None:
    shorten_the_watchdog(tool, 25)
    refusing = f'WebAssembly.{refused} = () => Promise.reject(new WebAssembly.CompileError("refused"));\n'
    tool.page.route("**/tool/worker.mjs", functools.partial(fulfil, refusing + WORKER))
    tool.open("#style")
    # Less than one watchdog; and it is not tried twice.
    expect(tool.engine_status).to_have_attribute("data-state", "failed", timeout=20_000)
    fails_with(tool, "does not allow WebAssembly")
    expect(tool.page.locator('[data-fact="last"]')).to_contain_text("webassembly: ")


@pytest.mark.console_errors
def test_an_error_that_is_no_error_object_can_be_read(tool: ToolPage) -> None:
    odd = WORKER.replace("door = await start();", "throw { name: 'ErrnoError', errno: 44 };")
    assert odd != WORKER
    tool.page.route("**/tool/worker.mjs", functools.partial(fulfil, odd))
    tool.open()
    expect(tool.page.locator('[data-fact="first"]')).to_have_text(
        'crash: {"name":"ErrnoError","errno":44}', timeout=30_000
    )


@pytest.mark.console_errors
def test_a_refusal_of_webassembly_is_told_at_once(tool: ToolPage) -> None:
    def stricter(route: Route) -> None:
        response = route.fetch()
        assert " 'wasm-unsafe-eval'" in response.text()
        route.fulfill(response=response, body=response.text().replace(" 'wasm-unsafe-eval'", ""))

    tool.page.route("**/tool/", stricter)
    tool.open("#style")
    fails_with(tool, "does not allow WebAssembly")
    # A page keeps its policy: here only opening it anew helps.
    tool.page.unroute_all(behavior="ignoreErrors")
    tool.page.reload()
    tool.wait_for_overview()
    expect(tool.overview).to_contain_text("1 of 52 questions answered")


@pytest.mark.console_errors
def test_after_a_first_failure_python_is_started_once_more_by_itself(tool: ToolPage) -> None:
    tool.page.route("**/engine/python.zip.gzip", not_found, times=1)
    tool.open("#style")
    tool.rate("style-trust", "green")
    tool.wait_for_overview()
    expect(tool.overview).to_contain_text("1 of 52 questions answered")
    expect(tool.engine_status.get_by_role("alert")).to_be_hidden()


@pytest.mark.console_errors
def test_the_first_cause_can_be_copied_for_a_helpdesk_without_anything_of_the_person_s(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.store(sample_data)
    tool.page.route("**/engine/python.zip.gzip", not_found, times=1)
    tool.page.route("**/engine/question_set.json", lambda route: route.abort())
    tool.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tool.open()
    alert = tool.engine_status.get_by_role("alert")
    expect(alert).to_be_visible(timeout=30_000)
    alert.get_by_text("Details for your helpdesk").click()
    alert.get_by_role("button", name="Copy these details").click()
    expect(alert.locator("#copied")).to_have_text("Copied.")
    copied = tool.page.evaluate("() => navigator.clipboard.readText()")
    assert re.search(r"Stopped first by: file: (python\.zip: 404|question_set\.json)", copied)
    assert "Stopped last by: file: question_set.json" in copied
    assert "Chrom" in copied
    texts = [sample_data["partnership"]["name"], sample_data["rounds"][-1]["name"]]
    texts += [
        answer["note"] for answer in sample_data["rounds"][-1]["answers"].values() if answer.get("note")
    ]
    assert len(texts) > 5
    assert not [text for text in texts if text in copied]


@pytest.mark.console_errors
def test_where_copying_is_refused_the_details_are_marked_for_the_keys(tool: ToolPage) -> None:
    tool.page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));")
    tool.page.route("**/engine/question_set.json", lambda route: route.abort())
    tool.open()
    tool.page.get_by_text("Details for your helpdesk").click(timeout=30_000)
    tool.page.get_by_role("button", name="Copy these details").click()
    expect(tool.page.locator("#copied")).to_contain_text("press Ctrl and C")
    assert "Stopped first by" in tool.page.evaluate("() => String(getSelection())")


def shorten_the_watchdog(tool: ToolPage, seconds: int) -> None:
    def shorter(route: Route) -> None:
        response = route.fetch()
        body, times = re.subn(
            r'data-timeout-seconds="60"', f'data-timeout-seconds="{seconds}"', response.text()
        )
        assert times == 1
        route.fulfill(response=response, body=body)

    tool.page.route("**/tool/", shorter)


@pytest.mark.console_errors
def test_silence_at_the_start_is_told_when_the_time_is_up(tool: ToolPage) -> None:
    shorten_the_watchdog(tool, 2)
    tool.page.route("**/engine/python.zip.gzip", lambda _route: None)
    tool.open("#style")
    fails_with(tool, "took too long")


WORKER = (SITE / "tool" / "worker.mjs").read_text("utf-8")
RELEASE = re.search(r'RELEASE = "(\w+)"', WORKER)[1]  # type: ignore[index]
ENDLESS = f"""
self.postMessage({{ type: "ready", release: "{RELEASE}" }});
self.onmessage = () => {{ for (;;) {{}} }};
"""
DYING = f"""
self.postMessage({{ type: "ready", release: "{RELEASE}" }});
self.onmessage = () => {{ throw new Error("broken on purpose"); }};
"""
# Answers all but one kind of request, and on that one it hangs, or dies.
PICKY = f"""
self.postMessage({{ type: "ready", release: "{RELEASE}" }});
self.onmessage = ({{ data: {{ id, request }} }}) => {{
  if (JSON.parse(request).ask === "rounds") {{
    // Told before it breaks, so that a test knows the moment.
    self.postMessage({{ type: "progress", bytes: BYTES }});
    BREAK;
  }}
  self.postMessage({{ type: "answer", id, answer: '{{"ok":true,"answer":{{"html":"<p>worked out</p>"}}}}' }});
}};
"""
# As a Python that writes numbers which JSON does not have.
UNREADABLE = f"""
self.postMessage({{ type: "ready", release: "{RELEASE}" }});
self.onmessage = ({{ data: {{ id }} }}) => {{
  self.postMessage({{ type: "answer", id, answer: '{{"ok":true,"answer":Infinity}}' }});
}};
"""
FOREIGN = 'self.postMessage({ type: "ready", release: "another" });'


# Longer than the watchdog waits, in milliseconds.
LONG = 61_000


@pytest.mark.console_errors
def test_a_worker_that_dies_is_replaced(tool: ToolPage) -> None:
    tool.page.route("**/tool/worker.mjs", functools.partial(fulfil, DYING))
    tool.open("#style")
    fails_with(tool, "stopped without warning")
    try_again(tool)


@pytest.mark.console_errors
def test_a_worker_that_hangs_is_replaced_when_the_time_is_up(tool: ToolPage) -> None:
    # The clock of the page is ours: nobody waits for a minute.
    tool.page.clock.install()
    tool.page.route("**/tool/worker.mjs", functools.partial(fulfil, ENDLESS))
    tool.open("#style")
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
    """Though everything else is answered, and the page asks all of it again of each new worker."""
    tool.page.clock.install()
    started: list[Route] = []

    def picky(route: Route) -> None:
        started.append(route)
        fulfil(PICKY.replace("BREAK", how).replace("BYTES", str(len(started))), route)

    tool.page.route("**/tool/worker.mjs", picky)
    tool.open("#style")
    tool.page.locator("#round-list").scroll_into_view_if_needed()
    if "for" in how:
        for number in (1, 2):
            expect(tool.page.locator("#engine-progress")).to_have_js_property("value", number)
            tool.page.clock.fast_forward(LONG)
    expect(tool.engine_status).to_have_attribute("data-state", "failed")
    tool.page.clock.fast_forward(LONG)
    tool.page.wait_for_timeout(500)
    assert len(started) == 2
    fails_with(tool, "took too long" if "for" in how else "stopped without warning")
    tool.page.evaluate("() => scrollTo(0, 0)")
    try_again(tool)


def test_what_waited_is_sent_once(tool: ToolPage) -> None:
    counting = f"""
const asked = [];
self.onmessage = ({{ data: {{ id, request }} }}) => {{
  asked.push(id);
  const html = `${{asked.length - new Set(asked).size}} twice of ${{asked.length}}`;
  self.postMessage({{ type: "answer", id, answer: JSON.stringify({{ ok: true, answer: {{ html }} }}) }});
}};
setTimeout(() => self.postMessage({{ type: "ready", release: "{RELEASE}" }}), 500);
"""
    tool.page.route("**/tool/worker.mjs", functools.partial(fulfil, counting))
    tool.open("#style")
    tool.page.locator("#round-list").scroll_into_view_if_needed()
    expect(tool.page.locator("#round-list")).to_contain_text("twice")
    for rating in ("red", "amber", "green"):
        tool.rate("style-trust", rating)
    expect(tool.overview).to_contain_text("0 twice of")


@pytest.mark.console_errors
def test_an_answer_that_cannot_be_read_is_told(tool: ToolPage) -> None:
    tool.page.route("**/tool/worker.mjs", functools.partial(fulfil, UNREADABLE))
    tool.open("#style")
    tool.page.locator("#download-report").click()
    expect(tool.page.locator("#report-failed")).to_contain_text("The report could not be made")


@pytest.mark.console_errors
def test_after_one_failure_python_starts_anew_when_somebody_comes_back(tool: ToolPage) -> None:
    tool.page.route("**/engine/question_set.json", not_found, times=1)
    tool.page.route("**/engine/python.zip.gzip", lambda _route: None)
    tool.open("#style")
    tool.page.wait_for_function("() => performance.getEntriesByName('engine-starting').length === 2")
    tool.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    tool.rate("style-trust", "green")
    tool.page.unroute_all(behavior="ignoreErrors")
    tool.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    tool.wait_for_overview()
    expect(tool.overview).to_contain_text("1 of 52 questions answered")


def test_after_two_failures_coming_back_changes_nothing(tool: ToolPage) -> None:
    tool.page.add_init_script(
        "window.Worker = class { constructor() { throw new Error('no workers here'); } };"
    )
    tool.open("#style")
    fails_with(tool, "stopped without warning")
    expect(tool.page.locator('[data-fact="first"]')).to_contain_text("no workers here")
    tool.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(tool.engine_status).to_have_attribute("data-state", "failed")


def test_an_engine_of_another_release_is_not_used(tool: ToolPage) -> None:
    """As may happen when a new release comes between the page and its engine."""
    script = {"body": FOREIGN, "content_type": "text/javascript"}
    tool.page.route("**/tool/worker.mjs", lambda route: route.fulfill(**script))
    tool.open("#style")
    fails_with(tool, "Reload the page; your answers stay")


@pytest.mark.console_errors
def test_a_hung_worker_is_noticed_though_somebody_goes_on_answering(tool: ToolPage) -> None:
    shorten_the_watchdog(tool, 2)
    tool.page.route(
        "**/tool/worker.mjs", lambda route: route.fulfill(body=ENDLESS, content_type="text/javascript")
    )
    tool.open("#style")
    for rating in ("red", "amber", "green") * 3:
        tool.rate("style-trust", rating)
        tool.page.wait_for_timeout(700)
    assert tool.engine_status.get_attribute("data-state") == "failed"


def test_an_answer_given_while_python_migrates_is_not_overwritten(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["question_set_version"] = "0.9"
    sample_data["rounds"][-1]["answers"]["style-trust"] = {"rating": "green"}
    tool.store(sample_data)
    # The moment at which Python is asked to migrate.
    tool.page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          const status = document.querySelector("#engine-status");
          if (!status) return;
          new MutationObserver(() => {
            if (status.dataset.state === "ready") document.getElementById("style-trust.unknown").click();
          }).observe(status, { attributeFilter: ["data-state"] });
        })"""
    )
    tool.open("#style")
    tool.page.wait_for_function(
        "(key) => JSON.parse(localStorage.getItem(key)).question_set_version !== '0.9'",
        arg=RECORD_KEY,
        timeout=60_000,
    )
    assert tool.stored_answers()["style-trust"]["rating"] == "unknown"
