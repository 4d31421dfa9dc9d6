"""Each question set of the site gives reports and files of its own from its example."""

from __future__ import annotations

import base64
import functools
import io
import json
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from openpyxl import load_workbook

from assessment.door import Door
from assessment.question_set.model import Start
from assessment.record import format as record_format
from assessment.site import Site
from office.door import extended
from publishing import question_files, tools
from publishing.machine import ROOT
from tests.python.word_faults import faults

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.tools import Tool

TOOLS = tools.read(ROOT / "questions" / "lsp")
TODAY = "2027-03-31"


@functools.cache
def door(source: Path) -> Door:
    return extended(Door.from_json(question_files.as_json(source, Site())))


def asked(tool: Tool, **request: Any) -> dict[str, Any]:
    record = json.loads(tool.sample.read_text("utf-8"))
    request = {"record": record, "today": TODAY, **request}
    reply = json.loads(door(tool.source).handle(json.dumps(request)))
    assert reply["ok"], reply
    answer: dict[str, Any] = reply["answer"]
    return answer


@pytest.fixture(params=TOOLS, ids=lambda tool: tool.question_set.id)
def tool(request: pytest.FixtureRequest) -> Tool:
    chosen: Tool = request.param
    return chosen


def test_the_example_belongs_to_its_set_and_answers_most_of_it(tool: Tool) -> None:
    record, ids = tool.example, {question.id for question in tool.question_set.questions}
    assert (record.question_set, record.question_set_version) == (
        tool.question_set.id,
        tool.question_set.version,
    )
    assert "invented" in record.partnership.name
    assert {name for round_ in record.rounds for name in round_.answers} <= ids
    assert len(record.current_round.answers) >= 0.9 * len(ids)
    assert len(record.rounds) > 1


def test_the_report_names_its_tool_and_every_element(tool: Tool) -> None:
    html = asked(tool, ask="report")["html"]
    assert f"{tool.question_set.about.name}: a self-assessment" in html
    for element in tool.question_set.elements:
        assert f'picture-title"><bdi>{element.title}' in html or "{" in element.title


def test_each_place_of_the_report_has_an_id_of_its_own(tool: Tool) -> None:
    ids = re.findall(r' id="([^"]+)"', asked(tool, ask="report")["html"])
    assert [name for name, number in Counter(ids).items() if number > 1] == []


def test_the_summary_has_the_partners_part_where_their_answers_come_first(tool: Tool) -> None:
    html = asked(tool, ask="report", form="summary")["html"]
    made = asked(tool, ask="word", form="summary")
    document = Document(io.BytesIO(base64.b64decode(made["base64"])))
    said = (html, "\n".join(paragraph.text for paragraph in document.paragraphs))
    comes_first = tool.question_set.start is Start.PARTNERS
    assert ["How partners answered" in text for text in said] == [comes_first] * 2
    assert not any("Where partners differ" in text for text in said)
    first = html.partition('aria-labelledby="plan"')[0]
    assert ("How partners answered" in first) is comes_first
    assert ["partners have answered alone" in text for text in said] == [comes_first] * 2


def test_the_word_document_opens_and_has_the_elements(tool: Tool) -> None:
    data = base64.b64decode(asked(tool, ask="word")["base64"])
    assert [*faults(data)] == []
    document = Document(io.BytesIO(data))
    styled = [(p.text, (p.style and p.style.name) or "") for p in document.paragraphs]
    headings = {text for text, style in styled if style.startswith("Heading")}
    titles = {element.title for element in tool.question_set.elements if "{" not in element.title}
    assert titles <= headings


def test_the_workbook_opens_and_has_a_row_for_each_question(tool: Tool) -> None:
    made = asked(tool, ask="excel")
    answers = load_workbook(io.BytesIO(base64.b64decode(made["base64"])))["Answers"]
    cells = {str(cell.value) for row in answers.iter_rows() for cell in row if cell.value}
    for question in tool.question_set.questions:
        assert question.title in cells or "{" in question.title


def test_no_two_sets_give_files_of_one_name() -> None:
    """Not even for the same partnership, round and day."""
    named = [
        replace(tool.example, partnership=TOOLS[0].example.partnership, rounds=TOOLS[0].example.rounds)
        for tool in TOOLS
    ]
    for ask in ("report", "csv"):
        names = [
            asked(tool, ask=ask, record=json.loads(record_format.to_json(record)))["name"]
            for tool, record in zip(TOOLS, named, strict=True)
        ]
        assert len(set(names)) == len(names), names


def test_no_two_sets_have_the_same_id_or_the_same_questions() -> None:
    ids = [tool.question_set.id for tool in TOOLS]
    assert len(ids) == len(set(ids)) > 1
    questions = [question.id for tool in TOOLS for question in tool.question_set.questions]
    assert len(questions) == len(set(questions))
