"""The dialog of an action: what is wrong is reported, a draft survives, and no other tab's work is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.actions import actions_of, write_action
from tests.browser.opening import choose
from tests.browser.tool_page import RECORD_KEY, part

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage


def edit_at_question(tool: ToolPage) -> None:
    """Open the action that serves the question shown."""
    question = tool.page.locator(".question", has=tool.show("style-trust"))
    details = question.locator("details.question-actions")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.locator("[data-edit-action]:not([data-status])").click()


def taken_over(tool: ToolPage) -> ToolPage:
    """The record in a second tab, which edits it now."""
    other = tool.another_tab().open("#/assess/style-trust")
    other.page.locator("#continue-here").click()
    expect(other.page.locator("#tab-elsewhere")).to_be_hidden()
    return other


def test_an_action_that_another_tab_edits_by_now_is_not_deleted(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["actions"] = {"one": {"what": "Meet", "questions": ["style-trust"], "status": "not-started"}}
    form_only.store(sample_data)
    page = form_only.open("#/assess/style-trust").page
    edit_at_question(form_only)
    other = taken_over(form_only)
    page.get_by_role("button", name="Delete this action").click()
    expect(page.locator("#action-problem")).to_be_focused()
    expect(page.locator("#action-problem")).to_contain_text("is being changed in another tab")
    assert len(actions_of(other)) == 1


def test_an_action_that_is_opened_again_at_once_is_saved(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    """The browser reports that a dialog was closed a moment later."""
    form_only.store(sample_data)
    page = form_only.open("#/assess/style-trust").page
    part(page, "#new-action").click()
    page.evaluate("""() => {
        document.getElementById("action-dialog").close();
        document.getElementById("new-action").click();
    }""")
    page.get_by_label("What will be done").fill("Meet monthly")
    page.get_by_role("button", name="Save action").click()
    expect(page.locator("#message")).to_be_visible()
    assert "Meet monthly" in {action["what"] for action in actions_of(form_only)}


def test_an_action_without_words_is_reported_in_a_summary_that_links_to_the_field(
    form_only: ToolPage,
) -> None:
    page = form_only.open("#/assess/style-trust").page
    part(page, "#new-action").click()
    page.locator('#action-form [name="owner"]').fill("Chair")
    page.get_by_role("button", name="Save action").click()
    summary = page.locator("#action-problem")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("There is a problem")
    what = page.get_by_label("What will be done")
    expect(what).to_have_attribute("aria-invalid", "true")
    expect(what).to_have_accessible_description("Write what will be done.")
    summary.get_by_role("link").click()
    expect(what).to_be_focused()
    assert page.url.endswith("#/actions")
    # Nothing that was typed is lost, and nothing is stored incompletely.
    expect(page.locator('#action-form [name="owner"]')).to_have_value("Chair")
    assert not (form_only.stored() or {}).get("actions")
    what.fill("Meet once more")
    page.get_by_role("button", name="Save action").click()
    expect(page.locator("#action-dialog")).to_be_hidden()
    assert len((form_only.stored() or {})["actions"]) == 1


def test_the_questions_to_choose_from_are_grouped_by_element(form_only: ToolPage) -> None:
    page = form_only.open().page
    part(page, "#new-action").click()
    page.locator(".action-questions summary").click()
    group = page.get_by_role("group", name="Synergies")
    assert group.get_by_role("checkbox").count() > 2


def test_a_draft_survives_escape_and_a_reload(form_only: ToolPage) -> None:
    page = form_only.open("#/assess/style-trust").page
    part(page, "#new-action").click()
    page.get_by_label("What will be done").press_sequentially("Half an action")
    page.keyboard.press("Escape")
    expect(page.locator("#action-dialog")).to_be_hidden()
    part(page, "#new-action").click()
    expect(page.get_by_label("What will be done")).to_have_value("Half an action")
    expect(page.get_by_role("status").locator("#action-draft")).to_be_visible()
    page.locator('#action-form [name="owner"]').press_sequentially("Chair")
    page.goto("about:blank")
    form_only.open("#/assess/style-trust")
    part(page, "#new-action").click()
    expect(page.locator('#action-form [name="owner"]')).to_have_value("Chair")
    page.get_by_role("button", name="Save action").click()
    assert [action["what"] for action in actions_of(form_only)] == ["Half an action"]
    part(page, "#new-action").click()
    expect(page.get_by_label("What will be done")).to_have_value("")
    page.get_by_label("What will be done").fill("Given up")
    page.get_by_role("button", name="Cancel").click()
    part(page, "#new-action").click()
    expect(page.get_by_label("What will be done")).to_have_value("")


def test_an_invalid_date_and_a_drop_without_reason_are_reported(form_only: ToolPage) -> None:
    page = form_only.open("#/assess/style-trust").page
    part(page, "#new-action").click()
    page.get_by_label("What will be done").fill("Meet once more")
    due = page.get_by_label("By when")
    due.focus()
    page.keyboard.type("15")
    page.locator('#action-form [name="status"]').select_option("dropped")
    page.get_by_role("button", name="Save action").click()
    summary = page.locator("#action-problem")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("listitem")).to_have_text(
        ["Enter a complete date, such as 31 January 2027, or none.", "Say why it was dropped."]
    )
    summary.get_by_role("link", name="Say why").click()
    expect(page.locator('#action-form [name="reason"]')).to_be_focused()
    page.keyboard.type("No money")
    due.fill("0027-03-31")
    page.get_by_role("button", name="Save action").click()
    year = "Write a year from 2000 to 2999, with four figures, such as 2027."
    expect(summary.get_by_role("listitem")).to_have_text([year])
    expect(due).to_have_accessible_description(year)
    due.fill("2027-03-31")
    page.get_by_role("button", name="Save action").click()
    (action,) = actions_of(form_only)
    assert (action["due"], action["reason"]) == ("2027-03-31", "No money")


def test_a_question_that_is_asked_no_more_stays_with_its_action(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    served = ["asked-long-ago", "style-trust", "style-challenge"]
    sample_data["actions"] = {"one": {"what": "Meet", "questions": served, "status": "not-started"}}
    form_only.store(sample_data)
    page = form_only.open("#/assess/style-trust").page
    panel = page.locator(".question", has=form_only.show("style-trust")).locator(".question-actions")
    panel.locator("summary").click()
    panel.get_by_role("button", name="Meet").click()
    page.keyboard.press("Escape")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('/draft/'))") == []
    panel.get_by_role("button", name="Meet").click()
    write_action(form_only, "Meet", owner="Chair")
    (action,) = actions_of(form_only)
    assert (action["owner"], action["questions"]) == ("Chair", served)


def test_an_emptied_draft_and_that_of_a_deleted_record_do_not_come_back(form_only: ToolPage) -> None:
    page = form_only.open("#/assess/style-trust").page
    form_only.rate("style-trust", "red")
    what = page.get_by_label("What will be done")
    part(page, "#new-action").click()
    what.press_sequentially("Half an action")
    page.keyboard.press("Escape")
    part(page, "#new-action").click()
    what.fill("")
    page.keyboard.press("Escape")
    part(page, "#new-action").click()
    expect(what).to_have_value("")
    what.press_sequentially("Secret of Old Town")
    page.keyboard.press("Escape")
    part(page, "#delete-record").click()
    part(page, "#new-action").click()
    expect(what).to_have_value("")


def test_a_draft_changes_only_what_was_entered_in_it(tool: ToolPage) -> None:
    page = tool.open("#/assess/style-trust").page
    part(page, "#new-action").click()
    write_action(tool, "Meet monthly")
    part(page, "#action-list").locator("[data-edit-action]:not([data-status])").click()
    page.locator('#action-form [name="progress"]').press_sequentially("Two meetings so far")
    page.keyboard.press("Escape")
    # Meanwhile somebody sets it to done.
    record = tool.stored()
    assert record is not None
    for action in record["actions"].values():
        action |= {"status": "done", "owner": "Chair"}
    page.goto("about:blank")
    tool.store(record)
    tool.open("#/actions")
    page.locator("#action-list [data-edit-action]:not([data-status])").click()
    page.get_by_role("button", name="Save action").click()
    [saved] = actions_of(tool)
    assert (saved["status"], saved["owner"], saved["progress"]) == ("done", "Chair", "Two meetings so far")


def test_a_dialog_that_was_open_meanwhile_changes_only_what_was_entered_in_it(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    action = {"what": "Meet monthly", "questions": ["style-trust"], "owner": "Chair", "status": "under-way"}
    form_only.store({**sample_data, "actions": {"a": action}})
    page = form_only.open("#/assess/style-trust").page
    edit_at_question(form_only)
    page.locator('#action-form [name="progress"]').fill("Two meetings so far")
    other = taken_over(form_only)
    edit_at_question(other)
    write_action(other, "Meet weekly", owner="Deputy", status="dropped", reason="No time.")
    other.page.close()
    expect(page.locator("#tab-elsewhere")).to_be_hidden()
    page.get_by_role("button", name="Save action").click()
    expect(page.locator("#action-dialog")).to_be_hidden()
    [saved] = actions_of(form_only)
    assert (saved["what"], saved["owner"], saved["progress"]) == (
        "Meet weekly",
        "Deputy",
        "Two meetings so far",
    )
    assert (saved["status"], saved["reason"]) == ("dropped", "No time.")


def test_a_draft_from_which_another_tab_saved_an_action_does_not_overwrite_it(form_only: ToolPage) -> None:
    page = form_only.open("#/assess/style-trust").page
    form_only.rate("style-trust", "green")
    part(page, "#new-action").click()
    page.get_by_label("What will be done").fill("Half an action")
    other = taken_over(form_only)
    part(other.page, "#new-action").click()
    expect(other.page.get_by_label("What will be done")).to_have_value("Half an action")
    write_action(other, "A whole action")
    page.get_by_label("What will be done").press_sequentially(", late")
    part(other.page, "#new-action").click()
    expect(other.page.get_by_label("What will be done")).to_have_value("")
    write_action(other, "The next action")
    assert [action["what"] for action in actions_of(form_only)] == ["A whole action", "The next action"]
    # What the first tab has in its dialog still is one more.
    other.page.close()
    expect(page.locator("#tab-elsewhere")).to_be_hidden()
    write_action(form_only, "Half an action, late")
    assert [action["what"] for action in actions_of(form_only)] == [
        "A whole action",
        "The next action",
        "Half an action, late",
    ]


def test_an_action_is_not_saved_into_the_record_that_replaced_its_own(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = tool.open("#/assess/style-trust").page
    tool.rate("style-trust", "green")
    tool.wait_for_overview()
    part(page, "#new-action").click()
    page.get_by_label("What will be done").fill("For ours")
    choose(tool, json.dumps(sample_data))
    page.locator('#open-dialog [data-open-choice="replace"]').click()
    expect(page.locator("#record-line")).to_contain_text("Example Partnership")
    expect(page.locator("#action-dialog")).to_be_hidden()
    assert "For ours" not in json.dumps(tool.stored())
    part(page, "#new-action").click()
    expect(page.get_by_label("What will be done")).to_have_value("For ours")


def test_the_same_words_in_another_record_are_the_action_of_that_record(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    action = {"what": "Meet monthly", "questions": ["style-trust"], "status": "under-way"}
    sample_data["actions"] = {"a": {**action, "owner": "Chair"}}
    form_only.store(sample_data)
    sample_data["actions"] = {"b": {**action, "owner": "Deputy"}}
    form_only.page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [f"{RECORD_KEY}/2", json.dumps(sample_data)]
    )
    page = form_only.open("#/assess/style-trust").page
    edit_at_question(form_only)
    expect(page.locator('#action-form [name="owner"]')).to_have_value("Chair")
    page.keyboard.press("Escape")
    part(page, "#record-list").get_by_role("button").click()
    edit_at_question(form_only)
    expect(page.locator('#action-form [name="owner"]')).to_have_value("Deputy")


def test_back_closes_the_dialog_and_leaves_its_draft(form_only: ToolPage) -> None:
    page = form_only.open("#/assess/style-trust").page
    part(page, "#new-action").click()
    page.get_by_label("What will be done").fill("Half an action")
    page.go_back()
    expect(page.locator("#action-dialog")).to_be_hidden()
    expect(form_only.question("style-trust")).to_be_visible()
    part(page, "#new-action").click()
    expect(page.get_by_label("What will be done")).to_have_value("Half an action")
