"""The partners' answers on the page and in the report: counts for all, names only where asked for."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.model import Answer, Rating, Respondent, Response
from assessment.partners.collecting import Item, Standing
from assessment.partners.response import Received
from assessment.partners.spread import spreads
from assessment.question_set import reading as question_set_format
from assessment.question_set.model import Start
from assessment.record import format as record_format
from assessment.show.partners import collected_html, partners_html, report_html
from assessment.show.report import Form, report
from tests.python.builders import HOSTILE, record_of, round_of, set_tables

if TYPE_CHECKING:
    from assessment.model import Record

SMALL = question_set_format.from_tables(set_tables())
TODAY = date(2027, 3, 31)
SECRET = "Wyre College"


def partners(*ratings: Rating, note: str = "") -> tuple[Response, ...]:
    return tuple(
        Response(
            id=f"{number:08}",
            respondent=Respondent(organisation=f"{SECRET} {number}", sector="Education"),
            answers={"aims-clear": Answer(rating=rating, note=note)},
            changed="2027-01-20T10:00:00.000Z",
        )
        for number, rating in enumerate(ratings)
    )


def record(*ratings: Rating, note: str = "") -> Record:
    round_ = round_of({"aims-clear": Rating.GREEN, "aims-shared": Rating.RED})
    earlier = replace(round_of({"aims-clear": Rating.RED}, round_id="r0"), responses=partners(Rating.RED))
    return record_of(earlier, replace(round_, responses=partners(*ratings, note=note)))


SPLIT = record(Rating.RED, Rating.RED, Rating.AMBER, Rating.UNKNOWN)


def table_of(html: str) -> str:
    return re.sub(r"\s+", " ", html[html.index("<table") : html.rindex("</table>")])


def opened_html(given: Record) -> str:
    return partners_html(SMALL, given, opened=["aims-clear"])


def test_the_table_counts_and_names_nobody_unless_it_is_asked_to() -> None:
    html = table_of(partners_html(SMALL, SPLIT))
    counts = "".join(f'<td class="count">{number}</td>' for number in (2, 1, 0, 1, 0))
    assert f"{counts} <td>Close<br>" in html
    # Where a phone has no room for these columns.
    assert '4 partners<span class="in-words">: 2 red, 1 amber, 1 don’t know yet</span>' in html
    assert "RR</span>" in html
    assert "Differs from yours" in html
    assert SECRET not in html
    assert SECRET in table_of(partners_html(SMALL, SPLIT, names=True, opened=["aims-clear"]))


def test_the_first_partner_is_compared_with_the_coordinator() -> None:
    assert "Too few answers<br><strong>Differs from yours</strong>" in partners_html(
        SMALL, record(Rating.NOT_APPLICABLE)
    )
    assert "Differs from yours" not in partners_html(SMALL, record(Rating.GREEN))


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
    assert "No partner shares" not in html
    assert "Differs from yours" not in html
    assert "data-alone" not in html
    assert "Views differ: 1 question, 1 settled." in report(SMALL, settled, TODAY).html


def test_the_key_explains_only_what_is_in_the_table() -> None:
    first = partners_html(SMALL, record(Rating.RED)).partition("picture-key")[2]
    split = partners_html(SMALL, SPLIT).partition("picture-key")[2]
    assert "<strong>R</strong> red. The questions on which partners differ from you come first. “Too" in first
    assert "at least three" not in first
    assert "don’t know yet." in split
    assert "at least three" in split
    assert "Far apart" not in split


def test_a_kind_of_organisation_is_counted_from_three_on() -> None:
    two = record(Rating.RED, Rating.RED)
    assert "<bdi>Education</bdi>: 2 red, 1 amber, 1 don’t know yet" in opened_html(SPLIT)
    assert "<bdi>Education</bdi>: " not in table_of(opened_html(two))


def test_what_a_partner_wrote_is_text() -> None:
    html = opened_html(record(Rating.RED, note=HOSTILE))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_what_became_of_a_question_is_said_in_the_partnership_s_words() -> None:
    given = record_of(round_of({}), preset="two")
    received = Received(
        response=partners(Rating.RED)[0],
        round_id="r1",
        round_name="",
        partnership="",
        notices=("Each {partnership} is asked.",),
    )
    item = Item(source="a.json", standing=Standing.NEW, received=received, round=given.current_round)
    assert "<br>Each forum is asked." in collected_html(SMALL, given, [item])


@pytest.mark.parametrize(("whose", "said"), [("Southshire", 1), ("Northshire", 0), ("", 0)])
def test_whose_answers_are_is_said_where_it_is_another_partnership(whose: str, said: int) -> None:
    here = record_of(round_of({}), name="Northshire")
    received = Received(response=partners(Rating.RED)[0], round_id="r1", round_name="", partnership=whose)
    item = Item(source="a.json", standing=Standing.NEW, received=received, round=here.current_round)
    html = collected_html(SMALL, here, [item])
    assert html.count(f"Given for <bdi>{whose}</bdi>") == html.count("Given for") == said


def test_notes_are_made_only_where_they_are_shown() -> None:
    given = record(Rating.RED, note="Papers come late.")
    assert "Papers come late." not in partners_html(SMALL, given, opened=["aims-shared"])
    assert "1 note<" in partners_html(SMALL, given)
    assert "Papers come late." in opened_html(given)


def test_without_partners_it_says_so() -> None:
    assert "No partner’s answers are here yet" in partners_html(SMALL, record_of(round_of({})))


def test_the_report_says_where_partners_differ_and_carries_nothing_that_one_of_them_said() -> None:
    given = record(Rating.RED, Rating.GREEN, note="Papers come late.")
    made = report(SMALL, given, TODAY).html
    assert 'id="partners"' in made
    assert "Far apart" in made
    assert "Agreement over the rounds" in made
    assert SECRET not in made
    [data] = re.findall(r"data:application/json;base64,([^\"]+)", made)
    carried = base64.b64decode(data).decode()
    assert SECRET not in carried
    assert record_format.from_json(carried).current_round.answers
    assert not record_format.from_json(carried).current_round.responses
    assert "Papers come late." not in made + carried
    assert "What each partner answered is not in it" in made
    assert "Far apart" not in report(SMALL, given, TODAY, Form.SUMMARY).html


OF_PARTNERS = replace(SMALL, start=Start.PARTNERS)


def counts_of(html: str) -> dict[str, list[int]]:
    """The counts in each row of the first table of partners' answers, by the title of its question."""
    table = re.sub(r"\s+", " ", html[html.index("<tbody") : html.index("</tbody>")])
    rows = re.findall(r'<tr[^>]*> ?<th scope="row">(.*?)</th>(.*?)</tr>', table)
    return {
        re.sub(r"<details.*|<[^>]*>", "", title).strip(): [
            int(n) for n in re.findall(r"<td(?: class=\"count\")?>(\d+)</td>", row)
        ]
        for title, row in rows
    }


