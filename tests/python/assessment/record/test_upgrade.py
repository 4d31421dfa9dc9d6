"""A record of format 1 becomes one of format 2, and loses nothing."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.record import format as record_format
from assessment.record.upgrade import upgrade
from publishing.machine import ROOT
from tests.python.builders import json_values, records

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.model import Record

UNKNOWN_NAMES = ("mood", "set_aside_by", "x-next", "agreed_by")


def format_1(record: Record, theirs: dict[str, Any]) -> dict[str, Any]:
    """The record as format 1 wrote it, with fields that this version does not know."""
    data = record_format.to_data(record)
    data = {**data, "format": 1}
    data["set_aside"] = data.pop("conflicts", [])
    for round_ in data["rounds"]:
        for answer in round_["answers"].values():
            answer.pop("agreed", None)
            answer.update(theirs)
        for name in ("next", "conclusion", "asks", "responses", "discuss"):
            round_.pop(name, None)
        round_.update(theirs)
    return {**data, **theirs}


def leaves(value: Any) -> Counter[str]:
    """Every value that is neither a table nor a list, with its number of occurrences."""
    if isinstance(value, dict):
        return sum((leaves(item) for item in value.values()), Counter())
    if isinstance(value, list):
        return sum((leaves(item) for item in value), Counter())
    return Counter([json.dumps(value)])


@given(
    records(["strategy-outcomes", "style-challenge"]),
    st.dictionaries(st.sampled_from(UNKNOWN_NAMES), json_values, max_size=4),
)
def test_the_upgrade_loses_nothing(record: Record, theirs: dict[str, Any]) -> None:
    old = format_1(record, theirs)
    text = json.dumps(old)
    made = upgrade(old)
    assert json.dumps(old) == text
    assert leaves({**made, "format": 1}) == leaves(old)
    read = record_format.from_data(old)
    assert read == record_format.from_data(made)
    assert upgrade(made) == made
    written = record_format.to_data(read)
    assert written["format"] == 2
    assert record_format.from_data(written) == read
    entered = {name for name in leaves(old) if name not in ("1", "null", "[]", '""', "false")}
    assert entered <= set(leaves(written)) | {"1", "2"}


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "tests" / "python" / "records").glob("format-1-*.json")),
    ids=lambda path: path.stem,
)
def test_every_old_file_is_read_and_migrates_without_loss(path: Path) -> None:
    old = json.loads(path.read_text("utf-8"))
    assert old["format"] == 1
    written = record_format.to_data(record_format.from_data(old))
    assert leaves({**written, "format": 1}) == leaves(old)
