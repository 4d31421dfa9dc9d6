"""Two records become one, and nothing that a person wrote is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import normalize

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.model import Action, Answer, Conflict, Rating, Record, Respondent, Response, Status
from assessment.question_set import reading as question_set_format
from assessment.record import differences
from assessment.record import format as record_format
from assessment.record.content import is_same
from assessment.record.differences import NOTHING, answer_differences, other_differences
from assessment.record.filling import is_later
from assessment.record.merging import as_rounds, fill, new_rounds, with_partners
from assessment.show.partners_report import without_partners
from assessment.text import shown
from tests.python.builders import record_of, records, round_of, set_tables

if TYPE_CHECKING:
    from assessment.model import Round

SMALL = question_set_format.from_tables(set_tables())
IDS = [question.id for question in SMALL.questions]

ANSWER_FIELDS = ("rating", "note", "no_action", "agreed")


def in_order(record: Record) -> Record:
    """A record is written so: its rounds in the order in which they were opened."""
    return replace(record, rounds=tuple(sorted(record.rounds, key=lambda round_: round_.opened)))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Record, Record]:
    """Two records that share some rounds and actions, some of them changed since."""
    present, opened = map(in_order, (draw(records(IDS)), draw(records(IDS))))
    shared = draw(st.integers(0, 3))
    rounds = tuple(
        replace(there, id=here.id) if number < shared else there
        for number, (here, there) in enumerate(
            zip([*present.rounds, *opened.rounds][: len(opened.rounds)], opened.rounds, strict=True)
        )
    )
    actions = tuple(
        replace(there, id=present.actions[number].id) if number < min(shared, len(present.actions)) else there
        for number, there in enumerate(opened.actions)
    )
    ids = [round_.id for round_ in rounds]
    chosen = rounds if len(ids) == len(set(ids)) else opened.rounds
    return present, replace(opened, rounds=chosen, actions=actions)


def leaves(value: Any) -> set[str]:
    """Every non-empty text, as it is shown, number and boolean in a JSON value, without times of change."""
    if isinstance(value, dict):
        return {
            found
            for name, item in value.items()
            if name not in ("changed", "created")
            for found in leaves(item)
        }
    if isinstance(value, list):
        return {found for item in value for found in leaves(item)}
    text = "" if value is None else shown(str(value))
    return {text} if text.strip() else set()


def entered(record: Record) -> set[str]:
    """Everything that somebody entered, without ids and times of change."""
    data = record_format.to_data(record)
    for round_ in data["rounds"]:
        del round_["id"]
    return leaves(data)


def answers_in(record: Record) -> set[tuple[str, str, str]]:
    """What each answer says, field by field, also one that became a conflict."""
    said = [
        (question, field, str(getattr(answer, field) or ""))
        for round_ in record.rounds
        for question, answer in round_.answers.items()
        for field in ANSWER_FIELDS
    ]
    for round_ in record.rounds:
        answers = f"rounds.{round_.id}.answers."
        for conflict in record.conflicts:
            question, _, field = conflict.place.removeprefix(answers).rpartition(".")
            if conflict.place.startswith(answers) and field in ANSWER_FIELDS:
                said.append((question, field, str(conflict.value)))
    return {(question, field, shown(text)) for question, field, text in said if shown(text).strip()}


def without_earlier(record: Record, other: Record, rounds: set[str]) -> Record:
    """The record without the answers of these rounds, and the actions, that are later in the other."""
    there = {round_.id: round_.answers for round_ in other.rounds if round_.id in rounds}
    actions = {action.id: action for action in other.actions}

    def without(round_: Round) -> Round:
        later = there.get(round_.id, {})
        answers = {
            name: answer
            for name, answer in round_.answers.items()
            if name not in later or not is_later(later[name], answer)
        }
        return replace(round_, answers=answers)

    return replace(
        record,
        rounds=tuple(map(without, record.rounds)),
        actions=tuple(
            action
            for action in record.actions
            if action.id not in actions or not is_later(actions[action.id], action)
        ),
    )


def adding_loses_nothing_of_either(present: Record, opened: Record) -> None:
    """But what has a later version."""
    made = as_rounds(present, opened)
    current = present.current_round
    edited = {current.id} if current.closed is None else set()
    ours = without_earlier(present, opened, edited)
    theirs = without_earlier(opened, present, {round_.id for round_ in present.rounds})
    assert answers_in(made) >= answers_in(ours) | answers_in(theirs)
    assert answers_in(made) <= answers_in(present) | answers_in(opened)
    assert entered(made) >= entered(ours) | entered(theirs)
    assert record_format.from_data(record_format.to_data(made)) == made
    for parts in ("rounds", "actions"):
        ids = [[part.id for part in getattr(record, parts)] for record in (made, present, opened)]
        assert len(ids[0]) == len(set(ids[0]))
        assert set(ids[1]) <= set(ids[0]) <= {*ids[1], *ids[2]}
    assert len(made.actions) == len({action.id for action in (*present.actions, *opened.actions)})


def adding_changes_nothing_that_was_entered_here(present: Record, opened: Record) -> None:
    made = as_rounds(present, opened)
    after = {round_.id: round_ for round_ in made.rounds}
    before, now = present.current_round, after[present.current_round.id]
    # But late answers of partners.
    for round_ in present.rounds if before.closed else present.rounds[:-1]:
        assert replace(after[round_.id], responses=round_.responses) == round_
    theirs = {round_.id: round_ for round_ in opened.rounds}.get(before.id, before)
    for question, answer in before.answers.items():
        other = theirs.answers.get(question, answer)
        if not answer.changed or not other.changed or answer.changed >= other.changed:
            assert answer.rating in (None, now.answers[question].rating)


def an_open_round_stays_the_present_one_and_after_a_closed_one_it_is_the_newest(
    present: Record, opened: Record
) -> None:
    made = as_rounds(present, opened)
    if len(made.rounds) == len(present.rounds):
        return
    dates = [round_.opened for round_ in made.rounds]
    here = present.current_round
    if here.closed or any(round_.id == here.id and round_.closed for round_ in opened.rounds):
        assert dates == sorted(dates)
    else:
        assert made.current_round.id == present.current_round.id
        assert dates[:-1] == sorted(dates[:-1])


def adding_or_filling_the_same_again_changes_nothing(present: Record, opened: Record) -> None:
    for join in (as_rounds, fill):
        once = join(present, opened)
        assert join(once, opened) == once
    assert as_rounds(present, present) == present
    assert fill(present, present) == present


def filling_changes_nothing_that_exists(present: Record, opened: Record) -> None:
    made = fill(present, opened)
    assert entered(made) >= entered(present)
    assert made.rounds[:-1] == present.rounds[:-1]
    if present.current_round.closed:
        assert made.rounds == present.rounds
        return
    for question, answer in present.current_round.answers.items():
        after = made.current_round.answers[question]
        for field in ("rating", "note", "no_action"):
            before = getattr(answer, field)
            if before and str(before).strip():
                assert getattr(after, field) == before
    for question, answer in opened.current_round.answers.items():
        assert made.current_round.answers.get(question, Answer()).rating or not answer.rating


def filling_takes_nothing_that_is_true_of_another_round_alone(present: Record, opened: Record) -> None:
    if present.current_round.id == opened.current_round.id:
        return
    here, made = present.current_round, fill(present, opened).current_round
    for field in ("name", "next", "conclusion", "asks", "responses", "discuss", "unknown_fields"):
        assert getattr(made, field) == getattr(here, field)
    agreed = {name for name, answer in here.answers.items() if answer.agreed}
    assert {name for name, answer in made.answers.items() if answer.agreed} == agreed


def two_records_are_the_same_when_no_difference_is_found(present: Record, opened: Record) -> None:
    said = [*answer_differences(SMALL, present, opened), *other_differences(SMALL, present, opened)]
    assert is_same(present, opened) == (not said)
    assert is_same(present, present)
    assert not answer_differences(SMALL, present, present)
    assert not other_differences(SMALL, present, present)


def filling_is_reported_only_for_what_was_empty(present: Record, opened: Record) -> None:
    made = fill(present, opened)
    others = other_differences(SMALL, present, made)
    answers = answer_differences(SMALL, present, made)
    assert is_same(present, made) == (not answers and not others)
    assert all(difference.here.strip() in ("", NOTHING, "not there") for difference in others)
    if not present.current_round.closed:
        rows = answer_differences(SMALL, present, opened)
        assert [row.question for row in rows if row.filled] == [row.question for row in answers]


PROPERTIES = (
    adding_loses_nothing_of_either,
    adding_changes_nothing_that_was_entered_here,
    an_open_round_stays_the_present_one_and_after_a_closed_one_it_is_the_newest,
    adding_or_filling_the_same_again_changes_nothing,
    filling_changes_nothing_that_exists,
    filling_takes_nothing_that_is_true_of_another_round_alone,
    two_records_are_the_same_when_no_difference_is_found,
    filling_is_reported_only_for_what_was_empty,
)


# To draw two records takes many times as long as all the properties: so each pair is held against every one.
@given(pairs())
@settings(max_examples=100)
def test_joining_two_records_loses_and_invents_nothing(pair: tuple[Record, Record]) -> None:
    for holds in PROPERTIES:
        holds(*pair)


def test_a_word_that_nobody_can_see_is_no_word() -> None:
    present = record_of(round_of({}))
    partnership = replace(present.partnership, words={"board": "\x1b"})
    opened = replace(present, partnership=partnership)
    for holds in PROPERTIES:
        holds(present, opened)
    assert is_same(present, opened)


def test_a_round_of_the_same_id_is_the_same_round() -> None:
    """As after work on two computers: both have gone on with it."""
    other = replace(PARTNER, id="another")
    ours, theirs = (
        replace(
            round_of({"aims-clear": rating}, round_id="r"),
            conclusion=conclusion,
            responses=responses,
            discuss=discuss,
        )
        for rating, conclusion, responses, discuss in (
            (Rating.RED, "Better.", (PARTNER,), ()),
            (Rating.GREEN, "Worse.", (replace(PARTNER, answers={}), other), ("aims-clear",)),
        )
    )
    theirs = replace(theirs, answers={**theirs.answers, "aims-shared": Answer(rating=Rating.AMBER)})
    made = as_rounds(record_of(ours), record_of(theirs))
    added = {"aims-shared": Answer(rating=Rating.AMBER)}
    assert made.rounds == (
        replace(
            ours,
            answers={**ours.answers, **added},
            responses=(PARTNER, other),
            discuss=("aims-clear",),
        ),
    )
    assert [(one.place, one.value) for one in made.conflicts] == [
        ("rounds.r.conclusion", "Worse."),
        ("rounds.r.answers.aims-clear.rating", "green"),
    ]


def test_nothing_is_written_into_a_round_that_is_closed_or_not_the_last() -> None:
    closed = replace(round_of({}, round_id="r"), closed=date(2027, 3, 31))
    file = record_of(replace(round_of({"aims-clear": Rating.GREEN}, round_id="r"), responses=(PARTNER,)))
    for present in (record_of(closed), record_of(round_of({}, round_id="r"), round_of({}, round_id="s"))):
        made = as_rounds(present, file)
        # Late answers of partners go to their own round.
        assert made.rounds[0].responses == (PARTNER,)
        assert (replace(made.rounds[0], responses=()), *made.rounds[1:]) == present.rounds
        assert [one.place for one in made.conflicts] == ["rounds.r.answers.aims-clear.rating"]


def test_of_two_answers_of_one_partner_the_newer_stays() -> None:
    newer = replace(PARTNER, answers={}, changed="2027-01-13T10:00:00.000Z")
    here, there = (record_of(replace(round_of({}), responses=(one,))) for one in (PARTNER, newer))
    for first, second in ((here, there), (there, here)):
        for join in (as_rounds, fill):
            assert join(first, second).current_round.responses == (newer,)


def test_a_round_that_was_closed_on_the_other_computer_is_closed_and_the_next_one_follows() -> None:
    present = record_of(dated("april", date(2027, 4, 1)))
    closed = dated("april", date(2027, 4, 1), date(2027, 6, 30))
    assert as_rounds(present, record_of(closed)).rounds == (closed,)
    following = dated("july", date(2027, 7, 1))
    assert as_rounds(present, record_of(closed, following)).rounds == (closed, following)


def test_no_time_is_invented_for_another_rating() -> None:
    here, there = (
        record_of(replace(round_of({}), answers={"aims-clear": answer}))
        for answer in (
            Answer(rating=Rating.RED),
            Answer(rating=Rating.GREEN, changed="2027-02-01T10:00:00.000Z"),
        )
    )
    for join in (as_rounds, fill):
        assert join(here, there).current_round.answers["aims-clear"] == Answer(rating=Rating.RED)


def dated(round_id: str, opened: date, closed: date | None = None) -> Round:
    return replace(round_of({"aims-clear": Rating.RED}, round_id=round_id), opened=opened, closed=closed)


def test_a_later_round_of_the_file_does_not_take_the_place_of_one_that_is_open() -> None:
    april, july = date(2027, 4, 1), date(2027, 7, 1)
    present = record_of(dated("april", april))
    for closed in (None, july):
        made = as_rounds(present, record_of(dated("july", july, closed)))
        assert [round_.id for round_ in made.rounds] == ["july", "april"]


def test_an_action_of_the_same_id_is_the_same_action() -> None:
    ours = Action(id="1", what="Ring them", owner="")
    theirs = Action(id="1", what="Write to them", owner="Ms Khan", due=date(2027, 3, 1))
    present = replace(record_of(round_of({})), actions=(ours,))
    opened = replace(record_of(round_of({})), actions=(theirs,))
    expected = (replace(ours, owner="Ms Khan", due=date(2027, 3, 1)),)
    assert fill(present, opened).actions == expected
    added = as_rounds(present, opened)
    assert added.actions == expected
    assert added.conflicts == (Conflict(place="actions.1.what", value="Write to them"),)


def test_adding_takes_name_and_words_where_there_are_none_and_records_conflicts_otherwise() -> None:
    here, there = record_of(round_of({}), name=""), record_of(round_of({}), name="Northshire")
    there = replace(there, partnership=replace(there.partnership, words={"council": "borough"}))
    joined = as_rounds(here, there)
    assert (joined.partnership.name, joined.partnership.words) == ("Northshire", {"council": "borough"})
    assert not joined.conflicts
    own = replace(here, partnership=replace(here.partnership, name="Ours", words={"council": "county"}))
    kept = as_rounds(own, there)
    assert kept.partnership == own.partnership
    assert [(thing.place, thing.value) for thing in kept.conflicts] == [
        ("partnership.name", "Northshire"),
        ("partnership.words.council", "borough"),
    ]


def test_after_a_closed_round_the_newest_is_the_present_one_open_or_not() -> None:
    closed = replace(round_of({"aims-clear": Rating.RED}), closed=date(2027, 3, 31))
    for opened, last in ((date(2026, 10, 1), "r1"), (date(2027, 1, 12), "r1"), (date(2027, 4, 1), "r2")):
        other = replace(round_of({}, round_id="r2"), opened=opened)
        made = as_rounds(record_of(closed), record_of(other))
        assert len(made.rounds) == 2
        assert made.current_round.id == last


def test_every_field_of_an_action_has_a_name_for_where_it_differs() -> None:
    """The questions that it serves are named apart, and times of change are no difference."""
    assert set(differences.ACTION_FIELDS) == record_format.ACTION.fields.keys() - {"questions", "changed"}


def test_only_questions_that_differ_are_listed_also_those_that_are_not_asked() -> None:
    present = record_of(round_of({"aims-clear": Rating.RED, "aims-shared": Rating.RED}))
    opened = record_of(
        round_of({"aims-clear": Rating.GREEN, "aims-shared": Rating.RED, "{gone}": Rating.RED})
    )
    rows = answer_differences(SMALL, present, opened)
    assert [(row.title, row.here.rating, row.there.rating) for row in rows] == [
        ("aims clear", Rating.RED, Rating.GREEN),
        ("{gone}", None, Rating.RED),
    ]


DONE = Action(id="1", what="Ring them", status=Status.DONE)
DROPPED = replace(
    DONE,
    status=Status.DROPPED,
    reason="No money",
    progress="Rang once",
    due=date(2027, 3, 1),
    owner="K",
)


def test_no_state_is_invented_from_two() -> None:
    present = replace(record_of(round_of({})), actions=(DONE,))
    opened = replace(record_of(round_of({})), actions=(DROPPED,))
    expected = (replace(DONE, owner="K"),)
    assert fill(present, opened).actions == expected
    added = as_rounds(present, opened)
    assert added.actions == expected
    assert added.conflicts == (
        Conflict(place="actions.1.due", value="2027-03-01"),
        Conflict(place="actions.1.status", value="dropped"),
        Conflict(place="actions.1.reason", value="No money"),
        Conflict(place="actions.1.progress", value="Rang once"),
    )


def test_the_fields_of_one_state_are_filled_where_the_state_is_the_same() -> None:
    present = replace(record_of(round_of({})), actions=(replace(DROPPED, reason="", due=None),))
    opened = replace(record_of(round_of({})), actions=(DROPPED,))
    assert fill(present, opened).actions == (DROPPED,)
    assert not as_rounds(present, opened).conflicts


def test_a_note_and_a_reason_are_not_taken_for_another_rating() -> None:
    def answered(answer: Answer) -> Record:
        return record_of(replace(round_of({}), answers={"aims-clear": answer}))

    theirs = Answer(rating=Rating.RED, note="Nobody came.", no_action="No money", agreed=True)
    green = fill(answered(Answer(rating=Rating.GREEN)), answered(theirs)).current_round.answers["aims-clear"]
    assert green == Answer(rating=Rating.GREEN)
    red = fill(answered(Answer(rating=Rating.RED)), answered(theirs)).current_round.answers["aims-clear"]
    assert red == replace(theirs, agreed=False)
    none = fill(answered(Answer(note="Ours.")), answered(theirs)).current_round.answers["aims-clear"]
    assert none == replace(theirs, note="Ours.")


def test_a_round_that_differs_in_times_of_change_alone_is_the_same() -> None:
    answers = {"aims-clear": Answer(rating=Rating.RED, changed="2027-01-12T10:00:00.000Z")}
    present = record_of(replace(round_of({}, round_id="r"), answers=answers))
    later = {
        "aims-clear": Answer(rating=Rating.RED, changed="2027-02-12T10:00:00.000Z"),
        "aims-shared": Answer(changed="2027-02-12T10:00:00.000Z"),
    }
    opened = record_of(replace(round_of({}, round_id="r"), answers=later))
    assert is_same(as_rounds(present, opened), present)
    noted = {"aims-clear": replace(answers["aims-clear"], note="Another.")}
    changed = record_of(replace(round_of({}, round_id="r"), answers=noted))
    made = as_rounds(present, changed)
    assert made.current_round.answers["aims-clear"].note == "Another."
    assert not made.conflicts


def test_the_same_letters_in_another_encoding_are_no_difference() -> None:
    def written(form: Literal["NFC", "NFD"], line_break: str) -> Record:
        text = normalize(form, f"Café{line_break}Ŵyre")
        action = Action(id="a", what=text, owner=text, created="2027-01-01T10:00:00Z")
        answers = {IDS[0]: Answer(rating=Rating.RED, note=text)}
        round_ = replace(round_of({}), answers=answers, conclusion=text)
        return replace(record_of(round_, name=text), actions=(action,), unknown_fields={"x": [text]})

    present, opened = written("NFC", "\n"), written("NFD", "\r\n")
    assert present != opened
    assert is_same(present, opened)
    assert answer_differences(SMALL, present, opened) == ()
    assert other_differences(SMALL, present, opened) == ()
    assert as_rounds(present, opened) == present
    assert fill(present, opened) == present


PARTNER = Response(
    id="one",
    respondent=Respondent(organisation="A voluntary body"),
    answers={"aims-clear": Answer(rating=Rating.RED)},
    changed="2027-01-12T10:00:00.000Z",
)


def test_partners_who_are_not_here_are_added_and_those_who_are_stay() -> None:
    newer = replace(PARTNER, answers={}, changed="2027-01-13T10:00:00.000Z")
    other = replace(PARTNER, id="another")
    here, there = replace(round_of({}), responses=(PARTNER,)), replace(round_of({}), responses=(newer, other))
    assert fill(record_of(here), record_of(there)).current_round.responses == (newer, other)
    said = other_differences(SMALL, record_of(here), record_of(there))
    assert [(row.here, row.there) for row in said] == [
        (NOTHING, "1 partner"),
        ("1 partner", "1 partner with other answers"),
    ]


def test_a_report_over_its_own_record_is_the_same_and_partners_stay_in_each_choice() -> None:
    earlier = replace(round_of({"aims-clear": Rating.RED}, round_id="r0"), responses=(PARTNER,))
    present = record_of(earlier, replace(round_of({}), responses=(PARTNER,)))
    report = without_partners(present)
    assert with_partners(report, present) == present
    assert with_partners(present, report) is present
    assert not new_rounds(present, report)
    assert as_rounds(present, report) == present
    assert fill(present, report) == present


def test_names_stay_apart_from_answers_that_differ() -> None:
    newer = replace(PARTNER, answers={}, respondent=Respondent(name="Somebody else"))
    here, there = (record_of(replace(round_of({}), responses=(one,))) for one in (PARTNER, newer))
    said = other_differences(SMALL, here, there)
    assert [row.there for row in said] == ["1 partner with other answers", "1 partner, named differently"]


def test_the_new_fields_of_a_round_are_filled_and_compared() -> None:
    there = replace(
        round_of({}),
        next=date(2027, 4, 6),
        conclusion="Better.",
        asks=("Money", "Time"),
        responses=(PARTNER,),
        discuss=("aims-clear",),
    )
    here = replace(round_of({}), asks=(" ",))
    made = fill(record_of(here), record_of(there))
    assert made.current_round == there
    said = other_differences(SMALL, record_of(here), record_of(there))
    assert [(row.name, row.there) for row in said] == [
        ("Day of the round that follows", "6 April 2027"),
        ("Conclusion of the round", "Better."),
        ("Requests of the round", "Money; Time"),
        ("Partners’ answers of the round", "1 partner"),
        ("List for the meeting", "1 question"),
    ]
    joined = record_of(replace(there, asks=("Money; Time",)))
    assert not is_same(joined, record_of(there))
    assert is_same(record_of(here), record_of(round_of({})))


def test_another_round_gives_ratings_and_notes_but_not_its_partners_and_what_it_agreed() -> None:
    there = replace(
        round_of({}, round_id="r0"),
        name="Spring",
        unknown_fields={"x-mood": 1},
        answers={"aims-clear": Answer(rating=Rating.RED, note="Late.", agreed=True)},
        next=date(2027, 4, 6),
        conclusion="Better.",
        asks=("Money",),
        responses=(PARTNER,),
        discuss=("aims-clear",),
    )
    here = replace(round_of({}), name="")
    answers = {"aims-clear": Answer(rating=Rating.RED, note="Late.")}
    assert fill(record_of(here), record_of(there)).current_round == replace(here, answers=answers)
    same = replace(there, id=here.id)
    assert fill(record_of(here), record_of(same)).current_round == same
    rated = record_of(replace(here, answers=answers))
    (row,) = answer_differences(SMALL, rated, record_of(replace(same, responses=())))
    assert not row.filled


def test_a_hyphen_of_word_s_alone_is_a_text_and_is_not_lost() -> None:
    def recorded(progress: str, council: str) -> Record:
        record = record_of(round_of({}))
        return replace(
            record,
            partnership=replace(record.partnership, words={"council": council}),
            actions=(Action(id="1", what="Ring them", owner="", progress=progress),),
        )

    ours, theirs = recorded("Rang once", "county"), recorded("\x1e", "\x1e")
    assert [(one.place, one.value) for one in as_rounds(ours, theirs).conflicts] == [
        ("partnership.words.council", "\x1e"),
        ("actions.1.progress", "\x1e"),
    ]
    assert fill(theirs, ours).actions == theirs.actions
