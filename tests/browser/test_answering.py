"""Answers are stored from the first click, with or without Python, and restored."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from assessment.model import Rating
from tests.browser.tool_page import RECORD_KEY, part, start_round
from tests.python.builders import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from assessment.question_set.model import QuestionSet
    from tests.browser.tool_page import ToolPage


def test_every_question_can_be_answered_and_is_found_again(
    form_only: ToolPage, question_set: QuestionSet
) -> None:
    form_only.open()
    expected = {}
    for number, question in enumerate(question_set.questions):
        rating = list(Rating)[number % len(Rating)]
        form_only.rate(question.id, rating)
        expected[question.id] = rating
    assert {name: answer["rating"] for name, answer in form_only.stored_answers().items()} == expected
    form_only.page.close(run_before_unload=False)

    again = form_only.another_tab().open()
    again.put_all_in()
    assert {question.id: again.rating(question.id) for question in question_set.questions} == expected
    total = len(question_set.questions)
    expect(again.page.locator(".rooms [aria-current]")).to_have_text(f"Questions {total}/{total}")


def test_clicking_the_words_of_an_answer_chooses_it(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    question = form_only.show("style-challenge")
    question.get_by_text("Don’t know yet").click()
    assert form_only.stored_answers()["style-challenge"]["rating"] == "unknown"
    question.locator(".response-amber .response-text").click()
    assert form_only.stored_answers()["style-challenge"]["rating"] == "amber"


def test_line_breaks_of_other_programs_are_shown_and_what_is_stored_stays(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    (question,) = list(sample_data["rounds"][-1]["answers"])[:1]
    note = "One\vtwo\u2028three\u2029Mo\u0302n\u200b"
    sample_data["rounds"][-1]["answers"][question]["note"] = note
    sample_data["partnership"]["name"] = "\u200b"
    form_only.store(sample_data)
    form_only.open()
    expect(form_only.note(question)).to_have_value("One\ntwo\nthree\nM\u00f4n")
    expect(form_only.page.locator("#record-list")).to_contain_text("A partnership without a name")
    assert "\u200b" not in form_only.page.locator("#record-line").inner_text()
    assert form_only.stored_answers()[question]["note"] == note
    form_only.show(question)
    form_only.note(question).focus()
    form_only.page.keyboard.press("ControlOrMeta+Home")
    form_only.page.keyboard.type("12")
    assert form_only.stored_answers()[question]["note"] == "12One\ntwo\nthree\nM\u00f4n"


def test_a_field_that_an_extension_adds_is_no_answer(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    before = form_only.stored()
    names = ("grammar", "style-trust.grammar", "partnership.secret", "partnership.words.extension")
    for name in (*names, "partnership.name", "extension.note", "extension.rating"):
        form_only.page.evaluate(
            """(name) => {
              const field = Object.assign(document.createElement("input"), { name, type: "text" });
              document.querySelector("[data-question]").append(field);
              field.value = "x";
              for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
            }""",
            name,
        )
    assert form_only.stored() == before


def test_nothing_is_preselected_and_an_answer_can_be_cleared(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    assert form_only.page.locator("[data-question] input:checked").count() == 0
    question = form_only.show("style-trust")
    clear = question.get_by_role("button", name="Clear this answer")
    expect(clear).to_be_hidden()
    form_only.rate("style-trust", "red")
    form_only.write_note("style-trust", "Stays.")
    clear.click()
    assert form_only.rating("style-trust") is None
    answer = form_only.stored_answers()["style-trust"]
    assert (answer.get("rating"), answer["note"]) == (None, "Stays.")
    expect(form_only.page.locator('[data-answered-of="style"]')).to_have_text("0")


def test_each_letter_of_a_note_is_stored_at_once(form_only: ToolPage) -> None:
    form_only.open("#style-trust")
    for letter in range(1, 4):
        form_only.note("style-trust").press("abc"[letter - 1])
        assert form_only.stored_answers()["style-trust"]["note"] == "abc"[:letter]
    form_only.page.goto(form_only.url + "../")
    form_only.open("#/assess/style-trust")
    expect(form_only.note("style-trust")).to_have_value("abc")


def test_the_save_line_says_when(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    expect(form_only.save_status).to_contain_text("Nothing entered yet")
    form_only.rate("style-trust", "green")
    time = form_only.page.evaluate(
        "() => new Date().toLocaleTimeString('en-GB', {hour: '2-digit', minute: '2-digit'})"
    )
    expect(form_only.save_status).to_contain_text("Saved at ")
    assert time[:2] in form_only.save_status.inner_text()


def test_any_text_is_stored_as_typed_and_does_no_harm(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.write_note("style-trust", HOSTILE)
    form_only.write_note("style-tiers", "x" * 100_000)
    form_only.write_note(
        "style-meetings", "Ynys Môn 🏛 \u202e\u05e2\u05d1\u05e8\u05d9\u05ea\u202c\n\tzwei\u0000drei"
    )
    for name in (
        "partnership.name",
        "round.name",
        "partnership.words.partnership",
        "partnership.words.strategy",
    ):
        form_only.set_field(name, HOSTILE)
    form_only.page.reload()
    form_only.open("#/assess/style-trust")
    form_only.put_all_in()
    expect(form_only.note("style-trust")).to_have_value(HOSTILE)
    assert len(form_only.note("style-tiers").input_value()) == 100_000
    assert "🏛" in form_only.note("style-meetings").input_value()
    form_only.open_details()
    expect(form_only.field("partnership.name")).to_have_value(HOSTILE)
    # The page's own, which stops input until the form is filled.
    assert form_only.page.locator("#tool script").count() == 1
    assert form_only.page.locator("#tool img").count() == 0
    title = form_only.page.locator("nav.elements .elements-title").first
    expect(title).to_have_text(HOSTILE)


def test_nothing_can_be_entered_before_the_script_has_filled_the_form(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    """What is typed into a form that only seems empty would be lost, or mixed with what is stored."""
    sample_data["rounds"][-1]["answers"]["strategy-outcomes"]["note"] = "A long and careful note."
    form_only.store(sample_data)
    held: list[Any] = []
    form_only.page.route("**/main.mjs", lambda route: held.append(route))
    form_only.page.goto(form_only.url, wait_until="commit")
    note = form_only.note("strategy-outcomes")
    note.evaluate("(note) => note.focus()")
    form_only.page.keyboard.type("Hello")
    assert note.input_value() == ""
    for route in held:
        route.continue_()
    expect(note).to_have_value("A long and careful note.")
    form_only.page.locator("#tool[data-filled]").wait_for(state="attached")
    note.press("End")
    note.press_sequentially(" And more.")
    assert form_only.stored_answers()["strategy-outcomes"]["note"] == "A long and careful note. And more."


def test_one_element_is_shown_at_a_time_and_back_works(
    form_only: ToolPage, question_set: QuestionSet
) -> None:
    form_only.open()
    page = form_only.page
    shown = page.locator("section[data-element]").filter(visible=True)
    expect(shown).to_have_count(1)
    form_only.choose_view("The whole element")
    page.get_by_role("link", name="Continue to Staff and Skills").click()
    expect(page.locator("#staff")).to_be_visible()
    expect(page.locator("#strategy")).to_be_hidden()
    expect(page.locator("#staff-heading")).to_be_focused()
    page.go_back()
    expect(page.locator("#strategy")).to_be_visible()
    for element in question_set.elements:
        page.locator(f'nav.elements a[href="#{element.id}"]').click()
        expect(page.locator(f"#{element.id}")).to_be_visible()
        expect(shown).to_have_count(1)


def test_an_address_can_name_a_question(form_only: ToolPage) -> None:
    form_only.open("#systems-risk")
    expect(form_only.question("systems-risk")).to_be_in_viewport()


def test_a_preset_changes_the_words_of_every_question_at_once(
    form_only: ToolPage, question_set: QuestionSet
) -> None:
    form_only.open()
    page = form_only.page
    form_only.open_details()
    for preset in question_set.presets:
        form_only.field("partnership.preset").select_option(preset.id)
        for word, text in preset.words.items():
            shown = set(page.locator(f'[data-word="{word}"]').all_text_contents())
            assert shown <= {text}, word
    page.emulate_media(media="print")
    assert "Local Strategic Partnership" not in page.locator(".questions").inner_text()


def test_own_words_take_precedence_over_the_preset_and_are_restored(form_only: ToolPage) -> None:
    form_only.open()
    form_only.set_field("partnership.words.strategy", "One Plan")
    expect(form_only.page.locator("#strategy-heading")).to_have_text("One Plan")
    form_only.field("partnership.preset").select_option("psb")
    expect(form_only.page.locator("#strategy-heading")).to_have_text("One Plan")
    form_only.page.reload()
    expect(form_only.page.locator("#strategy-heading")).to_have_text("One Plan")
    form_only.set_field("partnership.words.strategy", "")
    expect(form_only.page.locator("#strategy-heading")).to_have_text("well-being plan")


def test_a_word_in_small_letters_begins_a_label_with_a_capital(form_only: ToolPage) -> None:
    form_only.open()
    form_only.set_field("partnership.words.strategy", "well-being plan")
    page = form_only.page
    for button, dialog in (("#print-questions", "#print-dialog"), ("#invite-partners", "#invite-dialog")):
        part(page, button).click()
        # The text as it is shown, with the style of its first letter.
        assert page.locator(f"{dialog} .element-name").first.inner_text() == "Well-being plan"
        page.locator(dialog).get_by_role("button", name=re.compile("^(Cancel|Close)$")).click()


def test_help_opens_with_why_evidence_next_steps_and_sources(form_only: ToolPage) -> None:
    form_only.open("#style-challenge")
    help_ = form_only.page.locator(".question", has=form_only.question("style-challenge")).locator(".help")
    help_.locator("summary").click()
    for words in ("Why it matters", "58%", "Source", "What to look at", "What to do next"):
        expect(help_).to_contain_text(words)


def test_a_copy_can_be_saved_as_a_file_without_python(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    form_only.note("style-trust").press_sequentially("Just typed")
    download = form_only.download("#save-copy")
    assert download.suggested_filename.endswith("_backup.json")
    text = download.path().read_text("utf-8")
    assert '"note": "Just typed"' in text
    assert '"rating": "green"' in text


@pytest.mark.parametrize("width", [1280, 360])
def test_without_javascript_all_of_it_can_be_read(
    browser: Browser, site_url: str, question_set: QuestionSet, width: int
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    page: Page = context.new_page()
    page.goto(site_url + "tool/")
    for question in question_set.questions:
        expect(page.locator(f'fieldset[data-question="{question.id}"]')).to_be_visible()
    expect(page.locator(".no-script")).to_contain_text("needs JavaScript")
    expect(part(page, "#download-report")).to_be_hidden()
    context.close()


def test_who_has_answers_is_not_shown_the_form_without_them(form_only: ToolPage) -> None:
    page = form_only.page
    form_only.open()
    form_only.rate("style-trust", "red")
    held: list[Route] = []
    page.route("**/main.mjs", lambda route: held.append(route))
    page.reload(wait_until="commit")
    expect(page.locator("#carry-rest")).to_be_attached()
    assert held
    expect(page.locator(".bar")).to_be_visible()
    expect(page.locator('[data-room="assess"]')).to_be_hidden()
    held[0].continue_()
    expect(form_only.question("style-trust").locator("input:checked")).to_be_visible()


def test_an_unknown_kind_is_shown_as_the_one_it_counts_as(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    form_only.open("#strategy")
    form_only.open_details()
    form_only.field("partnership.preset").select_option("psb")
    expect(form_only.page.locator("#strategy-heading")).to_have_text("well-being plan")
    sample_data["partnership"] = {"name": "Elsewhere", "preset": "of-another-time", "words": {}}
    form_only.page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [f"{RECORD_KEY}/2", json.dumps(sample_data)]
    )
    form_only.page.reload()
    part(form_only.page, "#record-list").locator("li", has_text="Elsewhere").get_by_role("button").click()
    expect(form_only.page.locator("#strategy-heading")).to_have_text("Sustainable Community Strategy")
    expect(form_only.field("partnership.preset")).to_have_value("lsp")


def test_a_long_word_does_not_widen_the_page(tool: ToolPage) -> None:
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2
    page = tool.page
    page.set_viewport_size({"width": 360, "height": 740})
    tool.open("#strategy")
    for name in ("partnership.name", "round.name", "partnership.words.strategy"):
        tool.set_field(name, long)
    tool.rate("strategy-outcomes", "green")
    start_round(tool.page)
    tool.wait_for_overview()
    part(tool.page, "#round-list").scroll_into_view_if_needed()
    expect(part(tool.page, "#round-list")).to_have_attribute("data-state", "ready")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
