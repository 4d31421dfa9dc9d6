"""The name of a file made from a record: of which set, whose, of which round, and from which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.rounds import names_of
from assessment.text import file_stem, one_line

if TYPE_CHECKING:
    from datetime import date

    from assessment.model import Record
    from assessment.question_set.model import QuestionSet


def stem_of(question_set: QuestionSet, record: Record, today: date, part: str = "") -> str:
    """The name without its ending. `part`: what is in the file, where it is not all of the record."""
    return file_stem(
        question_set.about.files,
        one_line(record.partnership.name) or "partnership",
        names_of(record.rounds)[record.current_round.id],
        today.isoformat(),
        part,
    )
