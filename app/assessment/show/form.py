"""QuestionSet -> the form, at build time. The page is HTML before any script runs."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from assessment.definitions import used_in
from assessment.errors import Fault, QuestionSetError
from assessment.model import COLOURS, Partnership, Priority, Rating, Record, Round, Status
from assessment.partnerships.gathering import MOST as MOST_COMPARED
from assessment.record.opening import LARGEST as LARGEST_FILE
from assessment.show.html import changeable_words, environment
from assessment.show.overview import overview

if TYPE_CHECKING:
    from assessment.question_set.model import QuestionSet

OTHER_RATINGS = (Rating.UNKNOWN, Rating.NOT_APPLICABLE)


def form(
    question_set: QuestionSet,
    *,
    engine_bytes: int,
    release: str,
    offline_megabytes: str,
    root: str,
    base: str,
) -> str:
    """The whole of the tool page below its heading, as HTML.

    Args:
        question_set: what is asked.
        engine_bytes: size of all that the browser loads before Python answers; for the progress bar.
        release: the name of this release of the site.
        offline_megabytes: what a copy of the site takes in the browser, as it is written.
        root: the way from the page to the root of the site, such as ``../``.
        base: from there to the pages of the question set: empty, or with a slash at its end.

    Raises:
        QuestionSetError: an id of the question set is one that the page uses.
    """
    words = changeable_words(question_set.default_words)
    template = environment(words, question_set.definitions).get_template("form/form.html")
    html = template.render(
        question_set=question_set,
        definitions={q.id: used_in(q, question_set.definitions) for q in question_set.questions},
        colours=COLOURS,
        other_ratings=OTHER_RATINGS,
        empty_overview=Markup(overview(question_set, _empty_record(question_set))),
        rating_words={rating.value: rating.word.lower() for rating in Rating},
        rating_letters={rating.value: rating.letter for rating in Rating},
        priorities=tuple(Priority),
        statuses=tuple(Status),
        largest_file=LARGEST_FILE,
        most_compared=MOST_COMPARED,
        engine_bytes=engine_bytes,
        release=release,
        offline_megabytes=offline_megabytes,
        root=root,
        base=base,
    )
    _check_ids(html)
    return html


def _empty_record(question_set: QuestionSet) -> Record:
    """A record in which nothing is entered; its day is not shown."""
    return Record(
        question_set=question_set.id,
        question_set_version=question_set.version,
        changed=None,
        partnership=Partnership(name="", preset="", words={}),
        rounds=(Round(id="", name="", opened=date.min, closed=None, answers={}),),
    )


def _check_ids(html: str) -> None:
    """Two elements of one id would be confused: a question may have the id of a part of the page."""
    counts = Counter(re.findall(r'\sid="([^"]*)"', html))
    faults = [
        Fault(place=found, what="the tool's page uses this id more than once; choose another id")
        for found, times in counts.items()
        if times > 1
    ]
    if faults:
        raise QuestionSetError(faults)
