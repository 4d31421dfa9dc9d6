"""The guidance and case-study pages that questions name: those that are there, and those still expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.form import Page

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.model import QuestionSet

FOLDERS = {"guidance": "guidance", "case_studies": "case-studies"}


def pages(question_set: QuestionSet, folder: Path) -> tuple[dict[str, Page], list[str]]:
    """The pages that questions name.

    Args:
        question_set: its questions name pages by id.
        folder: the folder of the site's pages; the page `risk` of guidance is `guidance/risk.md` in it.

    Returns:
        the pages that are there, by id, and the paths of those that are still to be written.
    """
    found, expected = {}, []
    for field, subfolder in FOLDERS.items():
        for page_id in sorted(
            {name for question in question_set.questions for name in getattr(question, field)}
        ):
            path = folder / subfolder / f"{page_id}.md"
            if path.exists():
                found[page_id] = Page(title=_title(path), address=f"../{subfolder}/{page_id}/")
            else:
                expected.append(f"{subfolder}/{page_id}")
    return found, expected


def _title(path: Path) -> str:
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# "):
            return line.removeprefix("# ").strip()
    raise ValueError(f"{path.name} has no heading: its first one, after a single #, is its title")
