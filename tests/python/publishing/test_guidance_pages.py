"""Every fault of the pages of guidance is found, each with its place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assessment.question_set import reading as question_set_format
from publishing import guidance, guidance_pages
from tests.python.builders import set_tables
from tests.python.publishing.conftest import CASE, MAIN, RISK

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.tools import Tool


def test_an_element_of_a_further_tool_with_the_name_of_a_written_page_is_refused(
    pages: Path, other: Tool
) -> None:
    tables = set_tables()
    tables["risk.toml"] = tables.pop("aims.toml") | {"id": "risk"}
    tables["set.toml"] |= {"id": "other", "elements": ["risk", "means"]}
    named = replace(other, question_set=question_set_format.from_tables(tables))
    with pytest.raises(
        guidance_pages.GuidanceError, match=r"other/risk.toml, id: the page guidance/risk.md has"
    ):
        guidance.finish([MAIN, named], pages, address="", site_name="Check")


@pytest.mark.parametrize("fact", ["place", "year", "kind", "description", "reviewed", "elements"])
def test_a_case_study_without_metadata_stops_the_build(pages: Path, fact: str) -> None:
    path = pages / "case-studies" / "derby.md"
    path.write_text(re.sub(rf"^{fact}:.*$", f"{fact}:", CASE, flags=re.M), "utf-8")
    with pytest.raises(
        guidance_pages.GuidanceError, match=rf"derby.md, {fact}: is missing from the metadata"
    ):
        guidance.finish([MAIN], pages, address="", site_name="Check")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("{study}", "{nothing}", "there is no work 'nothing'"),
        ("2027-01-31", "lately", "reviewed: expected a date such as 2027-01-31, got 'lately'"),
        ("description: About risks.\n", "", "risk.md, description: is missing from the metadata"),
        (
            "[aims]",
            "[goals]",
            "elements: there is no element 'goals' in the question set; it has aims, means",
        ),
        ("[aims]", "aims", r"elements: expected a list such as \[aims\], got 'aims'"),
        ("# Sharing risks", "Sharing risks", "a # title"),
    ],
)
def test_a_fault_in_a_page_is_reported(pages: Path, old: str, new: str, fault: str) -> None:
    (pages / "guidance" / "risk.md").write_text(RISK.replace(old, new), "utf-8")
    with pytest.raises(guidance_pages.GuidanceError, match=fault):
        guidance.finish([MAIN], pages, address="", site_name="Check")


def test_all_faults_are_reported_at_once_and_nothing_is_written(pages: Path) -> None:
    (pages / "guidance" / "risk.md").write_text(RISK.replace("2027-01-31", "lately"), "utf-8")
    (pages / "guidance" / "style.md").write_text(RISK.replace("{study}", "{nothing}"), "utf-8")
    (pages / "case-studies" / "derby.md").unlink()
    before = {path: path.read_text("utf-8") for path in pages.rglob("*.md")}
    with pytest.raises(guidance_pages.GuidanceError) as raised:
        guidance.finish([MAIN], pages, address="", site_name="Check")
    assert [fault.place for fault in raised.value.faults] == [
        "guidance/risk.md, reviewed",
        "small/aims.toml, aims-clear, case_studies",
        "guidance/style.md",
    ]
    assert {path: path.read_text("utf-8") for path in pages.rglob("*.md")} == before


@pytest.mark.parametrize("gone", ["guidance/style", "case-studies/derby"])
def test_a_missing_page_that_a_question_names_stops_the_build(pages: Path, gone: str) -> None:
    (pages / f"{gone}.md").unlink()
    with pytest.raises(guidance_pages.GuidanceError, match=rf"aims-clear, .*: there is no page {gone}\.md"):
        guidance.finish([MAIN], pages, address="", site_name="Check")
