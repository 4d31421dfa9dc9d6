"""Defined words are found as whole words, and nothing of a text is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assessment.definitions import pieces, used_in
from assessment.question_set import reading
from assessment.question_set.model import Definition
from tests.python.builders import set_tables

TERMS = tuple(
    Definition(term=term, text="What it means.")
    for term in ("public partner", "partner", "nearly all", "{board}")
)


def found(text: str) -> list[str]:
    return [piece for piece, definition in pieces(text, TERMS) if definition]


def test_a_term_is_found_in_the_singular_and_the_plural_and_at_the_start_of_a_sentence() -> None:
    assert found("Nearly all partners and one partner’s own.") == ["Nearly all", "partners", "partner"]


def test_a_term_inside_another_word_is_none() -> None:
    assert found("The partnership is partnered.") == []


def test_the_longer_term_wins_where_it_comes_first_in_the_set() -> None:
    assert found("Each public partner.") == ["public partner"]


def test_a_word_of_the_place_is_found_by_its_placeholder() -> None:
    assert found("Does the {board} of the council decide?") == ["{board}"]


PARTS = ("partner", "public ", "nearly all", "{board}", "{", " ", "s", "x.")


@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_the_pieces_make_up_the_text(text: str) -> None:
    for terms in (TERMS, ()):
        assert "".join(piece for piece, _ in pieces(text, terms)) == text


def test_a_question_needs_the_definitions_of_its_words_in_the_order_of_the_set() -> None:
    tables = set_tables()
    tables["aims.toml"]["question"][0] |= {"counts": "A partner’s minute counts.", "green": "Nearly all do."}
    tables["set.toml"]["definition"] = [{"term": one.term, "text": one.text} for one in TERMS[1:3]]
    made = reading.from_tables(tables)
    first, second = made.questions[:2]
    assert [one.term for one in used_in(first, made.definitions)] == ["partner", "nearly all"]
    assert used_in(second, made.definitions) == ()
