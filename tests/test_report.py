"""The report is one file that needs nothing, holds everything, and does no harm."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings

from assessment import record as record_format
from assessment.library import Library
from assessment.library import Page as LibraryPage
from assessment.model import Rating, Record
from assessment.report import Report, file_stem, report
from publishing import question_files
from publishing.machine import ROOT
from tests.builders import HOSTILE, record_of, records, round_of

if TYPE_CHECKING:
    from assessment.model import QuestionSet

TODAY = date(2027, 3, 31)
REAL = question_files.read(ROOT / "questions" / "lsp")


class Page(HTMLParser):
    """The tags of a page, its headings in order, and its text outside `<style>`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.text = ""
        self._silent = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._silent = tag == "style"
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if dict(attrs).get("id"):
            self.ids.append(str(dict(attrs)["id"]))

    def handle_endtag(self, tag: str) -> None:
        self._silent = self._silent and tag != "style"

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text += data


def sample(data: dict[str, Any]) -> tuple[Report, Page]:
    made = report(REAL, record_format.from_data(data), TODAY)
    return made, Page(made.html)


def test_it_holds_every_question_with_its_answer_note_and_next_step(sample_data: dict[str, Any]) -> None:
    _, page = sample(sample_data)
    text = " ".join(page.text.split())
    answers = sample_data["rounds"][-1]["answers"]
    for question in REAL.questions:
        answer = answers[question.id]
        assert question.title in text
        rating = Rating(answer["rating"])
        assert f"{question.title} {rating.letter} {rating.word}" in text
        if "note" in answer:
            assert answer["note"] in text
    one = next(q for q in REAL.questions if q.id == "standards-data-quality")
    assert " ".join(one.red.split()) in text
    assert one.amber not in text
    assert "A next step" in text


def test_it_says_whose_it_is_when_it_was_made_and_from_which_questions(sample_data: dict[str, Any]) -> None:
    made, page = sample(sample_data)
    for part in (
        "Example Partnership (invented)",
        "October to December 2026",
        "6 October 2026",
        "31 March 2027",
    ):
        assert part in page.text
    assert f"version {REAL.version}" in page.text
    assert made.name == "Example-Partnership-invented_October-to-December-2026_2027-03-31.html"


def test_it_loads_nothing_and_runs_nothing(sample_data: dict[str, Any]) -> None:
    _, page = sample(sample_data)
    assert not {"script", "link", "img", "iframe", "object", "base"} & {tag for tag, _ in page.tags}
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")], tag
        for name in ("href", "src"):
            address = attributes.get(name)
            assert address is None or address.startswith(("#", "data:application/json;base64,")), address


def test_its_headings_step_down_one_at_a_time_and_its_ids_are_unique(sample_data: dict[str, Any]) -> None:
    _, page = sample(sample_data)
    assert page.headings.count(1) == 1
    assert page.headings[0] == 1
    for above, below in zip(page.headings, page.headings[1:], strict=False):
        assert below <= above + 1
    assert len(page.ids) == len(set(page.ids))
    assert ("html", {"lang": "en-GB"}) in page.tags


def data_inside(page: Page) -> Record:
    address = next(a["href"] for tag, a in page.tags if tag == "a" and (a["href"] or "").startswith("data:"))
    assert address is not None
    return record_format.from_json(base64.b64decode(address.partition(",")[2]).decode("ascii"))


def test_it_carries_its_own_record(sample_data: dict[str, Any]) -> None:
    _, page = sample(sample_data)
    assert data_inside(page) == record_format.from_data(sample_data)


def test_whatever_a_person_typed_is_text(sample_data: dict[str, Any]) -> None:
    sample_data["partnership"]["name"] = HOSTILE
    sample_data["partnership"]["words"] = dict.fromkeys(REAL.words, HOSTILE)
    sample_data["rounds"][-1]["name"] = HOSTILE
    for answer in sample_data["rounds"][-1]["answers"].values():
        answer["note"] = HOSTILE
    sample_data["rounds"][-1]["answers"][HOSTILE] = {"rating": "red", "note": HOSTILE}
    _, page = sample(sample_data)
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    # Words stand in the element's title, so its own braces are shown and not filled again.
    assert page.text.count(HOSTILE) > len(REAL.questions)
    assert data_inside(page) == record_format.from_data(sample_data)


@given(records([question.id for question in REAL.questions]))
@settings(max_examples=25)
def test_it_can_be_made_of_any_record_and_carries_it(record: Record) -> None:
    page = Page(report(REAL, record, TODAY).html)
    assert data_inside(page) == record
    assert not {"script", "img"} & {tag for tag, _ in page.tags}


def test_an_empty_round_says_so_and_judges_nothing(question_set: QuestionSet) -> None:
    page = Page(report(question_set, record_of(round_of({})), TODAY).html)
    assert "Nothing is answered yet" in page.text
    assert "Strongest" not in page.text
    assert "Not enough known yet: 0 of" in page.text
    assert "0% of the ideal" not in page.text.replace("40% of the ideal", "")


def test_an_answer_to_a_question_that_is_no_longer_asked_is_shown() -> None:
    page = Page(report(REAL, record_of(round_of({"asked-long-ago": Rating.RED})), TODAY).html)
    assert "asked-long-ago" in page.text
    assert "no longer asked" in page.text


def test_it_speaks_the_words_of_the_partnership() -> None:
    page = Page(report(REAL, record_of(round_of({}), name="", preset="psb"), TODAY).html)
    assert "The Public Services Board" in page.text
    assert "Well-being plan" in page.text
    assert "Local Strategic Partnership" not in page.text


def test_a_file_name_is_safe_in_every_file_system() -> None:
    nasty = record_of(round_of({}), name='../a\\b:c*?"<>|  Ynys Môn\x00' + "x" * 500)
    stem = file_stem(nasty, TODAY)
    assert re.fullmatch(r"[\w-]+", stem)
    assert stem.startswith("a-b-c-Ynys-Môn")
    assert len(stem.encode()) < 250
    assert file_stem(record_of(round_of({}), name="///"), TODAY).startswith("unnamed_")


def test_red_and_amber_give_their_pages_as_full_addresses_or_as_titles() -> None:
    question = REAL.questions[0]
    pages = {question.guidance[0]: LibraryPage(title="Read <this>", path="guidance/x/")}
    for rating, told in ((Rating.RED, True), (Rating.AMBER, True), (Rating.GREEN, False), (None, False)):
        record = record_of(round_of({question.id: rating} if rating else {}))
        for address in ("", "https://example.org/tool/"):
            question_set = replace(REAL, library=Library(pages=pages, address=address))
            html = report(question_set, record, TODAY).html
            link = '<a href="https://example.org/tool/guidance/x/">Read &lt;this&gt;</a>'
            assert ("<li>Read &lt;this&gt;</li>" in html) == (told and not address)
            assert (link in html) == (told and bool(address))
