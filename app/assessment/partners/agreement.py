"""How far people agree who answered on a scale with an order, such as red, amber, green.

The measure is the consensus of W. J. Tastle and M. J. Wierman, “Consensus and dissention: A measure of
ordinal dispersion”, International Journal of Approximate Reasoning 45 (2007), pages 531 to 545:

    1 + sum of p(x) · log2(1 - |x - mean| / width)

over the places x of the scale, with the share p(x) of people at each, and the width from the first to the
last.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


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
