"""Every page and every state of the tool, in light and dark, narrow and wide.

axe finds nothing, and nothing is wider than its window, asks another host, or breaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import accessibility
from tests.browser.accessibility import PAGES, PAIRS, SITTINGS, page_with_axe
from tests.browser.tool_page import ToolPage

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

# So many walks, which go on side by side where there are several cores.
WALKS = 4


# What is pressed and is smaller than WCAG 2.5.8 asks. axe lets a small one pass that has room around it.
SMALL = """() => [...document.querySelectorAll("button, input, select, summary, textarea")]
  .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter((control) => {
    const { width, height } = control.getBoundingClientRect();
    return width > 0 && (width < 24 || height < 24);
  })
  .map((control) => control.outerHTML)"""


def assert_accessible(page: Page, where: str, turn: int) -> None:
    for result in accessibility.look(page, where, PAIRS[turn % len(PAIRS)]):
        assert not result.violations, (where, result.scheme, result.width)
        assert page.evaluate(SMALL) == [], (where, result.width)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= result.width, f"{where or 'home'} is {width} wide in a window of {result.width}"


@pytest.mark.parametrize("walk", range(WALKS))
def test_every_page(context: BrowserContext, site_url: str, walk: int) -> None:
    """The fixture `context` watches the console and every request of every page."""
    page = page_with_axe(context)
    for turn, name in enumerate(PAGES[walk::WALKS]):
        page.goto(site_url + name)
        assert page.title()
        assert_accessible(page, name, turn)


# In the first sitting Python is kept from starting, which the console tells.
@pytest.mark.console_errors
@pytest.mark.parametrize("sitting", SITTINGS)
def test_every_state_of_the_tool(
    context: BrowserContext, site_url: str, sample_data: dict[str, Any], sitting: str
) -> None:
    tool = ToolPage(page_with_axe(context), site_url + "tool/")
    for turn, (state, bring) in enumerate(SITTINGS[sitting]):
        bring(tool, sample_data)
        assert_accessible(tool.page, f"tool, {state}", turn)


def test_the_report(context: BrowserContext, site_url: str) -> None:
    page = page_with_axe(context)
    # As it is first, for what it asks for; `accessibility.report` takes its policy away.
    page.goto(site_url + "example-report.html")
    accessibility.report(page, site_url)
    for turn in range(len(PAIRS)):
        assert_accessible(page, "the report", turn)
