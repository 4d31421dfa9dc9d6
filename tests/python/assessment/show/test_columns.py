"""Columns share a width by what is written in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assessment.show.columns import LONGEST_WORD, widths

TOTAL, LETTER, EDGES = 9638, 100, 170
columns = st.lists(st.lists(st.text("ab c", max_size=200), min_size=1, max_size=4), min_size=1, max_size=12)


@given(columns)
def test_they_fill_the_width_and_none_is_lost(texts: list[list[str]]) -> None:
    made = widths(texts, TOTAL, LETTER, EDGES)
    assert sum(made) == TOTAL
    assert len(made) == len(texts)
    assert min(made) > 0


@given(columns)
def test_each_has_room_for_its_longest_word_where_there_is_room(texts: list[list[str]]) -> None:
    words = [max((len(word) for text in column for word in text.split(" ")), default=0) for column in texts]
    least = [min(word, LONGEST_WORD) * LETTER + EDGES for word in words]
    if sum(least) > TOTAL:
        return
    for width, enough in zip(widths(texts, TOTAL, LETTER, EDGES), least, strict=True):
        assert width >= enough - 1


def test_a_long_text_gets_more_room_than_a_short_one() -> None:
    short, long = widths([["Due"], ["one word after another " * 9]], TOTAL, LETTER, EDGES)
    assert long > 5 * short
