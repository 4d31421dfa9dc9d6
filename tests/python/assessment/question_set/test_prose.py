"""The questions of every set follow the house style: short sentences, no unexplained acronym, full help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assessment.definitions import used_in
from assessment.model import Side
from assessment.record import format as record_format
from assessment.words import localise
from publishing import question_files
from publishing.machine import ROOT
from publishing.tools import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assessment.model import QuestionSet

MOST_WORDS = 25
# Known to everybody in a British public body.
COMMON = {"NHS"}
PROSE = ("title", "ask", "counts", "red", "amber", "green", "why", "from_red", "from_amber")
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


def texts(question_set: QuestionSet) -> Iterator[tuple[str, str]]:
    for element in question_set.elements:
        yield f"{element.id}: meaning", element.meaning
        yield f"{element.id}: plain", element.plain
        for question in element.questions:
            for field in PROSE:
                yield f"{question.id}: {field}", getattr(question, field)
            for item in question.evidence:
                yield f"{question.id}: evidence", item
    for definition in question_set.definitions:
        yield f"definition: {definition.term}", definition.text
    for link in question_set.links:
        yield f"{link.source.id} to {link.target.id}", link.reason


def test_the_seven_elements_hold_six_to_nine_questions_each(main_set: QuestionSet) -> None:
    assert len(main_set.elements) == 7
    assert all(6 <= len(element.questions) <= 9 for element in main_set.elements)
    assert [element.side for element in main_set.elements].count(Side.SOFT) == 3
    assert [element.side for element in main_set.elements].count(Side.HARD) == 3


def test_the_seven_elements_are_joined_by_at_least_twenty_links(main_set: QuestionSet) -> None:
    assert len(main_set.links) >= 20


def test_no_two_questions_are_linked_twice(question_set: QuestionSet) -> None:
    pairs = [(link.source.id, link.target.id) for link in question_set.links]
    assert len(pairs) == len(set(pairs))


def test_no_link_leads_back_to_where_it_came_from(question_set: QuestionSet) -> None:
    """In a circle two questions would each come first."""
    rests_on: dict[str, set[str]] = {}
    for link in question_set.links:
        rests_on.setdefault(link.target.id, set()).add(link.source.id)

    def sources(question_id: str, seen: tuple[str, ...]) -> None:
        assert question_id not in seen, f"a circle: {' <- '.join((*seen, question_id))}"
        for source in rests_on.get(question_id, ()):
            sources(source, (*seen, question_id))

    for question in question_set.questions:
        sources(question.id, ())


def test_every_sentence_is_short_in_every_preset(question_set: QuestionSet) -> None:
    long = []
    for preset in question_set.presets:
        for place, text in texts(question_set):
            for sentence in re.split(r"(?<=[.?!:])\s+", text):
                # A local name counts as one word: it cannot be shortened.
                words = len(localise(sentence, dict.fromkeys(preset.words, "name")).split())
                if words > MOST_WORDS:
                    long.append(f"{place}: {words} words: {sentence}")
    assert not long


def test_the_questions_look_back_over_two_periods_only(question_set: QuestionSet) -> None:
    """A year, and three meetings: an answer can change within a quarter, and everybody counts the same."""
    period = re.compile(r"\blast (?:(\w+) )?(?:\{board\} )?(years?|months?|quarters?|meetings?)\b")
    found = {
        (place, match.groups())
        for place, text in texts(question_set)
        if not place.endswith(": why")
        for match in period.finditer(text)
    }
    assert {groups for _, groups in found} <= {(None, "year"), ("three", "meetings")}, found


def test_the_words_that_differ_come_first(question_set: QuestionSet) -> None:
    for question in question_set.questions:
        openings = {" ".join(text.split()[:4]) for text in (question.red, question.amber, question.green)}
        assert len(openings) == 3, question.id


def test_a_next_step_is_the_readers_own(question_set: QuestionSet) -> None:
    """The reader is the coordinator."""
    for question in question_set.questions:
        for step in (question.from_red, question.from_amber):
            assert "{coordinator}" not in step, question.id


def test_each_definition_is_needed_by_a_question(question_set: QuestionSet) -> None:
    needed = {one for q in question_set.questions for one in used_in(q, question_set.definitions)}
    assert needed == set(question_set.definitions)


def test_no_acronym_is_left_unexplained(question_set: QuestionSet) -> None:
    found = [
        f"{place}: {acronym}"
        for place, text in texts(question_set)
        for acronym in re.findall(r"\b[A-Z]{2,}\b", text)
        if acronym not in COMMON
    ]
    assert not found


def test_no_two_texts_of_a_question_are_the_same(question_set: QuestionSet) -> None:
    for question in question_set.questions:
        prose = [getattr(question, field) for field in PROSE]
        assert len(set(prose)) == len(prose), question.id


def test_every_question_asks_one_thing_and_names_guidance(question_set: QuestionSet) -> None:
    for question in question_set.questions:
        assert question.ask.endswith("?"), question.id
        assert question.ask.count("?") == 1, question.id
        assert question.guidance, question.id


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


def test_question_ids_are_readable_and_all_published(
    question_set: QuestionSet, questions_folder: Path
) -> None:
    published = question_files.published_ids(questions_folder)
    assert len(published) == len(set(published))
    for question in question_set.questions:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", question.id)
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
