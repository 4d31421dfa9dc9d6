"""What partners do, as a test does it: they are invited, answer, send and delete, also on sheets of paper."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.tool_page import part

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

    from tests.browser.tool_page import ToolPage

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "locale": "en-GB"}


def invited(tool: ToolPage) -> str:
    """The link of an invitation to two elements."""
    part(tool.page, "#invite-partners").click()
    dialog = tool.page.locator("#invite-dialog")
    for element in ("Staff and Skills", "Synergies", "Steering", "Standards", "Systems"):
        dialog.get_by_label(element).uncheck()
    dialog.get_by_label("Answers by").fill("2027-01-31")
    dialog.get_by_label("Send answers to").fill("coordinator@example.org")
    link = dialog.locator("#invitation-link").input_value()
    mail = dialog.locator("#invitation-mail").input_value()
    assert link in mail
    assert "15 questions on your own by 31 January 2027" in mail
    assert "to coordinator@example.org." in mail
    assert len(link) < 2_000
    dialog.get_by_role("button", name="Close").click()
    return link


def round_of(link: str) -> str:
    """The id of the round that an invitation names."""
    data = link.rpartition(".")[2]
    round_id: str = json.loads(base64.urlsafe_b64decode(data + "=" * (-len(data) % 4)))["round"]
    return round_id


def respond(
    page: Page, link: str, ratings: dict[str, str], *, organisation: str = "", note: str = ""
) -> None:
    """Answer as a partner does, and come to the end."""
    page.goto(link)
    expect(page.locator("#tool[data-filled]")).to_be_attached()
    page.locator('[name="respondent.organisation"]').fill(organisation)
    page.get_by_role("link", name="Start", exact=True).last.click()
    for question, rating in ratings.items():
        # Along the list of questions, as on a wide screen; the phone has it below.
        page.evaluate("(id) => document.querySelector(`[data-mark='${id}']`).click()", question)
        page.locator(f'[id="{question}.{rating}"]').check()
    page.locator(f'textarea[name="{next(iter(ratings))}.note"]').evaluate(
        """(field, text) => {
          field.value = text;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        note,
    )
    page.locator('.rooms [data-go="send"]').click()


def as_text(page: Page) -> str:
    page.get_by_role("button", name="Copy my answers as text").click()
    expect(page.locator("#response-text")).to_be_visible()
    expect(page.locator("#response-copied")).not_to_be_empty()
    return page.locator("#response-text").input_value()


def file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def delete_answers(page: Page) -> None:
    """Delete a partner's answers, and say that this is meant."""
    page.get_by_role("button", name="Delete my answers …").click()
    page.locator("#confirm-delete-response").click()


def begin_sheet(coordinator: ToolPage, organisation: str) -> Page:
    """Enter a sheet from paper in a tab of its own, and do not hand it over."""
    with coordinator.page.context.expect_page() as opened:
        coordinator.page.locator("#paper-answers").dispatch_event("click")
    sheet = opened.value
    respond(sheet, sheet.url.removesuffix("/welcome"), {"style-trust": "red"}, organisation=organisation)
    return sheet


def enter_from_paper(coordinator: ToolPage, organisation: str) -> Page:
    """Enter answers from paper in a tab of their own, until they have arrived."""
    sheet = begin_sheet(coordinator, organisation)
    sheet.get_by_role("button", name="Add to the record").click()
    expect(sheet.locator("#hand-over-said")).to_contain_text("Add them there")
    return sheet


def hand_over(coordinator: ToolPage, organisation: str) -> None:
    """Enter answers from paper, and close their tab."""
    part(coordinator.page, "#paper-answers")
    enter_from_paper(coordinator, organisation).close()
    coordinator.page.bring_to_front()
    expect(coordinator.page.locator("#collected")).to_contain_text(organisation)


def delete_sheet(page: Page) -> None:
    """Delete a sheet from paper, and say that this is meant."""
    page.get_by_text("Delete this sheet from this browser").click()
    page.get_by_role("button", name="Delete this sheet …").click()
    page.locator("#confirm-delete-response").click()
