"""Escaping is always on, undefined names fail, and figures and dates are formatted for people."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from assessment.show.html import changeable_words, css_string, environment, fixed_words
from assessment.text import capitalised, day, percent, plural


@given(st.text())
def test_everything_in_a_template_is_escaped(text: str) -> None:
    made = environment(fixed_words({}))
    shown = made.from_string("<p title='{{ text }}'>{{ text }}</p>").render(text=text)
    inside = shown.removeprefix("<p title='").removesuffix("</p>")
    assert not {"<", '"'} & set(inside.replace("'>", "", 1))
    assert inside.count("'") == 1


def test_whatever_a_template_puts_out_is_shown_without_what_no_screen_can_show() -> None:
    made = environment(fixed_words({})).from_string("{{ text }}")
    assert made.render(text="a\vMo\u0302n\u2028\u200bb") == "a\nM\u00f4n\nb"


def test_a_name_that_is_not_defined_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment(fixed_words({})).from_string("{{ missing }}").render()


@given(st.text(), st.text())
def test_a_word_that_the_page_may_change_is_escaped_and_marked(before: str, word: str) -> None:
    text = before.replace("{", "").replace("}", "") + "{council}"
    spans = changeable_words({"council": word})(text)
    expected = Markup('{}<span data-word="council">{}</span>')
    assert spans == expected.format(text.removesuffix("{council}"), word)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, "–"),
        (0.0, "0%"),
        (0.5, "50%"),
        (2 / 3, "67%"),
        (1.0, "100%"),
        (0.625, "63%"),
        (0.125, "13%"),
        (23 / 40, "58%"),
    ],
)
def test_a_share_is_written_as_whole_percent_and_none_as_a_dash(share: float | None, text: str) -> None:
    assert percent(share) == text


@given(st.text())
def test_a_text_in_a_style_sheet_ends_neither_string_nor_sheet(text: str) -> None:
    written = css_string(text)
    assert re.fullmatch(r'"([A-Za-z0-9]|\\[0-9a-f]+ )*"', written)
    plain = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), written[1:-1])
    assert plain == text


def test_a_date_is_written_as_in_britain() -> None:
    assert day(date(2027, 3, 1)) == "1 March 2027"


def test_numbers_agree_with_their_nouns() -> None:
    assert plural(1, "question") == "1 question"
    assert plural(0, "question") == "0 questions"
    assert plural(2, "question is", "questions are") == "2 questions are"


@pytest.mark.parametrize(
    ("text", "shown"), [("well-being plan", "Well-being plan"), ("", ""), ("LOIP", "LOIP"), ("éa", "Éa")]
)
def test_only_the_first_letter_is_made_large(text: str, shown: str) -> None:
    assert capitalised(text) == shown
