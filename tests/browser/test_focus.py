"""The focus beside overlays: the buttons of a dialog, a temporary message, a list that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import SAMPLE, WIDE_LETTERS
from tests.browser.keyboard import walk
from tests.browser.partners import respond
from tests.browser.tool_page import part

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

    from tests.browser.tool_page import ToolPage

DESK: ViewportSize = {"width": 1280, "height": 720}
PHONE: ViewportSize = {"width": 390, "height": 844}
SMALL_PHONE: ViewportSize = {"width": 360, "height": 740}
TALL: ViewportSize = {"width": 320, "height": 640}
ENLARGED: ViewportSize = {"width": 320, "height": 256}
# The temporary message stays, however long the walk takes.
MESSAGE_STAYS = """
const later = window.setTimeout;
window.setTimeout = (then, pause, ...rest) =>
  then.name === "hideMessage" ? 0 : later(then, pause, ...rest);"""


def out_of_sight(page: Page) -> list[str]:
    return [f"{stop.kind}: {stop.name}" for stop in walk(page) if not stop.seen]


@pytest.mark.parametrize("window", [DESK, PHONE], ids=("desk", "phone"))
def test_no_stop_lies_under_the_buttons_of_a_dialog(form_only: ToolPage, window: ViewportSize) -> None:
    page = form_only.open().page
    page.set_viewport_size(window)
    part(page, "#new-action").click()
    page.locator(".action-questions summary").click()
    page.locator('[name="what"]').focus()
    assert not out_of_sight(page)


@pytest.mark.parametrize("window", [DESK, PHONE], ids=("desk", "phone"))
def test_the_buttons_of_a_dialog_are_seen_without_scrolling(tool: ToolPage, window: ViewportSize) -> None:
    page = tool.page
    page.set_viewport_size(window)
    tool.open()
    tool.wait_for_overview()
    part(page, "#new-action").click()
    page.locator(".action-questions summary").click()
    expect(page.get_by_role("button", name="Save action")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    # A file of another partnership offers the most choices.
    tool.set_field("partnership.name", "Northshire")
    tool.rate("style-trust", "red")
    page.locator("#open-file").set_input_files(SAMPLE)
    expect(page.locator("#open-dialog")).to_be_visible()
    choices = page.locator("#open-dialog").get_by_role("button")
    expect(choices).to_have_count(5)
    for choice in choices.all():
        expect(choice).to_be_in_viewport(ratio=1)
    preview = page.locator("#open-preview").bounding_box()
    row = page.locator("#open-dialog .result-actions").bounding_box()
    assert preview
    assert row
    assert row["y"] - preview["y"] > window["height"] / 3, "the buttons leave room for what is in the file"


@pytest.mark.parametrize(
    ("window", "button"),
    [(DESK, "#start-round"), (ENLARGED, "#close-round"), (ENLARGED, "#start-round")],
    ids=("desk", "at 400 %", "at 400 %, the longest"),
)
def test_no_stop_lies_under_the_passing_message(
    tool: ToolPage, sample_data: dict[str, Any], window: ViewportSize, button: str
) -> None:
    page = tool.page
    page.add_init_script(MESSAGE_STAYS)
    page.set_viewport_size(window)
    tool.store(sample_data)
    tool.open()
    tool.wait_for_overview()
    rounds = part(page, "#round-list")
    expect(rounds.locator("table").first).to_be_visible()
    before = rounds.inner_html()
    page.locator(button).click()
    if button == "#start-round":
        page.locator("#confirm-start").click()
    expect(page.locator("#message")).to_be_visible()
    # What is drawn late would move the stops below it.
    page.wait_for_function(
        "(before) => document.getElementById('round-list').innerHTML !== before", arg=before
    )
    assert not out_of_sight(page)


def test_the_ring_in_the_list_of_elements_is_whole(form_only: ToolPage) -> None:
    """A scrolling container hides what is outside it."""
    page = form_only.open().page
    page.keyboard.press("Tab")
    for colours in ("none", "active"):
        page.emulate_media(forced_colors=colours)
        for link in page.locator(".elements ol a").all():
            link.focus()
            offset, width = link.evaluate(
                "(link) => { const { outlineOffset, outlineWidth } = getComputedStyle(link);"
                " return [parseFloat(outlineOffset), parseFloat(outlineWidth)]; }"
            )
            assert width >= 2
            assert offset <= -width
    mark = page.locator(".marks [aria-current]")
    expect(mark).to_have_css("box-shadow", "none")
    assert mark.evaluate("(link) => getComputedStyle(link, '::after').outlineStyle") == "solid"


def test_the_focus_is_not_lost_when_the_page_led_away_from_what_opened_a_dialog(
    coordinator: ToolPage,
) -> None:
    page = coordinator.page
    with page.context.expect_page() as opened:
        page.locator("#paper-answers").dispatch_event("click")
    sheet = opened.value
    address = sheet.url.removesuffix("/welcome")
    respond(sheet, address, {"style-trust": "red"}, organisation="College")
    part(page, "#new-action").click()
    page.get_by_label("What will be done").fill("Half an ac")
    sheet.get_by_role("button", name="Add to the record").click()
    expect(page.locator("#collect-dialog")).to_be_visible()
    page.bring_to_front()
    page.keyboard.press("Escape")
    expect(page.get_by_label("What will be done")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#partners-heading")).to_be_focused()


@pytest.mark.parametrize("window", [DESK, PHONE], ids=("desk", "phone"))
def test_the_focus_stays_at_the_question_whose_action_is_saved_or_deleted(
    form_only: ToolPage, window: ViewportSize
) -> None:
    """The button that opened the dialog goes with what it was for."""
    page = form_only.page
    page.set_viewport_size(window)
    form_only.open()
    form_only.rate("strategy-outcomes", "red")
    page.locator("#next-step").get_by_role("button").press("Enter")
    page.get_by_role("button", name="Save action").press("Enter")
    said = page.locator('#next-step [data-taken="yes"]')
    expect(said).to_be_focused()
    expect(said).to_be_in_viewport(ratio=1)
    expect(page.locator("#message")).to_be_visible()
    actions = form_only.question("strategy-outcomes").locator(".question-actions")
    actions.locator("summary").press("Enter")
    actions.locator("[data-edit-action]").press("Enter")
    page.get_by_role("button", name="Delete this action").press("Enter")
    expect(page.locator("#action-dialog")).to_be_hidden()
    expect(actions.locator("summary")).to_be_focused()
    expect(actions.locator("summary")).to_be_in_viewport(ratio=1)


def test_a_field_with_a_fault_looks_so(form_only: ToolPage) -> None:
    page = form_only.open().page
    part(page, "#new-action").click()
    page.get_by_role("button", name="Save action").click()
    field = page.locator('[name="what"]')
    expect(field).to_have_attribute("aria-invalid", "true")
    fault = page.locator("#action\\.what\\.problem").evaluate("(text) => getComputedStyle(text).color")
    for faulty in (field, page.locator("#action-problem")):
        expect(faulty).to_have_css("border-top-color", fault)
        expect(faulty).to_have_css("border-top-width", "4px")


def test_the_reasons_why_a_file_is_refused_are_on_separate_lines(form_only: ToolPage) -> None:
    expect(form_only.open().page.locator("#open-failed")).to_have_css(
        "white-space-collapse", "preserve-breaks"
    )


@pytest.mark.parametrize("scrolled", [0, 1200])
def test_who_leaves_the_search_by_keyboard_sees_where_the_focus_is(
    page: Page, site_url: str, scrolled: int
) -> None:
    """The theme fixes the page behind its search, and restores its position a moment later."""
    page.set_viewport_size(ENLARGED)
    page.goto(site_url)
    page.evaluate("(top) => scrollTo({ top, behavior: 'instant' })", scrolled)
    page.locator(".md-header__button[for=__search]").click()
    held = page.locator("body[data-md-scrolllock]")
    expect(held).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(held).to_have_count(0)
    expect(page.locator(":focus")).to_have_text("Assess your partnership")
    expect(page.locator(":focus")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("window", [SMALL_PHONE, TALL], ids=("a small phone", "at 400 %, high"))
def test_no_stop_lies_under_the_bar_with_wide_letters(form_only: ToolPage, window: ViewportSize) -> None:
    page = form_only.page
    page.set_viewport_size(window)
    form_only.open()
    page.evaluate(WIDE_LETTERS)
    page.wait_for_function(
        "() => parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) >= "
        "(getComputedStyle(document.querySelector('.bar')).position === 'sticky'"
        " ? document.querySelector('.bar').offsetHeight : 0)"
    )
    # Backwards, what comes next is above.
    page.locator("#question-list a").last.focus()
    hidden = []
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        hidden += page.evaluate(
            """() => {
              const bar = document.querySelector(".bar");
              const { top } = document.activeElement.getBoundingClientRect();
              const isStuck = getComputedStyle(bar).position === "sticky";
              const isHidden = isStuck && top < bar.getBoundingClientRect().bottom;
              return isHidden ? [document.activeElement.outerHTML] : [];
            }"""
        )
    assert not hidden


@pytest.mark.parametrize("window", [DESK, PHONE], ids=("desk", "phone"))
def test_the_message_covers_no_control_at_the_edge_and_goes_with_escape(
    form_only: ToolPage, window: ViewportSize
) -> None:
    page = form_only.page
    page.add_init_script(MESSAGE_STAYS)
    page.set_viewport_size(window)
    form_only.open()
    form_only.rate("strategy-outcomes", "red")
    page.locator("#next-step").get_by_role("button").click()
    page.get_by_role("button", name="Save action").click()
    message = page.locator("#message")
    expect(message).to_be_visible()
    for top in (None, 0, 10_000) if window is DESK else (None,):
        if top is not None:
            page.evaluate("(top) => scrollTo({ top, behavior: 'instant' })", top)
        box = message.bounding_box()
        assert box
        assert box["y"] > window["height"] / 2
        for way in page.locator(".turn a:visible").all():
            other = way.bounding_box()
            assert other
            assert (
                box["y"] + box["height"] <= other["y"]
                or box["x"] + box["width"] <= other["x"]
                or box["x"] >= other["x"] + other["width"]
            )
    page.keyboard.press("Escape")
    expect(message).to_be_hidden()
    # What is in the same place afterwards is at the edge again.
    assert page.locator(".toast").evaluate("(toast) => toast.style.bottom") == ""
