"""Texts are cut to what a file of another program can hold, and never torn."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from office.text import cut, looks_like_formula, plain, units
from tests.python.builders import texts
from tests.python.office.hostile import FORMULAS


@given(text=texts)
def test_xml_can_hold_every_text(text: str) -> None:
    escaped = plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    ElementTree.fromstring(f"<t>{escaped}</t>")


@given(text=texts, most=st.integers(0, 40))
def test_a_cut_text_is_the_longest_start_that_fits(text: str, most: int) -> None:
    text = plain(text)
    short = cut(text, most)
    assert text.startswith(short)
    assert units(short) == len(short.encode("utf-16-le")) // 2 <= most
    assert short == text or units(text[: len(short) + 1]) > most


def test_what_a_spreadsheet_would_calculate_is_found() -> None:
    assert all(map(looks_like_formula, FORMULAS))
    assert not any(map(looks_like_formula, ("", "a=b", "1+1", "“=”", "Ask the chair - soon")))
