"""The actions as the page shows them, and as the plan of a report -> fragments of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessment.actions import (
    GROUPS,
    NO_OWNER,
    SHOWN,
    Filter,
    grouped,
    ordered,
    owners,
    select,
    without_action,
)
from assessment.model import Status
from assessment.show.action_text import action_text
from assessment.show.html import environment, fixed_words
from assessment.words import titles_in, words_of

if TYPE_CHECKING:
    from datetime import date

    from assessment.model import Record
    from assessment.question_set.model import QuestionSet

# Of the reds with no open action: the rest is folded, or the actions would be below the screen.
MOST_IN_SIGHT = 3


def actions_html(question_set: QuestionSet, record: Record, today: date, chosen: Filter, group: str) -> str:
    """The view of the page, as a fragment of HTML: reds without an action, filters and table."""
    titles = titles_in(question_set, words_of(question_set, record))
    return _render(
        "actions.html",
        question_set,
        record,
        today,
        chosen,
        group,
        owners=owners(record.actions, chosen.owner),
        no_owner=NO_OWNER,
        shows=SHOWN,
        group_choices=GROUPS,
        statuses=tuple(Status),
        most_in_sight=MOST_IN_SIGHT,
        text_of=lambda owner, some: action_text(record.partnership.name, owner, some, titles, today),
    )


def plan_html(question_set: QuestionSet, record: Record, today: date, *, only_open: bool = False) -> str:
    """The plan of the report, as a fragment of HTML: the actions by owner, open ones first; nothing to press.

    `only_open`: leaves out the others, and the red questions with no open action.
    """
    still_open, closed = (
        grouped(
            question_set,
            ordered(action for action in record.actions if action.status.is_open is is_open),
            "owner",
        )
        for is_open in (True, False)
    )
    return _render(
        "plan.html",
        question_set,
        record,
        today,
        Filter(),
        "owner",
        still_open=still_open,
        closed=closed,
        only_open=only_open,
    )


def _render(
    template: str,
    question_set: QuestionSet,
    record: Record,
    today: date,
    chosen: Filter,
    group: str,
    **others: Any,
) -> str:
    words = words_of(question_set, record)
    made = environment(fixed_words(words))
    selected = select(question_set, record.actions, chosen, today)
    without = without_action(question_set, record)
    return made.get_template(template).render(
        question_set=question_set,
        groups=grouped(question_set, ordered(selected), group),
        number=len(selected),
        total=len(record.actions),
        overdue=sum(action.is_overdue(today) for action in record.actions),
        parts_of_all=_parts_of_all(record, today),
        titles=titles_in(question_set, words),
        asked={question.id for question in question_set.questions},
        without=[question for question, reason in without if not reason],
        not_needed=[(question, reason) for question, reason in without if reason],
        chosen=chosen,
        group=group,
        today=today,
        **others,
    )


def _parts_of_all(record: Record, today: date) -> list[str]:
    """``3 open (1 overdue)``, ``1 done``, ``1 dropped``: they add up to all. A part of none is left out."""
    overdue = sum(action.is_overdue(today) for action in record.actions)
    parts = {
        f"open ({overdue} overdue)" if overdue else "open": sum(a.status.is_open for a in record.actions),
        "done": sum(action.status is Status.DONE for action in record.actions),
        "dropped": sum(action.status is Status.DROPPED for action in record.actions),
    }
    return [f"{number} {part}" for part, number in parts.items() if number]
