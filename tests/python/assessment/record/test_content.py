"""What a record says is worked out once for each answer, however often records are compared."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from assessment.door import Door
from assessment.model import Answer, Rating, Record, Respondent, Response
from assessment.question_set import reading as question_set_format
from assessment.record import content
from assessment.record import format as record_format
from assessment.record.content import comparable, is_blank, is_same, remembering, said
from assessment.record.differences import other_differences
from assessment.record.merging import as_rounds
from assessment.text import shown
from tests.python.builders import answers, record_of, records, round_of, set_tables, texts

SMALL = question_set_format.from_tables(set_tables())
IDS = [question.id for question in SMALL.questions]
# Most are not asked, so that answers outnumber all else.
NAMES = [*IDS, *(f"other-{number}" for number in range(27))]
PARTNERS = 10


def with_partners(number: int) -> Record:
    """A record of so many rounds, each with answers of ten partners."""
    rounds = []
    for round_id in map(str, range(number)):
        own, *given_ = (
            {name: Answer(rating=Rating.RED, note=f"{round_id}, {who}, {name}") for name in NAMES}
            for who in range(PARTNERS + 1)
        )
        responses = tuple(
            Response(id=f"{who:08x}", respondent=Respondent(), answers=answers_)
            for who, answers_ in enumerate(given_)
        )
        rounds.append(replace(round_of({}, round_id=round_id), answers=own, responses=responses))
    return replace(record_of(*rounds), question_set=SMALL.id)


def texts_compared(monkeypatch: pytest.MonkeyPatch, present: Record, opened: Record) -> int:
    seen: list[str] = []

    def counted(text: str) -> str:
        seen.append(text)
        return shown(text)

    monkeypatch.setattr(content, "shown", counted)
    file = base64.b64encode(record_format.to_json(opened).encode()).decode()
    asked = {"ask": "open", "record": record_format.to_data(present), "file": file}
    answer: dict[str, Any] = json.loads(Door(SMALL).handle(json.dumps(asked)))
    assert answer["ok"], answer
    return len(seen)


def test_opening_a_file_looks_at_each_answer_once(monkeypatch: pytest.MonkeyPatch) -> None:
    present = with_partners(6)
    last = present.current_round
    changed = {name: replace(answer, note="Another") for name, answer in last.answers.items()}
    opened = replace(present, rounds=(*present.rounds[:-1], replace(last, answers=changed)))
    in_each = len(present.rounds) * (PARTNERS + 1) * len(NAMES)
    number = texts_compared(monkeypatch, present, opened)
    # Two texts of each answer in each of the two; and as much again for all else.
    assert number <= 2 * 2 * 2 * in_each


def test_nothing_is_remembered_after_a_file_was_opened_or_failed_to(monkeypatch: pytest.MonkeyPatch) -> None:
    texts_compared(monkeypatch, with_partners(1), with_partners(2))
    assert not content._remembered
    with pytest.raises(ZeroDivisionError), remembering():
        said(Answer(note=str(1 // 0)))
    assert not content._remembered


@given(answers)
def test_an_answer_is_the_same_whether_it_is_remembered_or_not(answer: Answer) -> None:
    plain = comparable(answer), said(answer)
    with remembering():
        for _ in range(2):
            assert (comparable(answer), said(answer)) == plain
            # Of the same id as one before, were that not held.
            assert said(Answer(note="One")) != said(Answer(note="Two"))
    assert plain[1] == comparable(replace(answer, changed=None))


@given(texts)
def test_what_is_shown_is_shown_the_same_again(text: str) -> None:
    assert shown(shown(text)) == shown(text)


@given(records(IDS))
def test_a_round_says_the_same_whether_it_is_remembered_or_not(record: Record) -> None:
    plain = [content.content(round_) for round_ in record.rounds]
    with remembering():
        assert [content.content(round_) for round_ in record.rounds * 2] == plain * 2


def test_a_round_in_which_anything_was_entered_is_not_blank() -> None:
    fresh = replace(round_of({}), answers={"aims-clear": Answer(changed="2027-01-12T10:00:00.000Z")})
    assert is_blank(record_of(fresh, name=""))
    assert is_blank(record_of(replace(fresh, conclusion=" ", asks=("",)), name=""))
    changes: list[dict[str, Any]] = [
        {"next": date(2027, 4, 6)},
        {"discuss": ("aims-clear",)},
        {"unknown_fields": {"x": 1}},
        {"conclusion": "Better."},
        {"asks": ("Money",)},
        {"responses": (Response(id="1", respondent=Respondent(), answers={}),)},
    ]
    for change in changes:
        assert not is_blank(record_of(replace(fresh, **change), name=""))


def test_partners_in_another_order_or_sent_again_unchanged_say_the_same() -> None:
    one = Response(id="1", respondent=Respondent(), answers={"aims-clear": Answer(rating=Rating.RED)})
    other = replace(one, id="2", changed="2027-01-12T10:00:00.000Z")
    again = replace(other, changed="2027-01-19T10:00:00.000Z")
    here = replace(round_of({}), responses=(one, other), discuss=("aims-clear", "means-money"))
    there = replace(round_of({}), responses=(again, one), discuss=("means-money", "aims-clear"))
    present, opened = record_of(here), record_of(there)
    assert is_same(present, opened)
    assert not other_differences(SMALL, present, opened)
    assert is_same(as_rounds(present, opened), present)
    assert not is_same(present, record_of(replace(there, responses=(one,))))
