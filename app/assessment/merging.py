"""Two records into one, in two ways. Nothing that a person wrote is lost by either.

`as_rounds` adds the rounds and the actions of the other record beside those that are there. `fill` changes
nothing that is there, and takes from the other what is empty here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from assessment.model import Action, Answer, Round

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessment.model import Question, QuestionSet, Record

Entry = TypeVar("Entry", Round, Action)


def as_rounds(present: Record, opened: Record) -> Record:
    """The present record with the rounds and actions of the opened one; the current round stays that.

    Those that are the same here are not added twice; one with an id that is taken gets an id of its own.
    """
    earlier = sorted(
        [*present.rounds[:-1], *_new(present.rounds, opened.rounds)], key=lambda round_: round_.opened
    )
    return replace(
        present,
        rounds=(*earlier, present.current_round),
        actions=(*present.actions, *_new(present.actions, opened.actions)),
        unknown_fields={**opened.unknown_fields, **present.unknown_fields},
    )


def fill(present: Record, opened: Record) -> Record:
    """The present record, with what is empty in its current round taken from the opened one's."""
    here, there = present.current_round, opened.current_round
    answers = dict(here.answers)
    for question_id, answer in there.answers.items():
        answers[question_id] = _filled(answers.get(question_id), answer)
    ours, theirs = present.partnership, opened.partnership
    return replace(
        present,
        partnership=replace(
            ours,
            name=ours.name if ours.name.strip() else theirs.name,
            words={**theirs.words, **{name: word for name, word in ours.words.items() if word.strip()}},
            unknown_fields={**theirs.unknown_fields, **ours.unknown_fields},
        ),
        rounds=(
            *present.rounds[:-1],
            replace(
                here,
                name=here.name if here.name.strip() else there.name,
                answers=answers,
                unknown_fields={**there.unknown_fields, **here.unknown_fields},
            ),
        ),
        actions=(*present.actions, *_new(present.actions, opened.actions)),
        unknown_fields={**opened.unknown_fields, **present.unknown_fields},
    )


def _filled(here: Answer | None, there: Answer) -> Answer:
    if here is None:
        return there
    return replace(
        here,
        rating=here.rating or there.rating,
        note=here.note if here.note.strip() else there.note,
        no_action=here.no_action if here.no_action.strip() else there.no_action,
        changed=here.changed or there.changed,
        unknown_fields={**there.unknown_fields, **here.unknown_fields},
    )


def new_rounds(present: Record, opened: Record) -> tuple[Round, ...]:
    """The rounds that adding would add."""
    return tuple(_new(present.rounds, opened.rounds))


def _new(here: Iterable[Entry], there: Iterable[Entry]) -> list[Entry]:
    """Those of `there` that are not here, under ids that are free here."""
    ids = {entry.id for entry in here}
    contents = [replace(entry, id="") for entry in here]
    added: list[Entry] = []
    for entry in there:
        content = replace(entry, id="")
        if content in contents:
            continue
        free = entry.id
        number = 1
        while free in ids:
            number += 1
            free = f"{entry.id}-{number}"
        ids.add(free)
        contents.append(content)
        added.append(replace(entry, id=free))
    return added


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A question whose answer in the current round differs between two records."""

    question: Question
    here: Answer
    there: Answer

    @property
    def filled(self) -> bool:
        """Whether filling only what is empty would change the answer."""
        return _filled(self.here, self.there) != self.here


def differences(question_set: QuestionSet, present: Record, opened: Record) -> tuple[Difference, ...]:
    """The questions that are answered differently, in the order of the set."""
    here, there = present.current_round.answers, opened.current_round.answers
    return tuple(
        Difference(question=question, here=ours, there=theirs)
        for question in question_set.questions
        for ours, theirs in [(_answer(here, question), _answer(there, question))]
        if (ours.rating, ours.note, ours.no_action) != (theirs.rating, theirs.note, theirs.no_action)
    )


def _answer(answers: Mapping[str, Answer], question: Question) -> Answer:
    return answers.get(question.id, Answer())
