"""A round among the others of its record: what it is called, and the record as it was then."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from assessment.errors import Fault, RequestError
from assessment.text import day, one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from assessment.model import Record, Round


def names_of(rounds: Iterable[Round]) -> dict[str, str]:
    """What each round is called, by id: its name, or the date on which it was opened.

    Of those that would be called the same, the second says so: ``Round of 25 November 2026 (2)``.
    `tests/cases/rounds.json` holds the rules of this module for Python and JavaScript.
    """
    names: dict[str, str] = {}
    used: Counter[str] = Counter()
    for round_ in rounds:
        plain = name = one_line(round_.name) or f"Round of {day(round_.opened)}"
        while used[name]:
            used[plain] += 1
            name = f"{plain} ({used[plain]})"
        used[name] += 1
        names[round_.id] = name
    return names


def answered_in(round_: Round, questions: Collection[str] | None = None) -> int:
    """How many questions, of these ids or of all, have a rating in it. A note alone is no answer."""
    return sum(
        answer.rating is not None
        for name, answer in round_.answers.items()
        if questions is None or name in questions
    )


def is_answered(round_: Round) -> bool:
    """Whether any question has a rating in it."""
    return answered_in(round_) > 0


def previous_round(rounds: Sequence[Round]) -> Round | None:
    """The last round before the last of these in which any question is rated.

    Also while the last has no answer: the page shows the answers of then beside the open questions. What a
    report compares is `earlier_round`.
    """
    return next((before for before in reversed(rounds[:-1]) if is_answered(before)), None)


def to_compare(rounds: Sequence[Round]) -> tuple[Round, Round] | None:
    """The last two rounds that have answers, or the only one that has and the one that began after it.

    None where there are no such two. Where partners answer, the coordinator need not: their round is then not
    one in which answers are missing.
    """
    answered = [round_ for round_ in rounds if is_answered(round_)]
    if len(answered) > 1:
        return answered[-2], answered[-1]
    if answered and answered[-1] is not rounds[-1] and not rounds[-1].responses:
        return answered[-1], rounds[-1]
    return None


def earlier_round(rounds: Sequence[Round]) -> Round | None:
    """What a report on the last of these compares it with: `previous_round`, once it has an answer itself.

    Before that nothing has changed that a report could say.
    """
    return previous_round(rounds) if is_answered(rounds[-1]) else None


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
