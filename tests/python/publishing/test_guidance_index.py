"""The lists of guidance and of case studies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publishing import guidance
from tests.python.publishing.conftest import MAIN

if TYPE_CHECKING:
    from pathlib import Path


def test_the_list_says_how_many_elements_the_question_set_has(pages: Path) -> None:
    guidance.finish([MAIN], pages, address="", site_name="Check")
    assert "## The two elements\n" in (pages / "guidance" / "index.md").read_text("utf-8")


def test_the_filter_of_case_studies_knows_the_elements_of_the_question_set(pages: Path) -> None:
    guidance.finish([MAIN], pages, address="", site_name="Check")
    text = (pages / "case-studies" / "index.md").read_text("utf-8")
    assert re.findall(
        r"\[value=([^\]]+)\]:checked\) .case-list li:not\(\[data-elements~=([^\]]+)\]\)", text
    ) == [
        ('"aims"', '"aims"'),
        ('"means"', '"means"'),
    ]
