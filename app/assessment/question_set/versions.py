"""Versions of a question set, in order.

`tests/cases/versions.json` holds the rule for this module and for `app/core`.
"""

from __future__ import annotations

# Python refuses to read numbers of thousands of digits, and no version has ten.
LONGEST_NUMBER = 10


def order_of(version: str, other: str) -> int:
    """Negative where the version comes before the other one, positive where it comes after it."""
    ours, theirs = number_of(version), number_of(other)
    return (ours > theirs) - (ours < theirs)


def number_of(version: str) -> tuple[int, ...]:
    """``1.10`` is after ``1.9``, and ``1.0`` equals ``1``. A part that is not a number counts as 0."""
    numbers = [
        int(part) if part.isascii() and part.isdecimal() and len(part) < LONGEST_NUMBER else 0
        for part in version.split(".")
    ]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
