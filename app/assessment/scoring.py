"""(question set, round) -> scores, with their ranges. One scorer serves page, report and exports.

Rules:

1. Not answered, "don't know yet" and "does not apply" are three things, and none of them is a zero.
   What does not apply leaves the sum. The other two leave it open: they make a range.
2. The share of the ideal is green 1, amber a half, red 0, over the questions with a colour.
   Its range is what it would be if every open question turned out red, or green.
3. The colour of an element follows the `ColourRule` of the question set, and is called settled when
   the open questions cannot change it.
4. There is no grand total: the pattern is the finding.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from assessment.model import Rating

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessment.model import Round
    from assessment.question_set.model import ColourRule, Element, QuestionSet


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many questions were answered how. The six add up to all of them."""

    red: int = 0
    amber: int = 0
    green: int = 0
    unknown: int = 0
    not_applicable: int = 0
    not_answered: int = 0

    @property
    def total(self) -> int:
        return self.answered + self.not_answered

    @property
    def answered(self) -> int:
        """Questions that somebody dealt with, be it by "don't know yet" or "does not apply"."""
        return self.coloured + self.unknown + self.not_applicable

    @property
    def coloured(self) -> int:
        return self.red + self.amber + self.green

    @property
    def open(self) -> int:
        return self.unknown + self.not_answered

    @property
    def applicable(self) -> int:
        return self.coloured + self.open

    @property
    def share(self) -> float | None:
        """Share of the ideal over the questions with a colour, 0 to 1; none where there are none."""
        return (self.green + self.amber / 2) / self.coloured if self.coloured else None

    @property
    def lowest_share(self) -> float | None:
        """The share if every open question turned out red; none where no question applies."""
        return (self.green + self.amber / 2) / self.applicable if self.applicable else None

    @property
    def highest_share(self) -> float | None:
        """The share if every open question turned out green; none where no question applies."""
        return (self.green + self.amber / 2 + self.open) / self.applicable if self.applicable else None


@dataclass(frozen=True, kw_only=True)
class ElementScore:
    """The counts of one element and its colour. `colour` is none while too little is known."""

    element: Element
    counts: Counts
    colour: Rating | None
    settled: bool


@dataclass(frozen=True, kw_only=True)
class ElementScores:
    """One element, with its score in each of several rounds."""

    element: Element
    scores: tuple[ElementScore, ...]


def score(question_set: QuestionSet, round_: Round) -> tuple[ElementScore, ...]:
    """The score of each element, in the order of the question set."""
    return tuple(
        _element_score(element, round_, question_set.colour_rule) for element in question_set.elements
    )


def in_each(question_set: QuestionSet, rounds: Iterable[Round]) -> tuple[ElementScores, ...]:
    """The scores of each element in these rounds, in the order of the question set."""
    scored = [score(question_set, round_) for round_ in rounds]
    return tuple(
        ElementScores(element=element, scores=tuple(scores[number] for scores in scored))
        for number, element in enumerate(question_set.elements)
    )


def _element_score(element: Element, round_: Round, rule: ColourRule) -> ElementScore:
    counts = count(round_.rating(question) for question in element.questions)
    worst, best = _if_open_were(counts, red=counts.open), _if_open_were(counts, green=counts.open)
    colour = colour_of(counts, rule)
    return ElementScore(
        element=element,
        counts=counts,
        colour=colour,
        settled=colour is not None and colour_of(worst, rule) is colour is colour_of(best, rule),
    )


def count(ratings: Iterable[Rating | None]) -> Counts:
    """How many of each; None is "not answered"."""
    found = Counter(ratings)
    return Counts(
        red=found[Rating.RED],
        amber=found[Rating.AMBER],
        green=found[Rating.GREEN],
        unknown=found[Rating.UNKNOWN],
        not_applicable=found[Rating.NOT_APPLICABLE],
        not_answered=found[None],
    )


def total(scores: Iterable[ElementScore]) -> Counts:
    """The counts of all elements together: for "answered n of m", not for a grand score."""
    every = [score.counts for score in scores]
    return Counts(
        **{field.name: sum(getattr(counts, field.name) for counts in every) for field in fields(Counts)}
    )


def colour_of(counts: Counts, rule: ColourRule) -> Rating | None:
    """The colour of an element by the rule; none while fewer than `known_from` of its questions have one."""
    # Shares are compared, not numbers: a float such as 0.56 times 25 is a hair above 14.
    if counts.share is None or counts.coloured / counts.applicable < rule.known_from:
        return None
    if counts.share < rule.red_below:
        return Rating.RED
    if counts.share >= rule.green_from and not counts.red:
        return Rating.GREEN
    return Rating.AMBER


def _if_open_were(counts: Counts, *, red: int = 0, green: int = 0) -> Counts:
    return Counts(
        red=counts.red + red,
        amber=counts.amber,
        green=counts.green + green,
        not_applicable=counts.not_applicable,
    )
