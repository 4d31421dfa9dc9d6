"""How wide the columns of a table are: its longest word fits in each, and the rest goes to long texts."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Letters of a word that a column makes room for; a longer one is broken.
LONGEST_WORD = 16
# A text with more letters does well with more lines.
LONGEST_LINE = 120


def widths(columns: Sequence[Sequence[str]], total: int, letter: int, edges: int) -> list[int]:
    """The widths of columns with these texts; they add up to the total.

    Args:
        columns: the texts of each column, its heading among them.
        total: of all columns, in any unit.
        letter: the mean width of a letter, in that unit.
        edges: what a column needs beside its text.
    """
    words = [max((len(word) for text in texts for word in text.split(" ")), default=0) for texts in columns]
    least = [min(word, LONGEST_WORD) * letter + edges for word in words]
    wishes = [max(min(len(text), LONGEST_LINE) for text in texts) * letter + edges for texts in columns]
    missing = [max(wish - enough, 0) for wish, enough in zip(wishes, least, strict=True)]
    share = max(total - sum(least), 0) / max(sum(missing), 1)
    shares = [enough + gap * share for enough, gap in zip(least, missing, strict=True)]
    # Rounded at the borders of the columns, so that nothing is lost.
    borders = [round(border * total / sum(shares)) for border in accumulate(shares, initial=0)]
    return [right - left for left, right in pairwise(borders)]
