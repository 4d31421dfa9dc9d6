"""The home page's parts are drawn from the example."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assessment.record import format as record_format
from publishing import home_page
from publishing.machine import ROOT, MachineError
from publishing.marks import MARK

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.model import Record
    from assessment.question_set.model import QuestionSet

MARKS = ("questions", "time", "tool", "picture", "first", "figures")


@pytest.fixture
def example() -> Record:
    return record_format.from_json((ROOT / "questions" / "lsp" / "sample_record.json").read_text("utf-8"))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    page = tmp_path / home_page.PAGE
    page.write_text("\n\n".join(MARK.format(name) for name in MARKS), "utf-8")
    return page


def test_the_picture_shows_a_question_to_fix_first_with_its_three_answers(
    page: Path, question_set: QuestionSet, example: Record
) -> None:
    home_page.write(page.parent, question_set, example)
    html = page.read_text("utf-8")
    assert html.startswith(f"{len(question_set.questions)} questions\n")
    assert html.count("data-question=") == len(question_set.questions)
    assert html.count('class="preview-response') == 3
    assert html.count("preview-chosen") == 1
    assert html.count('<tr><th scope="row">') == len(question_set.elements)
    assert "<!--" not in html


def test_an_example_with_nothing_to_fix_stops_the_build(
    page: Path, question_set: QuestionSet, example: Record
) -> None:
    nothing = replace(example.current_round, answers={})
    with pytest.raises(MachineError, match="needs a red or amber answer"):
        home_page.write(page.parent, question_set, replace(example, rounds=(nothing,)))
