"""Reads the pages of guidance, the case studies and the pages of help, and finds all faults in them.

Authors write a Markdown file with a few fields of metadata at its top. Every set has the pages in `docs`, and
one of its own for each element.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from mkdocs.utils import meta

from assessment.errors import AssessmentError, Fault
from publishing.citations import cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from assessment.question_set.model import Question
    from publishing.tools import Tool

# The field of a question that names pages, and the folder of those pages.
FOLDERS = {"guidance": "guidance", "case_studies": "case-studies"}

_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)

# The metadata of each page, and of a case study beside them.
NEEDED, NEEDED_BY_CASE = ("description", "reviewed", "elements"), ("place", "year", "kind")


class GuidanceError(AssessmentError):
    """Pages of guidance have faults; each names its file and field."""

    opening = "The guidance has faults:"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A page of guidance or a case study. `path` is relative to the staged pages: ``guidance/risk.md``.

    `heading`: the line with the title, as it is written. `questions`: those that name it, each with its tool.
    """

    id: str
    folder: str
    text: str
    heading: str
    title: str
    facts: dict[str, Any]
    questions: Sequence[tuple[Tool, Question]]

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.id}.md"


@dataclass(frozen=True, kw_only=True)
class HelpPage:
    """A page of help. `reviewed`: when it was last reviewed, where it says so."""

    path: str
    text: str
    reviewed: date | None


def read(tools: Sequence[Tool], pages: Path) -> tuple[list[Entry], list[HelpPage]]:
    """The staged pages, with their citations written out.

    Raises:
        GuidanceError: with every fault.
    """
    faults: list[Fault] = []
    works = {work.id: work for tool in tools for work in tool.question_set.works}
    entries = list(_entries(tools, pages, faults))
    faults += _missing(tools, {path.relative_to(pages).as_posix() for path in pages.rglob("*.md")})
    entries = [replace(entry, text=cited(entry.path, entry.text, works, faults)) for entry in entries]
    help_pages = []
    for file in sorted((pages / "help").glob("*.md")):
        path = f"help/{file.name}"
        text = cited(path, file.read_text("utf-8"), works, faults)
        reviewed = meta.get_data(text)[1].get("reviewed")
        if reviewed is not None:
            faults += _date_faults(path, reviewed)
        help_pages.append(HelpPage(path=path, text=text, reviewed=reviewed))
    if faults:
        raise GuidanceError(faults)
    return entries, help_pages


def folder_of(tool: Tool, field: str) -> str:
    """Where the set's own pages are that a field of its questions names."""
    return f"{tool.base}{FOLDERS[field]}"


def pages_named(tool: Tool, question: Question) -> Iterable[tuple[str, str]]:
    """The pages that a question names, each with the field that does."""
    elements = {element.id for element in tool.question_set.elements}
    for field, folder in FOLDERS.items():
        for name in getattr(question, field):
            own = field == "guidance" and name in elements
            yield f"{folder_of(tool, field) if own else folder}/{name}.md", field


def _entries(tools: Sequence[Tool], pages: Path, faults: list[Fault]) -> Iterable[Entry]:
    naming: dict[str, list[tuple[Tool, Question]]] = {}
    for tool in tools:
        for question in tool.question_set.questions:
            for named, _ in pages_named(tool, question):
                naming.setdefault(named, []).append((tool, question))
    of_main = [(tools[0], field, folder) for field, folder in FOLDERS.items()]
    of_others = [(tool, "guidance", folder_of(tool, "guidance")) for tool in tools[1:]]
    for tool, field, folder in (*of_main, *of_others):
        elements = [element.id for element in tool.question_set.elements]
        for path in sorted((pages / folder).glob("*.md")):
            if path.name == "index.md":
                continue
            place = f"{folder}/{path.name}"
            text = path.read_text("utf-8")
            body, facts = meta.get_data(text)
            heading = _HEADING.search(body)
            if not facts or not heading:
                what = "expected metadata between two lines of ---, and a # title"
                faults.append(Fault(place=place, what=what))
                continue
            faults += _metadata_faults(place, facts, elements, is_case=field == "case_studies")
            yield Entry(
                id=path.stem,
                folder=folder,
                text=text,
                heading=heading[0],
                title=heading[1].strip(),
                facts=facts,
                questions=naming.get(place, ()),
            )


def _metadata_faults(
    place: str, facts: dict[str, Any], elements: list[str], *, is_case: bool
) -> Iterable[Fault]:
    for field in (*NEEDED, *(NEEDED_BY_CASE if is_case else ())):
        if not facts.get(field):
            yield Fault(place=f"{place}, {field}", what="is missing from the metadata")
    reviewed, named = facts.get("reviewed"), facts.get("elements") or []
    if reviewed:
        yield from _date_faults(place, reviewed)
    if not isinstance(named, list):
        yield Fault(
            place=f"{place}, elements", what=f"expected a list such as [{elements[0]}], got {named!r}"
        )
        return
    for element in named:
        if element not in elements:
            what = f"there is no element {element!r} in the question set; it has {', '.join(elements)}"
            yield Fault(place=f"{place}, elements", what=what)


def _date_faults(place: str, reviewed: Any) -> Iterable[Fault]:
    if not isinstance(reviewed, date):
        yield Fault(place=f"{place}, reviewed", what=f"expected a date such as 2027-01-31, got {reviewed!r}")


def _missing(tools: Sequence[Tool], existing: set[str]) -> Iterable[Fault]:
    """Pages that a question names and nobody wrote, and names that mean two pages."""
    for tool in tools:
        for question in tool.question_set.questions:
            file = f"{tool.question_set.id}/{tool.question_set.element_of(question).id}.toml"
            for path, field in pages_named(tool, question):
                if path not in existing:
                    yield Fault(place=f"{file}, {question.id}, {field}", what=f"there is no page {path}")
    # Not of a page of the main set's elements: where both sets have an element, a question means its own.
    made = {
        f"{folder_of(tools[0], 'guidance')}/{element.id}.md" for element in tools[0].question_set.elements
    }
    for tool in tools[1:]:
        for element in tool.question_set.elements:
            taken = f"{FOLDERS['guidance']}/{element.id}.md"
            if taken in existing - made:
                what = f"the page {taken} has this name; choose another for the element"
                yield Fault(place=f"{tool.question_set.id}/{element.id}.toml, id", what=what)
