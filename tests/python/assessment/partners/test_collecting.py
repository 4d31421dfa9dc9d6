"""What partners send is looked at before anything changes; any order of collecting gives the same record."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.door import Door
from assessment.model import Rating, Record, Response
from assessment.partners.collecting import Item, Standing, look
from assessment.partners.mail import BEGIN, responses_in
from assessment.question_set import reading as question_set_format
from assessment.record import format as record_format
from assessment.show.report import report
from assessment.site import OtherTool, Site
from tests.python.builders import HOSTILE, record_of, records, round_of, set_tables, texts

if TYPE_CHECKING:
    import random

SMALL = question_set_format.from_tables(set_tables())
RECORD = replace(record_of(round_of({"aims-clear": Rating.GREEN})), question_set="small")


# A respondent's id without its last letters.
ID = "0f1e2d3c-"


def answers(who: str = "1", *, changed: str = "2027-01-20T10:00:00.000Z", **other: Any) -> dict[str, Any]:
    """What a partner's page saves."""
    return {
        "program": "lsp-improvement-tool",
        "kind": "response",
        "format": 1,
        "question_set": "small",
        "question_set_version": "1.0",
        "invitation": {"round": "r1", "name": "January to March 2027", "partnership": "Testshire Together"},
        "respondent": {
            "id": ID + who if len(who) < 6 else who,
            "organisation": "A college",
            "sector": "Education",
            "role": "",
            "name": "",
        },
        "answers": {"aims-clear": {"rating": "red", "note": "Nobody knows them."}},
        "changed": changed,
        **other,
    }


def in_a_mail(data: dict[str, Any]) -> str:
    packed = base64.urlsafe_b64encode(zlib.compress(json.dumps(data).encode())).decode().rstrip("=")
    return f"{BEGIN} {len(packed)}.{packed} END-PARTNER-ANSWERS"


def seen(*files: str | dict[str, Any], record: Record = RECORD) -> tuple[Item, ...]:
    named = [file if isinstance(file, str) else json.dumps(file) for file in files]
    return look(SMALL, record, [(f"{n}.json", text.encode()) for n, text in enumerate(named)])


def added(record: Record, *files: dict[str, Any]) -> Record:
    """The record with what a person may add, put where the page puts it."""
    data = record_format.to_data(record)
    given = [{"name": "a", "file": base64.b64encode(json.dumps(file).encode()).decode()} for file in files]
    said = json.loads(Door(SMALL).handle(json.dumps({"ask": "collect", "record": data, "files": given})))
    for found in filter(None, said["answer"]["found"]):
        round_ = next(round_ for round_ in data["rounds"] if round_["id"] == found["round"])
        round_.setdefault("responses", {})[found["id"]] = found["response"]
    return record_format.from_data(data)


def responses(record: Record) -> dict[str, Response]:
    return {response.id: response for response in record.current_round.responses}


def standings(*files: str | dict[str, Any], record: Record = RECORD) -> list[Standing]:
    return [item.standing for item in seen(*files, record=record)]


def wrapped(line: str, width: int = 72) -> list[str]:
    return [line[start : start + width] for start in range(0, len(line), width)]


def attached(text: str, encoding: str) -> str:
    message = EmailMessage()
    message["Subject"] = "Answers"
    message.set_content(f"Dear all,\n{text}\n", cte=encoding)
    return message.as_string()


LINE = in_a_mail(answers())


@pytest.mark.parametrize(
    "mail",
    [
        LINE,
        "\n".join(["Hello,", *wrapped(LINE), "Kind regards"]),
        "\n".join(f"> {line}" for line in wrapped(LINE, 60)),
        "\n".join(f"JD> > {line}" for line in wrapped(LINE, 50)),
        "<html><body><p>Hi<br>&gt; " + "<br>&gt;&nbsp;".join(wrapped(LINE, 40)) + "</p></body></html>",
        "<div><span style='x'>" + "</span><wbr>\u200b<span>".join(wrapped(LINE, 30)) + "</span></div>",
        "\r\n".join(f"| {line}\u00a0" for line in wrapped(LINE, 76)),
        "=\n".join(line.replace("-", "=2D").replace("_", "=5F") for line in wrapped(LINE, 60)),
        attached(LINE, "base64"),
        attached(LINE, "quoted-printable"),
        "a < b, she said\n" + LINE + "\n> older text",
    ],
)
def test_answers_are_found_in_a_mail_that_programs_have_changed(mail: str) -> None:
    [item] = seen(mail)
    assert item.standing is Standing.NEW
    assert item.received is not None
    assert item.received.response.answers["aims-clear"].note == "Nobody knows them."


