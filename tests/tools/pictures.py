"""Takes the screenshots of the help pages. Run with `make pictures`.

It writes them into `build/pictures`; the next build adds them to the pages.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from publishing import evidence
from publishing.machine import ROOT, say
from publishing.site import SITE
from tests.browser import chromium
from tests.browser.chromium import launch, playwright_driver
from tests.browser.server import serving
from tests.browser.tool_page import ToolPage, part

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

FOLDER = evidence.PICTURES
SAMPLE = ROOT / "questions" / "lsp" / "sample_record.json"
WIDTH, HEIGHT = 1100, 720
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# For what a person scrolls to see.
HIGH = 960
PHONE = 844, 390
QUESTION = "style-chairing"


def take(site: Path) -> None:
    """Take every screenshot."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with serving(site) as url, playwright_driver() as playwright:
        browser = launch(playwright, chromium.find())
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB", timezone_id="Europe/London"
        )
        page = context.new_page()
        page.clock.set_fixed_time("2026-11-23T10:00:00Z")
        tool = ToolPage(page, url + "tool/")
        _take_tool(tool)
        _take_partners(tool)
        _take_meetings(page, url)
        page.goto(url + "example-report.html")
        _picture(page, "report")
        browser.close()
    say("  `make build` adds them to the site")


def _take_tool(tool: ToolPage) -> None:
    page = tool.page
    tool.store(json.loads(SAMPLE.read_text("utf-8")))
    tool.open("#/setup")
    tool.wait_for_overview()
    _picture(page, "partnership")
    # With the example's own answers, which other pages show too.
    part(page, "#overview")
    _picture(page, "overview", HIGH)
    tool.rate(QUESTION, "amber")
    tool.write_note(QUESTION, "The chair asks for views; new members say that decisions are made before.")
    _picture(page, "question", HIGH)
    page.locator(".current-question .help summary").click()
    # Wide enough for help beside the question.
    _picture(page, "help", HIGH, 1300)
    part(page, "#new-action").click()
    _picture(page, "action")
    page.keyboard.press("Escape")
    expect(part(page, "#action-list")).to_have_attribute("data-state", "ready")
    _picture(page, "elsewhere")
    expect(part(page, "#round-list")).to_have_attribute("data-state", "ready")
    _picture(page, "compare", HIGH)
    record = json.loads(SAMPLE.read_text("utf-8"))
    del record["rounds"][-1]["answers"]["style-trust"]
    page.locator("#open-file").set_input_files(
        {"name": "backup.json", "mimeType": "application/json", "buffer": json.dumps(record).encode()}
    )
    expect(page.locator("#open-dialog")).to_be_visible()
    _picture(page, "open")


def _take_partners(tool: ToolPage) -> None:
    page = tool.page
    tool.store(json.loads(SAMPLE.read_text("utf-8")))
    tool.open("#/partners")
    expect(page.locator("#partner-answers")).to_have_attribute("data-source", "python")
    _picture(page, "partners", HIGH)
    part(page, "#invite-partners").click()
    dialog = page.locator("#invite-dialog")
    dialog.get_by_label("Answers by").fill("2027-01-31")
    dialog.get_by_label("Send answers to").fill("coordinator@example.org")
    _picture(page, "invite", HIGH)
    link = dialog.locator("#invitation-link").input_value()
    # The same page, so that it is loaded again.
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("#tool[data-filled]")).to_be_attached()
    page.get_by_role("link", name="Start", exact=True).last.click()
    _picture(page, "respond", *PHONE)


def _take_meetings(page: Page, url: str) -> None:
    page.goto(f"{url}assets/icon.svg")
    record = (ROOT / "questions" / "pulse" / "sample_record.json").read_text("utf-8")
    page.evaluate("(text) => localStorage.setItem('lsp-improvement-tool/pulse/record', text)", record)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.goto(f"{url}tools/pulse/#/rounds")
    expect(page.locator("#round-list")).to_have_attribute("data-source", "python")
    page.locator("[data-partners-of]").first.scroll_into_view_if_needed()
    _picture(page, "meetings", HIGH)


def _picture(page: Page, name: str, height: int = HEIGHT, width: int = WIDTH) -> None:
    """Take a screenshot of a window of this size, from the top of the page."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("""() => {
      document.activeElement?.blur();
      scrollTo({ top: 0, behavior: "instant" });
    }""")
    # What scrolling sets off begins with the next frame; the screenshot ends transitions.
    page.evaluate(TWO_FRAMES)
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
    say(f"  {name}")


if __name__ == "__main__":
    take(SITE)
