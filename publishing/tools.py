"""The tools of the site: one for each question set, with the place of its pages.

The main one, which the settings choose, has the short addresses: ``tool/``, ``questions/``. All that belongs
to another is below ``tools/``, in a folder of its name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessment.errors import Fault, QuestionSetError
from assessment.record import format as record_format
from publishing import question_files

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.guidance import Guidance
    from assessment.model import Record
    from assessment.question_set.model import QuestionSet

FOLDER = "tools"
SAMPLE = "sample_record.json"


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
        return record_format.from_json(self.sample.read_text("utf-8"))

    def with_guidance(self, guidance: Guidance) -> Tool:
        return replace(self, question_set=replace(self.question_set, guidance=guidance))


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
    except QuestionSetError as error:
        faults = [replace(fault, place=f"{source.name}/{fault.place}") for fault in error.faults]
        raise QuestionSetError(faults) from error
    if question_set.id != source.name:
        what = f"{question_set.id!r} is not the name of the folder"
        raise QuestionSetError([Fault(place=f"{source.name}/set.toml, id", what=what)])
    base = "" if source == main else f"{FOLDER}/{source.name}/"
    page = f"{base}index.md" if base else "tool.md"
    return Tool(source=source, question_set=question_set, base=base, page=page)
