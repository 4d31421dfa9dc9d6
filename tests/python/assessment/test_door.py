"""The door answers every request, including invalid ones."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.door import Door
from assessment.site import Site
from publishing import question_files
from publishing.machine import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DOOR = Door.from_json(question_files.as_json(ROOT / "questions" / "lsp", Site()))


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def ask(**request: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(DOOR.handle(json.dumps(request)))
    return answer


def test_the_overview_of_a_record(sample_data: dict[str, Any]) -> None:
    answer = ask(ask="overview", record=sample_data)
    asked = len(sample_data["rounds"][-1]["answers"])
    assert answer["ok"]
    assert 'class="picture"' in answer["answer"]["html"]
    assert f"{asked} of {asked} questions answered" in answer["answer"]["html"]


def test_the_report_of_a_record(sample_data: dict[str, Any]) -> None:
    answer = ask(ask="report", record=sample_data, today="2027-03-31")
    assert answer["answer"]["name"].endswith("2027-03-31.html")
    assert answer["answer"]["html"].lstrip().startswith("<!doctype html>")


def test_the_summary_of_a_report(sample_data: dict[str, Any]) -> None:
    answer = ask(ask="report", record=sample_data, today="2027-03-31", form="summary")
    assert answer["answer"]["name"].endswith("_summary.html")


def test_the_report_as_a_word_document_is_text_in_base64(sample_data: dict[str, Any]) -> None:
    answer = ask(ask="word", record=sample_data, today="2027-03-31", form="summary")["answer"]
    assert answer["name"].endswith("_summary.docx")
    assert base64.b64decode(answer["base64"]).startswith(b"PK")


def test_a_report_for_paper_carries_no_data(sample_data: dict[str, Any]) -> None:
    asked = {"ask": "report", "record": sample_data, "today": "2027-03-31"}
    assert "data:application/json" in ask(**asked)["answer"]["html"]
    assert "data:application/json" not in ask(**asked, carries_data=False)["answer"]["html"]


def test_what_the_report_would_say_first(sample_data: dict[str, Any]) -> None:
    answer = ask(ask="proposals", record=sample_data, today="2027-03-31")["answer"]
    assert sorted(answer) == ["asks", "conclusion"]
    html = ask(ask="report", record=sample_data, today="2027-03-31")["answer"]["html"]
    assert answer["conclusion"] in html
    assert all(text in html for text in answer["asks"])


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
        (
            {"ask": "overview", "record": {}},
            "RecordError",
            "the record, program: this is not a record of this",
        ),
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
@pytest.mark.parametrize("kind", ["overview", "report", "proposals", "rounds", "actions", "migrate"])
def test_an_unreadable_record_of_the_page_is_distinguished_from_an_unreadable_file(
    name: str, kind: str, sample_data: dict[str, Any]
) -> None:
    good = json.dumps(sample_data)
    BREAKS[name](sample_data)
    answer = ask(ask=kind, record=sample_data, today="2027-03-31", file=base64_of(good))
    assert answer == {"ok": False, "error": {"kind": "RecordError", "message": answer["error"]["message"]}}
    assert answer["error"]["message"].startswith("The record has faults:\n- In the record, ")
    opened = ask(ask="open", record=json.loads(good), file=base64_of(json.dumps(sample_data)))
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
    from_json = Door.from_json(question_files.as_json(questions_folder, Site())).question_set
    assert from_json == question_files.read(questions_folder)


def test_the_next_round_is_asked_for_in_the_report_of_the_latest_round_alone(
    sample_data: dict[str, Any],
) -> None:
    latest = sample_data["rounds"][-1]
    earlier = {**latest, "id": "earlier"}
    record = {**sample_data, "rounds": [{**earlier, "asks": []}, {**latest, "asks": []}]}
    for round_id, is_asked in (("earlier", False), (latest["id"], True), ("", True)):
        request = {"record": record, "round": round_id, "today": "2027-03-31"}
        html = ask(ask="report", **request)["answer"]["html"]
        in_word = base64.b64decode(ask(ask="word", **request)["answer"]["base64"])
        with zipfile.ZipFile(io.BytesIO(in_word)) as archive:
            texts = (html, archive.read("word/document.xml").decode())
        assert [bool(re.search("(set a date|free) for the next round", text)) for text in texts] == [
            is_asked
        ] * 2


def test_a_report_over_its_own_record_takes_no_partner_away() -> None:
    record = json.loads((ROOT / "questions" / "lsp" / "sample_record.json").read_text("utf-8"))
    page = ask(ask="report", record=record, today="2027-03-31")["answer"]["html"]
    answer = ask(ask="open", record=record, file=base64_of(page))["answer"]
    assert "This file contains the same as the current record." in answer["html"]
    record["rounds"][-1]["name"] = "Renamed since"
    opened = ask(ask="open", record=record, file=base64_of(page))["answer"]
    replaced = opened["choices"]["replace"]
    assert "name" not in replaced["rounds"][-1] or replaced["rounds"][-1]["name"] != "Renamed since"
    assert replaced["rounds"][-1]["responses"] == record["rounds"][-1]["responses"]
    # The file has not all that is here then.
    assert opened["spares"]


def test_another_partnership_opened_beside_takes_no_partners_from_here() -> None:
    record = json.loads((ROOT / "questions" / "lsp" / "sample_record.json").read_text("utf-8"))
    page = ask(ask="report", record=record, today="2027-03-31")["answer"]["html"]
    record["partnership"]["name"] = "Another partnership"
    opened = ask(ask="open", record=record, file=base64_of(page))["answer"]
    assert not any(round_.get("responses") for round_ in opened["choices"]["replace"]["rounds"])
    assert not opened["spares"]


def test_the_preview_says_that_a_report_has_no_partners() -> None:
    record = json.loads((ROOT / "questions" / "lsp" / "sample_record.json").read_text("utf-8"))
    page = ask(ask="report", record=record, today="2027-03-31")["answer"]["html"]
    count = len(record["rounds"][-1]["responses"])
    sentence = f"Your record has those of {count} partners, and they stay."
    assert sentence in ask(ask="open", record=record, file=base64_of(page))["answer"]["html"]
    backup = base64_of(json.dumps(record))
    assert "they stay" not in ask(ask="open", record=record, file=backup)["answer"]["html"]


def test_the_preview_says_which_partners_go_with_rounds_that_the_file_does_not_have() -> None:
    record = json.loads((ROOT / "questions" / "lsp" / "sample_record.json").read_text("utf-8"))
    report = {**record, "rounds": [{**round_, "responses": {}} for round_ in record["rounds"][:1]]}
    responses = record["rounds"][-1]["responses"]
    count = len(responses)

    def said() -> str:
        html = ask(ask="open", record=record, file=base64_of(json.dumps(report)))["answer"]["html"]
        return " ".join(re.sub("</?bdi>", "", html).split())

    name = record["rounds"][-1]["name"]
    assert (
        f"has those of {count} partners. If the file replaces everything, they go, because the file does not "
        f"have “{name}”." in said()
    )
    record["rounds"][0]["responses"] = {f"{number:08}": one for number, one in enumerate(responses.values())}
    assert (
        f"has those of {2 * count} partners. If the file replaces everything, those of {count} stay, and "
        f"those of {count} go, because the file does not have “{name}”." in said()
    )


@pytest.mark.parametrize("name", BREAKS)
def test_a_good_file_replaces_a_stored_record_that_is_faulty(name: str, sample_data: dict[str, Any]) -> None:
    good = json.dumps(sample_data)
    BREAKS[name](sample_data)
    answer = ask(ask="open", record=sample_data, file=base64_of(good))["answer"]
    assert answer["kind"] == "record"
    assert answer["choices"] == {"replace": json.loads(good)}
    assert "The record that this browser has stored cannot be read." in answer["html"]
    assert "Example Partnership (invented)" in answer["html"]
    assert 'data-open-choice="replace"' in answer["html"]
    assert 'data-open-choice="fill"' not in answer["html"]
    assert 'data-open-choice="rounds"' not in answer["html"]


def test_a_stored_record_of_a_newer_format_is_not_replaced(sample_data: dict[str, Any]) -> None:
    newer = {**sample_data, "format": 99}
    answer = ask(ask="open", record=newer, file=base64_of(json.dumps(sample_data)))
    assert answer["error"]["kind"] == "RecordError"


def test_a_file_that_is_not_in_base64_is_a_faulty_request(sample_data: dict[str, Any]) -> None:
    files: list[Any] = ["Môn", "a", 5, None, []]
    for file in files:
        answer = ask(ask="open", record=sample_data, file=file)
        assert answer["error"]["kind"] == "RequestError"


def backup(**changes: Any) -> str:
    return json.dumps(
        {
            "program": "lsp-improvement-tool",
            "kind": "backup",
            "format": 1,
            "saved": "2027-03-31T10:00:00.000Z",
            "records": {},
            "quarantined": {},
            **changes,
        }
    )


def test_a_file_with_all_records_lists_them(sample_data: dict[str, Any]) -> None:
    text = json.dumps(sample_data)
    file = backup(records={"lsp/record": text, "lsp/record/1": "<b>cut"}, quarantined={"q": "{"})
    answer = ask(ask="open", record=sample_data, file=base64_of(file))["answer"]
    assert answer["kind"] == "backup"
    assert answer["records"] == [
        {"key": "lsp/record", "text": text},
        {"key": "lsp/record/1", "text": "<b>cut"},
    ]
    assert answer["quarantined"] == [{"key": "q", "text": "{"}]
    html = answer["html"]
    assert 'saved on <time datetime="2027-03-31T10:00:00+00:00">31 March 2027, 10:00' in html
    assert "Example Partnership (invented)" in html
    assert "October to December 2026" in html
    assert "<bdi>lsp/record/1</bdi></strong>: cannot be read, comes along as it is" in html
    assert "<b>cut" not in html
    assert '<button type="button" class="button" data-open-choice="add">Add these records</button>' in html
    assert "data-dismiss" in html


def test_a_file_with_all_records_opens_where_the_stored_record_is_faulty() -> None:
    assert ask(ask="open", record={}, file=base64_of(backup()))["answer"]["records"] == []


@pytest.mark.parametrize(
    ("changes", "kind", "message"),
    [
        ({"format": 2}, "NewerFileError", "newer version"),
        ({"format": "1"}, "FileError", "expected a whole number"),
        ({"records": []}, "FileError", "records: expected a table of strings"),
        ({"records": {"a": 5}}, "FileError", "records.a: expected a string, got 5"),
        ({"quarantined": 5}, "FileError", "quarantined: expected a table of strings"),
        ({"saved": "soon"}, "FileError", "saved: expected a UTC time"),
    ],
)
def test_a_damaged_file_with_all_records_is_refused(changes: dict[str, Any], kind: str, message: str) -> None:
    error = ask(ask="open", record={}, file=base64_of(backup(**changes)))["error"]
    assert error["kind"] == kind
    assert message in error["message"]


def test_an_unknown_form_of_a_report_is_a_faulty_request(sample_data: dict[str, Any]) -> None:
    forms: list[Any] = ["tea", 5, None, []]
    for form in forms:
        answer = ask(ask="report", record=sample_data, today="2027-03-31", form=form)
        assert answer["error"]["kind"] == "RequestError"
        assert "is none of full, summary" in answer["error"]["message"]
