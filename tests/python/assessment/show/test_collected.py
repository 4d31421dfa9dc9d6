"""What partners sent is listed with what is known of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.model import Rating
from assessment.partners.collecting import Item, Standing
from assessment.partners.response import Received
from assessment.show.collected import collected_html
from tests.python.assessment.show.partners_answers import SMALL, partners
from tests.python.builders import record_of, round_of


def test_what_became_of_a_question_is_said_in_the_partnership_s_words() -> None:
    given = record_of(round_of({}), preset="two")
    received = Received(
        response=partners(Rating.RED)[0],
        round_id="r1",
        round_name="",
        partnership="",
        notices=("Each {partnership} is asked.",),
    )
    item = Item(source="a.json", standing=Standing.NEW, received=received, round=given.current_round)
    assert "<br>Each forum is asked." in collected_html(SMALL, given, [item])


@pytest.mark.parametrize(("whose", "said"), [("Southshire", 1), ("Northshire", 0), ("", 0)])
def test_whose_answers_are_is_said_where_it_is_another_partnership(whose: str, said: int) -> None:
    here = record_of(round_of({}), name="Northshire")
    received = Received(response=partners(Rating.RED)[0], round_id="r1", round_name="", partnership=whose)
    item = Item(source="a.json", standing=Standing.NEW, received=received, round=here.current_round)
    html = collected_html(SMALL, here, [item])
    assert html.count(f"Given for <bdi>{whose}</bdi>") == html.count("Given for") == said


def test_answers_that_are_in_an_earlier_round_say_in_which() -> None:
    earlier, current = round_of({}, round_id="r0"), round_of({}, round_id="r1")
    given = record_of(replace(earlier, name="Autumn 2026"), current)
    [present] = partners(Rating.RED)
    said = {}
    for round_ in given.rounds:
        received = Received(response=present, round_id=round_.id, round_name="", partnership="")
        item = Item(source="a.json", standing=Standing.SAME, received=received, round=round_, present=present)
        said[round_.id] = collected_html(SMALL, given, [item])
    assert "Already in the round “<bdi>Autumn 2026</bdi>”" in said["r0"]
    assert "Already here" in said["r1"]
