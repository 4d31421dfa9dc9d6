"""Python in the browser: the overview and the report, and every way in which it can fail."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from assessment import library
from assessment import record as record_format
from assessment.overview import overview
from assessment.report import report
from publishing.site import SITE
from tests.browser.tool_page import RECORD_KEY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from assessment.model import QuestionSet
    from tests.browser.tool_page import ToolPage


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
    question_set = replace(question_set, library=library.from_data(given["library"]))
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
    tool.wait_for_overview()
    expect(tool.overview).to_contain_text("1 of 52 questions answered")
    expect(tool.engine_status.get_by_role("alert")).to_be_hidden()


def not_found(route: Route) -> None:
    route.fulfill(status=404, body="not here")


FILES = (
    "tool/worker.mjs",
    "tool/transfer.mjs",
    "engine/pyodide.mjs",
    "engine/pyodide.asm.mjs",
    "engine/pyodide.asm.wasm.gzip",
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
    tool.page.route("**/engine/pyodide.asm.wasm.gzip", lambda route: route.abort())
    tool.open("#style")
    fails_with(tool, "did not arrive")
    try_again(tool)


@pytest.mark.console_errors
def test_a_file_that_comes_damaged_is_told_and_can_be_tried_again(tool: ToolPage) -> None:
    tool.page.route("**/engine/python.zip.gzip", lambda route: route.fulfill(body=b"half a file"))
    tool.open("#style")
    fails_with(tool, "did not arrive")
    try_again(tool)


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


RELEASE = re.search(r'release: "(\w+)"', (SITE / "tool" / "worker.mjs").read_text("utf-8"))[1]  # type: ignore[index]
ENDLESS = f"""
self.postMessage({{ type: "ready", release: "{RELEASE}" }});
self.onmessage = () => {{ for (;;) {{}} }};
"""
DYING = f"""
self.postMessage({{ type: "ready", release: "{RELEASE}" }});
self.onmessage = () => {{ throw new Error("broken on purpose"); }};
"""
FOREIGN = 'self.postMessage({ type: "ready", release: "another" });'


@pytest.mark.console_errors
@pytest.mark.parametrize(
    ("worker", "words"), [(ENDLESS, "took too long"), (DYING, "stopped without warning")]
)
def test_a_worker_that_hangs_or_dies_is_replaced(tool: ToolPage, worker: str, words: str) -> None:
    # One that dies is noticed at once; one that hangs in so many seconds, in which a good one must start.
    if worker == ENDLESS:
        shorten_the_watchdog(tool, 6)
    script = {"body": worker, "content_type": "text/javascript"}
    tool.page.route("**/tool/worker.mjs", lambda route: route.fulfill(**script))
    tool.open("#style")
    fails_with(tool, words)
    try_again(tool)


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
