"""Record -> report: one HTML file, complete without any script, that loads nothing.

The full report carries its record, so that the tool can open it again. The summary is what a chair
reads in a few minutes: its first page, and the open actions.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from assessment import proposals
from assessment.actions import declined_by_question, ordered, serving_by_question
from assessment.comparison import compare
from assessment.file_name import stem_of
from assessment.question_set.model import Start
from assessment.record import format as record_format
from assessment.record.content import says_something
from assessment.rounds import earlier_round, names_of
from assessment.show.actions import plan_html
from assessment.show.comparison import comparison_html
from assessment.show.conflicts import conflicts_in_words
from assessment.show.heat_map import heat_map_html
from assessment.show.html import environment, fixed_words, source
from assessment.show.overview import shows_own, work_out
from assessment.show.partners_report import report_html, without_partners
from assessment.show.pictures import picture, verdict
from assessment.show.trend import trend_html
from assessment.text import capitalised, one_line, percent
from assessment.words import subject_of, titles_in, words_of

if TYPE_CHECKING:
    from datetime import date

    from assessment.model import Answer, Record, Round
    from assessment.question_set.model import Question, QuestionSet
    from assessment.record.differences import Difference
    from assessment.show.overview import Overview
    from assessment.site import Page


class Form(StrEnum):
    """How much is in a report."""

    FULL = "full"
    SUMMARY = "summary"


@dataclass(frozen=True, kw_only=True)
class Report:
    """The text of a file, and the stem of its name. `whose`: the partnership, at the foot of each page."""

    stem: str
    title: str
    whose: str
    html: str

    @property
    def name(self) -> str:
        return f"{self.stem}.html"


def report(
    question_set: QuestionSet,
    record: Record,
    today: date,
    form: Form = Form.FULL,
    *,
    carries_data: bool = True,
    is_latest: bool = True,
) -> Report:
    """The report on the current round, as of `today`.

    Args:
        question_set: with its site.
        record: its last round is the one reported on.
        today: the day of the report.
        form: how much is in it.
        carries_data: whether the full report contains its record, so that the tool can open it again.
        is_latest: whether no round came after the one reported on.
    """
    round_ = record.current_round
    words, names = words_of(question_set, record), names_of(record.rounds)
    partnership, subject = one_line(record.partnership.name), subject_of(question_set, words)
    made = environment(fixed_words(words))
    is_full = form is Form.FULL
    stem = stem_of(question_set, record, today, "" if is_full else form)
    overview = work_out(question_set, round_, words)
    maker = question_set.site.name
    title = f"{partnership or capitalised(subject)}: {names[round_.id]}, report made with {maker}"
    whose = partnership or f"The {subject}"
    html = made.get_template("report.html").render(
        question_set=question_set,
        record=record,
        title=title,
        whose=whose,
        round=round_,
        round_name=names[round_.id],
        today=today,
        words=words,
        overview=overview,
        verdict=verdict,
        picture=picture(
            made,
            question_set.layout,
            overview,
            round_,
            words,
            details=_details(question_set, record, overview),
        ),
        plan=Markup(plan_html(question_set, record, today, only_open=not is_full)),
        styles=_styles(),
        is_latest=is_latest,
        **_first_page(question_set, record, today, is_latest=is_latest),
        earlier_name=_earlier_name(record),
        **(_only_in_full(question_set, record, overview) if is_full else {"annex": None}),
        **_partners(question_set, record, overview, is_full=is_full),
        data=_data_address(record) if carries_data and is_full else "",
        data_name=f"{stem}.json",
    )
    return Report(stem=stem, title=title, whose=whose, html=html)


def _partners(
    question_set: QuestionSet, record: Record, overview: Overview, *, is_full: bool
) -> dict[str, Any]:
    """The partners' part. In a set that they answer it comes first, in the summary too, with every question.

    `own`: whether the coordinator's answers are in the report.
    """
    comes_first = question_set.start is Start.PARTNERS
    own = shows_own(question_set, overview.total)
    html = ""
    if is_full or comes_first:
        html = report_html(question_set, record, every=comes_first, own=own, notes=is_full)
    return {"partners": Markup(html), "partners_first": comes_first, "own": own}


def _first_page(question_set: QuestionSet, record: Record, today: date, *, is_latest: bool) -> dict[str, Any]:
    """What the coordinator wrote for the chair, else what is proposed; and the actions that matter first."""
    round_ = record.current_round
    proposed = proposals.propose(question_set, record, today, is_latest=is_latest)
    return {
        "conclusion": round_.conclusion if one_line(round_.conclusion) else proposed.conclusion,
        "asks": [ask for ask in round_.asks if one_line(ask)] or proposed.asks,
        "serving": serving_by_question(record.actions),
        "declined": declined_by_question(record),
        "overdue": [action for action in ordered(record.actions) if action.is_overdue(today)],
    }


def _only_in_full(question_set: QuestionSet, record: Record, overview: Overview) -> dict[str, Any]:
    """What the summary leaves out."""
    return {
        **_since_last_round(question_set, record),
        "annex": _annex(question_set, record, overview),
    }


def _since_last_round(question_set: QuestionSet, record: Record) -> dict[str, Any]:
    """What changed, and every question in every round; empty where there is no earlier round to compare."""
    earlier = earlier_round(record.rounds)
    if not earlier:
        return {"comparison": "", "heat_map": "", "trend": ""}
    current = record.current_round
    return {
        "comparison": Markup(comparison_html(question_set, record, earlier.id, current.id)),
        "heat_map": Markup(heat_map_html(question_set, record, for_page=False)),
        "trend": Markup(trend_html(question_set, record)),
    }


def _earlier_name(record: Record) -> str:
    """Of the round with which this one is compared; empty where there is none."""
    earlier = earlier_round(record.rounds)
    return names_of(record.rounds)[earlier.id] if earlier else ""


def _details(question_set: QuestionSet, record: Record, overview: Overview) -> dict[str, str]:
    """The score of each element, and what changed in it since the last round: ``56%; 2 better, 1 worse``.

    Where nothing can be compared, to say so would take a line of the first page for each element.
    """
    details = {
        score.element.id: percent(score.counts.share) if score.colour else "" for score in overview.scores
    }
    earlier = earlier_round(record.rounds)
    if earlier:
        for element in compare(question_set, earlier, record.current_round).elements:
            if any(question.move.compares for question in element.questions):
                name = element.element.id
                details[name] = "; ".join(filter(None, (details[name], element.sentence)))
    return details


@dataclass(frozen=True, kw_only=True)
class NoLongerAsked:
    """A question that is not in the set, in one round: the answer to it, and how many partners have one.

    `wrote`: how many have a note alone, which is no answer.
    """

    round: Round
    answer: Answer | None
    partners: int
    wrote: int


@dataclass(frozen=True, kw_only=True)
class Annex:
    """What only the full report has. `no_longer_asked`: by the id of the question, the newest round first.

    `titles`: of such questions, where the set says it.
    `written`: where the coordinator's answers are not shown, the questions on which they wrote all the same.
    `reading`: the pages that red and amber questions name, each once.
    `leaves_partners_out`: whether the record has answers of partners, which the data of the report lack.
    """

    written: list[Question]
    no_longer_asked: dict[str, list[NoLongerAsked]]
    titles: dict[str, str]
    conflicts: tuple[Difference, ...]
    names: dict[str, str]
    reading: list[Page]
    leaves_partners_out: bool


def _annex(question_set: QuestionSet, record: Record, overview: Overview) -> Annex:
    weak = [weakness.question for weakness in overview.weaknesses]
    pages = {page.path: page for question in weak for page in question_set.site.pages_for(question)}
    is_shown = shows_own(question_set, overview.total)
    return Annex(
        written=[] if is_shown else _written(question_set, record),
        no_longer_asked=_no_longer_asked(question_set, record),
        titles=titles_in(question_set, words_of(question_set, record)),
        conflicts=conflicts_in_words(question_set, record),
        names=names_of(record.rounds),
        reading=list(pages.values()),
        leaves_partners_out=any(of_round.responses for of_round in record.rounds),
    )


def _written(question_set: QuestionSet, record: Record) -> list[Question]:
    """Each question with a note of the coordinator, or with a reason for no action where no action is."""
    round_, declined = record.current_round, declined_by_question(record)
    return [
        question
        for question in question_set.questions
        if one_line(round_.note(question)) or question.id in declined
    ]


def _no_longer_asked(question_set: QuestionSet, record: Record) -> dict[str, list[NoLongerAsked]]:
    """Partners are counted alone: a report says nowhere what one of them answered."""
    asked = {question.id for question in question_set.questions}
    found: dict[str, list[NoLongerAsked]] = {}
    for of_round in reversed(record.rounds):
        # By its name first: nearly all are asked, and to see whether one says something takes longer.
        own = {
            name: answer
            for name, answer in of_round.answers.items()
            if name not in asked and says_something(answer)
        }
        theirs = [
            (name, answer.rating is not None)
            for response in of_round.responses
            for name, answer in response.answers.items()
            if name not in asked and says_something(answer)
        ]
        number = Counter(theirs)
        for name in dict.fromkeys((*own, *(name for name, _ in theirs))):
            one = NoLongerAsked(
                round=of_round,
                answer=own.get(name),
                partners=number[name, True],
                wrote=number[name, False],
            )
            found.setdefault(name, []).append(one)
    return found


def _data_address(record: Record) -> Markup:
    # Not indented: Python does that ten times slower, and nobody reads it here.
    data = json.dumps(record_format.to_data(without_partners(record))).encode("ascii")
    return Markup("data:application/json;base64," + base64.b64encode(data).decode("ascii"))


@cache
def _styles() -> Markup:
    """The style sheets, for a `<style>`. They contain nothing that a person entered."""
    return Markup("\n".join(map(source, ("tokens.css", "pictures.css", "report.css"))))
