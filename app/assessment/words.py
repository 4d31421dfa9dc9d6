"""Puts a place's own words into a text.

The question set writes `{partnership}`, `{strategy}` and so on wherever the name of a thing differs
between places. Rules for its authors (checked by `question_set`): a placeholder never follows "a" or
"an", since nobody knows what letter comes, and never opens a sentence, since nobody knows its capital.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assessment.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assessment.model import Record
    from assessment.question_set.model import QuestionSet

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_AFTER_ARTICLE = re.compile(r"\ban?\s+\{[^{}]*\}", re.IGNORECASE)
_OPENS_SENTENCE = re.compile(r"[.?!]\s+\{[^{}]*\}|^\s*\{[^{}]*\}(?=\s)")


def localise(text: str, words: Mapping[str, str]) -> str:
    """The text with each placeholder replaced.

    Raises:
        KeyError: a placeholder has no word. A question set that was checked has none such.
    """
    return _PLACEHOLDER.sub(lambda found: words[found[1]], text)


def parts(text: str) -> Iterator[tuple[str, str | None]]:
    """The text cut at its placeholders: pairs of plain text and the name of the word that follows it."""
    start = 0
    for found in _PLACEHOLDER.finditer(text):
        yield text[start : found.start()], found[1]
        start = found.end()
    yield text[start:], None


def faults_of(text: str, words: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the placeholders of a text, as sentences."""
    for found in _PLACEHOLDER.finditer(text):
        if found[1] not in words:
            known = ", ".join("{" + word + "}" for word in words)
            yield f"unknown placeholder {found[0]!r}; the words of this set are {known}"
    if _AFTER_ARTICLE.search(text):
        yield f'a placeholder follows "a" or "an", which may not fit the local word: {text!r}'
    if _OPENS_SENTENCE.search(text):
        yield f"a placeholder opens a sentence, where the local word may lack its capital: {text!r}"
    if "{" in _PLACEHOLDER.sub("", text) or "}" in _PLACEHOLDER.sub("", text):
        yield f"a brace without its partner: {text!r}"


def titles_in(question_set: QuestionSet, words: Mapping[str, str]) -> dict[str, str]:
    """The title of each question by its id, in these words; then of those that are no longer asked."""
    titles = {question.id: question.title for question in question_set.questions}
    titles |= {name: gone.title for name, gone in question_set.retired.items() if gone.title}
    return {name: localise(title, words) for name, title in titles.items()}


def subject_of(question_set: QuestionSet, words: Mapping[str, str]) -> str:
    """What a record is about, within a sentence: the partnership in its word, or what the set says."""
    noun = question_set.subject.noun
    return words["partnership"] if noun == "partnership" else noun


def words_of(question_set: QuestionSet, record: Record) -> dict[str, str]:
    """Every word as the partnership says it: its own, else its preset's, else the default.

    A preset that this set does not know counts as the default; words that somebody typed still apply.
    """
    presets = {preset.id: preset.words for preset in question_set.presets}
    own = {word: one_line(typed) for word, typed in record.partnership.words.items() if one_line(typed)}
    return {
        **question_set.default_words,
        **presets.get(record.partnership.preset, {}),
        **{word: typed for word, typed in own.items() if word in question_set.words},
    }
