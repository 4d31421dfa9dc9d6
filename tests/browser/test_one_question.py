"""One question at a time: the browser's Back works, and single keys work only where they should."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.tool_page import ASKED

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage

FIRST, SECOND = "strategy-outcomes", "strategy-evidence"


def shown(tool: ToolPage) -> list[str | None]:
    questions = tool.page.locator("fieldset[data-question]:visible")
    return [question.get_attribute("data-question") for question in questions.all()]


def test_one_question_is_shown_and_back_and_continue_turn(form_only: ToolPage) -> None:
    tool = form_only.open()
    assert len(shown(tool)) > 1
    tool.page.get_by_label("Meeting").check()
    assert shown(tool) == [FIRST]
    assert not tool.page.locator("#question-back").is_visible()
    tool.page.locator("#question-continue").click()
    expect(tool.question(SECOND)).to_be_visible()
    assert shown(tool) == [SECOND]
    expect(tool.question(SECOND)).to_be_focused()
    expect(tool.page.locator("#question-where")).to_contain_text(f"Question 2 of {ASKED} in all")
    tool.rate(SECOND, "amber")
    tool.page.go_back()
    expect(tool.question(FIRST)).to_be_visible()
    tool.page.go_forward()
    expect(tool.question(SECOND)).to_be_visible()
    tool.page.reload()
    expect(tool.question(SECOND)).to_be_visible()
    assert shown(tool) == [SECOND]
    assert tool.rating(SECOND) == "amber"
    tool.page.get_by_label("One question at a time").uncheck()
    assert len(shown(tool)) > 1


def test_it_turns_from_element_to_element_and_ends_at_the_overview(form_only: ToolPage) -> None:
    tool = form_only.open("#strategy-review")
    tool.page.get_by_label("Meeting").check()
    tool.page.locator("#question-continue").click()
    expect(tool.question("staff-leadership")).to_be_visible()
    tool.page.goto(tool.url + "#systems-evaluation")
    tool.page.locator("#question-continue").click()
    expect(tool.page.locator("#overview-heading")).to_be_in_viewport()
    tool.page.go_back()
    expect(tool.question("systems-evaluation")).to_be_visible()


def test_keys_work_in_a_question_alone_and_can_be_switched_off(form_only: ToolPage) -> None:
    tool = form_only.open()
    press = tool.page.keyboard.press
    tool.page.locator(f'input[id="{FIRST}.red"]').focus()
    press("g")
    assert tool.rating(FIRST) is None, "not in the view of a whole element"
    tool.page.get_by_label("Meeting").check()
    press("g")
    assert tool.rating(FIRST) is None, "the focus is not in the question"
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
    tool.page.locator("#question-keys-part summary").click()
    tool.page.get_by_label("Keys while a question").uncheck()
    tool.page.locator(f'input[id="{FIRST}.red"]').focus()
    press("g")
    assert tool.rating(FIRST) == "red"


def test_keys_work_with_caps_lock_and_the_question_shows_that_it_has_the_focus(form_only: ToolPage) -> None:
    tool = form_only.open()
    tool.page.get_by_label("Meeting").check()
    # By mouse: the browser would show no focus ring of its own.
    tool.page.locator("#question-continue").click()
    question = tool.question(SECOND)
    expect(question).to_be_focused()
    expect(tool.page.locator(".current-question")).to_have_css("outline-style", "solid")
    tool.page.keyboard.press("G")
    assert tool.rating(SECOND) == "green"


def test_heading_title_and_progress_name_the_question(form_only: ToolPage) -> None:
    tool = form_only.open(f"#{SECOND}")
    page = tool.page
    expect(page).to_have_title("Assess your partnership - LSP Improvement Tool")
    page.get_by_label("Meeting").check()
    heading = tool.question(SECOND).get_by_role("heading", level=3)
    expect(page).to_have_title(f"{heading.inner_text()} - Assess your partnership - LSP Improvement Tool")
    expect(page.get_by_role("group", name="Question 2 of ")).to_be_visible()
    assert (
        heading.evaluate(
            "(heading) => [...document.querySelectorAll('h1, h2, h3')]"
            ".filter((other) => other.checkVisibility()).map(({ localName }) => localName).join(' ')"
        )
        == "h1 h2 h3"
    )
    page.get_by_label("One question at a time").uncheck()
    expect(page).to_have_title("Assess your partnership - LSP Improvement Tool")


def test_continue_follows_the_notes_and_from_the_overview_a_link_leads_back(form_only: ToolPage) -> None:
    tool = form_only.open("#systems-evaluation")
    page = tool.page
    back = page.locator("#question-last")
    expect(back).to_be_hidden()
    page.get_by_label("Meeting").check()
    tool.note("systems-evaluation").focus()
    page.keyboard.press("Tab")
    onward = page.locator("#question-continue")
    expect(onward).to_be_focused()
    onward.click()
    back.click()
    expect(tool.question("systems-evaluation")).to_be_focused()
    expect(back).to_be_hidden()


def test_on_a_phone_the_question_is_in_the_first_screenful(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = tool.page
    page.set_viewport_size({"width": 390, "height": 844})
    tool.store(sample_data)
    tool.open()
    tool.wait_for_overview()
    page.get_by_label("Meeting").check()
    page.evaluate("scrollTo(0, 0)")
    box = page.locator(".current-question").bounding_box()
    assert box
    assert box["y"] < 450
