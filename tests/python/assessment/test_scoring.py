"""Scores are honest: unknown does not count as zero, and the range shows the possible shares."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from assessment import scoring
from assessment.model import COLOURS, Rating
from assessment.question_set.model import ColourRule
from tests.python.builders import maybe_ratings, round_of

if TYPE_CHECKING:
    from assessment.question_set.model import QuestionSet

RULE = ColourRule(known_from=0.5, red_below=0.4, green_from=0.75)

Ratings = list[Rating | None]
ratings_lists = st.lists(maybe_ratings, max_size=12)


def test_counts_of_a_mixed_element() -> None:
    counts = scoring.count(
        [Rating.RED, Rating.AMBER, Rating.GREEN, Rating.GREEN, Rating.UNKNOWN, Rating.NOT_APPLICABLE, None]
    )
    assert counts.total == 7
    assert counts.answered == 6
    assert counts.applicable == 6
    assert counts.share == 2.5 / 4
    assert (counts.lowest_share, counts.highest_share) == (2.5 / 6, 4.5 / 6)


def test_nothing_answered_has_no_share_rather_than_zero() -> None:
    counts = scoring.count([None, None])
    assert counts.share is None
    assert (counts.lowest_share, counts.highest_share) == (0, 1)


def test_nothing_applicable_has_neither_share_nor_range() -> None:
    counts = scoring.count([Rating.NOT_APPLICABLE])
    assert (counts.share, counts.lowest_share, counts.highest_share) == (None, None, None)


@given(ratings_lists)
def test_the_six_counts_add_up(ratings: Ratings) -> None:
    counts = scoring.count(ratings)
    assert counts.total == len(ratings)
    assert counts.answered + counts.not_answered == counts.total
    assert counts.coloured + counts.open == counts.applicable == counts.total - counts.not_applicable


@given(ratings_lists)
def test_the_share_lies_in_its_range_and_the_range_in_0_to_1(ratings: Ratings) -> None:
    counts = scoring.count(ratings)
    if counts.lowest_share is not None and counts.highest_share is not None:
        assert 0 <= counts.lowest_share <= counts.highest_share <= 1
        if counts.share is not None:
            assert counts.lowest_share - 1e-12 <= counts.share <= counts.highest_share + 1e-12


@given(ratings_lists)
def test_the_range_is_right_whatever_the_open_questions_turn_out_to_be(ratings: Ratings) -> None:
    counts = scoring.count(ratings)
    open_places = [i for i, rating in enumerate(ratings) if rating in (None, Rating.UNKNOWN)][:4]
    ends = [i for i, rating in enumerate(ratings) if rating in (None, Rating.UNKNOWN)][4:]
    for choice in product(COLOURS, repeat=len(open_places)):
        settled = list(ratings)
        for place, rating in zip(open_places, choice, strict=True):
            settled[place] = rating
        for place in ends:
            settled[place] = Rating.AMBER
        share = scoring.count(settled).share
        if share is not None:
            assert counts.lowest_share is not None
            assert counts.highest_share is not None
            assert counts.lowest_share - 1e-12 <= share <= counts.highest_share + 1e-12


@given(ratings_lists, st.integers(1, 5))
def test_what_does_not_apply_changes_no_figure(ratings: Ratings, more: int) -> None:
    few, many = scoring.count(ratings), scoring.count([*ratings, *[Rating.NOT_APPLICABLE] * more])
    assert (few.share, few.lowest_share, few.highest_share) == (
        many.share,
        many.lowest_share,
        many.highest_share,
    )


@given(ratings_lists)
def test_a_better_answer_never_lowers_the_share(ratings: Ratings) -> None:
    better = {Rating.RED: Rating.AMBER, Rating.AMBER: Rating.GREEN}
    before = scoring.count(ratings).share
    for i, rating in enumerate(ratings):
        if rating in better:
            after = scoring.count([*ratings[:i], better[rating], *ratings[i + 1 :]]).share
            assert before is not None
            assert after is not None
            assert after > before


@given(st.permutations([Rating.RED, Rating.AMBER, Rating.GREEN, None, Rating.UNKNOWN]))
def test_order_does_not_matter(ratings: Ratings) -> None:
    assert scoring.count(ratings) == scoring.count(sorted(ratings, key=str))


def test_the_colour_follows_the_rule() -> None:
    red, amber, green, unknown = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.UNKNOWN
    cases: list[tuple[Ratings, Rating | None]] = [
        ([green] * 4, green),
        ([green, green, green, amber], green),
        ([green, green, green, red], amber),
        ([green, amber, amber, amber], amber),
        ([red, red, red, amber], red),
        ([amber, amber, amber, red, red], red),
        ([green, green, None, None], green),
        ([green, None, None], None),
        ([green, unknown, unknown], None),
        ([Rating.NOT_APPLICABLE] * 3, None),
        ([], None),
    ]
    for ratings, colour in cases:
        assert scoring.colour_of(scoring.count(ratings), RULE) is colour, ratings


def test_an_element_has_a_colour_from_the_very_share_that_the_rule_names() -> None:
    rule = ColourRule(known_from=0.56, red_below=0.4, green_from=0.75)
    for coloured, colour in ((14, Rating.GREEN), (13, None)):
        counts = scoring.Counts(green=coloured, not_answered=25 - coloured)
        assert scoring.colour_of(counts, rule) is colour


def test_a_colour_is_settled_where_neither_the_worst_nor_the_best_changes_it(
    question_set: QuestionSet,
) -> None:
    names = [question.id for question in question_set.elements[0].questions]
    rule = question_set.colour_rule
    assert (rule.known_from, rule.red_below) == (RULE.known_from, RULE.red_below)

    def settled(*given_: Rating | None) -> bool:
        one = replace(question_set.elements[0], questions=question_set.elements[0].questions[: len(given_)])
        few = replace(question_set, elements=(one,), links=())
        return scoring.score(few, round_of(dict(zip(names, given_, strict=False))))[0].settled

    red, amber, green = COLOURS
    assert settled(red, red, red, None)
    assert settled(red, amber, amber, amber)
    assert settled(red, green, green, None)
    # The worst would be red, the best amber; the worst amber, the best green.
    assert not settled(red, amber, amber, None)
    assert not settled(green, green, green, None)
    assert not settled(green, green, green, Rating.UNKNOWN)
    assert not settled(red, None, None, None)
    assert not settled(None, None)


@given(st.lists(maybe_ratings, max_size=7))
def test_a_settled_colour_cannot_be_changed_by_any_open_question(ratings: Ratings) -> None:
    counts = scoring.count(ratings)
    colour = scoring.colour_of(counts, RULE)
    places = [i for i, rating in enumerate(ratings) if rating in (None, Rating.UNKNOWN)]
    worst = [Rating.RED if i in places else r for i, r in enumerate(ratings)]
    best = [Rating.GREEN if i in places else r for i, r in enumerate(ratings)]
    ends = {scoring.colour_of(scoring.count(end), RULE) for end in (worst, best)}
    if ends != {colour}:
        return
    for choice in product(COLOURS, repeat=len(places)):
        settled = list(ratings)
        for place, rating in zip(places, choice, strict=True):
            settled[place] = rating
        assert scoring.colour_of(scoring.count(settled), RULE) is colour


def test_each_element_of_the_real_set_is_scored_in_order(question_set: QuestionSet) -> None:
    first = question_set.elements[0]
    ratings: dict[str, Rating | None] = {question.id: Rating.GREEN for question in first.questions}
    scores = scoring.score(question_set, round_of(ratings))
    assert [score.element.id for score in scores] == [element.id for element in question_set.elements]
    assert scores[0].colour is Rating.GREEN
    assert scores[0].settled
    assert all(score.colour is None for score in scores[1:])
    assert scoring.total(scores).green == len(first.questions)
    assert scoring.total(scores).total == len(question_set.questions)


def test_an_answer_to_an_unknown_question_counts_in_no_score(question_set: QuestionSet) -> None:
    scores = scoring.score(question_set, round_of({"nobody-knows": Rating.RED}))
    assert scoring.total(scores).answered == 0
