"""One tab at a time edits a record; another shows it, and takes over in one click without losing a letter."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from tests.browser.tool_page import RECORD_KEY, WORKER, ToolPage, close_round, part, start_round

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "style-trust"


TYPE_AT_ONCE = """([name, text]) => {
  const note = document.querySelector(`[name="${name}"]`);
  note.value = text;
  note.dispatchEvent(new Event("input", { bubbles: true }));
}"""

# Nothing is over the way back and the way on, or over a part of them.
WAYS_ARE_FREE = """() => {
  const notice = document.getElementById("tab-elsewhere").getBoundingClientRect();
  return ["question-back", "question-continue"].every((id) => {
    const { top, bottom } = document.getElementById(id).getBoundingClientRect();
    return bottom <= notice.top || top >= notice.bottom;
  });
}"""


def another_tab(tool: ToolPage) -> ToolPage:
    return tool.another_tab().open("#/assess/style-trust")


def expect_to_edit(tool: ToolPage) -> None:
    expect(tool.page.locator("#tab-elsewhere")).to_be_hidden()
    expect(tool.note(QUESTION)).to_be_enabled()


def expect_to_show_only(tool: ToolPage) -> None:
    expect(tool.page.locator("#tab-elsewhere")).to_be_visible()
    expect(tool.note(QUESTION)).to_be_disabled()
    expect(part(tool.page, "#start-round")).to_be_disabled()
    expect(part(tool.page, "#delete-record")).to_be_disabled()


def type_note(tool: ToolPage, text: str) -> None:
    """Letter by letter, and without leaving the field."""
    tool.show(QUESTION)
    tool.note(QUESTION).press_sequentially(text)


def test_a_second_tab_shows_the_record_and_follows_what_the_first_one_writes(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate(QUESTION, "green")
    other = another_tab(form_only)
    expect_to_show_only(other)
    assert other.rating(QUESTION) == "green"
    type_note(form_only, "Seen there too")
    expect(other.note(QUESTION)).to_have_value("Seen there too")
    expect_to_edit(form_only)


@pytest.mark.parametrize("window", [(1366, 768), (390, 844)], ids=("desk", "phone"))
def test_who_reads_in_a_second_tab_turns_the_questions(form_only: ToolPage, window: tuple[int, int]) -> None:
    """Neither way is under what the tab says, where a press would take the record over."""
    form_only.open("#/assess/style-trust")
    page = another_tab(form_only).page
    page.set_viewport_size({"width": window[0], "height": window[1]})
    expect(page.locator("#tab-elsewhere")).to_be_visible()
    for top in (0, 60, 10_000):
        page.evaluate("(top) => scrollTo({ top, behavior: 'instant' })", top)
        page.wait_for_function(WAYS_ARE_FREE)
    page.locator("#question-continue").click()
    expect(page.locator("#style-trust")).to_be_hidden()
    expect_to_edit(form_only)


def test_the_second_tab_takes_over_in_one_click_and_the_first_one_then_shows(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    type_note(form_only, "One")
    other = another_tab(form_only)
    other.page.locator("#continue-here").click()
    expect_to_edit(other)
    expect(other.page.locator("#assess-heading")).to_be_focused()
    expect_to_show_only(form_only)
    other.note(QUESTION).press("End")
    type_note(other, ", two")
    expect(form_only.note(QUESTION)).to_have_value("One, two")
    form_only.page.locator("#continue-here").click()
    expect_to_edit(form_only)
    expect_to_show_only(other)
    form_only.note(QUESTION).press("End")
    type_note(form_only, ", three")
    assert form_only.stored_answers()[QUESTION]["note"] == "One, two, three"


def test_a_tab_that_waits_continues_by_itself_when_the_first_one_closes(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    other = another_tab(form_only)
    expect_to_show_only(other)
    type_note(form_only, "To the last letter")
    form_only.page.close()
    expect_to_edit(other)
    expect(other.note(QUESTION)).to_have_value("To the last letter")


@pytest.mark.console_errors
def test_a_tab_whose_process_is_killed_loses_no_letter(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    type_note(form_only, "Typed just before")
    with form_only.page.expect_event("crash"), contextlib.suppress(PlaywrightError):
        form_only.page.goto("chrome://crash")
    other = another_tab(form_only)
    expect_to_edit(other)
    expect(other.note(QUESTION)).to_have_value("Typed just before")


def test_a_frozen_tab_is_not_waited_for_and_writes_over_nothing_when_it_thaws(form_only: ToolPage) -> None:
    # It does not answer, as a frozen page does not: what asks it to release its lock never arrives.
    form_only.page.add_init_script("BroadcastChannel.prototype.addEventListener = () => {};")
    form_only.open("#/assess/style-trust")
    type_note(form_only, "Before")
    other = another_tab(form_only)
    session = form_only.page.context.new_cdp_session(form_only.page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    other.page.locator("#continue-here").click()
    expect_to_edit(other)
    other.note(QUESTION).press("End")
    type_note(other, " and after")
    session.send("Page.setWebLifecycleState", {"state": "active"})
    expect_to_show_only(form_only)
    expect(form_only.note(QUESTION)).to_have_value("Before and after")
    assert other.stored_answers()[QUESTION]["note"] == "Before and after"


def test_letters_typed_into_a_stuck_tab_overwrite_nothing_and_are_saved(form_only: ToolPage) -> None:
    """When it continues, it handles a letter before the message that it has lost the lock."""
    form_only.open("#/assess/style-trust")
    type_note(form_only, "One")
    other = another_tab(form_only)
    form_only.page.bring_to_front()
    form_only.page.evaluate(
        """setTimeout(() => {
          const end = performance.now() + 4000;
          while (performance.now() < end);
        })"""
    )
    other.page.evaluate(
        """(name) => {
          document.querySelector("#continue-here").click();
          const note = document.querySelector(`[name="${name}"]`);
          const write = () => {
            if (note.matches(":disabled")) return setTimeout(write, 50);
            note.value += " two";
            note.dispatchEvent(new Event("input", { bubbles: true }));
          };
          write();
        }""",
        f"{QUESTION}.note",
    )
    form_only.page.keyboard.type("!")
    expect_to_show_only(form_only)
    for tool in (form_only, other):
        expect(tool.note(QUESTION)).to_have_value("One two")
    assert other.stored_answers()[QUESTION]["note"] == "One two"
    versions = part(form_only.page, "#version-list li")
    expect(versions).to_contain_text(["did not respond"])


def test_a_tab_whose_lock_is_stolen_shows_the_record_and_can_continue(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    type_note(form_only, "Mine")
    form_only.page.evaluate(
        """(key) => void navigator.locks
          .request(key, { steal: true }, () => new Promise(() => {})).catch(() => {})""",
        RECORD_KEY,
    )
    expect_to_show_only(form_only)
    form_only.page.locator("#continue-here").click()
    expect_to_edit(form_only)
    expect(form_only.note(QUESTION)).to_have_value("Mine")


def test_a_letter_that_is_under_way_when_the_lock_goes_becomes_a_version(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    type_note(form_only, "First")
    other = another_tab(form_only)
    other.page.locator("#continue-here").click()
    expect_to_edit(other)
    expect_to_show_only(form_only)
    form_only.page.evaluate(TYPE_AT_ONCE, [f"{QUESTION}.note", "First!"])
    expect(form_only.note(QUESTION)).to_have_value("First")
    assert other.stored_answers()[QUESTION]["note"] == "First"
    expect(part(other.page, "#version-list li")).to_contain_text(["did not respond"])
    part(other.page, "#version-list li").get_by_role("button").click()
    expect(other.note(QUESTION)).to_have_value("First!")


def test_without_locks_each_tab_changes_its_own_fields_and_one_is_advised(form_only: ToolPage) -> None:
    form_only.page.context.add_init_script("delete Navigator.prototype.locks")
    form_only.open("#/assess/style-trust")
    other = another_tab(form_only)
    expect(other.page.locator("#one-tab-only")).to_be_visible()
    form_only.rate(QUESTION, "green")
    other.rate("style-challenge", "red")
    form_only.rate("style-meetings", "amber")
    assert set(form_only.stored_answers()) == {QUESTION, "style-challenge", "style-meetings"}
    expect(other.question(QUESTION).locator('input[value="green"]')).to_be_checked()


def test_what_another_tab_stores_takes_no_focus_from_the_lists_of_files(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate(QUESTION, "green")
    part(form_only.page, "#new-record").click()
    form_only.rate(QUESTION, "green")
    close_round(form_only.page)
    other = form_only.another_tab().open("#/files")
    of_record = other.page.get_by_role("button", name="Show this record")
    of_record.focus()
    part(form_only.page, "#new-action").click()
    form_only.page.get_by_label("What will be done").fill("Meet")
    # What is stored later arrives later: the version shows that the draft has arrived.
    form_only.page.get_by_role("button", name="Cancel").click()
    part(form_only.page, "#reopen-round").click()
    form_only.page.locator("#confirm-reopen").click()
    versions = part(other.page, "#version-list").get_by_role("button")
    expect(versions).to_have_count(2)
    expect(of_record).to_be_focused()
    versions.last.focus()
    type_note(form_only, "Seen there too")
    close_round(form_only.page)
    expect(versions).to_have_count(3)
    expect(versions.last).to_be_focused()
    expect(versions.last).to_have_accessible_description(re.compile("before a round was closed"))


def test_different_records_are_edited_in_two_tabs_at_once(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.set_field("partnership.name", "Northshire")
    other = another_tab(form_only)
    expect_to_show_only(other)
    part(other.page, "#new-record").click()
    expect_to_edit(other)
    other.rate(QUESTION, "red")
    form_only.rate(QUESTION, "green")
    assert form_only.rating(QUESTION) == "green"
    assert other.rating(QUESTION) == "red"


def test_what_is_deleted_in_one_tab_is_gone_in_the_other_and_not_offered_back(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate(QUESTION, "green")
    other = another_tab(form_only)
    part(other.page, "#delete-all").click()
    other.page.locator("#confirm-delete-all").click()
    for tab in (form_only, other):
        expect(tab.question(QUESTION).locator("input:checked")).to_have_count(0)
        expect(tab.page.locator("#storage-cleared")).to_be_hidden()
    assert form_only.stored() is None


def test_a_record_deleted_in_one_tab_is_left_by_the_other(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate(QUESTION, "green")
    other = another_tab(form_only)
    part(form_only.page, "#delete-record").click()
    expect(other.question(QUESTION).locator("input:checked")).to_have_count(0)
    expect(other.page.locator("#storage-cleared")).to_be_hidden()


def test_a_page_that_the_browser_restores_shows_what_was_written_since(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    type_note(form_only, "Old")
    other = another_tab(form_only)
    expect_to_show_only(other)
    # What a browser does that keeps the page for the way back.
    form_only.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect_to_edit(other)
    other.show(QUESTION)
    other.note(QUESTION).fill("New")
    form_only.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect_to_show_only(form_only)
    expect(form_only.note(QUESTION)).to_have_value("New")
    assert other.stored_answers()[QUESTION]["note"] == "New"


def test_what_was_begun_before_another_tab_took_over_changes_nothing(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate(QUESTION, "green")
    close_round(form_only.page)
    part(form_only.page, "#reopen-round").click()
    other = another_tab(form_only)
    other.page.locator("#continue-here").click()
    expect(other.page.locator("#tab-elsewhere")).to_be_hidden()
    form_only.page.locator("#confirm-reopen").click()
    expect(form_only.page.locator("#message")).to_contain_text("open in another tab")
    record = other.stored()
    assert record is not None
    assert record["rounds"][-1]["closed"] is not None


def test_answers_are_not_carried_over_in_a_tab_that_only_shows(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate(QUESTION, "green")
    start_round(form_only.page)
    other = another_tab(form_only)
    expect_to_show_only(other)
    other.show(QUESTION)
    other.choose_view("The whole element")
    rest = other.page.locator("#style p.carry-rest button")
    expect(rest).to_be_disabled()
    # It is drawn again with what the first tab writes.
    form_only.rate("style-meetings", "red")
    expect(other.page.locator('[data-mark="style-meetings"][data-rating="red"]').first).to_be_attached()
    expect(rest).to_be_disabled()
    other.page.locator("#continue-here").click()
    expect(rest).to_be_enabled()


def test_a_tab_that_edits_never_says_that_another_one_does(form_only: ToolPage) -> None:
    form_only.page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          window.shown = 0;
          const notice = document.getElementById("tab-elsewhere");
          new MutationObserver(() => { if (!notice.hidden) window.shown += 1; })
            .observe(notice, { attributes: true });
        });"""
    )
    form_only.open("#/assess/style-trust")
    form_only.rate(QUESTION, "green")
    part(form_only.page, "#delete-record").click()
    expect(form_only.question(QUESTION).locator("input:checked")).to_have_count(0)
    form_only.rate(QUESTION, "red")
    assert form_only.page.evaluate("() => window.shown") == 0


