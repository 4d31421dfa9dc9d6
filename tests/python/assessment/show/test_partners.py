"""The partners' answers on the page: counts for all, names only where asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessment.model import Rating
from assessment.show.partners import partners_html
from assessment.show.report import report
from tests.python.assessment.show.partners_answers import SECRET, SMALL, TODAY, record, table_of
from tests.python.builders import HOSTILE, record_of, round_of

if TYPE_CHECKING:
    from assessment.model import Record

SPLIT = record(Rating.RED, Rating.RED, Rating.AMBER, Rating.UNKNOWN)


def opened_html(given: Record) -> str:
    return partners_html(SMALL, given, opened=["aims-clear"])


def test_the_table_counts_and_names_nobody_unless_it_is_asked_to() -> None:
    html = table_of(partners_html(SMALL, SPLIT))
    counts = "".join(f'<td class="count">{number}</td>' for number in (2, 1, 0, 1, 0))
    assert f"{counts} <td>Close<br>" in html
    # Where a phone has no room for these columns.
    assert '4 partners<span class="in-words">: 2 red, 1 amber, 1 don’t know yet</span>' in html
    assert "RR</span>" in html
    assert "No partner shares yours" in html
    assert SECRET not in html
    assert SECRET in table_of(partners_html(SMALL, SPLIT, names=True, opened=["aims-clear"]))


def test_the_first_partner_is_compared_with_the_coordinator() -> None:
    assert "Too few answers<br><strong>No partner shares yours</strong>" in partners_html(
        SMALL, record(Rating.NOT_APPLICABLE)
    )
    assert "No partner shares yours" not in partners_html(SMALL, record(Rating.GREEN))


def test_partners_who_agree_with_each_other_may_not_agree_with_the_coordinator() -> None:
    assert "<strong>Same colour, but not yours</strong>" in partners_html(
        SMALL, record(Rating.RED, Rating.RED)
    )
    assert "<td>Same colour</td>" in partners_html(SMALL, record(Rating.GREEN, Rating.GREEN))


def test_only_what_is_not_settled_is_proposed_to_be_ticked() -> None:
    proposed = "Tick the first question only, to discuss"
    assert proposed in partners_html(SMALL, record(Rating.RED, Rating.GREEN))
    assert proposed in partners_html(SMALL, record(Rating.RED))
    assert "to discuss" not in partners_html(SMALL, record(Rating.GREEN))


def test_what_was_settled_differs_no_more() -> None:
    given = record(Rating.RED, Rating.AMBER)
    assert "No partner shares your answer on" in partners_html(SMALL, given)
    current = given.current_round
    agreed = replace(current.answers["aims-clear"], agreed=True)
    settled = replace(given, rounds=(replace(current, answers={**current.answers, "aims-clear": agreed}),))
    html = partners_html(SMALL, settled)
    assert "Views differ: 1 question, 1 settled." in html
    assert "Views differ<br><strong>Agreed together</strong>" in html
    assert html.count("Agreed together") == 1
    assert "No partner shares your answer" not in html
    assert "No partner shares yours" not in html
    assert "data-alone" not in html
    assert "Views differ: 1 question, 1 settled." in report(SMALL, settled, TODAY).html


def test_the_key_explains_only_what_is_in_the_table() -> None:
    first = partners_html(SMALL, record(Rating.RED)).partition("picture-key")[2]
    split = partners_html(SMALL, SPLIT).partition("picture-key")[2]
    assert (
        "<strong>R</strong> red. First come questions on which no partner shares your answer. “Too" in first
    )
    assert "at least three" not in first
    assert "don’t know yet." in split
    assert "at least three" in split
    assert "“Close” says how far the colours are from each other" in split
    assert "Far apart" not in split
    assert "from each other" not in first


def test_a_kind_of_organisation_is_counted_from_three_on() -> None:
    two = record(Rating.RED, Rating.RED)
    assert "<bdi>Education</bdi>: 2 red, 1 amber, 1 don’t know yet" in opened_html(SPLIT)
    assert "<bdi>Education</bdi>: " not in table_of(opened_html(two))


def test_what_a_partner_wrote_is_text() -> None:
    html = opened_html(record(Rating.RED, note=HOSTILE))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_notes_are_made_only_where_they_are_shown() -> None:
    given = record(Rating.RED, note="Papers come late.")
    assert "Papers come late." not in partners_html(SMALL, given, opened=["aims-shared"])
    assert "1 note<" in partners_html(SMALL, given)
    assert "Papers come late." in opened_html(given)


def test_without_partners_it_says_so() -> None:
    assert "No partner’s answers are here yet" in partners_html(SMALL, record_of(round_of({})))
