"""The site quotes the test run that it has, shows the screenshots it has, or says that there are none."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from publishing import evidence, machine
from publishing.machine import ROOT
from tests.browser.accessibility import VIEWS, Result
from tests.browser.keyboard import Stop
from tests.tools import accessibility

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [
    name
    for page in evidence.HELP
    for name in re.findall(r"assets/help/([a-z]+)\.png", (ROOT / "docs" / page).read_text("utf-8"))
]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """The staged pages that a run changes."""
    folder = tmp_path / "pages"
    (folder / "help").mkdir(parents=True)
    for page in (evidence.STATEMENT, *evidence.HELP, evidence.RESULTS):
        (folder / page).write_text((ROOT / "docs" / page).read_text("utf-8"), "utf-8")
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The results of a run over one page with one violation."""
    folder = tmp_path / "accessibility"
    folder.mkdir()
    monkeypatch.setattr(accessibility, "FOLDER", folder)
    engines = [
        {"version": "WebKitGTK 2.52", "steps": ["overview"]},
        {"version": "Firefox", "steps": ["not run"]},
    ]
    (tmp_path / "engines.json").write_text(json.dumps({"on": "2027-01-30", "engines": engines}), "utf-8")
    monkeypatch.setattr(accessibility, "ENGINES", tmp_path / "engines.json")
    results = [
        Result("home", scheme, width, ("list", "region"), ("list",), ("region: <p>",) if width == 320 else ())
        for width, scheme in VIEWS
    ]
    stop = Stop(stop=0, kind="link", name="Skip <to> content", seen=True, marked=True, box=(0, 0, 1, 1))
    (folder / "tool-01.jpeg").write_bytes(b"picture")
    walk = accessibility.Walk("The tool", ((stop, "tool-01.jpeg"),))
    accessibility.write(date(2027, 1, 31), "axe-core 4 in Chromium 150", results, [walk])
    return folder


def test_without_a_run_the_pages_say_so(pages: Path, tmp_path: Path) -> None:
    evidence.write(pages, tmp_path / "none", tmp_path / "none")
    assert evidence.NO_RUN in (pages / evidence.STATEMENT).read_text("utf-8")
    assert "there are no results here" in (pages / evidence.RESULTS).read_text("utf-8")
    assert not [page for page in evidence.HELP if "![" in (pages / page).read_text("utf-8")]


def test_the_statement_quotes_the_run(pages: Path, run: Path) -> None:
    evidence.write(pages, run, run.parent / "none")
    statement = (pages / evidence.STATEMENT).read_text("utf-8")
    assert f"Version {machine.version()} was last tested on 31 January 2027" in statement
    assert "1 pages and states" in statement
    assert "2 rules of axe-core 4 in Chromium 150 found 2 violations" in statement
    assert "The main journey worked in WebKitGTK 2.52. WebKitGTK is a relative of Safari" in statement


@pytest.mark.parametrize(("number", "said"), [(0, "no violations"), (1, "1 violation"), (2, "2 violations")])
def test_the_violations_of_a_run_are_counted_in_words_that_fit(run: Path, number: int, said: str) -> None:
    summary = json.loads((run / evidence.SUMMARY).read_text("utf-8"))
    assert f" found {said}. " in evidence.tested(summary | {"violations": number})
    looks = [Result("home", *VIEWS[0][::-1], ("list",), ("list",), ("list: <ul>",) * number)]
    accessibility.write(date(2027, 1, 31), "axe-core 4", looks, [])
    assert f"They found **{said}**." in (run / evidence.PAGE).read_text("utf-8")


def test_the_page_of_the_run_shows_what_it_found(pages: Path, run: Path) -> None:
    evidence.write(pages, run, run.parent / "none")
    text = (pages / evidence.RESULTS).read_text("utf-8")
    assert "They found **2 violations**." in text
    assert "| home | 2, 0 | 2, 0 | 2, 1 | 2, 1 |" in text
    assert "| `list` | 4 | 4 |" in text
    assert "Skip &lt;to&gt; content" in text
    assert (pages / "assets" / "accessibility" / "tool-01.jpeg").read_bytes() == b"picture"
    assert len(json.loads((pages / "assets" / "accessibility" / "results.json").read_text("utf-8"))) == 4


def test_the_help_page_shows_the_screenshots_that_exist(pages: Path, tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / f"{NAMES[0]}.png").write_bytes(b"")
    evidence.write(pages, tmp_path / "none", pictures)
    texts = [(pages / page).read_text("utf-8") for page in evidence.HELP]
    assert re.findall(r"assets/help/([a-z]+)\.png", "".join(texts)) == NAMES[:1]
    assert not [text for text in texts if "\n\n\n" in text]


def test_every_screenshot_of_the_help_pages_is_taken_once() -> None:
    # Two pages may show the same.
    source = (ROOT / "tests" / "tools" / "pictures.py").read_text("utf-8")
    assert sorted(re.findall(r'_picture\(page, "([a-z]+)"', source)) == sorted(set(NAMES))


def test_no_page_promises_pictures_that_a_site_may_not_have() -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        if "developers" not in page.parts:
            assert "in pictures" not in page.read_text("utf-8"), page
