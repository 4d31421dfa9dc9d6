"""A place's own words are put into every text; a text without words of places does not change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import words
from assessment.model import Partnership, Record
from tests.python.builders import record_of, round_of

if TYPE_CHECKING:
    from assessment.question_set.model import QuestionSet

WORDS = {"partnership": "Public Services Board", "council": "council"}


def test_each_placeholder_is_replaced_by_its_word() -> None:
    text = "The {partnership} and the {council}, then the {partnership}."
    assert (
        words.localise(text, WORDS)
        == "The Public Services Board and the council, then the Public Services Board."
    )


def test_an_own_word_turns_no_text_of_the_tool_around(question_set: QuestionSet) -> None:
    record = record_of(round_of({}))
    partnership = replace(record.partnership, words={"council": "\u202eborough\u2067"})
    assert words.words_of(question_set, replace(record, partnership=partnership))["council"] == "borough"


def test_a_word_that_looks_like_a_placeholder_is_not_replaced_again() -> None:
    assert words.localise("The {partnership}.", {"partnership": "{council}"}) == "The {council}."


@given(st.text())
def test_the_parts_of_a_text_add_up_to_the_text(text: str) -> None:
    rebuilt = "".join(
        plain + (f"{{{word}}}" if word is not None else "") for plain, word in words.parts(text)
    )
    assert rebuilt == text


@given(st.text(st.characters(exclude_characters="{}")))
def test_a_text_without_braces_is_left_as_it_is_and_has_no_fault(text: str) -> None:
    assert words.localise(text, WORDS) == text
    assert not list(words.faults_of(text, WORDS))


@pytest.mark.parametrize(
    "text", ["A {council}.", "It is an {council}.", "{council} meets.", "So. {council} met.", "}", "{"]
)
def test_a_placeholder_in_a_place_where_a_local_word_may_not_fit_is_a_fault(text: str) -> None:
    assert len(list(words.faults_of(text, WORDS))) == 1


def test_a_title_may_be_a_placeholder_alone() -> None:
    assert not list(words.faults_of("{council}", WORDS))


def with_words(preset: str, own: dict[str, str]) -> Record:
    record = record_of(round_of({}))
    return Record(
        question_set=record.question_set,
        question_set_version=record.question_set_version,
        changed=None,
        partnership=Partnership(name="", preset=preset, words=own),
        rounds=record.rounds,
    )


def test_own_words_go_before_the_preset_and_the_preset_before_the_default(question_set: QuestionSet) -> None:
    found = words.words_of(
        question_set, with_words("psb", {"council": " county borough council ", "strategy": "  "})
    )
    assert found["council"] == "county borough council"
    assert found["strategy"] == "well-being plan"
    assert found["partnership"] == "Public Services Board"


def test_an_unknown_preset_means_the_default_and_own_words_still_hold(question_set: QuestionSet) -> None:
    found = words.words_of(question_set, with_words("unheard-of", {"council": "borough", "mayor": "mayor"}))
    assert found == {**question_set.default_words, "council": "borough"}
