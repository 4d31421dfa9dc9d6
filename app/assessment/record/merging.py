"""Two records into one, in two ways. Neither loses anything that a person wrote and has not changed since.

Rules:

1. An action of the same id is the same action, and a round of the same id is the same round.
2. What is here stays. What is empty here is taken from the opened record; see `filling`. Into a round that is
   closed, or that is not the last, nothing but partners' answers is written.
3. A report has none of the partners' answers: a file without any takes away none that are here, and a round
   of it that lacks nothing else is the same as the one here.
4. `as_rounds` takes all of the opened record. Of two versions of an answer or an action, the later one stays,
   as after work on two computers. A round that was closed there is closed. What else has no place here
   becomes a conflict, which the record holds; partners' answers never do, because a report shows conflicts.
5. `fill` takes from its current round alone, and where that is another round than the present one, answers,
   but not what is true of that round alone: its partners, what they agreed and are to discuss, its name, its
   conclusion and requests, the day of the next round, and what this version does not know.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from assessment.record.conflicts import conflicts
from assessment.record.content import content, says_something
from assessment.record.filling import answer_for_another_round, filled, is_empty, is_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.model import Action, Answer, Record, Round


Version = TypeVar("Version", "Answer", "Action")


class OfTwo(Protocol):
    """Makes one of two versions of an answer or an action: of the one that is here, and of the other."""

    def __call__(self, here: Version, there: Version, /) -> Version: ...


class Merged(NamedTuple):
    """What each way makes of two records."""

    rounds: Record
    fill: Record


def merged(present: Record, opened: Record) -> Merged:
    """Both ways, for somebody who is to choose one."""
    return Merged(rounds=as_rounds(present, opened), fill=fill(present, opened))


def as_rounds(present: Record, opened: Record) -> Record:
    """The present record with all of the opened one in it.

    Rounds are in the order in which they were opened; the present one is the last of its day. A current round
    that is open stays the current one, whatever is newer: only the last round can be edited.
    """
    made = _joined(present, opened, _later)
    theirs = {round_.id: round_ for round_ in opened.rounds}
    *earlier, current = (_with_partners_of(round_, theirs.get(round_.id, round_)) for round_ in made.rounds)
    if current.id in theirs and not current.closed:
        there = theirs[current.id]
        current = replace(_filled_round(current, there, _later), closed=there.closed)
    made = replace(made, rounds=(*earlier, current))
    made = replace(made, rounds=_in_order(made, new_rounds(present, opened)))
    found = (*opened.conflicts, *conflicts(made, opened))
    return replace(
        made, conflicts=(*made.conflicts, *(conflict for conflict in found if conflict not in made.conflicts))
    )


def fill(present: Record, opened: Record) -> Record:
    """The present record, with what is empty in it and in its current round taken from the opened one's."""
    made = _joined(present, opened, filled)
    here, there = made.current_round, opened.current_round
    if here.closed:
        return made
    if here.id != there.id:
        there = _for_another_round(there)
    current = _with_partners_of(_filled_round(here, there, filled), there)
    return replace(made, rounds=(*made.rounds[:-1], current))


def _later(here: Version, there: Version) -> Version:
    """The version that was changed last; where that is not known, the one that is here, filled."""
    if is_later(there, here):
        return there
    return here if is_later(here, there) else filled(here, there)


def with_partners(opened: Record, present: Record) -> Record:
    """What takes the place of the present record: a file without any partners' answers takes none away."""
    if any(round_.responses for round_ in opened.rounds):
        return opened
    here = {round_.id: round_.responses for round_ in present.rounds}
    rounds = tuple(replace(round_, responses=here.get(round_.id, ())) for round_ in opened.rounds)
    return opened if rounds == opened.rounds else replace(opened, rounds=rounds)


def new_rounds(present: Record, opened: Record) -> tuple[Round, ...]:
    """The rounds that adding would add: none that is here, by its id or by what it says."""
    ids = {round_.id for round_ in present.rounds}
    contents = [replace(content(round_), id="") for round_ in present.rounds]
    contents += [replace(one, responses=()) for one in contents]
    added = []
    for round_ in opened.rounds:
        said = replace(content(round_), id="")
        if round_.id not in ids and said not in contents:
            contents.append(said)
            added.append(round_)
    return tuple(added)


def _in_order(present: Record, added: Sequence[Round]) -> tuple[Round, ...]:
    if not added:
        return present.rounds
    current = present.current_round
    rounds = sorted([*added, *present.rounds], key=lambda round_: (round_.opened, round_.id == current.id))
    if current.closed:
        return tuple(rounds)
    return (*(round_ for round_ in rounds if round_ is not current), current)


def _joined(present: Record, opened: Record, of_two: OfTwo) -> Record:
    """The present record with what is empty outside of its rounds, and the actions that are not here."""
    ours, theirs = present.partnership, opened.partnership
    words = {**theirs.words, **{name: word for name, word in ours.words.items() if not is_empty(word)}}
    there = {action.id: action for action in opened.actions}
    here = {action.id for action in present.actions}
    return replace(
        present,
        partnership=replace(filled(ours, theirs), words={**ours.words, **words}),
        actions=(
            *(of_two(action, there.get(action.id, action)) for action in present.actions),
            *(action for action in opened.actions if action.id not in here),
        ),
        unknown_fields={**opened.unknown_fields, **present.unknown_fields},
    )


def _filled_round(here: Round, there: Round, of_two: OfTwo) -> Round:
    answers = dict(here.answers)
    for question_id, answer in there.answers.items():
        if question_id in answers:
            answers[question_id] = of_two(answers[question_id], answer)
        elif says_something(answer):
            answers[question_id] = answer
    return replace(filled(here, there), answers=answers)


def _with_partners_of(here: Round, there: Round) -> Round:
    """The round with the partners of another version of it; of two answers of one partner, the newer."""
    responses = {response.id: response for response in here.responses}
    for response in there.responses:
        ours = responses.setdefault(response.id, response)
        if is_later(response, ours):
            responses[response.id] = response
    return replace(here, responses=tuple(responses.values()))


def _for_another_round(round_: Round) -> Round:
    return replace(
        round_,
        name="",
        answers={name: answer_for_another_round(answer) for name, answer in round_.answers.items()},
        next=None,
        conclusion="",
        asks=(),
        responses=(),
        discuss=(),
        unknown_fields={},
    )
