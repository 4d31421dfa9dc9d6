"""What is in an opened file and what each choice would change -> a fragment of HTML."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from assessment.question_set.versions import order_of
from assessment.record.content import comparable, is_blank, is_same
from assessment.record.differences import answer_differences, other_differences
from assessment.rounds import answered_in, names_of, previous_round
from assessment.show.html import environment, fixed_words
from assessment.text import is_same_name, one_line, plural
from assessment.words import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from assessment.model import Record, Round
    from assessment.question_set.model import QuestionSet
    from assessment.record.differences import Difference
    from assessment.record.merging import Merged
    from assessment.record.migration import Migration
    from assessment.record.opening import OpenedRecord

MOST_DIFFERENCES = 60
# There may be several of these; what else differs is the one of its kind, or a part of an action.
_COUNTED = ("Own word", "Action", "Field")


def opening_html(
    question_set: QuestionSet, present: Record, opened: OpenedRecord, migration: Migration, made: Merged
) -> str:
    """What is in an opened record, what would change, and the choices, as a fragment of HTML.

    Args:
        question_set: the one of this tool.
        present: the record as it is now.
        opened: what was read from the file.
        migration: its record, migrated to the questions of this tool, with the partners known here.
        made: what each way of merging makes of the two.
    """
    templates = environment(fixed_words(words_of(question_set, present)))
    return templates.get_template("opening.html").render(
        faulty="",
        **_contents(question_set, opened, migration),
        **_changes(question_set, present, migration.record, made),
        **_spared(present, opened.record),
    )


def opening_over_faulty_html(
    question_set: QuestionSet, fault: str, opened: OpenedRecord, migration: Migration
) -> str:
    """The same where the present record cannot be read: it can only be replaced. `fault` says why."""
    made = environment(fixed_words(words_of(question_set, migration.record)))
    contents = _contents(question_set, opened, migration)
    choices = {"replace": True, "rounds": False, "fill": False}
    no_present = {"differs": True, "blank": False, "stranger": False, "older": False, "partners_here": 0}
    return made.get_template("opening.html").render(faulty=fault, choices=choices, **no_present, **contents)


def in_one_line(opened: OpenedRecord) -> str:
    """What a file is, as a list of several files says it."""
    record = opened.record
    round_ = record.current_round
    name = one_line(record.partnership.name)
    whose = f"of {name}" if name else "without a name"
    answers = plural(answered_in(round_), "answer")
    partners = f", and those of {plural(len(round_.responses), 'partner')}" if round_.responses else ""
    return f"A record {whose}: {names_of(record.rounds)[round_.id]}, {answers}{partners}."


def is_of_another_partnership(present: Record, opened: Record) -> bool:
    """Whether both have a name, and the names as they are shown differ in more than capitals."""
    here, there = (one_line(record.partnership.name) for record in (present, opened))
    return bool(here and there) and not is_same_name(here, there)


def _contents(question_set: QuestionSet, opened: OpenedRecord, migration: Migration) -> dict[str, Any]:
    """What the template says about the file alone."""
    read, record = opened.record, migration.record
    known = {question.id for question in question_set.questions}
    return {
        "question_set": question_set,
        "read": read,
        "opened": record,
        "version": order_of(read.question_set_version, question_set.version),
        "notices": migration.notices,
        "encoding": opened.encoding,
        "unreadable": opened.unreadable[:MOST_DIFFERENCES],
        "names": names_of(record.rounds),
        "partners": {round_.id: len(round_.responses) for round_ in read.rounds},
        "answered": {round_.id: answered_in(round_) for round_ in record.rounds},
        "last_changed": datetime.fromisoformat(record.changed) if record.changed else None,
        "unknown_questions": sorted(_answered(record) - known),
        "unknown_fields": sorted(_unknown_fields(record)),
    }


def _answered(record: Record) -> set[str]:
    """The ids of all questions that somebody answered, in any round."""
    own = {name for round_ in record.rounds for name in round_.answers}
    return own | {name for round_ in record.rounds for one in round_.responses for name in one.answers}


def _spared(present: Record, opened: Record) -> dict[str, Any]:
    """Of the partners' answers that are here, what stays and what goes where the file has none at all.

    As `with_partners`: those of the rounds that the file has too stay. Nothing, where it takes the place of
    another partnership's.
    """
    if _partners(opened.rounds) or is_of_another_partnership(present, opened):
        return {"partners_here": 0}
    there, names = {round_.id for round_ in opened.rounds}, names_of(present.rounds)
    gone = [round_ for round_ in present.rounds if round_.responses and round_.id not in there]
    return {
        "partners_here": _partners(present.rounds),
        "partners_gone": _partners(gone),
        "gone_with_them": [names[round_.id] for round_ in gone],
    }


def _partners(rounds: Iterable[Round]) -> int:
    return sum(len(round_.responses) for round_ in rounds)


def _unknown_fields(record: Record) -> set[str]:
    answers = [answer for round_ in record.rounds for answer in round_.answers.values()]
    parts: list[Any] = [record, record.partnership, *record.rounds, *answers, *record.actions]
    return {name for part in parts for name in part.unknown_fields}


def _changes(question_set: QuestionSet, present: Record, opened: Record, made: Merged) -> dict[str, Any]:
    """What the template says about the file beside the present record, and about each choice."""
    added, filled = made
    joined = replace(added, conflicts=present.conflicts)
    answers = answer_differences(question_set, present, opened)
    others = other_differences(question_set, present, opened)
    differs = not is_same(present, opened)
    stranger = is_of_another_partnership(present, opened)
    current = added.current_round.id
    new = {round_.id for round_ in added.rounds} - {round_.id for round_ in present.rounds}
    names = names_of(added.rounds)
    return {
        "differs": differs,
        "blank": is_blank(present),
        "stranger": stranger,
        "own_name": one_line(present.partnership.name),
        "answers": answers[:MOST_DIFFERENCES],
        "differing": len(answers),
        "others": others[:MOST_DIFFERENCES],
        "other": len(others),
        "filled": len(answer_differences(question_set, present, filled)),
        "also_filled": list(_in_short(other_differences(question_set, present, filled))),
        "closed": present.current_round.closed is not None,
        # Of another partnership nobody entered anything here afterwards.
        "older": not stranger and _is_older(opened, present),
        "same_round": present.current_round.id == opened.current_round.id,
        "new_rounds": len(new),
        "own_rounds": len(present.rounds),
        "becomes_present": names[current] if current != present.current_round.id else "",
        **_later(added, new, names),
        **_changed(question_set, present, added),
        # A choice that would change nothing is not offered.
        "choices": {
            "replace": differs,
            "rounds": not is_same(joined, present) and not is_same(joined, filled),
            "fill": not is_same(filled, present),
        },
    }


def _changed(question_set: QuestionSet, present: Record, added: Record) -> dict[str, Any]:
    """What adding the file would change here, and how much of it would be listed alone."""
    before = present.current_round
    [after] = [round_ for round_ in added.rounds if round_.id == before.id]
    here = {action.id: action for action in present.actions}
    return {
        "taken": len(answer_differences(question_set, present, replace(added, rounds=(after,)))),
        "closes": after.closed is not None and before.closed is None,
        "new_actions": len(added.actions) - len(present.actions),
        "changed_actions": sum(
            comparable(replace(action, changed=None)) != comparable(replace(here[action.id], changed=None))
            for action in added.actions
            if action.id in here
        ),
        "listed": len(added.conflicts) - len(present.conflicts),
    }


def _later(added: Record, new: Collection[str], names: Mapping[str, str]) -> dict[str, Any]:
    """How many added rounds were opened after the current one, which stays the last all the same.

    `compares_later`: the one of them with which the current round would be compared; empty where it is none.
    """
    opened = added.current_round.opened
    later = {round_.id for round_ in added.rounds if round_.id in new and round_.opened > opened}
    before = previous_round(added.rounds)
    compared = names[before.id] if before and before.id in later else ""
    return {"later": len(later), "compares_later": compared}


def _in_short(differences: Sequence[Difference]) -> Iterator[str]:
    """Each kind of difference once: ``one action``, ``the date of 2 actions``, ``the name of the round``."""
    for kind, number in Counter(difference.kind for difference in differences).items():
        many, s = ("one", "") if number == 1 else (str(number), "s")
        name = f"{kind[:1].lower()}{kind[1:]}"
        yield f"{many} {name}{s}" if kind in _COUNTED else f"the {name.format(f'{many} action{s}')}"


def _is_older(opened: Record, present: Record) -> bool:
    """Whether the file was changed last before the present record was: both say so in UTC.

    Of the same moment, or where one does not say it, whether it ends before the current round, as a report on
    an earlier round does.
    """
    if opened.changed and present.changed and opened.changed != present.changed:
        return opened.changed < present.changed
    here, there = ({round_.id for round_ in record.rounds} for record in (present, opened))
    return there <= here - {present.current_round.id}
