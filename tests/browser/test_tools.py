"""Several tools on one site: apart from each other, each with its own picture, and a file finds its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from publishing import tools
from publishing.machine import ROOT
from tests.browser.partners import PHONE, file, respond
from tests.browser.tool_page import RECORD_KEY, WORKER, ToolPage, part, start_round

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TOOLS = tools.read(ROOT / "questions" / "lsp")
OTHERS = TOOLS[1:]
CHAIN, PULSE = (
    next(tool for tool in OTHERS if tool.question_set.id == name) for name in ("delivery-chain", "pulse")
)


def keys(page: Page) -> list[str]:
    """Of the records in this browser."""
    stored: list[str] = page.evaluate("Object.keys(localStorage)")
    return sorted(key for key in stored if re.fullmatch(r"lsp-improvement-tool/[\w-]+/record", key))


def test_the_page_with_all_tools_leads_to_each(page: Page, site_url: str) -> None:
    page.goto(site_url + "tools/")
    cards = page.locator(".tool-card")
    expect(cards).to_have_count(len(OTHERS) + 1)
    for tool in OTHERS:
        question_set = tool.question_set
        card = cards.filter(has=page.get_by_role("heading", name=question_set.about.name, exact=True))
        # The word that the tool itself uses.
        expect(card).to_contain_text(
            f"{len(question_set.questions)} questions in {len(question_set.elements)} elements"
        )
        for name in ("Open the tool", "Read its questions", "See an example report"):
            address = card.get_by_role("link", name=name).get_attribute("href")
            assert page.request.get(f"{site_url}tools/{address}").ok, address


def test_the_page_with_all_tools_says_which_have_a_record(page: Page, site_url: str) -> None:
    chain = ToolPage(page, site_url + CHAIN.address)
    chain.open("#/setup")
    page.get_by_label(CHAIN.question_set.subject.label, exact=True).fill("Fewer falls")
    page.goto(site_url + "tools/")
    expect(page.locator("[data-records-of]:visible")).to_have_text(["In this browser: Fewer falls."])


def test_a_file_of_another_tool_is_opened_there_and_nothing_changes_here(tool: ToolPage) -> None:
    page = tool.open().page
    tool.rate("style-trust", "amber")
    before = tool.stored()
    part(page, "#open-file").set_input_files(CHAIN.sample)
    dialog = page.locator("#open-dialog")
    expect(dialog).to_contain_text("This file is of another tool, “A delivery chain”.")
    expect(dialog.get_by_role("button")).to_have_count(2)
    dialog.get_by_role("button", name="Open it in “A delivery chain”").click()
    page.wait_for_url(f"**/{CHAIN.address}#/files")
    expect(dialog).to_contain_text("Fewer older people fall at home")
    dialog.get_by_role("button", name="Open", exact=True).click()
    expect(page.locator("#overview .picture-standing")).to_have_text("Weakest link")
    assert keys(page) == [f"lsp-improvement-tool/{CHAIN.question_set.id}/record", RECORD_KEY]
    # It was handed over once: a reload opens nothing.
    page.reload()
    expect(page.locator("#tool[data-filled]")).to_be_attached()
    expect(dialog).to_be_hidden()
    tool.open()
    assert tool.stored() == before


REFUSE_RECORD = """(key) => {
  const write = Storage.prototype.setItem;
  Storage.prototype.setItem = function (name, text) {
    if (name === key) throw new DOMException("full", "QuotaExceededError");
    return write.call(this, name, text);
  };
}"""


def test_nobody_is_led_away_from_what_is_not_saved(tool: ToolPage) -> None:
    page = tool.open("#/assess/style-trust").page
    page.evaluate(REFUSE_RECORD, RECORD_KEY)
    tool.rate("style-trust", "amber")
    part(page, "#open-file").set_input_files(CHAIN.sample)
    page.get_by_role("button", name="Open it in “A delivery chain”").click()
    expect(page.locator("#open-failed")).to_contain_text("is not saved in this browser")
    assert page.evaluate("Object.keys(sessionStorage)") == []


@pytest.mark.console_errors
def test_without_python_too_a_file_is_led_to_its_tool(tool: ToolPage) -> None:
    page = tool.page
    page.route(WORKER, lambda route: route.abort())
    tool.open("#/files")
    expect(tool.engine_status).to_have_attribute("data-state", "failed")
    part(page, "#open-file").set_input_files(CHAIN.sample)
    dialog = page.locator("#open-dialog")
    expect(dialog).to_contain_text("This file is of another tool, “A delivery chain”.")
    dialog.get_by_role("button", name="Open it in “A delivery chain”").click()
    page.wait_for_url(f"**/{CHAIN.address}#/files")


@pytest.mark.parametrize("tool_of_set", OTHERS, ids=lambda tool: tool.question_set.id)
def test_an_answer_in_a_further_tool_shows_in_its_overview_and_nowhere_else(
    page: Page, site_url: str, tool_of_set: tools.Tool
) -> None:
    other = ToolPage(page, site_url + tool_of_set.address)
    other.open("#/setup")
    question_set = tool_of_set.question_set
    expect(page.get_by_label(question_set.subject.label, exact=True)).to_be_visible()
    expect(page.locator("#setup")).to_contain_text(question_set.about.purpose)
    question = question_set.questions[-1]
    other.rate(question.id, "red")
    part(page, "#overview")
    expect(page.locator(f'#overview [data-mark="{question.id}"]')).to_have_attribute("data-rating", "red")
    assert keys(page) == [f"lsp-improvement-tool/{question_set.id}/record"]


def test_the_file_of_all_records_is_named_for_no_single_tool(page: Page, site_url: str) -> None:
    chain = ToolPage(page, site_url + CHAIN.address)
    chain.open("#/files")
    chain.rate(CHAIN.question_set.questions[0].id, "red")
    name = chain.download("#save-all").suggested_filename
    assert re.fullmatch(r"partnership-self-assessment_all_[\d-]+_backup\.json", name), name


def test_the_file_of_all_records_is_a_backup_in_every_tool(tool: ToolPage, site_url: str) -> None:
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "red")
    chain = ToolPage(tool.page, site_url + CHAIN.address)
    chain.open("#/files")
    chain.rate(CHAIN.question_set.questions[0].id, "red")
    chain.download("#save-all")
    for each in (chain, tool):
        each.open("#/files")
        expect(tool.page.locator("#copy-status")).to_have_text("Last backup: today. Changes since then: 0.")


def test_an_answer_about_one_meeting_is_not_offered_for_the_next(page: Page, site_url: str) -> None:
    pulse = ToolPage(page, site_url + PULSE.address)
    page.goto(site_url + "assets/icon.svg")
    key = f"lsp-improvement-tool/{PULSE.question_set.id}/record"
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, PULSE.sample.read_text("utf-8")])
    pulse.open("#/assess")
    start_round(page)
    expect(page.locator(".last-round:visible")).to_contain_text("Last time (Meeting of")
    expect(page.get_by_role("button", name="No change: use this answer again")).to_be_hidden()
    expect(page.locator("[data-carry-rest]:visible")).to_have_count(0)


def test_members_answer_after_a_meeting_and_the_rounds_show_it_as_a_line(
    page: Page, site_url: str, browser: Browser
) -> None:
    pulse = ToolPage(page, site_url + PULSE.address)
    pulse.open("#/setup")
    page.get_by_label("Name of your partnership").fill("Testshire Together")
    expect(page.get_by_label("Name of this round")).to_have_value("Meeting of " + today(page))
    page.get_by_role("link", name="Invite those who answer").click()
    part(page, "#invite-partners").click()
    dialog = page.locator("#invite-dialog")
    assert "It takes two minutes." in dialog.locator("#invitation-mail").input_value()
    link = dialog.locator("#invitation-link").input_value()
    dialog.get_by_role("button", name="Close").click()
    sent = []
    for rating in ("red", "green"):
        context = browser.new_context(**PHONE)
        context.add_init_script("delete Navigator.prototype.serviceWorker")
        member = context.new_page()
        respond(member, link, {question.id: rating for question in PULSE.question_set.questions})
        with member.expect_download() as saved:
            member.get_by_role("button", name="Save my answers").click()
        sent.append(file(f"{rating}.json", saved.value.path().read_text("utf-8")))
        context.close()
    part(page, "#collect-responses").click()
    page.locator("#collect-files").set_input_files(sent)
    page.get_by_role("button", name="Add the ticked answers").click()
    expect(page.locator("#message")).to_contain_text("Partners’ answers added: 2")
    part(page, "#round-list")
    line = page.locator("[data-partners-of]")
    expect(line).to_contain_text("Meeting of " + today(page))
    expect(line.locator("[data-rating=red]")).to_have_text(["R"] * 6)
    expect(line.locator("[data-rating=green]")).to_have_text(["G"] * 6)
    # The overview says once whose answers it shows.
    expect(part(page, "#overview")).to_contain_text("Those whom you invited answer this tool.")
    expect(page.locator("#overview-own")).to_be_hidden()


@pytest.mark.parametrize("tool_of_set", TOOLS, ids=lambda tool: tool.question_set.id)
def test_the_sheet_with_the_invitation_has_the_address_of_the_questions(
    page: Page, site_url: str, tool_of_set: tools.Tool
) -> None:
    page.add_init_script("window.print = () => {}")
    ToolPage(page, site_url + tool_of_set.address).open("#/partners")
    part(page, "#invite-partners").click()
    page.get_by_role("button", name="Print as a sheet").click()
    address = page.locator(".sheet-paper").inner_text()
    found = page.request.get(address)
    assert found.ok, address
    assert tool_of_set.question_set.questions[-1].id in found.text()


def today(page: Page) -> str:
    """The day as the page writes it."""
    options = "{ day: 'numeric', month: 'long', year: 'numeric' }"
    written: str = page.evaluate(f"new Intl.DateTimeFormat('en-GB', {options}).format(new Date())")
    return written


def test_the_details_of_a_partnership_are_entered_once_for_all_tools(
    form_only: ToolPage, site_url: str, sample_data: dict[str, Any]
) -> None:
    page = form_only.page
    sample_data["partnership"] |= {"preset": "psb", "words": {"board": "services board"}}
    form_only.store(sample_data)
    governing = next(tool for tool in OTHERS if tool.question_set.id == "governing")
    other = ToolPage(page, site_url + governing.address)
    other.open("#/setup")
    page.get_by_role("button", name="Use the details of Example Partnership (invented)").click()
    name = page.get_by_label(governing.question_set.subject.label, exact=True)
    expect(name).to_be_focused()
    expect(name).to_have_value("Example Partnership (invented)")
    expect(page.locator("#use-known")).to_be_hidden()
    page.reload()
    expect(page.get_by_label("Kind of partnership")).to_have_value("psb")
    assert form_only.stored() == sample_data
    # A chain is about an outcome, which has a name of its own.
    chain = ToolPage(page, site_url + CHAIN.address)
    chain.open("#/setup")
    page.get_by_role("button", name="Use the kind and the words of Example Partnership").click()
    expect(page.get_by_label("Kind of partnership")).to_have_value("psb")
    expect(page.get_by_label(CHAIN.question_set.subject.label, exact=True)).to_have_value("")
