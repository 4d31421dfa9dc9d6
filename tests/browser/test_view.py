"""One question, a whole element, or a meeting: Back works, and single keys only where they should."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from publishing import hosting
from tests.browser.keyboard import walk
from tests.browser.tool_page import ASKED

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage

FIRST, SECOND = "strategy-outcomes", "strategy-evidence"
NAME = hosting.name()


def shown(tool: ToolPage) -> list[str | None]:
    questions = tool.page.locator("fieldset[data-question]:visible")
    return [question.get_attribute("data-question") for question in questions.all()]


def test_one_question_is_shown_and_back_and_continue_turn(form_only: ToolPage) -> None:
    tool = form_only.open()
    assert shown(tool) == [FIRST]
    assert not tool.page.locator("#question-back").is_visible()
    tool.page.locator("#question-continue").click()
    expect(tool.question(SECOND)).to_be_visible()
    assert shown(tool) == [SECOND]
    expect(tool.question(SECOND)).to_be_focused()
    expect(tool.page.locator("#question-list .marks [aria-current]")).to_have_attribute("data-mark", SECOND)
    tool.rate(SECOND, "amber")
    tool.page.go_back()
    expect(tool.question(FIRST)).to_be_visible()
    tool.page.go_forward()
    expect(tool.question(SECOND)).to_be_visible()
    tool.page.reload()
    expect(tool.question(SECOND)).to_be_visible()
    assert shown(tool) == [SECOND]
    assert tool.rating(SECOND) == "amber"
    tool.choose_view("The whole element")
    assert len(shown(tool)) > 5
    expect(tool.page.locator("#question-continue")).to_be_hidden()
    tool.page.reload()
    assert len(shown(tool)) > 5, "the choice is stored"


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1024, 768)], ids=("screen", "projector"))
def test_a_meeting_sees_the_question_and_its_answers_side_by_side(
    form_only: ToolPage, width: int, height: int
) -> None:
    page = form_only.page
    page.set_viewport_size({"width": width, "height": height})
    tool = form_only.open(f"#/assess/{SECOND}")
    tool.start_meeting()
    assert shown(tool) == [SECOND]
    for gone in (".site-header", ".bar", ".elements", ".site-footer"):
        expect(page.locator(gone)).to_be_hidden()
    boxes = [box.bounding_box() for box in tool.question(SECOND).locator("> .response").all()]
    assert len(boxes) == 3
    assert len({box and round(box["y"]) for box in boxes}) == 1
    ways = [page.locator(way).bounding_box() for way in ("#undo-here", "#leave-meeting")]
    assert len({box and round(box["y"]) for box in ways}) == 1, "they are in one line"
    # The keys work at once.
    page.keyboard.press("a")
    assert tool.rating(SECOND) == "amber"
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.get_by_role("link", name="All questions")).to_be_hidden()
    page.get_by_role("button", name="Leave the meeting view").click()
    expect(page.locator(".bar")).to_be_visible()
    assert shown(tool) == [SECOND]
    expect(tool.question(SECOND)).to_be_focused()


def test_no_key_that_goes_through_the_choices_begins_a_meeting(form_only: ToolPage) -> None:
    page = form_only.open().page
    page.get_by_label("One question").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        expect(page.locator(".bar")).to_be_visible()
        expect(page.locator('[name="view"]:focus')).to_have_count(1)
    form_only.choose_view("The whole element")
    form_only.start_meeting()
    assert len(shown(form_only)) == 1
    page.reload()
    expect(page.locator("#leave-meeting")).to_be_visible()


def test_the_whole_element_is_shown_again_after_a_meeting_and_a_reload(form_only: ToolPage) -> None:
    tool = form_only.open()
    tool.choose_view("The whole element")
    tool.start_meeting()
    tool.page.reload()
    tool.page.locator("#leave-meeting").click()
    expect(tool.page.locator("#tool")).to_have_attribute("data-view", "list")


def test_who_comes_back_to_a_whole_element_is_at_the_question_of_the_address(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    form_only.store(sample_data)
    form_only.open("#/assess/style-trust").choose_view("The whole element")
    form_only.page.goto("about:blank")
    form_only.open("#/assess/style-challenge")
    question = form_only.question("style-challenge")
    assert question.evaluate("(part) => part.parentElement.matches('.question ~ .question')")
    assert 0 <= question.evaluate("(part) => part.getBoundingClientRect().top") < 150


def test_it_turns_from_element_to_element_and_ends_at_the_overview(form_only: ToolPage) -> None:
    tool = form_only.open("#strategy-review")
    tool.start_meeting()
    tool.page.locator("#question-continue").click()
    expect(tool.question("staff-leadership")).to_be_visible()
    tool.open("#systems-evaluation")
    tool.page.locator("#question-continue").click()
    expect(tool.page.locator("#overview-heading")).to_be_in_viewport()
    tool.page.go_back()
    expect(tool.question("systems-evaluation")).to_be_visible()


def test_keys_work_in_a_question_alone_and_can_be_switched_off(form_only: ToolPage) -> None:
    tool = form_only.open()
    press = tool.page.keyboard.press
    tool.page.locator(f'input[id="{FIRST}.red"]').focus()
    press("g")
    assert tool.rating(FIRST) is None, "not in the view of one question"
    tool.start_meeting()
    tool.page.locator(f'input[id="{FIRST}.red"]').focus()
    for key, rating in (
        ("g", "green"),
        ("d", "unknown"),
        ("n", "not-applicable"),
        ("a", "amber"),
        ("r", "red"),
    ):
        press(key)
        assert tool.rating(FIRST) == rating
        assert tool.stored_answers()[FIRST]["rating"] == rating
    tool.note(FIRST).focus()
    press("c")
    assert tool.note(FIRST).input_value() == "c"
    tool.page.locator(f'input[id="{FIRST}.red"]').focus()
    press("Control+a")
    assert tool.rating(FIRST) == "red"
    press("c")
    expect(tool.question(SECOND)).to_be_focused()
    press("a")
    assert tool.rating(SECOND) == "amber"
    press("b")
    expect(tool.question(FIRST)).to_be_focused()
    tool.page.locator("#question-keys").uncheck()
    tool.page.locator(f'input[id="{FIRST}.red"]').focus()
    press("g")
    assert tool.rating(FIRST) == "red"


def test_keys_work_with_caps_lock_and_the_question_shows_that_it_has_the_focus(form_only: ToolPage) -> None:
    tool = form_only.open()
    tool.start_meeting()
    # By mouse: the browser would show no focus ring of its own.
    tool.page.locator("#question-continue").click()
    question = tool.question(SECOND)
    expect(question).to_be_focused()
    beside = "(question) => getComputedStyle(question, '::before').borderLeftStyle"
    assert tool.page.locator(".current-question").evaluate(beside) == "solid"
    tool.page.keyboard.press("G")
    assert tool.rating(SECOND) == "green"


def test_heading_title_and_progress_name_the_question(form_only: ToolPage) -> None:
    tool = form_only.open(f"#{SECOND}")
    page = tool.page
    heading = tool.question(SECOND).get_by_role("heading", level=3)
    expect(page).to_have_title(f"{heading.inner_text()} - Assess your partnership - {NAME}")
    expect(page.get_by_role("group", name="Question 2 of ")).to_be_visible()
    assert (
        heading.evaluate(
            "(heading) => [...document.querySelectorAll('h1, h2, h3')]"
            ".filter((other) => other.checkVisibility()).map(({ localName }) => localName).join(' ')"
        )
        == "h1 h2 h3"
    )
    tool.choose_view("The whole element")
    expect(page).to_have_title(f"Assess your partnership - {NAME}")


def test_help_is_open_beside_the_question_until_somebody_closes_it(form_only: ToolPage) -> None:
    tool = form_only.open(f"#/assess/{FIRST}")
    page = tool.page
    opened = page.locator(".current-question .help[open]")
    expect(opened).to_have_count(1)
    opened.locator("summary").click()
    page.locator("#question-continue").click()
    expect(tool.question(SECOND)).to_be_visible()
    expect(opened).to_have_count(0)
    page.set_viewport_size({"width": 1000, "height": 800})
    page.reload()
    expect(tool.question(SECOND)).to_be_visible()
    expect(opened).to_have_count(0)


def test_red_and_amber_lead_to_a_next_step_that_becomes_an_action(form_only: ToolPage) -> None:
    tool = form_only.open(f"#/assess/{FIRST}")
    page = tool.page
    step = page.locator("#next-step")
    expect(step).to_have_count(0)
    tool.rate(FIRST, "green")
    expect(step).to_have_count(0)
    tool.rate(FIRST, "red")
    expect(step).to_be_visible()
    first = step.locator("[data-step]").inner_text()
    tool.rate(FIRST, "amber")
    expect(step.locator("[data-step]")).not_to_have_text(first)
    words = step.locator("[data-step]").inner_text()
    step.get_by_role("button", name="Use as an action").click()
    expect(page.locator('[name="what"]')).to_have_value(words)
    page.get_by_role("button", name="Save action").click()
    record = tool.stored()
    assert record
    (action,) = record["actions"].values()
    assert (action["what"], action["questions"]) == (words, [FIRST])


def test_marks_show_each_answer_at_once_and_lead_to_its_question(form_only: ToolPage) -> None:
    tool = form_only.open()
    page = tool.page
    mark = page.locator(f'#question-list [data-mark="{FIRST}"]')
    expect(mark).to_have_accessible_name(re.compile("not answered$"))
    tool.rate(FIRST, "red")
    expect(mark).to_have_attribute("data-rating", "red")
    expect(mark).to_have_accessible_name(re.compile(": red$"))
    page.locator('#question-list [data-mark="systems-risk"]').click()
    expect(tool.question("systems-risk")).to_be_visible()
    expect(tool.question("systems-risk")).to_be_focused()


def test_the_filter_names_the_questions_that_it_leaves_and_no_key_reaches_others(form_only: ToolPage) -> None:
    tool = form_only.open()
    page = tool.page
    for question in (FIRST, SECOND):
        tool.rate(question, "red")
    listed = page.locator("#question-list")
    said = listed.get_by_role("status").filter(has_text="question")

    def named() -> list[str]:
        """The titles in the list that are seen, not only heard."""
        names: list[str] = listed.locator("[data-title]").evaluate_all(
            """(titles) => titles
              .filter((title) => title.checkVisibility() && getComputedStyle(title).clipPath === "none")
              .map((title) => title.textContent)"""
        )
        return names

    assert named() == []
    listed.get_by_label("Red").check()
    expect(said).to_have_text("2 questions are red.")
    expect(listed.locator(".marks").get_by_role("link")).to_have_count(2)
    listed.get_by_label("Red").focus()
    stops = [stop.name for stop in walk(page) if stop.kind == "link" and ": " in stop.name]
    assert len(stops) == 2, stops
    assert all(name.endswith(": red") for name in stops)
    assert len(named()) == 2
    tool.rate(SECOND, "green")
    expect(said).to_have_text("1 question is red.")
    listed.get_by_label("Don’t know").check()
    expect(said).to_have_text("0 questions are “Don’t know yet”.")
    listed.get_by_label("All").check()
    expect(listed.locator("#marks-shown")).to_be_empty()
    expect(listed.locator(".marks").get_by_role("link")).to_have_count(ASKED)


def test_a_question_is_found_by_its_words(form_only: ToolPage) -> None:
    tool = form_only.open()
    page = tool.page
    field = page.get_by_role("searchbox", name="Find a question")
    field.fill("CHALLENGE")
    expect(page.locator("#find-count")).to_have_text(
        f"{page.locator('#found-questions a').count()} questions found."
    )
    page.locator("#found-questions a").first.click()
    expect(tool.question("style-challenge")).to_be_visible()
    field.fill("no such words at all")
    expect(page.locator("#find-count")).to_have_text("No question has these words.")
    assert tool.stored() is None


def test_on_a_phone_the_question_is_in_the_first_screenful(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = tool.page
    page.set_viewport_size({"width": 390, "height": 844})
    tool.store(sample_data)
    tool.open()
    tool.wait_for_overview()
    page.evaluate("scrollTo(0, 0)")
    box = page.locator(".current-question .response").first.bounding_box()
    assert box
    assert box["y"] < 450


def test_an_underlined_word_says_what_it_means(form_only: ToolPage) -> None:
    """In the question and in its answers, also in the plural and in the partnership's own words."""
    form_only.open()
    form_only.set_field("partnership.words.priorities", "aims")
    form_only.page.evaluate("location.hash = '#/assess/strategy-outcomes'")
    question = form_only.show("strategy-outcomes")
    words = question.locator(".defined")
    for word in words.all():
        word.hover()
        expect(word).to_have_attribute("title", re.compile(r"\w+ \w+"))
    own = words.filter(has_text="aims").first
    expect(own).to_have_attribute("title", re.compile("main aims that the plan lists"))
    # In an answer a press chooses, as on any other word.
    question.locator(".response-green .defined").first.click()
    assert form_only.rating("strategy-outcomes") == "green"
    meanings = question.locator(".definitions")
    expect(meanings).not_to_have_attribute("open", "")
    question.locator(".question-ask .defined").first.click()
    expect(meanings).to_have_attribute("open", "")


def test_a_meeting_begins_with_the_meanings_closed_and_they_open_there(form_only: ToolPage) -> None:
    page = form_only.open("#/assess/style-challenge").page
    meanings = form_only.question("style-challenge").locator(".definitions")
    meanings.locator("summary").click()
    form_only.start_meeting()
    expect(meanings).not_to_have_attribute("open", "")
    meanings.locator("summary").click()
    form_only.rate("style-challenge", "amber")
    expect(meanings.locator("dl")).to_be_visible()
    # Back at the desk they stay as they are.
    page.get_by_role("button", name="Leave the meeting view").click()
    expect(meanings).to_have_attribute("open", "")


def test_every_underlined_word_has_a_meaning(form_only: ToolPage) -> None:
    page = form_only.open().page
    form_only.put_all_in()
    words = page.locator("[data-question] .defined")
    without = words.evaluate_all("""(words) => words.filter((word) => {
        word.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
        return !word.title;
    }).map((word) => word.textContent)""")
    assert without == []
    assert words.count() > 100
