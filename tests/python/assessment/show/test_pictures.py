"""Every question is one square with its letter, in the order of the questions."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import scoring
from assessment.model import Rating
from assessment.question_set.model import Layout, Side
from assessment.show import pictures
from assessment.show.html import environment, fixed_words
from assessment.show.overview import work_out
from publishing import question_files
from publishing.machine import ROOT
from tests.python.builders import HOSTILE, maybe_ratings, round_of

if TYPE_CHECKING:
    from collections.abc import Mapping

REAL = question_files.read(ROOT / "questions" / "lsp")
FIRST = REAL.elements[0]
many_ratings = st.fixed_dictionaries({question.id: maybe_ratings for question in REAL.questions})


def drawn(
    ratings: Mapping[str, Rating | None],
    words: Mapping[str, str] | None = None,
    *,
    layout: Layout = Layout.SIDES,
    links: bool = False,
) -> ET.Element:
    words = words or REAL.default_words
    round_ = round_of(dict(ratings))
    made = environment(fixed_words(words))
    worked_out = work_out(REAL, round_, words)
    return ET.fromstring(str(pictures.picture(made, layout, worked_out, round_, words, links=links)))


def marks(picture: ET.Element) -> list[ET.Element]:
    return [node for node in picture.iter() if node.get("class") == "mark"]


@given(many_ratings)
def test_each_square_shows_the_answer_of_its_question_in_the_order_of_the_questions(
    ratings: dict[str, Rating | None],
) -> None:
    in_order = [ratings[question.id] for question in REAL.questions]
    expected = [(rating or "", rating.letter if rating else "") for rating in in_order]
    for links in (False, True):
        shown = marks(drawn(ratings, links=links))
        assert [(mark.get("data-rating"), "".join(mark.itertext())) for mark in shown] == expected


@given(many_ratings)
def test_on_the_page_each_square_leads_to_its_question_and_names_it(
    ratings: dict[str, Rating | None],
) -> None:
    shown = marks(drawn(ratings, links=True))
    assert [mark.get("href") for mark in shown] == [f"#/assess/{q.id}" for q in REAL.questions]
    assert [mark.get("data-mark") for mark in shown] == [q.id for q in REAL.questions]
    for mark, question in zip(shown, REAL.questions, strict=True):
        rating = ratings[question.id]
        title = str(pictures.titles_of(REAL, REAL.default_words)[question.id])
        assert mark.get("title") == f"{title}: {rating.word if rating else 'Not answered'}"


@given(many_ratings)
def test_without_links_each_element_says_its_answers_in_words(ratings: dict[str, Rating | None]) -> None:
    images = [node for node in drawn(ratings).iter() if node.get("role") == "img"]
    scores = scoring.score(REAL, round_of(ratings))
    assert [image.get("aria-label") for image in images] == [pictures.in_words(s.counts) for s in scores]
    assert not list(drawn(ratings).iter("a"))


def test_the_goal_comes_first_then_the_soft_and_the_hard_elements() -> None:
    sides = [node.get("class") for node in drawn({})[0]]
    assert sides == ["picture-group picture-goal", "picture-group picture-soft", "picture-group picture-hard"]
    boxes = [len([n for n in side.iter() if n.get("class") == "picture-box"]) for side in drawn({})[0]]
    assert boxes == [len([e for e in REAL.elements if e.side is side]) for side in Side]


@pytest.mark.parametrize("layout", [Layout.ROWS, Layout.CHAIN])
def test_without_sides_the_elements_are_in_their_order(layout: Layout) -> None:
    picture = drawn({}, layout=layout)
    assert [node.get("class") for node in picture[0]] == [f"picture-group picture-{layout}"]
    titles = [node for node in picture.iter() if node.get("class") == "picture-title"]
    assert len(titles) == len(REAL.elements)


def standings(picture: ET.Element) -> list[str]:
    return ["".join(n.itertext()) for n in picture.iter() if n.get("class") == "picture-standing"]


def test_a_chain_names_its_weakest_link_and_no_other_picture_does() -> None:
    ratings = {q.id: Rating.RED if q in FIRST.questions else Rating.GREEN for q in REAL.questions}
    assert standings(drawn(ratings, layout=Layout.CHAIN)) == ["Weakest link"]
    for layout in (Layout.SIDES, Layout.ROWS):
        assert standings(drawn(ratings, layout=layout)) == []


def test_links_that_are_equally_weak_share_the_place_and_where_all_are_alike_none_has_it() -> None:
    weak = {*FIRST.questions, *REAL.elements[2].questions}
    ratings = {q.id: Rating.RED if q in weak else Rating.GREEN for q in REAL.questions}
    assert standings(drawn(ratings, layout=Layout.CHAIN)) == ["One of the weakest links"] * 2
    assert standings(drawn(dict.fromkeys(ratings, Rating.RED), layout=Layout.CHAIN)) == []


def test_what_a_place_calls_its_strategy_is_text() -> None:
    for title in ("x" * 300, HOSTILE, "well-being plan"):
        picture = drawn({}, {**REAL.default_words, "strategy": title})
        shown = "".join(next(n for n in picture.iter() if n.get("class") == "picture-title").itertext())
        assert title[1:] in shown


@pytest.mark.parametrize(
    ("ratings", "words"),
    [
        ({}, "Not answered yet"),
        ({FIRST.questions[0].id: Rating.UNKNOWN}, "Too few answers"),
        ({FIRST.questions[0].id: Rating.GREEN}, "Too few answers"),
        ({q.id: Rating.GREEN for q in FIRST.questions}, "Green"),
        ({q.id: Rating.GREEN for q in FIRST.questions[:5]}, "Green so far"),
        ({q.id: Rating.NOT_APPLICABLE for q in FIRST.questions}, "Does not apply"),
    ],
)
def test_the_colour_of_an_element_is_said_in_words(ratings: dict[str, Rating | None], words: str) -> None:
    assert pictures.verdict(scoring.score(REAL, round_of(ratings))[0]) == words


def test_only_a_colour_has_a_box_beside_its_name() -> None:
    """An empty one looks like a box to tick."""

    def boxes(ratings: Mapping[str, Rating | None]) -> int:
        return sum(node.get("class") == "picture-chip" for node in drawn(ratings).iter())

    assert boxes({}) == 0
    assert boxes({question.id: Rating.RED for question in FIRST.questions}) == 1
