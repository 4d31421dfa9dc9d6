"""Record -> what partners answered, a line for each round: a fragment of HTML for the rounds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.model import Rating
from assessment.partners.agreement import Agreement
from assessment.partners.spread import spreads
from assessment.rounds import names_of
from assessment.show import pictures
from assessment.show.html import environment, fixed_words
from assessment.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessment.model import Record, Round
    from assessment.question_set.model import QuestionSet

# With more questions than this, a line has no room for each of them: then it counts how far partners agree.
MOST_COLUMNS = 8
# As many lines as the heat map has columns.
MOST_ROUNDS = 12


@dataclass(frozen=True, kw_only=True)
class Line:
    """One round: its name, how many answered, each question's counts by its id, and how many of each kind."""

    name: str
    partners: int
    counts: Mapping[str, Mapping[Rating, int]]
    kinds: Mapping[Agreement, int]


def lines(question_set: QuestionSet, rounds: Sequence[Round]) -> list[Line]:
    """The latest rounds in which partners answered, in their order."""
    names = names_of(rounds)
    answered = [round_ for round_ in rounds if round_.responses]
    return [_line(question_set, round_, names[round_.id]) for round_ in answered[-MOST_ROUNDS:]]


def partners_over_time_html(question_set: QuestionSet, record: Record) -> str:
    """The fragment, the newest round first; empty where no partner has answered."""
    shown = lines(question_set, record.rounds)[::-1]
    if not shown:
        return ""
    words = words_of(question_set, record)
    asked = question_set.questions if len(question_set.questions) <= MOST_COLUMNS else ()
    template = environment(fixed_words(words)).get_template("partners_over_time.html")
    return template.render(
        lines=shown,
        questions=asked,
        titles=pictures.titles_of(question_set, words),
        ratings=tuple(Rating),
        agreement=Agreement,
    )


def _line(question_set: QuestionSet, round_: Round, name: str) -> Line:
    found = spreads(question_set, round_)
    kinds = Counter(spread.agreement for spread in found)
    return Line(
        name=name,
        partners=len(round_.responses),
        counts={spread.question.id: spread.counts for spread in found},
        kinds={kind: kinds[kind] for kind in Agreement},
    )
