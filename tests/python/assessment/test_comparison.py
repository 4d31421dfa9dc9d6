"""What moved between two rounds, and what can be compared."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import scoring
from assessment.comparison import Move, compare
from assessment.errors import RequestError
from assessment.model import Answer, Rating, Respondent, Response
from assessment.question_set import reading as question_set_format
from assessment.rounds import names_of
from assessment.show.comparison import comparison_html
from assessment.show.report import report
from assessment.show.rounds import rounds_html
from tests.python.builders import maybe_ratings, record_of, round_of, set_tables

SMALL = question_set_format.from_tables(set_tables())
IDS = [question.id for question in SMALL.questions]
ratings = st.fixed_dictionaries(dict.fromkeys(IDS, maybe_ratings))
LOST = {Move.NO_LONGER_ANSWERED, Move.NO_LONGER_APPLIES, Move.NOW_NOT_KNOWN, Move.NOT_ANSWERED_YET}
MIRRORED = {
    Move.BETTER: {Move.WORSE},
    Move.WORSE: {Move.BETTER},
    Move.NEWLY_RATED: LOST,
    **{move: {Move.NEWLY_RATED} for move in LOST},
    Move.NOT_ANSWERED_YET: {Move.NEWLY_RATED, Move.NOT_ANSWERED_YET, Move.NOT_COMPARED},
    Move.NOT_COMPARED: {Move.NOT_ANSWERED_YET, Move.NOT_COMPARED},
}


@pytest.mark.parametrize(
    ("before", "after", "move"),
    [
        (Rating.RED, Rating.AMBER, Move.BETTER),
        (Rating.GREEN, Rating.RED, Move.WORSE),
        (Rating.AMBER, Rating.AMBER, Move.SAME),
        (None, Rating.RED, Move.NEWLY_RATED),
        (Rating.UNKNOWN, Rating.GREEN, Move.NEWLY_RATED),
        (Rating.GREEN, Rating.NOT_APPLICABLE, Move.NO_LONGER_APPLIES),
        (Rating.GREEN, Rating.UNKNOWN, Move.NOW_NOT_KNOWN),
        (Rating.GREEN, None, Move.NOT_ANSWERED_YET),
        (Rating.UNKNOWN, None, Move.NOT_ANSWERED_YET),
        (None, None, Move.NOT_ANSWERED_YET),
        (Rating.UNKNOWN, Rating.UNKNOWN, Move.NOT_COMPARED),
    ],
)
def test_only_colours_compare(before: Rating | None, after: Rating | None, move: Move) -> None:
    compared = compare(SMALL, round_of({"aims-clear": before}), round_of({"aims-clear": after}))
    assert compared.elements[0].questions[0].move is move


def test_a_missing_answer_is_to_come_while_the_round_is_open_and_missing_when_it_is_closed() -> None:
    before = round_of(dict.fromkeys(IDS, Rating.RED), round_id="first")
    after = round_of({"aims-clear": Rating.GREEN, "aims-shared": Rating.UNKNOWN}, round_id="second")
    html = comparison_html(SMALL, record_of(before, after), "first", "second")
    assert "1 better, 0 worse, 0 the same, 1 now not known, 1 not answered yet." in html
    assert "means money" not in html
    closed = replace(after, closed=date(2027, 3, 1))
    html = comparison_html(SMALL, record_of(before, closed), "first", "second")
    assert "1 now not known, 1 no longer answered." in html
    assert "means money" in html
    assert "<td>Now not known</td>" in html


@given(ratings, ratings)
def test_it_counts_as_not_answered_yet_what_the_rest_of_the_page_does(
    before: dict[str, Rating | None], after: dict[str, Rating | None]
) -> None:
    round_ = round_of(after)
    counts = compare(SMALL, round_of(before), round_).counts
    assert counts[Move.NOT_ANSWERED_YET] == scoring.total(scoring.score(SMALL, round_)).not_answered
    assert sum(counts.values()) == len(IDS)


def test_a_closed_round_without_a_colour_in_either_is_not_called_missing() -> None:
    closed = replace(round_of({}), closed=date(2027, 3, 1))
    counts = compare(SMALL, round_of({"aims-clear": Rating.RED}), closed).counts
    assert counts == {Move.NO_LONGER_ANSWERED: 1, Move.NOT_COMPARED: len(IDS) - 1}


def chosen(html: str) -> list[str]:
    return re.findall(r'<option value="([^"]*)" selected>', html)


def test_the_last_two_rounds_that_have_answers_are_compared_unless_somebody_chose_others() -> None:
    answered = [round_of({"aims-clear": Rating.RED}, round_id=name) for name in ("a", "b")]
    record = record_of(*answered, round_of({}, round_id="c"), round_of({"means-money": None}, round_id="d"))
    assert chosen(rounds_html(SMALL, record)) == ["a", "b"]
    assert chosen(rounds_html(SMALL, record, "b", "d")) == ["b", "d"]
    assert chosen(rounds_html(SMALL, record_of(answered[0], round_of({}, round_id="c")))) == ["a", "c"]
    assert chosen(rounds_html(SMALL, record_of(answered[0]))) == []
    assert chosen(rounds_html(SMALL, record_of(round_of({}, round_id="c"), answered[0]))) == []


def test_rounds_in_which_only_partners_answered_are_not_compared() -> None:
    rounds = [round_of({}, round_id=name) for name in ("a", "b")]
    partner = Response(id="1", respondent=Respondent(), answers={"aims-clear": Answer(rating=Rating.RED)})
    of_partners = rounds_html(SMALL, record_of(*(replace(each, responses=(partner,)) for each in rounds)))
    empty = rounds_html(SMALL, record_of(*rounds))
    for html in (of_partners, empty):
        for absent in ("rounds-change", "heat-map", "The trend", "Compare two rounds", "From your second"):
            assert absent not in html
        assert "All rounds" in html
    assert ">1 partner</td>" in of_partners
    assert f">0 of {len(SMALL.questions)}</td>" in empty
    own_too = record_of(replace(round_of({"aims-clear": Rating.RED}), responses=(partner,)))
    assert f">1 of {len(SMALL.questions)}, 1 partner</td>" in rounds_html(SMALL, own_too)
    assert "When questions of two rounds are answered" in empty
    assert "When questions" not in of_partners


def test_a_round_that_partners_alone_answered_is_not_one_in_which_answers_are_missing() -> None:
    partner = Response(id="1", respondent=Respondent(), answers={"aims-clear": Answer(rating=Rating.RED)})
    own = [round_of(dict.fromkeys(IDS, Rating.GREEN), round_id=name) for name in ("a", "b")]
    theirs = replace(round_of({}, round_id="c"), responses=(partner,), closed=date(2027, 3, 1))
    for rounds, compared in (((own[0], theirs), []), ((*own, theirs), ["a", "b"])):
        record = record_of(*rounds)
        assert chosen(rounds_html(SMALL, record)) == compared
        for said in (rounds_html(SMALL, record), report(SMALL, record, date(2027, 3, 31)).html):
            assert "no longer answered" not in said


def test_where_no_question_has_two_colours_there_is_nothing_to_compare_yet() -> None:
    rated = round_of({"aims-clear": Rating.RED}, round_id="a")
    html = comparison_html(SMALL, record_of(rated, round_of({}, round_id="b")), "a", "b")
    assert f"{len(IDS)} not answered yet" in html
    assert "<p>There is nothing to compare yet.</p>" in html
    assert "No question changed" not in html


def test_a_choice_that_was_made_in_another_record_falls_back_to_the_usual_one() -> None:
    record = record_of(*(round_of({"aims-clear": Rating.RED}, round_id=name) for name in ("a", "b", "c")))
    assert chosen(rounds_html(SMALL, record, "another's", "a")) == ["b", "a"]
    assert chosen(rounds_html(SMALL, record, "another's", "another's too")) == ["b", "c"]


def test_rounds_of_the_same_name_are_numbered() -> None:
    rounds = [replace(round_of({}, round_id=name), name="") for name in ("a", "b", "c")]
    assert list(names_of(rounds).values()) == [
        "Round of 12 January 2027",
        "Round of 12 January 2027 (2)",
        "Round of 12 January 2027 (3)",
    ]
    named = [replace(round_, name=name) for round_, name in zip(rounds, ("x (2)", "x", "x"), strict=True)]
    assert len(set(names_of(named).values())) == 3
    html = rounds_html(SMALL, record_of(*rounds))
    assert "Round of 12 January 2027 (3)" in html


def test_the_report_compares_with_the_last_round_that_has_answers() -> None:
    first = replace(round_of({"aims-clear": Rating.RED}, round_id="first"), name="First")
    empty = replace(round_of({}, round_id="second"), name="Second")
    third = replace(round_of({"aims-clear": Rating.GREEN}, round_id="third"), name="Third")
    today = date(2027, 3, 31)
    assert "Compared with <bdi>First</bdi>" in report(SMALL, record_of(first, empty, third), today).html
    assert "Compared with" not in report(SMALL, record_of(empty, third), today).html


def test_the_change_of_an_element_is_said_in_counts_of_its_questions() -> None:
    def said(before: dict[str, Rating | None], after: dict[str, Rating | None]) -> list[str]:
        return [element.sentence for element in compare(SMALL, round_of(before), round_of(after)).elements]

    red: dict[str, Rating | None] = {"aims-clear": Rating.RED, "aims-shared": Rating.GREEN}
    assert said(red, {"aims-clear": Rating.AMBER}) == ["1 better", "nothing to compare yet"]
    assert said(red, {"aims-clear": Rating.GREEN, "aims-shared": Rating.RED})[0] == "1 better, 1 worse"
    assert said({"aims-clear": Rating.RED}, red)[0] == "1 newly rated"
    assert said({"aims-clear": Rating.GREEN}, red)[0] == "1 worse"
    assert said(red, red)[0] == "no change"


@given(ratings, ratings)
def test_a_comparison_the_other_way_round_is_its_mirror(
    one: dict[str, Rating | None], other: dict[str, Rating | None]
) -> None:
    forth = compare(SMALL, round_of(one), round_of(other))
    back = compare(SMALL, round_of(other), round_of(one))
    for there, here in zip(forth.elements, back.elements, strict=True):
        for question, mirrored in zip(there.questions, here.questions, strict=True):
            assert mirrored.move in MIRRORED.get(question.move, {question.move})
    assert sum(forth.counts.values()) == len(IDS)
    assert sum(map(int, re.findall(r"\d+", forth.sentence))) == len(IDS)
    assert not any(element.news for element in compare(SMALL, round_of(one), round_of(one)).elements)


def test_the_fragment_says_what_moved_and_names_a_missing_round() -> None:
    record = record_of(
        round_of({"aims-clear": Rating.RED}, round_id="first"),
        round_of({"aims-clear": Rating.GREEN}, round_id="second"),
    )
    html = comparison_html(SMALL, record, "first", "second")
    assert "1 better, 0 worse, 0 the same, 2 not answered yet." in html
    assert "<strong>Aims</strong>: 1 better." in html
    assert "%" not in html
    assert "No question changed" in comparison_html(SMALL, record, "first", "first")
    with pytest.raises(RequestError, match="after: 'third' is none of first, second"):
        comparison_html(SMALL, record, "first", "third")


def test_the_report_says_what_changed_from_the_second_round_on() -> None:
    first = round_of({"aims-clear": Rating.RED}, round_id="first")
    second = round_of({"aims-clear": Rating.GREEN}, round_id="second")
    today = date(2027, 3, 31)
    assert "since the last round" not in report(SMALL, record_of(first), today).html
    assert "since the last round" in report(SMALL, record_of(first, second), today).html
