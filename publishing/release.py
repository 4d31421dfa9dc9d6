"""The folder with everything that the tool page loads by script, named by a digest of its contents.

Files of two releases cannot mix, whatever a browser or a host has cached. While only the texts of the site
change, the name stays the same, and browsers need not download the engine again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.record import format as record_format
from publishing import question_files, runtime, scripts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from publishing.tools import Tool

PLACE = "tool"
PRACTICE_RECORD = "practice-{}.json"


@dataclass(frozen=True)
class Release:
    """The folder, from the root of the site; the bytes that a page shows the progress of, by question set."""

    folder: str
    engine_bytes: Mapping[str, int]


def stage(pages: Path, tools: Sequence[Tool]) -> Release:
    """Write the folder.

    Args:
        pages: the folder of the staged pages.
        tools: with their site; the rehearsal uses the first.
    """
    unnamed = pages / PLACE / "unnamed"
    scripts.write_tool(unnamed)
    questions = {}
    for tool in tools:
        question_set = tool.question_set
        questions[question_set.id] = question_files.as_json(tool.source, question_set.site)
        practice = unnamed / PRACTICE_RECORD.format(question_set.id)
        practice.write_text(record_format.to_json(tool.example), "utf-8")
    engine_bytes = runtime.stage(unnamed / "engine", questions, tools[0].sample)
    name = _digest(unnamed)
    unnamed.rename(pages / PLACE / name)
    return Release(f"{PLACE}/{name}", engine_bytes)


def folder(site: Path) -> Path:
    """The folder in a built site."""
    return next((site / PLACE).glob("*/engine")).parent


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
