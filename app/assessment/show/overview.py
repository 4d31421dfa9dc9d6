"""Record -> the overview under the form: the picture, its table, and the pattern in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment import scoring, whole_system
from assessment.show import pictures
from assessment.show.html import environment, fixed_words
from assessment.words import localise, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment
    from markupsafe import Markup

    from assessment.model import Question, QuestionSet, Record, Round
    from assessment.scoring import Counts, ElementScore
    from assessment.whole_system import Consequence, WholeSystem

# More would be a list again, not a pattern; the report has room for all.
MOST_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Overview:
    """A round with everything that was worked out from it, for a template."""

    scores: Sequence[ElementScore]
    total: Counts
    pattern: WholeSystem
    picture: Markup
    most: int | None

    @property
    def untested(self) -> tuple[tuple[Question, tuple[Consequence, ...]], ...]:
        """Each strong answer with what it rests on and nobody knows yet, in the order of the links."""
        found: dict[str, list[Consequence]] = {}
        for consequence in self.pattern.untested:
            found.setdefault(consequence.link.target.id, []).append(consequence)
        return tuple((group[0].link.target, tuple(group)) for group in found.values())


def work_out(
    made: Environment,
    question_set: QuestionSet,
    round_: Round,
    words: Mapping[str, str],
    *,
    most: int | None = None,
) -> Overview:
    """Everything that the overview and the report show of a round; `most` lines of each kind, or all."""
    scores = scoring.score(question_set, round_)
    return Overview(
        scores=scores,
        total=scoring.total(scores),
        pattern=whole_system.read(question_set, round_, scores),
        picture=pictures.overview(made, scores, words, _in_words(scores, words)),
        most=most,
    )


def overview(question_set: QuestionSet, record: Record) -> str:
    """The overview of the current round, as a fragment of HTML."""
    words = words_of(question_set, record)
    made = environment(fixed_words(words))
    worked_out = work_out(made, question_set, record.current_round, words, most=MOST_SHOWN)
    return made.get_template("overview.html").render(overview=worked_out, verdict=pictures.verdict)


def _in_words(scores: Sequence[ElementScore], words: Mapping[str, str]) -> str:
    return " ".join(
        f"{localise(score.element.title, words)}: {pictures.verdict(score).lower()}; "
        f"{score.counts.red} red, {score.counts.amber} amber, {score.counts.green} green, "
        f"{score.counts.unknown} not known, {score.counts.not_answered} not answered, "
        f"{score.counts.not_applicable} not applicable."
        for score in scores
    )
