"""Of several partnerships' files, the newest record of each is shown, and whatever is left out is named."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from assessment.model import Answer, Rating, Record, Respondent, Response
from assessment.partnerships.gathering import MOST, Gathered, gather
from assessment.record import format as record_format
from assessment.rounds import as_of
from assessment.show.report import report
from assessment.site import OtherTool, Site
from tests.python.assessment.partnerships.partnership_files import SMALL, file, gathered
from tests.python.builders import record_of, round_of

if TYPE_CHECKING:
    import random

    import pytest

R, A, G, DK, NA = Rating


def of(
    name: str, *, rating: Rating | None = R, day: int = 1, round_id: str = "r1", version: str = "1.0"
) -> Record:
    made = record_of(round_of({"aims-clear": rating}, round_id=round_id), name=name)
    changed = f"2027-01-{day:02}T10:00:00.000Z"
    return replace(made, question_set="small", question_set_version=version, changed=changed)


def backup(**records: str) -> bytes:
    keys = {f"lsp-improvement-tool/small/record/{name}": text for name, text in records.items()}
    data = {"program": "lsp-improvement-tool", "kind": "backup", "format": 1, "saved": None, "records": keys}
    return json.dumps(data).encode()


def names(made: Gathered) -> list[str]:
    return [column.name for column in made.columns]


def left_out(made: Gathered) -> dict[str, str]:
    return {remark.source: remark.text for remark in made.remarks if remark.is_left_out}


def test_a_backup_a_report_and_a_file_of_all_records_hold_partnerships() -> None:
    made = gathered(
        file(of("Wyre")),
        report(SMALL, of("Avon"), date(2027, 3, 31)).html.encode(),
        backup(a=file(of("Tees")).decode(), practice=file(of("Example")).decode()),
    )
    assert names(made) == ["Avon", "Tees", "Wyre"]
    assert left_out(made) == {"3.json, practice": "These are the example answers of an invented partnership."}


def test_what_cannot_be_shown_is_named_and_the_rest_goes_on() -> None:
    newer = record_format.to_data(of("Later")) | {"format": 99}
    made = gathered(
        b'{"program',
        json.dumps(newer).encode(),
        file(replace(of("Other"), question_set="another")),
        file(of("Empty", rating=None)),
        b"",
        backup(bad="cut off"),
        file(of("Wyre")),
    )
    assert names(made) == ["Wyre"]
    said = left_out(made)
    assert list(said) == ["1.json", "2.json", "3.json", "4.json", "5.json", "6.json, bad"]
    assert "cut off" in said["1.json"]
    assert "newer version of this tool" in said["2.json"]
    assert said["3.json"] == "It answers another question set, “another”."
    assert said["4.json"] == "No question is answered in it (“Empty”)."
    assert "It cannot be read: it is empty" in said["5.json"]
    assert "It cannot be read" in said["6.json, bad"]


def test_of_a_file_with_partners_answers_only_it_says_so() -> None:
    partner = Response(id="1", respondent=Respondent(), answers={"aims-clear": Answer(rating=R)})
    empty = of("Pulse", rating=None)
    answered = replace(empty, rounds=(replace(empty.current_round, responses=(partner,)),))
    assert left_out(gathered(file(answered))) == {
        "1.json": "It has partners’ answers only (“Pulse”). A coordinator’s own answers are compared here."
    }


def test_two_records_of_one_file_are_told_apart_in_columns_and_remarks() -> None:
    made = gathered(
        backup(
            a=file(of("", round_id="r1")).decode(),
            b=file(of("", round_id="r2")).decode(),
            c=file(of("", rating=None)).decode(),
            d=file(of("", rating=None, round_id="r3")).decode(),
        )
    )
    assert names(made) == ["Without a name: 1.json, a", "Without a name: 1.json, b"]
    assert list(left_out(made)) == ["1.json, c", "1.json, d"]


def test_a_file_of_another_tool_of_the_site_is_named_by_that_tool() -> None:
    other = OtherTool(id="another", name="A delivery chain", path="tools/another/")
    knowing = replace(SMALL, site=Site(tools={"another": other}))
    made = gather(knowing, [("1.json", file(replace(of("Other"), question_set="another")))])
    assert left_out(made) == {"1.json": "It belongs to the tool “A delivery chain”: compare it there."}


def test_of_two_files_of_one_partnership_the_newer_is_shown_and_said() -> None:
    made = gathered(file(of("Wyre", rating=G, day=20)), file(of(" wyre ", rating=R, day=3)))
    assert [column.round.rating(SMALL.questions[0]) for column in made.columns] == [G]
    assert left_out(made) == {"2.json": "It is of “Wyre” too. The newer file is shown: 1.json."}
    assert [remark.changed for remark in made.remarks] == [datetime(2027, 1, 20, 10, tzinfo=UTC)]


def test_names_that_differ_in_more_than_capitals_are_those_of_two_partnerships() -> None:
    assert names(gathered(file(of("Wyre")), file(of("WYRE", day=2)))) == ["WYRE"]
    assert names(gathered(file(of("Großenhain")), file(of("Grossenhain")))) == ["Grossenhain", "Großenhain"]


def test_of_two_files_that_say_no_time_one_is_shown_and_the_other_named() -> None:
    undated = [file(replace(of("Wyre", rating=rating), changed=None)) for rating in (R, G)]
    said = list(left_out(gathered(*undated)).values())
    assert said in ([f"It is of “Wyre” too. The newer file is shown: {n}.json."] for n in (1, 2))
    assert names(gathered(*undated, file(of("Wyre", day=1)))) == ["Wyre"]


def test_a_report_on_an_earlier_round_is_not_newer_than_the_record_that_it_is_of() -> None:
    before = of("Wyre", rating=R)
    after = replace(round_of({"aims-clear": G}, round_id="r2"), name="April to June 2027")
    whole = replace(before, rounds=(*before.rounds, after))
    earlier = report(SMALL, as_of(whole, whole.rounds[0]), date(2027, 6, 30)).html.encode()
    for files in ((file(whole), earlier), (earlier, file(whole))):
        [column] = gathered(*files).columns
        assert column.round_name == "April to June 2027"
    # What was changed last is newer, also with fewer rounds.
    [column] = gathered(file(whole), file(replace(before, changed="2027-06-30T10:00:00.000Z"))).columns
    assert column.round_name == "January to March 2027"


def test_a_record_without_a_name_is_of_the_partnership_with_whom_it_shares_a_round() -> None:
    made = gathered(file(of("", day=3)), file(of("Wyre", day=4)), file(of("", day=5, round_id="r9")))
    assert names(made) == ["Without a name: 3.json", "Wyre"]
    # A copy that another partnership began with has the same rounds, and is not the same partnership.
    assert names(gathered(file(of("Wyre")), file(of("Avon")))) == ["Avon", "Wyre"]


def test_two_partnerships_of_one_name_are_both_shown_each_with_its_file() -> None:
    made = gathered(file(of("Wyre")), file(of("Wyre", round_id="r2")), file(of("Avon", round_id="r3")))
    assert names(made) == ["Avon", "Wyre (1.json)", "Wyre (2.json)"]
    assert not left_out(made)


def test_two_partnerships_of_one_name_in_files_of_one_name_are_numbered() -> None:
    def called(name: str, *, turned: bool) -> list[tuple[str, str]]:
        files = [("record.json", file(of(name, day=day, round_id=f"r{day}"))) for day in (1, 2, 3)]
        made = gather(SMALL, files[::-1] if turned else files)
        return [(column.name, column.round.id) for column in made.columns]

    for turned in (False, True):
        assert called("Wyre", turned=turned) == [
            ("Wyre (record.json)", "r3"),
            ("Wyre (record.json, 2)", "r2"),
            ("Wyre (record.json, 3)", "r1"),
        ]
        assert [name for name, _ in called("", turned=turned)] == [
            "Without a name: record.json",
            "Without a name: record.json, 2",
            "Without a name: record.json, 3",
        ]


def test_the_same_record_without_a_name_in_two_files_is_called_by_the_first_of_them() -> None:
    same, other = file(of("", round_id="r1")), file(of("", round_id="r2"))
    files = [("0.json", same), ("1.json", other), ("2.json", same)]
    for order in (files, files[::-1]):
        assert names(gather(SMALL, order)) == ["Without a name: 0.json", "Without a name: 1.json"]


def test_the_order_of_the_files_needs_no_indented_text(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [file(of("Wyre", rating=rating)) for rating in (R, G)]
    expected = gathered(*files)
    flat = json.dumps

    def written(data: Any, *, indent: int | None = None) -> str:
        assert indent is None
        return flat(data)

    monkeypatch.setattr(json, "dumps", written)
    assert gathered(*files) == expected


def test_the_last_round_with_an_answer_is_shown() -> None:
    record = of("Wyre")
    rounds = (*record.rounds, replace(round_of({}, round_id="r2"), name="Just begun"))
    [column] = gathered(file(replace(record, rounds=rounds))).columns
    assert column.round_name == "January to March 2027"


def test_of_a_record_of_these_questions_there_is_nothing_to_say() -> None:
    assert gathered(file(of("Wyre", version="1.0")), file(of("Avon", version="1"))).remarks == ()


def test_a_record_of_other_questions_is_shown_and_said() -> None:
    made = gathered(file(of("Wyre", version="0.1")), file(of("Avon", version="9.0")))
    assert names(made) == ["Avon", "Wyre"]
    assert not left_out(made)
    assert ["older" in remark.text for remark in made.remarks] == [True, False]


def test_more_partnerships_than_fit_are_named() -> None:
    made = gathered(*(file(of(f"Place {number:02}")) for number in range(MOST + 1)))
    assert len(made.columns) == MOST
    assert list(left_out(made)) == [f"{MOST + 1}.json"]


few_names = st.sampled_from(["", "Wyre", "Avon", "WYRE"])
records = st.builds(
    of,
    name=few_names,
    rating=st.none() | st.sampled_from(Rating),
    day=st.integers(1, 3),
    round_id=st.sampled_from(["r1", "r2"]),
)


@given(st.lists(records, max_size=5), st.randoms(use_true_random=False))
def test_any_order_of_the_files_shows_the_same(of_some: list[Record], chance: random.Random) -> None:
    files = [(f"{number}.json", file(record)) for number, record in enumerate(of_some)]
    mixed = chance.sample(files, len(files))

    def shown(given_files: list[tuple[str, bytes]]) -> list[tuple[object, ...]]:
        return [
            (re.sub(r": .*| \(.*", "", one.name), one.round) for one in gather(SMALL, given_files).columns
        ]

    assert shown(files) == shown(mixed)
    made = gather(SMALL, files)
    # Nothing is left out in silence.
    assert len(made.columns) + sum(remark.is_left_out for remark in made.remarks) == len(files)
