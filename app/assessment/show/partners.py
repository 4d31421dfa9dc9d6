"""The partners' answers of a round, question by question, and who has answered: the room of the partners."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from markupsafe import Markup

from assessment.model import Rating
from assessment.partners.agreement import Agreement
from assessment.partners.spread import Spread, spreads
from assessment.show import pictures
from assessment.show.html import environment, fixed_words
from assessment.show.respondents import answered, when, who
from assessment.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from assessment.model import Record, Response
    from assessment.question_set.model import QuestionSet


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
            unsettled=[spread for spread in shown if spread.is_unsettled],
            titles=pictures.titles_of(question_set, words),
            ratings=tuple(Rating),
            present=[rating for rating in Rating if any(one.counts[rating] for one in shown)],
            runs=_runs,
            who=who,
            said=_sayings(round_.responses),
            answered=answered,
            when=when,
        )
    )


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
