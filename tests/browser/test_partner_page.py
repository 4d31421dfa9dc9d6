"""The page of a partner: how it begins, what it sends, and what it says of what is stored."""

from __future__ import annotations

import json
import random
import string
import textwrap
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.partners import PHONE, as_text, delete_answers, invited, respond, round_of
from tests.browser.refused_storage import REFUSE_TO_KEEP
from tests.browser.tool_page import part

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from tests.browser.tool_page import ToolPage


def test_a_partner_comes_back_by_the_same_link_and_a_cut_one_says_so(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    link = invited(coordinator)
    page = context.new_page()
    respond(page, link, {"style-challenge": "unknown"})
    expect(page.locator("#send-count")).to_contain_text("answered: 1 of 15. “Don’t know yet”: 1. You can")
    first = as_text(page)
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_role("link", name="Carry on")).to_be_visible()
    page.locator('[data-go="send"]').click()
    assert as_text(page) == first
    # The record of the coordinator, in the same browser, is another one.
    assert "unknown" not in json.dumps(coordinator.stored_answers()["style-challenge"])
    page.get_by_text("Delete my answers from this browser").click()
    asks = page.get_by_role("button", name="Delete my answers …")
    asks.click()
    expect(page.locator("#delete-response-heading")).to_be_focused()
    page.get_by_role("button", name="Keep them").click()
    expect(asks).to_be_focused()
    assert as_text(page) == first
    delete_answers(page)
    expect(page.get_by_role("link", name="Start", exact=True).last).to_be_visible()
    expect(page.locator("#message")).to_have_text("Your answers are deleted from this browser.")
    expect(page.locator("#welcome-heading")).to_be_focused()
    page.reload()
    expect(page.locator("#tool[data-filled]")).to_be_attached()
    expect(page.locator("#message")).to_be_hidden()
    page.goto("about:blank")
    page.goto(link[:-20])
    expect(page.locator("#invitation-cut")).to_be_visible()
    expect(page.locator("#assessment-form")).not_to_contain_text("Testshire")


def test_a_partner_s_browser_can_fill_in_who_they_are(coordinator: ToolPage) -> None:
    page = coordinator.page
    for label, meant in (
        ("Your name", "name"),
        ("Your organisation", "organization"),
        ("Your role", "organization-title"),
    ):
        expect(page.get_by_label(label, exact=True)).to_have_attribute("autocomplete", meant)


def test_undo_stays_within_an_invitation(coordinator: ToolPage, context: BrowserContext) -> None:
    partner = context.new_page()
    respond(partner, invited(coordinator), {"style-trust": "red"}, organisation="A college")
    for _ in range(2):
        partner.locator("#undo").click()
    expect(partner.get_by_label("Your organisation")).to_have_value("")
    expect(partner.get_by_label("Your organisation")).to_be_visible()


