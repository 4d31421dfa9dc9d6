"""What is in a file with all records of a browser -> a fragment of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from assessment.errors import RecordError
from assessment.record.opening import read_record
from assessment.rounds import answered_in, names_of
from assessment.show.html import environment, fixed_words
from assessment.text import day, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.model import Record
    from assessment.question_set.model import QuestionSet
    from assessment.record.opening import Backup


@dataclass(frozen=True, kw_only=True)
class Row:
    """One record of the file; `record` is none where it cannot be read.

    `tool`: the name of another tool that it belongs to. `rounds`: each with its answers and its partners.
    """

    key: str
    record: Record | None
    tool: str = ""
    rounds: tuple[tuple[str, int, int], ...] = ()


def backup_html(question_set: QuestionSet, backup: Backup) -> str:
    """The records with their rounds, the unreadable ones by their keys, and the choices."""
    made = environment(fixed_words(question_set.default_words))
    return made.get_template("backup.html").render(
        saved=datetime.fromisoformat(backup.saved) if backup.saved else None,
        rows=_rows(question_set, backup.records),
        quarantined=_rows(question_set, backup.quarantined),
    )


def in_one_line(backup: Backup) -> str:
    """What a file is, as a list of several files says it."""
    saved = f", saved on {day(datetime.fromisoformat(backup.saved))}" if backup.saved else ""
    return f"All records of a browser{saved}: {plural(len(backup.records), 'record')}."


def _rows(question_set: QuestionSet, texts: Mapping[str, str]) -> list[Row]:
    return [_row(question_set, key, text) for key, text in texts.items()]


def _row(question_set: QuestionSet, key: str, text: str) -> Row:
    try:
        record = read_record(text).record
    except RecordError:
        return Row(key=key, record=None)
    names = names_of(record.rounds)
    counts = ((names[r.id], answered_in(r), len(r.responses)) for r in record.rounds)
    other = question_set.site.tools.get(record.question_set)
    return Row(key=key, record=record, tool=other.name if other else "", rounds=tuple(counts))
