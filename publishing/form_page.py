"""The parts of pages that the build makes: the form, the example report, links to the questions on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.record import format as record_format
from assessment.show.form import form
from assessment.show.report import report
from publishing import offline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assessment.model import QuestionSet
    from publishing.release import Release

# A page holds such a comment, with the name of a part, where the part belongs.
MARK = "<!-- {} -->"
# The marks of links to the questions on paper: the pages with each, and the path from there to the root.
PAGES_WITH_PAPERS = {
    "papers": {"index.md": ""},
    "papers-by-kind": {"questions.md": "../", "help/how-to-use.md": "../../"},
}


def write(
    pages: Path,
    question_set: QuestionSet,
    sample: Path,
    *,
    papers: Mapping[str, str],
    release: Release,
) -> None:
    """Write the parts into the staged pages.

    Args:
        pages: the folder of the staged pages.
        question_set: with its guidance.
        papers: links to the questions on paper, by the name of their mark.
        sample: the record that the example report is made from.
        release: the folder with the tool page's scripts and engine.
    """
    record = record_format.from_json(sample.read_text("utf-8"))
    # Dated by its own round, so that the build does not depend on the day.
    example = report(question_set, record, today=record.current_round.closed or record.current_round.opened)
    (pages / "example-report.html").write_text(example.html, "utf-8")
    made = form(
        question_set,
        engine_bytes=release.engine_bytes,
        release=offline.RELEASE_MARK,
        offline_megabytes=offline.SIZE_MARK,
    )
    fill(pages / "tool.md", "form", made)
    fill(pages / "tool.md", "folder", release.folder)
    for mark, roots in PAGES_WITH_PAPERS.items():
        for page, root in roots.items():
            fill(pages / page, mark, papers[mark].replace("{root}", root))


def fill(page: Path, name: str, part: str) -> None:
    """Replace the mark of a part, which the page must contain once."""
    text = page.read_text("utf-8")
    mark = MARK.format(name)
    if text.count(mark) != 1:
        raise ValueError(
            f"{page.name} must contain the line {mark!r} once, but contains it {text.count(mark)} times"
        )
    # Without empty lines: Markdown may end a block of HTML at one.
    page.write_text(
        text.replace(mark, "\n".join(line for line in part.splitlines() if line.strip())), "utf-8"
    )
