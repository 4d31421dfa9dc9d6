"""Adjacent colours can be distinguished, in both schemes and in grey; all colours are tokens."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from publishing.machine import ROOT
from tests.contrast import ORNAMENT, PAIRS, SCHEMES, contrast, lightness, tokens


def test_the_formulae_against_known_figures() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.005)
    assert lightness("000000") == 0
    assert lightness("777777") == pytest.approx(50.0, abs=0.1)
    assert lightness("ffffff") == pytest.approx(100)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_has_the_contrast_that_it_needs(scheme: str) -> None:
    colours = tokens(scheme)
    weak = {
        (pair.colour, pair.ground): round(contrast(colours[pair.colour], colours[pair.ground]), 2)
        for pair in PAIRS
        if contrast(colours[pair.colour], colours[pair.ground]) < pair.least
    }
    assert not weak


def test_every_colour_is_in_a_pair() -> None:
    paired = {name for pair in PAIRS for name in (pair.colour, pair.ground)}
    assert set(tokens("light")) == set(tokens("dark"))
    assert set(tokens("light")) - paired == ORNAMENT


@pytest.mark.parametrize("scheme", SCHEMES)
def test_red_amber_and_green_stay_apart_in_grey(scheme: str) -> None:
    colours = tokens(scheme)
    red, green, amber = (lightness(colours[name]) for name in ("red", "green", "amber"))
    assert red + 10 <= green
    assert green + 20 <= amber


def test_style_sheets_use_colours_of_the_tokens_only() -> None:
    for sheet in (ROOT / "app").rglob("*.css"):
        if sheet.name != "tokens.css":
            # On paper what is black stays black.
            assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text("utf-8"))) <= {"#000"}, sheet.name


def test_no_style_sheet_repeats_a_rule() -> None:
    for sheet in (ROOT / "app").rglob("*.css"):
        # What is indented is under a condition, and may be repeated under another.
        rules = re.findall(r"^[^\s@/}][^{}]*\{[^{}]*\}", sheet.read_text("utf-8"), re.M)
        assert rules, sheet.name
        twice = [rule for rule, times in Counter(map(" ".join, map(str.split, rules))).items() if times > 1]
        assert not twice, sheet.name
