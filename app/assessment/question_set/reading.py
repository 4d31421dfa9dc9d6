"""Tables of TOML or JSON -> QuestionSet. Every fault is found before any is reported.

A question set is a folder: `set.toml` and one file an element; `common.toml` beside the folders holds what
sets have in common. This module reads no file: it is given their tables, which the browser has as JSON.
"""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from assessment.errors import Fault, QuestionSetError
from assessment.question_set import checking, history
from assessment.question_set.ids import PROTOTYPE_NAMES, check_id
from assessment.question_set.model import (
    About,
    ColourRule,
    Definition,
    Element,
    Invitation,
    Layout,
    Link,
    Preset,
    Question,
    QuestionSet,
    Rewriting,
    Rhythm,
    Side,
    Source,
    Start,
    Subject,
    Work,
)
from assessment.tables import Table
from assessment.words import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SET_FILE = "set.toml"
# Words, presets and works for every set that does not declare its own.
COMMON_FILE = "common.toml"
# What somebody can look at in a quarter of an hour.
FEWEST_EVIDENCE, MOST_EVIDENCE = 1, 2

# A mark before a word that a later one closes; one alone is an apostrophe.
_OPENING_QUOTE = re.compile(r"(?<!\w)'(?=\w[^']*'(?!\w))")
Section = TypeVar("Section", About, Subject, Invitation, Rewriting)


def from_tables(
    tables: Mapping[str, Mapping[str, Any]], published_ids: Iterable[str] = (), *, checked: bool = False
) -> QuestionSet:
    """Read a question set from its tables.

    Args:
        tables: by file name.
        published_ids: all that were ever published.
        checked: whether the build has found them without fault. Then the texts and the set as a whole are
            not looked through again: the browser waits for this at each start.

    Raises:
        QuestionSetError: with every fault, each naming file, question id and field.
    """
    faults: list[Fault] = []
    question_set = _Reading(tables, faults, checked=checked).question_set()
    if not checked:
        faults.extend(checking.faults_in(question_set))
        faults.extend(history.lost_ids(question_set, published_ids))
    if faults:
        raise QuestionSetError(faults)
    return question_set


