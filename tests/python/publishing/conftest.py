"""A place in which guidance is completed: staged pages, and the tools that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessment.question_set import reading as question_set_format
from publishing.machine import ROOT
from publishing.tools import Tool
from tests.python.builders import set_tables

if TYPE_CHECKING:
    from pathlib import Path

TABLES = set_tables()
TABLES["aims.toml"]["question"][0] |= {"guidance": ["style", "risk"], "case_studies": ["derby"]}
SMALL = question_set_format.from_tables(TABLES)
MAIN = Tool(source=ROOT, question_set=SMALL, base="", page="tool.md")

RISK = """---
description: About risks.
reviewed: 2027-01-31
elements: [aims]
---
# Sharing risks

Half of them failed in 7 years.[^one]

[^one]: {study}, paragraph 4.
"""
CASE = RISK.replace("elements:", "place: Derby\nyear: 2008\nkind: Study\nelements:")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for folder in ("guidance", "case-studies"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.md").write_text(f"# List\n\n<!-- {folder} -->\n", "utf-8")
    (tmp_path / "guidance" / "risk.md").write_text(RISK, "utf-8")
    (tmp_path / "guidance" / "style.md").write_text(RISK, "utf-8")
    (tmp_path / "case-studies" / "derby.md").write_text(CASE, "utf-8")
    return tmp_path


@pytest.fixture
def other(pages: Path) -> Tool:
    """A further tool, whose questions name a page of its own and one that all tools have."""
    tables = set_tables()
    tables["set.toml"]["id"] = "other"
    tables["aims.toml"]["question"][0] |= {"guidance": ["aims", "risk"]}
    own = pages / "tools" / "other" / "guidance"
    own.mkdir(parents=True)
    (own / "aims.md").write_text(RISK.replace("Sharing risks", "Own aims"), "utf-8")
    question_set = question_set_format.from_tables(tables)
    return Tool(source=ROOT, question_set=question_set, base="tools/other/", page="tools/other/index.md")
