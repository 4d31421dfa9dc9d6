"""Files of several partnerships -> the partnerships in them, and a remark on each that is left out.

Rules:

1. A file is a record, a report, or a file with all records of a browser. The practice record is left out.
2. Of two records of one partnership the newer counts, whichever came first. They are of one partnership when
   they have a round in common, which every copy has, and no two different names: a partnership may have begun
   with a copy of another's. The same name alone may be that of two partnerships.
3. A partnership is shown in its last round with an answer, brought to the present questions.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from assessment.errors import FileError, NewerFileError
from assessment.question_set.versions import order_of
from assessment.record.format import to_data
from assessment.record.migration import migrate
from assessment.record.opening import Backup, read_file, read_record
from assessment.rounds import is_answered, names_of
from assessment.text import is_same_name, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessment.model import Record, Round
    from assessment.question_set.model import QuestionSet

# More columns fit on no screen and no sheet.
MOST = 30
_PRACTICE = "/record/practice"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One partnership, in the round that is shown. `source`: its file."""

    name: str
    source: str
    round: Round
    round_name: str


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What people must know of what came from `source`.

    `is_left_out`: whether it is not shown. `changed`: the last change, in UTC, of what is shown in its place.
    """

    source: str
    text: str
    is_left_out: bool = True
    changed: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The partnerships by name, and the remarks in the order of the files."""

    columns: tuple[Column, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A record with an answer, brought to the present questions; `version`: of those that it came with."""

    source: str
    record: Record
    version: str

    @property
    def title(self) -> str:
        return _name(self.record) or _without_name(self.source)

    def is_of_same(self, other: _Found) -> bool:
        # As `is_of_another_partnership`.
        ours, theirs = _name(self.record), _name(other.record)
        rounds = ({round_.id for round_ in found.record.rounds} for found in (self, other))
        is_another = bool(ours and theirs) and not is_same_name(ours, theirs)
        return not is_another and not set.isdisjoint(*rounds)


def gather(question_set: QuestionSet, files: Sequence[tuple[str, bytes]]) -> Gathered:
    """The partnerships in these files, at most `MOST`.

    Args:
        question_set: the one of this tool.
        files: the name and the bytes of each.
    """
    read = [one for name, file in files for one in _read(question_set, name, file)]
    newest = _newest([one for one in read if isinstance(one, _Found)])
    shown = sorted(newest, key=lambda one: (one.title.casefold(), one.title, one.source))[:MOST]
    remarks = [one if isinstance(one, Remark) else _remark(question_set, one, newest, shown) for one in read]
    columns = tuple(_column(one, name) for one, name in zip(shown, _names(shown), strict=True))
    return Gathered(columns=columns, remarks=tuple(filter(None, remarks)))


def _read(question_set: QuestionSet, name: str, file: bytes) -> Iterator[_Found | Remark]:
    """Each record of a file; in place of one that cannot be shown, a remark."""
    try:
        opened = read_file(file)
    except FileError as error:
        yield _refused(name, error)
        return
    if not isinstance(opened, Backup):
        yield _with_answers(question_set, name, opened.record)
        return
    for key, text in opened.records.items():
        source = f"{name}, {key.rpartition('/')[2]}"
        if key.endswith(_PRACTICE):
            yield Remark(source=source, text="These are the example answers of an invented partnership.")
            continue
        try:
            yield _with_answers(question_set, source, read_record(text).record)
        except FileError as error:
            yield _refused(source, error)


def _refused(source: str, error: FileError) -> Remark:
    if isinstance(error, NewerFileError):
        return Remark(source=source, text=error.opening)
    first = error.faults[0]
    place = "" if first.place in ("the file", "the record") else f"{first.place}: "
    return Remark(source=source, text=f"It cannot be read: {place}{first.what}.")


def _with_answers(question_set: QuestionSet, source: str, record: Record) -> _Found | Remark:
    if record.question_set != question_set.id:
        other = question_set.site.tools.get(record.question_set)
        unknown = f"It answers another question set, “{one_line(record.question_set)}”."
        text = f"It belongs to the tool “{other.name}”: compare it there." if other else unknown
        return Remark(source=source, text=text)
    migrated = migrate(record, question_set).record
    if not any(map(is_answered, migrated.rounds)):
        whose = f" (“{_name(record)}”)" if _name(record) else ""
        if any(round_.responses for round_ in migrated.rounds):
            # The coordinator need not answer where partners do.
            text = f"It has partners’ answers only{whose}. A coordinator’s own answers are compared here."
            return Remark(source=source, text=text)
        return Remark(source=source, text=f"No question is answered in it{whose}.")
    return _Found(source=source, record=migrated, version=record.question_set_version)


def _name(record: Record) -> str:
    return one_line(record.partnership.name)


def _newest(found: Sequence[_Found]) -> list[_Found]:
    """The newest of each partnership; of two from the same moment always the same one.

    A report on an earlier round has the moment of the whole record, and fewer rounds.
    """
    newest: list[_Found] = []
    # Of the same record in two files the first by name: that is what a record without a name is called by.
    by_name = sorted(found, key=lambda one: one.source)
    for one in sorted(by_name, key=_newness, reverse=True):
        if not any(one.is_of_same(other) for other in newest):
            newest.append(one)
    return newest


def _newness(found: _Found) -> tuple[str, int, str]:
    record = found.record
    # Indented JSON takes Python's slow writer.
    return record.changed or "", len(record.rounds), json.dumps(to_data(record))


def _remark(
    question_set: QuestionSet, found: _Found, newest: Sequence[_Found], shown: Sequence[_Found]
) -> Remark | None:
    """What there is to say of a record with answers."""
    if not any(found is one for one in newest):
        other = next(one for one in newest if one.is_of_same(found))
        text = f"It is of “{other.title}” too. The newer file is shown: {other.source}."
        changed = datetime.fromisoformat(other.record.changed) if other.record.changed else None
        return Remark(source=found.source, text=text, changed=changed)
    if not any(found is one for one in shown):
        text = f"There are more than {MOST} partnerships, and “{found.title}” is not shown."
        return Remark(source=found.source, text=text)
    order = order_of(found.version, question_set.version)
    if not order:
        return None
    what = f"{'an older' if order < 0 else 'a newer'} version of the questions ({one_line(found.version)})"
    text = f"It answers {what}. Only what this version asks is shown."
    return Remark(source=found.source, text=text, is_left_out=False)


def _names(shown: Sequence[_Found]) -> Iterator[str]:
    """What each is called: where several have its name by its file too, and by a number if need be."""
    titles = Counter(one.title for one in shown)
    used: Counter[tuple[str, str]] = Counter()
    for one in shown:
        used[one.title, one.source] += 1
        number, name = used[one.title, one.source], _name(one.record)
        file = f"{one.source}, {number}" if number > 1 else one.source
        if titles[one.title] == 1:
            yield one.title
        else:
            yield f"{name} ({file})" if name else _without_name(file)


def _without_name(file: str) -> str:
    return f"Without a name: {file}"


def _column(found: _Found, name: str) -> Column:
    rounds = found.record.rounds
    latest = next(round_ for round_ in reversed(rounds) if is_answered(round_))
    return Column(name=name, source=found.source, round=latest, round_name=names_of(rounds)[latest.id])
