"""Sheets of paper are handed to the tab with the record, and wait there until they are added."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from publishing.rehearsal import response
from tests.browser.opening import GIVE_FILE
from tests.browser.partners import delete_sheet, enter_from_paper, hand_over, respond
from tests.browser.tool_page import HOLD_PYTHON, ToolPage, part

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext


def test_answers_from_paper_are_handed_to_the_tab_with_the_record(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    with context.expect_page() as opened:
        part(coordinator.page, "#paper-answers").click()
    sheet = opened.value
    respond(sheet, sheet.url.removesuffix("/welcome"), {"style-trust": "red"}, organisation="A parish")
    sheet.get_by_role("button", name="Add to the record").click()
    expect(sheet.locator("#hand-over-said")).to_contain_text("Add them there")
    expect(coordinator.page.locator("#collected")).to_contain_text("A parish")
    expect(coordinator.page.locator("#collected-said")).to_have_text(
        "1 answer sheet was found; 1 can be added."
    )
    coordinator.page.get_by_role("button", name="Add the ticked answers").click()
    expect(coordinator.page.locator(".respondents")).to_contain_text("from paper")


def test_the_form_for_a_sheet_from_paper_speaks_of_the_partner(coordinator: ToolPage) -> None:
    part(coordinator.page, "#paper-answers")
    sheet = enter_from_paper(coordinator, "A parish")
    expect(sheet.get_by_role("heading", level=1)).to_have_text("Add this sheet")
    room = sheet.locator("#send")
    expect(room.get_by_role("button", name="Add to the record")).to_have_class("button")
    expect(room.locator(".button:visible:not(.button--quiet)")).to_have_count(1)
    expect(room).not_to_contain_text(
        re.compile("your answers|your name|mail", re.IGNORECASE), use_inner_text=True
    )
    with sheet.expect_download():
        room.get_by_role("button", name="Save the sheet as a file").click()
    expect(room.locator("#response-saved")).to_have_text("The file is saved in your downloads.")
    sheet.get_by_role("link", name="Start", exact=True).click()
    expect(sheet.get_by_role("heading", level=1)).to_have_text("A partner’s sheet of paper")
    expect(sheet.get_by_label("The partner’s organisation")).to_have_value("A parish")
    expect(sheet.get_by_label("Their name")).to_be_visible()


def test_answers_from_paper_wait_until_they_are_added(
    coordinator: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    collected = page.locator("#collected")
    hand_over(coordinator, "A parish")
    # A file comes beside them.
    mail = response(sample_data, {"style-trust": {"rating": "amber"}})
    mail["respondent"]["organisation"] = "A hospital"
    page.evaluate(GIVE_FILE, ["hospital.json", json.dumps(mail)])
    for organisation in ("A hospital", "A parish"):
        expect(collected).to_contain_text(organisation)
    page.keyboard.press("Escape")
    page.locator("#collect-responses").click()
    expect(collected).to_contain_text("A parish")
    # Another tab has edited the record meanwhile: what would be added is shown again.
    other = coordinator.another_tab().open("#/assess/style-trust")
    other.page.locator("#continue-here").click()
    other.rate("style-trust", "red")
    add = page.get_by_role("button", name="Add the ticked answers")
    add.click()
    expect(page.locator("#collect-problem")).to_contain_text("Look again at what would be added")
    expect(collected).to_contain_text("A parish")
    add.click()
    expect(page.locator("#collect-problem")).to_contain_text("open in another tab")
    other.page.close()
    expect(page.locator("#tab-elsewhere")).to_be_hidden()
    add.click()
    expect(page.locator("#collect-problem")).to_contain_text("Look again at what would be added")
    add.click()
    expect(page.locator(".respondents")).to_contain_text("from paper")
    page.locator("#collect-responses").click()
    expect(page.locator("#collect-dialog")).to_be_visible()
    expect(collected).to_be_empty()


def test_answers_from_paper_that_come_while_others_are_added_wait(coordinator: ToolPage) -> None:
    page = coordinator.page
    collected = page.locator("#collected")
    hand_over(coordinator, "A parish")
    page.evaluate(HOLD_PYTHON)
    enter_from_paper(coordinator, "A college")
    page.get_by_role("button", name="Add the ticked answers").click()
    page.evaluate("answerPython()")
    expect(page.locator(".respondents")).to_contain_text("A parish")
    page.locator("#collect-responses").click()
    expect(collected).to_contain_text("A college")
    expect(collected).not_to_contain_text("A parish")


def test_answers_from_paper_go_to_the_tab_with_their_round_alone(
    coordinator: ToolPage, context: BrowserContext, site_url: str
) -> None:
    other = ToolPage(context.new_page(), f"{site_url}tools/pulse/")
    other.open("#/partners")
    coordinator.page.bring_to_front()
    with context.expect_page() as opened:
        part(coordinator.page, "#paper-answers").click()
    sheet = opened.value
    respond(sheet, sheet.url.removesuffix("/welcome"), {"style-trust": "red"}, organisation="A parish")
    coordinator.page.close()
    sheet.get_by_role("button", name="Add to the record").click()
    expect(sheet.locator("#hand-over-said")).to_contain_text("No open tab")
    expect(other.page.locator("#collect-dialog")).to_be_hidden()


def test_a_second_sheet_of_paper_and_a_mail_come_beside_the_first(
    coordinator: ToolPage, context: BrowserContext, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    for organisation in ("A parish", "A college"):
        with context.expect_page() as opened:
            page.evaluate("() => document.getElementById('paper-answers').click()")
        sheet = opened.value
        respond(sheet, sheet.url.removesuffix("/welcome"), {"style-trust": "red"}, organisation=organisation)
        sheet.get_by_role("button", name="Add to the record").click()
        expect(sheet.locator("#hand-over-said")).to_contain_text("Add them there")
        expect(page.locator("#collected")).to_contain_text(organisation)
    expect(page.locator("#collected")).to_contain_text("A parish")
    mail = response(sample_data, {"style-trust": {"rating": "amber"}})
    mail["respondent"]["organisation"] = "A hospital"
    page.locator("#paste-responses").fill(json.dumps(mail))
    page.get_by_role("button", name="Look for answers").click()
    for organisation in ("A hospital", "A parish", "A college"):
        expect(page.locator("#collected")).to_contain_text(organisation)


def test_each_sheet_of_paper_is_one_of_its_own_also_by_the_right_button(coordinator: ToolPage) -> None:
    page = coordinator.page
    link = part(page, "#paper-answers")
    # What "Open link in new tab" opens: the address that the link has when its menu is shown.
    page.evaluate(
        """() => {
          window.addresses = [];
          document.addEventListener("contextmenu", ({ target }) => window.addresses.push(target.href));
        }"""
    )
    for _ in range(2):
        link.click(button="right")
    first, second = page.evaluate("() => window.addresses")
    assert "#/respond/" in first
    assert "#/respond/" in second
    assert first != second


def stored_sheets(coordinator: ToolPage) -> list[str]:
    """The keys of what was entered from paper."""
    keys: list[str] = coordinator.page.evaluate("Object.keys(localStorage)")
    return [key for key in keys if "/respond/" in key]


def test_a_sheet_from_paper_waits_in_the_browser_until_it_is_added(coordinator: ToolPage) -> None:
    page = coordinator.page
    hand_over(coordinator, "A parish")
    page.keyboard.press("Escape")
    page.reload()
    waiting = page.locator("#sheets-waiting")
    expect(waiting).to_contain_text("1 sheet from paper is not in your record yet.")
    page.locator("#collect-responses").click()
    expect(page.locator("#collected")).to_contain_text("A parish")
    page.get_by_role("button", name="Add the ticked answers").click()
    expect(page.locator(".respondents")).to_contain_text("from paper")
    expect(waiting).to_be_hidden()
    # Nothing of it stays but what is in the record.
    assert stored_sheets(coordinator) == []
    page.locator("#collect-responses").click()
    expect(page.locator("#collect-dialog")).to_be_visible()
    expect(page.locator("#collected")).to_be_empty()


def test_a_sheet_from_paper_that_waits_is_opened_and_deleted(coordinator: ToolPage) -> None:
    page = coordinator.page
    hand_over(coordinator, "A parish")
    page.keyboard.press("Escape")
    with page.context.expect_page() as opened:
        page.locator("#sheets-waiting").get_by_role("link", name="A parish").click()
    sheet = opened.value
    expect(sheet.locator("#send-count")).to_contain_text("answered: 1 of")
    delete_sheet(sheet)
    expect(sheet.locator("#message")).to_be_visible()
    expect(page.locator("#sheets-waiting")).to_be_hidden()


def test_a_sheet_from_paper_that_changes_while_it_is_shown_is_looked_at_again(
    coordinator: ToolPage,
) -> None:
    page = coordinator.page
    part(page, "#paper-answers")
    sheet = enter_from_paper(coordinator, "A parish")
    expect(page.locator("#collected")).to_contain_text("A parish")
    sheet.get_by_role("link", name="Start", exact=True).click()
    sheet.get_by_label("The partner’s organisation").fill("A town")
    add = page.get_by_role("button", name="Add the ticked answers")
    add.click()
    expect(page.locator("#collected")).to_contain_text("A town")
    expect(page.locator("#collect-problem")).to_have_text(
        "Your record, or a sheet from paper, has changed meanwhile. Look again at what would be added."
    )
    add.click()
    expect(page.locator(".respondents")).to_contain_text("A town")
    # The tab that is still open is ready for the next sheet.
    expect(sheet.get_by_label("The partner’s organisation")).to_have_value("")
    sheet.get_by_role("link", name="Add", exact=True).click()
    expect(sheet.locator("#hand-over-said")).to_contain_text("This sheet is empty again")
    expect(sheet.locator("#storage-cleared")).to_be_hidden()
    sheet.get_by_role("button", name="Add to the record").click()
    expect(sheet.locator("#hand-over-said")).to_have_text("Nothing is entered on this sheet yet.")


def test_a_sheet_from_paper_that_no_tab_shows_is_found_later(coordinator: ToolPage) -> None:
    page = coordinator.page
    with page.context.expect_page() as opened:
        part(page, "#paper-answers").click()
    sheet = opened.value
    page.goto("about:blank")
    respond(sheet, sheet.url.removesuffix("/welcome"), {"style-trust": "red"}, organisation="A parish")
    sheet.get_by_role("button", name="Add to the record").click()
    expect(sheet.locator("#hand-over-said")).to_contain_text("No open tab shows them, so they wait")
    sheet.close()
    coordinator.open("#/partners")
    page.locator("#collect-responses").click()
    expect(page.locator("#collected")).to_contain_text("A parish")


def test_a_tab_in_the_background_that_answers_late_is_heard(coordinator: ToolPage) -> None:
    page = coordinator.page
    with page.context.expect_page() as opened:
        part(page, "#paper-answers").click()
    page.evaluate(
        """() => {
          const { postMessage } = BroadcastChannel.prototype;
          BroadcastChannel.prototype.postMessage = function (message) {
            globalThis.answer = () => postMessage.call(this, message);
          };
        }"""
    )
    sheet = opened.value
    respond(sheet, sheet.url.removesuffix("/welcome"), {"style-trust": "red"}, organisation="A parish")
    sheet.get_by_role("button", name="Add to the record").click()
    expect(sheet.locator("#hand-over-said")).to_contain_text("No open tab shows them")
    page.evaluate("() => globalThis.answer()")
    expect(sheet.locator("#hand-over-said")).to_contain_text("Add them there")


def test_what_was_said_of_answers_that_were_sent_goes_when_they_change(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    with context.expect_page() as opened:
        part(coordinator.page, "#paper-answers").click()
    sheet = opened.value
    respond(sheet, sheet.url.removesuffix("/welcome"), {"style-trust": "red"})
    with sheet.expect_download():
        sheet.get_by_role("button", name="Save the sheet as a file").click()
    sheet.get_by_role("button", name="Add to the record").click()
    expect(sheet.locator("#hand-over-said")).to_contain_text("Add them there")
    # What another tab stores changes no answer.
    coordinator.page.evaluate("localStorage.setItem('lsp-improvement-tool/lsp/view', '{}')")
    expect(sheet.locator("#response-saved")).not_to_be_empty()
    sheet.go_back()
    sheet.locator('[id="style-trust.amber"]').check()
    sheet.get_by_role("link", name="Add", exact=True).click()
    expect(sheet.locator("#hand-over-said")).to_be_empty()
    expect(sheet.locator("#response-saved")).to_be_empty()
