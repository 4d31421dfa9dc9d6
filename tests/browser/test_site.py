"""The whole site: every page loads from the site alone, every link leads somewhere, under a sub-path too."""

from __future__ import annotations

import functools
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from publishing.site import SITE
from tests.browser.tool_page import ASKED

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.tool_page import ToolPage

PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))


class Links(HTMLParser):
    """The addresses that a page holds, and the names that an address may end in."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.addresses.append(value)
            if name in ("id", "name") and value:
                self.ids.add(value)


@functools.cache
def links(file: Path) -> Links:
    return Links(file)


def test_the_site_has_its_pages() -> None:
    assert {"index.html", "tool/index.html", "example-report.html", "404.html"} <= set(PAGES)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "404.html"])
def test_every_link_leads_to_a_file_and_an_anchor_in_it(name: str) -> None:
    base = f"http://site.test/{name}"
    dead = []
    for address in links(SITE / name).addresses:
        target = urlsplit(urljoin(base, address))
        if target.scheme not in ("http", "https") or target.netloc != "site.test":
            continue
        file = SITE / target.path.lstrip("/")
        if file.is_dir():
            file /= "index.html"
        # A room of the tool page, and a question in it.
        _, room, *named = target.fragment.split("/") if target.fragment.startswith("/") else ("", "")
        wanted = {f"{room}-heading", *named} if room else {target.fragment} - {""}
        if not file.is_file() or (file.suffix == ".html" and not wanted <= links(file).ids):
            dead.append(address)
    assert not dead


def test_the_home_page_leads_to_the_tool_and_to_a_real_example(
    context: BrowserContext, site_url: str
) -> None:
    page = context.new_page()
    page.goto(site_url)
    expect(page.locator(".picture .mark").first).to_be_visible()
    expect(page.get_by_text("not connected with the Audit Commission")).to_be_visible()
    page.get_by_role("link", name="See an example report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Example Partnership (invented)")
    page.go_back()
    page.locator(".home-actions").get_by_role("link", name="Assess your partnership").click()
    expect(page.locator("#assessment-form")).to_be_visible()


def test_the_tool_page_does_without_the_theme(tool: ToolPage) -> None:
    loaded: list[str] = []
    tool.page.on("request", lambda request: loaded.append(request.url))
    tool.open()
    tool.wait_for_overview()
    assert [url for url in loaded if url.endswith("/assets/tool.css")]
    assert not [url for url in loaded if re.search(r"/(javascripts|stylesheets)/", url)]


def test_landmarks_and_links_have_names_of_their_own(page: Page, site_url: str) -> None:
    page.goto(site_url + "questions/")
    names = page.locator("nav").evaluate_all("(found) => found.map((nav) => nav.getAttribute('aria-label'))")
    assert len(names) == len(set(names)) <= 5
    assert page.locator("[role=dialog]").count() == 0
    links = page.get_by_role("link", name="Answer this question").all_inner_texts()
    assert len(links) == len(set(links)) == ASKED


def test_the_menu_opens_without_scripts(browser: Browser, site_url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + "guidance/risk/")
    link = page.locator(".site-nav").get_by_role("link", name="Assess", exact=True)
    expect(link).to_be_hidden()
    expect(page.locator("#menu-button")).to_be_hidden()
    page.locator('label[for="menu"]').click()
    expect(link).to_be_visible()
    context.close()


def test_the_menu_button_of_the_tool_page_is_that_of_the_other_pages(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    found = []
    for address, button in (("guidance/", "#menu-button"), ("tool/", ".site-menu summary")):
        page.goto(site_url + address)
        menu = page.locator(button)
        expect(menu).to_have_text("Menu")
        box = menu.locator("svg").bounding_box()
        assert box
        found.append((menu.locator("path").get_attribute("d"), box["x"], box["width"]))
    assert found[0] == found[1]


def test_the_page_of_help_leads_to_all_pages_of_help(page: Page, site_url: str) -> None:
    page.goto(site_url + "tool/")
    page.get_by_label("Site").get_by_role("link", name="Help", exact=True).click()
    page.wait_for_url("**/help/")
    listed = page.locator("article a").evaluate_all("(links) => links.map((link) => link.pathname)")
    part = page.locator(".site-nav-active").first
    expect(part.locator("summary").first).to_have_text("Help")
    pages = part.locator("a").evaluate_all("(links) => links.map((link) => link.pathname)")
    assert len(pages) > 8
    assert {*pages} - {*listed} == {page.evaluate("location.pathname")}


@pytest.mark.parametrize("name", PAGES)
def test_the_first_link_of_each_page_skips_to_its_content(name: str) -> None:
    html = (SITE / name).read_text("utf-8")
    first = re.search(r"<a [^>]*href=\"?([^\" >]+)", html.split("<body", 1)[1])
    assert first
    assert first[1].startswith("#")
    assert first[1][1:] in Links(SITE / name).ids


def test_the_case_studies_are_filtered_by_element(page: Page, site_url: str) -> None:
    page.goto(site_url + "case-studies/")
    cases = page.locator(".case-list li")
    spoken = [str(case.get_attribute("data-elements")).split() for case in cases.all()]
    for choice in page.locator(".case-filter input").all():
        choice.check()
        element = choice.get_attribute("value")
        expect(page.locator(".case-list li:visible")).to_have_count(
            sum(not element or element in elements for elements in spoken)
        )


def test_the_home_page_leads_back_to_the_record_that_was_changed_last(
    tool: ToolPage, sample_data: dict[str, Any], site_url: str
) -> None:
    page = tool.page
    first = {**sample_data, "changed": "2026-10-01T10:00:00.000Z"}
    tool.store(first)
    second = {**sample_data, "changed": "2026-10-02T10:00:00.000Z"}
    second["partnership"] = {**sample_data["partnership"], "name": "Gwent <b>PSB</b>"}
    key = "lsp-improvement-tool/lsp/record/2"
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps(second)])
    page.goto(site_url)
    expect(page.locator("#progress")).to_have_text(
        f"{ASKED} of {ASKED} questions answered. Last changed on 2 October 2026, in this browser."
    )
    page.get_by_role("link", name="Carry on with Gwent <b>PSB</b>").click()
    expect(page.locator(".bar")).to_contain_text("Gwent <b>PSB</b>")


def test_who_has_no_answers_is_asked_to_begin_and_without_a_script_too(
    page: Page, browser: Browser, site_url: str
) -> None:
    without = browser.new_context(java_script_enabled=False)
    for opened in (page, without.new_page()):
        opened.goto(site_url)
        expect(opened.locator("#carry-on")).to_have_text("Assess your partnership")
        expect(opened.locator("#progress")).to_contain_text("Northern Ireland")
        expect(opened.get_by_role("img", name="The tool with the invented answers")).to_be_visible()
    without.close()
