"""Work is not lost: undo, and copies that are due."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.tool_page import RECORD_KEY, ToolPage, close_round, part, start_round


def test_answers_and_notes_are_undone_and_redone(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    undo, redo = form_only.page.locator("#undo"), form_only.page.locator("#redo")
    title = form_only.question("style-trust").locator(".question-title").inner_text()
    expect(undo).to_be_disabled()
    form_only.rate("style-trust", "amber")
    form_only.rate("style-trust", "green")
    form_only.write_note("style-trust", "A note.")
    undo.click()
    expect(form_only.note("style-trust")).to_have_value("")
    message = form_only.page.locator("#message")
    expect(message).to_have_text(f"Undone: the note to “{title}”.")
    undo.click()
    assert form_only.rating("style-trust") == "amber"
    expect(message).to_have_text(f"Undone: the answer to “{title}”.")
    said = message.evaluate("(line) => line.textContent")
    undo.click()
    assert form_only.rating("style-trust") is None
    # A screen reader says the same again only where something differs.
    expect(message).to_have_text(f"Undone: the answer to “{title}”.")
    assert message.evaluate("(line) => line.textContent") != said
    expect(undo).to_be_disabled()
    for _ in range(3):
        redo.click()
    expect(message).to_have_text(f"Redone: the note to “{title}”.")
    assert form_only.rating("style-trust") == "green"
    expect(form_only.note("style-trust")).to_have_value("A note.")
    assert form_only.stored_answers()["style-trust"]["note"] == "A note."


def test_what_is_undone_beside_an_answer_is_not_called_the_answer(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "red")
    form_only.question("style-trust").locator(".question-actions summary").click()
    reason = form_only.field("style-trust.no_action")
    reason.fill("Too early.")
    reason.blur()
    form_only.page.locator("#undo").click()
    expect(reason).to_have_value("")
    expect(form_only.page.locator("#message")).to_have_text("Undone: “If no action is needed, say why”.")
    assert form_only.rating("style-trust") == "red"


def test_undo_shows_the_question_that_it_changes(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.write_note("style-community-voice", "Taken back.")
    form_only.show("steering-partner-plans")
    form_only.page.locator("#undo").click()
    expect(form_only.note("style-community-voice")).to_be_in_viewport()
    expect(form_only.page.locator("#message")).to_contain_text("Undone: the note to “")
    expect(form_only.note("style-community-voice")).to_have_value("")


COPY_KEY = RECORD_KEY.replace("/record", "/copy/record")


def test_undo_leads_to_the_room_of_what_it_changes(form_only: ToolPage) -> None:
    page = form_only.open("#/assess/style-trust").page
    form_only.set_field("partnership.name", "Testshire Together")
    form_only.show("style-trust")
    page.locator("#undo").click()
    expect(page.locator("#message")).to_have_text("Undone: “Name of your partnership”.")
    expect(page.get_by_label("Name of your partnership")).to_be_visible()
    expect(page.get_by_label("Name of your partnership")).to_have_value("")
    part(page, "#new-action").click()
    page.get_by_label("What will be done").fill("Meet")
    page.get_by_role("button", name="Save action").click()
    form_only.show("style-trust")
    page.locator("#undo").click()
    expect(page.get_by_role("heading", name="Actions", exact=True)).to_be_focused()
    expect(page.locator("#message")).to_have_text("Undone: a change to an action.")


def test_undo_leads_to_a_question_that_was_not_shown_before(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    form_only.store(sample_data)
    start_round(form_only.open("#/rounds").page)
    form_only.page.reload()
    first, *_, last = [name for name in sample_data["rounds"][-1]["answers"] if name.startswith("style-")]
    form_only.open(f"#/assess/{last}")
    form_only.show(last).get_by_role("button", name="Copy last round’s answers").click()
    assert first in form_only.stored_answers()
    expect(form_only.question(first)).to_have_count(0)
    form_only.page.locator("#undo").click()
    expect(form_only.question(first)).to_be_visible()
    assert "rating" not in form_only.stored_answers()[first]
    expect(form_only.page.locator("#message")).to_have_text(
        re.compile(r"Undone: the answers to \d questions\.")
    )


def test_where_nothing_can_be_undone_it_says_where_previous_versions_are(form_only: ToolPage) -> None:
    page = form_only.open("#/assess/style-trust").page
    undo = page.locator("#undo")
    expect(undo).to_have_attribute("title", "")
    form_only.rate("style-trust", "amber")
    close_round(page)
    expect(undo).to_be_disabled()
    expect(undo).to_have_accessible_description("To go back further: “Previous versions”, under “Files”")
    part(page, "#reopen-round").click()
    page.locator("#confirm-reopen").click()
    form_only.rate("style-trust", "green")
    expect(undo).to_have_attribute("title", "")


def test_the_page_says_how_old_the_file_copy_is_and_when_one_is_due(form_only: ToolPage) -> None:
    page = form_only.open("#/assess/style-trust").page
    line = page.locator("#copy-status")
    form_only.rate("style-trust", "green")
    expect(line).to_contain_text("You have not saved a backup yet.")
    form_only.download("#save-copy")
    expect(line).to_contain_text("Last backup: today. Changes since then: 0.")
    for rating in ("red", "amber", "green") * 4:
        form_only.rate("style-trust", rating)
    expect(line).to_contain_text("A good moment to save a backup")
    # In the bar too, which is on the screen wherever somebody works.
    expect(page.locator("#save-copy")).to_have_attribute("title", re.compile("A good moment"))


COPIES = {
    # Of late yesterday is not of today. The change has been waiting for nine days.
    "Last backup: yesterday. Changes since then: 1. A good moment to save a backup": {
        "copied": "2027-03-09T16:30:00.000Z",
        "changes": 1,
        "since": "2027-03-01T09:00:00.000Z",
    },
    "Last backup: 9 days ago. Changes since then: 6.": {"copied": "2027-03-01T08:30:00.000Z", "changes": 6},
    # A clock that ran ahead is right again.
    "has not come yet": {"copied": "2028-03-10T08:30:00.000Z", "changes": 0},
}


def test_the_age_of_a_copy_is_counted_in_days_of_the_calendar(form_only: ToolPage) -> None:
    form_only.page.clock.set_fixed_time("2027-03-10T08:30:00")
    page = form_only.open("#/assess/style-trust").page
    for said, state in COPIES.items():
        page.evaluate("([key, state]) => localStorage.setItem(key, state)", [COPY_KEY, json.dumps(state)])
        # As when somebody comes back to the tab.
        page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.locator("#copy-status")).to_contain_text(said)


def test_a_tab_that_is_open_for_weeks_says_what_is_true_when_it_is_read(form_only: ToolPage) -> None:
    clock = form_only.page.clock
    clock.install(time="2027-03-01T09:00:00")
    form_only.open("#/assess/style-trust")
    clock.fast_forward(9 * 24 * 3600 * 1000)
    form_only.rate("style-trust", "green")
    record = form_only.stored()
    assert record
    # The round is of the day on which it was begun, and not of that on which the page was opened.
    assert record["rounds"][0]["opened"] == "2027-03-10"
    form_only.download("#save-copy")
    line = form_only.page.locator("#copy-status")
    expect(line).to_contain_text("Last backup: today.")
    expect(form_only.save_status).to_have_text("Saved at 09:00")
    clock.fast_forward(16 * 24 * 3600 * 1000)
    expect(line).to_contain_text("Last backup: 16 days ago.")
    expect(form_only.save_status).to_have_text("Saved at 09:00 on 10 March 2027")


def test_the_browser_is_asked_for_persistent_storage_and_its_answer_is_shown(form_only: ToolPage) -> None:
    form_only.page.add_init_script(
        "const persist = async () => (window.promised = true);"
        "Object.defineProperty(navigator, 'storage', { value: { persist } });"
    )
    form_only.open("#/assess/style-trust")
    assert form_only.page.evaluate("() => window.promised") is None
    form_only.rate("style-trust", "green")
    expect(part(form_only.page, "#persist-status")).to_contain_text("stay in this browser")


def test_the_privacy_page_names_every_key_that_the_tool_stores(form_only: ToolPage, site_url: str) -> None:
    """Read from the running page, after everything that stores something was done."""
    form_only.store("damaged")
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    part(form_only.page, "#new-action").click()
    form_only.page.get_by_label("What will be done").fill("Half an ac")
    form_only.page.keyboard.press("Escape")
    part(form_only.page, "#invite-partners").click()
    form_only.page.get_by_label("Send answers to").fill("coordinator@example.org")
    form_only.page.keyboard.press("Escape")
    close_round(form_only.page)
    part(form_only.page, "#practice-record").click()
    expect(form_only.page.locator("#record-line")).to_contain_text("Practice: Example Partnership (invented)")
    keys = set(
        form_only.page.evaluate("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    )
    page = form_only.page
    page.goto(site_url + "help/privacy/")
    page.evaluate("() => localStorage.setItem('lsp-improvement-tool/offline', 'removed')")
    named = [code.removesuffix("…") for code in page.locator("td code").all_inner_texts()]
    for key in keys | {"lsp-improvement-tool/offline"}:
        # The theme puts the address of the site before the name of its key.
        assert any(
            key == name or (name.endswith("/") and key.startswith(name)) or key.endswith(f".{name}")
            for name in named
        ), key


def test_undo_unfolds_what_it_changes(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "red")
    reason = form_only.field("style-trust.no_action")
    folded = form_only.page.locator("details").filter(has=reason)
    folded.locator("summary").first.click()
    reason.fill("It is under way.")
    folded.locator("summary").first.click()
    expect(reason).to_be_hidden()
    form_only.page.locator("#undo").click()
    expect(reason).to_be_visible()
    expect(reason).to_have_value("")


def test_a_record_that_is_restored_has_its_last_backup_again(form_only: ToolPage) -> None:
    page = form_only.open().page
    form_only.rate("style-trust", "red")
    form_only.download("#save-copy")
    form_only.rate("style-trust", "green")
    part(page, "#delete-record").click()
    line = page.locator("#copy-status")
    expect(line).to_be_empty()
    part(page, "#version-list").get_by_role("button", name="Restore this version").click()
    # To restore it is a change too.
    expect(line).to_have_text("Last backup: today. Changes since then: 2.")
