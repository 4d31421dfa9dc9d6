"""What partners answered is a line for each round: letters where there are few questions, else counts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assessment.model import Answer, Rating, Respondent, Response, Round
from assessment.partners.agreement import Agreement
from assessment.question_set import reading as question_set_format
from assessment.show import partners_over_time
from assessment.show.partners_over_time import lines, partners_over_time_html
from tests.python.builders import record_of, set_tables

SMALL = question_set_format.from_tables(set_tables())
QUESTION = SMALL.questions[0]


def meeting(number: int, *ratings: Rating) -> Round:
    """A round with a partner's answer for each rating, on the first question."""
    responses = tuple(
        Response(
            id=f"{number}-{place}",
            respondent=Respondent(),
            answers={QUESTION.id: Answer(rating=rating)},
        )
        for place, rating in enumerate(ratings)
    )
    return Round(
        id=f"r{number}",
        name=f"Meeting {number}",
        opened=date(2026, 1, number),
        closed=None,
        answers={},
        responses=responses,
    )


MEETINGS = (
    meeting(1, Rating.RED, Rating.RED, Rating.GREEN),
    meeting(2),
    meeting(3, Rating.GREEN, Rating.AMBER, Rating.GREEN),
)
RECORD = replace(record_of(), rounds=MEETINGS)


def test_each_round_with_answers_is_a_line_with_its_counts() -> None:
    found = lines(SMALL, MEETINGS)
    assert [(line.name, line.partners) for line in found] == [("Meeting 1", 3), ("Meeting 3", 3)]
    assert found[0].counts[QUESTION.id][Rating.RED] == 2
    assert sum(found[1].kinds.values()) == 1
    assert set(found[1].kinds) == set(Agreement)


def test_of_many_rounds_the_latest_are_shown() -> None:
    most = partners_over_time.MOST_ROUNDS
    rounds = [meeting(number, Rating.RED) for number in range(1, most + 3)]
    assert [line.name for line in lines(SMALL, rounds)] == [round_.name for round_ in rounds[-most:]]


def test_the_newest_line_comes_first_with_a_letter_for_each_partner() -> None:
    html = partners_over_time_html(SMALL, RECORD)
    assert re.findall(r'data-partners-of="([^"]*)"', html) == ["Meeting 3", "Meeting 1"]
    assert re.findall(r'aria-hidden="true" data-rating="(\w+)">(\w+)<', html) == [
        ("amber", "A"),
        ("green", "GG"),
        ("red", "RR"),
        ("green", "G"),
    ]
    # For those who listen, and where nobody answered a question.
    assert "2 green" in html
    assert html.count("Not answered") == 2 * (len(SMALL.questions) - 1)


def test_with_many_questions_a_line_counts_how_far_partners_agree() -> None:
    many = replace(
        SMALL,
        elements=(
            replace(
                SMALL.elements[0],
                questions=tuple(
                    replace(QUESTION, id=f"aims-{number}")
                    for number in range(partners_over_time.MOST_COLUMNS + 1)
                ),
            ),
        ),
    )
    html = partners_over_time_html(many, RECORD)
    assert "The figures count questions." in html
    for kind in Agreement:
        assert kind.word in html


def test_without_answers_of_partners_there_is_nothing() -> None:
    assert partners_over_time_html(SMALL, replace(RECORD, rounds=(meeting(2),))) == ""
