"""Tables of TOML or JSON -> QuestionSet. Every fault is found before any is reported.

A question set is a folder: `set.toml` and one file an element. This module reads no file: it is given
their texts (`from_toml`) or, in the browser, the same tables as JSON (`from_tables`).

The rule of ids: an id that was once published is kept for ever, because the answers of years hang on it.
One that leaves the set is named under `[retired]`, with the reason and the version in which it left, or in a
`[[change]]` with what became of it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from assessment.errors import Fault, QuestionSetError
from assessment.model import (
    Change,
    ChangeKind,
    ColourRule,
    Element,
    Link,
    Preset,
    Question,
    QuestionSet,
    Retirement,
    Side,
    Source,
    Work,
)
from assessment.question_set.tables import Table
from assessment.words import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SET_FILE = "set.toml"
FEWEST_EVIDENCE, MOST_EVIDENCE = 2, 4

Tables = dict[str, dict[str, Any]]


def from_toml(texts: Mapping[str, str], published_ids: Iterable[str] = ()) -> QuestionSet:
    """Read a question set from the texts of its files, by file name.

    Raises:
        QuestionSetError: with every fault, each naming file, question id and field.
    """
    return from_tables(tables_of(texts), published_ids)


def tables_of(texts: Mapping[str, str]) -> Tables:
    """The tables of each file: what `from_tables` takes, and what can be sent on as JSON.

    Raises:
        QuestionSetError: a text is not TOML; says in which file and where.
    """
    # Here, because the browser gets tables and needs no TOML.
    import tomllib

    tables, faults = {}, []
    for name, text in texts.items():
        try:
            tables[name] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            faults.append(Fault(place=name, what=f"is not TOML: {error}"))
    if faults:
        raise QuestionSetError(faults)
    return tables


def from_tables(tables: Mapping[str, Mapping[str, Any]], published_ids: Iterable[str] = ()) -> QuestionSet:
    """Read a question set from tables, by file name; `published_ids` are all that were ever published.

    Raises:
        QuestionSetError: with every fault, each naming file, question id and field.
    """
    faults: list[Fault] = []
    read = _Reading(tables, faults)
    question_set = read.question_set()
    faults.extend(_lost_ids(question_set, published_ids))
    if faults:
        raise QuestionSetError(faults)
    return question_set


class _Reading:
    """One pass over the tables; whatever is wrong goes into `faults` and the pass goes on."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]], faults: list[Fault]) -> None:
        self.tables = tables
        self.faults = faults
        self.words: Mapping[str, str] = {}
        self.works: dict[str, Work] = {}

    def question_set(self) -> QuestionSet:
        table = Table(self.tables.get(SET_FILE, {}), SET_FILE, self.faults)
        if SET_FILE not in self.tables:
            table.fault("the file is missing")
        self.words = table.texts_by_name("words")
        self.works = {work.id: work for work in self.work_list(table)}
        element_ids = table.texts("elements")
        elements = tuple(self.element(element_id) for element_id in element_ids)
        for name in self.tables:
            if name != SET_FILE and name.removesuffix(".toml") not in element_ids:
                self.faults.append(Fault(place=name, what=f"not named in the elements of {SET_FILE}"))
        self.unique("question id", [question.id for element in elements for question in element.questions])
        result = QuestionSet(
            id=table.text("id"),
            version=table.text("version"),
            reviewed=self.reviewed(table),
            title=table.text("title"),
            words=self.words,
            presets=self.presets(table),
            colour_rule=self.colour_rule(table),
            elements=elements,
            links=self.links(table, {q.id: (q, e) for e in elements for q in e.questions}),
            works=tuple(self.works.values()),
            retired=self.retired(table),
            changes=tuple(self.changes(table, {q.id for e in elements for q in e.questions})),
        )
        for question in result.questions:
            if question.id in result.retired:
                self.faults.append(
                    Fault(place=f"{SET_FILE}, retired", what=f"{question.id!r} is still asked")
                )
        table.refuse_unknown()
        return result

    def retired(self, table: Table) -> dict[str, Retirement]:
        """By question id: a text is the reason alone; a table also says since which version."""
        made = {}
        for question_id, entry in table.texts_or_tables("retired"):
            if isinstance(entry, str):
                made[question_id] = Retirement(reason=entry)
                continue
            made[question_id] = Retirement(
                reason=entry.text("reason"), since=entry.text("since", optional=True) or None
            )
            entry.refuse_unknown()
        return made

    def changes(self, table: Table, asked: set[str]) -> Iterable[Change]:
        for change in table.tables("change", optional=True):
            made = Change(
                question=change.text("question"),
                kind=change.one_of("kind", ChangeKind),
                into=tuple(change.texts("into")),
                since=change.text("since"),
                reason=change.text("reason"),
            )
            for question_id in made.into:
                if question_id not in asked:
                    change.fault(f"{question_id!r} is not asked", "into")
            if (made.kind is ChangeKind.REWORDED) is not (made.into == (made.question,)):
                change.fault("a reworded question stays itself, and only that one", "into")
            if made.kind is ChangeKind.RENAMED and len(made.into) != 1:
                change.fault(f"a renamed question has one new id, not {len(made.into)}", "into")
            if made.kind is not ChangeKind.REWORDED and made.question in asked:
                change.fault(f"{made.question!r} is still asked", "question")
            change.refuse_unknown()
            yield made

    def reviewed(self, table: Table) -> date:
        return table.day("reviewed") or date.min

    def unique(self, what: str, values: list[str]) -> None:
        for value, times in Counter(values).items():
            if times > 1:
                self.faults.append(
                    Fault(place="the question set", what=f"{what} {value!r} is used {times} times")
                )

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
            presets.append(Preset(id=preset.text("id"), name=preset.text("name"), words=words))
            preset.refuse_unknown()
        if not presets:
            table.fault("there is none; the first one holds the defaults", "preset")
            presets.append(Preset(id="", name="", words=self.words))
        self.unique("preset id", [preset.id for preset in presets])
        return tuple(presets)

    def colour_rule(self, table: Table) -> ColourRule:
        rule = table.table("colour")
        shares = {name: rule.share(name) for name in ("known_from", "red_below", "green_from")}
        if shares["red_below"] > shares["green_from"]:
            rule.fault(f"{shares['red_below']} is above green_from, {shares['green_from']}", "red_below")
        rule.refuse_unknown()
        return ColourRule(**shares)

    def element(self, element_id: str) -> Element:
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
            side=table.one_of("side", Side),
            meaning=self.prose(table, "meaning"),
            questions=tuple(self.question(question, name) for question in table.tables("question")),
        )
        table.refuse_unknown()
        return element

    def question(self, table: Table, file: str) -> Question:
        question_id = table.text("id")
        if question_id:
            table.place = f"{file}, {question_id}"
        evidence = tuple(map(typeset, table.texts("evidence")))
        for text in evidence:
            self.check_words(table, "evidence", text)
        if not FEWEST_EVIDENCE <= len(evidence) <= MOST_EVIDENCE:
            wanted = f"{FEWEST_EVIDENCE} to {MOST_EVIDENCE} are wanted"
            table.fault(f"names {len(evidence)} kinds of evidence; {wanted}", "evidence")
        prose = ("title", "ask", "red", "amber", "green", "why", "from_red", "from_amber")
        question = Question(
            id=question_id,
            **{field: self.prose(table, field) for field in prose},
            sources=self.sources(table),
            evidence=evidence,
            guidance=tuple(table.texts("guidance")),
            case_studies=tuple(table.texts("case_studies", may_be_empty=True)),
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

    def prose(self, table: Table, field: str) -> str:
        text = typeset(table.text(field))
        self.check_words(table, field, text)
        return text

    def check_words(self, table: Table, field: str, text: str) -> None:
        for what in faults_of(text, self.words):
            table.fault(what, field)


def typeset(text: str) -> str:
    """The text with the apostrophes of print, however its author typed them."""
    return text.replace("'", "’")


def _lost_ids(question_set: QuestionSet, published_ids: Iterable[str]) -> Iterable[Fault]:
    kept = {question.id for question in question_set.questions} | set(question_set.retired)
    kept |= {change.question for change in question_set.changes}
    for question_id in published_ids:
        if question_id not in kept:
            yield Fault(
                place=question_id,
                what=f"was published and is gone; keep it, or declare in {SET_FILE} what became of it",
            )
