"""The actions as the page shows them, and as the plan of a report -> fragments of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.actions import DUES, SORTS, STATUSES, Filter, ordered, owners, select, without_action
from assessment.model import Status
from assessment.show.html import environment, fixed_words
from assessment.words import words_of

if TYPE_CHECKING:
    from datetime import date

    from assessment.model import QuestionSet, Record


def actions_html(question_set: QuestionSet, record: Record, today: date, chosen: Filter, sort: str) -> str:
    """The view of the page, as a fragment of HTML: filters, table, and reds without an action."""
    return _render("actions.html", question_set, record, today, chosen, sort)


def plan_html(question_set: QuestionSet, record: Record, today: date) -> str:
    """The plan of the report, as a fragment of HTML: every action, and nothing to press."""
    return _render("plan.html", question_set, record, today, Filter(), "due")


def _render(
    template: str, question_set: QuestionSet, record: Record, today: date, chosen: Filter, sort: str
) -> str:
    made = environment(fixed_words(words_of(question_set, record)))
    return made.get_template(template).render(
        question_set=question_set,
        actions=ordered(question_set, select(question_set, record.actions, chosen, today), sort),
        total=len(record.actions),
        overdue=sum(action.is_overdue(today) for action in record.actions),
        done=sum(action.status is Status.DONE for action in record.actions),
        owners=owners(record.actions, chosen.owner),
        titles={question.id: question.title for question in question_set.questions},
        without=without_action(question_set, record),
        chosen=chosen,
        sort=sort,
        statuses=STATUSES,
        dues=DUES,
        sorts=SORTS,
        today=today,
    )
