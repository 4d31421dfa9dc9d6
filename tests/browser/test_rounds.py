"""Rounds over three quarters: closing, starting the next, taking over, comparing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.tool_page import ASKED, WORKER, ToolPage, close_round, part, start_round

if TYPE_CHECKING:
    from playwright.sync_api import Locator, ViewportSize


def rounds_of(tool: ToolPage) -> list[dict[str, Any]]:
    record = tool.stored()
    assert record is not None
    found: list[dict[str, Any]] = record["rounds"]
    return found


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


def test_the_next_round_offers_the_previous_answers_and_carries_none_over_silently(
    form_only: ToolPage,
) -> None:
    form_only.open("#/assess/style-trust")
    form_only.set_field("round.name", "January to March 2027")
    form_only.rate("style-trust", "amber")
    form_only.write_note("style-trust", "Two partners left.")
    form_only.rate("style-challenge", "red")
    form_only.rate("style-meetings", "green")
    start_round(form_only.page)
    first, second = rounds_of(form_only)
    # It is proposed the name of its quarter, and says so.
    assert re.fullmatch(r"\w+ to \w+ 20\d\d", second["name"])
    expect(form_only.page.locator("#message")).to_contain_text(f"The round “{second['name']}” has begun.")
    assert first["closed"] is not None
    assert second["answers"] == {}
    question = form_only.show("style-trust")
    assert form_only.rating("style-trust") is None
    expect(question).to_contain_text("Last time (January to March 2027): amber.")
    expect(question).to_contain_text("The note then: Two partners left.")
    question.get_by_role("button", name="No change: use this answer again").click()
    assert form_only.rating("style-trust") == "amber"
    expect(form_only.note("style-trust")).to_have_value("Two partners left.")
    # One that was answered anew is not overwritten by taking over the rest.
    form_only.rate("style-challenge", "green")
    form_only.choose_view("The whole element")
    form_only.page.locator("#style").get_by_role("button", name="Copy last round’s answers").click()
    expect(form_only.page.locator("#message")).to_have_text("Answers carried over: 1.")
    answers = form_only.stored_answers()
    assert {name: answer["rating"] for name, answer in answers.items()} == {
        "style-trust": "amber",
        "style-challenge": "green",
        "style-meetings": "green",
    }
    assert "no_action" not in answers["style-trust"]
    # It was one step, and is taken back as one.
    form_only.page.locator("#undo").click()
    assert "rating" not in form_only.stored_answers()["style-meetings"]


def test_the_next_round_begins_with_the_first_element_and_never_shows_two(form_only: ToolPage) -> None:
    """A person may go on at once, before the browser tells the page of the new address."""
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    part(form_only.page, "#start-round")
    shown = form_only.page.evaluate("""() => {
        document.getElementById("start-round").click();
        document.getElementById("confirm-start").click();
        return [...document.querySelectorAll("section[data-element]")]
            .filter((section) => section.checkVisibility())
            .map((section) => section.dataset.element);
    }""")
    assert len(shown) <= 1
    expect(form_only.page.locator("section[data-element]:visible")).to_have_attribute(
        "data-element", "strategy"
    )
    form_only.show("style-trust")
    expect(form_only.page.locator("section[data-element]:visible")).to_have_attribute("data-element", "style")


def test_a_round_in_which_nothing_is_entered_is_not_followed_by_another(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    start_round(form_only.page)
    part(form_only.page, "#start-round").click()
    expect(form_only.page.locator("#message")).to_contain_text("Nothing is entered in this round yet")
    assert len(rounds_of(form_only)) == 2
    expect(form_only.show("style-trust")).to_contain_text("): green.")


def test_an_empty_round_in_between_is_not_the_last_one(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    """Earlier versions let the next round be started twice."""
    last = sample_data["rounds"][-1]
    empty = {"opened": last["opened"], "closed": None, "name": "", "answers": {}}
    sample_data["rounds"] += [{"id": name, **empty} for name in ("empty", "present")]
    form_only.store(sample_data)
    form_only.open("#/assess/style-trust")
    offered = form_only.show("style-trust")
    expect(offered).to_contain_text(f"Last time ({last['name']}): ")


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


def test_a_round_with_open_questions_is_not_left_without_a_word(form_only: ToolPage) -> None:
    page = form_only.open("#/assess/style-trust").page
    form_only.rate("style-trust", "amber")
    part(page, "#start-round").click()
    dialog = page.locator("#start-dialog")
    expect(dialog).to_contain_text(f"{ASKED - 1} questions of this round are not answered.")
    dialog.get_by_role("button", name="Cancel").click()
    assert len(rounds_of(form_only)) == 1
    start_round(page)
    assert len(rounds_of(form_only)) == 2
    expect(page.locator("#message")).to_contain_text("Restore the previous version")


def test_the_next_round_has_the_name_and_the_day_that_one_enters(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    form_only.page.clock.set_fixed_time("2026-12-15T10:00:00")
    form_only.store(sample_data)
    page = form_only.open().page
    part(page, "#start-round").click()
    dialog = page.locator("#start-dialog")
    name, day = dialog.get_by_label("Its name"), dialog.get_by_label("Its date")
    # The quarter of now has a round.
    expect(name).to_have_value("January to March 2027")
    expect(day).to_have_value("2026-12-15")
    expect(dialog).to_contain_text("“October to December 2026” is closed")
    expect(dialog).not_to_contain_text("not answered")
    name.fill("New year")
    day.fill("")
    dialog.get_by_role("button", name="Start the next round").click()
    assert page.evaluate("document.activeElement.id") == "start-day"
    assert len(rounds_of(form_only)) == 2
    day.fill("2027-01-04")
    name.press("Enter")
    expect(dialog).to_be_hidden()
    latest = rounds_of(form_only)[-1]
    assert (latest["name"], latest["opened"]) == ("New year", "2027-01-04")
    assert rounds_of(form_only)[-2]["closed"] == "2026-12-15"


def test_a_round_does_not_begin_before_the_one_that_it_follows(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["rounds"][-1]["opened"] = "2026-10-06"
    form_only.page.clock.set_fixed_time("2026-10-01T10:00:00")
    form_only.store(sample_data)
    page = form_only.open().page
    part(page, "#start-round").click()
    day = page.locator("#start-dialog").get_by_label("Its date")
    # The day of the meeting that this round is for has not come.
    expect(day).to_have_value("2026-10-06")
    said = "The previous round began on 6 October 2026. Enter that day or a later one."
    for wrong, words in (("2026-10-05", said), ("0027-01-05", "Write a year from 2000 to 2999")):
        day.fill(wrong)
        page.locator("#confirm-start").click()
        expect(day).to_be_focused()
        expect(day).to_have_accessible_description(re.compile(re.escape(words)))
    assert len(rounds_of(form_only)) == 2
    page.locator("#start-dialog").get_by_role("button", name="Cancel").click()
    part(page, "#start-round").click()
    expect(page.locator("[id='start-day.problem']")).to_be_hidden()
    page.locator("#confirm-start").click()
    assert rounds_of(form_only)[-1]["opened"] == "2026-10-06"
    # Nor is it moved there.
    form_only.set_field("round.opened", "2026-10-05")
    expect(form_only.field("round.opened")).to_have_accessible_description(
        f"{said} Until then, 6 October 2026 counts."
    )
    assert rounds_of(form_only)[-1]["opened"] == "2026-10-06"
    form_only.set_field("round.opened", "2026-10-07")
    assert rounds_of(form_only)[-1]["opened"] == "2026-10-07"


def test_the_next_round_has_a_name_that_no_other_has(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    form_only.store(sample_data)
    page = form_only.open().page
    taken = rounds_of(form_only)[0]["name"]
    part(page, "#start-round").click()
    page.locator("#start-dialog").get_by_label("Its name").fill(taken)
    page.locator("#confirm-start").click()
    expect(page.locator("#message")).to_contain_text(f"The round “{taken} (2)” has begun.")
    expect(page.locator("#record-round")).to_have_text(f"{taken} (2)")
    expect(part(page, "[id='round.name']")).to_have_value(f"{taken} (2)")
    form_only.set_field("round.name", "New")
    form_only.set_field("round.name", taken)
    expect(form_only.field("round.name")).to_have_value(f"{taken} (2)")
    assert rounds_of(form_only)[-1]["name"] == f"{taken} (2)"


def test_the_note_of_the_last_round_is_not_on_the_screen_of_a_meeting(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "amber")
    form_only.write_note("style-trust", "Ask the clerk.")
    start_round(form_only.page)
    last = form_only.show("style-trust").locator(".last-round")
    expect(last).to_contain_text("Ask the clerk.")
    form_only.start_meeting()
    expect(last).to_contain_text("amber")
    expect(last.locator(".last-note")).to_be_hidden()


def test_who_comes_back_after_a_quarter_is_led_to_the_next_round(form_only: ToolPage) -> None:
    page = form_only.page
    page.clock.set_fixed_time("2027-01-10T10:00:00Z")
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "amber")
    page.goto("about:blank")
    page.goto(form_only.url)
    line = page.locator("#carry-on")
    expect(line).to_contain_text(f"1 of {ASKED} questions answered. Carry on here.")
    expect(page.locator("#carry-on-due")).to_be_hidden()
    # It is true of where the page began alone.
    form_only.rate("style-challenge", "red")
    expect(line).to_be_hidden()
    page.clock.set_fixed_time("2027-04-10T10:00:00Z")
    page.goto("about:blank")
    page.goto(form_only.url)
    expect(page.locator("#carry-on-due")).to_contain_text("This round began on 10 January 2027.")
    page.locator("#carry-on-due").get_by_role("link", name="Rounds").click()
    expect(page.locator("#start-round")).to_be_visible()


@pytest.mark.parametrize(
    ("next_round", "said"),
    [
        ("2027-02-01", "The next round was planned for 1 February 2027."),
        ("2027-04-10", "The next round was planned for 10 April 2027."),
        ("2027-04-11", None),
    ],
)
def test_who_comes_back_is_led_to_the_next_round_from_its_day_on(
    form_only: ToolPage, next_round: str, said: str | None
) -> None:
    page = form_only.page
    page.clock.set_fixed_time("2027-01-10T10:00:00Z")
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "amber")
    part(page, "[id='round.next']").fill(next_round)
    page.clock.set_fixed_time("2027-04-10T10:00:00Z")
    page.goto("about:blank")
    page.goto(form_only.url)
    expect(page.locator("#carry-on")).to_contain_text("Carry on here.")
    if said is None:
        expect(page.locator("#carry-on-due")).to_be_hidden()
    else:
        expect(page.locator("#carry-on-due")).to_contain_text(said)


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
