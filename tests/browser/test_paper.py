"""The tool page and the report print whole, however much is in them: nothing is cut, and nothing shrinks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import expect

from assessment.model import Answer, Rating
from assessment.record import format as record_format
from assessment.show.report import Form, report
from tests import paper
from tests.browser.tool_page import part
from tests.python.builders import record_of, round_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from assessment.question_set.model import QuestionSet
    from tests.browser.tool_page import ToolPage


def test_the_report_prints_whole(
    page: Page, sample_data: dict[str, Any], question_set: QuestionSet, site_url: str
) -> None:
    record = record_format.from_data(paper.large(sample_data))
    html = report(question_set, record, date(2027, 3, 31)).html
    page.route("**/large-report.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(site_url + "large-report.html")
    pdf = page.pdf(prefer_css_page_size=True)
    assert paper.missing_from_report(" ".join(paper.sheets(pdf))) == []
    sizes = paper.sizes(pdf)
    assert min(sizes) >= paper.SMALLEST
    # The type of the report's text, as its style sheet has it.
    assert sizes[10.5] > 10_000, sizes


def test_all_that_the_chair_needs_is_on_the_first_sheet(page: Page, site_url: str) -> None:
    page.goto(site_url + "example-report.html")
    first, second, *_ = paper.sheets(page.pdf(prefer_css_page_size=True))
    for heading in ("In short", "The five to fix first", "The board is asked to", "Overdue"):
        assert heading in first
    assert "Red questions with no open action" in second


def sheets(page: Page, html: str) -> list[str]:
    """The text of each sheet of a report."""
    page.set_content(html)
    return paper.sheets(page.pdf(prefer_css_page_size=True))


def sheet_of(said: list[str], part: str) -> int:
    [number] = [number for number, text in enumerate(said) if part in text]
    return number


def test_what_the_board_is_asked_to_is_on_one_sheet_wherever_the_sheet_before_it_ends(
    page: Page, question_set: QuestionSet
) -> None:
    asks = [f"do the {number}th thing" for number in range(1, 9)]
    found = set()
    for lines in range(16, 40, 3):
        round_ = replace(round_of({}), asks=tuple(asks), conclusion="A line.\n" * lines)
        html = report(question_set, record_of(round_), date(2027, 3, 31), Form.SUMMARY).html
        said = sheets(page, html)
        places = {sheet_of(said, part) for part in ("The board is asked to", "Overdue", *asks)}
        assert len(places) == 1, (lines, places)
        found |= places
    assert found > {0}


def test_the_line_below_the_name_of_an_element_is_on_one_sheet_with_it_and_what_follows(
    page: Page, question_set: QuestionSet
) -> None:
    first, second = question_set.elements[:2]
    found = set()
    for lines in range(0, 40, 2):
        note = Answer(rating=Rating.GREEN, note="A line.\n" * lines + "The end.")
        round_ = replace(round_of({}), answers={first.questions[-1].id: note})
        said = sheets(page, report(question_set, record_of(round_), date(2027, 3, 31)).html)
        line = "Not answered yet."
        name = f"{second.title} {second.plain}."
        place, text = next((n, text) for n, text in enumerate(said) if name in text)
        assert f"{second.plain}. {line} Not answered {second.questions[0].title}" in text, lines
        found.add(place)
    assert len(found) > 1


@pytest.mark.parametrize(("media", "width"), [("screen", 900), ("screen", 960), ("print", 673)])
def test_the_table_of_the_elements_is_not_cut(
    page: Page, question_set: QuestionSet, media: Literal["screen", "print"], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=media)
    page.set_content(report(question_set, record_of(round_of({})), date(2027, 3, 31)).html)
    table, room = (page.locator(part).bounding_box() for part in (".scores", "section:has(.scores)"))
    assert table
    assert room
    assert table["x"] + table["width"] <= room["x"] + room["width"]


def test_the_tool_page_prints_whole(form_only: ToolPage, sample_data: dict[str, Any]) -> None:
    record = paper.large(sample_data)
    answers = record["rounds"][-1]["answers"]
    question = next(reversed(answers))
    answers[question] = {"rating": "red", "no_action": "The duty has ended."}
    form_only.store(record)
    form_only.open()
    # Only what was shown has a place for it.
    form_only.show(question)
    pdf = form_only.page.pdf(prefer_css_page_size=True)
    text, sizes = " ".join(paper.sheets(pdf)), paper.sizes(pdf)
    assert paper.missing_from_tool(text) == []
    assert "If no action is needed, say why: The duty has ended." in text
    # On paper nobody can open what explains them.
    assert "What the underlined words mean" in text
    assert "Several people from one body are one partner." in text
    assert min(sizes) >= paper.SMALLEST
    assert sizes[9.0] > 10_000
    # On the screen the note is in its field again.
    assert form_only.page.locator(".written-out:visible").count() == 0


SHOWN = {
    "#overview": "The five to fix first",
    "#action-list": "Head of finance, council",
    "#round-list": "9 better, 2 worse",
    "#partner-answers": "No partner’s answers are here yet",
}


def test_each_room_is_printed_as_it_is_shown(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    tool.store(sample_data)
    tool.open()
    for fragment, shown in SHOWN.items():
        expect(part(tool.page, fragment)).to_have_attribute("data-source", "python")
        pdf = tool.page.pdf(prefer_css_page_size=True)
        text = " ".join(paper.sheets(pdf))
        assert shown in text, fragment
        assert "Example Partnership (invented) · October to December 2026" in text, fragment
        # Neither the questions nor what can only be pressed.
        assert "Fewer than half" not in text, fragment
        assert "Web page" not in text, fragment
        assert min(paper.sizes(pdf)) >= paper.SMALLEST, fragment


# In millimetres: wherever a sheet ends.
HEIGHTS = range(150, 230, 5)
# Names of what follows them, of columns too; each is a line.
NAMES = """(names) => names.filter((name) => name.checkVisibility()).map((name) => name.innerText)"""


@pytest.mark.parametrize(
    ("room", "fragment"),
    [("overview", "#overview"), ("actions", "#action-list"), ("rounds", "#round-list")],
)
def test_no_sheet_of_a_room_is_blank_and_no_name_is_alone_at_its_end(
    tool: ToolPage, sample_data: dict[str, Any], room: str, fragment: str
) -> None:
    tool.store(sample_data)
    tool.open(f"#/{room}")
    shown = tool.page.locator(fragment)
    expect(shown).to_have_attribute("data-source", "python")
    found = shown.locator(":is(h2, h3, h4, thead tr, .heat-element th)").evaluate_all(NAMES)
    names = tuple(" ".join(name.split()) for name in found)
    for height in HEIGHTS:
        said = paper.sheets(tool.page.pdf(width="210mm", height=f"{height}mm"))
        assert all(said), (height, "blank")
        assert [text[-40:] for text in said[:-1] if text.endswith(names)] == [], height
        if room == "rounds":
            [trend] = [text for text in said if "The trend" in text]
            assert "A round has no point while" in trend, height


def test_the_introduction_of_an_element_is_on_one_sheet_with_its_first_question(form_only: ToolPage) -> None:
    form_only.open()
    said = paper.sheets(form_only.page.pdf(format="A4"))
    for words in form_only.page.locator(".element-meaning").all_text_contents():
        [sheet] = [text for text in said if words in text]
        assert words + " Question 1 of" in sheet


def test_a_word_is_on_one_sheet_with_what_it_means(page: Page, question_set: QuestionSet) -> None:
    last = question_set.questions[-1]
    found = set()
    for lines in range(0, 40, 4):
        note = Answer(rating=Rating.GREEN, note="A line.\n" * lines + "The end.")
        round_ = replace(round_of({}), answers={last.id: note})
        said = sheets(page, report(question_set, record_of(round_), date(2027, 3, 31)).html)
        terms, means = (page.locator(f".definition-list {part}").all_inner_texts() for part in ("dt", "dd"))
        found |= {sheet_of(said, f"{term} {text}") for term, text in zip(terms, means, strict=True)}
    assert len(found) > 1


def test_the_last_sheet_of_a_report_has_all_that_is_said_of_its_data(
    page: Page, question_set: QuestionSet
) -> None:
    """Not its last two lines."""
    last = question_set.questions[-1]
    numbers = set()
    for lines in range(0, 40, 2):
        note = Answer(rating=Rating.GREEN, note="A line.\n" * lines + "The end.")
        round_ = replace(round_of({}), answers={last.id: note})
        said = sheets(page, report(question_set, record_of(round_), date(2027, 3, 31)).html)
        assert "The data in this report Question set:" in said[-1], lines
        numbers.add(len(said))
    assert len(numbers) > 1


def test_every_colour_on_paper_has_its_letter(
    page: Page, sample_data: dict[str, Any], question_set: QuestionSet, site_url: str
) -> None:
    """A printer without colour loses nothing."""
    record = record_format.from_data(paper.large(sample_data))
    html = report(question_set, record, date(2027, 3, 31)).html
    page.route("**/large-report.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(site_url + "large-report.html")
    page.emulate_media(media="print")
    coloured = page.locator(":is(.rating, .mark, #heat-map td, .heat td)").filter(visible=True)
    texts = coloured.evaluate_all(
        """(found) => found.filter((part) => {
          const { backgroundColor } = getComputedStyle(part);
          return !["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"].includes(backgroundColor);
        }).map((part) => part.textContent.trim())"""
    )
    assert len(texts) > 50
    assert all(text[:1] in "RAG?–" and text for text in texts), set(texts)


# The printable height of an A4 page, in pixels.
PAPER = (297 - 2 * 18) / 25.4 * 96
ALONE = """([table, height]) => {
  const before = Object.assign(document.createElement("div"), { style: `height: ${height}px` });
  document.body.replaceChildren(before, table.cloneNode(true));
}"""


def test_no_caption_is_the_last_line_of_a_page(page: Page, site_url: str) -> None:
    page.goto(site_url + "example-report.html")
    table = page.locator(".moved", has_text="What changed, question by question")
    caption = table.locator("caption").inner_text()
    handle = table.element_handle()
    broken = 0
    for left in range(15, 90, 15):
        page.evaluate(ALONE, [handle, PAPER - left])
        pages = paper.sheets(page.pdf(prefer_css_page_size=True))
        (said,) = [text for text in pages if caption in text]
        assert "Sustainable Community" in said
        broken += said is not pages[0]
    assert broken, "no page ended there"
