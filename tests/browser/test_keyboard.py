"""Everything by keyboard alone: a quarter's work, a focus that is always visible, no surprising key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import tab_to, walk
from tests.browser.tool_page import close_round, part

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

    from tests.browser.tool_page import ToolPage

QUESTION = "strategy-outcomes"
# A desktop screen, and a larger one at 400 %.
WINDOWS: tuple[ViewportSize, ...] = ({"width": 1280, "height": 720}, {"width": 320, "height": 256})


def add_action(tool: ToolPage) -> None:
    """From the question; the focus returns to where it was started."""
    page, press = tool.page, tool.page.keyboard.press
    within = page.locator(f'.question:has([data-question="{QUESTION}"]) .question-actions')
    tab_to(page, within.locator("summary"))
    press("Enter")
    begin = within.get_by_role("button", name="Add an action")
    tab_to(page, begin)
    press("Enter")
    expect(page.locator('[name="what"]')).to_be_focused()
    page.keyboard.type("Ask the other three")
    tab_to(page, page.locator('#action-form [name="owner"]'))
    page.keyboard.type("Head of policy")
    tab_to(page, page.locator('#action-form [name="priority"]'))
    press("ArrowUp")
    tab_to(page, page.get_by_role("button", name="Save action"))
    press("Enter")
    expect(page.locator("#action-dialog")).to_be_hidden()
    expect(begin).to_be_focused()
    record = tool.stored()
    assert record
    (action,) = record["actions"].values()
    assert (action["what"], action["owner"], action["priority"]) == (
        "Ask the other three",
        "Head of policy",
        "high",
    )
    assert action["questions"] == [QUESTION]


def test_a_quarter_s_work_by_the_keys_alone(
    tool: ToolPage, sample_data: dict[str, Any], tmp_path: Any
) -> None:
    page, press = tool.page, tool.page.keyboard.press
    # Listening from the start: the browser's own dialog could open before a listener that is added later.
    page.on("filechooser", lambda _chooser: None)
    tool.open()
    tool.wait_for_overview()
    # An answer, chosen with the arrow keys as radios are, and a note.
    tab_to(page, page.locator(f'[id="{QUESTION}.red"]'))
    press("Space")
    assert tool.rating(QUESTION) == "red"
    press("ArrowDown")
    assert tool.stored_answers()[QUESTION]["rating"] == "amber"
    tab_to(page, tool.note(QUESTION))
    page.keyboard.type("Agreed by two partners of five.")
    add_action(tool)
    # The report.
    tab_to(page, part(page, "#download-report"))
    with page.expect_download() as download:
        press("Enter")
    assert "Agreed by two partners of five." in download.value.path().read_text("utf-8")
    # A file, to fill only what is empty.
    file = tmp_path / "copy.json"
    file.write_text(json.dumps(sample_data), "utf-8")
    tab_to(page, part(page, "#open-file"))
    with page.expect_file_chooser() as chooser:
        press("Enter")
    chooser.value.set_files(file)
    expect(page.locator("#open-dialog-heading")).to_be_focused()
    tab_to(page, page.get_by_role("button", name="Only fill gaps"))
    press("Enter")
    expect(page.locator("#message")).to_have_text("The file was opened.")
    answers = tool.stored_answers()
    assert answers[QUESTION]["rating"] == "amber"
    assert len(answers) == len(sample_data["rounds"][-1]["answers"])
    # The round is closed.
    tab_to(page, part(page, "#close-round"), "Shift+Tab")
    press("Enter")
    expect(page.locator("#message")).to_contain_text("The round is closed.")
    record = tool.stored()
    assert record
    assert record["rounds"][-1]["closed"]


def assert_each_stop_is_seen(page: Page, fewest: int) -> None:
    stops = list(walk(page))
    assert len(stops) >= fewest
    assert not [stop for stop in stops if not stop.seen], "the focus is out of sight, or under something"
    assert not [stop for stop in stops if not stop.marked], "nothing shows that it has the focus"
    assert not [stop for stop in stops if not stop.name], "it has no name"


@pytest.mark.parametrize("window", WINDOWS, ids=("desk", "at 400 %"))
def test_the_focus_is_always_to_be_seen(
    tool: ToolPage, sample_data: dict[str, Any], window: ViewportSize
) -> None:
    page = tool.page
    page.set_viewport_size(window)
    tool.store(sample_data)
    tool.open()
    tool.wait_for_overview()
    assert_each_stop_is_seen(page, fewest=70)
    part(page, "#new-action").click()
    assert_each_stop_is_seen(page, fewest=8)


def test_the_focus_is_seen_on_other_pages_too(page: Page, site_url: str) -> None:
    page.set_viewport_size(WINDOWS[1])
    for name in ("", "guidance/risk/", "case-studies/", "help/privacy/", "404.html", "example-report.html"):
        page.goto(site_url + name)
        assert_each_stop_is_seen(page, fewest=4)


def test_the_menu_of_a_narrow_window_opens_and_closes_by_the_keys(page: Page, site_url: str) -> None:
    page.set_viewport_size(WINDOWS[1])
    page.goto(site_url + "guidance/risk/")
    menu = page.get_by_role("button", name="Menu", exact=True)
    link = page.locator(".site-nav").get_by_role("link", name="Get help")
    expect(menu).to_have_attribute("aria-expanded", "false")
    tab_to(page, menu)
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".site-nav").get_by_role("link", name="Home")).to_be_in_viewport()
    tab_to(page, page.locator(".site-nav summary", has_text="Help"))
    page.keyboard.press("Enter")
    # The pages of help, and the next part of the menu.
    assert_each_stop_is_seen(page, fewest=8)
    expect(link).to_be_visible()
    tab_to(page, menu, "Shift+Tab")
    page.keyboard.press("Space")
    expect(link).to_be_hidden()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()


def test_the_colours_are_chosen_by_the_arrow_keys_and_say_which_they_are(page: Page, site_url: str) -> None:
    page.goto(site_url)
    tab_to(page, page.get_by_role("radio", name="As on the device"))
    for name, scheme in (("Dark", "slate"), ("Light", "default")):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("radio", name=name)).to_be_checked()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def test_no_single_letter_takes_the_page_away(page: Page, site_url: str) -> None:
    """The theme turns pages at n and p, and opens its search at f, s and the slash."""
    page.goto(site_url + "guidance/risk/")
    assert page.locator("link[rel=next]").count() == 1, "there is a page that it would turn to"
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.is_navigation_request() else None)
    for key in "np.,fs/":
        page.keyboard.press(key)
    expect(page.locator("[name=query]")).not_to_be_focused()
    # A page that the keys had asked for would have been asked for before this one.
    page.reload()
    assert asked == [site_url + "guidance/risk/"]


def test_the_first_link_of_the_tool_skips_to_the_heading_of_the_room(form_only: ToolPage) -> None:
    page = form_only.open("#/actions").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#actions-heading")).to_be_focused()
    assert page.url.endswith("#/actions")


# Starts before the page's scripts run, which may show the first message immediately.
HEARD = """document.addEventListener("readystatechange", () => {
  window.heard = [];
  for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
    new MutationObserver(() => {
      const text = region.innerText.trim();
      if (text && region.ariaLive !== "off") window.heard.push(text);
    }).observe(region, { childList: true, subtree: true, characterData: true, attributes: true });
  }
}, { once: true })"""


def test_events_are_announced_once_and_not_at_every_keystroke(tool: ToolPage) -> None:
    tool.page.clock.install()
    tool.page.add_init_script(HEARD)
    tool.open("#/assess/style-trust")
    tool.wait_for_overview()
    assert tool.page.evaluate("() => window.heard").count("The overview and the report are ready.") == 1
    tool.show("style-trust")
    tool.note("style-trust").focus()
    tool.page.evaluate("() => { window.heard = []; }")
    for letter in "Two partners left; one came back.":
        tool.page.keyboard.type(letter)
        tool.page.clock.run_for(700)
    tool.rate("style-trust", "amber")
    heard = tool.page.evaluate("() => window.heard")
    assert all(text.startswith("Saved at") for text in heard), heard
    # Once, whatever minute has begun meanwhile.
    assert len(heard) == 1
    tool.page.clock.run_for(60_000)
    tool.rate("style-trust", "green")
    saved = [text for text in tool.page.evaluate("() => window.heard") if text.startswith("Saved at")]
    assert saved == heard
    tool.page.evaluate("() => { window.heard = []; }")
    close_round(tool.page)
    tool.page.clock.run_for(1000)
    heard = tool.page.evaluate("() => window.heard")
    assert sum(text.startswith("The round is closed.") for text in heard) == 1
