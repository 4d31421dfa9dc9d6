"""All questions but the first wait as text until they are shown, and nobody ever misses one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from assessment.words import localise
from tests.browser.tool_page import ASKED, part

if TYPE_CHECKING:
    from assessment.question_set.model import QuestionSet
    from tests.browser.tool_page import ToolPage

# A question of the last element.
LATER = "systems-risk"


@pytest.fixture
def filled(form_only: ToolPage, sample_data: dict[str, Any]) -> ToolPage:
    """The page of somebody with answers, not yet opened."""
    form_only.store(sample_data)
    return form_only


def questions_in(tool: ToolPage) -> int:
    return tool.page.locator("fieldset[data-question]").count()


def test_the_question_that_is_asked_for_is_there_at_once(
    filled: ToolPage, sample_data: dict[str, Any]
) -> None:
    filled.open(f"#/assess/{LATER}")
    assert questions_in(filled) < ASKED
    assert filled.question(LATER).is_visible()
    assert filled.rating(LATER) == sample_data["rounds"][-1]["answers"][LATER]["rating"]
    expect(filled.question(LATER).locator("[data-clear]")).to_be_visible()


def test_a_whole_element_has_all_of_its_questions_and_no_others(
    filled: ToolPage, question_set: QuestionSet
) -> None:
    filled.open(f"#/assess/{LATER}")
    filled.choose_view("The whole element")
    for question in question_set.elements[-1].questions:
        expect(filled.question(question.id)).to_be_visible()
    assert questions_in(filled) == 1 + len(question_set.elements[-1].questions)


def test_printing_puts_all_of_them_in_with_their_answers(
    filled: ToolPage, sample_data: dict[str, Any]
) -> None:
    filled.open()
    assert questions_in(filled) < ASKED
    filled.put_all_in()
    assert questions_in(filled) == ASKED
    for question, answer in sample_data["rounds"][-1]["answers"].items():
        assert filled.rating(question) == answer.get("rating"), question
    expect(filled.page.locator("noscript")).to_have_count(0)


def test_the_search_looks_through_those_that_wait(filled: ToolPage) -> None:
    filled.open()
    filled.page.locator("#find-question").fill("risk")
    expect(filled.page.locator(f'#found-questions a[href="#/assess/{LATER}"]')).to_be_visible()


def test_an_action_can_serve_those_that_wait(filled: ToolPage, question_set: QuestionSet) -> None:
    filled.open()
    part(filled.page, "#new-action").click()
    listed = filled.page.locator("#action-questions li")
    words = question_set.default_words
    assert listed.all_text_contents() == [f" {localise(q.title, words)}" for q in question_set.questions]


def test_an_action_for_one_that_waits_names_it(filled: ToolPage) -> None:
    filled.open()
    filled.page.evaluate("(id) => document.querySelector('#new-action').dataset.newAction = id", LATER)
    part(filled.page, "#new-action").click()
    assert filled.question(LATER).count() == 0
    title = filled.page.locator(f'#question-list [data-mark="{LATER}"] [data-title]').text_content()
    assert title
    expect(filled.page.locator("#action-dialog-heading")).to_contain_text(title)


def test_those_that_come_later_cannot_be_changed_in_a_closed_round(
    filled: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["rounds"][-1]["closed"] = "2027-03-31"
    filled.store(sample_data)
    filled.open()
    filled.show(LATER)
    expect(filled.note(LATER)).to_be_disabled()
