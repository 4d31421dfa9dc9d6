"""Small texts: dates, counts, lists, percentages, file names. No HTML, and no locale of the machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category, normalize

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

# A pattern of many characters takes long to compile. Python compiles these when they are first used, not when
# it starts.
# Line breaks of other systems and programs: U+000B is that of a presentation.
_LINE_BREAK = "\r\n|[\r\v\f\x85\u2028\u2029]"
# Characters without a shape of their own.
_WITHOUT_SHAPE = "[\x00-\x08\x0e-\x1d\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u2060\ufeff]"
# Half of a character, which no file can hold; some program has cut a text there.
_HALF = "[\ud800-\udfff]"
# In a name they are noise: marks of direction, and what looks like a space. Joiners are noise at its ends.
_DIRECTION = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_SPACES = "[ \t\n\u00a0\u115f\u1160\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0]+"
_AROUND = " \u200c\u200d"

# Everything except the `Char` of XML 1.0, section 2.2. One such character, and Office refuses the whole file.
_NOT_IN_XML = "[\x00-\x08\v\f\x0e-\x1f\ud800-\udfff\ufffe\uffff]"

# Of each part of a file name.
MOST_CHARACTERS = 40
# Windows opens no file of these names, whatever its ending.
_RESERVED = r"(?i:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])"


def shown(text: str) -> str:
    """A text as it is shown: line breaks are ``\\n``, letters composed, what has no shape left out, and
    a sign for half a character.

    `tests/cases/texts.json` holds the rules of this and of `one_line` for Python and JavaScript.
    """
    # All that is replaced counts as not printable.
    if not text.isprintable():
        broken = re.sub(_LINE_BREAK, "\n", text).replace("\x1e", "-")
        text = re.sub(_HALF, "\ufffd", re.sub(_WITHOUT_SHAPE, "", broken))
    return normalize("NFC", text)


def for_xml(text: str) -> str:
    """The text without what XML cannot hold: controls, halves of surrogate pairs, noncharacters."""
    return re.sub(_NOT_IN_XML, "", text)


def one_line(text: str) -> str:
    """A name or a word as it is compared, listed and shown: without line breaks, with single spaces."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    return re.sub(_SPACES, " ", shown(re.sub(_DIRECTION, "", text))).strip(_AROUND)


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are the same, however their letters are written.

    `tests/cases/same_name.json` holds the rule for this module and for `app/core`.
    """
    # As `toLowerCase` of JavaScript: to `casefold`, "ß" and "ss" are the same.
    return one_line(one).lower() == one_line(other).lower()


def day(when: date) -> str:
    """A date in British form: ``1 March 2027``."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year:04}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """``1 question``, ``2 questions``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def in_words(number: int) -> str:
    """``seven``; above ten in digits."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def listed(items: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def capitalised(text: str) -> str:
    """The text with an upper-case first letter and the rest unchanged: a local word may open a line."""
    return text[:1].upper() + text[1:]


def shortened(value: object, most: int = 60) -> str:
    """A value as a message quotes it: at most one line of it."""
    quoted = repr(value)
    return quoted if len(quoted) <= most else f"{quoted[:most]}…"


def percent(share: float | None) -> str:
    """A share of 0 to 1 as whole percent, halves rounded up; a dash for none."""
    # The small addend: a half that floating point stored a hair too low still counts as a half.
    return "–" if share is None else f"{int(share * 100 + 0.5 + 1e-9)}%"


def file_stem(*parts: str) -> str:
    """The name of a file without its ending, from the parts that are not blank.

    `tests/cases/file_names.json` holds the rules for this module and for `app/core`.
    """
    stem = "_".join(_plain(part) for part in parts if one_line(part)) or "unnamed"
    return f"{stem}-file" if re.fullmatch(_RESERVED, stem) else stem


def _plain(text: str) -> str:
    """Letters and digits of any script, with hyphens between the words: safe in every file system."""
    # Invisible characters (category Cf) go first, so that they part no word.
    visible = "".join(char for char in normalize("NFC", text) if category(char) != "Cf")
    words = "".join(char if category(char)[0] in "LMN" else " " for char in visible).split(" ")
    return _cut("-".join(filter(None, words))).strip("-") or "unnamed"


def _cut(text: str) -> str:
    """The start of a text that fits; a letter is never parted from its combining marks."""
    clusters: list[str] = []
    for char in text:
        if clusters and category(char)[0] == "M":
            clusters[-1] += char
        else:
            clusters.append(char)
    short = ""
    for cluster in clusters:
        longer = short + cluster
        if len(longer) > MOST_CHARACTERS:
            break
        short = longer
    return short
