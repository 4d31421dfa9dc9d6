"""Record -> what is on each sheet: columns, and rows of texts and dates. `workbook` and `csv` write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assessment.actions import ordered
from assessment.model import Priority, Rating, Status
from assessment.record.content import answers_of
from assessment.rounds import answered_in, names_of
from assessment.text import capitalised, day, one_line
from assessment.words import localise, titles_in, words_of
from office.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessment.model import Action, Record
    from assessment.question_set.model import QuestionSet

Cell = str | date
Row = tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Column:
    """`width` in characters. `choices`: the words from which a cell is chosen; `coloured`: by its word."""

    title: str
    width: int
    choices: tuple[str, ...] = ()
    coloured: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table. `about` says in a sentence what is in it; `frozen`: so many columns stay in sight."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    frozen: int = 1


_RATINGS = tuple(rating.word for rating in Rating)


def about(question_set: QuestionSet, record: Record, today: date) -> tuple[tuple[str, str], ...]:
    """What a reader of the workbook has to know first: labels and texts."""
    round_ = record.current_round
    asked = {question.id for question in question_set.questions}
    partners = len(round_.responses)
    facts = (
        (capitalised(question_set.subject.noun), one_line(record.partnership.name) or "(no name yet)"),
        ("Round", _round_names(record)[-1]),
        ("Date of the round", day(round_.opened)),
        ("Next round", day(round_.next) if round_.next else ""),
        ("Questions answered", f"{answered_in(round_, asked)} of {len(asked)}"),
        ("Partners who answered", f"{partners}. Their answers are not in this workbook." if partners else ""),
        ("Question set", f"{question_set.title}, version {question_set.version}"),
        ("This file was made on", day(today)),
    )
    return tuple((label, plain(text)) for label, text in facts if text)


def answers(question_set: QuestionSet, record: Record) -> Sheet:
    """Every question with its answer in the current round. Answers to questions of other sets come last."""
    words = words_of(question_set, record)
    titles = titles_in(question_set, words)
    round_ = record.current_round
    known = {question.id for question in question_set.questions}
    rows = [
        (
            capitalised(localise(element.title, words)),
            localise(question.title, words),
            localise(question.ask, words),
            rating.word if (rating := round_.rating(question)) else "",
            round_.note(question),
            round_.no_action(question),
            question.id,
        )
        for element in question_set.elements
        for question in element.questions
    ] + [
        (
            "Not in this question set",
            titles.get(name, ""),
            "",
            answer.rating.word if answer.rating else "",
            answer.note,
            answer.no_action,
            one_line(name),
        )
        for name, answer in answers_of(round_).items()
        if name not in known
    ]
    return Sheet(
        name="Answers",
        about="Every question, with its answer and notes in this round.",
        columns=(
            Column(title="Element", width=20),
            Column(title="Question", width=26),
            Column(title="What it asks", width=36),
            Column(title="Answer", width=16, choices=_RATINGS, coloured=True),
            Column(title="Notes", width=48),
            Column(title="Why no action is needed", width=24),
            Column(title="Question id", width=20),
        ),
        rows=_plain(rows),
        frozen=2,
    )


def actions(question_set: QuestionSet, record: Record) -> Sheet:
    """Every action, open ones first, by date."""
    words = words_of(question_set, record)
    titles = titles_in(question_set, words)
    elements = {
        question.id: capitalised(localise(element.title, words))
        for element in question_set.elements
        for question in element.questions
    }

    def row(action: Action) -> Row:
        return (
            action.what,
            one_line(action.owner),
            action.due or "",
            action.priority.word,
            action.status.word,
            action.reason,
            action.progress,
            "\n".join(titles.get(name) or one_line(name) for name in action.questions),
            "\n".join(dict.fromkeys(elements[name] for name in action.questions if name in elements)),
        )

    return Sheet(
        name="Actions",
        about="Every action with its owner, its date and how far it is; open ones first.",
        columns=(
            Column(title="Action", width=50),
            Column(title="Owner", width=24),
            Column(title="By when", width=18),
            Column(title="Priority", width=12, choices=tuple(priority.word for priority in Priority)),
            Column(title="Status", width=14, choices=tuple(status.word for status in Status), coloured=True),
            Column(title="Why it was dropped", width=28),
            Column(title="Progress", width=45),
            Column(title="For these questions", width=34),
            Column(title="Elements", width=20),
        ),
        rows=_plain(row(action) for action in ordered(record.actions)),
    )


def rounds(question_set: QuestionSet, record: Record) -> Sheet:
    """The heat map: a row for each question, a column for each round."""
    words = words_of(question_set, record)
    rows = [
        (
            capitalised(localise(element.title, words)),
            localise(question.title, words),
            *(
                rating.word if (rating := round_.rating(question)) else "not answered"
                for round_ in record.rounds
            ),
        )
        for element in question_set.elements
        for question in element.questions
    ]
    return Sheet(
        name="Rounds",
        about="Every question in every round, the newest round last.",
        columns=(
            Column(title="Element", width=20),
            Column(title="Question", width=34),
            *(Column(title=name, width=16, coloured=True) for name in _round_names(record)),
        ),
        rows=_plain(rows),
        frozen=2,
    )


def _plain(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Every text, also a local word within a question, as a file can hold it."""
    return tuple(tuple(plain(cell) if isinstance(cell, str) else cell for cell in row) for row in rows)


def _round_names(record: Record) -> tuple[str, ...]:
    return tuple(plain(name) or "(no name)" for name in names_of(record.rounds).values())
