"""A record survives being written and read; one that cannot be is refused with reason and place."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given

from assessment.errors import RecordError
from assessment.model import Rating
from assessment.record import format as record_format
from assessment.record.format import ACTION, ANSWER, CONFLICT, PARTNERSHIP, RECORD, ROUND
from assessment.record.upgrade import upgrade
from publishing.machine import ROOT
from tests.python.builders import records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assessment.model import Record


@given(records(["strategy-outcomes", "style-challenge"]))
def test_a_record_written_and_read_is_the_same_and_written_again_the_same_bytes(record: Record) -> None:
    text = record_format.to_json(record)
    assert record_format.from_json(text) == record
    assert record_format.to_json(record_format.from_json(text)) == text


def test_the_sample_record_is_read_and_written_without_loss(sample_data: dict[str, Any]) -> None:
    assert record_format.to_data(record_format.from_data(sample_data)) == sample_data


def test_answers_that_say_the_same_are_each_looked_at(sample_data: dict[str, Any]) -> None:
    answers = sample_data["rounds"][-1]["answers"]
    answers["style-trust"] = {"agreed": True}
    # In Python one equals true.
    answers["style-challenge"] = {"agreed": 1}
    for question in ("style-consensus", "style-blame"):
        answers[question] = {"rating": "purple"}
    with pytest.raises(RecordError) as raised:
        record_format.from_data(sample_data)
    assert len(raised.value.faults) == 3


def test_unknown_fields_stay_where_they_are(sample_data: dict[str, Any]) -> None:
    sample_data["mood"] = ["good"]
    sample_data["partnership"]["logo"] = {"a": 1}
    sample_data["rounds"][-1]["weather"] = None
    sample_data["rounds"][-1]["answers"]["style-trust"]["by"] = "chair"
    sample_data["rounds"][-1]["answers"]["asked-long-ago"] = {"rating": "red", "note": "Kept."}
    assert record_format.to_data(record_format.from_data(sample_data)) == sample_data


def answer(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["rounds"][-1]["answers"]["style-trust"]
    return found


BREAKS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "another program": (
        lambda d: d.__setitem__("program", "chess"),
        "the record, program: this is not a record",
    ),
    "no program": (lambda d: d.pop("program"), "the record, program"),
    "newer format": (lambda d: d.__setitem__("format", 99), "format 99 is newer"),
    "format of another type": (
        lambda d: d.__setitem__("format", "1"),
        "format: expected a whole number, got '1'",
    ),
    "format zero": (lambda d: d.__setitem__("format", 0), "format: 0 is not a format"),
    "no rounds": (lambda d: d.__setitem__("rounds", []), "the record, rounds: the list is empty"),
    "rounds of another type": (lambda d: d.__setitem__("rounds", {}), "rounds: expected a list, got {}"),
    "round of another type": (lambda d: d["rounds"].append(3), "rounds 3: expected a table, got 3"),
    "round without a date": (lambda d: d["rounds"][-1].pop("opened"), "rounds 2, opened"),
    "date that is none": (
        lambda d: d["rounds"][-1].__setitem__("opened", "2027-02-30"),
        "rounds 2, opened: expected a date such as 2027-01-31, got '2027-02-30'",
    ),
    "date written otherwise": (
        lambda d: d["rounds"][-1].__setitem__("closed", "20270228"),
        "rounds 2, closed: expected a date such as 2027-01-31, got '20270228'",
    ),
    "unknown rating": (
        lambda d: answer(d).__setitem__("rating", "purple"),
        "rating: expected one of red, amber, green, unknown, not-applicable, got 'purple'",
    ),
    "note of another type": (
        lambda d: answer(d).__setitem__("note", 5),
        "answers.style-trust, note: expected a string, got 5",
    ),
    "answer of another type": (
        lambda d: d["rounds"][-1]["answers"].__setitem__("style-trust", "red"),
        "answers.style-trust: expected a table, got 'red'",
    ),
    "words of another type": (
        lambda d: d["partnership"].__setitem__("words", ["x"]),
        "partnership, words: expected a table of strings, got ['x']",
    ),
    "time that is none": (
        lambda d: d.__setitem__("changed", "soon"),
        "the record, changed: expected a UTC time such as 2027-01-31T10:00:00.000Z, got 'soon'",
    ),
    "time with something behind": (
        lambda d: answer(d).__setitem__("changed", "2026-10-06 soon"),
        "answers.style-trust, changed: expected a UTC time such as",
    ),
    "time that no clock shows": (
        lambda d: d["actions"]["action-1"].__setitem__("created", "2026-02-30T10:00:00Z"),
        "actions.action-1, created: expected a UTC time such as",
    ),
    "day for a time": (
        lambda d: d["actions"]["action-1"].__setitem__("changed", "2026-02-20"),
        "actions.action-1, changed: expected a UTC time such as",
    ),
    "number without an end": (
        lambda d: d["partnership"].__setitem__("mood", {"good": [1, float("inf")]}),
        "partnership, mood.good 2: expected a finite number",
    ),
    "number that is none": (
        lambda d: answer(d).__setitem__("mood", float("nan")),
        "mood: expected a finite number",
    ),
    "number of four hundred digits": (
        lambda d: d.__setitem__("mood", 10**400),
        "mood: expected a finite number",
    ),
    "two rounds of one id": (
        lambda d: d["rounds"].append(dict(d["rounds"][-1])),
        "is used 2 times",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_fault_is_named_with_its_place_and_value(name: str, sample_data: dict[str, Any]) -> None:
    break_it, expected = BREAKS[name]
    break_it(sample_data)
    with pytest.raises(RecordError) as caught:
        record_format.from_data(sample_data)
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("program",), 5), (("program",), None), (("format",), "1"), (("format",), 0), (("format",), 3),
        (("rounds", 0, "opened"), "soon"), (("rounds", 0, "opened"), None), (("rounds", 0, "name"), 5),
        (("rounds", 0, "answers", "style-trust", "rating"), " "), (("actions", "action-1", "status"), 5),
        (("partnership",), []), (("rounds", 0, "answers", "style-trust"), "red"), (("changed",), ""),
    ],
)  # fmt: skip
def test_one_fault_is_reported_once_in_a_sentence(
    path: tuple[Any, ...], value: Any, sample_data: dict[str, Any]
) -> None:
    holder: Any = sample_data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    with pytest.raises(RecordError) as caught:
        record_format.from_data(sample_data)
    opening, *said = str(caught.value).splitlines()
    assert opening == "The record has faults:"
    assert len(said) == 1
    assert re.fullmatch(r"- In the record.*[^.]\.", said[0])


@pytest.mark.parametrize("written", ["2027-01-12T10:02:11.000Z", "2027-01-12T10:02:11+00:00", None])
def test_a_time_stays_as_it_was_written(written: str | None, sample_data: dict[str, Any]) -> None:
    sample_data["changed"] = written
    assert record_format.from_data(sample_data).changed == written


def test_all_faults_are_reported_at_once(sample_data: dict[str, Any]) -> None:
    answer(sample_data)["rating"] = "purple"
    sample_data["rounds"][-1]["closed"] = "soon"
    with pytest.raises(RecordError) as caught:
        record_format.from_data(sample_data)
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize("text", ["", "{", "hello", '{"format": 1', "[" * 100_000])
def test_what_is_not_json_is_refused_in_words(text: str) -> None:
    with pytest.raises(RecordError, match=r"the file: (it is not JSON|it is nested too deeply)"):
        record_format.from_json(text)


@pytest.mark.parametrize("text", ["3", "[]", "null", '"red"'])
def test_json_that_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(RecordError, match="the record: expected a table"):
        record_format.from_json(text)


def test_an_answer_may_be_a_note_alone(sample_data: dict[str, Any]) -> None:
    sample_data["rounds"][-1]["answers"]["style-trust"] = {"note": "Ask them."}
    answer = record_format.from_data(sample_data).current_round.answers["style-trust"]
    assert (answer.rating, answer.note) == (None, "Ask them.")


def test_the_sample_contains_every_rating(sample_data: dict[str, Any]) -> None:
    ratings = {
        answer.rating for answer in record_format.from_data(sample_data).current_round.answers.values()
    }
    assert ratings == set(Rating)


def test_a_file_is_ascii_whatever_was_typed(sample_data: dict[str, Any]) -> None:
    sample_data["partnership"]["name"] = "Ynys Môn \ud800 🏛"
    text = record_format.to_json(record_format.from_data(sample_data))
    assert text.isascii()
    assert json.loads(text)["partnership"]["name"] == "Ynys Môn \ud800 🏛"


SCHEMA = record_format.schema()
Validator = jsonschema.validators.validator_for(SCHEMA)
# `jsonschema.validate` would check the schema itself for each record.
Validator.check_schema(SCHEMA)
VALIDATOR = Validator(SCHEMA)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests" / "python" / "records").glob("*.json")), ids=lambda path: path.stem
)
def test_real_files_fit_the_schema(path: Path) -> None:
    VALIDATOR.validate(upgrade(json.loads(path.read_text("utf-8"))))


def test_the_example_in_the_documentation_fits_the_schema() -> None:
    page = (ROOT / "docs" / "developers" / "record-format.md").read_text("utf-8")
    example = json.loads(page.partition("```json\n")[2].partition("```")[0])
    VALIDATOR.validate(example)
    record_format.from_data(example)


def test_the_documentation_names_every_field() -> None:
    page = (ROOT / "docs" / "developers" / "record-format.md").read_text("utf-8")
    for part in (RECORD, PARTNERSHIP, ROUND, ANSWER, ACTION, CONFLICT):
        for name in part.fields:
            assert f"`{name}`" in page or f'"{name}":' in page, name


def test_the_format_lists_every_field_of_the_model() -> None:
    for part in (RECORD, PARTNERSHIP, ROUND, ANSWER, ACTION, CONFLICT):
        known = {field.name for field in dataclasses.fields(part.model)} - {"unknown_fields"}
        assert known - ({"id"} if part is ACTION else set()) == set(part.fields)


@given(records(["strategy-outcomes", "style-challenge"]))
def test_every_record_fits_the_schema(record: Record) -> None:
    VALIDATOR.validate(record_format.to_data(record))


@pytest.mark.parametrize("field", ["name", "preset", "words"])
def test_the_schema_and_the_tool_refuse_a_partnership_without_a_field(
    field: str, sample_data: dict[str, Any]
) -> None:
    del sample_data["partnership"][field]
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(sample_data)
    with pytest.raises(RecordError, match=field):
        record_format.from_data(sample_data)


@pytest.mark.parametrize("field", ["id", "name", "opened", "answers"])
def test_the_schema_and_the_tool_refuse_a_round_without_a_field(
    field: str, sample_data: dict[str, Any]
) -> None:
    del sample_data["rounds"][0][field]
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(sample_data)
    with pytest.raises(RecordError, match=field):
        record_format.from_data(sample_data)


@pytest.mark.parametrize("given_", [{}, {"format": None}, {"format": "2"}, {"format": True}])
def test_a_record_without_a_format_has_no_other_fault(given_: dict[str, Any]) -> None:
    with pytest.raises(RecordError) as caught:
        record_format.from_data({"program": "lsp-improvement-tool", **given_})
    assert [fault.place for fault in caught.value.faults] == ["the record, format"]


def test_answers_that_are_alike_but_for_what_is_no_text_stay_apart(sample_data: dict[str, Any]) -> None:
    given_ = {
        "a": {"rating": "red", "agreed": True},
        "b": {"rating": "green", "agreed": True},
        "c": {"rating": "red", "agreed": False},
        "d": {"rating": "red", "x": 1},
        "e": {"rating": "red", "x": True},
        "f": {"rating": "red"},
        "g": {"rating": "red"},
    }
    sample_data["rounds"][-1]["answers"] = given_
    written = record_format.to_data(record_format.from_data(sample_data))["rounds"][-1]["answers"]
    # What is not true is left out.
    assert json.dumps(written) == json.dumps(given_ | {"c": {"rating": "red"}})


@pytest.mark.parametrize("field", ["format", "program", "partnership", "rounds"])
def test_the_schema_refuses_what_is_no_record(field: str, sample_data: dict[str, Any]) -> None:
    sample_data[field] = 7
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(sample_data)
