"""The partners' answers of a round, question by question; and what is in the files that they sent."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from markupsafe import Markup

from assessment.model import Rating, Respondent
from assessment.partners.agreement import Agreement
from assessment.partners.collecting import Item, Standing
from assessment.partners.spread import Spread, spreads
from assessment.rounds import names_of, previous_round
from assessment.show import pictures
from assessment.show.html import environment, fixed_words
from assessment.show.partners_over_time import lines
from assessment.text import day, one_line
from assessment.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from assessment.model import Record, Response
    from assessment.question_set.model import Question, QuestionSet


def partners_html(
    question_set: QuestionSet, record: Record, *, names: bool = False, opened: Collection[str] = ()
) -> str:
    """The spread of the current round's answers, and who has answered, as a fragment of HTML.

    Args:
        question_set: what is asked.
        record: the partnership's.
        names: whether it says who answered what; else only how many did.
        opened: ids of the questions whose details are shown: the notes of a hundred partners are long.
    """
    words, round_ = words_of(question_set, record), record.current_round
    shown = spreads(question_set, round_)
    return (
        environment(fixed_words(words))
        .get_template("partners.html")
        .render(
            round=round_,
            names=names,
            opened=opened,
            spreads=shown,
            in_short=Counter(spread.agreement for spread in shown),
            settled=Counter(spread.agreement for spread in shown if spread.agreed),
            agreement=Agreement,
            alone=[spread for spread in shown if spread.is_alone],
            titles=pictures.titles_of(question_set, words),
            ratings=tuple(Rating),
            present=[rating for rating in Rating if any(one.counts[rating] for one in shown)],
            runs=_runs,
            who=who,
            said=_sayings(round_.responses),
            answered=lambda response: sum(bool(answer.rating) for answer in response.answers.values()),
            when=_when,
        )
    )


def report_html(question_set: QuestionSet, record: Record, *, every: bool, own: bool) -> str:
    """Where partners differ, and what was agreed, for the report; empty where there is nothing of either.

    Args:
        question_set: what is asked.
        record: its last round is the one reported on; earlier ones are compared with it.
        every: whether the table has every question, not only those on which partners differ from each other
            or from the coordinator.
        own: whether it has the coordinator's answers.
    """
    words, round_ = words_of(question_set, record), record.current_round
    shown = spreads(question_set, round_)
    apart = (Agreement.FAR_APART, Agreement.DIFFERENT)
    differ = [spread for spread in shown if spread.agreement in apart or (own and spread.is_alone)]
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
            agreed=agreed,
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


def collected_html(question_set: QuestionSet, record: Record, items: Sequence[Item]) -> str:
    """What came from partners, one row for each response, to be chosen from: a fragment of HTML.

    The boxes are named by the place of the item in the list.
    """
    return (
        environment(fixed_words(words_of(question_set, record)))
        .get_template("collected.html")
        .render(
            items=items,
            usual=sum(item.standing.is_usual for item in items),
            standing=Standing,
            names=names_of(record.rounds),
            partnership=one_line(record.partnership.name),
            who=who,
            when=_when,
            answered=lambda response: sum(bool(answer.rating) for answer in response.answers.values()),
        )
    )


def who(respondent: Respondent) -> str:
    """What is known of somebody, such as ``A college (Education), principal``."""
    organisation, sector = one_line(respondent.organisation), one_line(respondent.sector)
    place = f"{organisation} ({sector})" if organisation and sector else organisation or sector
    said = [one_line(respondent.name), one_line(respondent.role), place]
    return ", ".join(filter(None, said)) or "Somebody without a name"


def _when(response: Response) -> str:
    return day(datetime.fromisoformat(response.changed)) if response.changed else "no date"


def _runs(spread: Spread) -> list[tuple[Rating, str]]:
    """Each rating that somebody chose, with its letter as often as it was chosen."""
    return [(rating, rating.letter * spread.counts[rating]) for rating in Rating if spread.counts[rating]]


def _sayings(responses: Sequence[Response]) -> Callable[[Spread], list[tuple[Rating, Markup]]]:
    """For each question, each rating with who chose it."""
    # Each person is named at nearly every question: the name is made and escaped once.
    people = sorted(
        ((who(response.respondent), response) for response in responses), key=lambda pair: pair[0]
    )
    named = [(Markup("<bdi>{}</bdi>").format(name), response) for name, response in people]

    def said(spread: Spread) -> list[tuple[Rating, Markup]]:
        chosen = [(name, response.rating(spread.question)) for name, response in named]
        return [
            (rating, Markup("; ").join(name for name, of in chosen if of is rating))
            for rating in Rating
            if spread.counts[rating]
        ]

    return said
