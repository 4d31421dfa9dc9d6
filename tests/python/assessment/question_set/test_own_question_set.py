"""The tutorial for making a question set, followed exactly: commands, edits, and the tool it leads to."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from assessment.errors import QuestionSetError
from assessment.model import Answer, Rating
from assessment.record.migration import migrate
from publishing import new_question_set, question_files, site
from publishing.machine import ROOT
from tests.browser.server import StubWorkerHandler, serving
from tests.browser.tool_page import ToolPage, part
from tests.python.builders import record_of, round_of
from tests.python.publishing.test_reproducibility import NOT_COPIED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from assessment.model import Record

TUTORIAL = ROOT / "docs" / "developers" / "own-question-set.md"
_BLOCK = re.compile(
    r'^```(?P<language>\w+)(?: title="(?P<file>[^"]+)" (?P<what>append|replace))?\n(?P<text>.*?)^```$',
    re.MULTILINE | re.DOTALL,
)
# Where the site is built, and where an earlier version of the set ends.
SERVE, RENAMING, RETIRING = "make serve\n", 'id = "meetings-joined"', 'version = "0.3"'


@dataclass(frozen=True)
class Step:
    """A text to append to a file, or to replace in it; or commands, where there is no file."""

    file: str
    what: str
    text: str

    def take(self, folder: Path) -> None:
        if self.file:
            self._edit(folder / self.file)
            return
        for command in self.text.splitlines():
            program, *arguments = command.split()
            # A server would not end. The packages are set up here, and this Python is theirs.
            made = ["build" if argument == "serve" else argument for argument in arguments]
            packages = [f"--old-file=.venv/{name}.done" for name in ("packages", "npm-packages")]
            options = [*packages, f"RUN=PYTHONPATH=app {sys.executable}"] if program == "make" else []
            subprocess.run([program, *options, *made], cwd=folder, check=True, stdout=subprocess.DEVNULL)

    def _edit(self, path: Path) -> None:
        old = path.read_text("utf-8")
        if self.what == "append":
            path.write_text(old + self.text, "utf-8")
            return
        before, after = self.text.split("---\n")
        assert old.count(before) == 1, f"{before!r} is {old.count(before)} times in {path.name}"
        path.write_text(old.replace(before, after), "utf-8")


def steps(*, since: str = "", until: str = "") -> list[Step]:
    """Those of the page, from the first that has the text `since`, and before the first that has `until`."""
    page = TUTORIAL.read_text("utf-8")
    found = [Step(block["file"] or "", block["what"] or "", block["text"]) for block in _BLOCK.finditer(page)]
    assert 2 * len(found) == len(re.findall("^```", page, re.MULTILINE))

    def first(text: str) -> int:
        return next(number for number, step in enumerate(found) if text in step.text)

    return found[first(since) : first(until) if until else None]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which the tutorial was followed until the set is a tool."""
    folder = tmp_path_factory.mktemp("own") / "project"
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copytree(ROOT / "build" / "cache", folder / "build" / "cache")
    for step in steps(until=SERVE):
        step.take(folder)
    Step("", "", SERVE).take(folder)
    return folder


@pytest.fixture(scope="module")
def site_url(built: Path) -> Iterator[str]:
    """Of the site with the new set, instead of the site as it is shipped."""
    with serving(built / site.SITE.relative_to(ROOT), handler=StubWorkerHandler) as url:
        yield url


def test_the_tutorial_is_followed_to_a_tool_that_is_answered_in_the_browser(
    built: Path, page: Page, site_url: str
) -> None:
    pages = built / "build" / "site" / "tools"
    for name in ("mine", "mine/questions", "mine/guidance/meetings", "mine/example-report.html"):
        text = (pages / name / "index.html" if "." not in name else pages / name).read_text("utf-8")
        assert "Meetings from a distance" in text, name
    checked = (built / "build" / "question-check" / "mine.html").read_text("utf-8")
    assert "Meetings from a distance" in checked

    page.goto(f"{site_url}tools/")
    page.get_by_role("link", name=re.compile("Open the tool.*Better meetings")).click()
    tool = ToolPage(page, f"{site_url}tools/mine/")
    page.get_by_label("Name of your partnership").fill("Testshire Together")
    page.locator("#start").click()
    tool.rate("meetings-from-a-distance", "red")
    expect(page.locator("#next-step")).to_contain_text("Book a room with a screen")
    part(page, "#overview")
    tool.wait_for_overview()
    expect(tool.overview).to_contain_text("1 of 3 questions answered")
    report = tool.download("#download-report").path().read_text("utf-8")
    for said in ("Testshire Together", "Meetings from a distance", "None of the three."):
        assert said in report
    stored = page.evaluate("() => localStorage.getItem('lsp-improvement-tool/mine/record')")
    assert json.loads(stored)["rounds"][-1]["answers"]["meetings-from-a-distance"]["rating"] == "red"


@pytest.fixture
def laid_out(tmp_path: Path) -> Path:
    """A folder with nothing but a new question set in its place, before the tutorial's first edit."""
    questions = tmp_path / "questions"
    questions.mkdir()
    shutil.copy(ROOT / "questions" / "common.toml", questions)
    new_question_set.write("mine", today=date(2027, 1, 31), questions=questions)
    return tmp_path


def take(folder: Path, taken: list[Step]) -> None:
    """Take the steps that need no more of the project than the question sets."""
    for step in taken:
        if not step.text.startswith("make "):
            step.take(folder)


def answered_before() -> Record:
    entered = record_of(round_of({"meetings-from-a-distance": Rating.AMBER}))
    return replace(entered, question_set="mine", question_set_version="0.1")


def test_a_question_that_was_renamed_and_then_retired_keeps_its_answers(laid_out: Path) -> None:
    folder = laid_out / "questions" / "mine"
    take(laid_out, steps(until=RENAMING))
    question_files.read(folder)
    take(laid_out, steps(since=RENAMING, until=RETIRING))
    renamed = migrate(answered_before(), question_files.read(folder))
    moved = {"meetings-joined": Answer(rating=Rating.AMBER)}
    assert renamed.record.current_round.answers == moved

    for name, table in (("meetings.toml", "question"), ("set.toml", "link")):
        text = (folder / name).read_text("utf-8")
        pattern = rf"\[\[{table}\]\]\n[^\[]*?= \"meetings-joined\"\n.*?(?=\n\[|\Z)"
        left = re.sub(pattern, "", text, flags=re.DOTALL)
        assert left != text
        (folder / name).write_text(left, "utf-8")
    take(laid_out, steps(since=RETIRING))
    question_set = question_files.read(folder)
    for record in (answered_before(), renamed.record):
        migration = migrate(record, question_set)
        assert migration.record.current_round.answers == moved
        told = " ".join(notice.text for notice in migration.notices)
        assert "“meetings-joined” is no longer asked: Every meeting can be joined" in told


def test_a_missing_field_is_reported(laid_out: Path) -> None:
    take(laid_out, steps(until=RENAMING))
    file = laid_out / "questions" / "mine" / "meetings.toml"
    before, question = file.read_text("utf-8").split('id = "meetings-from-a-distance"')
    without = re.sub(r"^amber = .*\n", "", question, count=1, flags=re.MULTILINE)
    file.write_text(f'{before}id = "meetings-from-a-distance"{without}', "utf-8")
    with pytest.raises(QuestionSetError, match=r"meetings\.toml.*meetings-from-a-distance.*amber"):
        question_files.read(file.parent)
