"""The tools of the site are read from their folders, the main one first; all faults are reported at once."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from assessment.errors import QuestionSetError
from publishing import tools
from publishing.machine import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A copy of the question sets."""
    folder = tmp_path / "questions"
    shutil.copytree(ROOT / "questions", folder)
    return folder


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_main_tool_has_the_short_addresses_and_the_others_a_folder_each(questions: Path) -> None:
    found = {tool.question_set.id: tool for tool in tools.read(questions / "pulse")}
    assert next(iter(found)) == "pulse"
    assert set(found) == {path.parent.name for path in questions.glob("*/set.toml")}
    assert (found["pulse"].base, found["pulse"].address) == ("", "tool/")
    assert (found["lsp"].base, found["lsp"].address) == ("tools/lsp/", "tools/lsp/")
    assert (found["pulse"].root, found["lsp"].root) == ("../", "../../")


def test_the_faults_of_all_sets_are_told_at_once_each_with_its_folder(questions: Path) -> None:
    spoil(questions / "lsp" / "style.toml", 'title = "', 'titel = "')
    spoil(questions / "governing" / "set.toml", 'version = "', 'version = 1 # "')
    spoil(questions / "pulse" / "set.toml", 'id = "pulse"', 'id = "heartbeat"')
    spoil(questions / "delivery-chain" / "plan.toml", "[[question]]", "[[question]")
    with pytest.raises(QuestionSetError) as raised:
        tools.read(questions / "lsp")
    places = [fault.place for fault in raised.value.faults]
    assert sorted(places) == [
        "delivery-chain/plan.toml",
        "governing/set.toml, version",
        "lsp/style.toml, titel",
        "lsp/style.toml, title",
        "pulse/set.toml, id",
    ]
