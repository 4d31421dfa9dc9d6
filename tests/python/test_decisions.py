"""The records of decisions have one form, and the index lists all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from publishing.machine import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ROOT / "docs" / "developers" / "decisions"
RECORDS = sorted(FOLDER.glob("0*.md"))
HEAD = re.compile(r"# (\d{4})\. (\S.*)\n\n- Date: (20\d\d-\d\d-\d\d).*\n- Status: (\S.*)\n")


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_record_has_a_title_a_date_a_status_and_three_sections(path: Path) -> None:
    text = path.read_text("utf-8")
    assert HEAD.match(text)
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_every_number_is_used_once_and_none_is_missing() -> None:
    assert [path.name[:4] for path in RECORDS] == [f"{number:04}" for number in range(1, len(RECORDS) + 1)]


def test_the_index_lists_every_record_with_its_title_date_and_status() -> None:
    index = (FOLDER / "index.md").read_text("utf-8")
    listed = re.findall(r"^\| (\d{4}) \| (.*?) \| (.*?) \| (.*?) \|$", index, re.MULTILINE)
    heads = [HEAD.match(path.read_text("utf-8")) for path in RECORDS]
    assert listed == [head.groups() for head in heads if head]
