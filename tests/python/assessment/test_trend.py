"""The trend shows every round in the table and the last ones in the pictures, never by colour alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from assessment import scoring
from assessment.model import Rating
from assessment.question_set import reading as question_set_format
from assessment.show.trend import trend_html
from assessment.trend import HEIGHT, MOST_POINTS, WIDTH, trend
from tests.python.builders import HOSTILE, maybe_ratings, record_of, round_of, set_tables

SMALL = question_set_format.from_tables(set_tables())
IDS = [question.id for question in SMALL.questions]
many_ratings = st.lists(st.fixed_dictionaries(dict.fromkeys(IDS, maybe_ratings)), max_size=15)


@given(many_ratings)
def test_every_round_is_scored_as_anywhere_else_and_every_point_is_in_the_picture(
    ratings: list[dict[str, Rating | None]],
) -> None:
    rounds = [round_of(given_, round_id=str(number)) for number, given_ in enumerate(ratings)]
    for number, element in enumerate(trend(SMALL, rounds)):
        assert element.scores == tuple(scoring.score(SMALL, round_)[number] for round_ in rounds)
        assert len(element.points) <= MOST_POINTS
        for point in element.points:
            assert 0 <= point.x <= WIDTH
            assert 0 <= point.y <= HEIGHT
            assert point.letter in "RAG–"


def test_one_round_is_no_trend() -> None:
    html = trend_html(SMALL, record_of(round_of({})))
    assert "<svg" not in html
    assert "from the second round on" in html


def test_the_table_has_all_rounds_and_each_picture_is_described() -> None:
    rounds = [round_of({"aims-clear": Rating.GREEN}, round_id=str(number)) for number in range(12)]
    html = trend_html(SMALL, record_of(*rounds, name=HOSTILE))
    assert html.count('<th scope="col">') == 1 + len(SMALL.elements)
    assert html.count('<th scope="row">') == 12
    assert f"of the last {MOST_POINTS}; the table has all 12." in html
    assert html.count("<svg") == len(SMALL.elements)
    assert 'aria-label="Aims: 100%, then 100%' in html
    assert "Means: no share yet of the ideal" in html
    for svg in html.split("<svg")[1:]:
        ET.fromstring("<svg" + svg.split("</svg>")[0] + "</svg>")
