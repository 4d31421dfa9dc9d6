"""What a person opens is read, or refused with a reason; whatever it is, nothing else is raised."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.errors import FileError, NewerFileError, RecordError
from assessment.model import Answer, Rating
from assessment.question_set import reading as question_set_format
from assessment.record import format as record_format
from assessment.record import opening
from assessment.record.merging import merged
from assessment.record.migration import migrate
from assessment.record.opening import Backup, OpenedRecord
from assessment.record.upgrade import upgrade
from assessment.rounds import as_of
from assessment.show.backup import backup_html
from assessment.show.opening import in_one_line, opening_html
from assessment.show.partners_report import without_partners
from assessment.show.report import report
from publishing import question_files
from publishing.machine import ROOT
from tests.python.builders import HOSTILE, cut_or_mistyped, record_of, records, round_of, set_tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assessment.model import Record, Round
    from assessment.question_set.model import QuestionSet

SMALL = question_set_format.from_tables(set_tables())
IDS = [question.id for question in SMALL.questions]
REAL = question_files.read(ROOT / "questions" / "lsp")
# A file of every format and version of the question set, kept for ever.
KEPT = sorted((ROOT / "tests" / "python" / "records").glob("*.json"))
GOOD = KEPT[-1].read_text("utf-8")


def read(text: str) -> OpenedRecord:
    # A text of JSON may hold half a surrogate pair, which no file can.
    opened = opening.read_file(text.encode("utf-8", "replace"))
    assert isinstance(opened, OpenedRecord)
    return opened


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_every_file_that_was_ever_saved_is_read(path: Path) -> None:
    text = path.read_text("utf-8")
    opened = read(text)
    assert opened.data == upgrade(json.loads(text))
    assert record_format.to_data(opened.record) == opened.data


@given(records(IDS))
def test_a_copy_and_a_report_open_to_the_record_that_they_were_made_from(record: Record) -> None:
    assert read(record_format.to_json(record)).record == record
    made = report(SMALL, record, date(2027, 3, 31))
    # A report goes to many: it names no partner who answered. A backup does.
    assert read(made.html).record == without_partners(record)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        ("Dear all", "It is not a file of this tool. Choose a backup or report saved from this tool.$"),
        (GOOD[: len(GOOD) // 2], "cut off"),
        ('{"program": "chess"}', "It is not a file of this tool"),
        ('{"program": "lsp-improvement-tool", "format": 3}', "newer than this version"),
        ('{"program": "lsp-improvement-tool", "format": NaN}', "NaN, which is not a number"),
        ('{"a": 1, "a": 2}', "field 'a' twice"),
        ('{"__proto__": {}}', "'__proto__'"),
        ("[" * 100_000, "100000 levels deep"),
        ('"' + "[" * 1000, "It is not a file of this tool"),
        ("<html>no data", "the link with its data is missing.* try to get the file again.$"),
        ('<a href="data:application/json;base64,AAAAA">', "data is damaged"),
        ('<a href="data:application/json;base64,/////w==">', "data is damaged"),
        ("1" * 5_000, "It holds a number that is too long to be read.$"),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(RecordError, match=reason):
        read(text)


def test_a_refusal_begins_in_plain_words_with_what_the_file_is() -> None:
    damaged = json.loads(GOOD)
    damaged["rounds"][0]["opened"] = "soon"
    for text in (
        "",
        "Dear all",
        json.dumps(damaged),
        '{"program": "chess"}',
        '{"program": "chess", "format": 9}',
    ):
        with pytest.raises(FileError) as caught:
            read(text)
        plain, *said = str(caught.value).splitlines()
        assert plain == "We cannot open this file."
        assert said
        assert all(line.startswith(("- In the ", "- It ")) and line.endswith(".") for line in said)
    with pytest.raises(NewerFileError, match="a newer version of this tool: reload the page to get it"):
        read('{"program": "lsp-improvement-tool", "format": 3}')


@pytest.mark.parametrize("damaged", [GOOD[: GOOD.rindex(",") + 1], GOOD.replace(":", " ", 9)])
def test_a_damaged_backup_is_called_so_in_plain_words(damaged: str) -> None:
    with pytest.raises(FileError) as caught:
        read(damaged)
    plain, said = str(caught.value).splitlines()
    assert plain == "We cannot open this file."
    first, _, line = said.partition(" We could read it up to line ")
    assert first == "- It looks cut off or damaged. Take an earlier backup, or get it again."
    assert re.fullmatch(r"\d+\.", line)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1" + "0" * 400])
def test_a_number_that_the_page_cannot_store_is_refused_with_its_place(number: str) -> None:
    text = GOOD.replace('"name":', f'"mood": {number}, "name":', 1)
    with pytest.raises(FileError, match="In the record, partnership, mood: expected a finite number"):
        read(text)


def test_a_returned_record_has_what_the_page_relies_on() -> None:
    given = json.loads(GOOD)
    given["actions"] = None
    del given["rounds"][0]["closed"]
    opened = read(json.dumps(given))
    assert "actions" not in opened.data
    assert opened.data["rounds"][0]["closed"] is None
    assert record_format.from_data(opened.data) == opened.record


def test_a_file_that_is_too_long_is_not_even_looked_at() -> None:
    with pytest.raises(RecordError, match="longer than 20,000,000"):
        opening.read_file(b" " * 20_000_001)


WRONG: tuple[Any, ...] = ({}, [], "purple", "2027-02-30", 7, True, None, {"__proto__": 1})


def damaged_shapes() -> list[str]:
    """Damaged files: cut off, with characters taken out or put in, with values of the wrong kind."""
    dice = random.Random(2027)
    shapes = cut_or_mistyped(GOOD, dice, each=200)
    paths = [
        ("program",), ("format",), ("question_set",), ("partnership",), ("partnership", "name"),
        ("partnership", "words"), ("rounds",), ("rounds", 0), ("rounds", 0, "id"), ("rounds", 0, "opened"),
        ("rounds", 0, "answers"), ("rounds", 0, "answers", "style-trust"),
        ("rounds", 0, "answers", "style-trust", "rating"), ("rounds", 0, "answers", "style-trust", "note"),
        ("actions",), ("actions", "action-1"), ("actions", "action-1", "due"),
        ("actions", "action-1", "status"), ("actions", "action-1", "questions"),
    ]  # fmt: skip
    for path in paths:
        for value in WRONG:
            data = json.loads(GOOD)
            holder: Any = data
            for step in path[:-1]:
                holder = holder[step]
            holder[path[-1]] = value
            shapes.append(json.dumps(data))
    return shapes


def test_damaged_files_are_refused_with_a_reason_or_read_as_what_they_still_are() -> None:
    shapes = damaged_shapes()
    assert len(shapes) > 500
    refused = 0
    for text in shapes:
        try:
            opened = read(text)
        except RecordError as error:
            refused += str(error).count("\n- ") > 0
        else:
            # A letter more in a note is another note, and no damage that anybody could see.
            assert record_format.from_data(opened.data) == opened.record
    assert refused > 400


@given(st.text(max_size=200))
def test_no_text_at_all_raises_anything_else(text: str) -> None:
    with pytest.raises(RecordError):
        read(text)


def test_the_preview_says_what_is_in_a_file_and_escapes_it(sample_data: dict[str, Any]) -> None:
    sample_data["partnership"]["name"] = HOSTILE
    sample_data["mood"] = "good"
    sample_data["rounds"][-1]["answers"]["asked-long-ago"] = {"rating": "red", "note": HOSTILE}
    opened = record_format.from_data(sample_data)
    html = preview(record_of(round_of({})), opened)
    assert "<script>" not in html
    assert "asked-long-ago" in html
    assert "mood" in html
    assert ">Replace everything</button>" in html
    answers = len(sample_data["rounds"][-1]["answers"])
    assert f"{answers} answers" in html
    assert html.count("<td>taken from the file</td>") == answers


def preview(present: Record, opened: Record, question_set: QuestionSet = REAL) -> str:
    as_read = OpenedRecord(record=opened, data=record_format.to_data(opened))
    migration = migrate(opened, question_set)
    html = opening_html(question_set, present, as_read, migration, merged(present, migration.record))
    return " ".join(re.sub(r"</?bdi>", "", html).split())


def test_a_file_with_the_same_contents_says_so_and_offers_nothing_else(sample_data: dict[str, Any]) -> None:
    present = record_format.from_data(sample_data)
    sample_data["changed"] = "2027-01-01T10:00:00.000Z"
    html = preview(present, record_format.from_data(sample_data))
    assert "This file contains the same as the current record." in html
    assert re.findall(r'<button.*?class="(.*?)" data-open-choice="(.*?)">', html) == [("button", "")]


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "an action": (
        lambda d: d["actions"]["action-1"].__setitem__("owner", "Somebody else"),
        "Owner of the action “",
    ),
    "an action that is not here": (lambda d: d["actions"].__setitem__("new", {"what": "Ring"}), "“Ring”"),
    "an earlier round": (
        lambda d: d["rounds"][0]["answers"].pop("style-trust"),
        " answers; 1 question differs</td>",
    ),
    "an earlier round's name": (lambda d: d["rounds"][0].__setitem__("name", "Spring"), "<td>Spring</td>"),
    "the name": (lambda d: d["partnership"].__setitem__("name", "Northshire"), "<td>Northshire</td>"),
    "a word": (lambda d: d["partnership"]["words"].__setitem__("council", "borough"), "<td>borough</td>"),
    "the preset": (lambda d: d["partnership"].__setitem__("preset", "cpp"), "Kind of partnership"),
    "a field that is not known": (lambda d: d.__setitem__("mood", "good"), "“mood”"),
    "a round's end": (lambda d: d["rounds"][1].__setitem__("closed", "2027-01-02"), "2 January 2027"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_preview_includes_what_differs_beyond_the_present_round(
    name: str, sample_data: dict[str, Any]
) -> None:
    present = record_format.from_data(sample_data)
    CHANGES[name][0](sample_data)
    html = preview(present, record_format.from_data(sample_data))
    assert CHANGES[name][1] in html
    assert (
        "0 questions would change in the current round, and 1 other thing elsewhere: see “What else differs”."
        in html
    )
    assert "contains the same" not in html


def test_the_preview_says_how_many_partners_answered_in_each_round(sample_data: dict[str, Any]) -> None:
    first, *_, last = sample_data["rounds"]
    last["responses"] = {f"0000000{n}": {"respondent": {}, "answers": {}} for n in (1, 2)}
    opened = record_format.from_data(sample_data)
    said = preview(record_of(round_of({})), opened)
    [of_first], [of_last] = (re.findall(rf"<li>{each['name']}: [^<]*", said) for each in (first, last))
    assert "answers, and those of 2 partners, opened on" in of_last
    assert "partner" not in of_first
    assert in_one_line(OpenedRecord(record=opened, data={})).endswith("answers, and those of 2 partners.")


def test_the_time_of_the_last_change_says_by_which_clock_it_is(sample_data: dict[str, Any]) -> None:
    # Half past midnight of the next day by a clock of a British summer.
    sample_data["changed"] = "2027-06-30T23:30:00.000Z"
    html = preview(record_of(round_of({})), record_format.from_data(sample_data))
    assert ">30 June 2027, 23:30 (Greenwich Mean Time)</time></dd>" in html
    sample_data["changed"] = None
    html = preview(record_of(round_of({})), record_format.from_data(sample_data))
    assert "<dt>Last changed</dt><dd>not known</dd>" in html


def test_a_note_alone_is_not_counted_as_an_answer() -> None:
    answers = {"style-trust": Answer(rating=Rating.RED), "style-challenge": Answer(note="Ask again.")}
    opened = record_of(replace(round_of({}), answers=answers))
    assert "January to March 2027: 1 answer, opened on" in preview(record_of(round_of({})), opened)
    text = record_format.to_json(opened)
    assert in_one_line(OpenedRecord(record=opened, data={})).endswith(": January to March 2027, 1 answer.")
    backup = backup_html(REAL, Backup(saved=None, records={"a": text}, quarantined={}))
    assert "(1 answer)" in backup


def test_an_answer_that_was_cleared_is_counted_as_none(sample_data: dict[str, Any]) -> None:
    cleared = {"changed": "2026-10-06T10:00:00.000Z"}
    for number, round_ in enumerate(sample_data["rounds"]):
        kept = list(round_["answers"])[: number + 1]
        round_["answers"] = dict.fromkeys(round_["answers"], cleared) | {
            name: round_["answers"][name] for name in kept
        }
    opened = record_format.from_data(sample_data)
    html = preview(record_of(round_of({})), opened)
    assert [": 1 answer, opened on" in html, ": 2 answers, opened on" in html] == [True, True]
    assert "<td>1 answer, opened on" in html
    first = sample_data["rounds"][0]["answers"]
    first |= dict.fromkeys(first, cleared)
    said = preview(record_format.from_data(sample_data), opened)
    assert "<td>0 answers</td><td>1 answer</td>" in said


def test_the_preview_says_that_filling_leaves_a_closed_round_alone(sample_data: dict[str, Any]) -> None:
    opened = record_format.from_data(sample_data)
    sample_data["rounds"][-1] |= {"closed": "2026-12-01", "answers": {}}
    sample_data["partnership"]["name"] = ""
    html = preview(record_format.from_data(sample_data), opened)
    assert "your current round is closed, so none of its answers would change" in html
    assert "taken from the file" not in html


def fill_line(html: str) -> str:
    return html.partition("<strong>Only fill gaps</strong>: ")[2].partition("</li>")[0].strip()


def test_the_preview_names_all_that_filling_would_take(sample_data: dict[str, Any]) -> None:
    sample_data["rounds"][-1]["answers"]["style-trust"] = {"rating": "green"}
    opened = record_format.from_data(sample_data)
    words = {"council": "borough", "strategy": "plan"}
    opened = replace(opened, partnership=replace(opened.partnership, words=words))
    first, *others = opened.actions
    here = replace(first, owner="", due=None)
    answers = {"style-trust": Answer(rating=Rating.RED, note="Ours.")}
    round_ = replace(opened.current_round, name=" ", answers=answers)
    present = replace(record_of(round_, name=""), actions=(here,))
    assert fill_line(preview(present, opened)) == (
        f"{len(REAL.questions) - 1} questions would take something from the file. Also taken: "
        "the name of the partnership, 2 own words, the name of the round, "
        f"the owner of one action, the date of one action, {len(others)} actions. "
        "What you have entered stays."
    )


def test_the_preview_says_what_filling_takes_where_no_answer_is_filled(sample_data: dict[str, Any]) -> None:
    opened = record_format.from_data(sample_data)
    present = replace(opened, partnership=replace(opened.partnership, name=""))
    taken = "Taken: the name of the partnership. What you have entered stays."
    assert fill_line(preview(present, opened)) == f"no answer would change. {taken}"
    closed = replace(opened.current_round, closed=date(2026, 12, 1), answers={})
    said = fill_line(preview(replace(present, rounds=(*opened.rounds[:-1], closed)), opened))
    assert said == f"your current round is closed, so none of its answers would change. {taken}"


def test_filling_is_not_offered_where_it_would_take_only_a_time(sample_data: dict[str, Any]) -> None:
    opened = record_format.from_data(sample_data)
    answers = opened.current_round.answers
    untimed = {name: replace(answer, changed=None) for name, answer in answers.items()}
    mine = {"style-trust": Answer(rating=Rating.UNKNOWN, note="Ours.", no_action="Ours.")}
    present = replace(
        opened, rounds=(*opened.rounds[:-1], replace(opened.current_round, answers=untimed | mine))
    )
    html = preview(present, opened)
    assert 'data-open-choice="fill"' not in html
    # Nor is there a column that says what it would do.
    assert "fill only gaps" not in html


def test_an_older_file_says_so_and_does_not_put_replacing_first(sample_data: dict[str, Any]) -> None:
    present = record_format.from_data({**sample_data, "changed": "2027-03-01T10:00:00.000Z"})
    older = record_format.from_data(
        {**sample_data, "changed": "2026-12-01T10:00:00.000Z", "rounds": sample_data["rounds"][:1]}
    )
    html = preview(present, older)
    assert "This file is older than your record." in html
    assert 'class="button button--quiet" data-open-choice="replace"' in html
    assert (
        "The last round of the file, “July to September 2026”, is compared with your current round." in html
    )
    html = preview(older, present)
    assert "older than your record" not in html
    assert 'class="button" data-open-choice="replace"' in html


def test_a_file_of_the_same_moment_without_the_current_round_is_older(sample_data: dict[str, Any]) -> None:
    present = record_format.from_data({**sample_data, "changed": "2027-03-01T10:00:00.000Z"})
    first = present.rounds[0]
    earlier = as_of(present, first)
    for same_moment in (earlier, replace(earlier, changed=None)):
        assert "This file is older than your record." in preview(present, same_moment)
    # With a round that is not here, or changed afterwards, or with the current round, it may say more.
    for other in (
        replace(earlier, rounds=(first, replace(first, id="another"))),
        replace(earlier, changed="2027-03-02T10:00:00.000Z"),
        replace(present, rounds=present.rounds[1:]),
        replace(present, partnership=replace(present.partnership, preset="psb")),
    ):
        assert "older than your record" not in preview(present, other)


def test_a_file_of_another_partnership_is_not_called_older_than_the_record(
    sample_data: dict[str, Any],
) -> None:
    present = record_format.from_data({**sample_data, "changed": "2027-03-01T10:00:00.000Z"})
    other = replace(
        present,
        changed="2026-12-01T10:00:00.000Z",
        partnership=replace(present.partnership, name="Another"),
        rounds=present.rounds[:1],
    )
    html = preview(present, other)
    assert "This file is of another partnership." in html
    assert "older than your record" not in html
    # Beside a way that comes first, "Cancel" does not stand out as well.
    assert 'class="button button--quiet" data-open-choice=""' in html


def test_the_preview_says_what_joining_two_versions_of_a_round_changes(sample_data: dict[str, Any]) -> None:
    """As after work on two computers."""
    present = record_format.from_data(sample_data)
    current = present.current_round
    later, earlier = "2099-01-01T10:00:00.000Z", "1999-01-01T10:00:00.000Z"

    def changed(rating: Rating, *times: str) -> Record:
        answers = {
            name: replace(answer, rating=rating, changed=time)
            for (name, answer), time in zip(current.answers.items(), times, strict=False)
        }
        there = replace(current, answers={**current.answers, **answers})
        return replace(present, rounds=(*present.rounds[:-1], there))

    html = preview(present, changed(Rating.NOT_APPLICABLE, earlier))
    assert re.findall(r'data-open-choice="(.*?)"', html) == ["replace", ""]
    html = preview(present, changed(Rating.NOT_APPLICABLE, later))
    assert "1 answer of your current round would be the file’s: yours is empty or older." in html
    html = preview(present, changed(Rating.NOT_APPLICABLE, later, later, earlier))
    assert "2 answers of your current round would be the file’s: yours are empty or older." in html
    assert "yours are empty or older. All else of yours stays.</li>" in html
    file = changed(Rating.NOT_APPLICABLE, later)
    ended = replace(file.current_round, closed=date(2027, 1, 31))
    following = replace(round_of({}, round_id="later"), opened=date(2027, 2, 1))
    html = preview(present, replace(file, rounds=(*file.rounds[:-1], ended, following)))
    assert "1 answer of your current round would be the file’s: yours is empty or older." in html
    assert "Your current round would be closed, as in the file." in html
    [first, *others] = present.actions
    action = replace(first, what="Another", changed=later)
    html = preview(present, replace(present, actions=(action, *others)))
    assert "1 action would become as in the file. None of your answers changes." in html


def test_a_file_with_less_than_the_record_has_nothing_to_add(sample_data: dict[str, Any]) -> None:
    present = record_format.from_data(sample_data)
    earlier, current = present.rounds
    fewer = dict(list(earlier.answers.items())[:3])
    file = replace(present, rounds=(replace(earlier, answers=fewer), current))
    html = preview(present, file)
    assert re.findall(r'data-open-choice="(.*?)"', html) == ["replace", ""]


def test_the_preview_says_which_rounds_of_the_file_are_newer_than_the_open_one() -> None:
    def on(month: int, rating: Rating | None, *, closed: bool = False) -> Round:
        made = round_of({"style-trust": rating}, round_id=f"{month}")
        opened = date(2027, month, 1)
        return replace(made, name=f"Month {month}", opened=opened, closed=opened if closed else None)

    red = Rating.RED
    here = record_of(on(1, red, closed=True), on(4, red))
    one = " One of them was opened later than your current round"
    both = " They were opened later than your current round"
    compared = ", and your current round would be compared with “Month {}”."
    for file, said in (
        ((on(2, red), on(3, red)), ""),
        ((on(2, red), on(5, red)), one + compared.format(5)),
        ((on(5, red), on(6, red)), both + compared.format(6)),
        (
            (on(2, red), on(5, red), on(6, red)),
            " Two of them were opened later than your current round" + compared.format(6),
        ),
        # A round without an answer is compared with none.
        ((on(5, red), on(6, None)), both + compared.format(5)),
        ((on(2, red), on(5, None)), f"{one}."),
    ):
        html = preview(here, record_of(*file))
        begins = f"{len(file)} rounds of the file would come before your current round, for comparison."
        assert f"{begins}{said} None of your answers changes." in html
    html = preview(here, record_of(on(5, red)))
    assert f"for comparison. It was opened later than your current round{compared.format(5)}" in html
    # A closed one is not last of all.
    closed = record_of(on(4, red, closed=True))
    assert "than your current round" not in preview(closed, record_of(on(5, red), on(6, red)))


def test_the_preview_says_which_round_would_be_the_present_one_and_what_conflicts(
    sample_data: dict[str, Any],
) -> None:
    present = record_format.from_data(sample_data)
    closed = replace(present.current_round, closed=date(2027, 1, 31))
    sample_data["rounds"].append({"id": "later", "name": "Later", "opened": "2027-02-01", "answers": {}})
    sample_data["partnership"]["name"] = "Northshire"
    html = preview(present, record_format.from_data(sample_data))
    assert "1 round of the file would come before your current round, for comparison." in html
    after_closed = replace(present, rounds=(*present.rounds[:-1], closed))
    html = preview(after_closed, record_format.from_data(sample_data))
    assert "of the file would be added by date. “Later” was opened later than yours" in html
    assert "and 3 other things elsewhere: see “What else differs”." in html
    # The name, which both records have.
    assert "Of one thing it is not known which version is later: yours stays" in html


def test_the_preview_calls_what_was_agreed_together_by_its_name_everywhere(
    sample_data: dict[str, Any],
) -> None:
    present = record_format.from_data(sample_data)
    answers = sample_data["rounds"][-1]["answers"]
    question = next(name for name, answer in answers.items() if not answer.get("agreed"))
    answers[question]["agreed"] = True
    assert "Agreed together." in preview(present, record_format.from_data(sample_data))


def test_the_preview_shows_the_file_s_version_and_changes_of_its_questions(
    sample_data: dict[str, Any],
) -> None:
    tables = set_tables()
    change = {
        "question": "old",
        "kind": "renamed",
        "into": ["aims-clear"],
        "since": "2.0",
        "reason": "Clearer.",
    }
    tables["set.toml"] |= {"id": "lsp", "version": "2.0", "change": [change]}
    newer = question_set_format.from_tables(tables)
    opened = record_of(round_of({"old": Rating.RED}))
    html = preview(record_of(round_of({})), opened, newer)
    assert "lsp, version 1.0: older than this tool’s, 2.0" in html
    assert "“aims clear”: Clearer. Its answer has moved with it." in html
    assert "another question set" not in html
    assert "Question set" not in preview(
        record_of(round_of({})), replace(opened, question_set_version="2.0"), newer
    )
    said = preview(record_of(round_of({})), replace(opened, question_set="other"), newer)
    assert said.startswith("<p><strong>This file belongs to another question set, “other”.")


@pytest.mark.parametrize(
    ("here", "there", "is_other"),
    [
        ("Northshire", "Southshire", True),
        ("North  SHIRE\n", "\u200eNorth Shire", False),
        ("", "Southshire", False),
        ("Großenhain", "GROßENHAIN", False),
        ("Großenhain", "Grossenhain", True),
    ],
)
def test_a_file_of_another_partnership_is_opened_beside_before_it_replaces_anything(
    here: str, there: str, is_other: bool
) -> None:
    present = record_of(round_of({"style-trust": Rating.RED}), name=here)
    html = preview(present, record_of(round_of({"style-trust": Rating.GREEN}), name=there))
    assert ("This file is of another partnership." in html) is is_other
    buttons = re.findall(r'<button.*?class="(.*?)" data-open-choice="(.*?)">', html)
    assert [choice for style, choice in buttons if style == "button"] == ["beside" if is_other else "replace"]
    # What the choices mean comes before what they rest on.
    assert html.index("What you can do") < html.index("What differs from the current round")


def test_the_preview_says_what_each_choice_would_do(sample_data: dict[str, Any]) -> None:
    present = record_format.from_data(sample_data)
    answers = sample_data["rounds"][-1]["answers"]
    answers["style-trust"] = {"rating": "red" if answers["style-trust"]["rating"] != "red" else "green"}
    answers["style-chairing"]["note"] = answers["style-chairing"].get("note", "") + " Said later."
    html = preview(present, record_format.from_data(sample_data))
    assert "2 questions would change" in html
    # Nothing of the file is known to be later: to join would do the same.
    assert re.findall(r'data-open-choice="(.*?)"', html) == ["replace", "fill", ""]
    assert html.count("<td>stays</td>") + html.count("<td>taken from the file</td>") == 2
