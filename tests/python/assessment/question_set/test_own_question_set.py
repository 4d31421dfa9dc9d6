"""The tutorial for making a question set, followed exactly: commands, edits, and the tool it leads to."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from assessment.errors import QuestionSetError
from assessment.model import Answer, Rating
from assessment.question_set.reading import from_tables
from assessment.record.migration import migrate
from publishing import question_files, site
from publishing.machine import ROOT
from tests.browser.server import StubWorkerHandler, serving
from tests.browser.tool_page import ToolPage, part
from tests.python.builders import new_set_in, record_of, round_of, set_tables
from tests.python.project_copy import NOT_COPIED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from assessment.model import Record

TUTORIAL = ROOT / "docs" / "developers" / "own-question-set.md"
_STEP = re.compile(
    r"In `(?P<edited>\S+)`, replace\n\n```\w+\n(?P<before>.*?)```\n\nwith\n\n```\w+\n(?P<after>.*?)```\n"
    r"|Add at the end of `(?P<longer>\S+)`:\n\n```\w+\n(?P<added>.*?)```\n"
    r"|```sh\n(?P<commands>.*?)```\n",
    re.DOTALL,
)
# What a later version of the set begins with.
RENAMING, RETIRING = 'id = "meetings-joined"', 'version = "0.3"'


@dataclass(frozen=True)
class Edit:
    """A text that takes the place of another in a file, or follows its end where there is no other."""

    file: str
    before: str
    after: str

    def take(self, folder: Path) -> None:
        path = folder / self.file
        old = path.read_text("utf-8")
        if not self.before:
            path.write_text("\n".join(filter(None, (old, self.after))), "utf-8")
            return
        assert old.count(self.before) == 1, (
            f"{self.before!r} is {old.count(self.before)} times in {path.name}"
        )
        path.write_text(old.replace(self.before, self.after), "utf-8")


@dataclass(frozen=True)
class Command:
    """A line for the shell."""

    line: str

    def take(self, folder: Path) -> None:
        program, *arguments = self.line.split()
        if program == "make":
            # A server would not end. The packages are set up here, and this Python is theirs.
            arguments = ["build" if argument == "serve" else argument for argument in arguments]
            arguments += [f"--old-file=.venv/{name}.done" for name in ("packages", "npm-packages")]
            arguments.append(f"RUN=PYTHONPATH=app {sys.executable}")
        subprocess.run([program, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def steps() -> Iterator[Edit | Command]:
    page = TUTORIAL.read_text("utf-8")
    blocks = 0
    for found in _STEP.finditer(page):
        blocks += found[0].count("```") // 2
        if found["commands"]:
            yield from map(Command, found["commands"].splitlines())
        else:
            file = found["edited"] or found["longer"]
            yield Edit(file, found["before"] or "", found["after"] or found["added"])
    assert blocks == page.count("```") // 2, "a block of the page belongs to no step"


def followed(folder: Path, *, since: str = "", until: str = "") -> None:
    """Take the steps that need nothing but the question sets: from the edit that brings a text to another."""
    taking = not since
    for step in steps():
        if isinstance(step, Edit):
            if until and until in step.after:
                return
            taking = taking or since in step.after
        if taking and not (isinstance(step, Command) and step.line.startswith("make ")):
            step.take(folder)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which the tutorial was followed until the set is a tool."""
    folder = tmp_path_factory.mktemp("own") / "project"
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copytree(ROOT / "build" / "cache", folder / "build" / "cache")
    for step in steps():
        step.take(folder)
        if step == Command("make serve"):
            break
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
    tutorial = built / "build" / "site" / "developers" / "own-question-set" / "index.html"
    assert "```" not in tutorial.read_text("utf-8")
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
    download = tool.download("#download-report")
    assert download.suggested_filename.startswith("mine_")
    report = download.path().read_text("utf-8")
    for said in ("Testshire Together", "Meetings from a distance", "None of the three."):
        assert said in report
    stored = page.evaluate("() => localStorage.getItem('lsp-improvement-tool/mine/record')")
    assert json.loads(stored)["rounds"][-1]["answers"]["meetings-from-a-distance"]["rating"] == "red"


@pytest.fixture
def laid_out(tmp_path: Path) -> Path:
    """A folder with nothing but a new question set in its place, before the tutorial's first edit."""
    new_set_in(tmp_path)
    return tmp_path


def answered_before() -> Record:
    entered = record_of(round_of({"meetings-from-a-distance": Rating.AMBER}))
    return replace(entered, question_set="mine", question_set_version="0.1")


def test_a_question_that_was_renamed_and_then_retired_keeps_its_answers(laid_out: Path) -> None:
    folder = laid_out / "questions" / "mine"
    followed(laid_out, until=RENAMING)
    question_files.read(folder)
    followed(laid_out, since=RENAMING, until=RETIRING)
    renamed = migrate(answered_before(), question_files.read(folder))
    moved = {"meetings-joined": Answer(rating=Rating.AMBER)}
    assert renamed.record.current_round.answers == moved

    for name, table in (("meetings.toml", "question"), ("set.toml", "link")):
        text = (folder / name).read_text("utf-8")
        pattern = rf"\[\[{table}\]\]\n[^\[]*?= \"meetings-joined\"\n.*?(?=\n\[|\Z)"
        left = re.sub(pattern, "", text, flags=re.DOTALL)
        assert left != text
        (folder / name).write_text(left, "utf-8")
    followed(laid_out, since=RETIRING)
    question_set = question_files.read(folder)
    for record in (answered_before(), renamed.record):
        migration = migrate(record, question_set)
        assert migration.record.current_round.answers == moved
        said = " ".join(notice.text for notice in migration.notices)
        assert "“meetings-joined” is no longer asked: Every meeting can be joined" in said


def test_a_missing_field_is_reported(laid_out: Path) -> None:
    followed(laid_out, until=RENAMING)
    file = laid_out / "questions" / "mine" / "meetings.toml"
    before, question = file.read_text("utf-8").split('id = "meetings-from-a-distance"')
    without = re.sub(r"^amber = .*\n", "", question, count=1, flags=re.MULTILINE)
    file.write_text(f'{before}id = "meetings-from-a-distance"{without}', "utf-8")
    with pytest.raises(QuestionSetError, match=r"meetings\.toml.*meetings-from-a-distance.*amber"):
        question_files.read(file.parent)


def test_the_page_lists_every_field_of_a_set() -> None:
    tables = set_tables()
    tables["set.toml"] |= {"unheard-of": 1, "subject": {"unheard-of": 1}, "about": {"unheard-of": 1}}
    with pytest.raises(QuestionSetError) as raised:
        from_tables(tables)
    said = [fault.what.partition("known are ")[2] for fault in raised.value.faults]
    fields = {"invitation", *", ".join(filter(None, said)).split(", ")}
    assert {"elements", "purpose", "hint"} < fields
    table = TUTORIAL.read_text("utf-8").partition("## All that `set.toml` can declare")[2]
    assert {field for field in fields if f"`{field}`" not in table} == set()
