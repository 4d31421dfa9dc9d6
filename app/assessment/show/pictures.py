"""The picture of all elements: a goal and two sides, rows or a chain, as the question set says.

Each question is a square with a letter, so that no colour is needed.

It is plain HTML, for the page, the report and the home page. Colours come from `templates/tokens.css` through
the classes of `templates/pictures.css`, which also turns the boxes into rows where there is little room.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from assessment.question_set.model import Layout, Side
from assessment.text import capitalised, plural
from assessment.words import localise, titles_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment

    from assessment.model import Rating, Round
    from assessment.question_set.model import QuestionSet
    from assessment.scoring import Counts, ElementScore
    from assessment.show.overview import Overview

_HEADINGS = {
    Side.GOAL: "",
    Side.SOFT: "Soft: people and culture",
    Side.HARD: "Hard: plans and figures",
}


@dataclass(frozen=True, kw_only=True)
class Group:
    """Boxes that are drawn together. `kind`: a side, or the layout."""

    kind: str
    heading: str
    boxes: Sequence[Box]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One question: its id, its answer (empty if none), the letter for it, and both in words."""

    question: str
    rating: str
    letter: str
    name: Markup


@dataclass(frozen=True, kw_only=True)
class Box:
    """One element: its questions in their order, its colour in words, and its answers in words.

    `kind` is the colour, or ``none``. `detail` is said beside its colour, `standing` before it; empty for
    nothing.
    """

    title: str
    marks: tuple[Mark, ...]
    verdict: str
    kind: str
    in_words: str
    detail: str = ""
    standing: str = ""


def picture(
    made: Environment,
    layout: Layout,
    overview: Overview,
    round_: Round,
    words: Mapping[str, str],
    *,
    details: Mapping[str, str] | None = None,
    links: bool = False,
) -> Markup:
    """Each element with its answers.

    Args:
        made: the templates.
        layout: how the elements are drawn.
        overview: what was worked out from the round.
        round_: the round.
        words: the partnership's own words.
        details: what is said beside the colour of each element, by element id.
        links: whether each square leads to its question, which only the tool page has.
    """
    drawn = boxes(overview.scores, round_, words, overview.titles, details=details)
    if layout is Layout.CHAIN:
        drawn = _with_weakest(drawn, overview)
    groups = [Group(kind=layout, heading="", boxes=drawn)]
    if layout is Layout.SIDES:
        groups = _sides(drawn, overview.scores)
    html = made.get_template("picture.html").render(layout=layout, groups=groups, links=links)
    return Markup(html)


def _sides(drawn: Sequence[Box], scores: Sequence[ElementScore]) -> list[Group]:
    """The goal, and the elements that serve it on either side."""
    of_side = {
        side: [box for score, box in zip(scores, drawn, strict=True) if score.element.side is side]
        for side in _HEADINGS
    }
    return [Group(kind=side, heading=_HEADINGS[side], boxes=some) for side, some in of_side.items() if some]


def _with_weakest(drawn: Sequence[Box], overview: Overview) -> list[Box]:
    """The links of a chain, which is as strong as its weakest."""
    weakest = overview.pattern.weakest
    said = "Weakest link" if len(weakest) == 1 else "One of the weakest links"
    return [
        replace(box, standing=said) if score in weakest else box
        for score, box in zip(overview.scores, drawn, strict=True)
    ]


def boxes(
    scores: Sequence[ElementScore],
    round_: Round,
    words: Mapping[str, str],
    titles: Mapping[str, Markup],
    *,
    details: Mapping[str, str] | None = None,
) -> list[Box]:
    """A box for each score, in their order.

    Args:
        scores: one score an element, in the order of the question set.
        round_: the round with these scores.
        words: the partnership's own words.
        titles: the titles of the questions, by id; see `titles_of`.
        details: what is said beside the colour of each element, by element id.
    """
    said = details or {}
    return [_box(score, round_, words, titles, said.get(score.element.id, "")) for score in scores]


def titles_of(question_set: QuestionSet, words: Mapping[str, str]) -> dict[str, Markup]:
    """The title of each question, escaped once: an overview shows it several times."""
    return {name: escape(title) for name, title in titles_in(question_set, words).items()}


def _box(
    score: ElementScore, round_: Round, words: Mapping[str, str], titles: Mapping[str, Markup], detail: str
) -> Box:
    return Box(
        title=capitalised(localise(score.element.title, words)),
        marks=tuple(
            mark(question.id, round_.rating(question), titles) for question in score.element.questions
        ),
        verdict=verdict(score),
        kind=score.colour or "none",
        in_words=in_words(score.counts),
        detail=detail,
    )


def mark(question: str, rating: Rating | None, titles: Mapping[str, Markup]) -> Mark:
    """The square of a question."""
    word = rating.word if rating else "Not answered"
    return Mark(
        question=question,
        rating=rating or "",
        letter=rating.letter if rating else "",
        name=titles[question] + ": " + word,
    )


def verdict(score: ElementScore) -> str:
    """The colour of an element in words."""
    if score.colour is None:
        if not score.counts.applicable:
            return "Does not apply"
        return "Too few answers" if score.counts.answered else "Not answered yet"
    return score.colour.word if score.settled else f"{score.colour.word} so far"


def in_words(counts: Counts) -> str:
    """How many questions have which answer: ``2 red, 1 green, 3 not answered``."""
    named = (
        (counts.red, "red"),
        (counts.amber, "amber"),
        (counts.green, "green"),
        (counts.unknown, "don’t know yet"),
        (counts.not_applicable, "not applicable"),
        (counts.not_answered, "not answered"),
    )
    return ", ".join(f"{number} {word}" for number, word in named if number) or plural(0, "question")
