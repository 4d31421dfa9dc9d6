"""The pages contain the parts that the build makes, each part once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from publishing import form_page
from publishing.machine import ROOT
from publishing.release import Release
from publishing.site import SITE

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.model import QuestionSet


PAPERS = {"papers": "papers", "papers-by-kind": "list"}
RELEASE = Release(folder="0123456789ab", engine_bytes=1)
HOME = "# Home\n\n<!-- papers -->\n"


def pages_in(folder: Path, tool: str, home: str) -> None:
    (folder / "tool").mkdir()
    (folder / "help").mkdir()
    for mark, pages in form_page.PAGES_WITH_PAPERS.items():
        for page in pages:
            with (folder / page).open("a", encoding="utf-8") as written:
                written.write(f"<!-- {mark} -->\n")
    (folder / "tool.md").write_text(tool, "utf-8")
    (folder / "index.md").write_text(home, "utf-8")


def test_the_parts_are_written_in_place_of_their_marks(tmp_path: Path, question_set: QuestionSet) -> None:
    pages_in(tmp_path, "# Tool\n\n<!-- form -->\n\n<!-- folder -->\n", HOME)
    sample = ROOT / "questions" / "lsp" / "sample_record.json"
    form_page.write(tmp_path, question_set, sample, papers=PAPERS, release=RELEASE)
    tool = (tmp_path / "tool.md").read_text("utf-8")
    assert tool.startswith("# Tool\n\n<div")
    assert "<!--" not in tool
    assert "Example Partnership" in (tmp_path / "example-report.html").read_text("utf-8")


@pytest.mark.parametrize("tool", ["# Tool\n", "<!-- form -->\n<!-- form -->\n"])
def test_a_page_with_no_mark_or_two_of_them_is_refused(
    tmp_path: Path, question_set: QuestionSet, tool: str
) -> None:
    pages_in(tmp_path, tool, HOME)
    sample = ROOT / "questions" / "lsp" / "sample_record.json"
    with pytest.raises(ValueError, match=r"tool\.md must contain the line '<!-- form -->' once"):
        form_page.write(tmp_path, question_set, sample, papers=PAPERS, release=RELEASE)


def test_no_mark_is_left_in_the_built_site() -> None:
    for path in SITE.rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"<!-- [a-z-]+ -->", text), path.name
