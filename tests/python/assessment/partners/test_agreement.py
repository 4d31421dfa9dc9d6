"""The measure of agreement has the properties that its authors claim, and a published value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.partners.agreement import consensus

counts = st.lists(st.integers(0, 40), min_size=3, max_size=3).filter(any)


def test_a_value_published_for_another_implementation() -> None:
    """The example in the manual of R's package `agrmt`, version 1.42.12, function `consensus`."""
    assert consensus([30, 40, 210, 130, 530, 50, 10]) == pytest.approx(0.7256876, abs=5e-8)


@given(st.integers(0, 2), st.integers(1, 60))
def test_it_is_one_when_all_agree(place: int, people: int) -> None:
    assert consensus([people if n == place else 0 for n in range(3)]) == 1


@given(st.integers(1, 60))
def test_it_is_zero_when_half_are_red_and_half_green(people: int) -> None:
    assert consensus([people, 0, people]) == pytest.approx(0)


@given(counts)
def test_it_is_between_zero_and_one_and_one_only_when_all_agree(given_: list[int]) -> None:
    made = consensus(given_)
    assert made is not None
    assert 0 <= made <= 1
    assert (made == 1) == (sum(map(bool, given_)) == 1)


@given(counts, st.integers(2, 9))
def test_neither_the_number_of_people_nor_the_direction_of_the_scale_matters(
    given_: list[int], times: int
) -> None:
    assert consensus([count * times for count in given_]) == pytest.approx(consensus(given_))
    assert consensus(given_[::-1]) == pytest.approx(consensus(given_))


def test_neighbours_agree_more_than_the_ends() -> None:
    assert (consensus([1, 1, 0]) or 0) > (consensus([1, 1, 1]) or 0) > (consensus([1, 0, 1]) or 0)


def test_of_nobody_there_is_none() -> None:
    assert consensus([0, 0, 0]) is None
