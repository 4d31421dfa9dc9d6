"""Per question: how many chose what, how far they agree, and nothing by which one of them is recognised."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from assessment.model import Answer, Rating, Respondent, Response, Round
from assessment.partners.agreement import Agreement
from assessment.partners.spread import FEWEST, Spread, by_sector, spreads
from assessment.question_set import reading as question_set_format
from tests.python.builders import round_of, set_tables

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

SMALL = question_set_format.from_tables(set_tables())
R, A, G, DK, NA = Rating


def partner(number: int, ratings: dict[str, Rating], *, sector: str = "", note: str = "") -> Response:
    return Response(
        id=f"p{number:03}",
        respondent=Respondent(sector=sector),
        answers={name: Answer(rating=rating, note=note) for name, rating in ratings.items()},
    )


def answered(*ratings: Rating, own: Rating | None = None, question: str = "aims-clear") -> Round:
    partners = tuple(partner(n, {question: rating}) for n, rating in enumerate(ratings))
    return replace(round_of({question: own}), responses=partners)


def only(round_: Round) -> Spread:
    [spread] = spreads(SMALL, round_)
    return spread


def test_agreement_in_words() -> None:
    given_ = {
        (R, R): Agreement.SAME_COLOUR,
        (R, DK): Agreement.TOO_FEW,
        (R, R, A): Agreement.CLOSE,
        (R, A): Agreement.DIFFERENT,
        (R, A, G): Agreement.FAR_APART,
        (R, G): Agreement.FAR_APART,
    }
    assert {ratings: only(answered(*ratings)).agreement for ratings in given_} == given_


def test_the_coordinator_is_alone_where_no_partner_says_the_same() -> None:
    assert only(answered(R, R, A, own=G)).is_alone
    assert not only(answered(R, R, G, own=G)).is_alone
    assert only(answered(R, own=G)).is_alone
    assert only(answered(NA, own=G)).is_alone
    assert only(answered(R, own=NA)).is_alone
    assert not only(answered(DK, own=G)).is_alone
    assert not only(answered(R, own=None)).is_alone
    assert not only(answered(R, R, own=DK)).is_alone


def test_the_question_with_the_least_agreement_comes_first() -> None:
    of = {"aims-clear": [R, R, R], "aims-shared": [R, G, G], "means-money": [DK, R, DK]}
    partners = tuple(partner(n, {name: ratings[n] for name, ratings in of.items()}) for n in range(3))
    made = spreads(SMALL, replace(round_of({}), responses=partners))
    assert [spread.question.id for spread in made] == ["aims-shared", "aims-clear", "means-money"]
    assert made[2].counts[DK] == 2


def test_where_all_partners_differ_from_the_coordinator_comes_after_what_is_far_apart() -> None:
    of = {"aims-clear": [R, R, A], "aims-shared": [R, R, R], "means-money": [R, A, G]}
    partners = tuple(partner(n, {name: ratings[n] for name, ratings in of.items()}) for n in range(3))
    round_ = replace(round_of({"aims-shared": G, "aims-clear": R}), responses=partners)
    made = spreads(SMALL, round_)
    assert [spread.question.id for spread in made] == ["means-money", "aims-shared", "aims-clear"]
    assert [spread.is_unsettled for spread in made] == [True, True, False]


def test_what_views_differ_on_comes_before_what_was_settled() -> None:
    of = {"aims-clear": [R, A], "aims-shared": [R, G], "means-money": [R, R]}
    partners = tuple(partner(n, {name: ratings[n] for name, ratings in of.items()}) for n in range(2))
    round_ = round_of({"aims-clear": A, "means-money": R})
    settled = {"aims-shared": Answer(rating=A, agreed=True)}
    made = spreads(SMALL, replace(round_, answers={**round_.answers, **settled}, responses=partners))
    assert [spread.question.id for spread in made] == ["aims-clear", "aims-shared", "means-money"]
    assert [spread.is_unsettled for spread in made] == [True, False, False]


def test_with_too_few_answers_the_question_on_which_the_coordinator_is_alone_comes_first() -> None:
    ratings = {"aims-clear": R, "aims-shared": G, "means-money": R}
    round_ = round_of({"aims-clear": R, "aims-shared": G, "means-money": A})
    made = spreads(SMALL, replace(round_, responses=(partner(1, ratings),)))
    assert [spread.question.id for spread in made] == ["means-money", "aims-clear", "aims-shared"]


def test_notes_are_listed_and_a_blank_one_is_not() -> None:
    partners = (partner(1, {"aims-clear": R}, note="Why?"), partner(2, {"aims-clear": R}, note=" \n"))
    assert [text for _, text in only(replace(round_of({}), responses=partners)).notes] == ["Why?"]


def test_a_kind_of_organisation_is_shown_from_three_on_the_largest_first() -> None:
    def shown(**numbers: int) -> list[str]:
        of = [sector for sector, number in numbers.items() for _ in range(number)]
        return list(by_sector([partner(n, {}, sector=sector) for n, sector in enumerate(of)]))

    assert shown(Police=2) == []
    assert shown(Police=3) == ["Police"]
    assert shown(Police=3, Health=4, Council=3) == ["Health", "Council", "Police"]
    # One or two others could be worked out: the smallest group joins them.
    assert shown(Police=3, Health=4, Council=2) == ["Health"]
    assert shown(Police=3, Council=1) == []


def test_a_partner_has_no_rating_where_nothing_was_answered() -> None:
    one = partner(1, {"aims-clear": R})
    assert [one.rating(question) for question in SMALL.questions] == [R, None, None]


def test_a_note_without_an_answer_counts_for_no_kind_of_organisation() -> None:
    noted = replace(partner(9, {}, sector="Police"), answers={"aims-clear": Answer(note="Why?")})
    partners = (*(partner(n, {"aims-clear": R}, sector="Police") for n in range(2)), noted)
    spread = only(replace(round_of({}), responses=partners))
    assert (spread.answered, spread.sectors, len(spread.notes)) == (2, {}, 1)


sectors = st.lists(st.sampled_from(["Council", "Health", "Police", ""]), max_size=14)


@given(sectors)
def test_no_group_is_shown_by_which_fewer_than_three_are_recognised(of: list[str]) -> None:
    partners = [partner(n, {}, sector=sector) for n, sector in enumerate(of)]
    shown = by_sector(partners)
    assert "" not in shown
    assert all(len(group) >= FEWEST for group in shown.values())
    rest = len(partners) - sum(map(len, shown.values()))
    assert not shown or rest == 0 or rest >= FEWEST


@given(
    st.lists(st.sampled_from(Rating), min_size=1, max_size=12),
    sectors,
    st.randoms(use_true_random=False),
)
def test_the_order_of_partners_does_not_matter(
    ratings: list[Rating], of: Sequence[str], chance: random.Random
) -> None:
    partners = [
        partner(n, {"aims-clear": rating}, sector=of[n] if n < len(of) else "")
        for n, rating in enumerate(ratings)
    ]
    one = only(replace(round_of({}), responses=tuple(partners)))
    other = only(replace(round_of({}), responses=tuple(chance.sample(partners, len(partners)))))
    assert replace(one, notes=()) == replace(other, notes=())
