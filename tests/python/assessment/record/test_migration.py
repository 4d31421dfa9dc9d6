"""A record of an older question set is migrated with a notice of each change, and nothing is dropped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from assessment.errors import QuestionSetError
from assessment.model import Action, Answer, Rating, Record, Respondent, Response
from assessment.question_set import reading as question_set_format
from assessment.question_set.versions import order_of
from assessment.record.migration import Migration, migrate
from assessment.show.migration import migration_html
from tests.python.builders import record_of, records, round_of, set_tables

if TYPE_CHECKING:
    from assessment.question_set.model import QuestionSet


def newer(*changes: dict[str, Any], retired: dict[str, Any] | None = None) -> Any:
    tables = set_tables()
    tables["set.toml"] |= {"id": "lsp", "version": "1.10", "change": list(changes), "retired": retired or {}}
    return question_set_format.from_tables(tables)


RENAMED = {
    "question": "aims-old",
    "kind": "renamed",
    "into": ["aims-clear"],
    "since": "1.9",
    "reason": "A clearer name.",
}
REWORDED = {
    "question": "aims-shared",
    "kind": "reworded",
    "into": ["aims-shared"],
    "since": "1.2",
    "reason": "Plainer words.",
}
SPLIT = {
    "question": "money",
    "kind": "split",
    "into": ["means-money", "aims-clear"],
    "since": "1.10",
    "reason": "It asked two things.",
}
ALL = newer(RENAMED, REWORDED, SPLIT, retired={"gone": "Nobody could answer it."})


def test_a_record_of_another_question_set_is_left_alone_and_reported() -> None:
    record = replace(record_of(round_of({"aims-old": Rating.GREEN})), question_set="mine")
    made = migrate(record, ALL)
    assert made.record is record
    assert "belongs to another question set, <bdi>“mine”</bdi>" in migration_html(ALL, made)


def test_a_renamed_question_takes_its_answers_and_actions_with_it() -> None:
    record = replace(
        record_of(round_of({"aims-old": Rating.GREEN})),
        actions=(Action(id="1", what="x", questions=("aims-old",)),),
    )
    made = migrate(record, newer(RENAMED))
    assert made.record.current_round.answers["aims-clear"].rating is Rating.GREEN
    assert "aims-old" not in made.record.current_round.answers
    assert made.record.actions[0].questions == ("aims-clear",)
    assert made.record.question_set_version == "1.10"
    assert made.notices[0].text == (
        "“aims clear”: A clearer name. Its answer has moved with it. It is served by 1 action, as before."
    )


def test_a_renamed_question_takes_its_partners_answers_and_its_place_in_the_meeting_with_it() -> None:
    partner = Response(id="1", respondent=Respondent(), answers={"aims-old": Answer(rating=Rating.RED)})
    round_ = replace(round_of({}), responses=(partner,), discuss=("money", "aims-old", "aims-older"))
    older = RENAMED | {"question": "aims-older"}
    made = migrate(record_of(round_), newer(RENAMED, older)).record.current_round
    assert made.responses[0].answers == {"aims-clear": Answer(rating=Rating.RED)}
    # Two became one: it is discussed once.
    assert made.discuss == ("money", "aims-clear")


def test_where_the_new_id_has_an_answer_already_both_stay() -> None:
    record = record_of(round_of({"aims-old": Rating.GREEN, "aims-clear": Rating.RED}))
    made = migrate(record, newer(RENAMED))
    assert "Your answer is at the end of the report." in made.notices[0].text
    answers = made.record.current_round.answers
    assert (answers["aims-old"].rating, answers["aims-clear"].rating) == (Rating.GREEN, Rating.RED)


def test_split_reworded_and_retired_questions_keep_their_answers_and_are_reported() -> None:
    record = replace(
        record_of(round_of({"money": Rating.RED, "aims-shared": Rating.AMBER, "gone": Rating.GREEN})),
        actions=(Action(id="1", what="x", questions=("money",)),),
    )
    made = migrate(record, ALL)
    assert set(made.record.current_round.answers) == {"money", "aims-shared", "gone"}
    assert made.record.actions[0].questions == ("money", "means-money", "aims-clear")
    assert [notice.question for notice in made.notices] == ["aims-shared", "money", "gone"]
    html = migration_html(ALL, made)
    assert "The questions have changed since this record was last here." in html


def test_where_all_questions_were_rewritten_one_notice_says_so() -> None:
    tables = set_tables()
    tables["set.toml"] |= {
        "id": "lsp",
        "version": "1.10",
        "rewritten": {"since": "1.9", "reason": "Every {partnership} can count it."},
        "retired": {"gone": {"title": "Aims gone", "reason": "Nobody could answer it.", "since": "1.9"}},
    }
    rewritten = question_set_format.from_tables(tables)
    own = round_of({"aims-shared": Rating.AMBER, "money": Rating.RED, "gone": Rating.GREEN})
    made = migrate(record_of(own), rewritten)
    assert made.record.rounds == (own,)
    assert [notice.question for notice in made.notices] == ["", "gone"]
    assert "read each again" in made.notices[0].text
    assert made.notices[1].text.startswith("“Aims gone” is no longer asked: Nobody could answer it.")
    assert "Every board can count it." in migration_html(rewritten, made)
    partner = Response(id="1", respondent=Respondent(), answers={"aims-shared": Answer(rating=Rating.RED)})
    (notice,) = migrate(record_of(replace(round_of({}), responses=(partner,))), rewritten).notices
    assert notice.text.endswith("it. Partners answered the old words.")
    # Nothing that is asked was answered; or it was answered in the new words.
    assert migrate(record_of(round_of({})), rewritten).notices == ()
    newer_record = replace(record_of(own), question_set_version="1.9")
    assert migrate(newer_record, rewritten).notices == ()


def test_changed_questions_that_partners_alone_answered_are_reported() -> None:
    red = Answer(rating=Rating.RED)
    answers = dict.fromkeys(("aims-old", "aims-shared", "money", "gone"), red)
    partner = Response(id="1", respondent=Respondent(), answers=answers)
    made = migrate(record_of(replace(round_of({}), responses=(partner,))), ALL)
    assert {notice.question: notice.text.partition(". ")[2] for notice in made.notices} == {
        "aims-old": "Partners’ answers have moved with it.",
        "aims-shared": "Partners answered the old words.",
        "money": "The end of the report says how many partners answered it.",
        "gone": "The end of the report says how many partners answered it.",
    }
    both = migrate(record_of(replace(round_of({"gone": Rating.RED}), responses=(partner,))), ALL)
    assert both.notices[-1].text == (
        "“gone” is no longer asked: Nobody could answer it. Your answer is at the end of the report. "
        "The end of the report says how many partners answered it."
    )


def test_an_answer_that_was_cleared_is_not_reported() -> None:
    cleared = Answer(changed="2027-01-12T10:00:00.000Z")
    note = Answer(note="Ask again.")
    every = ("aims-old", "aims-shared", "money", "gone")

    def reported(own: Answer, partner: Answer) -> list[str]:
        response = Response(id="1", respondent=Respondent(), answers=dict.fromkeys(every, partner))
        round_ = replace(round_of({}), answers=dict.fromkeys(every, own), responses=(response,))
        return [notice.text for notice in migrate(record_of(round_), ALL).notices]

    assert reported(cleared, cleared) == []
    [*_, gone] = reported(note, cleared)
    assert gone.endswith("Your answer is at the end of the report.")
    [*_, gone] = reported(cleared, note)
    assert gone.endswith("it. The end of the report says how many partners answered it.")


def test_actions_for_changed_questions_are_reported_even_where_nothing_is_answered() -> None:
    serving = [
        Action(id=name, what="x", questions=(name,)) for name in ("aims-old", "aims-shared", "money", "gone")
    ]
    made = migrate(replace(record_of(round_of({})), actions=tuple(serving)), ALL)
    assert [action.questions for action in made.record.actions] == [
        ("aims-clear",),
        ("aims-shared",),
        ("money", "means-money", "aims-clear"),
        ("gone",),
    ]
    texts = {notice.question: notice.text for notice in made.notices}
    assert set(texts) == {"aims-old", "aims-shared", "money", "gone"}
    assert all(
        "1 action" in text and "r answer" not in text and "Its answer" not in text for text in texts.values()
    )
    assert "choose another question" in texts["gone"]


def test_a_retired_question_is_reported_once_where_the_set_names_the_version() -> None:
    record = record_of(round_of({"gone": Rating.GREEN, "gone-long-ago": Rating.RED}))
    retired = {"gone-long-ago": "Merged.", "gone": {"reason": "Nobody could answer it.", "since": "1.5"}}
    question_set = newer(REWORDED, retired=retired)
    for version, expected in (("1.0", ["gone-long-ago", "gone"]), ("1.6", ["gone-long-ago"])):
        made = migrate(replace(record, question_set_version=version), question_set)
        assert [notice.question for notice in made.notices] == expected


def test_a_retired_question_without_a_version_is_reported() -> None:
    record = record_of(round_of({"gone": Rating.GREEN}))
    for gone in ("Merged.", {"reason": "Merged."}):
        made = migrate(record, newer(REWORDED, retired={"gone": gone}))
        assert [notice.text for notice in made.notices] == [
            "“gone” is no longer asked: Merged. Your answer is at the end of the report."
        ]


@pytest.mark.parametrize(
    ("retired", "fault"),
    [
        ({"gone": {"since": "1.5"}}, "retired.gone, reason: it is missing"),
        ({"gone": {"reason": "Merged.", "when": "1.5"}}, "retired.gone, when: unknown field"),
        ({"gone": " "}, "retired.gone: expected a table"),
        (["gone"], "retired: expected a table"),
    ],
)
def test_a_retirement_that_makes_no_sense_is_a_fault(retired: Any, fault: str) -> None:
    with pytest.raises(QuestionSetError, match=fault):
        newer(REWORDED, retired=retired)


def test_a_record_of_another_question_set_is_left_as_it_is() -> None:
    record = replace(record_of(round_of({"aims-old": Rating.GREEN})), question_set="other")
    assert migrate(record, ALL) == Migration(record=record, notices=())


@pytest.mark.parametrize(
    ("version", "other", "order"),
    [("1.9", "1.10", -1), ("1", "1.0", 0), ("2", "1.10", 1), ("x", "1", -1), ("9" * 5000, "1", -1)],
)
def test_versions_are_in_the_order_of_their_numbers(version: str, other: str, order: int) -> None:
    assert order_of(version, other) == order


@pytest.mark.parametrize("version", ["1.10", "1.11", "2.0"])
def test_a_record_of_the_present_version_or_a_newer_one_is_left_as_it_is(version: str) -> None:
    record = replace(record_of(round_of({"aims-old": Rating.GREEN})), question_set_version=version)
    made = migrate(record, ALL)
    assert made.record is record
    assert migration_html(ALL, made) == ""


def test_a_change_that_the_record_has_seen_already_is_not_made_again() -> None:
    record = replace(record_of(round_of({"aims-shared": Rating.GREEN})), question_set_version="1.5")
    assert migrate(record, ALL).notices == ()


@given(records(["aims-old", "aims-clear", "money", "gone", "aims-shared"]))
def test_nothing_is_lost_and_a_second_time_changes_nothing(record: Record) -> None:
    made = migrate(record, ALL).record
    assert migrate(made, ALL).record is made
    for before, after in zip(record.rounds, made.rounds, strict=True):
        assert sorted(map(repr, before.answers.values())) == sorted(map(repr, after.answers.values()))
    assert [action.what for action in made.actions] == [action.what for action in record.actions]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            RENAMED | {"into": ["nowhere"]},
            "'nowhere' is not asked, nor changed or retired",
        ),
        (RENAMED | {"into": ["aims-clear", "aims-shared"]}, "one new id, not 2"),
        (RENAMED | {"question": "aims-clear", "into": ["aims-shared"]}, "'aims-clear' is still asked"),
        (REWORDED | {"into": ["aims-clear"]}, "stays itself"),
        (RENAMED | {"kind": "moved"}, "expected one of renamed, reworded, split"),
    ],
)
def test_a_change_that_makes_no_sense_is_a_fault(change: dict[str, Any], fault: str) -> None:
    with pytest.raises(QuestionSetError, match=fault):
        newer(change)


def chained(*, retired_since: str = "1.3", second_since: str = "1.2") -> QuestionSet:
    """A question that was renamed twice, and one that was renamed and then retired."""
    tables = set_tables()
    tables["set.toml"] |= {
        "version": "1.3",
        "change": [
            {"question": "first", "kind": "renamed", "into": ["second"], "since": "1.1", "reason": "Clear."},
            {
                "question": "second", "kind": "renamed", "into": ["aims-clear"], "since": second_since,
                "reason": "Clearer again.",
            },
            {"question": "old", "kind": "renamed", "into": ["gone"], "since": "1.1", "reason": "Shorter."},
        ],
        "retired": {"gone": {"reason": "Nobody needs it.", "since": retired_since}},
    }  # fmt: skip
    return question_set_format.from_tables(tables)


def test_a_question_may_be_renamed_twice_and_retired_after_it_was_renamed() -> None:
    question_set = chained()
    action = Action(id="1", what="Ask", questions=("first", "old"))
    record = record_of(round_of({"first": Rating.RED, "old": Rating.GREEN}))
    record = replace(record, question_set="small", question_set_version="1.0", actions=(action,))
    made = migrate(record, question_set)
    answers = made.record.current_round.answers
    assert answers == {"aims-clear": Answer(rating=Rating.RED), "gone": Answer(rating=Rating.GREEN)}
    assert made.record.actions[0].questions == ("aims-clear", "gone")
    assert [notice.question for notice in made.notices] == ["first", "old", "second", "gone"]
    first, _, _, gone = (notice.text for notice in made.notices)
    assert first.startswith("“aims clear”: Clear.")
    assert gone.startswith("“gone” is no longer asked: Nobody needs it.")
    later = replace(record, question_set_version="1.2", rounds=(round_of({"gone": Rating.GREEN}),))
    assert [notice.question for notice in migrate(later, question_set).notices] == ["gone"]


@pytest.mark.parametrize("versions", [{"retired_since": "1.1"}, {"second_since": "1.1"}])
def test_each_change_of_a_chain_has_a_later_version(versions: dict[str, str]) -> None:
    with pytest.raises(QuestionSetError, match="nor changed or retired in a later version"):
        chained(**versions)
