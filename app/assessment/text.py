"""Small texts: dates, counts, lists, percentages, file names. No HTML, and no locale of the machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# Some file systems end at 255 bytes for a name; a letter takes up to four.
LONGEST_NAME_PART = 40


def day(when: date) -> str:
    """A date in British form: ``1 March 2027``."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year:04}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """``1 question``, ``2 questions``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def capitalised(text: str) -> str:
    """The text with an upper-case first letter and the rest unchanged: a local word may open a line."""
    return text[:1].upper() + text[1:]


def percent(share: float | None) -> str:
    """A share of 0 to 1 as whole percent, halves rounded up; a dash for none."""
    # The small addend: a half that floating point stored a hair too low still counts as a half.
    return "–" if share is None else f"{int(share * 100 + 0.5 + 1e-9)}%"


def file_stem(partnership: str, round_name: str, today: date) -> str:
    """The name of a file about a round, without its ending: partnership, round and date."""
    return "_".join(map(_plain, (partnership.strip() or "partnership", round_name, today.isoformat())))


def _plain(text: str) -> str:
    """Letters and digits of any script, with hyphens between the words: safe in every file system."""
    return re.sub(r"[\W_]+", "-", text).strip("-")[:LONGEST_NAME_PART].strip("-") or "unnamed"
