"""The door answers every request, including invalid ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.door import Door
from assessment.guidance import Guidance
from publishing import question_files
from publishing.machine import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DOOR = Door.from_json(question_files.as_json(ROOT / "questions" / "lsp", Guidance()))


def ask(**request: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(DOOR.handle(json.dumps(request)))
    return answer


def test_the_overview_of_a_record(sample_data: dict[str, Any]) -> None:
    answer = ask(ask="overview", record=sample_data)
    assert answer["ok"]
    assert "<svg" in answer["answer"]["html"]
    assert "52 of 52 questions answered" in answer["answer"]["html"]


def test_the_report_of_a_record(sample_data: dict[str, Any]) -> None:
    answer = ask(ask="report", record=sample_data, today="2027-03-31")
    assert answer["answer"]["name"].endswith("2027-03-31.html")
    assert answer["answer"]["html"].lstrip().startswith("<!doctype html>")


def test_the_door_has_no_state_between_two_requests(sample_data: dict[str, Any]) -> None:
    first = ask(ask="report", record=sample_data, today="2027-03-31")
    other = json.loads(json.dumps(sample_data))
    other["partnership"]["preset"] = "psb"
    other["rounds"][-1]["answers"] = {}
    ask(ask="report", record=other, today="2027-03-31")
    assert ask(ask="report", record=sample_data, today="2027-03-31") == first


@pytest.mark.parametrize(
    ("request_", "kind", "message"),
    [
        ({"ask": "tea"}, "RequestError", "'tea' is none of overview, report"),
        ({}, "RequestError", "None is none of"),
        ([], "RequestError", "[] is none of"),
        ({"ask": ["overview"]}, "RequestError", "is none of"),
        ({"ask": "overview"}, "RecordError", "the record: expected a table, got None"),
        ({"ask": "overview", "record": {}}, "RecordError", "the record, program: it is missing"),
        ({"ask": "report", "record": {}, "today": "soon"}, "RequestError", "today: 'soon' is not a date"),
        ({"ask": "report", "record": {}, "today": 5}, "RequestError", "today: 5 is not a date"),
    ],
)
def test_a_request_that_makes_no_sense_is_answered_in_words(request_: Any, kind: str, message: str) -> None:
    answer = json.loads(DOOR.handle(json.dumps(request_)))
    assert answer["ok"] is False
    assert answer["error"]["kind"] == kind
    assert message in answer["error"]["message"]


BREAKS: dict[str, Callable[[dict[str, Any]], object]] = {
    "a bad date": lambda d: d["rounds"][-1].__setitem__("opened", "soon"),
    "a bad time": lambda d: d.__setitem__("changed", "soon"),
    "an unknown rating": lambda d: d["rounds"][-1]["answers"]["style-trust"].__setitem__("rating", "purple"),
    "a note that is no text": lambda d: d["rounds"][-1]["answers"]["style-trust"].__setitem__("note", {}),
}


@pytest.mark.parametrize("name", BREAKS)
@pytest.mark.parametrize("kind", ["overview", "report", "rounds", "actions", "migrate", "open"])
def test_an_unreadable_record_of_the_page_is_distinguished_from_an_unreadable_file(
    name: str, kind: str, sample_data: dict[str, Any]
) -> None:
    good = json.dumps(sample_data)
    BREAKS[name](sample_data)
    answer = ask(ask=kind, record=sample_data, today="2027-03-31", text=good)
    assert answer == {"ok": False, "error": {"kind": "RecordError", "message": answer["error"]["message"]}}
    assert answer["error"]["message"].startswith("The record has faults:\n- In the record, ")
    opened = ask(ask="open", record=json.loads(good), text=json.dumps(sample_data))
    assert opened["error"]["kind"] == "FileError"


def test_an_answer_contains_nothing_that_the_page_cannot_read(
    sample_data: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessment.door.overview", lambda *_: float("inf"))
    assert ask(ask="overview", record=sample_data)["error"]["kind"] == "fault"


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert json.loads(DOOR.handle(text))["ok"] is False


def test_a_fault_of_this_code_is_reported_and_not_raised(
    sample_data: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise ZeroDivisionError("broken on purpose")

    monkeypatch.setattr("assessment.door.overview", broken)
    answer = ask(ask="overview", record=sample_data)
    assert answer["error"] == {"kind": "fault", "message": "ZeroDivisionError: broken on purpose"}


def test_the_browser_and_the_build_read_the_same_question_set(questions_folder: Path) -> None:
    from_json = Door.from_json(question_files.as_json(questions_folder, Guidance()))._question_set
    assert from_json == question_files.read(questions_folder)
