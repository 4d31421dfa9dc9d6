"""The rules that Python and JavaScript share: both suites run the tables of `tests/cases`."""

from __future__ import annotations

import functools
import json
import operator
import re
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from assessment import scoring
from assessment.errors import RecordError
from assessment.model import Rating, Record, Respondent, Response, Round
from assessment.question_set.reading import from_tables
from assessment.question_set.versions import order_of
from assessment.record import format as record_format
from assessment.record.merging import with_partners
from assessment.record.shape import Part
from assessment.record.upgrade import upgrade
from assessment.rounds import answered_in, names_of, previous_round
from assessment.text import file_stem, is_same_name, one_line, shown
from publishing.machine import ROOT
from tests.python.builders import record_of, round_of, set_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = from_tables(set_tables())
# The record that the cases of what is a record change at one place.
ALL_FIELDS = ROOT / "tests" / "python" / "records" / "format-2-set-1.0-all-fields.json"

# Where in a record each part of the format is, as a pattern.
PARTS = {
    r"": record_format.RECORD,
    r"partnership\.": record_format.PARTNERSHIP,
    r"rounds\.\d+\.": record_format.ROUND,
    r"rounds\.\d+\.answers\.[\w-]+\.": record_format.ANSWER,
    r"rounds\.\d+\.responses\.[\w-]+\.": record_format.RESPONSE,
    r"rounds\.\d+\.responses\.[\w-]+\.respondent\.": record_format.RESPONDENT,
    r"rounds\.\d+\.responses\.[\w-]+\.answers\.[\w-]+\.": record_format.PARTNER_ANSWER,
    r"actions\.[\w-]+\.": record_format.ACTION,
    r"conflicts\.\d+\.": record_format.CONFLICT,
}


def cases(name: str) -> pytest.MarkDecorator:
    table = json.loads((ROOT / "tests" / "cases" / f"{name}.json").read_text("utf-8"))
    return pytest.mark.parametrize("case", table, ids=[case["name"] for case in table])


@cases("rounds")
def test_rounds(case: dict[str, Any]) -> None:
    given, expected = case["given"], case["expected"]
    data = {**blank(), "rounds": given["rounds"]}
    rounds = record_format.from_data(data).rounds
    assert list(names_of(rounds).values()) == expected["names"]
    previous = previous_round(rounds)
    assert (previous.id if previous else None) == expected["previous"]
    assert given["questions"] == [question.id for question in SMALL.questions]
    answered = [scoring.total(scoring.score(SMALL, round_)).answered for round_ in rounds]
    assert answered == expected["answered"]
    assert [answered_in(round_, given["questions"]) for round_ in rounds] == expected["answered"]
    assert [answered_in(round_) for round_ in rounds] == expected["in_all"]


@cases("versions")
def test_versions(case: dict[str, Any]) -> None:
    version, other = case["given"]
    assert order_of(version, other) == case["expected"]
    assert order_of(other, version) == -case["expected"]


@cases("partners_stay")
def test_a_file_without_partners_takes_none_away(case: dict[str, Any]) -> None:
    given, expected = case["given"], case["expected"]

    def record(partners: dict[str, list[str]]) -> Record:
        rounds = [
            replace(
                round_of({}, round_id=name),
                responses=tuple(Response(id=who, respondent=Respondent(), answers={}) for who in of_round),
            )
            for name, of_round in partners.items()
        ]
        return record_of(*rounds)

    opened = record(given["opened"])
    made = with_partners(opened, record(given["present"]))
    assert made == record(expected)
    assert (made is opened) == (given["opened"] == expected)


@cases("file_names")
def test_file_names(case: dict[str, Any]) -> None:
    assert file_stem(*case["given"]["parts"]) == case["expected"]


@cases("texts")
def test_texts(case: dict[str, Any]) -> None:
    made = {"shown": shown(case["given"]), "line": one_line(case["given"])}
    assert made == case["expected"]
    for rule in (shown, one_line):
        assert rule(rule(case["given"])) == rule(case["given"])


@cases("same_name")
def test_same_names(case: dict[str, Any]) -> None:
    one, other = case["given"]
    assert is_same_name(one, other) is is_same_name(other, one) is case["expected"]


@cases("upgrade_1_to_2")
def test_upgrade_1_to_2(case: dict[str, Any]) -> None:
    given = json.dumps(case["given"])
    made = upgrade(json.loads(given))
    assert made == case["expected"]
    assert upgrade(made) == made


@cases("record_checks")
def test_what_is_a_record(case: dict[str, Any]) -> None:
    data = json.loads(ALL_FIELDS.read_text("utf-8"))
    *path, last = case["given"]["at"]
    part = functools.reduce(operator.getitem, path, data)
    if "value" in case["given"]:
        part[last] = case["given"]["value"]
    else:
        del part[last]
    refused = nullcontext() if case["expected"] else pytest.raises(RecordError)
    with refused:
        record_format.from_json(json.dumps(data))


def test_the_cases_of_what_is_a_record_and_their_record_have_every_field() -> None:
    """Python checks each field, and the page reads what Python reads: a field added later must be in both."""
    record = json.loads(ALL_FIELDS.read_text("utf-8"))
    table = json.loads((ROOT / "tests" / "cases" / "record_checks.json").read_text("utf-8"))
    tried = {".".join(map(str, case["given"]["at"])) for case in table}
    held = set(places(record))
    fields = [f"{place}{name}" for place, part in PARTS.items() for name in part.fields]
    for found in (held, tried):
        assert not [field for field in fields if not any(re.fullmatch(field, at) for at in found)]


def places(data: Any, at: str = "") -> Iterator[str]:
    """The place of all that JSON data hold."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, item in entries:
        yield f"{at}{name}"
        yield from places(item, f"{at}{name}.")


def test_the_places_of_the_parts_are_those_of_the_format() -> None:
    assert set(PARTS.values()) == {value for value in vars(record_format).values() if isinstance(value, Part)}


@cases("blank_record")
def test_a_blank_record(case: dict[str, Any]) -> None:
    given, expected = case["given"], case["expected"]
    record = record_format.from_data(expected)
    assert record_format.to_data(record) == expected
    assert record.question_set == given["question_set"]
    assert record.question_set_version == given["question_set_version"]
    assert record.current_round == Round(
        id=f"round-{given['now']}", name="", opened=date.fromisoformat(given["day"]), closed=None, answers={}
    )


def blank() -> dict[str, Any]:
    table = json.loads((ROOT / "tests" / "cases" / "blank_record.json").read_text("utf-8"))
    made: dict[str, Any] = table[0]["expected"]
    return made


def test_the_cases_hold_every_rating() -> None:
    text = (ROOT / "tests" / "cases" / "rounds.json").read_text("utf-8")
    assert all(f'"{rating.value}"' in text for rating in Rating)
