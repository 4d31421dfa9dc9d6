"""(question set, round) -> the spread of the partners' answers, beside the coordinator's own.

Partners stay anonymous: a kind of organisation is counted on its own only where at least `FEWEST` of it
answered the question, and where the others cannot be worked out from what is shown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.model import COLOURS, Rating
from assessment.partners.agreement import Agreement, compared
from assessment.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assessment.model import Respondent, Response, Round
    from assessment.question_set.model import Question, QuestionSet

# Of a kind of organisation, before its answers are counted on their own.
FEWEST = 3


@dataclass(frozen=True, kw_only=True)
class Spread:
    """The partners' answers to one question.

    `counts`: of each rating. `own`: the coordinator's. `consensus`: none with fewer than two colours.
    `sectors`: counts by kind of organisation, where they show nobody's own. `notes`: with who wrote each.
    """

    question: Question
    counts: Mapping[Rating, int]
    own: Rating | None
    agreed: bool
    consensus: float | None
    sectors: Mapping[str, Mapping[Rating, int]]
    notes: Sequence[tuple[Respondent, str]]

    @property
    def answered(self) -> int:
        return sum(self.counts.values())

    @property
    def agreement(self) -> Agreement:
        return Agreement.of([self.counts[colour] for colour in COLOURS])

    @property
    def differs(self) -> bool:
        """Whether partners' views differ from each other's."""
        return self.agreement in (Agreement.FAR_APART, Agreement.DIFFERENT)

    @property
    def is_alone(self) -> bool:
        """Whether the coordinator has a view, partners have, and none of theirs is the same.

        Not where they settled it together: then the answer is everybody's.
        """
        views = (*COLOURS, Rating.NOT_APPLICABLE)
        return (
            not self.agreed
            and self.own in views
            and not self.counts[self.own]
            and any(self.counts[view] for view in views)
        )

    @property
    def is_unsettled(self) -> bool:
        """Whether a meeting should talk about it: partners' views differ, or none shares the
        coordinator's answer."""
        return not self.agreed and (self.differs or self.is_alone)


def spreads(question_set: QuestionSet, round_: Round, *, every: bool = False) -> tuple[Spread, ...]:
    """Each question that any partner answered, in the order in which a meeting should talk about them.

    First those not settled yet: those on which partners are far apart, then those on which none shares the
    coordinator's answer, then those on which views differ. Then the others; the least agreement first, those
    with too few answers to measure it last.
    `every`: also those that no partner answered.
    """
    made = [_spread(question, round_) for question in question_set.questions]
    return tuple(sorted((one for one in made if every or one.answered or one.notes), key=_place))


def _place(spread: Spread) -> tuple[bool, bool, bool, float]:
    is_far_apart = spread.agreement is Agreement.FAR_APART
    consensus = 2.0 if spread.consensus is None else spread.consensus
    return (not spread.is_unsettled, not is_far_apart, not spread.is_alone, consensus)


def _spread(question: Question, round_: Round) -> Spread:
    answers = [
        (response, answer) for response in round_.responses if (answer := response.answers.get(question.id))
    ]
    rated = {response.id: answer.rating for response, answer in answers if answer.rating}
    counts = _counts(rated.values())
    colours = [counts[colour] for colour in COLOURS]
    own = round_.answers.get(question.id)
    sectors = by_sector([response for response, answer in answers if answer.rating])
    return Spread(
        question=question,
        counts=counts,
        own=own.rating if own else None,
        agreed=bool(own and own.agreed),
        consensus=compared(colours),
        sectors={sector: _counts(rated[response.id] for response in of) for sector, of in sectors.items()},
        notes=[
            (response.respondent, answer.note)
            for response, answer in answers
            if answer.note and one_line(answer.note)
        ],
    )


def _counts(ratings: Iterable[Rating]) -> Mapping[Rating, int]:
    found = Counter(ratings)
    return {rating: found[rating] for rating in Rating}


def by_sector(responses: Sequence[Response]) -> dict[str, list[Response]]:
    """The responses of each kind of organisation that is large enough, the largest first.

    Those that are in none of them are nobody, or at least `FEWEST` too: else the whole less the parts would
    show what a few of them said.
    """
    groups: dict[str, list[Response]] = {}
    for response in responses:
        groups.setdefault(one_line(response.respondent.sector), []).append(response)
    named = [(sector, of) for sector, of in groups.items() if sector and len(of) >= FEWEST]
    named.sort(key=lambda group: (-len(group[1]), group[0]))
    rest = len(responses) - sum(len(of) for _, of in named)
    while named and 0 < rest < FEWEST:
        rest += len(named.pop()[1])
    return dict(named)
