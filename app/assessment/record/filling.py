"""A part of a record with what is empty in it taken from the same part of another record.

Rules:

1. What is here stays. What is empty here is taken.
2. Fields that make up one state are taken together or not at all: nobody said of an action that was done here
   why it was dropped there.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from assessment.model import Action, Answer, Partnership, Record, Respondent, Response, Round
from assessment.text import shown

Version = Answer | Action | Response
Part = TypeVar("Part", Action, Answer, Partnership, Record, Respondent, Round)

# Fields that are merged part by part, or that name a part or describe its state as a whole.
_NOT_FILLED = {
    "id", "opened", "closed", "priority", "status",
    "words", "answers", "responses", "rounds", "actions", "conflicts", "unknown_fields",
}  # fmt: skip


def filled(here: Part, there: Part) -> Part:
    """The part with each empty field taken from the other; fields this version does not know likewise."""
    skipped = _NOT_FILLED | _of_another_state(here, there)
    taken = {
        field.name: getattr(there, field.name)
        for field in fields(here)
        if field.name not in skipped
        and is_empty(getattr(here, field.name))
        and not is_empty(getattr(there, field.name))
    }
    return replace(here, **taken, unknown_fields={**there.unknown_fields, **here.unknown_fields})


def answer_for_another_round(answer: Answer) -> Answer:
    """The answer as another round may take it: nobody agreed it there."""
    return replace(answer, agreed=False)


def _of_another_state(here: object, there: object) -> set[str]:
    """The fields that describe a state the part is not in: taking them would invent one."""
    if isinstance(here, Action) and isinstance(there, Action) and here.status is not there.status:
        return {"reason", "progress", "due", "changed"}
    if isinstance(here, Answer) and isinstance(there, Answer) and here.rating:
        # A note gives the reason for its own answer.
        return {"agreed"} if here.rating is there.rating else {"agreed", "no_action", "note", "changed"}
    return set()


def is_later(version: Version, other: Version) -> bool:
    """Whether of two versions this one was changed last; both must say when."""
    return bool(version.changed and other.changed and version.changed > other.changed)


def is_empty(value: Any) -> bool:
    """Whether nobody entered anything: blanks alone say nothing."""
    if isinstance(value, tuple):
        return all(map(is_empty, value))
    if isinstance(value, str):
        # Word's hyphen is a space to Python, and is shown as a hyphen.
        return not (value.strip() or shown(value).strip())
    return not value
