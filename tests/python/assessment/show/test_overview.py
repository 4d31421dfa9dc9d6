"""The overview says what to fix first, and what is done about it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from assessment.model import Action, Answer, Rating, Record, Status
from assessment.question_set import reading as question_set_format
from assessment.question_set.model import Start
from assessment.show.overview import MOST_SHOWN, overview
from publishing import question_files
from publishing.machine import ROOT
from tests.python.assessment.show.parsed_page import Page
from tests.python.builders import HOSTILE, record_of, records, round_of, set_tables

REAL = question_files.read(ROOT / "questions" / "lsp")
SMALL = question_set_format.from_tables(set_tables())
RED: dict[str, Rating | None] = dict.fromkeys((question.id for question in SMALL.questions), Rating.RED)


def fixes(html: str) -> list[str]:
    """The ids of the questions to fix first, in order."""
    return re.findall(r'class="fix-title"><a href="#/assess/([^"]+)"', html)


def test_at_most_five_are_named_and_the_red_ones_come_first() -> None:
    ratings = dict.fromkeys((question.id for question in REAL.questions), Rating.AMBER)
    last = REAL.questions[-1].id
    html = overview(REAL, record_of(round_of({**ratings, last: Rating.RED})))
    assert fixes(html)[0] == last
    assert len(fixes(html)) == MOST_SHOWN
    assert "The five to fix first" in html


def test_each_has_its_next_step_and_its_open_actions_or_a_button_for_one() -> None:
    late = Action(id="a1", what=HOSTILE, owner="Chair", due=date(2027, 1, 1), questions=("means-money",))
    dropped = replace(late, id="a2", status=Status.DROPPED, questions=("aims-clear",))
    html = overview(SMALL, replace(record_of(round_of(RED)), actions=(late, dropped)))
    assert fixes(html) == ["means-money", "aims-clear", "aims-shared"]
    assert "What to fix first" in html
    assert "<script>" not in html
    assert "1 other answer depends on it." in html
    assert re.findall(r'data-edit-action="([^"]+)"', html) == ["a1"]
    assert re.findall(r'data-new-action="([^"]+)"', html) == ["aims-clear", "aims-shared"]
    assert Page(html).text.count("Do it once.") == 3
    assert "due 1 January 2027" in Page(html).text


def test_an_action_that_is_done_is_named_beside_a_button_for_another() -> None:
    done = Action(id="a1", what="Ring them", questions=("means-money",), status=Status.DONE)
    html = overview(SMALL, replace(record_of(round_of({"means-money": Rating.RED})), actions=(done,)))
    text = " ".join(Page(html).text.split())
    assert "Done: Ring them Add another action for means money" in text
    assert 'data-new-action="means-money" data-what=""' in html


def test_an_action_in_the_words_of_the_next_step_is_printed_once() -> None:
    step = SMALL.questions[0].from_red
    ratings: dict[str, Rating | None] = {"aims-clear": Rating.RED}
    for what, times in ((step, 1), (f" {step}\n", 1), ("Something else", 2)):
        action = Action(id="a1", what=what, questions=("aims-clear",))
        page = Page(overview(SMALL, replace(record_of(round_of(ratings)), actions=(action,))))
        assert page.text.count(step) + page.text.count("Something else") == times


def test_where_partners_answer_an_empty_picture_is_not_shown() -> None:
    of_partners = replace(SMALL, start=Start.PARTNERS)
    html = overview(of_partners, record_of(round_of({})))
    assert 'href="#/partners"' in html
    assert "You need not answer any question yourself" in html
    for empty in ("picture", "The picture fills in", "The figures", "0 of 3"):
        assert empty not in html
    assert "All questions (3)" in html
    for own in (
        overview(of_partners, record_of(round_of({"aims-clear": Rating.GREEN}))),
        overview(SMALL, record_of(round_of({}))),
    ):
        assert 'class="picture"' in own
        assert "#/partners" not in own


def test_a_reason_for_no_action_is_shown() -> None:
    answer = Answer(rating=Rating.RED, no_action="Too early.")
    html = overview(SMALL, record_of(replace(round_of({}), answers={"aims-clear": answer})))
    assert "No action, because <bdi>Too early.</bdi>" in html


def test_without_red_and_amber_there_is_nothing_to_fix() -> None:
    assert "fix first" not in overview(SMALL, record_of(round_of({"aims-clear": Rating.GREEN})))


def test_what_nobody_knows_is_said_once() -> None:
    page = Page(overview(SMALL, record_of(round_of({"aims-clear": Rating.UNKNOWN})))).text
    assert page.count("Not yet known") == 1
    assert "of them with “don’t know yet”" not in page


def test_what_is_not_answered_and_what_is_answered_add_up_to_all() -> None:
    ratings: dict[str, Rating | None] = {"aims-clear": Rating.UNKNOWN, "means-money": Rating.RED}
    page = Page(overview(SMALL, record_of(round_of(ratings)))).text
    assert "2 of 3 questions answered." in page
    assert "1 of 3 questions is not answered, and 1 is answered with “don’t know yet”." in page
    only_unknown = Page(overview(SMALL, record_of(round_of(ratings | {"aims-shared": Rating.RED})))).text
    assert "Not yet known: 1 of 3 questions is answered with “don’t know yet”." in only_unknown


def test_with_few_answers_nothing_is_said_to_stand_out() -> None:
    page = Page(overview(SMALL, record_of(round_of({"means-money": Rating.RED})))).text
    assert "It is too early to say which element is strongest or weakest: 1 of 2 elements has" in page
    assert "stands out" not in page


def test_the_lists_have_the_red_ones_those_not_known_and_all() -> None:
    ratings: dict[str, Rating | None] = {"aims-clear": Rating.RED, "aims-shared": Rating.UNKNOWN}
    html = overview(SMALL, record_of(round_of(ratings)))
    summaries = re.findall(r"<summary>(.*?)</summary>", html)
    assert summaries[:3] == ["Red (1)", "Don’t know yet (1)", "All questions (3)"]
    assert "Red (" not in overview(SMALL, record_of(round_of({})))


@given(records([question.id for question in SMALL.questions]))
@settings(max_examples=25)
def test_it_can_be_made_of_any_record(record: Record) -> None:
    page = Page(overview(SMALL, record))
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert len(page.ids) == len(set(page.ids))
    leads = {a["href"] for tag, a in page.tags if tag == "a"}
    assert leads <= {f"#/assess/{question.id}" for question in SMALL.questions}
