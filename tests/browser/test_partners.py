"""Partners answer alone, by a link; the coordinator collects, sees where they differ, and settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from publishing import question_files
from publishing.machine import ROOT
from publishing.rehearsal import response
from tests.browser.accessibility import assert_accessible, page_with_axe
from tests.browser.partners import PHONE, as_text, file, invited, respond
from tests.browser.tool_page import WORKER, ToolPage, part
from tests.python.builders import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

FIRST_QUESTION = question_files.read(ROOT / "questions" / "lsp").questions[0].id


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
    expect(rows.last).to_contain_text("Same colour")
    expect(page.locator(".spread")).not_to_contain_text("Partner 1")
    rows.first.locator("summary").click()
    expect(rows.first.locator(".partner-note")).to_have_text([HOSTILE, "We never see the papers."])
    expect(rows.first.locator("summary")).to_be_focused()
    after = coordinator.stored()
    assert after is not None
    assert own(after) == own(before)
    assert len(after["rounds"][-1]["responses"]) == 2

    # Both agree with each other, and not with the coordinator.
    expect(rows.last).to_contain_text("Same colour, but not yours")
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
