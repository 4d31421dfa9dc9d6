"""The next round: when it is due, how it begins, and what it takes over from the one before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.tool_page import ASKED, part, rounds_of, start_round

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage


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
    # One that was answered in this round is not overwritten by taking over the rest.
    form_only.rate("style-challenge", "green")
    form_only.choose_view("The whole element")
    form_only.page.locator("#style").get_by_role("button", name="Copy last round’s answers").click()
    expect(form_only.page.locator("#message")).to_have_text("Answers carried over, with their notes: 1.")
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


def test_the_next_round_is_named_for_the_day_that_is_chosen(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    form_only.page.clock.set_fixed_time("2027-03-03T10:00:00")
    form_only.store(sample_data)
    page = form_only.open().page
    part(page, "#start-round").click()
    dialog = page.locator("#start-dialog")
    name, day = dialog.get_by_label("Its name"), dialog.get_by_label("Its date")
    expect(name).to_have_value("January to March 2027")
    day.fill("2027-04-12")
    expect(name).to_have_value("April to June 2027")
    # While no whole day is entered, there is nothing to name it for.
    day.fill("")
    expect(name).to_have_value("April to June 2027")
    # A name of its own stays.
    name.fill("Spring")
    day.fill("2027-07-06")
    expect(name).to_have_value("Spring")
    dialog.get_by_role("button", name="Cancel").click()
    part(page, "#start-round").click()
    expect(name).to_have_value("January to March 2027")
    day.fill("2027-04-12")
    page.locator("#confirm-start").click()
    latest = rounds_of(form_only)[-1]
    assert (latest["name"], latest["opened"]) == ("April to June 2027", "2027-04-12")


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
