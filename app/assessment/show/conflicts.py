"""What a merged file said where the record says something else, in words."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from assessment.model import Priority, Status
from assessment.record.differences import ACTION_FIELDS, QUESTIONS_SERVED, Difference
from assessment.text import day
from assessment.words import titles_in, words_of

if TYPE_CHECKING:
    from assessment.model import Record
    from assessment.question_set.model import QuestionSet


def conflicts_in_words(question_set: QuestionSet, record: Record) -> tuple[Difference, ...]:
    """The conflicts of a record, named as differences are; `there` is what the merged file said."""
    actions = {f"actions.{action.id}": action.title for action in record.actions}
    titles = titles_in(question_set, words_of(question_set, record))
    differences = []
    for conflict in record.conflicts:
        holder, _, field = conflict.place.rpartition(".")
        kind, about, value = "Field", conflict.place, conflict.value
        if conflict.place == "partnership.name":
            kind, about = "Name of the partnership", ""
        elif conflict.place == "partnership.preset":
            kind, about, value = "Kind of partnership", "", question_set.preset_name(str(value))
        elif holder == "partnership.words":
            kind, about = "Own word", question_set.words.get(field, field)
        elif holder in actions and field == "questions" and isinstance(value, list):
            kind, about = QUESTIONS_SERVED, actions[holder]
            value = ", ".join(titles.get(str(served), str(served)) for served in value)
        elif holder in actions and field in ACTION_FIELDS:
            kind, about, value = ACTION_FIELDS[field], actions[holder], _in_words(field, value)
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        differences.append(Difference(kind=kind, about=about, here="", there=shown))
    return tuple(differences)


def _in_words(field: str, value: Any) -> Any:
    """A value of an action as it is shown elsewhere; as it is where it is none that this tool writes."""
    with suppress(TypeError, ValueError):
        match field:
            case "due":
                return day(date.fromisoformat(value))
            case "priority":
                return Priority(value).word
            case "status":
                return Status(value).word
    return value
