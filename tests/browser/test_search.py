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

# What people type, and the page that should come first. Neighbours differ: results linger for a moment.
FOUND_FIRST = {
    "excel": "help/taking-results-elsewhere/",
    "delete my data": "help/privacy/",
    "word": "help/taking-results-elsewhere/",
    "backup": "help/how-to-use/",
    "another computer": "help/how-to-use/",
    "new laptop": "help/how-to-use/",
    "restore": "help/how-to-use/",
    "pdf": "help/taking-results-elsewhere/",
    "lost answers": "help/get-help/",
    "is this gdpr": "help/privacy/",
    "lost my answers": "help/get-help/",
    "data protection": "help/privacy/",
    "outlook": "help/taking-results-elsewhere/",
    "invite partners": "help/partners/",
    "calendar": "help/taking-results-elsewhere/",
    "risk": "guidance/risk/",
}


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


def test_the_page_that_helps_is_found_first(page: Page, site_url: str) -> None:
    page.goto(site_url)
    field = page.get_by_role("textbox", name="Search")
    field.click()
    for words, expected in FOUND_FIRST.items():
        field.fill("")
        page.keyboard.type(words)
        expect(page.locator(".md-search-result__link").first).to_have_attribute(
            "href", re.compile(rf"/{expected}(\?|$)")
        )


def test_pages_for_developers_results_of_tests_and_the_form_are_not_searched() -> None:
    index = json.loads((SITE / "search" / "search_index.json").read_text("utf-8"))
    places = {entry["location"].split("#")[0] for entry in index["docs"]}
    assert not [place for place in places if place.startswith(("developers/", "tool/"))]
    assert "help/accessibility-evidence/" not in places


def test_what_to_do_about_lost_answers_has_a_result_of_its_own(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("lost my answers")
    first = page.locator(".md-search-result__item").first
    expect(first.locator('a[href*="#your-answers-are-lost"]')).to_have_count(1)


def test_no_footnote_is_searched() -> None:
    """A page's first result would be the name of a source."""
    index = json.loads((SITE / "search" / "search_index.json").read_text("utf-8"))
    source = "Pickles announces abolition of Local Area Agreements"
    assert source in (SITE / "help" / "glossary" / "index.html").read_text("utf-8")
    assert not [entry["location"] for entry in index["docs"] if source in entry["text"]]


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


def test_each_result_is_a_link_with_the_name_of_its_page(page: Page, site_url: str) -> None:
    page.goto(site_url)
    field = page.get_by_role("textbox", name="Search")
    field.click()
    expect(field).not_to_have_attribute("required", "")
    clear = page.get_by_role("button", name="Clear")
    expect(clear).to_have_css("opacity", "0")
    page.keyboard.type("risk")
    expect(clear).to_have_css("opacity", "1")
    results = page.locator(".md-search-result")
    expect(results.get_by_role("link", name="Risk").first).to_be_visible()
    expect(results.get_by_role("heading")).to_have_count(0)


def test_the_tool_page_leads_to_the_search(form_only: ToolPage) -> None:
    page = form_only.open().page
    page.get_by_role("link", name="Search").click()
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    page.keyboard.type("red")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_a_possessive_is_searched_without_its_s(page: Page, site_url: str) -> None:
    """Else every page with a word that begins with "s" would be found."""
    page.goto(site_url)
    field = page.get_by_role("textbox", name="Search")
    found = page.locator(".md-search-result__meta")

    def search(word: str) -> None:
        """At one press: typed letter by letter, the number might be of its beginning."""
        field.fill(word)
        field.press("End")

    field.click()
    search("children's")
    expect(found).to_have_text(re.compile(r"^\d+ matching"))
    possessive = found.inner_text()
    # The number lingers until the next answer, so another word comes between.
    search("zzzz")
    expect(found).to_contain_text("No matching")
    search("children")
    expect(found).to_have_text(possessive)
    assert int(possessive.split()[0]) < 30
