"""What the author of a question set writes reaches the metadata of the pages as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from mkdocs.utils import meta

from publishing import form_page, question_pages, tools
from publishing.machine import ROOT
from publishing.release import Release

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = (
    "Money: who pays for what",
    "Our #1 aim",
    "Ours, 'yours' and \"theirs\"",
    '"Theirs"',
    "[Draft] a name",
    "& more",
    "*All* of it",
    "2027",
)
MAIN = tools.read(ROOT / "questions" / "lsp")[0]
RELEASE = Release(folder="tool/0123456789ab", engine_bytes={"lsp": 1})


@pytest.mark.parametrize("text", TEXTS)
def test_the_page_of_a_tool_has_the_name_of_its_set(text: str, tmp_path: Path) -> None:
    named = replace(MAIN.question_set, about=replace(MAIN.question_set.about, name=text))
    other = replace(MAIN, question_set=named, base="tools/lsp/", page="tools/lsp/index.md")
    (tmp_path / other.base).mkdir(parents=True)
    form_page.write(tmp_path, other, RELEASE)
    facts = meta.get_data((tmp_path / other.page).read_text("utf-8"))[1]
    assert (facts["title"], facts["question_set"]) == (text, "lsp")
    assert facts["template"] == "tool.html"


@pytest.mark.parametrize("text", [*TEXTS, "The {board}: its work"])
def test_the_page_of_an_element_says_what_it_is_about(text: str, tmp_path: Path) -> None:
    first, *others = MAIN.question_set.elements
    changed = replace(MAIN.question_set, elements=(replace(first, plain=text), *others))
    preset, *presets = changed.presets
    worded = replace(preset, words={**preset.words, "board": 'the "big" board'})
    tool = replace(MAIN, question_set=replace(changed, presets=(worded, *presets)))
    question_pages.write(tmp_path, tool)
    facts = meta.get_data((tmp_path / "guidance" / f"{first.id}.md").read_text("utf-8"))[1]
    said = text.replace("{board}", 'the "big" board')
    assert facts["description"] == f"{said}, what good and poor look like, and what to do first."
    assert facts["elements"] == [first.id]


@pytest.mark.parametrize("name", ["on", "yes", "null"])
def test_an_element_may_be_named_by_a_word_that_yaml_takes_for_something_else(
    name: str, tmp_path: Path
) -> None:
    first, *others = MAIN.question_set.elements
    changed = replace(MAIN.question_set, elements=(replace(first, id=name), *others))
    question_pages.write(tmp_path, replace(MAIN, question_set=changed))
    facts = meta.get_data((tmp_path / "guidance" / f"{name}.md").read_text("utf-8"))[1]
    assert facts["elements"] == [name]
