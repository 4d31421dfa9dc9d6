"""What to fix first is every red and amber answer, in an order that can be explained."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from assessment import scoring, whole_system
from assessment.model import Rating, Round
from assessment.question_set import reading as question_set_format
from assessment.weaknesses import Weakness, rank
from tests.python.builders import maybe_ratings, round_of, set_tables

if TYPE_CHECKING:
    from assessment.question_set.model import QuestionSet

IDS = [question.id for question in question_set_format.from_tables(set_tables()).questions]
ELEMENT_OF = {"aims-clear": "aims", "aims-shared": "aims", "means-money": "means"}
# Links join questions of different elements.
PAIRS = [(a, b) for a, b in itertools.permutations(IDS, 2) if ELEMENT_OF[a] != ELEMENT_OF[b]]
all_ratings = st.fixed_dictionaries(dict.fromkeys(IDS, maybe_ratings))
some_links = st.lists(st.sampled_from(PAIRS), unique=True, min_size=1)


def set_with(links: list[tuple[str, str]]) -> QuestionSet:
    tables = set_tables()
    tables["set.toml"]["link"] = [
        {"source": source, "target": target, "reason": "Because.", "sources": []} for source, target in links
    ]
    return question_set_format.from_tables(tables)


def ranked(question_set: QuestionSet, round_: Round) -> tuple[Weakness, ...]:
    pattern = whole_system.read(question_set, round_, scoring.score(question_set, round_))
    return rank(question_set, round_, pattern.consequences)


@given(all_ratings, some_links)
def test_every_red_and_amber_is_there_once_and_nothing_else(
    ratings: dict[str, Rating | None], links: list[tuple[str, str]]
) -> None:
    found = ranked(set_with(links), round_of(ratings))
    expected = {name: rating for name, rating in ratings.items() if rating in (Rating.RED, Rating.AMBER)}
    assert {weak.question.id: weak.rating for weak in found} == expected
    assert len(found) == len(expected)


@given(all_ratings, some_links)
def test_red_comes_first_then_what_holds_most_back_then_the_order_of_the_questions(
    ratings: dict[str, Rating | None], links: list[tuple[str, str]]
) -> None:
    found = ranked(set_with(links), round_of(ratings))
    for first, second in itertools.pairwise(found):
        assert first.rating is Rating.RED or second.rating is Rating.AMBER
        if first.rating is second.rating:
            assert len(first.consequences) >= len(second.consequences)
            if len(first.consequences) == len(second.consequences):
                assert IDS.index(first.question.id) < IDS.index(second.question.id)


@given(all_ratings, some_links)
def test_each_weakness_has_the_consequences_of_its_own_links(
    ratings: dict[str, Rating | None], links: list[tuple[str, str]]
) -> None:
    for weak in ranked(set_with(links), round_of(ratings)):
        targets = {consequence.link.target.id for consequence in weak.consequences}
        assert all(consequence.link.source is weak.question for consequence in weak.consequences)
        assert targets <= {target for source, target in links if source == weak.question.id}


@given(all_ratings, some_links, st.data())
def test_an_answer_that_gets_better_moves_down_or_out(
    ratings: dict[str, Rating | None], links: list[tuple[str, str]], data: st.DataObject
) -> None:
    question_set = set_with(links)
    before = [weak.question.id for weak in ranked(question_set, round_of(ratings))]
    reds = [name for name, rating in ratings.items() if rating is Rating.RED]
    if not reds:
        return
    improved = data.draw(st.sampled_from(reds))
    after = [w.question.id for w in ranked(question_set, round_of({**ratings, improved: Rating.AMBER}))]
    others = [name for name in reds if name != improved]
    assert all(after.index(other) < after.index(improved) for other in others)
    assert set(after) == set(before)


@given(all_ratings)
def test_the_order_does_not_depend_on_the_order_of_the_answers(ratings: dict[str, Rating | None]) -> None:
    question_set = set_with(PAIRS)
    turned = dict(reversed(ratings.items()))
    assert ranked(question_set, round_of(ratings)) == ranked(question_set, round_of(turned))
