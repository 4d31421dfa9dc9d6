"""Record -> its heat map: a row for each question, a column for each round, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from assessment.comparison import Move
from assessment.heat_map import heat_map
from assessment.rounds import is_answered, names_of
from assessment.show.html import environment, fixed_words
from assessment.show.pictures import verdict
from assessment.text import percent
from assessment.words import localise, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessment.heat_map import Cell, ElementRows
    from assessment.model import Rating, Record
    from assessment.question_set.model import QuestionSet
    from assessment.scoring import ElementScore

# More columns would not fit beside the questions: on a screen, and on a sheet of paper.
ON_SCREEN, ON_PAPER = 12, 8

_ARROWS = {Move.BETTER: "▲", Move.WORSE: "▼"}


def heat_map_html(question_set: QuestionSet, record: Record, *, for_page: bool) -> str:
    """The fragment; empty where there is one round only.

    On the page titles are links, older rounds are folded, and a choice shows only what changed, if anything
    did. On paper there are only the newest rounds.
    """
    rounds = record.rounds
    if len(rounds) < 2:
        return ""
    most = ON_SCREEN if for_page else ON_PAPER
    split = max(len(rounds) - most, 0)
    words, names = words_of(question_set, record), list(names_of(rounds).values())
    latest = max((n for n, round_ in enumerate(rounds) if is_answered(round_)), default=len(rounds) - 1)
    newest = heat_map(question_set, rounds, first=split)
    older = heat_map(question_set, rounds, last=split) if for_page and split else ()
    # After many rounds without answers the latest with some is folded: then no column here is its own.
    rows = _rows(newest, words, latest - split if latest >= split else None)
    return (
        environment(fixed_words(words))
        .get_template("heat_map.html")
        .render(
            for_page=for_page,
            names=names[split:][::-1],
            rows=rows,
            changed=any(is_changed for *_, questions in rows for *_, is_changed in questions),
            older_names=names[:split][::-1],
            older_rows=_rows(older, words, None) if older else (),
            total=len(rounds),
            latest_name=names[latest],
        )
    )


_Row = tuple[str, Markup, Markup, bool]


def _rows(
    elements: Sequence[ElementRows], words: Mapping[str, str], latest: int | None
) -> list[tuple[str, Markup, list[_Row]]]:
    """Each element: its title, its scores, and its questions as id, title, cells and whether they changed.

    Args:
        elements: the heat map.
        words: the partnership's own words.
        latest: the column whose changes count; none where no change counts.
    """
    # A few kinds of cell make up hundreds: each is written once.
    written: dict[Cell, Markup] = {}

    def cells(of: Sequence[Cell]) -> Markup:
        return Markup("").join(
            written.get(cell) or written.setdefault(cell, _cell(cell)) for cell in reversed(of)
        )

    return [
        (
            part.element.title,
            Markup("").join(map(_score, reversed(part.scores))),
            [
                (
                    row.question.id,
                    escape(localise(row.question.title, words)),
                    cells(row.cells),
                    latest is not None and _is_news(row.cells[latest]),
                )
                for row in part.rows
            ],
        )
        for part in elements
    ]


def _is_news(cell: Cell) -> bool:
    return cell.move is not None and cell.move.is_news


def _cell(cell: Cell) -> Markup:
    return Markup('<td data-rating="{}">{}{}</td>').format(
        cell.rating or "", letter(cell.rating), _arrow(cell.move)
    )


def letter(rating: Rating | None) -> Markup:
    """The letter of a colour; for those who listen, the words where there is a sign or nothing."""
    if rating is None:
        return Markup('<span class="visually-hidden">Not answered</span>')
    if rating.is_colour:
        return Markup(rating.letter)
    hidden = Markup('<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>')
    return hidden.format(rating.letter, rating.word)


def _arrow(move: Move | None) -> Markup:
    if move not in _ARROWS:
        return Markup("")
    hidden = Markup('<span aria-hidden="true">{}</span><span class="visually-hidden">, {}</span>')
    return hidden.format(_ARROWS[move], move.word.lower())


def _score(score: ElementScore) -> Markup:
    """The colour with its score; where there is none, why for those who listen."""
    if score.colour is None:
        return Markup('<td><span class="visually-hidden">{}</span></td>').format(verdict(score))
    return Markup("<td>{} {}</td>").format(score.colour.letter, percent(score.counts.share))
