"""The parts of pages that Python writes at build time: the form, the example report, the model picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.record import format as record_format
from assessment.show.form import form
from assessment.show.html import environment, fixed_words
from assessment.show.overview import work_out
from assessment.show.pictures import verdict
from assessment.show.report import report
from assessment.words import words_of
from publishing import offline

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.model import QuestionSet

# Where a page wants a part, it holds a line with the part's name in such a comment.
MARK = "<!-- {} -->"
# Pages that link the questions on paper, and their way to the root of the site.
PAGES_WITH_PAPERS = {"index.md": "", "tool.md": "../", "questions.md": "../", "help/how-to-use.md": "../../"}


def write(
    pages: Path,
    question_set: QuestionSet,
    sample: Path,
    *,
    papers: str,
    engine_bytes: int,
) -> None:
    """Write the parts into the staged pages.

    Args:
        pages: the folder of the staged pages.
        question_set: what is asked, with its guidance.
        papers: links to the questions on paper.
        sample: the record that the example report is made from.
        engine_bytes: what the browser fetches before Python answers.
    """
    record = record_format.from_json(sample.read_text("utf-8"))
    # The example is dated by its own round: a build must not depend on the day it is made.
    example = report(question_set, record, today=record.current_round.closed or record.current_round.opened)
    (pages / "example-report.html").write_text(example.html, "utf-8")
    # What somebody practises on.
    (pages / "tool" / "practice_record.json").write_text(record_format.to_json(record), "utf-8")
    made = form(
        question_set,
        engine_bytes=engine_bytes,
        release=offline.RELEASE_MARK,
        offline_megabytes=offline.SIZE_MARK,
    )
    fill(pages / "tool.md", "form", made)
    words = words_of(question_set, record)
    for page, root in PAGES_WITH_PAPERS.items():
        fill(pages / page, "papers", papers.replace("{root}", root))
    made_of = environment(fixed_words(words))
    worked_out = work_out(made_of, question_set, record.current_round, words)
    fill(pages / "index.md", "picture", str(worked_out.picture))
    # What the picture shows, for those who read figures more easily than squares.
    parts = made_of.get_template("parts.html").module
    fill(pages / "index.md", "figures", str(parts.table(worked_out, verdict)))  # type: ignore[attr-defined]


def fill(page: Path, name: str, part: str) -> None:
    """Put a part in the place of its mark, which the page must hold once."""
    text = page.read_text("utf-8")
    mark = MARK.format(name)
    if text.count(mark) != 1:
        raise ValueError(
            f"{page.name} must hold the line {mark!r} once, and holds it {text.count(mark)} times"
        )
    # Markdown ends a block of HTML at an empty line in some places; there is none in what is put in.
    page.write_text(
        text.replace(mark, "\n".join(line for line in part.splitlines() if line.strip())), "utf-8"
    )
