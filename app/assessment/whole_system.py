"""What holds what back; strengths, weaknesses and what is not known.

The elements work together: a strong answer may rest on a weak one elsewhere. The question set declares
such links, each with its reason. What a link means in a round is read off one table, by the rating of
the question that is rested on (the source) and of the one that rests on it (the target).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment.model import Rating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.model import Round
    from assessment.question_set.model import Link, QuestionSet
    from assessment.scoring import ElementScore


class Effect(StrEnum):
    """HOLDS_BACK: a weak source under a weak target. UNDERMINES: a weak source under a target that looks
    strong. UNTESTED: a target that looks strong rests on something nobody has answered yet."""

    HOLDS_BACK = "holds-back"
    UNDERMINES = "undermines"
    UNTESTED = "untested"


_EFFECTS = {
    (Rating.RED, Rating.RED): Effect.HOLDS_BACK,
    (Rating.RED, Rating.AMBER): Effect.HOLDS_BACK,
    (Rating.RED, Rating.GREEN): Effect.UNDERMINES,
    (Rating.AMBER, Rating.AMBER): Effect.HOLDS_BACK,
    (Rating.AMBER, Rating.GREEN): Effect.UNDERMINES,
    (Rating.UNKNOWN, Rating.GREEN): Effect.UNTESTED,
    (None, Rating.GREEN): Effect.UNTESTED,
}


@dataclass(frozen=True, kw_only=True)
class Consequence:
    """What one link means in this round."""

    link: Link
    effect: Effect
    source_rating: Rating | None
    target_rating: Rating


@dataclass(frozen=True, kw_only=True)
class WholeSystem:
    """The pattern of a round. `strongest` and `weakest` are empty where nothing stands out.

    `elements`: how many have a question that applies. `only`: the one that has, once it has a colour.
    `consequences`: of what is weak; `weaknesses` orders them. `untested`: of what is not known.
    """

    elements: int
    only: ElementScore | None
    strongest: tuple[ElementScore, ...]
    weakest: tuple[ElementScore, ...]
    not_enough_known: tuple[ElementScore, ...]
    consequences: tuple[Consequence, ...]
    untested: tuple[Consequence, ...]

    @property
    def is_too_early(self) -> bool:
        """Whether most elements have too few answers for a colour, or fewer than two have one to compare.

        What stands out among the few others is then chance, and so is that nothing does.
        """
        missing = len(self.not_enough_known)
        return missing > self.elements / 2 or (missing > 0 and self.elements - missing < 2)


def read(question_set: QuestionSet, round_: Round, scores: Sequence[ElementScore]) -> WholeSystem:
    """The whole-systems reading of a round with these scores."""
    known = [score for score in scores if score.colour is not None]
    shares = [score.counts.share for score in known if score.counts.share is not None]
    stands_out = len(set(shares)) > 1
    consequences = _consequences(question_set, round_)
    elements = sum(score.counts.applicable > 0 for score in scores)
    return WholeSystem(
        elements=elements,
        only=known[0] if elements == len(known) == 1 else None,
        strongest=tuple(s for s in known if stands_out and s.counts.share == max(shares)),
        weakest=tuple(s for s in known if stands_out and s.counts.share == min(shares)),
        not_enough_known=tuple(s for s in scores if s.colour is None and s.counts.applicable),
        consequences=tuple(c for c in consequences if c.effect is not Effect.UNTESTED),
        untested=tuple(c for c in consequences if c.effect is Effect.UNTESTED),
    )


def _consequences(question_set: QuestionSet, round_: Round) -> list[Consequence]:
    found = []
    for link in question_set.links:
        source, target = round_.rating(link.source), round_.rating(link.target)
        if target is not None and (source, target) in _EFFECTS:
            found.append(
                Consequence(
                    link=link, effect=_EFFECTS[source, target], source_rating=source, target_rating=target
                )
            )
    return found
