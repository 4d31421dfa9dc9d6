"""How a made part gets into a staged page: in place of a mark, a comment with the name of the part."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MARK = "<!-- {} -->"


def fill(page: Path, name: str, part: str) -> None:
    """Replace the mark of a part, which the page must contain once."""
    text = page.read_text("utf-8")
    mark = MARK.format(name)
    if text.count(mark) != 1:
        raise ValueError(
            f"{page.name} must contain the line {mark!r} once, but contains it {text.count(mark)} times"
        )
    # Without empty lines: Markdown may end a block of HTML at one.
    page.write_text(
        text.replace(mark, "\n".join(line for line in part.splitlines() if line.strip())), "utf-8"
    )
