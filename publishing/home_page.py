"""The home page's parts, drawn from the example: the tool, the pattern, what to fix first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assessment.model import COLOURS
from assessment.show import pictures
from assessment.show.html import environment, fixed_words
from assessment.show.overview import work_out
from assessment.text import plural
from assessment.words import words_of
from publishing.machine import MachineError
from publishing.marks import fill

if TYPE_CHECKING:
    from assessment.model import Record
    from assessment.question_set.model import QuestionSet

PAGE = "index.md"
TEMPLATE = Path(__file__).with_name("home.html")


def write(pages: Path, question_set: QuestionSet, record: Record) -> None:
    """Write the parts into the staged home page.

    Args:
        pages: the folder of the staged pages.
        question_set: what is asked.
        record: the example. The question that the picture shows is the first to fix of its current round.

    Raises:
        MachineError: that round has no red or amber answer.
    """
    words, round_ = words_of(question_set, record), record.current_round
    made = environment(fixed_words(words))
    worked_out = work_out(question_set, round_, words)
    if not worked_out.first:
        raise MachineError(
            "sample_record.json needs a red or amber answer in its last round: the home page shows it"
        )
    shown = worked_out.first[0]
    template = made.from_string(TEMPLATE.read_text("utf-8"))
    parts = template.make_module(
        {
            "question_set": question_set,
            "partnership": record.partnership.name,
            "boxes": pictures.boxes(worked_out.scores, round_, words, worked_out.titles),
            "shown": shown.question,
            "chosen": shown.rating,
            "element": question_set.element_of(shown.question),
            "colours": COLOURS,
            "overview": worked_out,
            "verdict": pictures.verdict,
        }
    )
    picture = pictures.picture(made, question_set.layout, worked_out, round_, words)
    made_parts = {
        "questions": plural(len(question_set.questions), "question"),
        "time": question_set.about.time,
        "tool": parts.drawing(),  # type: ignore[attr-defined]
        "picture": picture,
        "first": parts.first(),  # type: ignore[attr-defined]
        # The same as a table, for people who prefer figures to squares.
        "figures": parts.figures(),  # type: ignore[attr-defined]
    }
    for name, part in made_parts.items():
        fill(pages / PAGE, name, str(part))
