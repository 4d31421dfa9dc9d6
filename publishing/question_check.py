"""A question set beside its checks, for its author: run it with ``make question-check NAME=…``.

It reads one set and writes one file, without a build: a second after a change the author sees what it did.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.errors import QuestionSetError
from assessment.model import COLOURS
from assessment.show.html import environment, fixed_words, source
from assessment.words import localise
from publishing import guidance_pages, hosting, house_style, question_files, tools
from publishing.house_style import Finding
from publishing.machine import ROOT, MachineError, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessment.model import Rating
    from assessment.question_set.model import Question, QuestionSet
    from publishing.tools import Tool

QUESTIONS = ROOT / "questions"
DOCS = ROOT / "docs"
WRITTEN = ROOT / "build" / "question-check"
TEMPLATE = Path(__file__).with_name("question_check.html")

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


class NoSuchSetError(Exception):
    """There is no question set of that name; the message says which there are."""


@dataclass(frozen=True)
class Checked:
    """A question with what was counted and found in it."""

    question_set: QuestionSet
    question: Question
    findings: Sequence[Finding]

    def words(self, colour: Rating) -> list[int]:
        """How many words a response has, for each preset."""
        response = self.question.response(colour)
        return [len(localise(response, preset.words).split()) for preset in self.question_set.presets]

    @property
    def longest_response(self) -> int:
        return max(words for colour in COLOURS for words in self.words(colour))

    @cached_property
    def longest_sentence(self) -> tuple[int, str, str]:
        """The words of the longest sentence, the field that has it, and the sentence."""
        return max(
            (house_style.length(self.question_set, sentence), text.place, sentence)
            for text in house_style.texts_of(self.question)
            for sentence in house_style.sentences(text.text)
        )

    @cached_property
    def readability(self) -> float:
        """Of all its sentences, in the words of the first preset."""
        texts = (text.text for text in house_style.texts_of(self.question) if text.place != "title")
        return readability([localise(text, self.question_set.default_words) for text in texts if text])

    @property
    def rank(self) -> tuple[int, int, float]:
        """The worst question has the highest."""
        return len(self.findings), self.longest_sentence[0], self.readability


def readability(texts: Sequence[str]) -> float:
    """The Automated Readability Index of texts that have a word: a school year of the United States.

    By R. J. Senter and E. A. Smith, Automated Readability Index, AMRL-TR-66-220, 1967. It needs no list of
    syllables: it counts the letters and digits of a word, and the words of a sentence.
    """
    words = sum(len(text.split()) for text in texts)
    letters = sum(len(_LETTER_OR_DIGIT.findall(text)) for text in texts)
    sentences = sum(len(house_style.sentences(text)) for text in texts)
    return 4.71 * letters / words + 0.5 * words / sentences - 21.43


def findings(tool: Tool) -> Iterator[Finding]:
    """What is against the house style, and what is missing around the questions."""
    yield from house_style.findings(tool.question_set)
    published = question_files.published_ids(tool.source)
    made = {f"{tool.base}guidance/{element.id}.md" for element in tool.question_set.elements}
    for question in tool.question_set.questions:
        if not question.sources:
            yield Finding(question=question.id, place="sources", what="names no source")
        if question.id not in published:
            what = f"is not in {question_files.PUBLISHED_IDS} yet; add it before you publish the set"
            yield Finding(question=question.id, place="id", what=what)
        for path, field in guidance_pages.pages_named(tool, question):
            if path not in made and not (DOCS / path).exists():
                yield Finding(question=question.id, place=field, what=f"there is no page docs/{path}")


def page(tool: Tool, found: Sequence[Finding]) -> str:
    """The set beside its checks, as an HTML file."""
    question_set = tool.question_set
    checked = [
        Checked(question_set, question, [one for one in found if one.question == question.id])
        for question in question_set.questions
    ]
    made = environment(fixed_words(question_set.default_words), question_set.definitions)
    return made.from_string(TEMPLATE.read_text("utf-8")).render(
        question_set=question_set,
        folder=tool.source.name,
        style=source("tokens.css"),
        checked=checked,
        worst_first=sorted(checked, key=lambda one: one.rank, reverse=True),
        of_the_set=[one for one in found if not one.question],
        findings=found,
        colours=COLOURS,
        most_words=house_style.MOST_WORDS,
    )


def write(name: str, *, questions: Path = QUESTIONS, written: Path = WRITTEN) -> tuple[Path, int]:
    """Write the page of a set; returns its file, and how many findings it shows.

    Raises:
        NoSuchSetError: there is no set of that name.
        QuestionSetError: the set cannot be read; with every fault.
    """
    there = sorted(path.parent.name for path in questions.glob("*/set.toml"))
    if name not in there:
        asked = f"There is no question set {name!r}." if name else "Name a question set."
        raise NoSuchSetError(f"{asked} There are: {', '.join(there)}. Such as: make question-check NAME=lsp")
    tool = tools.read_one(questions / name, main=hosting.main_questions())
    found = list(findings(tool))
    written.mkdir(parents=True, exist_ok=True)
    file = written / f"{name}.html"
    file.write_text(page(tool, found), "utf-8")
    return file, len(found)


if __name__ == "__main__":
    try:
        made, count = write(sys.argv[1].strip())
        say(f"{made.relative_to(ROOT)} shows the questions beside their checks; findings: {count}")
    except (NoSuchSetError, QuestionSetError, MachineError) as error:
        sys.exit(str(error))
