"""The date of a round: it is stored when it is complete, a wrong one is refused, and the name follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.tool_page import start_round

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage


def test_the_date_of_the_round_starts_as_today_and_cannot_be_emptied(form_only: ToolPage) -> None:
    form_only.open()
    form_only.open_details()
    today = form_only.page.evaluate("() => new Date().toLocaleDateString('sv-SE')")
    expect(form_only.field("round.opened")).to_have_value(today)
    form_only.set_field("round.opened", "2027-01-12")
    form_only.set_field("round.opened", "")
    expect(
        form_only.page.get_by_role("alert").and_(form_only.page.locator('[id="round.opened.problem"]'))
    ).to_be_visible()
    expect(form_only.field("round.opened")).to_have_accessible_description(
        "Enter a complete date, such as 31 January 2027. Until then, 12 January 2027 counts."
    )
    record = form_only.stored()
    assert record is not None
    assert record["rounds"][-1]["opened"] == "2027-01-12"


@pytest.mark.parametrize("way", ["Enter", "another room"])
def test_a_year_of_two_figures_is_not_saved_and_the_page_says_so(form_only: ToolPage, way: str) -> None:
    page = form_only.open("#/setup").page
    form_only.set_field("round.opened", "2027-01-12")
    form_only.field("round.opened").focus()
    page.keyboard.type("050127")
    said = (
        "Write a year from 2000 to 2999, with four figures, such as 2027. Until then, 12 January 2027 counts."
    )
    if way == "Enter":
        page.keyboard.press("Enter")
    else:
        page.get_by_role("link", name="Rounds", exact=True).click()
        expect(page.locator("#message")).to_have_text(f"“Date of this round” was not saved. {said}")
        page.get_by_role("link", name="Files", exact=True).click()
        expect(page.locator("#message")).to_be_hidden()
        form_only.open("#/setup")
    expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible()
    expect(form_only.field("round.opened")).to_have_accessible_description(said)
    record = form_only.stored()
    assert record is not None
    assert record["rounds"][-1]["opened"] == "2027-01-12"
    # What takes the field back to a good date takes the words away too.
    page.locator("#undo").click()
    expect(page.locator("[id='round.opened.problem']")).to_be_hidden()


def test_a_date_is_typed_digit_by_digit_and_stored_when_it_is_complete(form_only: ToolPage) -> None:
    form_only.open()
    form_only.open_details()
    date = form_only.field("round.opened")
    date.focus()
    form_only.page.keyboard.type("03102027")
    # An incomplete date never became the date of the round.
    assert form_only.stored() is None
    form_only.page.goto("about:blank")
    form_only.open()
    record = form_only.stored()
    assert record is not None
    assert record["rounds"][-1]["opened"] in ("2027-03-10", "2027-10-03")


def test_a_date_is_stored_when_its_tab_is_hidden(form_only: ToolPage) -> None:
    form_only.open()
    form_only.open_details()
    date = form_only.field("round.opened")
    date.fill("2027-01-12")
    date.focus()
    assert form_only.stored() is None
    form_only.page.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { value: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    record = form_only.stored()
    assert record is not None
    assert record["rounds"][-1]["opened"] == "2027-01-12"


def test_a_date_that_is_none_stays_with_its_record(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    form_only.set_field("round.opened", "2027-01-12")
    form_only.set_field("round.opened", "")
    expect(form_only.page.locator('[id="round.opened.problem"]')).to_be_visible()
    start_round(form_only.page)
    expect(form_only.page.locator('[id="round.opened.problem"]')).to_be_hidden()
    expect(form_only.field("round.opened")).not_to_have_value("")


def test_a_round_begins_on_the_day_of_its_first_entry_and_is_named_for_it(form_only: ToolPage) -> None:
    page = form_only.page
    page.clock.set_fixed_time("2026-12-30T22:00:00")
    form_only.open("#/setup")
    form_only.open_details()
    page.clock.set_fixed_time("2027-01-04T09:00:00")
    form_only.field("partnership.name").fill("Testshire")
    expect(form_only.field("round.opened")).to_have_value("2027-01-04")
    expect(form_only.field("round.name")).to_have_value("January to March 2027")
    form_only.field("round.opened").focus()
    form_only.field("round.opened").blur()
    record = form_only.stored()
    assert record is not None
    assert record["rounds"][-1]["opened"] == "2027-01-04"
    assert record["rounds"][-1]["name"] == "January to March 2027"


def test_a_round_has_the_name_that_its_field_shows_however_one_goes_on(form_only: ToolPage) -> None:
    page = form_only.page
    page.clock.set_fixed_time("2026-11-30T10:00:00")
    form_only.open("#/setup")
    name = form_only.field("round.name")
    expect(name).to_have_value("October to December 2026")
    page.locator(".rooms [data-go=assess]").click()
    form_only.rate("strategy-outcomes", "green")
    expect(page.locator("#round-line")).to_contain_text("“October to December 2026”")
    # Of another day, it is named for that, in one step.
    form_only.set_field("round.opened", "2027-01-12")
    expect(name).to_have_value("January to March 2027")
    expect(page.locator("#round-line")).to_contain_text("“January to March 2027”")
    page.locator("#undo").click()
    expect(form_only.field("round.opened")).to_have_value("2026-11-30")
    expect(name).to_have_value("October to December 2026")
    # Without a name it is called what the field says in grey.
    form_only.set_field("round.name", "")
    expect(name).to_have_attribute("placeholder", "Round of 30 November 2026")
    expect(page.locator("#round-line")).to_contain_text("“Round of 30 November 2026”")
    # A name of its own stays.
    form_only.set_field("round.name", "Autumn")
    form_only.set_field("round.opened", "2027-01-12")
    expect(name).to_have_value("Autumn")
