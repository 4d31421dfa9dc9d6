"""The questions of every set follow the house style, and each of its rules finds what is against it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from assessment.question_set import reading
from assessment.question_set.model import Side
from assessment.record import format as record_format
from publishing import house_style, question_files
from publishing.machine import ROOT
from publishing.tools import SAMPLE
from tests.python.builders import set_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from assessment.question_set.model import QuestionSet
    from publishing.house_style import Finding

FOLDERS = sorted(path.parent for path in (ROOT / "questions").glob("*/set.toml"))


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def questions_folder(request: pytest.FixtureRequest) -> Path:
    """The folder of each set that is shipped."""
    folder: Path = request.param
    return folder


@pytest.fixture(scope="module")
def question_set(questions_folder: Path) -> QuestionSet:
    return question_files.read(questions_folder)


@pytest.fixture(scope="module")
def main_set() -> QuestionSet:
    return question_files.read(ROOT / "questions" / "lsp")


@pytest.mark.parametrize("rule", house_style.RULES, ids=lambda rule: rule.__name__)
def test_a_shipped_set_follows_the_house_style(
    question_set: QuestionSet, rule: Callable[[QuestionSet], Iterator[Finding]]
) -> None:
    assert not [str(finding) for finding in rule(question_set)]


LONG = " ".join(["word"] * 26) + "."
# For each rule: a field of the first question, or a table of the set, that is against it.
AGAINST: dict[str, tuple[str, Any]] = {
    "long_sentences": ("why", f"Short. {LONG}"),
    "clipped_sentences": ("counts", "A figure counts. A list is none."),
    "other_periods": ("ask", "How many in the last two years?"),
    "same_openings": ("amber", "It does not."),
    "steps_for_the_coordinator": ("from_red", "Ask the {coordinator}."),
    "unneeded_definitions": ("definition", [{"term": "elephant", "text": "A large animal."}]),
    "unexplained_acronyms": ("evidence", ["The MOU"]),
    "repeated_texts": ("from_amber", "Do it once."),
    "several_asks": ("ask", "Does it? And who?"),
    "unreadable_ids": ("id", "a1"),
    "links_twice": ("link", [("means-money", "aims-shared")] * 2),
    "circles_of_links": ("link", [("means-money", "aims-shared"), ("aims-shared", "means-money")]),
}


@pytest.mark.parametrize("rule", house_style.RULES, ids=lambda rule: rule.__name__)
def test_each_rule_finds_what_is_against_it_and_nothing_else(
    rule: Callable[[QuestionSet], Iterator[Finding]],
) -> None:
    tables = set_tables()
    tables["set.toml"] |= {"link": [linked("means-money", "aims-shared")]}
    tables["set.toml"]["words"]["coordinator"] = "The coordinator"
    for preset in tables["set.toml"]["preset"]:
        preset["words"]["coordinator"] = "coordinator"
    assert not list(rule(reading.from_tables(tables)))

    asked = tables["aims.toml"]["question"][0]
    field, value = AGAINST[rule.__name__]
    if field == "link":
        value = [linked(*pair) for pair in value]
    (tables["set.toml"] if field in ("link", "definition") else asked)[field] = value
    assert list(rule(reading.from_tables(tables)))


def linked(source: str, target: str) -> dict[str, Any]:
    return {"source": source, "target": target, "reason": "It does.", "sources": []}


def test_the_seven_elements_hold_six_to_nine_questions_each(main_set: QuestionSet) -> None:
    assert len(main_set.elements) == 7
    assert all(6 <= len(element.questions) <= 9 for element in main_set.elements)
    assert [element.side for element in main_set.elements].count(Side.SOFT) == 3
    assert [element.side for element in main_set.elements].count(Side.HARD) == 3


def test_the_seven_elements_are_joined_by_at_least_twenty_links(main_set: QuestionSet) -> None:
    assert len(main_set.links) >= 20


def test_the_example_answers_every_question_and_no_other(
    question_set: QuestionSet, questions_folder: Path
) -> None:
    record = record_format.from_json((questions_folder / SAMPLE).read_text("utf-8"))
    assert (record.question_set, record.question_set_version) == (question_set.id, question_set.version)
    asked = {question.id for question in question_set.questions}
    assert set(record.current_round.answers) == asked
    for round_ in record.rounds:
        for answers in (round_.answers, *(response.answers for response in round_.responses)):
            assert set(answers) <= asked


@pytest.mark.parametrize("kind", ["guidance", "case_studies"])
def test_page_ids_are_slugs(question_set: QuestionSet, kind: str) -> None:
    for question in question_set.questions:
        for page in getattr(question, kind):
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*", page), f"{question.id}: {page}"


def test_every_question_id_is_published_once(question_set: QuestionSet, questions_folder: Path) -> None:
    published = question_files.published_ids(questions_folder)
    assert len(published) == len(set(published))
    for question in question_set.questions:
        assert question.id in published, f"add {question.id} to published_ids.txt"


def test_every_work_is_used_by_a_set_and_every_address_is_one() -> None:
    sets = [question_files.read(folder) for folder in FOLDERS]
    cited = [question.sources for question_set in sets for question in question_set.questions]
    cited += [link.sources for question_set in sets for link in question_set.links]
    works = {work.id: work for question_set in sets for work in question_set.works}
    assert {source.work.id for sources in cited for source in sources} == set(works)
    for work in works.values():
        assert work.address is None or re.match(r"https?://\S+$", work.address), work.id


def test_the_presets_cover_the_partnerships_of_today(main_set: QuestionSet) -> None:
    names = " ".join(preset.name for preset in main_set.presets)
    for place in ("Scotland", "Wales", "Health and Wellbeing", "Community Safety", "Northern Ireland"):
        assert place in names
    assert main_set.default_words["partnership"] == "Local Strategic Partnership"
