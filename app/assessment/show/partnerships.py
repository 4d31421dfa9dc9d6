"""Several partnerships side by side: a fragment for the page, and a file to save or print.

Titles are in the default words of the question set, because each partnership has words of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from assessment.partners.agreement import Agreement
from assessment.partnerships.comparing import compare
from assessment.show import pictures
from assessment.show.heat_map import letter
from assessment.show.html import environment, fixed_words, source
from assessment.text import file_stem, percent

if TYPE_CHECKING:
    from datetime import date

    from assessment.model import Rating
    from assessment.partnerships.comparing import QuestionRow
    from assessment.partnerships.gathering import Gathered
    from assessment.question_set.model import QuestionSet
    from assessment.scoring import ElementScore

# From this number on, the names above the columns are turned.
MANY = 7
# The measure in words that fit partnerships.
_WORDS = {
    Agreement.FAR_APART: "Far apart",
    Agreement.DIFFERENT: "Different",
    Agreement.CLOSE: "Close",
    Agreement.SAME_COLOUR: "No difference",
    Agreement.TOO_FEW: "Too few answers to compare",
}


@dataclass(frozen=True, kw_only=True)
class ComparisonFile:
    """The text of a file, and its name."""

    name: str
    html: str


def partnerships_html(question_set: QuestionSet, gathered: Gathered) -> str:
    """The comparison for the page, where each question is a link."""
    return _comparison(question_set, gathered, for_page=True)


def partnerships_file(question_set: QuestionSet, gathered: Gathered, today: date) -> ComparisonFile:
    """The comparison as a page of its own, complete without any script, that loads nothing."""
    html = (
        environment(fixed_words(question_set.default_words))
        .get_template("partnerships_file.html")
        .render(
            question_set=question_set,
            today=today,
            styles=Markup("\n".join(map(source, ("tokens.css", "pictures.css", "report.css")))),
            comparison=Markup(_comparison(question_set, gathered, for_page=False)),
        )
    )
    return ComparisonFile(name=f"{file_stem('partnerships-compared', today.isoformat())}.html", html=html)


def _comparison(question_set: QuestionSet, gathered: Gathered, *, for_page: bool) -> str:
    words = question_set.default_words
    columns = gathered.columns
    made = compare(question_set, [column.round for column in columns])
    # A few kinds of cell make up hundreds: each is written once.
    cells = {rating: _cell(rating) for row in made.questions for rating in row.ratings}
    return (
        environment(fixed_words(words))
        .get_template("partnerships.html")
        .render(
            for_page=for_page,
            columns=columns,
            left_out=[remark for remark in gathered.remarks if remark.is_left_out],
            remarks=[remark for remark in gathered.remarks if not remark.is_left_out],
            many=len(columns) >= MANY,
            elements=[(row.element.title, Markup("").join(map(_score, row.scores))) for row in made.elements],
            groups=_groups(made.questions),
            titles=pictures.titles_of(question_set, words),
            cells=lambda row: Markup("").join(cells[rating] for rating in row.ratings),
            answered=lambda column: sum(column.round.rating(q) is not None for q in question_set.questions),
            asked=len(question_set.questions),
        )
    )


def _groups(rows: tuple[QuestionRow, ...]) -> list[tuple[Agreement, str, list[QuestionRow]]]:
    """The questions by how far the partnerships agree, in words; those without a question are left out."""
    groups = [(kind, _WORDS[kind], [row for row in rows if row.agreement is kind]) for kind in Agreement]
    return [group for group in groups if group[2]]


def _cell(rating: Rating | None) -> Markup:
    return Markup('<td data-rating="{}">{}</td>').format(rating or "", letter(rating))


def _score(score: ElementScore) -> Markup:
    """The colour of an element and its score, both also for those who do not see colours."""
    if score.colour is None:
        return Markup('<td data-rating=""><span class="visually-hidden">{}</span></td>').format(
            pictures.verdict(score)
        )
    # A sign, because the words "so far" would widen thirty columns.
    sign = '<span aria-hidden="true">*</span><span class="visually-hidden"> so far</span>'
    so_far = Markup("") if score.settled else Markup(sign)
    return Markup('<td data-rating="{}">{}{} <span class="beside-score">{}</span></td>').format(
        score.colour, score.colour.letter, so_far, percent(score.counts.share)
    )
