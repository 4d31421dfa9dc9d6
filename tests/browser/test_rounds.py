"""Rounds over three quarters: closed, compared, and listed with their reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.tool_page import ASKED, WORKER, ToolPage, close_round, part, rounds_of, start_round

if TYPE_CHECKING:
    from playwright.sync_api import Locator, ViewportSize


def test_a_closed_round_is_read_and_not_changed_until_it_is_opened_again(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "amber")
    close_round(form_only.page)
    expect(form_only.page.locator("#message")).to_contain_text("The round is closed.")
    expect(form_only.page.locator("#reopen-round")).to_be_focused()
    expect(part(form_only.page, "#round-closed")).to_be_visible()
    expect(form_only.question("style-trust").locator('input[value="red"]')).to_be_disabled()
    assert form_only.rating("style-trust") == "amber"
    assert rounds_of(form_only)[0]["closed"] is not None
    # What was answered before it was closed cannot be taken back either.
    expect(form_only.page.locator("#undo")).to_be_disabled()
    part(form_only.page, "#reopen-round").click()
    form_only.page.get_by_role("button", name="Leave it closed").click()
    assert rounds_of(form_only)[0]["closed"] is not None
    part(form_only.page, "#reopen-round").click()
    form_only.page.get_by_role("button", name="Reopen it").click()
    form_only.rate("style-trust", "green")
    assert rounds_of(form_only)[0]["closed"] is None


@pytest.mark.parametrize("window", [{"width": 1366, "height": 768}, {"width": 390, "height": 844}])
def test_that_the_round_is_closed_is_in_sight_wherever_the_questions_are(
    form_only: ToolPage, window: ViewportSize
) -> None:
    page = form_only.page
    page.set_viewport_size(window)
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "amber")
    closed = page.locator("#round-closed")

    def is_in_sight_and_covers_nothing(below: Locator) -> None:
        expect(closed).to_be_in_viewport(ratio=1)
        expect(below).to_be_in_viewport(ratio=1)
        notice, bar, other = closed.bounding_box(), page.locator(".bar").bounding_box(), below.bounding_box()
        assert notice
        assert other
        assert notice["y"] + notice["height"] <= other["y"]
        if bar:
            assert bar["y"] + bar["height"] <= notice["y"] + 1

    close_round(page)
    asked = form_only.question("style-trust").locator(".question-ask")
    page.get_by_role("link", name="Questions").click()
    is_in_sight_and_covers_nothing(asked)
    form_only.start_meeting()
    is_in_sight_and_covers_nothing(asked)
    page.get_by_role("button", name="Leave the meeting view").click()
    form_only.choose_view("The whole element")
    for question in ("style-trust", "style-tiers"):
        part(page, "#rounds")
        form_only.open(f"#/assess/{question}")
        is_in_sight_and_covers_nothing(form_only.question(question).locator(".question-ask"))
    part(page, "#rounds")
    page.get_by_role("link", name="Questions").click()
    is_in_sight_and_covers_nothing(form_only.question("style-tiers").locator(".question-ask"))
    # Once for a screen reader too.
    expect(page.get_by_text("This round is closed.")).to_have_count(1)


def test_a_round_with_open_questions_is_closed_only_on_purpose(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    answers = sample_data["rounds"][-1]["answers"]
    del answers["style-trust"], answers["style-challenge"]
    form_only.store(sample_data)
    page = form_only.open().page
    part(page, "#close-round").click()
    dialog = page.locator("#close-dialog")
    expect(dialog).to_contain_text("2 questions are not answered.")
    dialog.get_by_role("button", name="Cancel").click()
    expect(part(page, "#close-round")).to_be_focused()
    form_only.rate("style-trust", "red")
    part(page, "#close-round").click()
    expect(dialog).to_contain_text("One question is not answered.")
    page.keyboard.press("Escape")
    form_only.rate("style-challenge", "red")
    assert rounds_of(form_only)[-1]["closed"] is None
    part(page, "#close-round").click()
    expect(dialog).to_be_hidden()
    assert rounds_of(form_only)[-1]["closed"] is not None


def test_three_quarters_are_compared_and_each_keeps_its_report(tool: ToolPage) -> None:
    tool.open("#/assess/style-trust")
    tool.set_field("partnership.name", "Testshire Together")
    for name, rating in (("First", "red"), ("Second", "amber"), ("Third", "green")):
        if name != "First":
            start_round(tool.page)
        tool.set_field("round.name", name)
        tool.rate("style-trust", rating)
    tool.wait_for_overview()
    listed = part(tool.page, "#round-list")
    listed.scroll_into_view_if_needed()
    expect(listed.locator(".rounds tbody tr")).to_have_count(3)
    expect(listed.locator(".rounds-change")).to_contain_text("Third beside Second: 1 better, 0 worse")
    cells = listed.locator("#heat-map tr[data-changed]:not(.heat-element) td")
    expect(cells).to_have_text(["G▲, better", "A▲, better", "R"])
    elements = tool.page.locator("section[data-element]").count()
    rows = listed.locator("#heat-map tbody tr:visible")
    expect(rows).to_have_count(ASKED + elements)
    listed.get_by_label("Only what changed").check()
    # The question, and the heading of its element.
    expect(rows).to_have_count(2)
    listed.get_by_text("Compare two rounds").click()
    listed.get_by_label("From round").select_option(label="First")
    sentence = listed.locator("[data-compared] p").first
    expect(tool.page.locator("#announcement")).to_have_text(re.compile(r"\.$"))
    assert tool.page.locator("#announcement").inner_text() == sentence.inner_text()
    row = listed.locator(".moved tr", has=tool.page.locator(".rating")).last
    expect(row).to_contain_text("Red")
    expect(row).to_contain_text("Green")
    with tool.page.expect_download() as download:
        listed.get_by_role("button", name="the report of First").click()
    text = download.value.path().read_text("utf-8")
    assert "First" in download.value.suggested_filename
    assert "Third" not in text
    last = tool.download("#download-report").path().read_text("utf-8")
    assert "since the last round" in last.lower()


def test_rounds_of_one_day_are_called_the_same_in_the_page_and_by_python(tool: ToolPage) -> None:
    tool.open("#/assess/style-trust")
    for rating in ("red", "amber", "green"):
        if rating != "red":
            start_round(tool.page)
        tool.set_field("round.name", "")
        tool.rate("style-trust", rating)
    shown = tool.page.locator("#record-round").inner_text()
    assert shown.endswith(" (3)")
    place = tool.page.locator(".last-round:visible").first
    second = shown.replace("(3)", "(2)")
    expect(place).to_contain_text(f"Last time ({second})")
    listed = part(tool.page, "#round-list")
    listed.scroll_into_view_if_needed()
    names = listed.locator(".rounds tbody th")
    plain = shown.removesuffix(" (3)")
    expect(names).to_have_text([shown, f"{plain} (2)", plain])


def test_the_rounds_follow_the_words_of_the_partnership(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    tool.store(sample_data)
    tool.open("#/rounds")
    expect(tool.page.locator("#round-list")).to_contain_text("Sustainable Community Strategy")
    tool.set_field("partnership.words.strategy", "Well-being plan")
    part(tool.page, "#rounds")
    expect(tool.page.locator("#round-list")).to_contain_text("Well-being plan")


@pytest.mark.console_errors
def test_where_python_failed_the_room_of_the_rounds_says_so(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    """What Python made at the last visit is there, with its buttons."""
    tool.store(sample_data)
    page = tool.open("#/rounds").page
    expect(page.locator('#round-list[data-source="python"]')).to_be_visible()
    page.route(WORKER, lambda route: route.abort())
    page.reload()
    expect(tool.engine_status).to_have_attribute("data-state", "failed")
    page.locator("[data-report-round]").first.click()
    expect(page.locator("#round-report-failed")).to_contain_text("The report could not be made")


def test_what_was_asked_of_one_round_is_not_done_to_the_next(form_only: ToolPage) -> None:
    page = form_only.open("#/assess/style-trust").page
    form_only.rate("style-trust", "green")
    part(page, "#close-round").click()
    expect(page.locator("#close-dialog")).to_be_visible()
    other = form_only.another_tab().open("#/rounds")
    other.page.locator("#continue-here").click()
    start_round(other.page)
    other.page.close()
    expect(page.locator("#tab-elsewhere")).to_be_hidden()
    page.locator("#confirm-close").click()
    expect(page.locator("#message")).to_contain_text("Nothing has changed here")
    assert [round_["closed"] is None for round_ in rounds_of(form_only)] == [False, True]


def test_what_follows_is_beside_the_heat_map_while_there_is_room(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = tool.page
    page.set_viewport_size({"width": 1366, "height": 768})
    older = [{**sample_data["rounds"][0], "id": f"older{number}"} for number in range(8)]
    tool.store(sample_data)
    heat_map, trend = page.locator("#heat-map"), page.locator(".trends")

    def is_beside() -> bool:
        tool.open("#/rounds")
        expect(page.locator("#round-list")).to_have_attribute("data-source", "python")
        left, right = heat_map.bounding_box(), trend.bounding_box()
        assert left
        assert right
        return right["x"] > left["x"] + left["width"] and right["y"] < left["y"] + left["height"]

    assert is_beside()
    tool.store({**sample_data, "rounds": [*older, *sample_data["rounds"]]})
    assert not is_beside()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
