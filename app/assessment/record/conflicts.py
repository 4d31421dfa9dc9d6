"""What of an opened record has no place in the present one, because this says something else there."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from assessment.model import Conflict
from assessment.record.content import comparable
from assessment.record.filling import filled, is_empty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assessment.model import Record
    from assessment.record.filling import Part

# Fields in which two parts may differ without saying different things.
_NO_CONFLICT = {"id", "words", "changed", "created", "unknown_fields"}


def conflicts(present: Record, opened: Record) -> tuple[Conflict, ...]:
    """What of the opened record `as_rounds` has no place for, because this record says something else."""
    ours, theirs = present.partnership, opened.partnership
    actions = {action.id: action for action in present.actions}
    return (
        *_conflicts(ours, theirs, "partnership"),
        *_word_conflicts(ours.words, theirs.words),
        *_field_conflicts(present.unknown_fields, opened.unknown_fields, ""),
        *(
            conflict
            for action in opened.actions
            if action.id in actions
            for conflict in _conflicts(actions[action.id], action, f"actions.{action.id}")
        ),
    )


def _conflicts(here: Part, there: Part, place: str) -> Iterator[Conflict]:
    """The fields of `there` whose value is not in the filled part."""
    made = filled(here, there)
    for field in fields(here):
        theirs = getattr(there, field.name)
        if field.name in _NO_CONFLICT or is_empty(theirs):
            continue
        if comparable(theirs) == comparable(getattr(made, field.name)):
            continue
        yield Conflict(place=f"{place}.{field.name}", value=_as_json(theirs))
    yield from _field_conflicts(here.unknown_fields, there.unknown_fields, f"{place}.")


def _word_conflicts(here: Mapping[str, str], there: Mapping[str, str]) -> Iterator[Conflict]:
    for name, word in there.items():
        if is_empty(word) or is_empty(here.get(name, "")):
            continue
        if comparable(here[name]) != comparable(word):
            yield Conflict(place=f"partnership.words.{name}", value=word)


def _field_conflicts(here: Mapping[str, Any], there: Mapping[str, Any], place: str) -> Iterator[Conflict]:
    for name, value in there.items():
        if name in here and comparable(here[name]) != comparable(value):
            yield Conflict(place=f"{place}{name}", value=value)


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return str(value)
