"""What is wrong with a question set as a whole, which shows only when all of it has been read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assessment.errors import Fault
from assessment.model import COLOURS
from assessment.words import faults_of, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assessment.question_set.model import QuestionSet

# A person compares three responses at a glance, in the words of any preset.
LONGEST_RESPONSE = 25
# Words that the report says itself.
NEEDED_WORDS = ("partnership", "board")


def faults_in(question_set: QuestionSet) -> Iterator[Fault]:
    """Every fault of ids, words, reasons and responses; the caller has collected those of single values."""
    yield from _repeated("question id", (question.id for question in question_set.questions))
    yield from _repeated("preset id", (preset.id for preset in question_set.presets))
    for question in question_set.questions:
        if question.id in question_set.retired:
            yield Fault(place="set.toml, retired", what=f"{question.id!r} is still asked")
    for word in NEEDED_WORDS:
        if word not in question_set.words:
            yield Fault(place="set.toml, words", what=f"has no word {word!r}, which the report needs")
    yield from _reasons(question_set)
    yield from _long_responses(question_set)


def _repeated(what: str, values: Iterable[str]) -> Iterator[Fault]:
    for value, times in Counter(values).items():
        if times > 1:
            yield Fault(place="the question set", what=f"{what} {value!r} is used {times} times")


def _reasons(question_set: QuestionSet) -> Iterator[Fault]:
    """Which questions changed or went, and why, is said in the words of a partnership."""
    texts = [
        *((f"change, {change.question}, reason", change.reason) for change in question_set.changes),
        *((f"retired, {name}, reason", gone.reason) for name, gone in question_set.retired.items()),
        *((f"retired, {name}, title", gone.title) for name, gone in question_set.retired.items()),
        *([("rewritten, reason", question_set.rewritten.reason)] if question_set.rewritten else []),
    ]
    for place, text in texts:
        for what in faults_of(text, question_set.words):
            yield Fault(place=f"set.toml, {place}", what=what)


def _long_responses(question_set: QuestionSet) -> Iterator[Fault]:
    """Responses that are too long in the words of a preset; each is named once."""
    for question in question_set.questions:
        for colour in COLOURS:
            pieces = list(parts(question.response(colour)))
            # A word that the preset lacks is a fault of its own.
            texts = (
                "".join(f"{plain}{preset.words.get(word or '', '')}" for plain, word in pieces)
                for preset in question_set.presets
            )
            most = max(len(text.split()) for text in texts)
            if most > LONGEST_RESPONSE:
                place = f"{question_set.element_of(question).id}.toml, {question.id}, {colour}"
                what = (
                    f"has up to {most} words, depending on the preset; at most {LONGEST_RESPONSE} are allowed"
                )
                yield Fault(place=place, what=what)