class _Reading:
    """One pass over the tables; whatever is wrong goes into `faults` and the pass goes on."""

    def __init__(
        self, tables: Mapping[str, Mapping[str, Any]], faults: list[Fault], *, checked: bool
    ) -> None:
        self.tables = tables
        self.faults = faults
        self.checked = checked
        self.words: Mapping[str, str] = {}
        self.works: dict[str, Work] = {}

    def question_set(self) -> QuestionSet:
        table = Table(self._with_common(self.tables.get(SET_FILE, {})), SET_FILE, self.faults)
        if SET_FILE not in self.tables:
            table.fault("the file is missing")
        self.words = table.texts_by_name("words")
        self.works = {work.id: work for work in self.work_list(table)}
        for word in self.words:
            # A word's name is part of a longer name, so that only JavaScript's own could do harm.
            check_id(table, "words", word, PROTOTYPE_NAMES)
        layout = table.one_of("picture", Layout)
        element_ids = table.texts("elements")
        for element_id in element_ids:
            check_id(table, "elements", element_id)
        elements = tuple(self.element(element_id, layout) for element_id in element_ids)
        for name in self.tables:
            if name not in (SET_FILE, COMMON_FILE) and name.removesuffix(".toml") not in element_ids:
                self.faults.append(Fault(place=name, what=f"not named in the elements of {SET_FILE}"))
        retired = history.retired(table)
        result = QuestionSet(
            id=self.id(table),
            version=table.text("version"),
            reviewed=table.day("reviewed") or date.min,
            title=table.text("title"),
            about=self.section(table, "about", About),
            layout=layout,
            words=self.words,
            presets=self.presets(table),
            colour_rule=self.colour_rule(table),
            elements=elements,
            links=self.links(table, {q.id: (q, e) for e in elements for q in e.questions}),
            works=tuple(self.works.values()),
            subject=self.section(table, "subject", Subject) if table.has("subject") else Subject(),
            invitation=(
                self.section(table, "invitation", Invitation) if table.has("invitation") else Invitation()
            ),
            rhythm=table.maybe_one_of("rounds", Rhythm) or Rhythm.QUARTERS,
            start=table.maybe_one_of("start", Start) or Start.QUESTIONS,
            definitions=tuple(self.definition(one) for one in table.tables("definition", optional=True)),
            retired=retired,
            rewritten=self.section(table, "rewritten", Rewriting) if table.has("rewritten") else None,
            changes=history.changes(table, {q.id for e in elements for q in e.questions}, retired),
        )
        table.refuse_unknown()
        return result

    def _with_common(self, given: Any) -> Any:
        """What the set declares, and what all sets have in common where it declares nothing of its own."""
        if not isinstance(given, dict):
            return given
        together = {**self.tables.get(COMMON_FILE, {}), **given}
        common, own = self.tables.get(COMMON_FILE, {}).get("work"), given.get("work")
        if isinstance(common, dict) and isinstance(own, dict):
            together["work"] = {**common, **own}
        return together

    def section(self, table: Table, field: str, made: type[Section]) -> Section:
        """A table of texts, one for each field of what it makes. Those that may be empty may be missing."""
        given = table.table(field)
        texts = {one.name: given.text(one.name, optional=one.default == "") for one in fields(made)}
        given.refuse_unknown()
        return made(**texts)

    def work_list(self, table: Table) -> Iterable[Work]:
        for work_id, work in table.tables_by_name("work"):
            yield Work(
                id=work_id,
                title=work.text("title"),
                author=work.text("author"),
                year=work.integer("year", optional=True),
                address=work.text("address", optional=True) or None,
            )
            work.refuse_unknown()

    def presets(self, table: Table) -> tuple[Preset, ...]:
        presets = []
        for preset in table.tables("preset"):
            words = preset.texts_by_name("words")
            for word in self.words:
                if word not in words:
                    preset.fault(f"has no word for {word!r}", "words")
            for word in words:
                if word not in self.words:
                    preset.fault(f"unknown word {word!r}", "words")
            presets.append(Preset(id=self.id(preset), name=preset.text("name"), words=words))
            preset.refuse_unknown()
        if not presets:
            table.fault("there is none; the first one holds the defaults", "preset")
            presets.append(Preset(id="", name="", words=self.words))
        return tuple(presets)

    def definition(self, table: Table) -> Definition:
        made = Definition(term=self.prose(table, "term"), text=self.prose(table, "text"))
        table.refuse_unknown()
        return made

    def colour_rule(self, table: Table) -> ColourRule:
        rule = table.table("colour")
        shares = {name: rule.share(name) for name in ("known_from", "red_below", "green_from")}
        if shares["red_below"] > shares["green_from"]:
            rule.fault(f"{shares['red_below']} is above green_from, {shares['green_from']}", "red_below")
        rule.refuse_unknown()
        return ColourRule(**shares)

    def element(self, element_id: str, layout: Layout) -> Element:
        name = f"{element_id}.toml"
        table = Table(self.tables.get(name, {}), name, self.faults)
        if name not in self.tables:
            table.fault(f"the file is missing, though {SET_FILE} names the element {element_id!r}")
        elif table.text("id") != element_id:
            table.fault(f"{table.text('id')!r} is not the name of the file", "id")
        element = Element(
            id=element_id,
            title=self.prose(table, "title"),
            plain=self.prose(table, "plain"),
            side=table.one_of("side", Side) if layout is Layout.SIDES else None,
            meaning=self.prose(table, "meaning"),
            questions=tuple(self.question(question, name) for question in table.tables("question")),
        )
        table.refuse_unknown()
        return element

    def question(self, table: Table, file: str) -> Question:
        question_id = self.id(table)
        if question_id:
            table.place = f"{file}, {question_id}"
        evidence = tuple(map(typeset, table.texts("evidence")))
        for text in evidence:
            self.check_words(table, "evidence", text)
        if not FEWEST_EVIDENCE <= len(evidence) <= MOST_EVIDENCE:
            expected = f"expected {FEWEST_EVIDENCE} to {MOST_EVIDENCE}"
            table.fault(f"names {len(evidence)} kinds of evidence; {expected}", "evidence")
        prose = ("title", "ask", "red", "amber", "green", "why", "from_red", "from_amber")
        question = Question(
            id=question_id,
            **{field: self.prose(table, field) for field in prose},
            sources=self.sources(table),
            evidence=evidence,
            guidance=tuple(table.texts("guidance")),
            case_studies=tuple(table.texts("case_studies", may_be_empty=True)),
            counts=self.prose(table, "counts", optional=True),
        )
        table.refuse_unknown()
        return question

    def links(self, table: Table, questions: Mapping[str, tuple[Question, Element]]) -> tuple[Link, ...]:
        links = []
        for link in table.tables("link"):
            ends = {}
            for end in ("source", "target"):
                question_id = link.text(end)
                if question_id in questions:
                    ends[end] = questions[question_id]
                elif question_id:
                    link.fault(f"unknown question {question_id!r}", end)
            reason, sources = self.prose(link, "reason"), self.sources(link)
            link.refuse_unknown()
            if len(ends) == 2:
                (source, source_element), (target, target_element) = ends["source"], ends["target"]
                if source_element is target_element:
                    link.fault(f"{source.id!r} and {target.id!r} are questions of one element")
                links.append(Link(source=source, target=target, reason=reason, sources=sources))
        return tuple(links)

    def sources(self, table: Table) -> tuple[Source, ...]:
        sources = []
        for source in table.tables("sources", may_be_empty=True):
            work, at = source.text("work"), source.text("at")
            if work in self.works:
                sources.append(Source(work=self.works[work], at=at))
            elif work:
                source.fault(f"unknown work {work!r}; works are declared in {SET_FILE}", "work")
            source.refuse_unknown()
        return tuple(sources)

    def id(self, table: Table) -> str:
        found = table.text("id")
        if found.strip():
            check_id(table, "id", found)
        return found

    def prose(self, table: Table, field: str, *, optional: bool = False) -> str:
        text = typeset(table.text(field, optional=optional))
        self.check_words(table, field, text)
        return text

    def check_words(self, table: Table, field: str, text: str) -> None:
        if self.checked:
            return
        for what in faults_of(text, self.words):
            table.fault(what, field)


def typeset(text: str) -> str:
    """The text with the apostrophes and quotation marks of print, however its author typed them."""
    return _OPENING_QUOTE.sub("‘", text).replace("'", "’")
