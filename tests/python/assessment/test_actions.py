"""Actions are sorted and filtered without losing one, and reds without any are listed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assessment.actions import (
    GROUPS,
    NO_OWNER,
    Filter,
    declined_by_question,
    grouped,
    ordered,
    owners,
    select,
    serving_by_question,
    without_action,
)
from assessment.model import Action, Answer, Priority, Rating, Record, Round, Status
from assessment.question_set import reading as question_set_format
from assessment.request import filter_of
from assessment.show.actions import actions_html, plan_html
from assessment.text import one_line
from tests.python.builders import HOSTILE, actions, record_of, round_of, set_tables

SMALL = question_set_format.from_tables(set_tables())
IDS = [question.id for question in SMALL.questions]
TODAY = date(2027, 3, 31)
many = st.lists(actions(IDS), max_size=8, unique_by=lambda action: action.id)


def an_order_loses_none_and_has_the_open_ones_first(given_: list[Action]) -> None:
    made = ordered(given_)
    assert sorted(action.id for action in made) == sorted(action.id for action in given_)
    closed = [not action.status.is_open for action in made]
    assert closed == sorted(closed)
    assert made == ordered(reversed(given_))


def each_action_is_in_one_group_in_the_order_in_which_it_came(given_: list[Action]) -> None:
    for by in GROUPS:
        groups = grouped(SMALL, given_, by)
        assert sorted(a.id for group in groups for a in group.actions) == sorted(a.id for a in given_), by
        for group in groups:
            assert group.actions, by
            assert list(group.actions) == [action for action in given_ if action in group.actions], by
            if by == "owner":
                assert {one_line(a.owner).casefold() for a in group.actions} == {group.owner.casefold()}
            served = {question for action in group.actions for question in action.questions}
            if group.element:
                assert served & {question.id for question in group.element.questions}, by


def overdue_are_open_ones_whose_day_has_passed(given_: list[Action]) -> None:
    for action in select(SMALL, given_, Filter(show="overdue"), TODAY):
        assert action.status.is_open
        assert action.due is not None
        assert action.due < TODAY


def an_action_serves_unless_it_was_dropped_and_an_open_one_is_shown_before_one_that_is_done(
    given_actions: list[Action],
) -> None:
    record = replace(record_of(round_of(dict.fromkeys(IDS, Rating.RED))), actions=tuple(given_actions))
    serving = serving_by_question(record.actions)
    is_served = {name for action in record.actions if action.status.is_open for name in action.questions}
    assert {question.id for question, _ in without_action(SMALL, record)} == {*IDS} - is_served
    for name in IDS:
        of_it = [action for action in given_actions if name in action.questions]
        still_open = [action for action in of_it if action.status.is_open]
        done = [action for action in of_it if action.status is Status.DONE]
        assert serving.get(name, []) == (still_open or done)


def due_this_month_are_open_ones_with_a_day_in_it(given_: list[Action]) -> None:
    for action in select(SMALL, given_, Filter(show="month"), TODAY):
        assert action.status.is_open
        assert action.due
        assert (action.due.year, action.due.month) == (TODAY.year, TODAY.month)


PROPERTIES = (
    an_order_loses_none_and_has_the_open_ones_first,
    each_action_is_in_one_group_in_the_order_in_which_it_came,
    due_this_month_are_open_ones_with_a_day_in_it,
    overdue_are_open_ones_whose_day_has_passed,
    an_action_serves_unless_it_was_dropped_and_an_open_one_is_shown_before_one_that_is_done,
)


# To draw the actions takes many times as long as all the properties: so they are held against every one.
@given(many)
def test_actions_are_sorted_and_filtered_without_losing_one(given_: list[Action]) -> None:
    for holds in PROPERTIES:
        holds(given_)


def test_open_actions_come_by_date_then_by_priority_and_one_without_a_date_last() -> None:
    one = Action(id="1", what="x", due=date(2027, 4, 1))
    soon = replace(one, id="2", due=date(2027, 3, 31), priority=Priority.LOW)
    high = replace(one, id="3", priority=Priority.HIGH)
    same = replace(one, id="4")
    undated = replace(one, id="0", due=None, priority=Priority.HIGH)
    done = replace(soon, id="5", status=Status.DONE)
    expected = (soon, high, one, same, undated, done)
    assert ordered(reversed(expected)) == expected


def test_groups_are_in_order_and_those_without_an_owner_or_a_question_are_last() -> None:
    free = Action(id="1", what="x")
    means = replace(free, id="2", owner="chair", questions=("means-money",))
    both = replace(free, id="3", owner="Auditor", questions=("means-money", "aims-clear"))
    also = replace(free, id="4", owner="Chair")
    given_ = [free, means, both, also]
    assert [group.owner for group in grouped(SMALL, given_, "owner")] == ["Auditor", "chair", ""]
    by_element = [
        (group.element and group.element.id, [action.id for action in group.actions])
        for group in grouped(SMALL, given_, "element")
    ]
    assert by_element == [("aims", ["3"]), ("means", ["2"]), (None, ["1", "4"])]


def test_another_month_is_not_this_one() -> None:
    due = Action(id="1", what="x", due=date(2027, 3, 1))
    other = replace(due, id="2", due=date(2027, 4, 1))
    assert select(SMALL, [due, other], Filter(show="month"), TODAY) == (due,)


def test_filters_work_together() -> None:
    one = Action(id="1", what="x", questions=("aims-clear",), owner="Chair")
    other = replace(one, id="2", owner="chair ", questions=("means-money",))
    assert select(SMALL, [one, other], Filter(owner="CHAIR", element="means"), TODAY) == (other,)
    assert owners([one, other]) == ("Chair",)


def test_those_without_an_owner_and_those_that_are_closed_are_found() -> None:
    free = Action(id="1", what="x", owner=" ")
    owned = replace(free, id="2", owner="Chair", status=Status.DONE)
    dropped = replace(owned, id="3", status=Status.DROPPED)
    all_of_them = [free, owned, dropped]
    chosen, _ = filter_of(SMALL, {"owner": NO_OWNER})
    assert select(SMALL, all_of_them, chosen, TODAY) == (free,)
    assert owners(all_of_them, chosen.owner) == ("Chair",)
    assert select(SMALL, all_of_them, Filter(show="closed"), TODAY) == (owned, dropped)


def test_owners_are_in_the_order_of_letters_whatever_their_case() -> None:
    named = [Action(id=name, what="x", owner=name) for name in ("chair", "Zoë", "Auditor", "ms Khan")]
    assert owners(named, "Board") == ("Auditor", "Board", "chair", "ms Khan", "Zoë")


def test_an_owner_is_the_same_however_it_was_typed() -> None:
    typed = ("Siân Môn", "Sia\u0302n Mo\u0302n", "Siân\u00a0Môn", "Siân  Môn ", "Siân\u200b Môn", "siân\vmôn")
    all_of_them = [Action(id=str(n), what="x", owner=owner) for n, owner in enumerate(typed)]
    for owner in typed:
        chosen, _ = filter_of(SMALL, {"owner": owner})
        assert select(SMALL, all_of_them, chosen, TODAY) == tuple(all_of_them)
        assert owners(all_of_them, chosen.owner) == ("Siân Môn",)
    assert owners([Action(id="1", what="x", owner="\u200b")]) == ()


def test_the_chosen_owner_stays_chosen_when_they_own_nothing_any_more() -> None:
    left = Action(id="1", what="x", owner="Chair")
    for names, chosen in (
        (["", NO_OWNER, "Chair", "Ms Khan"], "Ms Khan"),
        (["", NO_OWNER, "Chair"], "CHAIR"),
        (["", NO_OWNER, "Chair"], NO_OWNER),
    ):
        record = replace(record_of(round_of({})), actions=(left,))
        html = actions_html(SMALL, record, TODAY, filter_of(SMALL, {"owner": chosen})[0], "")
        options = html.partition('id="filter.owner"')[2].partition("</select>")[0]
        assert re.findall(r'value="(.*?)"', options) == names
        assert [name.casefold() for name in re.findall(r'value="([^"]*)" selected', options)] == [
            chosen.casefold()
        ]


def test_a_red_needs_an_open_action_or_a_reason_for_none() -> None:
    round_ = round_of({"aims-clear": Rating.RED, "aims-shared": Rating.RED, "means-money": Rating.RED})
    answers = {**round_.answers, "means-money": Answer(rating=Rating.RED, no_action="Too early. ")}
    dropped = Action(id="1", what="x", questions=("aims-clear",), status=Status.DROPPED)
    done = Action(id="2", what="x", questions=("aims-shared",), status=Status.DONE)
    record = replace(record_of(replace(round_, answers=answers)), actions=(dropped, done))
    assert [(question.id, why) for question, why in without_action(SMALL, record)] == [
        ("aims-clear", ""),
        # What is done has not made it better.
        ("aims-shared", ""),
        ("means-money", "Too early."),
    ]


def test_the_reason_for_which_an_action_was_dropped_is_why_there_is_none_in_that_round() -> None:
    first = Action(
        id="1",
        what="x",
        questions=("aims-clear", "aims-shared"),
        status=Status.DROPPED,
        reason="Not\nnow.",
        changed="2027-02-10T09:00:00.000Z",
    )
    later = replace(
        first, id="2", questions=("aims-clear",), reason="Never.", changed="2027-02-11T09:00:00.000Z"
    )
    still_open = Action(id="3", what="x", questions=("aims-shared",))
    during = replace(round_of(dict.fromkeys(IDS, Rating.RED)), opened=date(2027, 2, 1))
    record = replace(record_of(during), actions=(later, first))
    assert declined_by_question(record) == {"aims-clear": "Never.", "aims-shared": "Not now."}
    assert dict(without_action(SMALL, record))[SMALL.questions[0]] == "Never."
    # What is entered at the question says more, and an open action serves it.
    entered = replace(
        during,
        answers={**during.answers, "aims-clear": Answer(rating=Rating.RED, no_action="Too early.")},
    )
    assert declined_by_question(replace(record_of(entered), actions=(later, first, still_open))) == {
        "aims-clear": "Too early."
    }
    # Nobody decided about an answer that is green, or not given yet.
    for rating in (Rating.GREEN, Rating.NOT_APPLICABLE, None):
        other = replace(during, answers={**during.answers, "aims-clear": Answer(rating=rating)})
        assert declined_by_question(replace(record, rounds=(other,))) == {"aims-shared": "Not now."}


def test_the_reason_for_which_an_action_was_dropped_holds_until_the_next_round() -> None:
    dropped = Action(
        id="1",
        what="x",
        questions=("aims-clear",),
        status=Status.DROPPED,
        reason="Not now.",
        changed="2027-02-10T09:00:00.000Z",
    )
    red = round_of({"aims-clear": Rating.RED})

    def said(*rounds: Round) -> bool:
        return bool(declined_by_question(replace(record_of(red), rounds=rounds, actions=(dropped,))))

    closed = replace(red, opened=date(2027, 1, 12), closed=date(2027, 2, 1))
    # After the meeting that discussed the report; and while a round has a day to come.
    assert said(closed)
    assert said(replace(red, opened=date(2027, 3, 1)))
    assert said(closed, replace(red, id="2", opened=date(2027, 3, 1)))
    assert not said(replace(closed, closed=date(2027, 2, 11)), replace(red, id="2", opened=date(2027, 2, 11)))


def full_record() -> Record:
    late = Action(id="a", what=HOSTILE, owner=HOSTILE, due=date(2027, 1, 1), questions=("aims-clear", "gone"))
    dropped = Action(id="b", what="", reason=HOSTILE, status=Status.DROPPED, progress=HOSTILE)
    return replace(record_of(round_of({"means-money": Rating.RED})), actions=(late, dropped))


def test_the_list_is_escaped_and_says_what_is_overdue_in_words() -> None:
    html = actions_html(SMALL, full_record(), TODAY, Filter(), "")
    assert "<script>" not in html
    assert "Overdue:" in html
    assert "2 actions: 1 open (1 overdue), 1 dropped." in html
    assert "(no words yet)" in html
    assert "gone" in html
    # The open one can be dropped as well.
    assert re.findall(r'data-edit-action="([^"]*)"', html) == ["a", "a", "b"]
    assert html.count('data-status="dropped"') == 1
    assert re.findall(r'data-action-status="([^"]*)"', html) == ["a", "b"]
    assert re.findall(r'<option value="([a-z-]*)" selected>[DN]', html)[-2:] == ["not-started", "dropped"]
    assert 'data-new-action="means-money"' in html


def test_an_action_begins_with_the_next_step_in_the_words_of_the_partnership() -> None:
    element = SMALL.elements[0]
    question = replace(element.questions[0], from_red="Ask the {council}.")
    asked = replace(SMALL, elements=(replace(element, questions=(question,)), *SMALL.elements[1:]))
    record = record_of(round_of({question.id: Rating.RED}))
    own = replace(record, partnership=replace(record.partnership, words={"council": "council <of Môn>"}))
    html = actions_html(asked, own, TODAY, Filter(), "")
    assert 'data-what="Ask the council &lt;of Môn&gt;."' in html


def test_the_list_counts_every_action_once_and_names_no_part_of_none() -> None:
    def said(*statuses: Status) -> str:
        actions = tuple(Action(id=str(n), what="x", status=each) for n, each in enumerate(statuses))
        return actions_html(SMALL, replace(record_of(round_of({})), actions=actions), TODAY, Filter(), "")

    every = (Status.NOT_STARTED, Status.UNDER_WAY, Status.DONE, Status.DROPPED)
    assert ">4 actions: 2 open, 1 done, 1 dropped.</p>" in said(*every)
    assert ">1 action: 1 done.</p>" in said(Status.DONE)


def test_the_plan_has_no_controls() -> None:
    html = plan_html(SMALL, full_record(), TODAY)
    assert "<button" not in html
    assert "<select" not in html
    # The heading says that there is no action; each line names its question and links to it.
    assert html.count("with no open action") == 1
    assert '<li><a href="#question-means-money">means money</a> (Means)' in html
    assert "Dropped: <bdi>" in html


def test_the_plan_begins_with_the_open_actions_which_are_all_of_the_summary() -> None:
    before, _, after = plan_html(SMALL, full_record(), TODAY).partition("<h3>Done and dropped</h3>")
    assert "Dropped" not in before
    assert "Dropped" in after
    short = plan_html(SMALL, full_record(), TODAY, only_open=True)
    assert short.split() == before.split()
    assert "1 open action, " in short
    assert "There is no action yet." in plan_html(SMALL, record_of(round_of({})), TODAY)
    closed = replace(full_record(), actions=tuple(a for a in full_record().actions if not a.status.is_open))
    assert "There is no open action." in plan_html(SMALL, closed, TODAY, only_open=True)


def test_nothing_to_show_is_said() -> None:
    empty = record_of(round_of({}))
    assert "There is no action yet" in actions_html(SMALL, empty, TODAY, Filter(), "")
    assert "No action matches this choice" in actions_html(
        SMALL, full_record(), TODAY, Filter(owner="Nobody"), ""
    )


def test_an_action_names_a_retired_question_by_its_title_without_a_link() -> None:
    tables = set_tables()
    tables["set.toml"] |= {"retired": {"gone": {"title": "Aims of old", "reason": "Merged."}}}
    retired = question_set_format.from_tables(tables)
    html = actions_html(retired, full_record(), TODAY, Filter(), "")
    assert "Aims of old" in html
    assert "#/assess/gone" not in html
    assert 'href="#/assess/aims-clear"' in html
