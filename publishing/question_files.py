"""Reads a question set from its folder; `assessment.question_set` parses the texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assessment import guidance
from assessment.question_set import reading as question_set_format

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.question_set.model import QuestionSet

# Every question id that was ever published, one a line. Lines are added, never removed.
PUBLISHED_IDS = "published_ids.txt"


def read(folder: Path) -> QuestionSet:
    """The question set of a folder, checked against the ids published so far.

    Raises:
        QuestionSetError: with every fault.
    """
    return question_set_format.from_toml(_texts(folder), published_ids(folder))


def published_ids(folder: Path) -> list[str]:
    return (folder / PUBLISHED_IDS).read_text("utf-8").split()


def as_json(folder: Path, pages: guidance.Guidance) -> str:
    """The same tables, and the guidance, as JSON for the browser."""
    given = {"tables": question_set_format.tables_of(_texts(folder)), "guidance": guidance.to_data(pages)}
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))


def _texts(folder: Path) -> dict[str, str]:
    """The files of the set, and what it has in common with the sets beside it."""
    paths = [*sorted(folder.glob("*.toml")), folder.parent / question_set_format.COMMON_FILE]
    return {path.name: path.read_text("utf-8") for path in paths if path.is_file()}
