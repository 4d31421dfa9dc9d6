"""Two records into one, in two ways. Nothing that a person wrote is lost by either.

Rules:

1. An action of the same id is the same action. A round of the same id may have gone on in two places: where
   the two differ, both are kept.
2. What is here stays. What is empty here is taken from the opened record.
3. `as_rounds` takes all of the opened record: what cannot stand here is set aside, and kept in the record.
   `fill` takes from its present round alone, and writes nothing into a round that is closed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from assessment.model import Action, Answer, Partnership, Record, Round, SetAside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Part = TypeVar("Part", Action, Answer, Partnership, Record, Round)

_TEXTS = ("name", "preset", "note", "no_action", "what", "owner", "reason", "progress")
_VALUES = ("rating", "changed", "created", "due", "questions")


def as_rounds(present: Record, opened: Record) -> Record:
    """The present record with all of the opened one beside it.

    Rounds stand in the order in which they were opened, and yours is the last of its day. So the newest is
    the present one, except where that would put a closed round in the place of one that is open.
    """
    made = _joined(present, opened)
    aside = [
        thing for thing in (*opened.set_aside, *set_aside(present, opened)) if thing not in made.set_aside
    ]
    return replace(
        made, rounds=_in_order(present, new_rounds(present, opened)), set_aside=(*made.set_aside, *aside)
    )


def fill(present: Record, opened: Record) -> Record:
    """The present record, with what is empty in it and in its current round taken from the opened one's."""
    made = _joined(present, opened)
    here = present.current_round
    if here.closed:
        return made
    return replace(made, rounds=(*present.rounds[:-1], _filled_round(here, opened.current_round)))


def set_aside(present: Record, opened: Record) -> tuple[SetAside, ...]:
    """What of the opened record `as_rounds` can put nowhere, since something else stands there."""
    ours, theirs = present.partnership, opened.partnership
    actions = {action.id: action for action in present.actions}
    return (
        *_left(ours, theirs, "partnership"),
        *_left_words(ours.words, theirs.words),
        *_left_fields(present.unknown_fields, opened.unknown_fields, ""),
        *(
            left
            for action in opened.actions
            if action.id in actions
            for left in _left(actions[action.id], action, f"actions.{action.id}")
        ),
    )


def new_rounds(present: Record, opened: Record) -> tuple[Round, ...]:
    """The rounds that adding would add, under ids that are free here: none that is the same here."""
    ids = {round_.id for round_ in present.rounds}
    contents = [replace(round_, id="") for round_ in present.rounds]
    added = []
    for round_ in opened.rounds:
        content = replace(round_, id="")
        if content in contents:
            continue
        free, number = round_.id, 1
        while free in ids:
            number += 1
            free = f"{round_.id}-{number}"
        ids.add(free)
        contents.append(content)
        added.append(replace(round_, id=free))
    return tuple(added)


def _in_order(present: Record, added: Sequence[Round]) -> tuple[Round, ...]:
    if not added:
        return present.rounds
    current = present.current_round
    rounds = sorted([*added, *present.rounds], key=lambda round_: (round_.opened, round_.id == current.id))
    open_ = [round_ for round_ in rounds if not round_.closed]
    last = rounds[-1] if current.closed else open_[-1]
    return (*(round_ for round_ in rounds if round_ is not last), last)


def _joined(present: Record, opened: Record) -> Record:
    """The present record with what is empty outside of its rounds, and the actions that are not here."""
    ours, theirs = present.partnership, opened.partnership
    words = {**theirs.words, **{name: word for name, word in ours.words.items() if word.strip()}}
    there = {action.id: action for action in opened.actions}
    here = {action.id for action in present.actions}
    return replace(
        present,
        partnership=replace(filled(ours, theirs), words={**ours.words, **words}),
        actions=(
            *(filled(action, there.get(action.id, action)) for action in present.actions),
            *(action for action in opened.actions if action.id not in here),
        ),
        unknown_fields={**opened.unknown_fields, **present.unknown_fields},
    )


def _filled_round(here: Round, there: Round) -> Round:
    answers = dict(here.answers)
    for question_id, answer in there.answers.items():
        answers[question_id] = filled(answers[question_id], answer) if question_id in answers else answer
    return replace(filled(here, there), answers=answers)


def filled(here: Part, there: Part) -> Part:
    """The part with each empty field of it taken from the other; what this version does not know likewise."""
    taken = {
        field: getattr(there, field)
        for field in (*_TEXTS, *_VALUES)
        if hasattr(here, field) and _is_empty(getattr(here, field)) and not _is_empty(getattr(there, field))
    }
    return replace(here, **taken, unknown_fields={**there.unknown_fields, **here.unknown_fields})


def _is_empty(value: Any) -> bool:
    return not (value.strip() if isinstance(value, str) else value)


def _left(here: Part, there: Part, place: str) -> Iterator[SetAside]:
    """The fields of `there` that say something else than those that stand here."""
    for field in (*_TEXTS, "due", "questions", "priority", "status"):
        if not hasattr(here, field):
            continue
        ours, theirs = getattr(here, field), getattr(there, field)
        if ours != theirs and not _is_empty(ours) and not _is_empty(theirs):
            yield SetAside(place=f"{place}.{field}", value=_as_json(theirs))
    yield from _left_fields(here.unknown_fields, there.unknown_fields, f"{place}.")


def _left_words(here: Mapping[str, str], there: Mapping[str, str]) -> Iterator[SetAside]:
    for name, word in there.items():
        if word.strip() and here.get(name, "").strip() and here[name] != word:
            yield SetAside(place=f"partnership.words.{name}", value=word)


def _left_fields(here: Mapping[str, Any], there: Mapping[str, Any], place: str) -> Iterator[SetAside]:
    for name, value in there.items():
        if name in here and here[name] != value:
            yield SetAside(place=f"{place}{name}", value=value)


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return str(value)
