"""Record -> the overview: the picture, what to fix first, the pattern in words, questions as lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment import scoring, whole_system
from assessment.actions import declined_by_question, serving_by_question
from assessment.model import Rating
from assessment.question_set.model import Start
from assessment.show import pictures
from assessment.show.html import environment, fixed_words
from assessment.weaknesses import MOST_FIRST, rank
from assessment.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from assessment.model import Record, Round
    from assessment.question_set.model import Question, QuestionSet
    from assessment.scoring import Counts, ElementScore
    from assessment.show.pictures import Mark
    from assessment.weaknesses import Weakness
    from assessment.whole_system import Consequence, WholeSystem

# The lists of questions, by the answer that each is for.
_LISTS = {"Red": Rating.RED, "Don’t know yet": Rating.UNKNOWN, "All questions": None}

# Lines of each kind on the overview; the report has room for all.
MOST_SHOWN = MOST_FIRST


@dataclass(frozen=True, kw_only=True)
class Overview:
    """A round with everything that was worked out from it, for a template.

    `titles`: of the questions, by id, in the partnership's words. `most`: lines of each kind; none for all.
    """

    scores: Sequence[ElementScore]
    total: Counts
    pattern: WholeSystem
    weaknesses: Sequence[Weakness]
    titles: Mapping[str, Markup]
    most: int | None

    most_first = MOST_FIRST

    @property
    def first(self) -> Sequence[Weakness]:
        """What to fix first."""
        return self.weaknesses[: self.most_first]

    @property
    def depended_on(self) -> Sequence[Weakness]:
        """Those that hold others back or put them in doubt, in the same order."""
        return [weakness for weakness in self.weaknesses if weakness.consequences]

    def is_in_weakest(self, question: Question) -> bool:
        """Whether it is a question of one of the weakest elements."""
        return any(question in score.element.questions for score in self.pattern.weakest)

    @property
    def untested(self) -> tuple[tuple[Question, tuple[Consequence, ...]], ...]:
        """Each strong answer with what it rests on and nobody knows yet, in the order of the links."""
        found: dict[str, list[Consequence]] = {}
        for consequence in self.pattern.untested:
            found.setdefault(consequence.link.target.id, []).append(consequence)
        return tuple((group[0].link.target, tuple(group)) for group in found.values())


@dataclass(frozen=True, kw_only=True)
class QuestionList:
    """Questions of one answer, or all of them, by the titles of their elements."""

    label: str
    groups: Sequence[tuple[str, Sequence[Mark]]]

    @property
    def number(self) -> int:
        return sum(len(marks) for _, marks in self.groups)


def work_out(
    question_set: QuestionSet, round_: Round, words: Mapping[str, str], *, most: int | None = None
) -> Overview:
    """Everything that the overview and the report show of a round; `most` lines of each kind, or all."""
    scores = scoring.score(question_set, round_)
    pattern = whole_system.read(question_set, round_, scores)
    return Overview(
        scores=scores,
        total=scoring.total(scores),
        pattern=pattern,
        weaknesses=rank(question_set, round_, pattern.consequences),
        titles=pictures.titles_of(question_set, words),
        most=most,
    )


def shows_own(question_set: QuestionSet, total: Counts) -> bool:
    """Whether the coordinator's own answers are shown. In a set that partners answer they are optional.

    There an empty picture would look as if something were missing.
    """
    return question_set.start is not Start.PARTNERS or total.answered > 0


def overview(question_set: QuestionSet, record: Record) -> str:
    """The overview of the current round, as a fragment of HTML."""
    words, round_ = words_of(question_set, record), record.current_round
    made = environment(fixed_words(words))
    worked_out = work_out(question_set, round_, words, most=MOST_SHOWN)
    return made.get_template("overview.html").render(
        overview=worked_out,
        rule=question_set.colour_rule,
        of_partners=not shows_own(question_set, worked_out.total),
        picture=pictures.picture(made, question_set.layout, worked_out, round_, words, links=True),
        serving=serving_by_question(record.actions),
        declined=declined_by_question(record),
        lists=_lists(question_set, round_, worked_out.titles),
        round=round_,
        verdict=pictures.verdict,
        layout=question_set.layout,
        element_of=question_set.element_of,
    )


def _lists(
    question_set: QuestionSet, round_: Round, titles: Mapping[str, Markup]
) -> tuple[QuestionList, ...]:
    """The red ones, those that nobody knows, and all; a list of none is left out."""
    ratings = [
        (element, [(q.id, round_.rating(q)) for q in element.questions]) for element in question_set.elements
    ]
    lists = []
    for label, wanted in _LISTS.items():
        groups = [
            (element.title, [pictures.mark(q, r, titles) for q, r in rated if wanted is None or r is wanted])
            for element, rated in ratings
        ]
        groups = [(title, marks) for title, marks in groups if marks]
        if groups:
            lists.append(QuestionList(label=label, groups=groups))
    return tuple(lists)
