"""The pages of guidance and the case studies, linked with their questions in both directions.

Authors write a Markdown file with a few fields of metadata at its top. Here each page gets what the question
sets provide: the citations of its sources, the questions that name it, and the date of its last review. Pages
of help get their citations and their date. Every set has the pages in `docs`, and one of its own for each
element.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from mkdocs.utils import meta

from assessment.errors import AssessmentError, Fault
from assessment.show.html import css_string
from assessment.site import OtherTool, Page, Site
from assessment.text import day, in_words
from assessment.words import localise
from publishing.citations import cited
from publishing.marks import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from assessment.question_set.model import Question, QuestionSet, Work
    from publishing.tools import Tool

# Listed before the others, in this order.
FIRST = ("whole-systems-model", "running-the-assessment", "quarterly-cycle")

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

    `questions`: those that name it, each with its tool.
    """

    id: str
    folder: str
    title: str
    facts: dict[str, Any]
    questions: Sequence[tuple[Tool, Question]]

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.id}.md"


def finish(tools: Sequence[Tool], pages: Path, *, address: str, site_name: str) -> dict[str, Site]:
    """Complete the staged pages of guidance and case studies, and their indexes.

    Args:
        tools: the main one first; their questions name pages, and the pages cite their works.
        pages: the folder of the staged pages.
        address: of the published site; empty if not known.
        site_name: what the host calls the tool.

    Returns:
        the site as each question set sees it, with the pages that it can name; by its id.

    Raises:
        GuidanceError: with every fault.
    """
    faults: list[Fault] = []
    main = tools[0].question_set
    works = {work.id: work for tool in tools for work in tool.question_set.works}
    entries = list(_entries(tools, pages, faults))
    faults += _missing(tools, {path.relative_to(pages).as_posix() for path in pages.rglob("*.md")})
    texts = {
        entry.path: cited(entry.path, (pages / entry.path).read_text("utf-8"), works, faults)
        for entry in entries
    }
    for path in sorted((pages / "help").glob("*.md")):
        texts[f"help/{path.name}"] = _help_page(path, works, faults)
    if faults:
        raise GuidanceError(faults)
    for entry in entries:
        texts[entry.path] = _completed(entry, texts[entry.path], main)
    for name, text in texts.items():
        (pages / name).write_text(text, "utf-8")
    fill(pages / "case-studies" / "index.md", "case-studies", _index(entries, main))
    fill(pages / "guidance" / "index.md", "guidance", _guidance(entries, main))
    return {
        tool.question_set.id: Site(
            pages={
                entry.id: Page(title=entry.title, path=f"{entry.folder}/{entry.id}/")
                for entry in entries
                if entry.folder in (*FOLDERS.values(), _folder(tool, "guidance"))
            },
            tools={
                other.question_set.id: OtherTool(
                    id=other.question_set.id, name=other.question_set.about.name, path=other.address
                )
                for other in tools
                if other is not tool
            },
            address=address,
            name=site_name,
        )
        for tool in tools
    }


def _folder(tool: Tool, field: str) -> str:
    """Where the set's own pages are that a field of its questions names."""
    return f"{tool.base}{FOLDERS[field]}"


def pages_named(tool: Tool, question: Question) -> Iterable[tuple[str, str]]:
    """The pages that a question names, each with the field that does."""
    elements = {element.id for element in tool.question_set.elements}
    for field, folder in FOLDERS.items():
        for name in getattr(question, field):
            own = field == "guidance" and name in elements
            yield f"{_folder(tool, field) if own else folder}/{name}.md", field


