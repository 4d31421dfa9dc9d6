"""Records with partners' answers, and the table that is made of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assessment.model import Answer, Rating, Respondent, Response
from assessment.question_set import reading as question_set_format
from tests.python.builders import record_of, round_of, set_tables

if TYPE_CHECKING:
    from assessment.model import Record

SMALL = question_set_format.from_tables(set_tables())
TODAY = date(2027, 3, 31)
SECRET = "Wyre College"


def partners(*ratings: Rating, note: str = "") -> tuple[Response, ...]:
    return tuple(
        Response(
            id=f"{number:08}",
            respondent=Respondent(organisation=f"{SECRET} {number}", sector="Education"),
            answers={"aims-clear": Answer(rating=rating, note=note)},
            changed="2027-01-20T10:00:00.000Z",
        )
        for number, rating in enumerate(ratings)
    )


def record(*ratings: Rating, note: str = "") -> Record:
    round_ = round_of({"aims-clear": Rating.GREEN, "aims-shared": Rating.RED})
    earlier = replace(round_of({"aims-clear": Rating.RED}, round_id="r0"), responses=partners(Rating.RED))
    return record_of(earlier, replace(round_, responses=partners(*ratings, note=note)))


def table_of(html: str) -> str:
    return re.sub(r"\s+", " ", html[html.index("<table") : html.rindex("</table>")])
