"""The proposed conclusion and asks say what the answers and the actions show, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.model import Action, Answer, Rating, Record, Respondent, Response, Status
from assessment.proposals import Proposal, propose
from assessment.question_set import reading as question_set_format
from assessment.question_set.model import Layout, Rhythm, Start
from assessment.show.partners_report import report_html
from assessment.text import day
from tests.python.builders import record_of, records, round_of, set_tables

SMALL = question_set_format.from_tables(set_tables())
TODAY = date(2027, 3, 31)
CLEAR, SHARED, MONEY = "aims-clear", "aims-shared", "means-money"
RED, AMBER, GREEN, UNKNOWN = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.UNKNOWN


def proposed(ratings: dict[str, Rating | None], *actions: Action) -> Proposal:
    return propose(SMALL, replace(record_of(round_of(ratings)), actions=actions), TODAY)


def test_nothing_is_concluded_from_nothing() -> None:
    too_early = "It is too early for a conclusion: no question is red, amber or green yet."
    assert proposed({}).conclusion == too_early
    # "Don't know yet" is an answer: all three questions are answered, and nothing is known.
    assert proposed(dict.fromkeys((CLEAR, SHARED, MONEY), UNKNOWN)).conclusion == too_early
    none: dict[str, Rating | None] = dict.fromkeys((CLEAR, SHARED, MONEY), Rating.NOT_APPLICABLE)
    assert proposed(none).conclusion == "No question applies."


def test_where_only_partners_answered_the_conclusion_counts_them() -> None:
    partners = tuple(Response(id=str(n), respondent=Respondent(), answers={}) for n in range(2))

    def said(number: int, ratings: dict[str, Rating | None]) -> str:
        round_ = replace(round_of(ratings), responses=partners[:number])
        return propose(SMALL, record_of(round_), TODAY).conclusion

    assert said(1, {}) == "1 partner has answered."
    assert said(2, {CLEAR: UNKNOWN}) == "2 partners have answered."
    assert said(2, {CLEAR: RED, SHARED: RED, MONEY: RED}).endswith("3 of 3 questions are red.")


def test_the_conclusion_of_partners_names_the_question_that_they_answered_worst() -> None:
    def made(*answers: dict[str, Rating | None], rhythm: Rhythm = Rhythm.MEETINGS) -> Proposal:
        asked = replace(SMALL, start=Start.PARTNERS, rhythm=rhythm)
        sent = tuple(
            Response(
                id=str(number),
                respondent=Respondent(),
                answers={question: Answer(rating=rating) for question, rating in ratings.items()},
            )
            for number, ratings in enumerate(answers)
        )
        return propose(asked, record_of(replace(round_of({}), responses=sent)), TODAY)

    worst = made({CLEAR: AMBER, MONEY: RED}, {CLEAR: RED, MONEY: RED}, {CLEAR: AMBER, MONEY: UNKNOWN})
    assert worst.conclusion == "3 partners have answered. The weakest answers are on “means money”: 2 red."
    # A round that is a meeting needs no date of its own.
    assert worst.asks == ("agree one thing to change about “means money”",)
    mixed = made({CLEAR: AMBER, MONEY: GREEN}, {CLEAR: RED}, rhythm=Rhythm.QUARTERS)
    assert mixed.conclusion.endswith("on “aims clear”: 1 red and 1 amber.")
    assert mixed.asks == ("agree one thing to change about “aims clear”", "set a date for the next round")
    best = made({CLEAR: GREEN}, {MONEY: GREEN})
    assert best.conclusion == "2 partners have answered."
    assert best.asks == ()


def test_the_worst_question_is_asked_about_once_and_only_while_nothing_is_decided_on_it() -> None:
    partner = Response(id="p", respondent=Respondent(), answers={CLEAR: Answer(rating=RED)})
    meetings = replace(SMALL, start=Start.PARTNERS, rhythm=Rhythm.MEETINGS)

    def asked(own: Answer, *actions: Action) -> tuple[str, ...]:
        round_ = replace(round_of({}), answers={CLEAR: own}, responses=(partner,))
        made = propose(meetings, replace(record_of(round_), actions=actions), TODAY)
        assert made.conclusion.endswith("on “aims clear”: 1 red.")
        return made.asks

    to_change = ("agree one thing to change about “aims clear”",)
    action = Action(id="1", what="x", owner="Chair", questions=(CLEAR,))
    assert asked(Answer()) == asked(Answer(rating=RED)) == to_change
    assert asked(Answer(), replace(action, status=Status.DROPPED)) == to_change
    assert asked(Answer(), action) == asked(Answer(rating=RED), action) == ()
    assert asked(Answer(), replace(action, owner="")) == ("name an owner for 1 open action",)
    assert asked(Answer(no_action="Too early.")) == ()
    # What was settled with partners is an answer of its own: where it is green, nothing is to change.
    assert asked(Answer(rating=GREEN, agreed=True)) == ()
    assert asked(Answer(rating=RED, agreed=True)) == ("agree an action and an owner for “aims clear”",)


def test_of_the_red_questions_without_an_action_those_to_deal_with_first_are_named() -> None:
    first = SMALL.elements[0]
    questions = tuple(replace(first.questions[0], id=f"q{n}", title=f"Title {n}") for n in range(7))
    many = replace(SMALL, elements=(replace(first, questions=questions), SMALL.elements[1]), links=())
    round_ = round_of({**{question.id: RED for question in questions}, MONEY: GREEN})

    def asked(*served: str) -> str:
        record = replace(
            record_of(round_), actions=(Action(id="1", what="x", owner="Chair", questions=served),)
        )
        return propose(many, record, TODAY).asks[0]

    begins = "agree an action and an owner for "
    assert asked("q0") == begins + "“Title 1”, “Title 2”, “Title 3”, “Title 4” and 2 more red questions"
    assert asked("q0", "q1", "q2") == begins + "“Title 3”, “Title 4” and 2 more red questions"
    assert asked("q0", "q1", "q2", "q3", "q4") == begins + "2 red questions"
    assert asked(*(question.id for question in questions)) == "set a date for the next round"


def test_the_conclusion_names_the_strongest_the_weakest_and_the_reds() -> None:
    made = proposed({CLEAR: GREEN, SHARED: GREEN, MONEY: RED})
    assert made.conclusion == (
        "The board is strongest in Aims and weakest in Means. 1 of 3 questions is red."
    )
    made = proposed({CLEAR: RED, SHARED: UNKNOWN, MONEY: RED})
    assert made.conclusion == (
        "No element stands out from the others yet. "
        "2 of 3 questions are red and 1 is answered with “don’t know yet”."
    )
    made = proposed({CLEAR: RED, SHARED: RED, MONEY: RED})
    assert made.conclusion == "No element stands out from the others. 3 of 3 questions are red."


def test_while_any_question_is_open_the_strongest_and_the_weakest_are_of_the_answers_given() -> None:
    first = SMALL.elements[0]
    names = ("third-one", "third-two", "third-three")
    questions = tuple(replace(first.questions[0], id=name) for name in names)
    three = replace(
        SMALL, elements=(*SMALL.elements, replace(first, id="third", title="Third", questions=questions))
    )

    def said(third: Rating | None) -> str:
        of_third = dict(zip(names, (GREEN, AMBER, third), strict=True))
        ratings = {CLEAR: GREEN, SHARED: GREEN, MONEY: AMBER, **of_third}
        return propose(three, record_of(round_of(ratings)), TODAY).conclusion.partition(". ")[0]

    found = "he board is strongest in Aims and weakest in Means"
    # Third is neither now; with one more red it would be as weak as Means.
    for is_open in (UNKNOWN, None):
        assert said(is_open) == f"On the answers given, t{found}"
    for settled in (AMBER, Rating.NOT_APPLICABLE):
        assert said(settled) == f"T{found}"


def test_where_one_element_alone_applies_its_colour_is_said() -> None:
    ratings: dict[str, Rating | None] = {CLEAR: RED, SHARED: RED, MONEY: Rating.NOT_APPLICABLE}
    assert proposed(ratings).conclusion.startswith("Only one element applies, Aims: it is red. ")
    assert proposed(ratings | {SHARED: UNKNOWN}).conclusion.startswith(
        "Only one element applies, Aims: it is red so far. "
    )


def test_a_chain_has_a_weakest_link_or_several() -> None:
    third = replace(SMALL.elements[1], id="ends", title="Ends")
    question = replace(third.questions[0], id="ends-met")
    chain = replace(
        SMALL, layout=Layout.CHAIN, elements=(*SMALL.elements, replace(third, questions=(question,)))
    )

    def said(means: Rating, ends: Rating) -> str:
        round_ = round_of({CLEAR: GREEN, SHARED: GREEN, MONEY: means, "ends-met": ends})
        return propose(chain, record_of(round_), TODAY).conclusion.partition(". ")[0]

    assert said(RED, AMBER) == "The chain is strongest at Aims; its weakest link is Means"
    assert said(RED, RED) == "The chain is strongest at Aims; its weakest links are Means and Ends"


def test_with_few_answers_the_conclusion_says_that_it_is_too_early() -> None:
    assert proposed({MONEY: RED}).conclusion == (
        "It is too early for a conclusion: 1 of 2 elements has too few answers for a colour. "
        "1 of 3 questions is red and 2 are not answered yet."
    )


def test_the_conclusion_counts_as_the_report_does() -> None:
    ratings: dict[str, Rating | None] = {CLEAR: UNKNOWN, SHARED: Rating.NOT_APPLICABLE, MONEY: RED}
    said = proposed(ratings).conclusion
    assert said.endswith("1 of 3 questions is red and 1 is answered with “don’t know yet”.")
    said = proposed({SHARED: UNKNOWN, MONEY: RED}).conclusion
    assert said.endswith(
        "1 of 3 questions is red, 1 is not answered yet and 1 is answered with “don’t know yet”."
    )


def test_the_conclusion_says_what_changed_since_the_last_round() -> None:
    before = replace(round_of({CLEAR: RED, MONEY: GREEN}, round_id="a"), name="Spring")
    after = round_of({CLEAR: AMBER, MONEY: GREEN, SHARED: GREEN}, round_id="b")
    made = propose(SMALL, record_of(before, after), TODAY)
    assert made.conclusion.endswith("0 of 3 questions are red; since Spring, 1 answer is better and 0 worse.")


def test_the_board_is_asked_for_what_is_missing() -> None:
    late = Action(id="1", what="x", due=date(2027, 1, 1), questions=(MONEY,))
    asks = proposed({MONEY: RED, CLEAR: RED, SHARED: UNKNOWN}, late).asks
    assert asks == (
        "agree an action and an owner for “aims clear”",
        "name an owner for 1 open action",
        "decide what happens to 1 overdue action",
        "say who finds out about “aims shared”",
        "set a date for the next round",
    )


def test_an_action_that_is_done_or_dropped_serves_no_red_question() -> None:
    done = Action(id="1", what="x", questions=(MONEY,), status=Status.DONE)
    dropped = Action(id="2", what="y", questions=(CLEAR,), status=Status.DROPPED)
    asks = proposed({MONEY: RED, CLEAR: RED, SHARED: GREEN}, done, dropped).asks
    assert asks[0] == "agree an action and an owner for “means money” and “aims clear”"


def test_questions_that_nobody_knows_are_named_while_they_are_few() -> None:
    two = proposed({CLEAR: UNKNOWN, SHARED: UNKNOWN}).asks
    assert "say who finds out about “aims clear” and “aims shared”" in two
    three = proposed({CLEAR: UNKNOWN, SHARED: UNKNOWN, MONEY: UNKNOWN}).asks
    assert "say who finds out about the 3 questions answered “don’t know yet”" in three


def test_where_partners_answer_the_coordinator_is_not_asked_to() -> None:
    of_partners = replace(SMALL, start=Start.PARTNERS)
    own, partners = (propose(each, record_of(round_of({})), TODAY).asks for each in (SMALL, of_partners))
    assert "answer 3 questions that are still open" in own
    assert partners == ("set a date for the next round",)


def test_open_questions_are_asked_about_where_partners_answered_and_the_coordinator_began() -> None:
    alone = Response(id="p", respondent=Respondent(), answers={CLEAR: Answer(rating=GREEN)}, changed=None)
    still_open = "answer 2 questions that are still open"
    for own, expected in (({CLEAR: GREEN}, True), ({}, False)):
        round_ = replace(round_of(dict(own)), responses=(alone,))
        assert (still_open in propose(SMALL, record_of(round_), TODAY).asks) == expected


def test_the_board_is_asked_about_what_is_not_settled_with_partners() -> None:
    views = {CLEAR: (RED, RED), SHARED: (RED, GREEN), MONEY: (GREEN, GREEN)}
    responses = tuple(
        Response(
            id=str(number),
            respondent=Respondent(),
            answers={name: Answer(rating=given[number]) for name, given in views.items()},
            changed=None,
        )
        for number in range(2)
    )
    round_ = replace(round_of({CLEAR: GREEN, SHARED: GREEN, MONEY: GREEN}), responses=responses)
    asks = propose(SMALL, record_of(round_), TODAY).asks
    assert asks[0] == "agree one answer with partners on “aims shared” and “aims clear”"
    settled = {name: replace(answer, agreed=True) for name, answer in round_.answers.items()}
    assert propose(SMALL, record_of(replace(round_, answers=settled)), TODAY).asks == asks[1:]


def test_where_one_partner_and_the_coordinator_differ_their_views_are_not_called_far_apart() -> None:
    every = (CLEAR, SHARED, MONEY)
    alone = Response(
        id="p", respondent=Respondent(), answers=dict.fromkeys(every, Answer(rating=GREEN)), changed=None
    )
    round_ = replace(round_of(dict.fromkeys(every, AMBER)), responses=(alone,))
    record = record_of(round_)
    which = "their views differ, or none agrees with the answer of this round"
    asks = propose(SMALL, record, TODAY).asks
    assert f"agree one answer with partners on each of the 3 questions on which {which}" in asks
    # The chapter of the report has the same number, and marks as many.
    chapter = " ".join(report_html(SMALL, record, every=False, own=True).split())
    assert f"Of these, 3 are to be agreed: {which.replace('their', 'partners’')}." in chapter
    assert chapter.count("<strong>to be agreed</strong>") == 3
    settled = {**round_.answers, MONEY: Answer(rating=AMBER, agreed=True)}
    chapter = report_html(SMALL, record_of(replace(round_, answers=settled)), every=False, own=True)
    assert "2 are to be agreed" in chapter
    assert chapter.count("<strong>to be agreed</strong>") == 2
    # In a set that partners answer, nobody is asked to agree one answer.
    assert "to be agreed" not in report_html(SMALL, record, every=True, own=True)


def test_a_red_with_a_reason_for_no_action_is_not_asked_about() -> None:
    round_ = round_of({SHARED: GREEN, MONEY: GREEN}, round_id="a")
    answer = Answer(rating=RED, no_action="Too early.")
    record = record_of(replace(round_, answers={**round_.answers, CLEAR: answer}, next=date(2027, 7, 1)))
    assert propose(SMALL, record, TODAY).asks == ("keep 1 July 2027 free for the next round",)


def test_the_day_of_the_next_round_is_kept_free_until_it_has_passed() -> None:
    record = record_of(replace(round_of(dict.fromkeys((CLEAR, SHARED, MONEY), GREEN)), next=TODAY))
    assert propose(SMALL, record, TODAY).asks == ("keep 31 March 2027 free for the next round",)
    after = propose(SMALL, record, date(2027, 4, 1)).asks
    assert after == ("set a date for the next round",)


@given(when=st.none() | st.dates(date(2027, 1, 1), date(2027, 6, 30)), is_latest=st.booleans())
def test_a_day_for_the_next_round_is_asked_for_while_it_is_to_come(
    when: date | None, is_latest: bool
) -> None:
    record = record_of(replace(round_of(dict.fromkeys((CLEAR, SHARED, MONEY), GREEN)), next=when))
    expected = f"keep {day(when)} free" if when and when >= TODAY else "set a date"
    asks = (f"{expected} for the next round",) if is_latest else ()
    assert propose(SMALL, record, TODAY, is_latest=is_latest).asks == asks


@given(records([question.id for question in SMALL.questions]))
@settings(max_examples=50)
def test_it_can_be_made_of_any_record(record: Record) -> None:
    made = propose(SMALL, record, TODAY)
    assert made.conclusion
    assert made.asks
