"""The tutorial for making a question set, followed exactly."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from assessment.errors import QuestionSetError
from assessment.model import Answer, Rating
from assessment.record.migration import migrate
from publishing import question_files
from publishing.machine import ROOT
from tests.python.builders import record_of, round_of
from tests.python.publishing.test_reproducibility import NOT_COPIED

if TYPE_CHECKING:
    from pathlib import Path

TUTORIAL = ROOT / "docs" / "developers" / "own-question-set.md"
_BLOCK = re.compile(
    r'^```\w+ title="(?P<file>[^"]+)" (?P<what>append|replace)\n(?P<text>.*?)^```$', re.M | re.S
)


@dataclass(frozen=True)
class Step:
    """One step: a text to append to a file, or to replace another with."""

    file: str
    what: str
    text: str

    def take(self, folder: Path) -> None:
        path = folder / self.file
        old = path.read_text("utf-8")
        if self.what == "append":
            path.write_text(old + self.text, "utf-8")
            return
        before, after = self.text.split("---\n")
        assert old.count(before) >= 1, f"{before!r} is not in {self.file}"
        path.write_text(old.replace(before, after, 1), "utf-8")


def steps() -> list[Step]:
    text = TUTORIAL.read_text("utf-8")
    found = [Step(*block.group("file", "what", "text")) for block in _BLOCK.finditer(text)]
    assert len(found) == text.count('title="')
    return found


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, with the cache of earlier builds and a copy of the question set."""
    folder = tmp_path_factory.mktemp("own") / "project"
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copytree(ROOT / "build" / "cache", folder / "build" / "cache")
    shutil.copytree(folder / "questions" / "lsp", folder / "questions" / "mine")
    return folder


def test_the_tutorial_is_followed_to_a_site_that_asks_the_new_question(elsewhere: Path) -> None:
    publishing = next(number for number, step in enumerate(steps()) if "style-joining-in" in step.text)
    for step in steps()[:publishing]:
        step.take(elsewhere)
    subprocess.run(
        [sys.executable, "build_site.py"],
        cwd=elsewhere,
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "QUESTION_SET": "mine"},
    )
    site = elsewhere / "build" / "site"
    tool = (site / "tool" / "index.html").read_text("utf-8")
    assert 'data-question-set="mine"' in tool
    for page in ("tool", "questions", "guidance/style"):
        assert "Meetings from a distance" in (site / page / "index.html").read_text("utf-8"), page

    entered = record_of(round_of({"style-remote-meetings": Rating.AMBER}))
    before = replace(entered, question_set="mine", question_set_version="0.1")
    retiring = next(number for number, step in enumerate(steps()) if 'version = "0.3"' in step.text)
    for step in steps()[publishing:retiring]:
        step.take(elsewhere)
    folder = elsewhere / "questions" / "mine"
    renamed = migrate(before, question_files.read(folder))
    moved = {"style-joining-in": Answer(rating=Rating.AMBER)}
    assert renamed.record.current_round.answers == moved

    for name, table in (("style.toml", "question"), ("set.toml", "link")):
        text = (folder / name).read_text("utf-8")
        kept = re.sub(
            rf"\[\[{table}\]\]\n[^\[]*?= \"style-joining-in\"\n.*?(?=\n\[|\Z)", "", text, flags=re.S
        )
        assert kept != text
        (folder / name).write_text(kept, "utf-8")
    for step in steps()[retiring:]:
        step.take(elsewhere)
    question_set = question_files.read(folder)
    for record in (before, renamed.record):
        migration = migrate(record, question_set)
        assert migration.record.current_round.answers == moved
        told = " ".join(notice.text for notice in migration.notices)
        assert "“style-joining-in” is no longer asked: Every meeting can be joined" in told


def test_a_missing_field_is_reported(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "questions" / "lsp", tmp_path / "questions" / "mine")
    question = next(step for step in steps() if "[[question]]" in step.text)
    lines = [line for line in question.text.splitlines(keepends=True) if not line.startswith("amber")]
    Step(question.file, question.what, "".join(lines)).take(tmp_path)
    with pytest.raises(QuestionSetError, match=r"style\.toml.*style-remote-meetings.*amber"):
        question_files.read(tmp_path / "questions" / "mine")
