"""The tools of the site: one for each question set, with the place of its pages.

The main one, which the settings choose, has the short addresses: ``tool/``, ``questions/``. All that belongs
to another is below ``tools/``, in a folder of its name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessment.errors import Fault, QuestionSetError, RecordError
from assessment.record import format as record_format
from publishing import question_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assessment.model import Record
    from assessment.question_set.model import QuestionSet
    from assessment.site import Site

FOLDER = "tools"
SAMPLE = "sample_record.json"
# Where an author finds an example record to begin with.
TEMPLATE = "publishing/question_set_template"


@dataclass(frozen=True, kw_only=True)
class Tool:
    """A question set on the site.

    `source`: the folder that it is read from. `base`: where its pages are, relative to the root of the site,
    with a trailing slash; empty for the main one. `page`: the source of the page on which it is answered.
    """

    source: Path
    question_set: QuestionSet
    base: str
    page: str

    @property
    def address(self) -> str:
        """Of its page, relative to the root of the site."""
        return f"{self.page.removesuffix('.md').removesuffix('index').rstrip('/')}/"

    @property
    def root(self) -> str:
        """From its page to the root of the site."""
        return "../" * self.address.count("/")

    @property
    def title(self) -> str:
        """Of its page."""
        return self.question_set.about.name if self.base else "Assess your partnership"

    @property
    def sample(self) -> Path:
        """The file of its example record."""
        return self.source / SAMPLE

    @property
    def example(self) -> Record:
        return _record(self.sample)

    def with_site(self, site: Site) -> Tool:
        return replace(self, question_set=replace(self.question_set, site=site))


def read(main: Path) -> list[Tool]:
    """Every question set beside the main one, which comes first.

    Raises:
        QuestionSetError: with every fault of every set.
    """
    others = sorted(path.parent for path in main.parent.glob("*/set.toml") if path.parent != main)
    tools: list[Tool] = []
    faults: list[Fault] = []
    for source in (main, *others):
        try:
            tools.append(read_one(source, main))
        except QuestionSetError as error:
            faults += error.faults
    if faults:
        raise QuestionSetError(faults)
    return tools


def read_one(source: Path, main: Path) -> Tool:
    """The tool of the question set in a folder.

    Raises:
        QuestionSetError: with every fault of the set, each with the name of the folder.
    """
    try:
        question_set = question_files.read(source)
        if question_set.id != source.name:
            what = f"{question_set.id!r} is not the name of the folder"
            raise QuestionSetError([Fault(place="set.toml, id", what=what)])
        faults = list(_strange(_record(source / SAMPLE), question_set))
        if faults:
            raise QuestionSetError(faults)
    except QuestionSetError as error:
        faults = [replace(fault, place=f"{source.name}/{fault.place}") for fault in error.faults]
        raise QuestionSetError(faults) from error
    base = "" if source == main else f"{FOLDER}/{source.name}/"
    page = f"{base}index.md" if base else "tool.md"
    return Tool(source=source, question_set=question_set, base=base, page=page)


def _record(path: Path) -> Record:
    """The example record of a set.

    Raises:
        QuestionSetError: it is missing or is not a record; with every fault.
    """
    if not path.is_file():
        what = f"the file is missing; copy one from {TEMPLATE}, and put in the ids of the set"
        raise QuestionSetError([Fault(place=path.name, what=what)])
    try:
        return record_format.from_json(question_files.text_of(path))
    except RecordError as error:
        faults = [replace(fault, place=f"{path.name}, {fault.place}") for fault in error.faults]
        raise QuestionSetError(faults) from error


def _strange(record: Record, question_set: QuestionSet) -> Iterator[Fault]:
    """What the example record has of another set, or of another version of its set."""
    stated = {
        "question_set": (record.question_set, question_set.id),
        "question_set_version": (record.question_set_version, question_set.version),
    }
    for field, (found, expected) in stated.items():
        if found != expected:
            what = (
                f"is {found!r}, but the set has {expected!r}; answer its questions, then write {expected!r}"
            )
            yield Fault(place=f"{SAMPLE}, {field}", what=what)
    asked = {question.id for question in question_set.questions}
    for name in dict.fromkeys(_named(record)):
        if name not in asked:
            what = (
                f"the set does not ask {name!r}; remove it here, or give it the id of a question of the set"
            )
            yield Fault(place=SAMPLE, what=what)


def _named(record: Record) -> Iterator[str]:
    """The ids of all questions that a record names."""
    for round_ in record.rounds:
        yield from round_.answers
        yield from round_.discuss
        for response in round_.responses:
            yield from response.answers
    for action in record.actions:
        yield from action.questions