def test_a_mail_may_hold_several_and_a_damaged_one_is_named_while_the_others_go_on() -> None:
    cut = LINE[: len(LINE) // 2]
    changed = LINE.replace(LINE[80:84], "AAAA")
    items = seen("\n\n".join([LINE, changed, in_a_mail(answers("2")), cut]), "cut off {", answers("3"))
    assert [item.standing for item in items] == ["new", "damaged", "new", "damaged", "other", "new"]
    assert "were changed on the way" in items[1].fault
    assert "have arrived" in items[3].fault
    assert "Not a partner’s answers" in items[4].fault


def test_mails_within_each_other_do_not_hide_the_other_files() -> None:
    hostile = "Content-Transfer-Encoding: 7bit\n\n" * 3_000 + "data:application/json"
    assert standings(hostile, answers()) == ["other", "new"]


def test_answers_that_unpack_to_more_than_a_file_may_hold_are_not_all_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    size = len(json.dumps(answers()))
    monkeypatch.setattr("assessment.partners.mail.LARGEST", size)
    monkeypatch.setattr("assessment.partners.mail.LARGEST_TOGETHER", 3 * size - 1)
    items = seen("\n".join(in_a_mail(answers(who)) for who in "123"))
    assert [item.standing for item in items] == ["new", "new", "damaged"]
    # Nothing is damaged, so that nobody need be asked again.
    assert items[2].fault.endswith("too many answers in one mail. Paste them in two or more steps.")


def test_a_text_that_no_mail_program_has_changed_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def parse(text: str) -> Any:
        read.append(text)
        return json.loads(text)

    monkeypatch.setattr("assessment.record.opening.parse", parse)
    assert responses_in(f"Dear all,\n{LINE}\nKind regards") == [answers()]
    assert len(read) == 1


def test_where_a_response_belongs_is_said() -> None:
    theirs = added(RECORD, answers())
    older = answers(changed="2027-01-19T10:00:00.000Z")
    newer = answers(changed="2027-01-21T10:00:00.000Z")
    assert standings(answers(), older, newer, record=theirs) == ["same", "older", "newer"]
    assert standings(answers(), older, newer, answers(), newer) == ["older", "older", "new", "older", "same"]
    other = answers(invitation={"round": "x", "name": "", "partnership": "Another"})
    assert standings(other) == ["elsewhere"]
    closed = replace(RECORD, rounds=(replace(RECORD.rounds[0], closed=date(2027, 3, 1)),))
    assert standings(answers(), other, record=closed) == ["late", "closed"]


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (record_format.to_json(RECORD), "a backup of this tool, to be opened under “Files”"),
        (report(SMALL, RECORD, date(2027, 3, 31)).html, "a report of this tool, to be opened under “Files”"),
        (answers(program="another"), "a file of another program"),
        (answers(program=None), "a file of another program"),
        ({}, "a file of another program"),
        ("Dear all,", "a text. If a partner sent it, ask for the answers again"),
        ("<p>Dear all,</p>", "a web page. If a partner sent it, ask for the answers again"),
        (" ", "empty"),
        ("PK\x03\x04\x14 [Content_Types].xml word/", "a Word document, which cannot be opened here"),
    ],
)
def test_what_has_no_answers_is_called_by_its_name(file: str | dict[str, Any], kind: str) -> None:
    (item,) = seen(file)
    assert (item.standing, item.fault) == (Standing.OTHER, f"Not a partner’s answers. It is {kind}.")


def test_answers_that_are_cut_off_are_asked_for_again() -> None:
    (item,) = seen(json.dumps(answers())[:300])
    assert (item.standing, item.fault) == (
        Standing.DAMAGED,
        "These answers cannot be read: they are cut off or damaged. Ask for them again.",
    )


