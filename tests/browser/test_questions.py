"""The questions of other elements than the first wait as text, and nobody ever misses one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.tool_page import ASKED

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage

# A question of the last element.
LATER = "systems-risk"
NEVER_QUIET = "globalThis.requestIdleCallback = () => 0;"
SHOWN = "() => performance.getEntriesByName('answers-shown').length > 0"


@pytest.fixture
def busy(form_only: ToolPage, sample_data: dict[str, Any]) -> ToolPage:
    """The page of somebody with answers, in a browser that is never quiet."""
    form_only.page.add_init_script(NEVER_QUIET)
    form_only.store(sample_data)
    return form_only


def questions_in(tool: ToolPage) -> int:
    return tool.page.locator("fieldset[data-question]").count()


def test_they_come_by_themselves_with_their_answers(form_only: ToolPage, sample_data: dict[str, Any]) -> None:
    form_only.store(sample_data)
    form_only.open()
    assert questions_in(form_only) == ASKED
    answers = sample_data["rounds"][-1]["answers"]
    for question, answer in answers.items():
        assert form_only.rating(question) == answer.get("rating"), question
    expect(form_only.page.locator("noscript")).to_have_count(0)


def test_the_element_that_is_asked_for_is_there_at_once(busy: ToolPage, sample_data: dict[str, Any]) -> None:
    busy.page.goto(f"{busy.url}#/assess/{LATER}")
    busy.page.wait_for_function(SHOWN)
    assert questions_in(busy) < ASKED
    expect(busy.question(LATER)).to_be_visible()
    assert busy.rating(LATER) == sample_data["rounds"][-1]["answers"][LATER]["rating"]
    expect(busy.question(LATER).locator("[data-clear]")).to_be_visible()


@pytest.mark.parametrize(
    "act",
    [
        "document.body.click()",
        "document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'Tab' }))",
        f"location.hash = '#/assess/{LATER}'",
        "dispatchEvent(new Event('beforeprint'))",
    ],
    ids=("click", "key", "address", "print"),
)
def test_whatever_a_person_does_they_are_there(busy: ToolPage, act: str) -> None:
    busy.page.goto(busy.url + "#/assess")
    busy.page.wait_for_function(SHOWN)
    assert questions_in(busy) < ASKED
    busy.page.evaluate(act)
    expect(busy.page.locator("fieldset[data-question]")).to_have_count(ASKED)


def test_those_that_come_later_cannot_be_changed_in_a_closed_round(
    busy: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["rounds"][-1]["closed"] = "2027-03-31"
    busy.store(sample_data)
    busy.page.goto(busy.url + "#/assess")
    busy.page.wait_for_function(SHOWN)
    busy.page.keyboard.press("Tab")
    expect(busy.question(LATER).locator("textarea")).to_be_disabled()
