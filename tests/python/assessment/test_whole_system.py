"""The pattern names what holds what back, and strong answers that rest on weak ones."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import scoring, whole_system
from assessment.model import Rating
from assessment.question_set import reading as question_set_format
from assessment.whole_system import Effect, WholeSystem
from tests.python.builders import round_of, set_tables

SMALL = question_set_format.from_tables(set_tables())


def read(**ratings: Rating | None) -> WholeSystem:
    round_ = round_of({name.replace("_", "-"): rating for name, rating in ratings.items()})
    return whole_system.read(SMALL, round_, scoring.score(SMALL, round_))


@pytest.mark.parametrize(
    ("source", "target", "effect"),
    [
        (Rating.RED, Rating.RED, Effect.HOLDS_BACK),
        (Rating.RED, Rating.AMBER, Effect.HOLDS_BACK),
        (Rating.AMBER, Rating.AMBER, Effect.HOLDS_BACK),
        (Rating.RED, Rating.GREEN, Effect.UNDERMINES),
        (Rating.AMBER, Rating.GREEN, Effect.UNDERMINES),
    ],
)
def test_a_weak_source_holds_back_or_puts_in_doubt(source: Rating, target: Rating, effect: Effect) -> None:
    pattern = read(means_money=source, aims_clear=target)
    assert [c.effect for c in pattern.consequences] == [effect]
    assert pattern.consequences[0].link.source.id == "means-money"
    assert not pattern.untested


@pytest.mark.parametrize("source", [None, Rating.UNKNOWN])
def test_a_strong_target_on_an_unanswered_source_is_untested(source: Rating | None) -> None:
    pattern = read(means_money=source, aims_clear=Rating.GREEN)
    assert not pattern.consequences
    assert pattern.untested[0].link.target.id == "aims-clear"


def test_a_source_that_is_green_or_does_not_apply_has_no_effect() -> None:
    for source, target in itertools.product([Rating.GREEN, Rating.NOT_APPLICABLE], [None, *Rating]):
        pattern = read(means_money=source, aims_clear=target)
        assert not pattern.consequences
        assert not pattern.untested


def test_a_target_without_a_colour_is_never_held_back() -> None:
    for source, target in itertools.product([None, *Rating], [None, Rating.UNKNOWN, Rating.NOT_APPLICABLE]):
        pattern = read(means_money=source, aims_clear=target)
        assert not pattern.consequences
        assert not pattern.untested


def test_strongest_and_weakest_stand_out_only_when_shares_differ() -> None:
    differs = read(means_money=Rating.RED, aims_clear=Rating.GREEN, aims_shared=Rating.AMBER)
    assert [score.element.id for score in differs.strongest] == ["aims"]
    assert [score.element.id for score in differs.weakest] == ["means"]
    same = read(means_money=Rating.RED, aims_clear=Rating.RED, aims_shared=Rating.RED)
    assert not same.strongest
    assert not same.weakest


def test_an_element_with_too_little_known_is_named_and_not_judged() -> None:
    pattern = read(means_money=Rating.GREEN)
    assert [score.element.id for score in pattern.not_enough_known] == ["aims"]
    assert not pattern.strongest


def test_an_element_that_does_not_apply_is_not_called_unknown() -> None:
    pattern = read(means_money=Rating.NOT_APPLICABLE, aims_clear=Rating.GREEN, aims_shared=Rating.GREEN)
    assert not pattern.not_enough_known


@given(st.data())
def test_every_link_from_a_weak_answer_has_its_consequence(data: st.DataObject) -> None:
    tables = set_tables()
    tables["set.toml"]["link"] = [
        {"source": source, "target": target, "reason": "Because.", "sources": []}
        for source, target in data.draw(
            st.lists(
                st.sampled_from(
                    [
                        ("means-money", "aims-clear"),
                        ("means-money", "aims-shared"),
                        ("aims-clear", "means-money"),
                    ]
                ),
                min_size=1,
                unique=True,
            )
        )
    ]
    chosen = question_set_format.from_tables(tables)
    round_ = round_of(
        {q.id: data.draw(st.sampled_from([Rating.RED, Rating.AMBER])) for q in chosen.questions}
    )
    pattern = whole_system.read(chosen, round_, scoring.score(chosen, round_))
    expected = sum(
        round_.rating(link.source) is Rating.RED or round_.rating(link.target) is Rating.AMBER
        for link in chosen.links
    )
    assert len(pattern.consequences) == expected


def test_it_is_too_early_while_there_is_nothing_to_compare() -> None:
    known = {"aims_clear": Rating.RED, "means_money": Rating.RED}
    assert read().is_too_early
    assert read(means_money=Rating.RED).is_too_early
    assert not read(**known).is_too_early
    # What does not apply is not missing.
    not_applicable = Rating.NOT_APPLICABLE
    assert not read(
        aims_clear=not_applicable, aims_shared=not_applicable, means_money=Rating.RED
    ).is_too_early


def test_it_is_too_early_while_most_elements_have_too_few_answers() -> None:
    pattern = read(aims_clear=Rating.RED, aims_shared=Rating.GREEN, means_money=Rating.RED)
    missing = pattern.strongest[0]
    for elements, few, expected in ((7, 3, False), (7, 4, True), (4, 2, False)):
        some = replace(pattern, elements=elements, not_enough_known=(missing,) * few)
        assert some.is_too_early is expected
