"""Guidance: pages and questions link to each other, and each page names its sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assessment.site import Page
from publishing import guidance
from tests.python.publishing.conftest import CASE, MAIN, RISK

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.tools import Tool


def test_a_page_gets_its_citations_its_questions_and_its_date(pages: Path) -> None:
    made = guidance.finish([MAIN], pages, address="https://example.org/", site_name="Check")["small"]
    assert made.pages["risk"] == Page(title="Sharing risks", path="guidance/risk/")
    assert made.address == "https://example.org/"
    text = (pages / "guidance" / "risk.md").read_text("utf-8")
    assert "[^one]: Somebody, *A study* (2009), paragraph 4." in text
    assert "- [aims clear](../tool.md#aims-clear): Does the board do it?" in text
    assert "Last reviewed on 31 January 2027." in text
    assert "[Sharing risks](risk.md). About risks." in (pages / "guidance" / "index.md").read_text("utf-8")


def test_a_case_study_shows_the_same_facts_as_its_line_in_the_list(pages: Path) -> None:
    guidance.finish([MAIN], pages, address="", site_name="Check")
    text = (pages / "case-studies" / "derby.md").read_text("utf-8")
    assert "# Sharing risks\n\nDerby, 2008. Study. Aims.\n{: .case-facts }\n\nHalf" in text
    assert "Derby, 2008. Study. Aims.</span>" in (pages / "case-studies" / "index.md").read_text("utf-8")
    assert "case-facts" not in (pages / "guidance" / "risk.md").read_text("utf-8")


@pytest.mark.parametrize("heading", ["# Sharing risks \n\n", "#  Sharing risks\n\n", "# Sharing risks\n"])
def test_a_case_study_has_its_facts_however_its_title_is_spaced(pages: Path, heading: str) -> None:
    path = pages / "case-studies" / "derby.md"
    path.write_text(CASE.replace("# Sharing risks\n\n", heading), "utf-8")
    guidance.finish([MAIN], pages, address="", site_name="Check")
    assert "\n\nDerby, 2008. Study. Aims.\n{: .case-facts }\n\nHalf" in path.read_text("utf-8")


def test_a_case_study_has_its_facts_below_its_title_where_its_description_quotes_the_title(
    pages: Path,
) -> None:
    path = pages / "case-studies" / "derby.md"
    description = 'description: "Why # Sharing risks pays."'
    path.write_text(re.sub("^description: .*$", description, CASE, flags=re.MULTILINE), "utf-8")
    guidance.finish([MAIN], pages, address="", site_name="Check")
    text = path.read_text("utf-8")
    assert f"\n{description}\n" in text
    assert "\n---\n# Sharing risks\n\nDerby, 2008. Study. Aims.\n{: .case-facts }\n\nHalf" in text


def test_a_further_tool_names_its_own_pages_and_those_that_all_have(pages: Path, other: Tool) -> None:
    made = guidance.finish([MAIN, other], pages, address="", site_name="Check")
    assert made["other"].pages["aims"] == Page(title="Own aims", path="tools/other/guidance/aims/")
    assert made["other"].pages["risk"] == made["small"].pages["risk"]
    assert "aims" not in made["small"].pages
    shared = (pages / "guidance" / "risk.md").read_text("utf-8")
    assert "(../tool.md#aims-clear)" in shared
    assert (
        "In [Small](../tools/other/index.md):\n\n- [aims clear](../tools/other/index.md#aims-clear)" in shared
    )
    own = (pages / "tools" / "other" / "guidance" / "aims.md").read_text("utf-8")
    assert "- [aims clear](../index.md#aims-clear)" in own
    assert "In [Small]" not in own


def test_a_further_tool_may_have_an_element_of_the_main_one(pages: Path, other: Tool) -> None:
    (pages / "guidance" / "aims.md").write_text(RISK, "utf-8")
    made = guidance.finish([MAIN, other], pages, address="", site_name="Check")
    assert made["small"].pages["aims"].path == "guidance/aims/"
    assert made["other"].pages["aims"].path == "tools/other/guidance/aims/"
