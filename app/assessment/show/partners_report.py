"""What partners answered, for the report: where they differ, and what was agreed; nobody's own answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from assessment.model import Rating
from assessment.partners.agreement import Agreement
from assessment.partners.spread import spreads
from assessment.rounds import previous_round
from assessment.show import pictures
from assessment.show.html import environment, fixed_words
from assessment.show.partners_over_time import lines
from assessment.words import words_of

if TYPE_CHECKING:
    from assessment.model import Record
    from assessment.question_set.model import Question, QuestionSet


def report_html(
    question_set: QuestionSet, record: Record, *, every: bool, own: bool, notes: bool = True
) -> str:
    """Where partners differ, and what was agreed, for the report; empty where there is nothing of either.

    Args:
        question_set: what is asked.
        record: its last round is the one reported on; earlier ones are compared with it.
        every: whether the table has every question, as in a set that partners answer, not only those on which
            partners differ from each other or from the coordinator.
        own: whether it has the coordinator's answers.
        notes: whether it has the notes on what was agreed, which are for the full report alone.
    """
    words, round_ = words_of(question_set, record), record.current_round
    shown = spreads(question_set, round_)
    differ = [spread for spread in shown if spread.differs or (own and spread.is_alone)]
    rows = spreads(question_set, round_, every=True) if every else differ
    agreed = _agreed(question_set, record)
    if not shown and not agreed:
        return ""
    return (
        environment(fixed_words(words))
        .get_template("partners_report.html")
        .render(
            round=round_,
            spreads=shown,
            rows=rows,
            own=own,
            # Where partners answer, nobody is asked to agree one answer.
            to_agree=() if every else tuple(spread for spread in shown if spread.is_unsettled),
            agreed=agreed,
            notes=notes,
            over_time=lines(question_set, record.rounds),
            in_short=Counter(spread.agreement for spread in shown),
            settled=Counter(spread.agreement for spread in shown if spread.agreed),
            agreement=Agreement,
            titles=pictures.titles_of(question_set, words),
            ratings=tuple(Rating),
        )
    )


def _agreed(question_set: QuestionSet, record: Record) -> list[tuple[Question, Rating | None, str]]:
    """Each question that was settled with the partners' answers in view: its answer and its note.

    A note that came along from the previous round with its answer was written without the partners in view.
    """
    round_, earlier = record.current_round, previous_round(record.rounds)
    return [
        (question, round_.rating(question), "" if earlier and earlier.note(question) == note else note)
        for question in question_set.questions
        if question.id in round_.answers and round_.answers[question.id].agreed
        for note in [round_.note(question)]
    ]


def without_partners(record: Record) -> Record:
    """The record without what each partner answered: a report is passed on."""
    return replace(record, rounds=tuple(replace(round_, responses=()) for round_ in record.rounds))
