"""Texts as files of other programs can hold them: without what XML forbids, and not taken for a formula."""

from __future__ import annotations

import re

from assessment.text import for_xml, shown

# OWASP, "CSV Injection". The wide forms, because a Japanese Excel takes them for the others.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def plain(text: str) -> str:
    """A text as it is shown, without lone surrogates and other characters that XML cannot hold."""
    return for_xml(shown(text))


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet may calculate this text instead of showing it."""
    return _FORMULA.match(text) is not None


def units(text: str) -> int:
    """The length in the units of UTF-16, in which Excel counts: an emoji has two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """The start of a text that has at most so many units of UTF-16; no character is torn."""
    if units(text) <= most:
        return text
    left = most
    for index, char in enumerate(text):
        left -= units(char)
        if left < 0:
            return text[:index]
    return text
