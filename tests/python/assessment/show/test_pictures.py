"""Every question is one square with its letter, in the wide picture and in the narrow one."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import scoring
from assessment.model import Rating
from assessment.show import pictures
from assessment.show.html import environment, fixed_words
from publishing import question_files
from publishing.machine import ROOT
from tests.python.builders import HOSTILE, maybe_ratings, round_of

if TYPE_CHECKING:
    from collections.abc import Mapping

REAL = question_files.read(ROOT / "questions" / "lsp")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(ratings: Mapping[str, Rating | None], words: Mapping[str, str] | None = None) -> list[ET.Element]:
    words = words or REAL.default_words
    scores = scoring.score(REAL, round_of(dict(ratings)))
    markup = pictures.overview(environment(fixed_words(words)), scores, words, "In words.")
    whole = ET.fromstring(str(markup).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '))
    found = whole.findall(f"{SVG}svg")
    assert [svg.get("class") for svg in found] == ["picture-wide", "picture-narrow"]
    return found


def cells(svg: ET.Element) -> list[str]:
    return [
        rect.get("class", "") for rect in svg.iter(f"{SVG}rect") if "picture-cell" in rect.get("class", "")
    ]


@given(st.fixed_dictionaries({question.id: maybe_ratings for question in REAL.questions}))
def test_each_picture_shows_each_question_once(ratings: dict[str, Rating | None]) -> None:
    for svg in drawn(ratings):
        kinds = [kind.removeprefix("picture-cell picture-") for kind in cells(svg)]
        expected = [str(rating or "not-answered") for rating in ratings.values()]
        assert sorted(kinds) == sorted(expected)
        letters = [t.text for t in svg.iter(f"{SVG}text") if "picture-letter" in t.get("class", "")]
        assert sorted(letters, key=str) == sorted((r.letter for r in ratings.values() if r), key=str)


@given(st.fixed_dictionaries({question.id: maybe_ratings for question in REAL.questions}))
def test_squares_stay_in_their_card_and_do_not_overlap(ratings: dict[str, Rating | None]) -> None:
    for score in scoring.score(REAL, round_of(ratings)):
        places = [cell.x for cell in pictures._cells(score.counts)]
        assert all(b - a >= pictures.CELL for a, b in itertools.pairwise(places))
        assert places[-1] + pictures.CELL <= pictures.CARD_WIDTH - pictures.PADDING


def test_each_picture_has_a_title_a_description_and_ids_of_its_own() -> None:
    svgs = drawn({})
    ids = [node.get("id") for svg in svgs for node in svg.iter() if node.get("id")]
    assert len(ids) == len(set(ids)) == 4
    for svg in svgs:
        assert (svg.get("role"), svg.findtext(f"{SVG}desc")) == ("img", "In words.")
        assert svg.get("aria-labelledby") == " ".join(n.get("id", "") for n in list(svg)[:2])


def test_the_goal_is_in_the_middle_of_the_wide_picture() -> None:
    wide = drawn({})[0]
    centres: dict[int, list[bool]] = {}
    for group in wide.iter(f"{SVG}g"):
        x = int(group.get("transform", "").removeprefix("translate(").split()[0])
        centres.setdefault(x, []).append("picture-goal" in group.get("class", ""))
    assert [centres[x] for x in sorted(centres)] == [[False] * 3, [True], [False] * 3]


def test_a_title_is_broken_into_lines_that_fit_whatever_a_place_calls_it() -> None:
    for title in ("joint local health and wellbeing strategy", "x" * 300, HOSTILE, "well-being plan"):
        words = {**REAL.default_words, "strategy": title}
        for svg in drawn({}, words):
            lines = [t.text or "" for t in svg.iter(f"{SVG}text") if t.get("class") == "picture-title"]
            assert all(len(line) <= pictures.CHARACTERS_A_LINE for line in lines)


@pytest.mark.parametrize(
    ("ratings", "words"),
    [
        ({}, "Not enough known yet"),
        ({"strategy-outcomes": Rating.GREEN}, "Not enough known yet"),
        ({q.id: Rating.GREEN for q in REAL.elements[0].questions}, "Green"),
        ({q.id: Rating.GREEN for q in REAL.elements[0].questions[:5]}, "Green so far"),
        ({q.id: Rating.NOT_APPLICABLE for q in REAL.elements[0].questions}, "Does not apply"),
    ],
)
def test_the_colour_of_an_element_is_said_in_words(ratings: dict[str, Rating | None], words: str) -> None:
    assert pictures.verdict(scoring.score(REAL, round_of(ratings))[0]) == words
