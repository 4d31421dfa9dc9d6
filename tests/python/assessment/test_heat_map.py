"""The heat map shows every question in every round, the newest first, and what changed in the latest."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assessment import scoring
from assessment.comparison import compare
from assessment.heat_map import heat_map
from assessment.model import Rating, Round
from assessment.question_set import reading as question_set_format
from assessment.rounds import previous_round
from assessment.show.heat_map import ON_PAPER, ON_SCREEN, heat_map_html
from tests.python.builders import HOSTILE, maybe_ratings, record_of, round_of, set_tables

SMALL = question_set_format.from_tables(set_tables())
IDS = [question.id for question in SMALL.questions]
many_ratings = st.lists(st.fixed_dictionaries(dict.fromkeys(IDS, maybe_ratings)), min_size=1, max_size=8)


def rounds_of(ratings: list[dict[str, Rating | None]]) -> list[Round]:
    return [round_of(given_, round_id=str(number)) for number, given_ in enumerate(ratings)]


@given(many_ratings)
def test_each_cell_is_the_answer_and_its_move_that_of_the_comparison(
    ratings: list[dict[str, Rating | None]],
) -> None:
    rounds = rounds_of(ratings)
    made = heat_map(SMALL, rounds)
    for number, round_ in enumerate(rounds):
        before = previous_round(rounds[: number + 1])
        compared = compare(SMALL, before, round_) if before else None
        for place, part in enumerate(made):
            assert part.scores[number] == scoring.score(SMALL, round_)[place]
            for line, row in enumerate(part.rows):
                cell = row.cells[number]
                assert cell.rating is round_.rating(row.question)
                assert cell.move is (compared.elements[place].questions[line].move if compared else None)


@given(many_ratings, st.integers(0, 8), st.integers(0, 8))
def test_a_part_of_the_rounds_is_the_same_as_in_the_whole(
    ratings: list[dict[str, Rating | None]], first: int, last: int
) -> None:
    rounds = rounds_of(ratings)
    whole, part = heat_map(SMALL, rounds), heat_map(SMALL, rounds, first=first, last=last)
    for one, other in zip(whole, part, strict=True):
        for all_, some in zip(one.rows, other.rows, strict=True):
            assert some.cells == all_.cells[first:last]


def columns(html: str) -> list[list[str]]:
    """The names of the rounds in each table of a fragment."""
    return [re.findall(r'<th scope="col"><bdi>(.*?)</bdi>', table) for table in html.split("<table")[1:]]


def numbered(number: int) -> list[Round]:
    ratings: dict[str, Rating | None] = {"aims-clear": Rating.GREEN}
    return [replace(round_of(ratings, round_id=str(n)), name=f"Round {n}") for n in range(1, number + 1)]


def test_the_newest_rounds_come_first_and_older_ones_are_folded() -> None:
    html = heat_map_html(SMALL, record_of(*numbered(40)), for_page=True)
    newest, older = columns(html)
    assert newest == [f"Round {n}" for n in range(40, 40 - ON_SCREEN, -1)]
    assert older == [f"Round {n}" for n in range(40 - ON_SCREEN, 0, -1)]
    assert f"<summary>{40 - ON_SCREEN} older rounds</summary>" in html


def test_on_paper_there_are_only_the_newest_and_it_says_so() -> None:
    html = heat_map_html(SMALL, record_of(*numbered(40)), for_page=False)
    assert columns(html) == [[f"Round {n}" for n in range(40, 40 - ON_PAPER, -1)]]
    assert f"The newest {ON_PAPER} of 40 rounds." in html
    assert not re.search(r"<(input|a|details)\b", html)
    assert (
        "The newest" not in heat_map_html(SMALL, record_of(*numbered(2)), for_page=False).split("</p>", 1)[1]
    )


def test_one_round_has_no_heat_map() -> None:
    assert heat_map_html(SMALL, record_of(*numbered(1)), for_page=True) == ""


def test_a_change_has_an_arrow_and_words_and_marks_its_row() -> None:
    before = round_of({"aims-clear": Rating.RED, "aims-shared": Rating.GREEN}, round_id="a")
    after = round_of({"aims-clear": Rating.AMBER, "aims-shared": Rating.GREEN}, round_id="b")
    html = heat_map_html(SMALL, record_of(before, after), for_page=True)
    arrow = '<span aria-hidden="true">▲</span><span class="visually-hidden">, better</span>'
    assert f'<td data-rating="amber">A{arrow}</td><td data-rating="red">R</td>' in html
    changed = re.findall(r'<tr data-changed><th scope="row"><a href="#/assess/([^"]*)"', html)
    assert changed == ["aims-clear"]
    elements = re.findall(r'<tr class="heat-element"( data-changed)?><th scope="row">(\w+)', html)
    assert elements == [(" data-changed", "Aims"), ("", "Means")]


def test_where_nothing_changed_there_is_nothing_to_choose() -> None:
    first, second = numbered(2)
    changed = replace(second, answers=round_of({"aims-clear": Rating.RED}).answers)
    for rounds, is_choice in (((first, second), False), ((first, changed), True)):
        html = heat_map_html(SMALL, record_of(*rounds), for_page=True)
        assert ("<fieldset" in html) is is_choice
    # Only one of these has answers.
    unanswered = replace(second, answers={})
    assert "<fieldset" not in heat_map_html(SMALL, record_of(first, unanswered), for_page=True)


def test_an_element_without_a_colour_has_no_score() -> None:
    rounds = [round_of({"aims-clear": Rating.GREEN}, round_id=name) for name in ("a", "b")]
    html = heat_map_html(SMALL, record_of(*rounds), for_page=True)
    assert html.count("<td>G 100%</td>") == 2
    assert html.count("Not answered yet</span></td>") == 2


def test_what_changed_is_that_of_the_latest_round_with_answers() -> None:
    before = round_of({"aims-clear": Rating.RED}, round_id="a")
    after = round_of({"aims-clear": Rating.GREEN}, round_id="b")
    empty = round_of({}, round_id="c")
    html = heat_map_html(SMALL, record_of(before, after, empty), for_page=True)
    assert html.count("<tr data-changed") == 1


def test_where_the_latest_round_with_answers_is_folded_no_other_says_what_changed() -> None:
    before = round_of({"aims-clear": Rating.RED}, round_id="a")
    after = round_of({"aims-clear": Rating.GREEN}, round_id="b")
    for number, is_choice in ((ON_SCREEN - 1, True), (ON_SCREEN, False), (ON_SCREEN + 5, False)):
        # In a closed round a question is no longer answered, which is news too.
        empty = [replace(round_of({}, round_id=str(n)), closed=date(2027, 3, 31)) for n in range(number)]
        html = heat_map_html(SMALL, record_of(before, after, *empty), for_page=True)
        assert ("Only what changed" in html) is is_choice
        assert ("<tr data-changed" in html) is is_choice


def test_what_people_type_is_text() -> None:
    rounds = [replace(round_, name=HOSTILE) for round_ in numbered(2)]
    assert "<script>" not in heat_map_html(SMALL, record_of(*rounds), for_page=True)