# The browser says only when a test lets it whether another tab edits the record.
SLOW_LOCKS = """(() => {
  const { request } = LockManager.prototype;
  const asked = new Promise((answer) => { window.answerLocks = answer; });
  LockManager.prototype.request = async function (...options) {
    await asked;
    return request.apply(this, options);
  };
})()"""


@pytest.fixture
def slow(form_only: ToolPage) -> ToolPage:
    """The tool page in a browser that leaves open which tab edits until `answerLocks()` is called."""
    form_only.page.add_init_script(SLOW_LOCKS)
    return form_only


def open_partners(tool: ToolPage) -> Page:
    tool.page.goto(f"{tool.url}#/partners")
    tool.page.wait_for_function("() => performance.getEntriesByName('answers-shown').length > 0")
    return tool.page


def test_a_press_before_it_is_known_which_tab_edits_waits_for_that(slow: ToolPage) -> None:
    page = open_partners(slow)
    page.locator("#invite-partners").click()
    expect(page.locator("#message")).to_be_hidden()
    page.evaluate("answerLocks()")
    expect(page.locator("#invite-dialog")).to_be_visible()
    expect(page.locator("#message")).to_be_hidden()


def test_a_sheet_of_paper_opens_though_it_was_not_known_which_tab_edits(slow: ToolPage) -> None:
    page = open_partners(slow)
    page.locator("#paper-answers").click()
    with page.expect_popup() as opened:
        page.evaluate("answerLocks()")
    opened.value.route(WORKER, lambda _route: None)
    expect(opened.value.locator("#welcome-heading")).to_be_visible()
    assert slow.stored() is not None


def test_a_press_that_waited_says_that_another_tab_edits(slow: ToolPage) -> None:
    another_tab(slow)
    page = open_partners(slow)
    page.locator("#invite-partners").click()
    page.evaluate("answerLocks()")
    expect(page.locator("#message")).to_contain_text("open in another tab")
    expect(page.locator("#invite-dialog")).to_be_hidden()
