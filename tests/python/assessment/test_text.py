"""Dates, counts, lists and file names."""

from __future__ import annotations

import re
from datetime import date

from assessment.text import day, file_stem, in_words, listed

TODAY = "2027-03-31"


def test_a_list_is_read_as_a_sentence() -> None:
    assert [listed(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip


def test_small_numbers_are_words() -> None:
    assert [in_words(number) for number in (0, 5, 7, 10, 11)] == ["no", "five", "seven", "ten", "11"]


def test_a_date_is_british_whatever_the_locale() -> None:
    assert day(date(2027, 3, 1)) == "1 March 2027"


def test_a_file_name_is_safe_in_every_file_system() -> None:
    stem = file_stem('../a\\b:c*?"<>|  Ynys Môn\x00' + "x" * 500, "January to March 2027", TODAY)
    assert re.fullmatch(r"[\w-]+", stem)
    assert stem.startswith("a-b-c-Ynys-Môn")
    assert len(stem.encode()) < 250
    assert file_stem("///", "January to March 2027", TODAY).startswith("unnamed_")


def test_a_name_that_begins_with_a_mark_without_its_letter_makes_a_file_name() -> None:
    assert file_stem("\u0301" * 50) == "unnamed"
    assert file_stem("\u0301a") == "\u0301a"