ratings_of_partners = st.lists(st.sampled_from(Rating), min_size=1, max_size=8)


@settings(max_examples=25)
@given(chosen=ratings_of_partners)
def test_each_row_of_the_report_counts_everybody_as_the_page_does(chosen: list[Rating]) -> None:
    asked = record(*chosen)
    in_report = counts_of(report_html(SMALL, asked, every=True, own=True))
    on_page = counts_of(partners_html(SMALL, asked))
    for spread in spreads(SMALL, asked.current_round):
        title = spread.question.title
        assert sum(in_report[title]) == spread.answered
        assert in_report[title] == on_page[title]


def test_in_a_set_of_partners_their_answers_to_every_question_are_on_the_first_page() -> None:
    given = record(Rating.RED, Rating.RED)
    for form in Form:
        html = report(OF_PARTNERS, given, TODAY, form).html
        first = html[html.index('id="summary"') :].partition("</section>")[0]
        rows = re.findall(r'<tr><th scope="row">(.*?)</th>(?:<td>\d</td>)+<td>(.*?)</td>', first)
        questions = [("aims clear", "All agree"), ("aims shared", "Too few answers")]
        assert rows[:3] == [*questions, ("means money", "Too few answers")]
        assert html.count('id="partners"') == 1
        assert "Answer of this round" in first
    assert "On no question" in report(SMALL, record(Rating.GREEN, Rating.GREEN), TODAY).html


def test_where_partners_agree_with_each_other_and_not_with_the_coordinator_the_report_says_so() -> None:
    given = record(Rating.RED, Rating.RED)
    differing = table_of(report_html(SMALL, given, every=False, own=True))
    assert "All agree</td>" in differing
    assert "no partner agrees" in differing
    # Without the coordinator's answers there is nothing to differ from.
    assert "On no question" in report_html(SMALL, given, every=False, own=False)


def test_in_a_set_of_partners_a_coordinator_who_answered_nothing_is_not_shown_as_a_gap() -> None:
    given = record(Rating.RED, Rating.GREEN)
    rounds = tuple(replace(each, answers={}) for each in given.rounds)
    html = report(OF_PARTNERS, replace(given, rounds=rounds), TODAY).html.partition("</style>")[2]
    assert "Far apart" in html
    for empty in ('class="picture"', 'class="mark"', "Not answered", "not answered", "fills in", "Answer of"):
        assert empty not in html
    targets = re.findall(r'href="#([^"]+)"', html)
    assert all(f'id="{target}"' in html for target in targets)
    nobody = report(OF_PARTNERS, record_of(round_of({})), TODAY).html
    assert "No partner’s answers are here yet." in nobody


def test_the_report_says_what_was_agreed() -> None:
    answer = Answer(rating=Rating.AMBER, note="Two of three projects.", agreed=True)
    given = record_of(replace(round_of({}), answers={"aims-clear": answer}))
    made = report(SMALL, given, TODAY).html
    assert "What was agreed" in made
    assert made.count("Two of three projects.") == 2
    assert 'id="partners"' not in report(SMALL, record_of(round_of({})), TODAY).html


def test_a_note_that_came_from_the_previous_round_is_not_part_of_what_was_agreed() -> None:
    answer = Answer(rating=Rating.AMBER, note="The chair is the problem.", agreed=True)
    before = replace(round_of({}, round_id="r0"), answers={"aims-clear": replace(answer, agreed=False)})
    after = replace(round_of({}), answers={"aims-clear": answer})

    def agreed(note: str) -> str:
        made = replace(after, answers={"aims-clear": replace(answer, note=note)})
        html = report(SMALL, record_of(before, made), TODAY).html
        return html[html.index("What was agreed") :].partition("</ul>")[0]

    assert "The chair is the problem." not in agreed(answer.note)
    assert "We meet in May." in agreed("We meet in May.")
