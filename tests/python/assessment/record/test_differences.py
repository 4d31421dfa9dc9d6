"""What differs is named as people know it: with the titles, words and dates that they see elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.model import Action, Answer, Rating, Record, Respondent, Response, Round
from assessment.question_set import reading as question_set_format
from assessment.record.conflicts import conflicts
from assessment.record.content import is_same
from assessment.record.differences import NOTHING, answer_differences, other_differences
from assessment.record.merging import as_rounds
from tests.python.builders import record_of, round_of, set_tables

SMALL = question_set_format.from_tables(set_tables())


def test_questions_are_named_in_the_words_of_the_partnership() -> None:
    first = SMALL.elements[0]
    question = replace(first.questions[0], title="what the {partnership} is for")
    element = replace(first, questions=(question, *first.questions[1:]))
    local = replace(SMALL, elements=(element, *SMALL.elements[1:]))
    present = record_of(round_of({}), name="", preset="two")
    (row,) = answer_differences(local, present, record_of(round_of({question.id: Rating.RED})))
    assert row.title == "what the forum is for"


def test_a_field_of_a_later_version_is_shown_on_the_side_that_has_it() -> None:
    present, opened = (
        replace(record_of(round_of({})), unknown_fields=fields)
        for fields in ({"only-here": 1, "both": "a", "same": "e\u0301"}, {"both": ["b"], "same": "é"})
    )
    assert [(row.about, row.here, row.there) for row in other_differences(SMALL, present, opened)] == [
        ("both", '"a"', '["b"]'),
        ("only-here", "1", NOTHING),
    ]


def test_a_partner_whose_name_is_only_encoded_differently_is_named_the_same() -> None:
    here, there = (
        record_of(
            replace(
                round_of({}),
                responses=(Response(id="1", respondent=Respondent(name=name), answers={}),),
            )
        )
        for name in ("Sia\u0302n", "Siân")
    )
    assert other_differences(SMALL, here, there) == ()
    assert is_same(here, there)


@pytest.mark.parametrize("blank", [" ", "\n", "\u00a0", "\u200b "])
def test_texts_that_differ_in_blanks_around_them_are_the_same(blank: str) -> None:
    def with_texts(blank: str) -> Record:
        answers = {"aims-clear": Answer(rating=Rating.RED, note=f"Ask.{blank}")}
        record = record_of(replace(round_of({}), answers=answers), name=f"Avon{blank}")
        return replace(
            record,
            partnership=replace(record.partnership, words={"board": f"panel{blank}"}),
            actions=(Action(id="1", what=f"Ring{blank}", owner=f"Chair{blank}"),),
        )

    present, opened = with_texts(""), with_texts(blank)
    for here, there in ((present, opened), (opened, present)):
        assert other_differences(SMALL, here, there) == ()
        assert answer_differences(SMALL, here, there) == ()
        assert conflicts(here, there) == ()
        assert is_same(here, there)
        assert as_rounds(here, there) == here


def test_what_differs_is_shown_on_both_sides_and_a_dash_where_there_is_nothing() -> None:
    here, there = record_of(round_of({}), name="Avon"), record_of(round_of({}), name="Wyre", preset="one")
    named, kind = other_differences(SMALL, here, there)
    assert (named.here, named.there) == ("Avon", "Wyre")
    assert (kind.name, kind.here, kind.there) == ("Kind of partnership", "lsp", "One")
    (unnamed,) = other_differences(SMALL, here, record_of(round_of({}), name=""))
    assert (unnamed.here, unnamed.there) == ("Avon", NOTHING)


def test_answers_of_a_round_are_counted_without_notes_as_in_the_list_of_rounds() -> None:
    now = round_of({}, round_id="now")
    rated: dict[str, Rating | None] = {"aims-clear": Rating.RED}
    noted = replace(round_of(rated), answers={**round_of(rated).answers, "means-money": Answer(note="Ask.")})

    def rows(here: Round, there: Round | None) -> list[tuple[str, str, str]]:
        opened = record_of(*filter(None, (there, now)))
        return [(r.kind, r.here, r.there) for r in other_differences(SMALL, record_of(here, now), opened)]

    kind = "Answers of the round"
    assert rows(round_of(rated), noted) == [(kind, "1 answer", "1 answer; 1 question differs")]
    assert rows(round_of({}), noted) == [(kind, "0 answers", "1 answer; 2 questions differ")]
    assert rows(noted, None) == [("Round", "1 answer, opened on 12 January 2027", "not there")]


def test_partners_that_are_named_on_one_side_only_are_counted_apart() -> None:
    def with_names(*names: str) -> Record:
        responses = (
            Response(id=str(n), respondent=Respondent(name=name), answers={}) for n, name in enumerate(names)
        )
        return record_of(replace(round_of({}), responses=tuple(responses)))

    said = other_differences(SMALL, with_names("A", "", "C", ""), with_names("", "B", "Cy", ""))
    assert [(row.here, row.there) for row in said] == [
        (NOTHING, "1 partner"),
        ("1 partner", NOTHING),
        ("1 partner", "1 partner, named differently"),
    ]
