"""The one place where HTML is escaped: a Jinja environment that always does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, ChoiceLoader, Environment, ModuleLoader, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from assessment.definitions import pieces
from assessment.text import capitalised, day, in_words, one_line, percent, plural, shown
from assessment.words import localise, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import CodeType

    from jinja2.bccache import Bucket

    from assessment.question_set.model import Definition


class _Compiled(BytecodeCache):
    """Templates are compiled once, which takes far longer than to fill them; only the words differ."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()

# For the browser the build translates the templates into Python: there that takes longer than to fill them.
TRANSLATED = "translated"
SOURCES = PackageLoader("assessment.show")
_TEMPLATES = ChoiceLoader([ModuleLoader(f"{__file__.rpartition('/')[0]}/{TRANSLATED}"), SOURCES])


def _shown(value: object) -> object:
    """Whatever a template puts out: texts as they are shown, and markup as it is."""
    return shown(value) if type(value) is str else value


def environment(localised: Callable[[str], str], definitions: tuple[Definition, ...] = ()) -> Environment:
    """The templates of this package.

    Filters: `localised` puts words into a text of the question set; `defined` marks its defined words too.
    """
    made = Environment(
        loader=_TEMPLATES,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        bytecode_cache=_COMPILED,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "localised": localised,
        "defined": marked(localised, definitions),
        "percent": percent,
        "day": day,
        "plural": plural,
        "in_words": in_words,
        "one_line": one_line,
        "css_string": css_string,
        "capitalised": capitalised,
    }
    return made


def source(name: str) -> str:
    """The source of a template, or of a style sheet beside them."""
    return SOURCES.get_source(Environment(), name)[0]


def fixed_words(words: Mapping[str, str]) -> Callable[[str], str]:
    """For pages of one partnership: its words are put into the text."""
    return lambda text: localise(text, words)


def changeable_words(words: Mapping[str, str]) -> Callable[[str], str]:
    """For the form: each word is in a span that names it, so that the page can replace it."""

    def spans(text: str) -> Markup:
        pieces = []
        for plain, word in parts(text):
            pieces.append(escape(plain))
            if word is not None:
                pieces.append(Markup('<span data-word="{}">{}</span>').format(word, words[word]))
        return Markup("").join(pieces)

    return spans


def marked(localised: Callable[[str], str], definitions: tuple[Definition, ...]) -> Callable[[str], Markup]:
    """A text of the question set with each of its defined words in a span."""

    def spans(text: str) -> Markup:
        return Markup("").join(
            Markup('<span class="defined">{}</span>').format(localised(piece))
            if definition
            else localised(piece)
            for piece, definition in pieces(text, definitions)
        )

    return spans


def css_string(text: str) -> Markup:
    """A text for `content` in a style sheet: everything except letters and digits as code points."""
    chars = (char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in text)
    return Markup('"{}"').format(Markup("").join(map(Markup, chars)))
