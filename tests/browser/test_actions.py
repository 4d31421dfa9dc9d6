"""Actions in the page: written from a question, listed, filtered, undone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests import paper
from tests.browser.actions import actions_of, write_action
from tests.browser.tool_page import part, start_round
from tests.python.builders import HOSTILE

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage

CHOICE = '[data-action-status="action-1"]'


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


def test_an_action_without_a_status_is_not_started(form_only: ToolPage, sample_data: dict[str, Any]) -> None:
    """A file need not say more than what will be done."""
    sample_data["actions"] = {"action-1": {"what": "Meet monthly", "questions": ["style-trust"]}}
    form_only.store(sample_data)
    form_only.open("#/assess/style-trust")
    question = form_only.page.locator(".question", has=form_only.show("style-trust"))
    question.locator(".question-actions summary").click()
    expect(question.locator(".question-actions li")).to_have_text("Meet monthly (not started)")


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
    what = sample_data["actions"]["action-1"]["what"]
    expect(page.locator("#message")).to_have_text(f"Marked as done: “{what}”")
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
    expect(more).to_have_text(re.compile(r"^\d+ more with no open action$"))
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
