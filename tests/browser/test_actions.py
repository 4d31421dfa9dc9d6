"""Actions in the page: written from a question, listed, filtered, undone."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import expect

from tests import paper
from tests.browser.tool_page import RECORD_KEY, ToolPage, part, start_round
from tests.python.builders import HOSTILE

CHOICE = '[data-action-status="action-1"]'


def write_action(tool: ToolPage, what: str, **fields: str) -> None:
    dialog = tool.page.locator("#action-dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_label("What will be done").fill(what)
    for name, value in fields.items():
        field = dialog.locator(f'[name="{name}"]')
        if name in ("status", "priority"):
            field.select_option(value)
        else:
            field.fill(value)
    dialog.get_by_role("button", name="Save action").click()
    expect(dialog).to_be_hidden()


def actions_of(tool: ToolPage) -> list[dict[str, Any]]:
    record = tool.stored()
    assert record is not None
    return list(record["actions"].values())


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


def test_an_action_from_a_question_serves_it_and_is_listed(tool: ToolPage) -> None:
    tool.open("#/assess/style-trust")
    question = tool.page.locator(".question", has=tool.show("style-trust"))
    question.locator(".question-actions summary").click()
    question.get_by_role("button", name="Add an action").click()
    write_action(tool, f"Meet monthly {HOSTILE}", owner="Chair", due="2020-01-31", priority="high")
    (action,) = actions_of(tool)
    assert action["questions"] == ["style-trust"]
    assert action["what"] == f"Meet monthly {HOSTILE}"
    assert (action["owner"], action["due"], action["priority"]) == ("Chair", "2020-01-31", "high")
    listed = part(tool.page, "#action-list")
    listed.scroll_into_view_if_needed()
    expect(listed).to_contain_text("Meet monthly", timeout=60_000)
    expect(listed).to_contain_text("Overdue")
    listed.get_by_role("button", name="Edit").click()
    write_action(tool, "Meet monthly", status="dropped", reason="No time.", progress="Met once.")
    (changed,) = actions_of(tool)
    assert (changed["status"], changed["reason"], changed["created"]) == (
        "dropped",
        "No time.",
        action["created"],
    )
    tool.page.locator("#undo").click()
    assert actions_of(tool)[0]["what"].startswith("Meet monthly <script>")
    tool.page.locator("#undo").click()
    assert actions_of(tool) == []


def test_reds_without_an_action_are_listed_and_may_say_why(tool: ToolPage) -> None:
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "red")
    question = tool.page.locator(".question", has=tool.question("style-trust"))
    question.locator(".question-actions summary").click()
    tool.field("style-trust.no_action").fill("The chair changes in spring.")
    tool.field("style-trust.no_action").blur()
    assert tool.stored_answers()["style-trust"]["no_action"] == "The chair changes in spring."
    listed = part(tool.page, "#action-list")
    listed.scroll_into_view_if_needed()
    expect(listed).to_contain_text("The chair changes in spring.", timeout=60_000)


def test_the_list_is_filtered_and_actions_live_across_rounds(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.store(sample_data)
    tool.open()
    listed = part(tool.page, "#action-list")
    listed.scroll_into_view_if_needed()
    expect(listed.locator("tbody tr")).to_have_count(4, timeout=60_000)
    listed.locator('[name="filter.owner"]').focus()
    listed.locator('[name="filter.owner"]').select_option("Coordinator")
    expect(listed.locator("tbody tr")).to_have_count(1)
    expect(listed.locator('[name="filter.owner"]')).to_be_focused()
    listed.locator('[name="filter.group"]').select_option("owner")
    expect(listed.locator("tbody [scope=rowgroup] > bdi")).to_have_text("Coordinator")
    start_round(tool.page)
    assert len(actions_of(tool)) == 4


def test_the_status_is_changed_in_the_row_and_a_button_drops_with_a_reason(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.store(sample_data)
    page = tool.open().page
    listed = part(page, "#action-list")
    choice = listed.locator(CHOICE)
    # Keys pass each choice, and none of them opens a dialog.
    expect(choice.locator("option")).to_have_text(["Not started", "Under way", "Done"])
    before = choice.input_value()
    listed.get_by_role("row").filter(has=page.locator(CHOICE)).get_by_role("button", name="Drop").click()
    reason = page.locator('#action-form [name="reason"]')
    expect(reason).to_be_focused()
    page.keyboard.press("Escape")
    assert actions_of(tool)[0]["status"] == before
    choice.focus()
    choice.select_option("done")
    expect(listed).to_contain_text("2 done")
    expect(choice).to_be_focused()
    action = actions_of(tool)[0]
    assert action["status"] == "done"
    assert action["progress"] == sample_data["actions"]["action-1"]["progress"]
    choice.select_option("under-way")
    expect(listed).to_contain_text("1 done")
    listed.get_by_role("row").filter(has=page.locator(CHOICE)).get_by_role("button", name="Drop").click()
    reason.fill("No money")
    page.locator("#action-form [type=submit]").click()
    expect(choice).to_have_value("dropped")
    dropped = actions_of(tool)[0]
    assert (dropped["status"], dropped["reason"]) == ("dropped", "No money")
    choice.select_option("under-way")
    expect(listed).not_to_contain_text("No money")
    assert "reason" not in actions_of(tool)[0]


def test_an_action_entered_by_mistake_is_deleted_and_undo_brings_it_back(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.store(sample_data)
    page = tool.open().page
    listed = part(page, "#action-list")
    row = listed.get_by_role("row").filter(has=page.locator(CHOICE))
    row.get_by_role("button", name="Edit").click()
    page.get_by_label("What will be done").fill("Begun, and given up with the action")
    delete = page.get_by_role("button", name="Delete this action")
    delete.click()
    expect(page.locator("#action-dialog")).to_be_hidden()
    expect(page.locator("#message")).to_have_text("Action deleted.")
    expect(row).to_have_count(0)
    expect(page.locator("#actions-heading")).to_be_focused()
    others = {name: action for name, action in sample_data["actions"].items() if name != "action-1"}
    assert (tool.stored() or {})["actions"] == others
    page.locator("#undo").click()
    expect(row).to_have_count(1)
    assert (tool.stored() or {})["actions"]["action-1"] == sample_data["actions"]["action-1"]
    page.locator("#redo").click()
    page.reload()
    tool.open("#/actions")
    assert (tool.stored() or {})["actions"] == others
    # What is not in the record yet is not deleted but cancelled.
    part(page, "#new-action").click()
    expect(page.get_by_label("What will be done")).to_have_value("")
    expect(delete).to_be_hidden()


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


def test_who_adds_an_action_to_a_red_question_is_led_to_its_row(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["actions"] = {}
    tool.store(sample_data)
    page = tool.open().page
    tool.wait_for_overview()
    listed = part(page, "#action-list")
    title = listed.locator(".without-action a").first.inner_text()
    listed.locator(".without-action").get_by_role("button").first.click()
    page.get_by_role("button", name="Save action").click()
    row = listed.locator(".plan tr", has_text=title)
    expect(row.get_by_role("link", name=title)).to_be_focused()


def all_red(sample_data: dict[str, Any]) -> dict[str, Any]:
    """The record with every answer red."""
    for answer in sample_data["rounds"][-1]["answers"].values():
        answer["rating"] = "red"
    return sample_data


def test_many_red_questions_do_not_hide_the_actions(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    tool.store(all_red(sample_data))
    page = tool.open().page
    listed = part(page, "#action-list")
    panel = listed.locator(".without-action")
    expect(panel.get_by_role("button")).to_have_count(3)
    expect(listed.locator(CHOICE)).to_be_in_viewport()
    more = panel.locator("summary")
    expect(more).to_have_text(re.compile(r"^\d+ more with no action$"))
    more.press("Enter")
    shown = panel.get_by_role("button").count()
    assert shown > 3
    # What is opened stays open when the list is drawn again, and the focus stays in it.
    panel.get_by_role("button").last.click()
    page.get_by_role("button", name="Save action").click()
    expect(panel.get_by_role("button")).to_have_count(shown - 1)
    # On paper nothing is folded.
    titles = panel.get_by_role("link").all_inner_texts()
    more.press("Enter")
    expect(panel.get_by_role("button")).to_have_count(3)
    text = " ".join(paper.sheets(page.pdf()))
    assert [title for title in titles if title not in text] == []
    expect(panel.get_by_role("button")).to_have_count(3)


def test_a_new_action_comes_into_sight(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    tool.store(all_red(sample_data))
    page = tool.open().page
    page.set_viewport_size({"width": 1024, "height": 500})
    listed = part(page, "#action-list")
    expect(listed.locator(CHOICE)).to_be_attached()
    add = page.locator("#new-action")
    add.click()
    write_action(tool, "Meet monthly", due="2999-12-31")
    row = listed.get_by_role("row", name="Meet monthly")
    expect(row).to_be_in_viewport(ratio=1)
    expect(add).to_be_focused()
    # So does one that is brought back.
    page.locator("#undo").click()
    expect(row).to_have_count(0)
    page.evaluate("scrollTo(0, 0)")
    page.locator("#redo").click()
    expect(row).to_be_in_viewport(ratio=1)


def test_what_a_filter_of_the_actions_leaves_is_announced(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.store(sample_data)
    page = tool.open().page
    tool.wait_for_overview()
    listed = part(page, "#action-list")
    element = listed.get_by_label("Element", exact=True)
    element.focus()
    element.select_option(label="Synergies")
    expect(page.locator("#announcement")).to_have_text(re.compile(r"^\d actions: .* \d shown\.$"))
    expect(element).to_be_focused()


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


def test_a_reason_for_no_action_is_carried_over(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "red")
    question = form_only.page.locator(".question", has=form_only.question("style-trust"))
    question.locator(".question-actions summary").click()
    reason = form_only.field("style-trust.no_action")
    reason.fill("Because money")
    reason.blur()
    form_only.page.reload()
    form_only.open("#style-trust")
    question.locator(".question-actions summary").click()
    reason.press("End")
    reason.press_sequentially(" is short")
    reason.blur()
    assert form_only.stored_answers()["style-trust"]["no_action"] == "Because money is short"


def test_a_saved_action_is_announced_and_shown_at_its_question(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    question = form_only.page.locator(".question", has=form_only.show("style-trust"))
    panel = question.locator(".question-actions")
    panel.locator("summary").click()
    panel.get_by_role("button", name="Add an action").click()
    write_action(form_only, "Meet monthly")
    message = form_only.page.locator("#message")
    expect(message).to_have_text("Action saved. It is shown at its questions, and under “Actions”.")
    expect(panel.locator("summary")).to_contain_text("Actions (1)")
    expect(panel.get_by_role("listitem")).to_have_text("Meet monthly (not started)")
    panel.get_by_role("button", name="Meet monthly").click()
    write_action(form_only, "Meet weekly", status="done")
    expect(panel.get_by_role("listitem")).to_have_text("Meet weekly (done)")
    form_only.page.reload()
    expect(panel.locator("summary")).to_contain_text("Actions (1)")
    other = form_only.page.locator(".question", has=form_only.show("style-challenge"))
    expect(other.locator(".question-actions summary")).not_to_contain_text("(")
    # Nobody is sent to where they are.
    part(form_only.page, "#new-action").click()
    write_action(form_only, "Meet every year")
    expect(message).to_have_text("Action saved.")


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


def test_the_bar_counts_what_is_open_and_what_is_late(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    first, second, third = list(sample_data["actions"].values())[:3]
    first |= {"status": "open", "due": "2020-01-31"}
    second |= {"status": "open", "due": "2999-01-31"}
    third |= {"status": "done", "due": "2020-01-31"}
    sample_data["actions"] = {"a": first, "b": second, "c": third}
    form_only.store(sample_data)
    form_only.open()
    expect(form_only.page.locator("[data-go=actions]")).to_have_text("Actions 2 (1 overdue)")


def test_an_action_is_late_from_midnight_in_a_tab_that_is_left_open(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    action = next(iter(sample_data["actions"].values())) | {"status": "under-way", "due": "2027-01-31"}
    sample_data["actions"] = {"a": action}
    page = tool.page
    page.clock.install(time=datetime(2027, 1, 31, 23, 58, tzinfo=UTC))
    tool.store(sample_data)
    tool.open()
    tool.wait_for_overview()
    expect(page.locator("[data-go=actions]")).to_have_text("Actions 1")
    row = part(page, "#action-list").locator("tr", has_text=action["what"])
    expect(row).to_be_visible()
    expect(row).not_to_contain_text("Overdue")
    page.clock.fast_forward(3 * 60_000)
    expect(row).to_contain_text("Overdue")
    expect(page.locator("[data-go=actions]")).to_have_text("Actions 1 (1 overdue)")
    expect(part(page, "#overview").locator(".overdue")).to_contain_text("overdue")


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


def test_a_next_step_that_is_an_action_is_not_offered_again(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "red")
    step = form_only.page.locator("#next-step")
    use = step.get_by_role("button", name="Use as an action")
    use.click()
    form_only.page.get_by_role("button", name="Save action").click()
    expect(use).to_be_hidden()
    expect(step).to_contain_text("It is among your actions.")
    form_only.page.locator("#undo").click()
    expect(form_only.page.get_by_role("heading", name="Actions", exact=True)).to_be_focused()
    form_only.show("style-trust")
    expect(use).to_be_visible()


def test_a_next_step_whose_action_was_dropped_is_offered_again(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "red")
    step = form_only.page.locator("#next-step [data-step]").inner_text()
    action = {"what": step, "questions": ["style-trust"], "status": "dropped", "reason": "No time"}
    form_only.store({**sample_data, "actions": {"a": action}})
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "red")
    use = form_only.page.locator("#next-step").get_by_role("button", name="Use as an action")
    expect(use).to_be_visible()


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
    file = {"name": "copy.json", "mimeType": "application/json", "buffer": json.dumps(sample_data).encode()}
    page.locator("#open-file").set_input_files(file)  # type: ignore[arg-type]
    page.locator('#open-dialog [data-open-choice="replace"]').click()
    expect(page.locator("#record-line")).to_contain_text("Example Partnership")
    expect(page.locator("#action-dialog")).to_be_hidden()
    assert "For ours" not in json.dumps(tool.stored())
    part(page, "#new-action").click()
    expect(page.get_by_label("What will be done")).to_have_value("For ours")


def test_the_status_of_an_action_that_was_undone_makes_none(tool: ToolPage) -> None:
    page = tool.open("#/assess/style-trust").page
    part(page, "#new-action").click()
    write_action(tool, "Meet monthly")
    expect(part(page, "#action-list").locator("[data-action-status]")).to_be_visible(timeout=60_000)
    # At once: the list that Python made is on the screen still.
    page.evaluate(
        """() => {
          document.querySelector("#undo").click();
          const choice = document.querySelector("[data-action-status]");
          choice.value = "done";
          choice.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    assert actions_of(tool) == []
    expect(part(page, "#action-list").locator("[data-action-status]")).to_have_count(0)


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
