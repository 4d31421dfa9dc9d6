"""Record -> report: one HTML file, complete without any script, that loads nothing and carries its record."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from assessment.record import format as record_format
from assessment.record.differences import conflicts_in_words
from assessment.rounds import names_of, previous_round
from assessment.show.actions import plan_html
from assessment.show.comparison import comparison_html
from assessment.show.heat_map import heat_map_html
from assessment.show.html import environment, fixed_words, source
from assessment.show.overview import work_out
from assessment.show.pictures import picture, verdict
from assessment.show.trend import trend_html
from assessment.text import file_stem, one_line
from assessment.words import words_of

if TYPE_CHECKING:
    from datetime import date

    from assessment.model import QuestionSet, Record


@dataclass(frozen=True, kw_only=True)
class Report:
    """A file: its name and its text."""

    name: str
    html: str


def report(question_set: QuestionSet, record: Record, today: date) -> Report:
    """The report on the current round, as of `today`."""
    round_ = record.current_round
    earlier = previous_round(record.rounds)
    words, names = words_of(question_set, record), names_of(record.rounds)
    made = environment(fixed_words(words))
    asked = {question.id for question in question_set.questions}
    stem = file_stem(one_line(record.partnership.name) or "partnership", names[round_.id], today.isoformat())
    worked_out = work_out(question_set, round_, words)
    html = made.get_template("report.html").render(
        question_set=question_set,
        record=record,
        partnership=one_line(record.partnership.name),
        round=round_,
        round_name=names[round_.id],
        today=today,
        words=words,
        overview=worked_out,
        picture=picture(made, worked_out.scores, round_, words, worked_out.titles),
        verdict=verdict,
        comparison=Markup(comparison_html(question_set, record, earlier.id, round_.id)) if earlier else "",
        earlier_name=names[earlier.id] if earlier else "",
        heat_map=Markup(heat_map_html(question_set, record, for_page=False)) if earlier else "",
        trend=Markup(trend_html(question_set, record)) if earlier else "",
        plan=Markup(plan_html(question_set, record, today)),
        names=names,
        no_longer_asked=[
            (of_round, name, answer)
            for of_round in reversed(record.rounds)
            for name, answer in of_round.answers.items()
            if name not in asked
        ],
        conflicts=conflicts_in_words(question_set, record),
        styles=_styles(),
        data=_data_address(record),
        data_name=f"{stem}.json",
    )
    return Report(name=f"{stem}.html", html=html)


def _data_address(record: Record) -> Markup:
    data = record_format.to_json(record).encode("ascii")
    return Markup("data:application/json;base64," + base64.b64encode(data).decode("ascii"))


@cache
def _styles() -> Markup:
    """The style sheets, for a `<style>`. They contain nothing that a person entered."""
    return Markup("\n".join(map(source, ("tokens.css", "pictures.css", "report.css"))))
