"""A record of an older version of the question set -> the present one, with notices of what changed.

Rules: an answer whose question has a new id moves to it. An answer to a reworded, split or retired question
stays where it is and gets a notice, because only people can judge what it is worth now. Where all questions
were rewritten there is one notice for all that are still asked. Nothing is dropped.
What partners answered goes by the same rules.
A record of the present version, or of a newer one, is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessment.question_set.model import ChangeKind
from assessment.question_set.versions import number_of, order_of
from assessment.record.content import says_something
from assessment.text import listed, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assessment.model import Action, Answer, Record, Round
    from assessment.question_set.model import Change, QuestionSet

AT_THE_END = "Your answer is at the end of the report."
PARTNERS_AT_THE_END = "The end of the report says how many partners answered it."
GONE = "It is named by {actions}: choose another question for that."


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One changed question, in a sentence for people; `question` is its former id, empty for all of them."""

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
        key=lambda change: number_of(change.since),
    )
    made = replace(record, question_set_version=question_set.version)
    notices = [_all_rewritten(question_set, record, is_news)]
    # One by one, because a question may have been renamed more than once, and retired after that.
    for change in changes:
        before, made = made, _changed(made, change)
        notices.append(_notice_of(change, question_set, before, made))
    for name, gone in question_set.retired.items():
        if is_news(gone.since):
            what = f"“{gone.title or name}” is no longer asked: {gone.reason}"
            notices.append(_notice(name, what, made, (AT_THE_END, PARTNERS_AT_THE_END), GONE))
    return Migration(record=made, notices=tuple(filter(None, notices)))


def _all_rewritten(
    question_set: QuestionSet, record: Record, is_news: Callable[[str | None], bool]
) -> Notice | None:
    rewritten = question_set.rewritten
    if not rewritten or not is_news(rewritten.since):
        return None
    answered = [_answered(question.id, record) for question in question_set.questions]
    own, partners = (any(of) for of in zip(*answered, strict=True))
    if not own and not partners:
        return None
    said = (
        "Your answers have not changed, and count under the new words:"
        " read each again, or start the next round."
    )
    parts = [rewritten.reason, said if own else "", "Partners answered the old words." if partners else ""]
    return Notice(question="", text=" ".join(filter(None, parts)))


def _changed(record: Record, change: Change) -> Record:
    return replace(
        record,
        rounds=tuple(_round(round_, change) for round_ in record.rounds),
        actions=tuple(_action(action, change) for action in record.actions),
    )


def _notice_of(change: Change, question_set: QuestionSet, before: Record, after: Record) -> Notice | None:
    match change.kind:
        case ChangeKind.RENAMED:
            # Where the new id already had an answer, the old one could not move.
            own_has_stayed, partners_have_stayed = _answered(change.question, after)
            became = (
                AT_THE_END if own_has_stayed else "Its answer has moved with it.",
                PARTNERS_AT_THE_END if partners_have_stayed else "Partners’ answers have moved with it.",
            )
            served = "It is served by {actions}, as before."
        case ChangeKind.REWORDED:
            became = (
                "Your answer has not changed: read the new words and check whether it still applies.",
                "Partners answered the old words.",
            )
            served = "It is served by {actions}: check whether that still fits."
        case ChangeKind.SPLIT:
            became = (f"{AT_THE_END} Please answer the new questions.", PARTNERS_AT_THE_END)
            served = "The new questions are served by {actions}, as the old one was."
    return _notice(
        change.question, f"{_named(change, question_set)}: {change.reason}", before, became, served
    )


def _notice(question: str, what: str, record: Record, became: tuple[str, str], served: str) -> Notice | None:
    """What changed and what happened to answers and actions; None where there are none.

    `became`: of the coordinator's answers, and of the partners'.
    """
    actions = sum(question in action.questions for action in record.actions)
    answered = _answered(question, record)
    if not actions and not any(answered):
        return None
    parts = [
        what,
        *(said for said, there_are in zip(became, answered, strict=True) if there_are),
        served.format(actions=plural(actions, "action")) if actions else "",
    ]
    return Notice(question=question, text=" ".join(filter(None, parts)))


def _answered(question: str, record: Record) -> tuple[bool, bool]:
    """Whether the coordinator has an answer to it in any round, and whether a partner has.

    One that was cleared is none: the end of the report does not list it.
    """

    def is_in(answers: Mapping[str, Answer]) -> bool:
        return question in answers and says_something(answers[question])

    return (
        any(is_in(round_.answers) for round_ in record.rounds),
        any(is_in(one.answers) for round_ in record.rounds for one in round_.responses),
    )


def _round(round_: Round, change: Change) -> Round:
    if change.kind is not ChangeKind.RENAMED:
        return round_
    return replace(
        round_,
        answers=_renamed(round_.answers, change),
        responses=tuple(
            replace(response, answers=_renamed(response.answers, change)) for response in round_.responses
        ),
        discuss=tuple(
            dict.fromkeys(change.into[0] if name == change.question else name for name in round_.discuss)
        ),
    )


def _renamed(answers: Mapping[str, Answer], change: Change) -> Mapping[str, Answer]:
    """Where the new id has an answer of its own, the old one stays under its old id."""
    if change.question not in answers or change.into[0] in answers:
        return answers
    return {change.into[0] if name == change.question else name: answer for name, answer in answers.items()}


def _action(action: Action, change: Change) -> Action:
    if change.kind is ChangeKind.REWORDED or change.question not in action.questions:
        return action
    questions = list(action.questions)
    place = questions.index(change.question)
    stays = [change.question] if change.kind is ChangeKind.SPLIT else []
    questions[place : place + 1] = [*stays, *(name for name in change.into if name not in questions)]
    return replace(action, questions=tuple(questions))


def _named(change: Change, question_set: QuestionSet) -> str:
    titles = {question.id: question.title for question in question_set.questions}
    return listed([f"“{titles.get(name, name)}”" for name in _asked_now(change.into, question_set)])


def _asked_now(ids: Iterable[str], question_set: QuestionSet) -> list[str]:
    """The ids after all later renamings."""
    renamed = {
        change.question: change.into[0]
        for change in question_set.changes
        if change.kind is ChangeKind.RENAMED
    }
    names = list(ids)
    for _ in renamed:
        names = [renamed.get(name, name) for name in names]
    return names