def _entries(tools: Sequence[Tool], pages: Path, faults: list[Fault]) -> Iterable[Entry]:
    naming: dict[str, list[tuple[Tool, Question]]] = {}
    for tool in tools:
        for question in tool.question_set.questions:
            for named, _ in pages_named(tool, question):
                naming.setdefault(named, []).append((tool, question))
    of_main = [(tools[0], field, folder) for field, folder in FOLDERS.items()]
    of_others = [(tool, "guidance", _folder(tool, "guidance")) for tool in tools[1:]]
    for tool, field, folder in (*of_main, *of_others):
        elements = [element.id for element in tool.question_set.elements]
        for path in sorted((pages / folder).glob("*.md")):
            if path.name == "index.md":
                continue
            place = f"{folder}/{path.name}"
            text, facts = meta.get_data(path.read_text("utf-8"))
            title = _HEADING.search(text)
            if not facts or not title:
                what = "expected metadata between two lines of ---, and a # title"
                faults.append(Fault(place=place, what=what))
                continue
            faults += _metadata_faults(place, facts, elements, is_case=field == "case_studies")
            yield Entry(
                id=path.stem,
                folder=folder,
                title=title[1].strip(),
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
    if reviewed and not isinstance(reviewed, date):
        yield Fault(place=f"{place}, reviewed", what=f"expected a date such as 2027-01-31, got {reviewed!r}")
    if not isinstance(named, list):
        yield Fault(
            place=f"{place}, elements", what=f"expected a list such as [{elements[0]}], got {named!r}"
        )
        return
    for element in named:
        if element not in elements:
            what = f"there is no element {element!r} in the question set; it has {', '.join(elements)}"
            yield Fault(place=f"{place}, elements", what=what)


def _help_page(path: Path, works: dict[str, Work], faults: list[Fault]) -> str:
    """A page of help with its citations and, if it has one, the date of its last review."""
    place = f"help/{path.name}"
    text = cited(place, path.read_text("utf-8"), works, faults)
    reviewed = meta.get_data(text)[1].get("reviewed")
    if reviewed is None:
        return f"{text.rstrip()}\n"
    if not isinstance(reviewed, date):
        what = f"expected a date such as 2027-01-31, got {reviewed!r}"
        faults.append(Fault(place=f"{place}, reviewed", what=what))
        return text
    return f"{text.rstrip()}\n\n{_reviewed(reviewed)}\n"


def _completed(entry: Entry, text: str, question_set: QuestionSet) -> str:
    """The text of a page with its facts, if it is a case study, its questions and its date."""
    if entry.folder == FOLDERS["case_studies"]:
        facts = f"{_case_facts(entry, question_set)}\n{{: .case-facts }}"
        heading = f"# {entry.title}\n"
        text = text.replace(heading, f"{heading}\n{facts}\n", 1)
    return f"{text.rstrip()}\n\n{_questions(entry)}\n{_reviewed(entry.facts['reviewed'])}"


def _missing(tools: Sequence[Tool], existing: set[str]) -> Iterable[Fault]:
    """Pages that a question names and nobody wrote, and names that mean two pages."""
    for tool in tools:
        for question in tool.question_set.questions:
            file = f"{tool.question_set.id}/{tool.question_set.element_of(question).id}.toml"
            for path, field in pages_named(tool, question):
                if path not in existing:
                    yield Fault(place=f"{file}, {question.id}, {field}", what=f"there is no page {path}")
    # Not of a page of the main set's elements: where both sets have an element, a question means its own.
    made = {f"{_folder(tools[0], 'guidance')}/{element.id}.md" for element in tools[0].question_set.elements}
    for tool in tools[1:]:
        for element in tool.question_set.elements:
            taken = f"{FOLDERS['guidance']}/{element.id}.md"
            if taken in existing - made:
                what = f"the page {taken} has this name; choose another for the element"
                yield Fault(place=f"{tool.question_set.id}/{element.id}.toml, id", what=what)


def _reviewed(when: date) -> str:
    """The line at the foot of a page that says when it was last reviewed."""
    return f"Last reviewed on {day(when)}.\n{{: .hint }}\n"


def _questions(entry: Entry) -> str:
    """The questions that a page helps with, as its last section; those of another tool below its name."""
    by_tool: dict[str, tuple[Tool, list[Question]]] = {}
    for tool, question in entry.questions:
        by_tool.setdefault(tool.page, (tool, []))[1].append(question)
    lines = ["## Questions that this page helps with {: #questions }", ""]
    for tool, questions in by_tool.values():
        page, words = posixpath.relpath(tool.page, entry.folder), tool.question_set.default_words
        if not entry.folder.startswith(tool.base):
            lines += [f"In [{tool.question_set.about.name}]({page}):", ""]
        lines += [
            f"- [{localise(question.title, words)}]({page}#{question.id}): {localise(question.ask, words)}"
            for question in questions
        ]
        lines.append("")
    if not entry.questions:
        lines += ["It helps with the whole of the [questions](../tool.md), and with no single one.", ""]
    return "\n".join(lines)


def _guidance(entries: Iterable[Entry], question_set: QuestionSet) -> str:
    """The list of guidance in the order of the menu: where to start, the elements, the rest by title."""
    elements = [element.id for element in question_set.elements]
    listed = [entry for entry in entries if entry.folder == FOLDERS["guidance"]]
    first, of_elements = (
        sorted((e for e in listed if e.id in ids), key=lambda entry: ids.index(entry.id))
        for ids in (list(FIRST), elements)
    )
    rest = sorted((e for e in listed if e not in [*first, *of_elements]), key=lambda entry: entry.title)
    lines = []
    parts = {
        "Start here": first,
        f"The {in_words(len(elements))} elements": of_elements,
        "Tasks that partnerships find hard": rest,
    }
    for heading, group in parts.items():
        lines += [f"## {heading}", ""]
        lines += [f"- [{entry.title}]({entry.id}.md). {entry.facts['description']}" for entry in group]
        lines.append("")
    return "\n".join(lines)


def _case_facts(entry: Entry, question_set: QuestionSet) -> str:
    """Place, year, kind and elements of a case, in one line."""
    words = question_set.default_words
    titles = {element.id: localise(element.title, words) for element in question_set.elements}
    facts = entry.facts
    spoken = ", ".join(titles[element] for element in facts["elements"])
    return f"{facts['place']}, {facts['year']}. {facts['kind']}. {spoken}."


def _index(entries: Iterable[Entry], question_set: QuestionSet) -> str:
    """The list of case studies. Each names its elements in words; the filter only hides."""
    words = question_set.default_words
    titles = {element.id: localise(element.title, words) for element in question_set.elements}
    lines = []
    for entry in sorted(entries, key=lambda entry: str(entry.facts.get("place", ""))):
        if entry.folder != FOLDERS["case_studies"]:
            continue
        lines.append(
            f'<li data-elements="{" ".join(entry.facts["elements"])}"><a href="{entry.id}/">{entry.title}</a>'
            f'<span class="case-facts">{_case_facts(entry, question_set)}</span></li>'
        )
    choices = "".join(
        f'<label><input type="radio" name="element" value="{name}"> {title}</label>'
        for name, title in titles.items()
    )
    return (
        f"<style>{''.join(map(_hiding, titles))}</style>"
        '<fieldset class="case-filter"><legend>Show the case studies about</legend>'
        '<label><input type="radio" name="element" value="" checked> every element</label>'
        f"{choices}</fieldset>"
        f'<ul class="case-list">{"".join(lines)}</ul>'
    )


def _hiding(element: str) -> str:
    """The CSS rule that hides the case studies of other elements than the chosen one."""
    name = css_string(element)
    return (
        f".md-typeset:has(.case-filter [value={name}]:checked) "
        f".case-list li:not([data-elements~={name}]) {{ display: none; }}"
    )
