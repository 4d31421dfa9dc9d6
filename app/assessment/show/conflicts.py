"""What an added file said where the record says something else, in words."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from assessment.model import Priority, Rating, Status
from assessment.record.differences import ACTION_FIELDS, QUESTIONS_SERVED, ROUND_FIELDS, Difference
from assessment.rounds import names_of
from assessment.text import day
from assessment.words import titles_in, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.model import Conflict, Record
    from assessment.question_set.model import QuestionSet


# What each field of an answer is called.
_ANSWER_FIELDS = {
    "rating": "Answer to",
    "note": "Note to",
    "no_action": "Reason for no action on",
    "agreed": "Agreed together on",
}


class _Names(NamedTuple):
    """What people call the parts of a record: questions and rounds by id, actions by place."""

    questions: Mapping[str, str]
    rounds: Mapping[str, str]
    actions: Mapping[str, str]


def conflicts_in_words(question_set: QuestionSet, record: Record) -> tuple[Difference, ...]:
    """The conflicts of a record, named as differences are; `there` is what the added file said."""
    names = _Names(
        questions=titles_in(question_set, words_of(question_set, record)),
        rounds=names_of(record.rounds),
        actions={f"actions.{action.id}": action.title for action in record.actions},
    )
    return tuple(_conflict_in_words(question_set, conflict, names) for conflict in record.conflicts)


def _conflict_in_words(question_set: QuestionSet, conflict: Conflict, names: _Names) -> Difference:
    actions = names.actions
    holder, _, field = conflict.place.rpartition(".")
    kind, about, value = _of_round(conflict, names) or ("Field", conflict.place, conflict.value)
    if conflict.place == "partnership.name":
        kind, about = "Name of the partnership", ""
    elif conflict.place == "partnership.preset":
        kind, about, value = "Kind of partnership", "", question_set.preset_name(str(value))
    elif holder == "partnership.words":
        kind, about = "Own word", question_set.words.get(field, field)
    elif holder in actions and field == "questions" and isinstance(value, list):
        kind, about = QUESTIONS_SERVED, actions[holder]
        value = ", ".join(names.questions.get(str(served), str(served)) for served in value)
    elif holder in actions and field in ACTION_FIELDS:
        kind, about, value = ACTION_FIELDS[field], actions[holder], _in_words(field, value)
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Difference(kind=kind, about=about, here="", there=shown)


def _of_round(conflict: Conflict, names: _Names) -> tuple[str, str, Any] | None:
    """Kind, what it is about, and value of what a version of a round said; None where it is nothing known.

    Ids may contain dots.
    """
    place, value = conflict.place, conflict.value
    for round_id, name in names.rounds.items():
        in_round = place.removeprefix(f"rounds.{round_id}.")
        if in_round == place:
            continue
        part, _, rest = in_round.partition(".")
        question, _, field = rest.rpartition(".")
        if part == "answers" and field in _ANSWER_FIELDS:
            about = f"{names.questions.get(question, question)} ({name})"
            return _ANSWER_FIELDS[field], about, "yes" if value is True else _in_words(field, value)
        if in_round in ROUND_FIELDS:
            return ROUND_FIELDS[in_round], name, _listed(in_round, value, names.questions)
    return None


def _listed(field: str, value: Any, titles: Mapping[str, str]) -> Any:
    if field in ("asks", "discuss") and isinstance(value, list):
        return "; ".join(titles.get(str(item), str(item)) for item in value)
    return _in_words(field, value)


def _in_words(field: str, value: Any) -> Any:
    """A value as it is shown elsewhere; as it is where it is none that this tool writes."""
    with suppress(TypeError, ValueError):
        match field:
            case "due" | "opened" | "closed" | "next":
                return day(date.fromisoformat(value))
            case "rating":
                return Rating(value).word
            case "priority":
                return Priority(value).word
            case "status":
                return Status(value).word
    return value
