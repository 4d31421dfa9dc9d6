"""A record of an older version of the question set -> the present one, and what became of its answers.

Rules: what has a new id moves to it; what was reworded, split or retired stays where it was and is told, for
only people can say what an answer to other words is worth. Nothing is dropped. A record of the present
version, or of a newer one, is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessment.html import environment, fixed_words
from assessment.model import ChangeKind
from assessment.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessment.model import Action, Change, QuestionSet, Record, Round

_BECAME = {
    ChangeKind.RENAMED: "its answer has moved with it",
    ChangeKind.REWORDED: "your answer is kept; read the new words and see whether it still holds",
    ChangeKind.SPLIT: "your answer is kept at the end of the report; answer the new questions afresh",
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """One thing that changed, in a sentence for people; `question` is the id it had."""

    question: str
    told: str


@dataclass(frozen=True, kw_only=True)
class Migration:
    """The record in the present version, and what is to be told; the same object where nothing changed."""

    record: Record
    told: tuple[Told, ...]


def migrate(record: Record, question_set: QuestionSet) -> Migration:
    """Bring a record to the present version of its questions; doing it twice changes nothing more."""
    if _number(record.question_set_version) >= _number(question_set.version):
        return Migration(record=record, told=())
    since = _number(record.question_set_version)
    changes = [change for change in question_set.changes if _number(change.since) > since]
    answered = {name for round_ in record.rounds for name in round_.answers}
    served = {name for action in record.actions for name in action.questions}
    told = [
        Told(
            question=change.question,
            told=f"{_named(change, question_set)}: {change.reason} ({_BECAME[change.kind]}).",
        )
        for change in changes
        if change.question in answered | served
    ]
    told += [
        Told(
            question=name,
            told=f"“{name}” is no longer asked: {reason} Your answer is kept at the end of the report.",
        )
        for name, reason in question_set.retired.items()
        if name in answered
    ]
    return Migration(
        record=replace(
            record,
            question_set_version=question_set.version,
            rounds=tuple(_round(round_, changes) for round_ in record.rounds),
            actions=tuple(_action(action, changes) for action in record.actions),
        ),
        told=tuple(told),
    )


def migration_html(question_set: QuestionSet, migration: Migration) -> str:
    """What is to be told, as a fragment of HTML; empty where there is nothing."""
    made = environment(fixed_words(words_of(question_set, migration.record)))
    return made.get_template("migration.html").render(told=migration.told).strip()


def _round(round_: Round, changes: Iterable[Change]) -> Round:
    answers = dict(round_.answers)
    for change in changes:
        if change.kind is not ChangeKind.RENAMED or change.question not in answers:
            continue
        # Where the new id has an answer of its own the old one stays under its old id.
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
    """``1.10`` is after ``1.9``. What is no number counts as the very first."""
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))
