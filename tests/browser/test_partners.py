"""Partners answer alone, by a link; the coordinator collects, sees where they differ, and settles it."""

from __future__ import annotations

import base64
import json
import random
import re
import string
import textwrap
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from publishing import question_files
from publishing.machine import ROOT
from publishing.rehearsal import response
from tests.browser.accessibility import page_with_axe
from tests.browser.opening import GIVE_FILE
from tests.browser.test_accessibility import assert_accessible
from tests.browser.tool_page import HOLD_PYTHON, WORKER, ToolPage, close_round, part
from tests.python.builders import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, FilePayload, Page

FIRST_QUESTION = question_files.read(ROOT / "questions" / "lsp").questions[0].id
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "locale": "en-GB"}


def invited(tool: ToolPage) -> str:
    """The link of an invitation to two elements."""
    part(tool.page, "#invite-partners").click()
    dialog = tool.page.locator("#invite-dialog")
    for element in ("Staff and Skills", "Synergies", "Steering", "Standards", "Systems"):
        dialog.get_by_label(element).uncheck()
    dialog.get_by_label("Answers by").fill("2027-01-31")
    dialog.get_by_label("Send answers to").fill("coordinator@example.org")
    link = dialog.locator("#invitation-link").input_value()
    mail = dialog.locator("#invitation-mail").input_value()
    assert link in mail
    assert "15 questions on your own by 31 January 2027" in mail
    assert "to coordinator@example.org." in mail
    assert len(link) < 2_000
    dialog.get_by_role("button", name="Close").click()
    return link


def delete_answers(page: Page) -> None:
    """Delete a partner's answers, and say that this is meant."""
    page.get_by_role("button", name="Delete my answers …").click()
    page.locator("#confirm-delete-response").click()


def delete_sheet(page: Page) -> None:
    """Delete a sheet from paper, and say that this is meant."""
    page.get_by_text("Delete this sheet from this browser").click()
    page.get_by_role("button", name="Delete this sheet …").click()
    page.locator("#confirm-delete-response").click()


def round_of(link: str) -> str:
    """The id of the round that an invitation names."""
    data = link.rpartition(".")[2]
    round_id: str = json.loads(base64.urlsafe_b64decode(data + "=" * (-len(data) % 4)))["round"]
    return round_id


