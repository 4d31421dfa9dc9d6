"""A record of an older version of the question set -> the present one, with notices of what changed.

Rules: an answer whose question has a new id moves to it. An answer to a reworded, split or retired question
stays where it is and gets a notice, because only people can judge what it is worth now. Nothing is dropped.
A record of the present version, or of a newer one, is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessment.model import ChangeKind
from assessment.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessment.model import Action, Change, QuestionSet, Record, Round

# Python refuses to parse numbers of thousands of digits; no version has ten.
LONGEST_NUMBER = 10
AT_THE_END = "Your answer is at the end of the report."
GONE = "It is named by {actions}: choose another question for that."


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One changed question, in a sentence for people; `question` is its former id."""

    question: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Migration:
    """The record in the present version, and notices for people; the same object where nothing changed."""

    record: Record
    notices: tuple[Notice, ...]


def migrate(record: Record, question_set: QuestionSet) -> Migration:
    """Bring a record to the present version of its questions; doing it twice changes nothing more."""
    if (
        record.question_set != question_set.id
        or order_of(record.question_set_version, question_set.version) >= 0
    ):
        return Migration(record=record, notices=())

    def is_news(since: str | None) -> bool:
        return since is None or order_of(since, record.question_set_version) > 0

    changes = sorted(
        (change for change in question_set.changes if is_news(change.since)),
        key=lambda change: _number(change.since),
    )
    made = replace(
        record,
        question_set_version=question_set.version,
        rounds=tuple(_round(round_, changes) for round_ in record.rounds),
        actions=tuple(_action(action, changes) for action in record.actions),
    )
    notices = [_notice_of(change, question_set, record, made) for change in changes]
    notices += [
        _notice(name, f"“{name}” is no longer asked: {gone.reason}", record, AT_THE_END, GONE)
        for name, gone in question_set.retired.items()
        if is_news(gone.since)
    ]
    return Migration(record=made, notices=tuple(filter(None, notices)))


def _notice_of(change: Change, question_set: QuestionSet, before: Record, after: Record) -> Notice | None:
    has_stayed = any(change.question in round_.answers for round_ in after.rounds)
    match change.kind:
        case ChangeKind.RENAMED:
            # Where the new id already had an answer, the old one could not move.
            became = AT_THE_END if has_stayed else "Its answer has moved with it."
            served = "It is served by {actions}, as before."
        case ChangeKind.REWORDED:
            became = "Your answer has not changed: read the new words and check whether it still applies."
            served = "It is served by {actions}: check whether that still fits."
        case ChangeKind.SPLIT:
            became = f"{AT_THE_END} Please answer the new questions."
            served = "The new questions are served by {actions}, as the old one was."
    return _notice(
        change.question, f"{_named(change, question_set)}: {change.reason}", before, became, served
    )


def _notice(question: str, what: str, record: Record, became: str, served: str) -> Notice | None:
    """What changed and what happened to answers and actions; None where there are none."""
    actions = sum(question in action.questions for action in record.actions)
    answered = any(question in round_.answers for round_ in record.rounds)
    if not actions and not answered:
        return None
    parts = [
        what,
        became if answered else "",
        served.format(actions=plural(actions, "action")) if actions else "",
    ]
    return Notice(question=question, text=" ".join(filter(None, parts)))


def order_of(version: str, other: str) -> int:
    """Negative where the version comes before the other one, positive where it comes after it."""
    ours, theirs = _number(version), _number(other)
    return (ours > theirs) - (ours < theirs)


def _round(round_: Round, changes: Iterable[Change]) -> Round:
    answers = dict(round_.answers)
    for change in changes:
        if change.kind is not ChangeKind.RENAMED or change.question not in answers:
            continue
        # Where the new id already has an answer, the old one stays under its old id.
        if change.into[0] not in answers:
            answers[change.into[0]] = answers.pop(change.question)
    return replace(round_, answers=answers)


def _action(action: Action, changes: Iterable[Change]) -> Action:
    questions = list(action.questions)
    for change in changes:
        if change.kind is ChangeKind.REWORDED or change.question not in questions:
            continue
        place = questions.index(change.question)
        stays = [change.question] if change.kind is ChangeKind.SPLIT else []
        questions[place : place + 1] = [*stays, *(name for name in change.into if name not in questions)]
    return replace(action, questions=tuple(questions))


def _named(change: Change, question_set: QuestionSet) -> str:
    titles = {question.id: question.title for question in question_set.questions}
    return " and ".join(f"“{titles.get(name, name)}”" for name in change.into)


def _number(version: str) -> tuple[int, ...]:
    """``1.10`` is after ``1.9``, and ``1.0`` equals ``1``. A part that is not a number counts as 0."""
    numbers = [
        int(part) if part.isdecimal() and len(part) < LONGEST_NUMBER else 0 for part in version.split(".")
    ]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
