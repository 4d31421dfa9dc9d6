"""Actions: which to show, in which order, and which reds have none; the view of the page, the report's plan.

Rules:

1. Open actions come before those that are done or dropped; none is ever left out of the whole list.
2. An action is overdue while it is open and its day has passed.
3. A red question is served by any action that was not dropped. "No action, because …" is an answer too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from assessment.errors import Fault, RequestError
from assessment.model import Priority, Rating, Status
from assessment.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assessment.model import Action, Question, QuestionSet, Record

DUE_SOON = timedelta(days=31)

# What a filter may be set to, with its words for people. "" is everything.
STATUSES = {"": "All", "open": "Still open", **{status.value: status.word for status in Status}}
DUES = {"": "Any date", "overdue": "Overdue", "soon": "Within a month", "none": "No date"}
SORTS = {
    "due": "Date",
    "status": "Status",
    "owner": "Who sees to it",
    "priority": "Priority",
    "element": "Element",
}

_PRIORITIES = tuple(Priority)
_STATUSES = (Status.UNDER_WAY, Status.NOT_STARTED, Status.DONE, Status.DROPPED)


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which actions to show; an empty field lets all through. `owner` as one line, in any case of letters."""

    status: str = ""
    owner: str = ""
    element: str = ""
    due: str = ""


def read_filter(question_set: QuestionSet, asked: Mapping[str, Any]) -> tuple[Filter, str]:
    """The filter and the order that a request asks for.

    Raises:
        RequestError: with every field whose value is none of those that there are.
    """
    elements = {"": "", **{element.id: element.title for element in question_set.elements}}
    choices = {"status": STATUSES, "element": elements, "due": DUES, "sort": SORTS}
    faults = [
        Fault(place=field, what=f"{asked[field]!r} is none of {', '.join(filter(None, known))}")
        for field, known in choices.items()
        if asked.get(field) and not (isinstance(asked[field], str) and asked[field] in known)
    ]
    if faults:
        raise RequestError(faults)
    chosen = Filter(
        status=asked.get("status") or "",
        owner=one_line(str(asked.get("owner") or "")),
        element=asked.get("element") or "",
        due=asked.get("due") or "",
    )
    return chosen, asked.get("sort") or "due"


def select(
    question_set: QuestionSet, actions: Iterable[Action], chosen: Filter, today: date
) -> tuple[Action, ...]:
    """The actions that pass every part of the filter, in the order in which they came."""
    by_due: dict[str, Callable[[Action], bool]] = {
        "": lambda _: True,
        "overdue": lambda action: action.is_overdue(today),
        "soon": lambda action: (
            action.status.is_open and action.due is not None and today <= action.due <= today + DUE_SOON
        ),
        "none": lambda action: action.due is None,
    }
    elements = _element_numbers(question_set)
    ids = [element.id for element in question_set.elements]
    return tuple(
        action
        for action in actions
        if (chosen.status in ("", action.status) or (chosen.status == "open" and action.status.is_open))
        and by_due[chosen.due](action)
        and chosen.owner.casefold() in ("", one_line(action.owner).casefold())
        and (
            not chosen.element
            or any(elements.get(question) == ids.index(chosen.element) for question in action.questions)
        )
    )


def ordered(question_set: QuestionSet, actions: Iterable[Action], by: str = "due") -> tuple[Action, ...]:
    """All of them, open ones first; then by what is asked, by date, by priority, and at last by id."""
    elements = _element_numbers(question_set)
    keys: dict[str, Callable[[Action], Any]] = {
        "due": lambda action: (action.due is None, action.due or date.max),
        "status": lambda action: _STATUSES.index(action.status),
        "owner": lambda action: (not one_line(action.owner), one_line(action.owner).casefold()),
        "priority": lambda action: _PRIORITIES.index(action.priority),
        "element": lambda action: min(
            (elements.get(q, len(elements)) for q in action.questions), default=len(elements)
        ),
    }
    return tuple(
        sorted(
            actions,
            key=lambda action: (
                not action.status.is_open,
                keys[by](action),
                keys["due"](action),
                keys["priority"](action),
                action.id,
            ),
        )
    )


def owners(actions: Iterable[Action], chosen: str = "") -> tuple[str, ...]:
    """Who sees to something, each once, whatever the case of the letters.

    Whoever is chosen is among them, also when nothing is theirs any more: the filter shows what it does.
    """
    found: dict[str, str] = {}
    for name in (*(one_line(action.owner) for action in actions), chosen):
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found[name] for name in sorted(found))


def without_action(question_set: QuestionSet, record: Record) -> tuple[tuple[Question, str], ...]:
    """The questions that are red in the current round and that no action serves, with the reason if any."""
    served = {
        question
        for action in record.actions
        if action.status is not Status.DROPPED
        for question in action.questions
    }
    round_ = record.current_round
    return tuple(
        (question, round_.no_action(question).strip())
        for question in question_set.questions
        if round_.rating(question) is Rating.RED and question.id not in served
    )


def open_by_question(actions: Iterable[Action]) -> dict[str, list[Action]]:
    """The actions that are still open, by the ids of their questions, in the order in which they came."""
    found: dict[str, list[Action]] = {}
    for action in actions:
        if action.status.is_open:
            for question in action.questions:
                found.setdefault(question, []).append(action)
    return found


def _element_numbers(question_set: QuestionSet) -> dict[str, int]:
    """The place of each question's element in the set, by question id."""
    return {
        question.id: number
        for number, element in enumerate(question_set.elements)
        for question in element.questions
    }