def respond(
    page: Page, link: str, ratings: dict[str, str], *, organisation: str = "", note: str = ""
) -> None:
    """Answer as a partner does, and come to the end."""
    page.goto(link)
    expect(page.locator("#tool[data-filled]")).to_be_attached()
    page.locator('[name="respondent.organisation"]').fill(organisation)
    page.get_by_role("link", name="Start", exact=True).last.click()
    for question, rating in ratings.items():
        # Along the list of questions, as on a wide screen; the phone has it below.
        page.evaluate("(id) => document.querySelector(`[data-mark='${id}']`).click()", question)
        page.locator(f'[id="{question}.{rating}"]').check()
    page.locator(f'textarea[name="{next(iter(ratings))}.note"]').evaluate(
        """(field, text) => {
          field.value = text;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        note,
    )
    page.locator('.rooms [data-go="send"]').click()


def file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "application/json", "buffer": text.encode()}


def as_text(page: Page) -> str:
    page.get_by_role("button", name="Copy my answers as text").click()
    expect(page.locator("#response-text")).to_be_visible()
    expect(page.locator("#response-copied")).not_to_be_empty()
    return page.locator("#response-text").input_value()


def own(record: dict[str, Any]) -> dict[str, Any]:
    """What a record says without the partners' answers and times of change."""
    rounds = [
        {name: value for name, value in round_.items() if name not in ("responses", "discuss")}
        for round_ in record["rounds"]
    ]
    return {**record, "rounds": rounds, "changed": None}


def test_three_partners_answer_and_the_coordinator_settles_it(
    coordinator: ToolPage, browser: Browser, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    link = invited(coordinator)
    before = coordinator.stored()
    assert before is not None
    sent: list[str] = []
    outside: list[str] = []
    for number, rating in enumerate(["red", "green"]):
        context = browser.new_context(**PHONE)
        context.add_init_script("delete Navigator.prototype.serviceWorker")
        partner = context.new_page()
        partner.on("request", lambda request: outside.append(request.url))
        note = HOSTILE if number == 0 else "We never see the papers."
        ratings = {"style-challenge": rating, "style-trust": "amber"}
        respond(partner, link, ratings, organisation=f"Partner {number}", note=note)
        if number == 0:
            with partner.expect_download() as saved:
                partner.get_by_role("button", name="Save my answers").click()
            sent.append(saved.value.path().read_text("utf-8"))
            expect(partner.locator("#response-saved")).to_contain_text("attach it to an e-mail")
        else:
            line = as_text(partner)
            sent.append(
                "<p>Hi,<br>&gt; " + "<br>\n&gt; ".join(line[n : n + 60] for n in range(0, len(line), 60))
            )
        keys = partner.evaluate("Object.keys(localStorage)")
        assert all(key.startswith("lsp-improvement-tool/lsp/respond/") for key in keys), keys
        context.close()
    # Nothing of the invitation or the answers reaches the host either.
    assert not any("respond" in url or "example.org" in url for url in outside)

    part(page, "#collect-responses").click()
    page.locator("#collect-files").set_input_files(
        [file("a.json", sent[0]), file("broken.json", sent[0][:300])]
    )
    found = page.locator("#collected")
    expect(found.locator("tr[data-standing]")).to_have_count(2)
    expect(found.locator('tr[data-standing="damaged"]')).to_contain_text("Ask for them again")
    assert coordinator.stored() == before
    page.get_by_role("button", name="Add the ticked answers").click()
    expect(page.locator("#message")).to_contain_text("Partners’ answers added: 1")
    page.locator("#collect-responses").click()
    page.locator("#paste-responses").fill(sent[1])
    page.get_by_role("button", name="Look for answers").click()
    expect(found.locator('tr[data-standing="new"]')).to_contain_text("Partner 1")
    page.get_by_role("button", name="Add the ticked answers").click()

    rows = page.locator("#partner-answers tr[data-question]")
    expect(rows).to_have_count(2)
    expect(rows.first).to_have_attribute("data-question", "style-challenge")
    expect(rows.first).to_contain_text("Far apart")
    expect(rows.last).to_contain_text("All agree")
    expect(page.locator(".spread")).not_to_contain_text("Partner 1")
    rows.first.locator("summary").click()
    expect(rows.first.locator(".partner-note")).to_have_text([HOSTILE, "We never see the papers."])
    expect(rows.first.locator("summary")).to_be_focused()
    after = coordinator.stored()
    assert after is not None
    assert own(after) == own(before)
    assert len(after["rounds"][-1]["responses"]) == 2

    # Both agree with each other, and not with the coordinator.
    expect(rows.last).to_contain_text("All agree, but not with you")
    tick = page.get_by_text("Tick the first 2 questions only, to discuss")
    tick.click()
    for row in (rows.first, rows.last):
        expect(row.get_by_role("checkbox")).to_be_checked()
    expect(tick).to_be_hidden()
    expect(page.get_by_role("button", name="Discuss 2 questions")).to_be_focused()
    rows.last.get_by_role("checkbox").uncheck()
    # A press would change the ticks again.
    expect(tick).to_be_visible()
    page.get_by_role("button", name="Discuss 1 question").click()
    question = coordinator.question("style-challenge")
    expect(page.locator("#agenda-line")).to_have_text("1 of 1 to discuss")
    expect(question.locator(".partners-count [data-text]")).to_have_text("Partners: 1 red, 1 green.")
    expect(question.locator(".partners-squares [data-rating]")).to_have_text(["R", "G"])
    # Others in the room may not be meant to read them.
    expect(question.get_by_text("We never see the papers.")).to_be_hidden()
    question.get_by_text("2 notes from partners").click()
    expect(question.locator(".partners-notes li")).to_have_text([HOSTILE, "We never see the papers."])
    question.locator('input[value="amber"]').check()
    question.get_by_label("Agreed together").check()
    page.locator("#question-continue").click()
    expect(page.locator("#partners-heading")).to_be_visible()
    # What is settled comes after what is not.
    expect(rows.last).to_contain_text("Agreed together")
    # What is settled needs no more discussion.
    expect(page.locator("#discuss-together")).to_be_hidden()
    assert coordinator.stored_answers()["style-challenge"] | {"changed": ""} == {
        **sample_data["rounds"][-1]["answers"]["style-challenge"],
        "rating": "amber",
        "agreed": True,
        "changed": "",
    }
    # Among the answers is now one that nobody gave alone.
    expect(part(page, "#overview-own")).to_have_text(
        "This shows your own answers, and what you agreed together. "
        "Partners who have answered alone: 2. See Partners."
    )

    part(page, "#partner-answers")
    page.locator("[data-remove-response]").first.click()
    expect(page.locator("#remove-response-heading")).to_have_text("Remove the answers of Partner 0?")
    page.get_by_role("button", name="Remove them").click()
    expect(page.locator("[data-remove-response]")).to_have_count(1)
    expect(page.locator("#message")).to_have_text(
        "The answers of Partner 0 were removed. "
        "The record with them is under “Files”, among the previous versions."
    )


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


def test_answers_from_paper_are_handed_to_the_tab_with_the_record(
    coordinator: ToolPage, context: BrowserContext
) -> None:
    with context.expect_page() as opened:
        part(coordinator.page, "#paper-answers").click()
    sheet = opened.value
    respond(sheet, sheet.url.removesuffix("/welcome"), {"style-trust": "red"}, organisation="A parish")
    sheet.get_by_role("button", name="Add to the record").click()
    expect(sheet.locator("#hand-over-said")).to_contain_text("Add them there")
    expect(coordinator.page.locator("#collected")).to_contain_text("A parish")
    expect(coordinator.page.locator("#collected-said")).to_have_text(
        "1 answer sheet was found; 1 can be added."
    )
    coordinator.page.get_by_role("button", name="Add the ticked answers").click()
    expect(coordinator.page.locator(".respondents")).to_contain_text("from paper")


def test_the_form_for_a_sheet_from_paper_speaks_of_the_partner(coordinator: ToolPage) -> None:
    part(coordinator.page, "#paper-answers")
    sheet = enter_from_paper(coordinator, "A parish")
    expect(sheet.get_by_role("heading", level=1)).to_have_text("Add this sheet")
    room = sheet.locator("#send")
    expect(room.get_by_role("button", name="Add to the record")).to_have_class("button")
    expect(room.locator(".button:visible:not(.button--quiet)")).to_have_count(1)
    expect(room).not_to_contain_text(
        re.compile("your answers|your name|mail", re.IGNORECASE), use_inner_text=True
    )
    with sheet.expect_download():
        room.get_by_role("button", name="Save the sheet as a file").click()
    expect(room.locator("#response-saved")).to_have_text("The file is saved in your downloads.")
    sheet.get_by_role("link", name="Start", exact=True).click()
    expect(sheet.get_by_role("heading", level=1)).to_have_text("A partner’s sheet of paper")
    expect(sheet.get_by_label("The partner’s organisation")).to_have_value("A parish")
    expect(sheet.get_by_label("Their name")).to_be_visible()


def enter_from_paper(coordinator: ToolPage, organisation: str) -> Page:
    """Enter answers from paper in a tab of their own, until they have arrived."""
    with coordinator.page.context.expect_page() as opened:
        coordinator.page.locator("#paper-answers").dispatch_event("click")
    sheet = opened.value
    respond(sheet, sheet.url.removesuffix("/welcome"), {"style-trust": "red"}, organisation=organisation)
    sheet.get_by_role("button", name="Add to the record").click()
    expect(sheet.locator("#hand-over-said")).to_contain_text("Add them there")
    return sheet


def hand_over(coordinator: ToolPage, organisation: str) -> None:
    """Enter answers from paper, and close their tab."""
    part(coordinator.page, "#paper-answers")
    enter_from_paper(coordinator, organisation).close()
    coordinator.page.bring_to_front()
    expect(coordinator.page.locator("#collected")).to_contain_text(organisation)


def test_answers_from_paper_wait_until_they_are_added(
    coordinator: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    collected = page.locator("#collected")
    hand_over(coordinator, "A parish")
    # A file comes beside them.
    mail = response(sample_data, {"style-trust": {"rating": "amber"}})
    mail["respondent"]["organisation"] = "A hospital"
    page.evaluate(GIVE_FILE, ["hospital.json", json.dumps(mail)])
    for organisation in ("A hospital", "A parish"):
        expect(collected).to_contain_text(organisation)
    page.keyboard.press("Escape")
    page.locator("#collect-responses").click()
    expect(collected).to_contain_text("A parish")
    # Another tab has edited the record meanwhile: what would be added is shown again.
    other = coordinator.another_tab().open("#/assess/style-trust")
    other.page.locator("#continue-here").click()
    other.rate("style-trust", "red")
    add = page.get_by_role("button", name="Add the ticked answers")
    add.click()
    expect(page.locator("#collect-problem")).to_contain_text("Look again at what would be added")
    expect(collected).to_contain_text("A parish")
    add.click()
    expect(page.locator("#collect-problem")).to_contain_text("open in another tab")
    other.page.close()
    expect(page.locator("#tab-elsewhere")).to_be_hidden()
    add.click()
    expect(page.locator("#collect-problem")).to_contain_text("Look again at what would be added")
    add.click()
    expect(page.locator(".respondents")).to_contain_text("from paper")
    page.locator("#collect-responses").click()
    expect(page.locator("#collect-dialog")).to_be_visible()
    expect(collected).to_be_empty()


def test_answers_from_paper_that_come_while_others_are_added_wait(coordinator: ToolPage) -> None:
    page = coordinator.page
    collected = page.locator("#collected")
    hand_over(coordinator, "A parish")
    page.evaluate(HOLD_PYTHON)
    enter_from_paper(coordinator, "A college")
    page.get_by_role("button", name="Add the ticked answers").click()
    page.evaluate("answerPython()")
    expect(page.locator(".respondents")).to_contain_text("A parish")
    page.locator("#collect-responses").click()
    expect(collected).to_contain_text("A college")
    expect(collected).not_to_contain_text("A parish")


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


def test_answers_from_paper_go_to_the_tab_with_their_round_alone(
    coordinator: ToolPage, context: BrowserContext, site_url: str
) -> None:
    other = ToolPage(context.new_page(), f"{site_url}tools/pulse/")
    other.open("#/partners")
    coordinator.page.bring_to_front()
    with context.expect_page() as opened:
        part(coordinator.page, "#paper-answers").click()
    sheet = opened.value
    respond(sheet, sheet.url.removesuffix("/welcome"), {"style-trust": "red"}, organisation="A parish")
    coordinator.page.close()
    sheet.get_by_role("button", name="Add to the record").click()
    expect(sheet.locator("#hand-over-said")).to_contain_text("No open tab")
    expect(other.page.locator("#collect-dialog")).to_be_hidden()


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


def test_the_room_and_what_a_partner_sees_are_accessible(
    context: BrowserContext, site_url: str, sample_data: dict[str, Any]
) -> None:
    round_ = sample_data["rounds"][-1]
    round_["responses"] = {
        f"{number:08}": {
            "respondent": {"sector": "Health"},
            "answers": {"style-trust": {"rating": rating, "note": "A note."}},
        }
        for number, rating in enumerate(["red", "amber", "green", "unknown"])
    }
    tool = ToolPage(page_with_axe(context), site_url + "tool/")
    tool.store(sample_data)
    tool.open("#/partners")
    tool.page.locator(".spread summary").first.click()
    expect(tool.page.locator(".partner-note").first).to_be_visible()
    assert_accessible(tool.page, "partners", 0)
    assert_accessible(tool.page, "partners", 3)
    link = invited(tool)
    tool.page.locator("#invite-partners").click()
    assert_accessible(tool.page, "inviting", 1)
    tool.page.locator("#show-invitation-code").click()
    assert_accessible(tool.page, "a code to scan", 2)
    tool.page.goto("about:blank")
    tool.page.goto(link)
    expect(tool.page.locator("#tool[data-filled]")).to_be_attached()
    assert_accessible(tool.page, "the first page for a partner", 2)
    tool.page.locator('[data-go="send"]').click()
    expect(tool.page.locator("#send [href='mailto:coordinator@example.org']")).to_be_visible()
    assert_accessible(tool.page, "the last page for a partner", 1)


def test_who_discusses_comes_back_to_the_room_and_to_the_usual_view(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    first = FIRST_QUESTION
    sent = response(sample_data, {first: {"rating": "red"}, "style-trust": {"rating": "red"}})
    sample_data["rounds"][-1] |= {"responses": {"one": sent}, "discuss": [first, "style-trust"]}
    tool.store(sample_data)
    page = tool.open("#/partners").page
    page.get_by_role("button", name="Discuss 2 questions").click()
    expect(page.locator("#agenda-line")).to_have_text("1 of 2 to discuss")
    # One number is enough.
    number = tool.question(first).locator(".question-number")
    expect(tool.question(first)).to_be_visible()
    expect(number).to_be_hidden()
    page.go_back()
    expect(page.locator("#partners-heading")).to_be_visible()
    page.get_by_role("button", name="Discuss 2 questions").click()
    # A key that was pressed by mistake is taken back, and the keys still work.
    before = tool.rating(first)
    assert before != "red"
    expect(tool.question(first)).to_be_focused()
    page.keyboard.press("r")
    assert tool.rating(first) == "red"
    page.locator("#undo-here").click()
    assert tool.rating(first) == before
    page.keyboard.press("c")
    expect(page.locator("#agenda-line")).to_have_text("2 of 2 to discuss")
    page.keyboard.press("c")
    expect(page.locator("#partners-heading")).to_be_visible()
    tool.show(first)
    expect(page.locator("#tool")).to_have_attribute("data-view", "one")
    expect(page.locator("#agenda-line")).to_be_empty()
    expect(number).to_be_visible()


def test_a_tab_that_only_shows_ticks_nothing_to_discuss(
    tool: ToolPage, sample_data: dict[str, Any], context: BrowserContext
) -> None:
    sent = response(sample_data, {"style-trust": {"rating": "red"}})
    sample_data["rounds"][-1]["responses"] = {"one": sent}
    tool.store(sample_data)
    tool.open("#/partners")
    second = ToolPage(context.new_page(), tool.url).open()
    expect(second.page.locator("#tab-elsewhere")).to_be_visible()
    box = part(second.page, "#partner-answers").locator("[data-discuss]").first
    box.click()
    expect(second.page.locator("#message")).to_be_visible()
    expect(box).not_to_be_checked()
    expect(part(second.page, "#version-list").locator("li")).to_have_count(0)
    assert tool.stored() == sample_data


def test_a_second_sheet_of_paper_and_a_mail_come_beside_the_first(
    coordinator: ToolPage, context: BrowserContext, sample_data: dict[str, Any]
) -> None:
    page = coordinator.page
    for organisation in ("A parish", "A college"):
        with context.expect_page() as opened:
            page.evaluate("() => document.getElementById('paper-answers').click()")
        sheet = opened.value
        respond(sheet, sheet.url.removesuffix("/welcome"), {"style-trust": "red"}, organisation=organisation)
        sheet.get_by_role("button", name="Add to the record").click()
        expect(sheet.locator("#hand-over-said")).to_contain_text("Add them there")
        expect(page.locator("#collected")).to_contain_text(organisation)
    expect(page.locator("#collected")).to_contain_text("A parish")
    mail = response(sample_data, {"style-trust": {"rating": "amber"}})
    mail["respondent"]["organisation"] = "A hospital"
    page.locator("#paste-responses").fill(json.dumps(mail))
    page.get_by_role("button", name="Look for answers").click()
    for organisation in ("A hospital", "A parish", "A college"):
        expect(page.locator("#collected")).to_contain_text(organisation)


def test_a_list_of_an_earlier_visit_stays_when_a_note_is_opened(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    sent = response(sample_data, {"style-trust": {"rating": "red", "note": "Two left."}})
    sample_data["rounds"][-1]["responses"] = {"one": sent}
    tool.store(sample_data)
    page = tool.open("#/partners").page
    answers = page.locator("#partner-answers")
    expect(answers).to_have_attribute("data-source", "python")
    # Python is not there yet.
    page.route(WORKER, lambda _route: None)
    page.reload()
    expect(answers).to_have_attribute("data-source", "saved")
    answers.locator("summary").first.click()
    expect(answers.locator("tr[data-question]").first).to_be_visible()


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


def test_each_sheet_of_paper_is_one_of_its_own_also_by_the_right_button(coordinator: ToolPage) -> None:
    page = coordinator.page
    link = part(page, "#paper-answers")
    # What "Open link in new tab" opens: the address that the link has when its menu is shown.
    page.evaluate(
        """() => {
          window.addresses = [];
          document.addEventListener("contextmenu", ({ target }) => window.addresses.push(target.href));
        }"""
    )
    for _ in range(2):
        link.click(button="right")
    first, second = page.evaluate("() => window.addresses")
    assert "#/respond/" in first
    assert "#/respond/" in second
    assert first != second


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


def test_that_nothing_was_pasted_is_said(form_only: ToolPage) -> None:
    page = form_only.open("#/partners").page
    page.locator("#collect-responses").click()
    page.get_by_role("button", name="Look for answers").click()
    expect(page.locator("#collect-problem")).to_have_text(
        "There is nothing in the box. Paste an e-mail with answers into it first."
    )
