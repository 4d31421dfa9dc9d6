"""How far people agree who answered on a scale with an order, such as red, amber, green.

The measure is the consensus of W. J. Tastle and M. J. Wierman, “Consensus and dissention: A measure of
ordinal dispersion”, International Journal of Approximate Reasoning 45 (2007), pages 531 to 545:

    1 + sum of p(x) · log2(1 - |x - mean| / width)

over the places x of the scale, with the share p(x) of people at each, and the width from the first to the
last.
"""

from __future__ import annotations

from enum import StrEnum
from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Below these values of the consensus views differ, or are far apart. Two reds and one amber have 0.63, one
# red and one amber 0.58, one of each colour 0.33, two reds and one green 0.08.
DIFFERENT, FAR_APART = 0.6, 0.4


class Agreement(StrEnum):
    """The measure in words. With fewer than two colours there is nothing to compare."""

    FAR_APART = "far-apart"
    DIFFERENT = "different"
    CLOSE = "close"
    SAME_COLOUR = "same-colour"
    TOO_FEW = "too-few"

    @classmethod
    def of(cls, counts: Sequence[int]) -> Agreement:
        """What the measure says of how many chose each colour."""
        measured = compared(counts)
        if measured is None:
            return cls.TOO_FEW
        # Compared by counts: the sum of logarithms may be a hair below one.
        if max(counts) == sum(counts):
            return cls.SAME_COLOUR
        if measured < FAR_APART:
            return cls.FAR_APART
        return cls.DIFFERENT if measured < DIFFERENT else cls.CLOSE

    @property
    def word(self) -> str:
        return _WORDS[self]


_WORDS = {
    Agreement.FAR_APART: "Far apart",
    Agreement.DIFFERENT: "Views differ",
    Agreement.CLOSE: "Close",
    Agreement.SAME_COLOUR: "Same colour",
    Agreement.TOO_FEW: "Too few answers",
}


def compared(counts: Sequence[int]) -> float | None:
    """The consensus of two or more; none with fewer, where there is nothing to compare."""
    return consensus(counts) if sum(counts) >= 2 else None


def consensus(counts: Sequence[int]) -> float | None:
    """The agreement of people, between 0 (half of them at each end) and 1 (all in one place).

    Args:
        counts: how many people chose each place of the scale, in its order; at least two places.

    Returns:
        None where nobody answered.
    """
    total = sum(counts)
    if total == 0:
        return None
    width = len(counts) - 1
    mean = sum(place * count for place, count in enumerate(counts)) / total
    made = 1 + sum(
        count / total * log2(1 - abs(place - mean) / width) for place, count in enumerate(counts) if count
    )
    # A floating-point sum may end a hair outside.
    return min(max(made, 0.0), 1.0)
