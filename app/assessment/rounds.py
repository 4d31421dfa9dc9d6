"""A round among the others of its record: what it is called, and the record as it was then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessment.errors import Fault, RequestError
from assessment.html import day

if TYPE_CHECKING:
    from assessment.model import Record, Round


def name_of(round_: Round) -> str:
    """The round's name, or the date on which it was opened."""
    return round_.name.strip() or f"Round of {day(round_.opened)}"


def find(record: Record, round_id: object, place: str) -> Round:
    """The round of an id; `place` says in a fault what asked for it.

    Raises:
        RequestError: there is no such round.
    """
    for round_ in record.rounds:
        if round_.id == round_id:
            return round_
    known = ", ".join(round_.id for round_ in record.rounds)
    raise RequestError([Fault(place=place, what=f"{round_id!r} is none of {known}")])


def as_of(record: Record, round_: Round) -> Record:
    """The record as it was in one of its rounds: that is the current one, and later ones are not there."""
    return replace(record, rounds=record.rounds[: record.rounds.index(round_) + 1])
