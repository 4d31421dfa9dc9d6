"""Questions name pages by id: those that are there are linked, the others are listed as expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessment import question_set as question_set_format
from publishing import library
from tests.builders import set_tables

if TYPE_CHECKING:
    from pathlib import Path

TABLES = set_tables()
TABLES["aims.toml"]["question"][0] |= {"guidance": ["style", "risk"], "case_studies": ["derby"]}
SMALL = question_set_format.from_tables(TABLES)


def test_a_page_that_is_there_has_its_title_and_address_and_the_others_are_expected(tmp_path: Path) -> None:
    (tmp_path / "guidance").mkdir()
    (tmp_path / "guidance" / "risk.md").write_text("---\ntags: x\n---\n\n# Sharing risks \n\nText.", "utf-8")
    found, expected = library.pages(SMALL, tmp_path)
    assert {name: (page.title, page.address) for name, page in found.items()} == {
        "risk": ("Sharing risks", "../guidance/risk/")
    }
    assert expected == ["guidance/style", "case-studies/derby"]


def test_a_page_without_a_heading_is_told(tmp_path: Path) -> None:
    (tmp_path / "case-studies").mkdir()
    (tmp_path / "case-studies" / "derby.md").write_text("No heading.", "utf-8")
    with pytest.raises(ValueError, match=r"derby\.md has no heading"):
        library.pages(SMALL, tmp_path)
