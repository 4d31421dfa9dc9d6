"""The name of the tool is a setting: it is written in one place, and found wherever the tool is named."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from markupsafe import escape

from assessment.record import format as record_format
from assessment.show.report import report
from assessment.site import Site
from publishing import hosting
from publishing.machine import ROOT
from publishing.manifest import MANIFEST
from publishing.site import SITE

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.question_set.model import QuestionSet

DEFAULT = "LSP Improvement Tool"
# The site is made from these; mkdocs.yml has the name. In italics: the tool of 2009, or the default, quoted.
SOURCES = ("app", "docs", "publishing", "questions", "theme")
TEXTS = {".css", ".html", ".md", ".mjs", ".py", ".toml", ".typ"}


def test_no_source_names_the_tool() -> None:
    naming = [
        path.relative_to(ROOT).as_posix()
        for folder in SOURCES
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in TEXTS and DEFAULT in path.read_text("utf-8").replace(f"*{DEFAULT}*", "")
    ]
    assert not naming


def test_the_name_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_NAME", " Partnership check ")
    assert hosting.name() == "Partnership check"


def test_a_report_names_the_tool_as_the_host_does(question_set: QuestionSet, questions_folder: Path) -> None:
    named = replace(question_set, site=Site(name="Check & <mend>"))
    record = record_format.from_json((questions_folder / "sample_record.json").read_text("utf-8"))
    html = report(named, record, today=record.current_round.opened).html
    assert html.count("Check &amp; &lt;mend&gt;") == 3
    assert DEFAULT not in html


@pytest.mark.parametrize("page", ["index.html", "tool/index.html", "questions/index.html"])
def test_header_and_title_of_the_built_pages_have_the_name(page: str) -> None:
    html = (SITE / page).read_text("utf-8")
    name = re.escape(str(escape(hosting.name())))
    assert re.search(rf'class="site-name".*?<span>{name}</span>', html, re.S)
    assert re.search(rf"<title>(.* - )?{name}</title>", html)


def test_the_app_is_installed_under_the_name() -> None:
    assert json.loads((SITE / MANIFEST).read_text("utf-8"))["name"] == hosting.name()
