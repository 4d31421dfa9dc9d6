"""QuestionSet -> the form, at build time. The page is HTML before any script runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.model import COLOURS, Priority, Rating, Status
from assessment.record.opening import LARGEST as LARGEST_FILE
from assessment.show.html import changeable_words, environment

if TYPE_CHECKING:
    from assessment.model import QuestionSet

OTHER_RATINGS = (Rating.UNKNOWN, Rating.NOT_APPLICABLE)


def form(
    question_set: QuestionSet,
    *,
    engine_bytes: int,
    release: str,
    offline_megabytes: str,
) -> str:
    """The whole of the tool page below its heading, as HTML.

    Args:
        question_set: what is asked.
        engine_bytes: size of all that the browser loads before Python answers; for the progress bar.
        release: the name of this release of the site.
        offline_megabytes: what a copy of the site takes in the browser, as it is written.
    """
    template = environment(changeable_words(question_set.default_words)).get_template("form.html")
    return template.render(
        question_set=question_set,
        colours=COLOURS,
        other_ratings=OTHER_RATINGS,
        rating_words={rating.value: rating.word.lower() for rating in Rating},
        priorities=tuple(Priority),
        statuses=tuple(Status),
        largest_file=LARGEST_FILE,
        engine_bytes=engine_bytes,
        release=release,
        offline_megabytes=offline_megabytes,
    )