def test_of_two_from_the_same_moment_the_same_one_is_kept_in_any_order() -> None:
    one, other = answers(), answers(answers={"aims-clear": {"rating": "green"}})
    first, second = (added(RECORD, *order) for order in ((one, other), (other, one)))
    assert first == second
    assert first == added(added(RECORD, one), other) == added(added(RECORD, other), one)


def test_answers_to_earlier_questions_move_to_the_present_ones() -> None:
    change = question_set_format.from_tables(
        {
            **set_tables(),
            "set.toml": {
                **set_tables()["set.toml"],
                "version": "2.0",
                "change": [
                    {
                        "question": "aims-old",
                        "kind": "renamed",
                        "into": ["aims-clear"],
                        "since": "2.0",
                        "reason": "R.",
                    }
                ],
            },
        }
    )
    [item] = look(
        change, RECORD, [("a", json.dumps(answers(answers={"aims-old": {"rating": "red"}})).encode())]
    )
    assert item.received is not None
    assert item.received.response.answers["aims-clear"].rating is Rating.RED
    assert item.received.notices


def test_a_note_may_be_as_long_as_a_paper() -> None:
    paper = "x" * 200_000
    [item] = seen(answers(answers={"aims-clear": {"rating": "red", "note": paper}}))
    assert item.received is not None
    assert item.received.response.answers["aims-clear"].note == paper


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"format": 2}, "newer version"),
        ({"question_set": "other"}, "“other”"),
        ({"respondent": {"id": " "}}, "respondent, id"),
        ({"respondent": 7}, "respondent"),
        ({"respondent": {"id": "__proto__"}}, "respondent, id"),
        ({"respondent": {"id": ID, "name": "x" * 301}}, "longer than 300"),
        ({"invitation": None}, "invitation"),
        ({"answers": {"aims-clear": {"rating": "purple"}}}, "purple"),
        ({"answers": {f"q{n}": {} for n in range(1_001)}}, "more than 1000"),
        ({"changed": "today"}, "today"),
    ],
)
def test_a_response_with_a_fault_is_refused_with_a_sentence(wrong: dict[str, Any], words: str) -> None:
    [item] = seen(answers(**wrong))
    assert item.standing is Standing.DAMAGED
    assert words in item.fault


def test_answers_to_another_tool_of_the_site_are_refused_with_its_name() -> None:
    other = OtherTool(id="other", name="After the meeting", path="tools/other/")
    knowing = replace(SMALL, site=Site(tools={"other": other}))
    [item] = look(knowing, RECORD, [("a", json.dumps(answers(question_set="other")).encode())])
    assert item.standing is Standing.DAMAGED
    assert "they belong to the tool “After the meeting”: add them there" in item.fault


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(10, 13), st.sampled_from(["red", "green"])), max_size=6
    ),
    st.randoms(use_true_random=False),
)
def test_any_order_of_collecting_gives_the_same(
    given_: list[tuple[str, int, str]], chance: random.Random
) -> None:
    files = [
        answers(who, changed=f"2027-01-{day}T10:00:00.000Z", answers={"aims-clear": {"rating": rating}})
        for who, day, rating in given_
    ]
    at_once, one_by_one = added(RECORD, *files), RECORD
    for file in chance.sample(files, len(files)):
        one_by_one = added(one_by_one, file)
    assert responses(one_by_one) == responses(at_once)


@given(records(["aims-clear"]), texts, texts | st.just("1"))
def test_no_response_changes_the_coordinators_own(record: Record, text: str, who: str) -> None:
    hostile = answers(
        who,
        invitation={"round": record.current_round.id, "name": HOSTILE, "partnership": HOSTILE},
        answers={
            "aims-clear": {
                "rating": "red",
                "note": text,
                "agreed": True,
                "no_action": HOSTILE,
                "x-more": text,
            }
        },
        partnership={"name": HOSTILE},
        rounds=[{"answers": {}}],
        actions={"x": {"what": HOSTILE}},
    )
    made = added(record, hostile)
    without = [replace(round_, responses=()) for round_ in made.rounds]
    assert without == [replace(round_, responses=()) for round_ in record.rounds]
    assert replace(made, rounds=record.rounds) == record
    for response in made.current_round.responses:
        if response not in record.current_round.responses:
            parts: tuple[Any, ...] = (response, response.respondent, *response.answers.values())
            assert not any(part.unknown_fields for part in parts)
