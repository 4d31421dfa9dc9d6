"""A partner comes by the link of another invitation: which answers go on there, and which are deleted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.partners import delete_answers, invited, respond, round_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from tests.browser.tool_page import ToolPage


def link_for(coordinator: ToolPage, name: str) -> str:
    """The link of an invitation by a partnership of this name, in the same round."""
    coordinator.set_field("partnership.name", name)
    return invited(coordinator)


def test_links_of_two_partnerships_with_one_round_have_answers_of_their_own(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    first, second = link_for(coordinator, "Northshire"), link_for(coordinator, "Southshire")
    assert round_of(first) == round_of(second)
    partner = context.new_page()
    respond(partner, first, {"style-trust": "red"}, organisation="Police")
    partner.goto("about:blank")
    partner.goto(second)
    expect(partner.locator("#welcome-heading")).to_contain_text("Southshire")
    expect(partner.get_by_label("Your organisation")).to_have_value("")
    expect(partner.locator("#earlier-answers")).to_contain_text("for “Northshire”")
    # Other answers take nothing from the first ones.
    partner.get_by_label("Your organisation").fill("A college")
    expect(partner.locator("#earlier-answers")).to_be_hidden()
    partner.goto("about:blank")
    partner.goto(first)
    expect(partner.get_by_label("Your organisation")).to_have_value("Police")


def test_answers_go_on_under_a_name_of_the_partnership_that_was_corrected(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    first, second = link_for(coordinator, "Nortshire"), link_for(coordinator, "Northshire")
    partner = context.new_page()
    respond(partner, first, {"style-trust": "red"}, organisation="Police")
    given = saved_response(partner)
    partner.goto("about:blank")
    partner.goto(second)
    partner.get_by_role("button", name="Use those answers here").click()
    expect(partner.get_by_label("Your organisation")).to_have_value("Police")
    expect(partner.locator("#earlier-answers")).to_be_hidden()
    partner.get_by_role("link", name="Send", exact=True).click()
    again = saved_response(partner)
    assert again["answers"] == given["answers"]
    # For the coordinator it is the same partner.
    assert again["respondent"] == given["respondent"]
    assert again["invitation"] == {**given["invitation"], "partnership": "Northshire"}


def saved_response(partner: Page) -> dict[str, Any]:
    """What a partner saves to send it."""
    with partner.expect_download() as saved:
        partner.get_by_role("button", name="Save my answers").click()
    data: dict[str, Any] = json.loads(saved.value.path().read_text("utf-8"))
    return data


def test_answers_that_another_tab_has_just_given_are_not_replaced_by_earlier_ones(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    first, second = link_for(coordinator, "Nortshire"), link_for(coordinator, "Northshire")
    partner = context.new_page()
    respond(partner, first, {"style-trust": "red"}, organisation="Police")
    partner.goto("about:blank")
    partner.goto(second)
    organisation = partner.get_by_label("Your organisation")
    organisation.fill("A college")
    given = partner.evaluate(
        """() => {
          const given = Object.entries(localStorage).find(([, text]) => text.includes("A college"));
          localStorage.removeItem(given[0]);
          return given;
        }"""
    )
    partner.reload()
    expect(partner.locator("#earlier-answers")).to_be_visible()
    # The event that tells of it comes after the press.
    partner.evaluate(
        """(given) => {
          localStorage.setItem(...given);
          document.querySelector("#use-earlier-answers").click();
        }""",
        given,
    )
    expect(organisation).to_have_value("A college")
    assert partner.evaluate("([key]) => localStorage.getItem(key)", given) == given[1]
    expect(partner.locator("#earlier-answers")).to_be_hidden()


def stored_notes(page: Page, note: str) -> int:
    """In how many places of the browser a note is."""
    count: int = page.evaluate(
        "(note) => Object.values(localStorage).filter((text) => text.includes(note)).length", note
    )
    return count


def test_answers_that_went_on_under_another_name_are_deleted_under_both(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    first, second = link_for(coordinator, "Nortshire"), link_for(coordinator, "Northshire")
    partner = context.new_page()
    respond(partner, first, {"style-trust": "red"}, note="Between us.")
    partner.goto("about:blank")
    partner.goto(second)
    # Answers for another partnership with the same round are another matter.
    third = link_for(coordinator, "Southshire")
    other = context.new_page()
    respond(other, third, {"style-trust": "green"}, note="Of the South.")
    partner.get_by_role("button", name="Use those answers here").click()
    partner.locator('[data-go="send"]').click()
    assert stored_notes(partner, "Between us.") == 2
    partner.get_by_text("Delete my answers from this browser").click()
    delete_answers(partner)
    expect(partner.locator("#message")).to_have_text("Your answers are deleted from this browser.")
    assert stored_notes(partner, "Between us.") == 0
    assert stored_notes(partner, "Of the South.") == 1


def test_what_was_entered_later_by_the_first_link_is_not_deleted_with_what_went_on_from_it(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    first, second = link_for(coordinator, "Nortshire"), link_for(coordinator, "Northshire")
    partner = context.new_page()
    respond(partner, first, {"style-trust": "red"}, note="Between us.")
    partner.goto("about:blank")
    partner.goto(second)
    partner.get_by_role("button", name="Use those answers here").click()
    later = context.new_page()
    respond(later, first, {"style-challenge": "green"}, note="Later.")
    partner.locator('[data-go="send"]').click()
    partner.get_by_text("Delete my answers from this browser").click()
    delete_answers(partner)
    expect(partner.locator("#message")).to_have_text("Your answers are deleted from this browser.")
    assert stored_notes(partner, "Later.") == 1
