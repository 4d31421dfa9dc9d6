"""Finds the defined words of a question set in its texts.

A term is found as a whole word, in the singular or with an "s", in any case. A term such as `{board}` is a
word of `words.py`: it is found where the text has that placeholder.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessment.question_set.model import Definition, Question


def pieces(text: str, definitions: tuple[Definition, ...]) -> Iterator[tuple[str, Definition | None]]:
    """The text cut at its defined words: each piece with its definition, or with none."""
    if not definitions:
        yield text, None
        return
    start = 0
    for found in _terms(definitions).finditer(text):
        yield text[start : found.start()], None
        yield found[0], definitions[(found.lastindex or 1) - 1]
        start = found.end()
    yield text[start:], None


def used_in(question: Question, definitions: tuple[Definition, ...]) -> tuple[Definition, ...]:
    """The definitions that a reader of this question needs, in the order of the question set."""
    found = {
        definition
        for text in (question.ask, question.counts, question.red, question.amber, question.green)
        for _, definition in pieces(text, definitions)
    }
    return tuple(definition for definition in definitions if definition in found)


@cache
def _terms(definitions: tuple[Definition, ...]) -> re.Pattern[str]:
    """A pattern with one group for each term. Of two terms at one place the first in the set is found."""
    return re.compile(
        "|".join(
            f"({re.escape(term)})" if term.startswith("{") else rf"\b({re.escape(term)}s?)\b"
            for term in (definition.term for definition in definitions)
        ),
        re.IGNORECASE,
    )
