"""What became of published questions: renamed, reworded, split or retired; and whether any is lost.

The rule of ids: a published id is permanent, because years of answers depend on it. One that leaves the set
is named under `[retired]`, with the reason and the version in which it left, or in a `[[change]]` with what
became of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.errors import Fault
from assessment.question_set.model import Change, ChangeKind, QuestionSet, Retirement
from assessment.question_set.versions import order_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessment.tables import Table


def retired(table: Table) -> dict[str, Retirement]:
    """By question id: a text is the reason alone; a table also says since which version."""
    made = {}
    for question_id, entry in table.texts_or_tables("retired"):
        if isinstance(entry, str):
            made[question_id] = Retirement(reason=entry)
            continue
        made[question_id] = Retirement(
            title=entry.text("title", optional=True),
            reason=entry.text("reason"),
            since=entry.text("since", optional=True) or None,
        )
        entry.refuse_unknown()
    return made


def changes(table: Table, asked: set[str], retired: Mapping[str, Retirement]) -> tuple[Change, ...]:
    read = [(change, _change(change, asked)) for change in table.tables("change", optional=True)]
    left: dict[str, list[str | None]] = {name: [gone.since] for name, gone in retired.items()}
    for _, made in read:
        left.setdefault(made.question, []).append(made.since)
    for change, made in read:
        for question_id in made.into:
            versions = left.get(question_id, ())
            later = any(since is None or order_of(since, made.since) > 0 for since in versions)
            if question_id not in asked and not later:
                what = f"{question_id!r} is not asked, nor changed or retired in a later version"
                change.fault(what, "into")
    return tuple(made for _, made in read)


def _change(change: Table, asked: set[str]) -> Change:
    made = Change(
        question=change.text("question"),
        kind=change.one_of("kind", ChangeKind),
        into=tuple(change.texts("into")),
        since=change.text("since"),
        reason=change.text("reason"),
    )
    if (made.kind is ChangeKind.REWORDED) is not (made.into == (made.question,)):
        change.fault("a reworded question stays itself, and only that one", "into")
    if made.kind is ChangeKind.RENAMED and len(made.into) != 1:
        change.fault(f"a renamed question has one new id, not {len(made.into)}", "into")
    if made.kind is not ChangeKind.REWORDED and made.question in asked:
        change.fault(f"{made.question!r} is still asked", "question")
    change.refuse_unknown()
    return made


def lost_ids(question_set: QuestionSet, published_ids: Iterable[str]) -> Iterable[Fault]:
    known = {question.id for question in question_set.questions} | set(question_set.retired)
    known |= {change.question for change in question_set.changes}
    for question_id in published_ids:
        if question_id not in known:
            yield Fault(
                place=question_id,
                what="was published and is gone; keep it, or declare in set.toml what became of it",
            )
