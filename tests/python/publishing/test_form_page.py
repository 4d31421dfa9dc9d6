"""The pages contain the parts that the build makes, each part once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publishing import form_page, tools
from publishing.machine import ROOT
from publishing.release import Release

if TYPE_CHECKING:
    from pathlib import Path


MAIN = tools.read(ROOT / "questions" / "lsp")[0]
RELEASE = Release(folder="tool/0123456789ab", engine_bytes={"lsp": 1})


def test_the_parts_are_written_in_place_of_their_marks(tmp_path: Path) -> None:
    form_page.write(tmp_path, MAIN, RELEASE)
    tool = (tmp_path / "tool.md").read_text("utf-8")
    assert "folder: tool/0123456789ab\n" in tool
    assert 'question_set: "lsp"\n' in tool
    assert '<div class="tool" id="tool"' in tool
    assert "<!--" not in tool
    assert "Example Partnership" in (tmp_path / "example-report.html").read_text("utf-8")


def test_a_further_tool_is_below_its_own_name_and_leads_to_the_same_site(tmp_path: Path) -> None:
    other = replace(MAIN, base="tools/other/", page="tools/other/index.md")
    (tmp_path / other.base).mkdir(parents=True)
    form_page.write(tmp_path, other, RELEASE)
    tool = (tmp_path / "tools" / "other" / "index.md").read_text("utf-8")
    assert f'title: "{MAIN.question_set.about.name}"\n' in tool
    assert 'href="../../tools/other/questions/"' in tool
    assert 'href="../../help/partners/"' in tool
    assert (tmp_path / "tools" / "other" / "example-report.html").is_file()
