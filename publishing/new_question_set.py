"""Lays out a new question set that builds at once: run it with ``make question-set NAME=…``.

Its texts say what belongs in their places. They are in `question_set_template`, with marks for the name of
the set, its title and the day.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.question_set.ids import ID, RESERVED
from assessment.text import capitalised, shortened
from publishing.machine import ROOT, say

if TYPE_CHECKING:
    from datetime import date

QUESTIONS = ROOT / "questions"
TEMPLATE = Path(__file__).parent / "question_set_template"


class NameTakenOrBadError(Exception):
    """No question set can have this name; the message says why, and what to do."""


def write(name: str, *, today: date, questions: Path = QUESTIONS) -> list[Path]:
    """Lay out a question set below `questions`.

    Args:
        name: of the set, its folder and its address.
        today: when its texts were last reviewed.
        questions: the folder with all sets.

    Returns:
        the files that were written.

    Raises:
        NameTakenOrBadError: the name is no name for a set, or one has it. Nothing was written then.
    """
    folder = questions / name
    fault = _fault(name) or _taken(folder)
    if fault:
        raise NameTakenOrBadError(fault)
    marks = {"%name%": name, "%title%": capitalised(name.replace("-", " ")), "%today%": today.isoformat()}
    folder.mkdir()
    written = []
    for source in sorted(TEMPLATE.iterdir()):
        text = source.read_text("utf-8")
        for mark, value in marks.items():
            text = text.replace(mark, value)
        written.append(folder / source.name)
        written[-1].write_text(text, "utf-8")
    return written


def _fault(name: str) -> str | None:
    """Why this is no name for a set; the rule is that of ids."""
    if not name:
        return "Give the set a name, such as: make question-set NAME=housing"
    if not ID.fullmatch(name):
        return (
            f"{shortened(name)} cannot be the name of a question set: it is a part of addresses. "
            "Use small letters and digits with hyphens between, such as housing-support."
        )
    if name in RESERVED:
        return f"{name!r} is a word that the tool uses itself. Choose another name for the question set."
    return None


def _taken(folder: Path) -> str | None:
    # A file has no place here, but would be in the way.
    if folder.exists():
        return f"questions/{folder.name} is there already. Choose another name, or delete that folder first."
    return None


def main(name: str) -> None:
    written = write(name, today=datetime.now(UTC).date())
    for path in written:
        say(f"  {path.relative_to(ROOT)}")
    say(f"The set {name!r} is laid out, and builds. Its texts say what belongs in their places. Next:")
    say(f"  make question-check NAME={name}    shows its questions beside what is still to do")
    say(f"  make serve    shows it at /tools/{name}/")


if __name__ == "__main__":
    try:
        main(sys.argv[1].strip())
    except NameTakenOrBadError as error:
        sys.exit(str(error))
