"""The report says where partners differ and what was agreed, and nothing that one of them said."""

from __future__ import annotations

import base64
import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.model import Action, Answer, Rating
from assessment.partners.spread import spreads
from assessment.question_set.model import Start
from assessment.record import format as record_format
from assessment.show.partners import partners_html
from assessment.show.partners_report import report_html
from assessment.show.report import Form, report
from tests.python.assessment.show.partners_answers import SECRET, SMALL, TODAY, record, table_of
from tests.python.builders import record_of, round_of


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
    assert "What partners answered is not in its data." in made
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
        questions = [("aims clear", "Same colour"), ("aims shared", "Too few answers")]
        assert rows[:3] == [*questions, ("means money", "Too few answers")]
        assert html.count('id="partners"') == 1
        assert "Answer of this round" in first
    assert "On no question" in report(SMALL, record(Rating.GREEN, Rating.GREEN), TODAY).html


def test_where_partners_agree_with_each_other_and_not_with_the_coordinator_the_report_says_so() -> None:
    given = record(Rating.RED, Rating.RED)
    differing = table_of(report_html(SMALL, given, every=False, own=True))
    assert "Same colour</td>" in differing
    assert "no partner agrees" in differing
    # Without the coordinator's answers there is nothing to differ from.
    assert "On no question" in report_html(SMALL, given, every=False, own=False)


def test_in_a_set_of_partners_a_coordinator_who_answered_nothing_is_not_shown_as_a_gap() -> None:
    given = record(Rating.RED, Rating.GREEN)
    # A note is no answer, as in the overview.
    for answers in ({}, {"aims-clear": Answer(note="Ask again.")}):
        rounds = tuple(replace(each, answers=answers) for each in given.rounds)
        html = report(OF_PARTNERS, replace(given, rounds=rounds), TODAY).html.partition("</style>")[2]
        assert "Far apart" in html
        for empty in ('class="picture"', 'class="mark"', "ot answered", "fills in", "Answer of"):
            assert empty not in html
        targets = re.findall(r'href="#([^"]+)"', html)
        assert all(f'id="{target}"' in html for target in targets)
    nobody = report(OF_PARTNERS, record_of(round_of({})), TODAY).html
    assert "No partner’s answers are here yet." in nobody


def test_in_a_set_of_partners_what_the_coordinator_wrote_without_an_answer_is_in_the_report() -> None:
    answers = {"aims-clear": Answer(note="Ask again."), "means-money": Answer(no_action="Too early.")}
    for base in (record(Rating.RED), record_of(round_of({}))):
        wrote = replace(base, rounds=(replace(base.current_round, answers=answers),))
        html = report(OF_PARTNERS, wrote, TODAY).html.partition("</style>")[2]
        assert "No action, because <bdi>Too early.</bdi>" in html
        said = html[html.index('<h2 id="written">') :].partition("</section>")[0]
        assert "aims clear</p>" in said
        assert "<strong>Note:</strong> Ask again." in said
        assert "means money</p>" in said
        assert "aims shared" not in said
        assert html.count('href="#written"') == 1
        # As elsewhere, an action takes the place of the reason for none.
        served = replace(wrote, actions=(Action(id="1", what="Count", questions=("means-money",)),))
        assert "Too early." not in report(OF_PARTNERS, served, TODAY).html
        # Beside answers that are shown, it is at its question.
        rated = {"aims-clear": Answer(rating=Rating.RED, note="Ask again.")}
        shown = replace(base, rounds=(replace(base.current_round, answers=rated),))
        html = report(OF_PARTNERS, shown, TODAY).html
        assert html.count("<strong>Note:</strong> Ask again.") == 1
        assert 'id="written"' not in html


def test_of_partners_of_an_earlier_round_the_report_says_only_that_its_data_lack_them() -> None:
    earlier = replace(record(Rating.RED, Rating.GREEN).current_round, id="r0")
    html = report(SMALL, record_of(earlier, round_of({})), TODAY).html
    assert "Where partners differ" not in html
    assert "What partners answered is not in its data. A backup contains it." in html
    assert "how many chose which answer" not in html


def test_the_report_says_what_was_agreed() -> None:
    answer = Answer(rating=Rating.AMBER, note="Two of three projects.", agreed=True)
    given = record_of(replace(round_of({}), answers={"aims-clear": answer}))
    made = report(SMALL, given, TODAY).html
    assert "What was agreed" in made
    assert made.count("Two of three projects.") == 2
    assert 'id="partners"' not in report(SMALL, record_of(round_of({})), TODAY).html


def test_no_summary_has_a_note_also_where_it_has_what_was_agreed() -> None:
    answer = Answer(rating=Rating.AMBER, note="Two of three projects.", agreed=True)
    given = record_of(replace(round_of({}), answers={"aims-clear": answer}))
    for asked in (SMALL, OF_PARTNERS):
        assert "Two of three projects." in report(asked, given, TODAY).html
        assert "Two of three projects." not in report(asked, given, TODAY, Form.SUMMARY).html
    assert "What was agreed" in report(OF_PARTNERS, given, TODAY, Form.SUMMARY).html


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