def test_answers_that_follow_deleted_ones_are_complete(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    link = invited(coordinator)
    first, second = context.new_page(), context.new_page()
    respond(first, link, {"style-trust": "red"})
    second.goto(link)
    expect(second.locator("#tab-elsewhere")).to_be_visible()
    first.get_by_text("Delete my answers from this browser").click()
    delete_answers(first)
    first.wait_for_url("**/welcome")
    first.close()
    respond(second, link, {"style-trust": "green"}, organisation="A college")
    with second.expect_download() as saved:
        second.get_by_role("button", name="Save my answers").click()
    response = json.loads(saved.value.path().read_text("utf-8"))
    assert response["respondent"]["id"]
    assert response["invitation"]["round"] == round_of(link)


def test_a_partner_reads_that_the_questions_have_changed_since_the_first_answer(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    """As after a visit to the page of an earlier version."""
    make_older = """() => {
      const key = Object.keys(localStorage).find((key) => /respond[/][^/]+[/]record$/.test(key));
      const record = { ...JSON.parse(localStorage.getItem(key)), question_set_version: "1.0" };
      localStorage.setItem(key, JSON.stringify(record));
    }"""
    link = invited(coordinator)
    page = context.new_page()

    def version_sent() -> str:
        page.locator('.rooms [data-go="send"]').click()
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save my answers").click()
        version: str = json.loads(saved.value.path().read_text("utf-8"))["question_set_version"]
        return version

    def come_back() -> None:
        page.evaluate(make_older)
        page.goto("about:blank")
        page.goto(link)
        expect(page.locator("#tool[data-filled]")).to_be_attached()

    page.goto(link)
    page.get_by_label("Your organisation").fill("A college")
    present = version_sent()
    # Nothing was answered there: what is answered from here on is under the present words.
    come_back()
    notice = page.locator("#questions-changed")
    expect(notice).to_be_hidden()
    assert version_sent() == present
    page.goto("about:blank")
    respond(page, link, {"style-trust": "red"}, organisation="A college")
    expect(notice).to_be_hidden()
    come_back()
    expect(notice).to_contain_text("The questions have changed since you began to answer.")
    assert version_sent() == "1.0"


def test_a_mail_with_the_answers_is_one_press_while_they_are_short(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    page = coordinator.page
    partner = context.new_page()
    # No mail program is opened.
    partner.add_init_script(
        "onclick = (event) => { if (event.target.matches?.('[href^=mailto]')) event.preventDefault(); };"
    )
    respond(partner, invited(coordinator), {"style-trust": "red"}, organisation="A college")
    link = partner.get_by_role("link", name="E-mail my answers")
    link.click()
    expect(partner.locator("#response-mailed")).to_contain_text("Your mail program opens.")
    address = urlsplit(link.get_attribute("href") or "")
    sent = parse_qs(address.query)
    assert address.path == "coordinator@example.org"
    assert sent["subject"][0].startswith("Answers: Example Partnership (invented), ")
    part(page, "#collect-responses").click()
    # Outlook quotes it, and breaks its lines.
    page.locator("#paste-responses").fill("\n> ".join(textwrap.wrap(sent["body"][0], 70)))
    page.get_by_role("button", name="Look for answers").click()
    expect(page.locator("#collected")).to_contain_text("A college")
    partner.go_back()
    note = "".join(random.Random(1).choices(string.ascii_letters, k=3_000))
    partner.locator('[name="style-trust.note"]').fill(note)
    partner.evaluate("() => document.querySelector('[data-go=send]').click()")
    expect(partner.locator("#save-response")).to_be_visible()
    expect(partner.locator("#mail-part")).to_be_hidden()


def test_on_a_phone_the_start_is_in_sight_and_the_details_are_optional(
    coordinator: ToolPage, browser: Browser
) -> None:
    context = browser.new_context(**PHONE)
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    page = context.new_page()
    page.goto(invited(coordinator))
    start = page.locator("#begin-answering")
    expect(start).to_have_text("Start")
    expect(start).to_be_in_viewport(ratio=1)
    # The line beside it leaves the word whole.
    rows = """(link) => {
      const text = new Range();
      text.selectNodeContents(link);
      return text.getClientRects().length;
    }"""
    assert start.evaluate(rows) == 1
    expect(page.get_by_text("Saying who you answer for is optional.")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("heading", name="Who you answer for (optional)")).to_be_visible()
    # A field that has the focus is not under the start.
    for field in page.locator("#welcome .field :is(input, select)").all():
        field.focus()
        box, edge = field.bounding_box(), start.bounding_box()
        assert box
        assert edge
        assert box["y"] + box["height"] <= edge["y"]
    context.close()


def test_a_link_with_a_mark_of_the_sentence_around_it_begins_with_the_welcome(
    form_only: ToolPage,
) -> None:
    link = invited(form_only.open("#/partners"))
    page = form_only.page
    for tail in (".", ")", ">", "/"):
        page.goto("about:blank")
        page.goto(link + tail)
        expect(page.locator("#welcome-heading")).to_be_visible()


def test_a_partner_s_answers_that_cannot_be_read_are_offered_and_deleted_on_request(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    partner = context.new_page()
    respond(partner, invited(coordinator), {"style-trust": "red"}, organisation="Police")
    partner.evaluate(
        """() => {
          const key = Object.keys(localStorage).find((name) => /respond.[^/]+.record$/.test(name));
          window.addEventListener("pagehide", () => localStorage.setItem(key, "{ cut"));
        }"""
    )
    partner.reload()
    notice = partner.locator("#quarantined")
    expect(notice).to_be_visible()
    with partner.expect_download() as saved:
        notice.get_by_role("button", name="Download what is stored separately").click()
    assert list(json.loads(saved.value.path().read_text("utf-8"))["quarantined"].values()) == ["{ cut"]
    notice.get_by_role("button", name="Delete it from this browser").click()
    expect(notice).to_be_hidden()


def test_a_partner_is_led_to_what_the_partner_s_page_has(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    partner = context.new_page()
    respond(partner, invited(coordinator), {"style-trust": "red"})
    partner.go_back()
    partner.evaluate(f"() => {{ {REFUSE_TO_KEEP} }}")
    partner.locator('[name="style-trust.note"]').fill("A note.")
    not_saved = partner.locator("#not-saved")
    expect(not_saved).to_contain_text("is full. They stay only while this page is open.")
    for notice in ("#not-saved", "#broken", "#storage-cleared"):
        partner.locator(notice).evaluate("(notice) => { notice.hidden = false; }")
        words = partner.locator(notice).inner_text()
        assert "on the page “Send”" in words
        assert "backup" not in words


def test_a_text_of_answers_goes_when_they_change(coordinator: ToolPage, context: BrowserContext) -> None:
    partner = context.new_page()
    respond(partner, invited(coordinator), {"style-trust": "red"})
    as_text(partner)
    partner.go_back()
    partner.locator('[id="style-trust.amber"]').check()
    partner.get_by_role("link", name="Send", exact=True).click()
    expect(partner.locator("#response-copied")).to_be_empty()
    expect(partner.locator("#response-text")).to_be_hidden()
