"""A page of every structure and every state of the tool pass axe, light and dark, narrow and wide.

No page at all is wider than its window, asks another host, or breaks.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pytest

from publishing.site import SITE
from tests.browser import accessibility
from tests.browser.accessibility import PAGES, SITTINGS, VIEWS, assert_accessible, assert_fits, page_with_axe
from tests.browser.structure import representatives
from tests.browser.tool_page import ToolPage

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

# The pages are shared out over this many tests, for machines with several cores.
WALKS = 2


@functools.cache
def structures() -> list[str]:
    """The addresses of pages in which everything is that is in any page."""
    files = (SITE / name if name.endswith(".html") else SITE / name / "index.html" for name in PAGES)
    found = representatives(files)
    return [file.relative_to(SITE).as_posix().removesuffix("index.html") for file in found]


@pytest.mark.parametrize("walk", range(WALKS))
def test_every_page_fits_its_window(context: BrowserContext, site_url: str, walk: int) -> None:
    """The fixture `context` watches the console and every request of every page."""
    page = context.new_page()
    # Otherwise parts of the page that slide to their new place are measured on their way.
    page.emulate_media(reduced_motion="reduce")
    # The others are measured below, when axe has looked at them.
    for name in [name for name in PAGES if name not in structures()][walk::WALKS]:
        page.goto(site_url + name)
        assert page.title()
        assert_fits(page, name)


def test_a_page_of_every_structure(context: BrowserContext, site_url: str) -> None:
    """`make accessibility` runs axe on every page, and in every view."""
    page = page_with_axe(context)
    for turn, name in enumerate(structures()):
        page.goto(site_url + name)
        assert page.title()
        assert_accessible(page, name, turn)


# In the first sequence Python cannot start, which the console reports.
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
    # First with its policy, for its requests; `accessibility.report` removes the policy.
    page.goto(site_url + "example-report.html")
    accessibility.report(page, site_url)
    for turn in range(len(VIEWS)):
        assert_accessible(page, "the report", turn)
