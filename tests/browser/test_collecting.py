"""The coordinator collects partners' answers: a choice stays, and what has changed is looked at again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from publishing.rehearsal import response
from tests.browser.opening import GIVE_FILE
from tests.browser.partners import file, hand_over
from tests.browser.refused_storage import REFUSE_VERSIONS
from tests.browser.tool_page import HOLD_PYTHON, close_round, part

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage


def sent_by(organisation: str, record: dict[str, Any]) -> dict[str, Any]:
    """The answers of somebody to the last round of a record."""
    sent = response(record, {"style-trust": {"rating": "red"}})
    sent["respondent"] |= {"organisation": organisation}
    return sent


def test_to_add_nothing_is_no_decision_against_what_came(
    coordinator: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    late = sent_by("A college", {**sample_data, "rounds": sample_data["rounds"][:1]})
    part(page, "#collect-responses").click()
    page.locator("#collect-files").set_input_files([file("late.json", json.dumps(late))])
    row = page.locator('#collected tr[data-standing="late"]')
    expect(row).to_be_visible()
    page.get_by_role("button", name="Add the ticked answers").click()
    expect(page.locator("#collect-problem")).to_have_text("Tick the answers that you want to add first.")
    expect(row).to_be_visible()
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Add the ticked answers").click()
    expect(page.locator("#message")).to_contain_text("Partners’ answers added: 1")


def test_what_was_unticked_stays_so_when_more_comes(
    coordinator: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    first, second = sent_by("A college", sample_data), sent_by("A parish", sample_data)
    second["respondent"]["id"] = "00000002"
    part(page, "#collect-responses").click()
    chosen = page.locator("#collect-files")
    chosen.set_input_files([file("college.json", json.dumps(first))])
    box = page.get_by_label("Add the answers of A college")
    box.uncheck()
    # In another place of the list.
    chosen.set_input_files([file("parish.json", json.dumps(second)), file("college.json", json.dumps(first))])
    expect(page.get_by_label("Add the answers of A parish")).to_be_checked()
    expect(box).not_to_be_checked()
    # Another visit of the list is another decision.
    page.keyboard.press("Escape")
    page.locator("#collect-responses").click()
    chosen.set_input_files([file("college.json", json.dumps(first))])
    expect(box).to_be_checked()


def test_the_day_of_a_partner_s_answers_is_that_of_the_place_where_one_sits(
    coordinator: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    # Half past midnight of the next day by a clock of a British summer.
    sent = sent_by("A college", sample_data) | {"changed": "2027-06-30T23:30:00.000Z"}
    part(page, "#collect-responses").click()
    page.locator("#collect-files").set_input_files([file("college.json", json.dumps(sent))])
    expect(page.locator("#collected tbody td").nth(2)).to_have_text("1 July 2027")
    page.get_by_role("button", name="Add the ticked answers").click()
    expect(page.locator(".respondents")).to_contain_text("A college: 1 answer, 1 July 2027")


def test_while_answers_are_read_the_dialog_says_so(
    coordinator: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    part(page, "#collect-responses").click()
    waiting = page.locator("#collect-waiting")
    page.evaluate(HOLD_PYTHON)
    page.locator("#collect-files").set_input_files(
        [file("college.json", json.dumps(sent_by("A college", sample_data)))]
    )
    expect(waiting).to_have_text("Reading the answers …")
    page.evaluate("answerPython()")
    expect(page.locator("#collected")).to_contain_text("A college")
    expect(waiting).to_be_hidden()


def test_pasted_text_stays_until_it_is_added(coordinator: ToolPage, sample_data: dict[str, Any]) -> None:
    page = coordinator.page
    pasted = json.dumps(sent_by("A college", sample_data))
    box = page.locator("#paste-responses")
    part(page, "#collect-responses").click()
    box.fill(pasted)
    page.keyboard.press("Escape")
    page.locator("#collect-responses").click()
    expect(box).to_have_value(pasted)
    page.get_by_role("button", name="Look for answers").click()
    expect(page.locator("#collected")).to_contain_text("A college")
    # Where there is no space for a previous version, and somebody thinks twice.
    page.evaluate(
        """() => {
          const { setItem } = Storage.prototype;
          Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
          window.makeRoom = () => { Storage.prototype.setItem = setItem; };
        }"""
    )
    add = page.get_by_role("button", name="Add the ticked answers")
    add.click()
    page.locator("#no-space-dialog").get_by_role("button", name="Cancel").click()
    expect(box).to_have_value(pasted)
    page.evaluate("makeRoom()")
    add.click()
    expect(page.locator("#message")).to_contain_text("Partners’ answers added: 1")
    page.locator("#collect-responses").click()
    expect(box).to_have_value("")


def test_what_changes_while_there_is_no_space_is_said_in_the_dialog(
    coordinator: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    part(page, "#collect-responses").click()
    sent = json.dumps(sent_by("A college", sample_data))
    page.locator("#collect-files").set_input_files([file("college.json", sent)])
    page.get_by_label("Add the answers of A college").check()
    page.evaluate(REFUSE_VERSIONS)
    page.get_by_role("button", name="Add the ticked answers").click()
    expect(page.locator("#no-space-dialog")).to_be_visible()
    other = coordinator.another_tab().open()
    other.page.locator("#continue-here").click()
    expect(other.page.locator("#tab-elsewhere")).to_be_hidden()
    coordinator.download("#confirm-no-space")
    expect(page.locator("#collect-problem")).to_contain_text("Look again at what would be added")
    expect(page.locator("#collected")).to_contain_text("A college")


def test_what_was_ticked_stays_where_another_tab_edits_the_record(
    coordinator: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    late = sent_by("A college", {**sample_data, "rounds": sample_data["rounds"][:1]})
    part(page, "#collect-responses").click()
    page.locator("#collect-files").set_input_files([file("late.json", json.dumps(late))])
    box = page.get_by_label("Add the answers of A college")
    box.check()
    other = coordinator.another_tab().open()
    other.page.locator("#continue-here").click()
    expect(other.page.locator("#tab-elsewhere")).to_be_hidden()
    add = page.get_by_role("button", name="Add the ticked answers")
    problem = page.locator("#collect-problem")
    add.click()
    expect(problem).to_contain_text("Look again at what would be added")
    add.click()
    expect(problem).to_contain_text("open in another tab")
    other.page.close()
    expect(page.locator("#tab-elsewhere")).to_be_hidden()
    add.click()
    expect(problem).to_contain_text("Look again at what would be added")
    expect(box).to_be_checked()
    add.click()
    expect(page.locator("#message")).to_contain_text("Partners’ answers added: 1")


def test_answers_are_looked_at_again_when_python_is_back(
    coordinator: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    part(page, "#collect-responses").click()
    page.evaluate(
        """() => {
          const { postMessage } = Worker.prototype;
          Worker.prototype.postMessage = function () {
            Worker.prototype.postMessage = postMessage;
            this.onerror(new ErrorEvent("error", { message: "stopped on purpose" }));
          };
        }"""
    )
    page.locator("#collect-files").set_input_files(
        [file("college.json", json.dumps(sent_by("A college", sample_data)))]
    )
    expect(page.locator("#collected")).to_contain_text("A college")
    expect(page.locator("#collect-problem")).to_be_hidden()


def test_late_answers_go_into_their_closed_round_when_they_are_ticked(
    coordinator: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    closed = sample_data["rounds"][0]
    assert closed["closed"]
    late = response({**sample_data, "rounds": [closed]}, {"style-trust": {"rating": "red"}})
    part(page, "#collect-responses").click()
    page.locator("#collect-files").set_input_files([file("late.json", json.dumps(late))])
    row = page.locator('#collected tr[data-standing="late"]')
    expect(row).to_contain_text("its round is closed")
    expect(row.get_by_role("checkbox")).not_to_be_checked()
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Add the ticked answers").click()
    expect(page.locator("#message")).to_contain_text("Partners’ answers added: 1")
    stored = coordinator.stored()
    assert stored is not None
    assert list(stored["rounds"][0]["responses"]) == [late["respondent"]["id"]]
    assert stored["rounds"][1] == sample_data["rounds"][1]


def test_answers_that_are_here_already_are_counted(
    coordinator: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    sent = json.dumps(response(sample_data, {"style-trust": {"rating": "amber"}}))
    page.evaluate(GIVE_FILE, ["college.json", sent])
    page.get_by_role("button", name="Add the ticked answers").click()
    expect(page.locator("#message")).to_contain_text("Partners’ answers added: 1")
    page.evaluate(GIVE_FILE, ["college.json", sent])
    expect(page.locator("#collected")).to_contain_text("Already here")
    expect(page.locator("#collected-said")).to_have_text("1 answer sheet was found; 0 can be added.")
    page.evaluate(GIVE_FILE, ["letter.txt", "Dear partners,"])
    expect(page.locator("#collected")).to_contain_text("Not a partner’s answers. It is a text.")
    expect(page.locator("#collected-said")).to_have_text(
        "No answer sheets were found. 1 file has no partner’s answers."
    )


def close_round_in_another_tab(coordinator: ToolPage) -> None:
    other = coordinator.another_tab().open("#/rounds")
    other.page.locator("#continue-here").click()
    close_round(other.page)
    expect(other.page.locator("#reopen-round")).to_be_visible()
    other.page.close()
    expect(coordinator.page.locator("#tab-elsewhere")).to_be_hidden()


def test_what_another_tab_changed_is_looked_at_before_answers_are_added(coordinator: ToolPage) -> None:
    """However often the button is pressed, and however long Python takes."""
    page = coordinator.page
    hand_over(coordinator, "A parish")
    close_round_in_another_tab(coordinator)
    page.evaluate(HOLD_PYTHON)
    page.get_by_role("button", name="Add the ticked answers").dblclick()
    page.evaluate("answerPython()")
    expect(page.locator("#collected")).to_contain_text("Late: its round is closed")
    record = coordinator.stored()
    assert record is not None
    assert "responses" not in record["rounds"][-1]


def test_answers_are_not_removed_from_a_round_that_another_tab_has_closed(coordinator: ToolPage) -> None:
    page = coordinator.page
    hand_over(coordinator, "A parish")
    page.get_by_role("button", name="Add the ticked answers").click()
    page.get_by_role("button", name="Remove").click()
    close_round_in_another_tab(coordinator)
    page.get_by_role("button", name="Remove them").click()
    expect(page.locator("#message")).to_contain_text("the record was changed meanwhile")
    record = coordinator.stored()
    assert record is not None
    assert len(record["rounds"][-1]["responses"]) == 1


def test_answers_in_a_closed_round_cannot_be_removed(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    round_ = sample_data["rounds"][-1]
    round_["closed"] = "2027-01-31"
    round_["responses"] = {
        "00000001": {"respondent": {"sector": "Health"}, "answers": {"style-trust": {"rating": "red"}}}
    }
    tool.store(sample_data)
    tool.open("#/partners")
    remove = tool.page.locator("[data-remove-response]")
    expect(remove).to_be_disabled()
    tool.download("#save-copy")
    expect(remove).to_be_disabled()
    expect(tool.page.locator("[data-discuss]").first).to_be_disabled()


def test_that_nothing_was_pasted_is_said(form_only: ToolPage) -> None:
    page = form_only.open("#/partners").page
    page.locator("#collect-responses").click()
    page.get_by_role("button", name="Look for answers").click()
    expect(page.locator("#collect-problem")).to_have_text(
        "There is nothing in the box. Paste an e-mail with answers into it first."
    )
