"""Actions: which to show, in which order, and which reds have none; the view of the page, the report's plan.

Rules:

1. Open actions come before those that are done or dropped; none is ever left out of the whole list.
2. An action is overdue while it is open and its day has passed.
3. A red question is served by an open action: what is done has not made it better. "No action, because …" is
   an answer too, and so is the reason for which an action was dropped since the last round, where the answer
   is red or amber.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assessment.model import Priority, Rating, Status
from assessment.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assessment.model import Action, Record
    from assessment.question_set.model import Element, Question, QuestionSet

# What may be chosen, with its words for people. "" is everything, or no groups.
SHOWN = {
    "": "All actions",
    "open": "Open",
    "under-way": "Under way",
    "overdue": "Overdue",
    "month": "Due this month",
    "closed": "Done or dropped",
}
# Chosen as an owner: no name in one line is a space.
NO_OWNER = " "
GROUPS = {"": "No groups", "owner": "By owner", "element": "By element"}

_PRIORITIES = tuple(Priority)


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which actions to show; an empty field lets all through.

    `owner` as one line, in any case of letters, or NO_OWNER.
    """

    show: str = ""
    owner: str = ""
    element: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Actions of one owner or one element; both are empty where the actions have none, or are not grouped."""

    actions: tuple[Action, ...]
    owner: str = ""
    element: Element | None = None


def select(
    question_set: QuestionSet, actions: Iterable[Action], chosen: Filter, today: date
) -> tuple[Action, ...]:
    """The actions that pass every part of the filter, in the order in which they came."""
    shows: dict[str, Callable[[Action], bool]] = {
        "": lambda _: True,
        "open": lambda action: action.status.is_open,
        "under-way": lambda action: action.status is Status.UNDER_WAY,
        "overdue": lambda action: action.is_overdue(today),
        "month": lambda action: _is_due_this_month(action, today),
        "closed": lambda action: not action.status.is_open,
    }
    elements = _elements(question_set)
    return tuple(
        action
        for action in actions
        if shows[chosen.show](action)
        and chosen.owner.casefold() in ("", one_line(action.owner).casefold() or NO_OWNER)
        and (
            not chosen.element
            or any(elements[q].id == chosen.element for q in action.questions if q in elements)
        )
    )


def _is_due_this_month(action: Action, today: date) -> bool:
    due = action.due
    return action.status.is_open and due is not None and (due.year, due.month) == (today.year, today.month)


def ordered(actions: Iterable[Action]) -> tuple[Action, ...]:
    """All of them, open ones first; then by date, by priority, and at last by id."""
    return tuple(
        sorted(
            actions,
            key=lambda action: (
                not action.status.is_open,
                action.due or date.max,
                _PRIORITIES.index(action.priority),
                action.id,
            ),
        )
    )


def grouped(question_set: QuestionSet, actions: Iterable[Action], by: str) -> tuple[Group, ...]:
    """The actions of each owner, or of each element, in order; those without one come last.

    An action for several elements is with the first of them, so that no action is in two groups.
    """
    if by == "owner":
        actions = tuple(actions)
        names = {name.casefold(): name for name in owners(actions)}
        keyed = [(one_line(action.owner).casefold(), action) for action in actions]
        groups = [
            Group(owner=names.get(key, ""), actions=tuple(action for of, action in keyed if of == key))
            for key in (*sorted(names), "")
        ]
    elif by == "element":
        elements = _elements(question_set)
        placed = [(_first_element(question_set, elements, action), action) for action in actions]
        groups = [
            Group(element=element, actions=tuple(action for of, action in placed if of is element))
            for element in (*question_set.elements, None)
        ]
    else:
        groups = [Group(actions=tuple(actions))]
    return tuple(group for group in groups if group.actions)


def _first_element(
    question_set: QuestionSet, elements: Mapping[str, Element], action: Action
) -> Element | None:
    served = [elements[question] for question in action.questions if question in elements]
    return min(served, key=question_set.elements.index, default=None)


def owners(actions: Iterable[Action], chosen: str = "") -> tuple[str, ...]:
    """Every owner, each once, whatever the case of the letters.

    The chosen one is among them, also when nothing is theirs any more: the filter shows what it does.
    """
    found: dict[str, str] = {}
    for name in map(one_line, (*(action.owner for action in actions), chosen)):
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found[name] for name in sorted(found))


def without_action(question_set: QuestionSet, record: Record) -> tuple[tuple[Question, str], ...]:
    """The questions that are red in the current round and that no open action serves, with the reason if any.

    What is done has not made them better.
    """
    served, declined = with_open_action(record.actions), declined_by_question(record)
    return tuple(
        (question, declined.get(question.id, ""))
        for question in question_set.questions
        if record.current_round.rating(question) is Rating.RED and question.id not in served
    )


def declined_by_question(record: Record) -> dict[str, str]:
    """Why a question of the current round has no open action, in one line, where somebody said why.

    As was entered there. Else, for a red or amber answer, the reason for which an action for it was dropped
    since the round before, the last one.

    Args:
        record: with its last two rounds at least. Of the earlier, the dates are enough; without it, every
            reason counts. No record says when an action was dropped: the day of its last change is taken for
            that, so that a reason which is changed later counts again.
    """
    answers, served = record.current_round.answers, with_open_action(record.actions)
    *_, before = (None, *record.rounds[:-1])
    last = (before.closed or before.opened).isoformat() if before else ""
    dropped = {
        question: one_line(action.reason)
        for action in sorted(record.actions, key=lambda action: action.changed or "")
        if action.status is Status.DROPPED and (action.changed or "")[: len("2027-01-31")] >= last
        for question in action.questions
        if question in answers and answers[question].rating in (Rating.RED, Rating.AMBER)
    }
    entered = {question: one_line(answer.no_action) for question, answer in answers.items()}
    found = {**dropped, **{question: reason for question, reason in entered.items() if reason}}
    return {question: reason for question, reason in found.items() if reason and question not in served}


def with_open_action(actions: Iterable[Action]) -> set[str]:
    """The ids of the questions that an open action serves."""
    return {question for action in actions if action.status.is_open for question in action.questions}


def serving_by_question(actions: Iterable[Action]) -> dict[str, list[Action]]:
    """The actions that serve each question, by its id, in the order in which they came.

    Those that are still open; where none is, those that are done.
    """
    found: dict[str, list[Action]] = {}
    for action in actions:
        if action.status is not Status.DROPPED:
            for question in action.questions:
                found.setdefault(question, []).append(action)
    return {
        question: [action for action in serving if action.status.is_open] or serving
        for question, serving in found.items()
    }


def _elements(question_set: QuestionSet) -> dict[str, Element]:
    """The element of each question, by question id."""
    return {question.id: element for element in question_set.elements for question in element.questions}
