"""The house style of the questions: rules that find what is against it in a question set.

What the build cannot do without is checked by `assessment.question_set`. These rules are about how well a set
reads. The tests hold every shipped set to them; `publishing.question_check` lists what they
find, for the author of a set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.definitions import used_in
from assessment.model import COLOURS
from assessment.words import localise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assessment.question_set.model import Question, QuestionSet

MOST_WORDS = 25
# Known to everybody in a British public body.
COMMON = {"NHS"}
PROSE = ("title", "ask", "counts", "red", "amber", "green", "why", "from_red", "from_amber")
# A year, and three meetings: an answer can change within a quarter, and everybody counts the same.
PERIODS = {(None, "year"), ("three", "meetings")}

_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+")
_PERIOD = re.compile(r"\blast (?:(\w+) )?(?:\{board\} )?(years?|months?|quarters?|meetings?)\b")
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
_CLIPPED = re.compile(r"\b(?:is|are) none\.|^(?:red|amber|green)\.", re.IGNORECASE)
_READABLE_ID = re.compile(r"[a-z]+(-[a-z]+)+")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something against the house style. `question`: its id; empty for what concerns the whole set.

    `place`: the field, or what else the text belongs to.
    """

    question: str = ""
    place: str
    what: str

    def __str__(self) -> str:
        return f"{' '.join(filter(None, (self.question, self.place)))}: {self.what}"


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text of a set; `question` and `place` as in `Finding`."""

    question: str = ""
    place: str
    text: str


def texts_of(question: Question) -> Iterator[Text]:
    for field in PROSE:
        yield Text(question=question.id, place=field, text=getattr(question, field))
    for item in question.evidence:
        yield Text(question=question.id, place="evidence", text=item)


def texts(question_set: QuestionSet) -> Iterator[Text]:
    """Every text that people read."""
    for element in question_set.elements:
        yield Text(place=f"{element.id}: meaning", text=element.meaning)
        yield Text(place=f"{element.id}: plain", text=element.plain)
        for question in element.questions:
            yield from texts_of(question)
    for definition in question_set.definitions:
        yield Text(place=f"definition of {definition.term}", text=definition.text)
    for link in question_set.links:
        yield Text(place=f"link from {link.source.id} to {link.target.id}", text=link.reason)


def sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(text.strip())


def length(question_set: QuestionSet, text: str) -> int:
    """Of a sentence, in words. A local name counts as one: it cannot be shortened."""
    return len(localise(text, dict.fromkeys(question_set.words, "name")).split())


def long_sentences(question_set: QuestionSet) -> Iterator[Finding]:
    for text in texts(question_set):
        for sentence in sentences(text.text):
            words = length(question_set, sentence)
            if words > MOST_WORDS:
                what = f"a sentence has {words} words, at most {MOST_WORDS} are allowed: {sentence}"
                yield Finding(question=text.question, place=text.place, what=what)


def clipped_sentences(question_set: QuestionSet) -> Iterator[Finding]:
    """Who reads quickly needs the noun: "A list is not a measure", not "A list is none"."""
    for text in texts(question_set):
        if text.place == "counts" or text.place.startswith("definition of "):
            for sentence in sentences(text.text):
                if _CLIPPED.search(sentence):
                    what = f"a clipped sentence: say what it is not, or what to choose: {sentence}"
                    yield Finding(question=text.question, place=text.place, what=what)


def other_periods(question_set: QuestionSet) -> Iterator[Finding]:
    for text in texts(question_set):
        for found in _PERIOD.finditer(text.text) if text.place != "why" else ():
            if found.groups() not in PERIODS:
                what = f"looks back over the “{found[0]}”, not over the last year or the last three meetings"
                yield Finding(question=text.question, place=text.place, what=what)


def same_openings(question_set: QuestionSet) -> Iterator[Finding]:
    for question in question_set.questions:
        openings = {" ".join(question.response(colour).split()[:4]) for colour in COLOURS}
        if len(openings) < len(COLOURS):
            what = "two begin with the same four words: begin with those that differ"
            yield Finding(question=question.id, place="responses", what=what)


def steps_for_the_coordinator(question_set: QuestionSet) -> Iterator[Finding]:
    """The reader is the coordinator."""
    for question in question_set.questions:
        for field in ("from_red", "from_amber"):
            if "{coordinator}" in getattr(question, field):
                what = "speaks of the {coordinator}, who reads it: say what to do"
                yield Finding(question=question.id, place=field, what=what)


def unneeded_definitions(question_set: QuestionSet) -> Iterator[Finding]:
    needed = {one for q in question_set.questions for one in used_in(q, question_set.definitions)}
    for definition in question_set.definitions:
        if definition not in needed:
            yield Finding(place=f"definition of {definition.term}", what="no question has this word")


def unexplained_acronyms(question_set: QuestionSet) -> Iterator[Finding]:
    for text in texts(question_set):
        for acronym in _ACRONYM.findall(text.text):
            if acronym not in COMMON:
                yield Finding(question=text.question, place=text.place, what=f"{acronym} is not explained")


def repeated_texts(question_set: QuestionSet) -> Iterator[Finding]:
    for question in question_set.questions:
        places: dict[str, str] = {}
        for field in PROSE:
            first = places.setdefault(getattr(question, field), field)
            if first != field:
                yield Finding(question=question.id, place=field, what=f"says the same as “{first}”")


def several_asks(question_set: QuestionSet) -> Iterator[Finding]:
    for question in question_set.questions:
        if not question.ask.endswith("?") or question.ask.count("?") != 1:
            what = "expected one question, with its question mark at the end"
            yield Finding(question=question.id, place="ask", what=what)


def unreadable_ids(question_set: QuestionSet) -> Iterator[Finding]:
    for question in question_set.questions:
        if not _READABLE_ID.fullmatch(question.id):
            what = "expected words that say what it is about, with hyphens between, such as style-trust"
            yield Finding(question=question.id, place="id", what=what)


def links_twice(question_set: QuestionSet) -> Iterator[Finding]:
    seen = set()
    for link in question_set.links:
        pair = (link.source.id, link.target.id)
        if pair in seen:
            yield Finding(place=f"link from {pair[0]} to {pair[1]}", what="is declared twice")
        seen.add(pair)


def circles_of_links(question_set: QuestionSet) -> Iterator[Finding]:
    """In a circle, two questions would each come first."""
    rests_on: dict[str, list[str]] = {}
    for link in question_set.links:
        rests_on.setdefault(link.target.id, []).append(link.source.id)
    for question in question_set.questions:
        reached, waiting = set(), [question.id]
        while waiting:
            for source in rests_on.get(waiting.pop(), ()):
                if source not in reached:
                    reached.add(source)
                    waiting.append(source)
        if question.id in reached:
            yield Finding(question=question.id, place="links", what="rests on itself, through its links")


RULES: tuple[Callable[[QuestionSet], Iterator[Finding]], ...] = (
    long_sentences,
    clipped_sentences,
    other_periods,
    same_openings,
    steps_for_the_coordinator,
    unneeded_definitions,
    unexplained_acronyms,
    repeated_texts,
    several_asks,
    unreadable_ids,
    links_twice,
    circles_of_links,
)


def findings(question_set: QuestionSet) -> list[Finding]:
    """What every rule finds."""
    return [finding for rule in RULES for finding in rule(question_set)]
