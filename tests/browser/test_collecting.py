"""The coordinator collects partners' answers: what was chosen, what waits, and what the list says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from publishing.rehearsal import response
from tests.browser.opening import GIVE_FILE
from tests.browser.partners import (
    as_text,
    delete_answers,
    delete_sheet,
    enter_from_paper,
    file,
    hand_over,
    invited,
    respond,
    round_of,
)
from tests.browser.test_storage import REFUSE_TO_KEEP, REFUSE_VERSIONS
from tests.browser.tool_page import HOLD_PYTHON, close_round, part

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

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


def test_a_text_of_answers_goes_when_they_change(coordinator: ToolPage, context: BrowserContext) -> None:
    partner = context.new_page()
    respond(partner, invited(coordinator), {"style-trust": "red"})
    as_text(partner)
    partner.go_back()
    partner.locator('[id="style-trust.amber"]').check()
    partner.get_by_role("link", name="Send", exact=True).click()
    expect(partner.locator("#response-copied")).to_be_empty()
    expect(partner.locator("#response-text")).to_be_hidden()


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


def link_for(coordinator: ToolPage, name: str) -> str:
    """The link of an invitation by a partnership of this name, in the same round."""
    coordinator.set_field("partnership.name", name)
    return invited(coordinator)


def test_links_of_two_partnerships_with_one_round_have_answers_of_their_own(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    first, second = link_for(coordinator, "Northshire"), link_for(coordinator, "Southshire")
    assert round_of(first) == round_of(second)
    partner = context.new_page()
    respond(partner, first, {"style-trust": "red"}, organisation="Police")
    partner.goto("about:blank")
    partner.goto(second)
    expect(partner.locator("#welcome-heading")).to_contain_text("Southshire")
    expect(partner.get_by_label("Your organisation")).to_have_value("")
    expect(partner.locator("#earlier-answers")).to_contain_text("for “Northshire”")
    # Other answers take nothing from the first ones.
    partner.get_by_label("Your organisation").fill("A college")
    expect(partner.locator("#earlier-answers")).to_be_hidden()
    partner.goto("about:blank")
    partner.goto(first)
    expect(partner.get_by_label("Your organisation")).to_have_value("Police")


def test_answers_go_on_under_a_name_of_the_partnership_that_was_corrected(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    first, second = link_for(coordinator, "Nortshire"), link_for(coordinator, "Northshire")
    partner = context.new_page()
    respond(partner, first, {"style-trust": "red"}, organisation="Police")
    given = saved_response(partner)
    partner.goto("about:blank")
    partner.goto(second)
    partner.get_by_role("button", name="Use those answers here").click()
    expect(partner.get_by_label("Your organisation")).to_have_value("Police")
    expect(partner.locator("#earlier-answers")).to_be_hidden()
    partner.get_by_role("link", name="Send", exact=True).click()
    again = saved_response(partner)
    assert again["answers"] == given["answers"]
    # For the coordinator it is the same partner.
    assert again["respondent"] == given["respondent"]
    assert again["invitation"] == {**given["invitation"], "partnership": "Northshire"}


def saved_response(partner: Page) -> dict[str, Any]:
    """What a partner saves to send it."""
    with partner.expect_download() as saved:
        partner.get_by_role("button", name="Save my answers").click()
    data: dict[str, Any] = json.loads(saved.value.path().read_text("utf-8"))
    return data


def test_answers_that_another_tab_has_just_given_are_not_replaced_by_earlier_ones(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    first, second = link_for(coordinator, "Nortshire"), link_for(coordinator, "Northshire")
    partner = context.new_page()
    respond(partner, first, {"style-trust": "red"}, organisation="Police")
    partner.goto("about:blank")
    partner.goto(second)
    organisation = partner.get_by_label("Your organisation")
    organisation.fill("A college")
    given = partner.evaluate(
        """() => {
          const given = Object.entries(localStorage).find(([, text]) => text.includes("A college"));
          localStorage.removeItem(given[0]);
          return given;
        }"""
    )
    partner.reload()
    expect(partner.locator("#earlier-answers")).to_be_visible()
    # The event that tells of it comes after the press.
    partner.evaluate(
        """(given) => {
          localStorage.setItem(...given);
          document.querySelector("#use-earlier-answers").click();
        }""",
        given,
    )
    expect(organisation).to_have_value("A college")
    assert partner.evaluate("([key]) => localStorage.getItem(key)", given) == given[1]
    expect(partner.locator("#earlier-answers")).to_be_hidden()


def stored_notes(page: Page, note: str) -> int:
    """In how many places of the browser a note is."""
    count: int = page.evaluate(
        "(note) => Object.values(localStorage).filter((text) => text.includes(note)).length", note
    )
    return count


def test_answers_that_went_on_under_another_name_are_deleted_under_both(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    first, second = link_for(coordinator, "Nortshire"), link_for(coordinator, "Northshire")
    partner = context.new_page()
    respond(partner, first, {"style-trust": "red"}, note="Between us.")
    partner.goto("about:blank")
    partner.goto(second)
    # Answers for another partnership with the same round are another matter.
    third = link_for(coordinator, "Southshire")
    other = context.new_page()
    respond(other, third, {"style-trust": "green"}, note="Of the South.")
    partner.get_by_role("button", name="Use those answers here").click()
    partner.locator('[data-go="send"]').click()
    assert stored_notes(partner, "Between us.") == 2
    partner.get_by_text("Delete my answers from this browser").click()
    delete_answers(partner)
    expect(partner.locator("#message")).to_have_text("Your answers are deleted from this browser.")
    assert stored_notes(partner, "Between us.") == 0
    assert stored_notes(partner, "Of the South.") == 1


def test_what_was_entered_later_by_the_first_link_is_not_deleted_with_what_went_on_from_it(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    first, second = link_for(coordinator, "Nortshire"), link_for(coordinator, "Northshire")
    partner = context.new_page()
    respond(partner, first, {"style-trust": "red"}, note="Between us.")
    partner.goto("about:blank")
    partner.goto(second)
    partner.get_by_role("button", name="Use those answers here").click()
    later = context.new_page()
    respond(later, first, {"style-challenge": "green"}, note="Later.")
    partner.locator('[data-go="send"]').click()
    partner.get_by_text("Delete my answers from this browser").click()
    delete_answers(partner)
    expect(partner.locator("#message")).to_have_text("Your answers are deleted from this browser.")
    assert stored_notes(partner, "Later.") == 1


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
