"""The blocks of a report say what its HTML says, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from assessment.model import Action
from assessment.record import format as record_format
from assessment.show.blocks import Block, Contents, Paragraph, Run, Table
from assessment.show.markup import parse
from assessment.show.report import Form, report
from assessment.show.report_blocks import blocks, runs
from assessment.text import for_xml
from publishing import question_files
from publishing.machine import ROOT
from tests.python.builders import record_of, records, round_of

if TYPE_CHECKING:
    from assessment.model import Record

TODAY = date(2027, 3, 31)
REAL = question_files.read(ROOT / "questions" / "lsp")
# Which a reader on paper does not see, and what is there in another form.
UNSEEN = {"visually-hidden", "skip", "rating-letter", "picture-only"}
VOID = {"meta", "line", "polyline", "circle"}


class Seen(HTMLParser):
    """The texts of a page as they are seen, piece by piece; a picture by what it says of itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden: list[bool] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "svg":
            self.pieces.append(given["aria-label"])
        if tag not in VOID:
            self._hidden.append(tag in ("svg", "head") or bool(UNSEEN & {*given.get("class", "").split()}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._hidden) and data.strip():
            self.pieces.append(data)


def squeezed(text: str) -> str:
    return "".join(for_xml(text).split())


def made(record: Record, form: Form = Form.FULL) -> tuple[str, list[Block]]:
    html = report(REAL, record, TODAY, form, carries_data=False).html
    body = html[html.index("<body>") : html.rindex("</html>")]
    return html, blocks(parse(body))


def texts(content: list[Block]) -> list[str]:
    found: list[str] = []
    for block in content:
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Contents):
            found += [text for _, text in block.entries]
        else:
            found += [*block.head, *(" ".join(cell.lines) for row in block.rows for cell in row)]
    return found


@given(records([question.id for question in REAL.questions]))
@settings(max_examples=15)
def test_whatever_is_in_a_report_its_blocks_say_the_same(record: Record) -> None:
    for form in Form:
        html, content = made(record, form)
        said = squeezed(" ".join(texts(content)))
        pieces = [squeezed(piece) for piece in Seen(html).pieces]
        for piece in pieces:
            assert piece in said
        # And the other way round: no words but those of the page, and the heads of its pictures and groups.
        whole = "".join(pieces) + "ElementAnswersColourOwner"
        assert {*said} <= {*whole, ":", "·"}


def test_the_owner_of_an_action_is_said_once() -> None:
    actions = (Action(id="1", what="Ring them", owner="Chair"), Action(id="2", what="Write to them"))
    html, content = made(replace(record_of(round_of({})), actions=actions), Form.SUMMARY)
    plan = html[html.index('id="plan"') :]
    head = re.findall(r'<th scope="col">(.*?)</th>', plan)
    assert head == ["What", "Due", "Status"]
    assert plan.count("Chair") == plan.count("No owner yet") == 1
    # In Word a table has no groups of rows.
    [table] = [block for block in content if isinstance(block, Table) and "Status" in block.head]
    assert table.head == ("Owner", *head)
    assert [row[0].lines for row in table.rows] == [["Chair"], ["No owner yet"]]


@given(records([question.id for question in REAL.questions]))
@settings(max_examples=15)
def test_no_cell_is_joined_and_each_table_has_a_name(record: Record) -> None:
    content = made(record)[1]
    for above, block in pairwise(content):
        if isinstance(block, Table):
            assert isinstance(above, Paragraph)
            assert block.name
            assert all(block.head)
            assert {len(row) for row in block.rows} <= {len(block.head)}
    assert isinstance(content[0], Paragraph)


def test_each_question_has_a_heading_with_its_answer_in_words(sample_data: dict[str, Any]) -> None:
    html, content = made(record_format.from_data(sample_data))
    headings = [block for block in content if isinstance(block, Paragraph) and block.kind == "heading-2"]
    found = next(heading for heading in headings if heading.text.startswith("Figures everyone trusts"))
    assert found.runs[-1] == Run(text="Red", rating="red")
    kinds = [block.kind for block in content if isinstance(block, Paragraph)]
    assert kinds.count("title") == 1
    assert kinds.count("heading-1") == html.count("<h2")


def test_a_row_says_whose_group_it_is_in(sample_data: dict[str, Any]) -> None:
    content = made(record_format.from_data(sample_data))[1]
    tables = {block.name: block for block in content if isinstance(block, Table)}
    moved = tables["What changed, question by question"]
    assert moved.head == ("Element", "Question", "Before", "Now", "Change")
    assert {row[0].lines[0] for row in moved.rows} <= {
        element.title.replace("{strategy}", "Sustainable Community Strategy") for element in REAL.elements
    }
    # A question with several actions is one row.
    assert len(tables["What to fix first"].rows) == 5


def test_the_lines_of_a_note_are_paragraphs() -> None:
    html = "<div><p class='report-note'><strong>Note:</strong> One\n\n  two\n</p></div>"
    assert [block.text for block in blocks(parse(html)) if isinstance(block, Paragraph)] == [
        "Note: One",
        "  two",
    ]


def test_lists_are_within_lists_and_each_ordered_one_counts_by_itself() -> None:
    html = "<div><ol><li>One<ul><li>Deep</li></ul></li><li>Two</li></ol><ol><li>Again</li></ol></div>"
    found = [(b.text, b.level, b.ordered) for b in blocks(parse(html)) if isinstance(b, Paragraph)]
    assert found == [("One", 0, 1), ("Deep", 1, 0), ("Two", 0, 1), ("Again", 0, 2)]


def test_spaces_are_single_and_not_at_the_ends() -> None:
    html = "<p> One <strong> two</strong>\n<span class='plan-serves'> three </span> </p>"
    assert runs(parse(html)) == [
        Run(text="One "),
        Run(text="two", strong=True),
        Run(text=" "),
        Run(text="three", starts_line=True, quiet=True),
    ]


def test_a_script_that_runs_from_right_to_left_is_known() -> None:
    assert Run(text="12 שלום").is_right_to_left
    assert not Run(text="Note: שלום").is_right_to_left
    assert not Run(text="– 12").is_right_to_left


@pytest.mark.parametrize("html", ["<div><video/></div>", "<div>loose text</div>"])
def test_what_has_no_rule_is_an_error(html: str) -> None:
    with pytest.raises(ValueError, match="no rule for"):
        blocks(parse(html))
