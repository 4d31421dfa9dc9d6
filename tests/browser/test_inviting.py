"""The coordinator invites partners: a link, the text of a mail, a code to scan, and a sheet of paper."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Literal

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.browser.partners import invited, round_of
from tests.browser.tool_page import ASKED, ToolPage, close_round, part, start_round

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator


def scanned(code: Locator) -> list[str]:
    """What the camera of a phone reads from a part of the screen."""
    image = Image.open(io.BytesIO(code.screenshot()))
    return [found.text for found in zxingcpp.read_barcodes(image)]


def test_an_invitation_is_copied_without_a_jump_and_what_was_entered_is_there_again(
    form_only: ToolPage, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-write"])
    page = form_only.open().page
    # Nothing is entered yet; what partners send must find its round all the same.
    link = invited(form_only)
    page.reload()
    part(page, "#invite-partners").click()
    dialog = page.locator("#invite-dialog")
    record = form_only.stored()
    assert record is not None
    again = dialog.locator("#invitation-link").input_value()
    assert round_of(link) == round_of(again) == record["rounds"][-1]["id"]
    assert len(again) == len(link)
    expect(dialog.get_by_label("Standards")).not_to_be_checked()
    expect(dialog.get_by_label("Answers by")).to_have_value("2027-01-31")
    expect(dialog.get_by_label("Send answers to")).to_have_value("coordinator@example.org")
    # Playwright itself scrolls before it clicks.
    dialog.get_by_role("button", name="Copy the e-mail").evaluate("(button) => button.click()")
    expect(dialog.locator("#invitation-copied")).to_have_text("Copied.")
    invited_line = page.locator("#invited")
    expect(invited_line).to_contain_text("Answers by 31 January 2027. They go to coordinator@example.org.")
    expect(dialog.locator("#invitation-copied")).to_be_in_viewport(ratio=1)
    assert dialog.evaluate("(dialog) => dialog.scrollTop") == 0
    assert (
        dialog.locator("#invitation-mail").evaluate("(mail) => mail.selectionEnd - mail.selectionStart") == 0
    )


def test_a_sheet_from_paper_asks_what_the_invitation_of_its_round_asks(coordinator: ToolPage) -> None:
    page = coordinator.page

    def asked() -> Locator:
        with page.context.expect_page() as opened:
            part(page, "#paper-answers").click()
        return opened.value.locator(".rooms [data-asked]")

    expect(asked()).to_have_text(str(ASKED))
    invited(coordinator)
    page.reload()
    expect(asked()).to_have_text("15")
    close_round(page)
    start_round(page)
    expect(asked()).to_have_text(str(ASKED))


def test_an_invitation_without_a_contact_still_says_where_answers_go(form_only: ToolPage) -> None:
    form_only.open("#/partners")
    form_only.page.locator("#invite-partners").click()
    expect(form_only.page.locator("#invitation-mail")).to_have_value(re.compile(r"send your answers to me\."))


def test_nobody_is_invited_to_no_element(form_only: ToolPage) -> None:
    page = form_only.open("#/partners").page
    page.locator("#invite-partners").click()
    dialog = page.locator("#invite-dialog")
    ways = dialog.get_by_role("button", name=re.compile("^(Copy|Show|Print)"))
    expect(ways).to_have_count(4)
    problem = dialog.get_by_role("alert").filter(has_text="Choose at least one element.")
    for box in dialog.get_by_role("checkbox").all():
        expect(problem).to_be_hidden()
        box.uncheck()
    expect(problem).to_be_visible()
    expect(dialog.locator("button:disabled")).to_have_count(4)
    expect(dialog.locator("#invitation-mail")).to_have_value("")
    expect(dialog.locator("#invitation-link")).to_have_value("")
    # It is no choice to come back to.
    dialog.get_by_role("button", name="Close").click()
    page.locator("#invite-partners").click()
    expect(problem).to_be_hidden()
    expect(dialog.get_by_role("checkbox", checked=False)).to_have_count(0)
    for box in dialog.get_by_role("checkbox").all():
        box.uncheck()
    dialog.get_by_label("Style").check()
    expect(problem).to_be_hidden()
    expect(dialog.locator("button:disabled")).to_have_count(0)
    expect(dialog.locator("#invitation-mail")).to_have_value(re.compile(r"#/respond/"))


def test_partners_are_not_asked_for_answers_by_a_year_of_two_figures(form_only: ToolPage) -> None:
    form_only.page.clock.set_fixed_time("2026-12-01T10:00:00")
    page = form_only.open("#/partners").page
    page.locator("#invite-partners").click()
    dialog = page.locator("#invite-dialog")
    day = dialog.get_by_label("Answers by")
    day.focus()
    page.keyboard.type("050127")
    expect(dialog.locator("button:disabled")).to_have_count(4)
    expect(dialog.locator("#invitation-mail")).to_have_value(re.compile("questions on your own:"))
    dialog.get_by_label("Send answers to").focus()
    expect(day).to_have_accessible_description(
        "Write a year from 2000 to 2999, with four figures, such as 2027."
    )
    day.fill("2027-01-05")
    dialog.get_by_label("Send answers to").focus()
    expect(day).to_have_accessible_description("")
    expect(dialog.locator("button:disabled")).to_have_count(0)
    expect(dialog.locator("#invitation-mail")).to_have_value(re.compile("by 5 January 2027"))
    # What is not a date is not there again.
    day.fill("0027-01-05")
    dialog.get_by_role("button", name="Close").click()
    page.locator("#invite-partners").click()
    expect(day).to_have_value("")


def test_who_asks_for_answers_by_a_past_day_is_warned(form_only: ToolPage) -> None:
    page = form_only.page
    page.clock.set_fixed_time("2027-01-05T10:00:00")
    form_only.open("#/partners")
    page.locator("#invite-partners").click()
    dialog = page.locator("#invite-dialog")
    day = dialog.get_by_label("Answers by")
    for value, said in (("2027-01-05", ""), ("2027-01-04", "This day has passed.")):
        day.fill(value)
        dialog.get_by_label("Send answers to").focus()
        expect(day).to_have_accessible_description(said)
        expect(day).not_to_have_attribute("aria-invalid", "true")
        expect(dialog.locator("button:disabled")).to_have_count(0)
    # A day that was to come may have passed when the dialog is opened again.
    page.reload()
    page.locator("#invite-partners").click()
    expect(day).to_have_accessible_description("This day has passed.")


def test_a_tab_that_only_shows_an_empty_record_invites_nobody(form_only: ToolPage) -> None:
    form_only.open("#/partners")
    second = ToolPage(form_only.page.context.new_page(), form_only.url)
    second.open("#/partners")
    expect(second.page.locator("#tab-elsewhere")).to_be_visible()
    second.page.locator("#invite-partners").click()
    expect(second.page.locator("#message")).to_contain_text("Press “Continue here” first")
    expect(second.page.locator("#invite-dialog")).to_be_hidden()
    second.page.locator("#continue-here").click()
    expect(second.page.locator("#message")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_reads_the_link_from_the_screen(
    form_only: ToolPage, scheme: Literal["light", "dark"]
) -> None:
    form_only.page.emulate_media(color_scheme=scheme)
    form_only.open()
    form_only.set_field("partnership.name", "Testshire Partnership Board")
    link = invited(form_only)
    page = form_only.page
    page.locator("#invite-partners").click()
    page.get_by_role("button", name="Show as a code").click()
    dialog = page.get_by_role("dialog", name="Answer on your phone")
    expect(dialog).to_contain_text("Testshire Partnership Board, ")
    code = dialog.get_by_role("img", name="Code with the link for partners")
    expect(code).to_be_in_viewport(ratio=1)
    assert scanned(code) == [link]
    dialog.get_by_role("button", name="Close").click()
    expect(page.locator("#invited")).to_contain_text("You copied, printed or showed the invitation on")
    # Another choice of elements makes another link, and another code.
    page.locator("#invite-dialog").get_by_label("Style").uncheck()
    page.get_by_role("button", name="Show as a code").click()
    assert scanned(code) == [page.locator("#invitation-link").input_value()]
    assert scanned(code) != [link]


def test_a_link_that_is_too_long_for_a_code_says_so_and_prints_without_one(form_only: ToolPage) -> None:
    page = form_only.page
    page.add_init_script("window.print = () => {};")
    form_only.open()
    code = page.locator("#invitation-sheet figure")
    part(page, "#invite-partners").click()
    page.get_by_role("button", name="Print as a sheet").click()
    expect(code).not_to_have_attribute("hidden", "")
    page.locator("#invite-dialog").get_by_role("button", name="Close", exact=True).click()
    form_only.set_field("partnership.name", "Testshire " * 160)
    part(page, "#invite-partners").click()
    expect(page.locator("#invitation-long")).to_contain_text("too long")
    expect(page.get_by_role("button", name="Show as a code")).to_be_hidden()
    page.get_by_role("button", name="Print as a sheet").click()
    expect(code).to_have_attribute("hidden", "")


def test_where_the_browser_does_not_print_the_dialog_says_so(form_only: ToolPage) -> None:
    page = form_only.page
    page.add_init_script("window.print = undefined;")
    form_only.open()
    part(page, "#invite-partners").click()
    dialog = page.locator("#invite-dialog")
    dialog.get_by_role("button", name="Print as a sheet").click()
    expect(dialog.get_by_role("status")).to_contain_text("This browser does not print.")
    dialog.get_by_role("button", name="Close", exact=True).click()
    # Nobody is invited by that.
    expect(page.locator("#invited")).to_be_hidden()


def test_the_printed_code_leads_to_the_questions(form_only: ToolPage) -> None:
    page = form_only.page
    page.add_init_script("window.print = () => {};")
    form_only.open()
    link = invited(form_only)
    page.locator("#invite-partners").click()
    page.get_by_role("button", name="Print as a sheet").click()
    page.locator("#invite-dialog").get_by_role("button", name="Close", exact=True).click()
    page.emulate_media(media="print")
    assert scanned(page.locator("#invitation-sheet .scan-code")) == [link]


def test_the_printed_invitation_names_the_partnership_of_its_record(form_only: ToolPage) -> None:
    page = form_only.page
    page.add_init_script("window.print = () => {};")
    form_only.open()
    form_only.set_field("partnership.name", "Northshire")
    heading = page.locator("#invitation-sheet h1")
    part(page, "#invite-partners").click()
    page.locator("#print-invitation").click()
    expect(heading).to_contain_text("Northshire")
    page.locator("#invite-dialog").get_by_role("button", name="Close", exact=True).click()
    part(page, "#new-record").click()
    part(page, "#invite-partners").click()
    page.locator("#print-invitation").click()
    expect(heading).not_to_contain_text("Northshire")
    expect(heading).not_to_be_empty()
