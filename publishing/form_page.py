"""The page of each tool with its form, and its example report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.show.form import form
from assessment.show.report import report
from publishing import offline
from publishing.machine import ROOT
from publishing.marks import fill
from publishing.metadata import quoted

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.release import Release
    from publishing.tools import Tool

# The page of the main tool, which those of the others are copies of.
PAGE = ROOT / "docs" / "tool.md"


def write(pages: Path, tool: Tool, release: Release) -> None:
    """Write the example report, and the form into the staged page of a tool.

    Args:
        pages: the folder of the staged pages.
        tool: with its site.
        release: the folder with the tool page's scripts and engine.
    """
    question_set, record = tool.question_set, tool.example
    # Dated by its own round, so that the build does not depend on the day.
    example = report(question_set, record, today=record.current_round.closed or record.current_round.opened)
    (pages / f"{tool.base}example-report.html").write_text(example.html, "utf-8")
    page = pages / tool.page
    page.write_text(PAGE.read_text("utf-8"), "utf-8")
    made = form(
        question_set,
        engine_bytes=release.engine_bytes[question_set.id],
        release=offline.RELEASE_MARK,
        offline_megabytes=offline.SIZE_MARK,
        root=tool.root,
        base=tool.base,
    )
    fill(page, "form", made)
    fill(page, "title", quoted(tool.title))
    fill(page, "question-set", quoted(question_set.id))
    fill(page, "folder", release.folder)
