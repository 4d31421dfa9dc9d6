"""The trend shows the last rounds, never by colour alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from assessment import scoring
from assessment.model import Rating
from assessment.question_set import reading as question_set_format
from assessment.show.trend import HEIGHT, MOST_POINTS, WIDTH, points, trend_html
from publishing import question_files
from publishing.machine import ROOT
from tests.python.builders import HOSTILE, maybe_ratings, record_of, round_of, set_tables

REAL = question_files.read(ROOT / "questions" / "lsp")
SMALL = question_set_format.from_tables(set_tables())
IDS = [question.id for question in SMALL.questions]
many_ratings = st.lists(st.fixed_dictionaries(dict.fromkeys(IDS, maybe_ratings)), max_size=15)


@given(many_ratings)
def test_every_round_is_scored_as_anywhere_else_and_every_point_is_in_the_picture(
    ratings: list[dict[str, Rating | None]],
) -> None:
    rounds = [round_of(given_, round_id=str(number)) for number, given_ in enumerate(ratings)]
    for number, element in enumerate(scoring.in_each(SMALL, rounds)):
        assert element.scores == tuple(scoring.score(SMALL, round_)[number] for round_ in rounds)
        for point in points(element.scores):
            assert 0 <= point.x <= WIDTH
            assert 0 <= point.y <= HEIGHT
            assert point.letter in "RAG"


def test_a_round_with_few_answers_of_an_element_has_no_point() -> None:
    element = REAL.elements[0]
    names = [question.id for question in element.questions]
    known = -(-len(names) // 2)
    rounds = [
        round_of(dict.fromkeys(names[:number], Rating.AMBER), round_id=str(number))
        for number in (len(names), known, known - 1, 1)
    ]
    assert [point.label for point in points(scoring.in_each(REAL, rounds)[0].scores)] == ["50%", "50%"]
    assert "fewer than 50% of the element’s questions" in trend_html(REAL, record_of(*rounds))


def test_one_round_is_no_trend() -> None:
    assert trend_html(SMALL, record_of(round_of({}))) == ""


def test_the_order_of_the_rounds_is_said_before_the_pictures() -> None:
    """In the heat map beside them the newest round comes first."""
    html = trend_html(SMALL, record_of(round_of({}, round_id="1"), round_of({}, round_id="2")))
    assert 0 <= html.index("The oldest round comes first") < html.index("<figure")


def test_the_last_rounds_are_shown_and_each_picture_is_described() -> None:
    rounds = [round_of({"aims-clear": Rating.GREEN}, round_id=str(number)) for number in range(12)]
    html = trend_html(SMALL, record_of(*rounds, name=HOSTILE))
    assert html.count("<circle") == MOST_POINTS
    assert f"only the last {MOST_POINTS} rounds are shown" in html
    assert "only the last" not in trend_html(SMALL, record_of(*rounds[:MOST_POINTS]))
    assert html.count("<svg") == len(SMALL.elements)
    assert 'aria-label="Aims: 100%, then 100%' in html
    assert "Means: too few answers yet." in html
    for svg in html.split("<svg")[1:]:
        ET.fromstring("<svg" + svg.split("</svg>")[0] + "</svg>")
