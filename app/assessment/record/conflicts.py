"""What of an opened record has no place in the one that it was added to, because this says something else."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from assessment.model import Answer, Conflict
from assessment.record.content import comparable
from assessment.record.filling import is_empty, is_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assessment.model import Record, Round
    from assessment.record.filling import Part

# Fields in which two parts may differ without saying different things, or that are compared part by part.
_NO_CONFLICT = {
    "id", "words", "changed", "created", "unknown_fields",
    "answers", "responses", "asks", "discuss",
}  # fmt: skip


def conflicts(made: Record, opened: Record) -> tuple[Conflict, ...]:
    """What of the opened record is not in the record that `as_rounds` made with it.

    An earlier version of an answer or an action is none: it was changed since. Nor are partners' answers: a
    report shows conflicts, and says nowhere what one of them answered.
    """
    ours, theirs = made.partnership, opened.partnership
    rounds = {round_.id: round_ for round_ in made.rounds}
    actions = {action.id: action for action in made.actions}
    return (
        *_conflicts(ours, theirs, "partnership"),
        *_word_conflicts(ours.words, theirs.words),
        *_field_conflicts(made.unknown_fields, opened.unknown_fields, ""),
        *(
            conflict
            for round_ in opened.rounds
            if round_.id in rounds
            for conflict in _round_conflicts(rounds[round_.id], round_, f"rounds.{round_.id}")
        ),
        *(
            conflict
            for action in opened.actions
            if action.id in actions and not is_later(actions[action.id], action)
            for conflict in _conflicts(actions[action.id], action, f"actions.{action.id}")
        ),
    )


def _round_conflicts(here: Round, there: Round, place: str) -> Iterator[Conflict]:
    yield from _conflicts(here, there, place)
    ours, theirs = ([ask for ask in round_.asks if not is_empty(ask)] for round_ in (here, there))
    if theirs and comparable(ours) != comparable(theirs):
        yield Conflict(place=f"{place}.asks", value=theirs)
    if not set(there.discuss) <= set(here.discuss):
        yield Conflict(place=f"{place}.discuss", value=list(there.discuss))
    for question, answer in there.answers.items():
        present = here.answers.get(question, Answer())
        if not is_later(present, answer):
            yield from _conflicts(present, answer, f"{place}.answers.{question}")


def _conflicts(here: Part, there: Part, place: str) -> Iterator[Conflict]:
    """The fields of `there` whose value is not here."""
    for field in fields(here):
        theirs = getattr(there, field.name)
        if field.name in _NO_CONFLICT or is_empty(theirs):
            continue
        if comparable(theirs) != comparable(getattr(here, field.name)):
            yield Conflict(place=f"{place}.{field.name}", value=_as_json(theirs))
    yield from _field_conflicts(here.unknown_fields, there.unknown_fields, f"{place}.")


def _word_conflicts(here: Mapping[str, str], there: Mapping[str, str]) -> Iterator[Conflict]:
    for name, word in there.items():
        if not is_empty(word) and comparable(here[name]) != comparable(word):
            yield Conflict(place=f"partnership.words.{name}", value=word)


def _field_conflicts(here: Mapping[str, Any], there: Mapping[str, Any], place: str) -> Iterator[Conflict]:
    for name, value in there.items():
        if name not in here or comparable(here[name]) != comparable(value):
            yield Conflict(place=f"{place}{name}", value=value)


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, bool) else str(value)
