"""The contrast of the pairs of design tokens that are adjacent on a page, computed from their values.

Source of the formulae: WCAG 2.2, "relative luminance" and "contrast ratio"; CIE 1976 lightness.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from publishing.machine import ROOT

TOKENS = ROOT / "app" / "assessment" / "show" / "templates" / "tokens.css"
SCHEMES = {"light": ":root {", "dark": '[data-md-color-scheme="slate"] {'}
# The minimum of WCAG for text (1.4.3), and for shapes that carry meaning (1.4.11).
TEXT, SHAPE = 4.5, 3.0
# Decoration: words and space carry the same meaning.
ORNAMENT = {"line-quiet"}


@dataclass(frozen=True)
class Pair:
    """A colour on another, the minimum contrast, and where they are adjacent."""

    colour: str
    ground: str
    least: float
    use: str


PAIRS = (
    Pair("ink", "paper", TEXT, "text"),
    Pair("ink", "paper-tint", TEXT, "text on a tinted ground"),
    Pair("ink-quiet", "paper", TEXT, "hints, numbers, sources"),
    Pair("ink-quiet", "paper-tint", TEXT, "hints on a tinted ground"),
    Pair("accent", "paper", TEXT, "links and quiet buttons"),
    Pair("accent", "paper-tint", TEXT, "links on a tinted ground"),
    Pair("on-accent", "accent", TEXT, "buttons"),
    Pair("on-header", "header", TEXT, "the header and the footer"),
    Pair("on-header", "header-deep", TEXT, "the field of the search and its lens, the last line of a page"),
    Pair("fault", "paper", TEXT, "what is wrong, in words and around a field, and what is overdue"),
    Pair("on-red", "red", TEXT, "the word Red and its letter"),
    Pair("on-amber", "amber", TEXT, "the word Amber and its letter"),
    Pair("on-green", "green", TEXT, "the word Green and its letter"),
    Pair("red", "paper", SHAPE, "the shape of a red mark"),
    Pair("on-amber", "amber", SHAPE, "the edge of an amber mark, against the mark"),
    Pair("green", "paper", SHAPE, "the shape of a green mark"),
    Pair("line", "paper", SHAPE, "the edge of a field, and of a question not answered"),
    Pair("focus", "on-focus", SHAPE, "the focus: yellow in its dark edge"),
    Pair("focus", "header", SHAPE, "the focus in the header"),
)


def tokens(scheme: str) -> dict[str, str]:
    """The colours of a scheme by name, as six hexadecimal digits; the light one where it sets none."""
    css = TOKENS.read_text("utf-8")
    found: dict[str, str] = {}
    for name in ("light", scheme):
        block = css.split(SCHEMES[name], 1)[1].split("}", 1)[0]
        found |= dict(re.findall(r"--([\w-]+): #([0-9a-f]{6});", block))
    return found


def luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lightness(colour: str) -> float:
    """CIE lightness, from 0 (black) to 100 (white): a colour in grey."""
    y = luminance(colour)
    return 903.3 * y if y <= 0.008856 else 116 * y ** (1 / 3) - 16
