"""QuestionSet -> the form, at build time. The page is HTML before any script runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.html import changeable_words, environment
from assessment.model import COLOURS, Priority, Rating, Status
from assessment.opening import LARGEST as LARGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.model import QuestionSet

OTHER_RATINGS = (Rating.UNKNOWN, Rating.NOT_APPLICABLE)


@dataclass(frozen=True, kw_only=True)
class Page:
    """A guidance or case-study page of the site; `address` is relative to the tool page."""

    title: str
    address: str


def form(
    question_set: QuestionSet,
    pages: Mapping[str, Page],
    *,
    engine_bytes: int,
    release: str,
    offline_megabytes: str,
) -> str:
    """The whole of the tool page below its heading, as HTML.

    Args:
        question_set: what is asked.
        pages: the guidance and case-study pages that exist, by id.
        engine_bytes: size of all that the browser loads before Python answers; for the progress bar.
        release: the name of this release of the site.
        offline_megabytes: what a copy of the site takes in the browser, as it is written.
    """
    template = environment(changeable_words(question_set.default_words)).get_template("form.html")
    return template.render(
        question_set=question_set,
        colours=COLOURS,
        other_ratings=OTHER_RATINGS,
        pages=pages,
        rating_words={rating.value: rating.word.lower() for rating in Rating},
        priorities=tuple(Priority),
        statuses=tuple(Status),
        largest_file=LARGEST_FILE,
        engine_bytes=engine_bytes,
        release=release,
        offline_megabytes=offline_megabytes,
    )
