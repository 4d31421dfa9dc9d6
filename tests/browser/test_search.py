"""The search of the site, with its whole index: what it finds, and by keyboard."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from publishing.site import SITE
from tests.browser.keyboard import tab_to
from tests.browser.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.tool_page import ToolPage

TAKING_ELSEWHERE = "help/taking-results-elsewhere/"


@pytest.fixture(scope="session")
def site_url() -> Iterator[str]:
    """The site as it is; the other tests get a short index."""
    with serving(SITE) as url:
        yield url


@pytest.mark.parametrize("acronym", ["PSB", "LAA", "GDPR"])
def test_the_search_finds_words_in_brackets(acronym: str, page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(acronym)
    expect(page.locator(".md-search-result__item h1", has_text="Glossary")).to_have_count(1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("delete my data", "help/privacy/"),
        ("backup", "help/how-to-use/"),
        *((program, TAKING_ELSEWHERE) for program in ("excel", "word", "pdf", "outlook", "calendar")),
        ("lost answers", "help/get-help/"),
        ("risk", "guidance/risk/"),
    ],
)
def test_the_page_that_helps_is_found_first(words: str, expected: str, page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(words)
    expect(page.locator(".md-search-result__link").first).to_have_attribute(
        "href", re.compile(rf"/{expected}(\?|$)")
    )


def test_pages_for_developers_results_of_tests_and_the_form_are_not_searched() -> None:
    index = json.loads((SITE / "search" / "search_index.json").read_text("utf-8"))
    places = {entry["location"].split("#")[0] for entry in index["docs"]}
    assert not [place for place in places if place.startswith(("developers/", "tool/"))]
    assert "help/accessibility-evidence/" not in places


def test_search_results_are_announced_and_reached_by_the_arrow_keys(page: Page, site_url: str) -> None:
    page.goto(site_url)
    tab_to(page, page.get_by_role("textbox", name="Search"))
    page.keyboard.type("risk")
    expect(page.locator(".md-search").get_by_role("status")).to_contain_text("matching documents")
    # Results change while somebody types.
    first = page.locator(".md-search-result__link").first
    expect(first).to_have_attribute("href", re.compile("/guidance/risk/"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guidance/*/")


def test_the_tool_page_leads_to_the_search(form_only: ToolPage) -> None:
    page = form_only.open().page
    page.get_by_role("link", name="Search").click()
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    page.keyboard.type("red")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
