"""The folder with everything that the tool page loads by script, named by a digest of its contents.

Files of two releases cannot mix, whatever a browser or a host has cached. While only the texts of the site
change, the name stays the same, and browsers need not download the engine again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publishing import runtime, scripts

if TYPE_CHECKING:
    from pathlib import Path

PRACTICE_RECORD = "practice_record.json"


@dataclass(frozen=True)
class Release:
    """The folder's name, and the size of what the page shows the progress of."""

    folder: str
    engine_bytes: int


def stage(tool: Path, questions: str, practice_record: str, sample: Path) -> Release:
    """Write the folder.

    Args:
        tool: where to write it.
        questions: the question set, as the browser reads it.
        practice_record: the record to practise on.
        sample: the record that the rehearsal uses.
    """
    unnamed = tool / "unnamed"
    scripts.write_tool(unnamed)
    (unnamed / PRACTICE_RECORD).write_text(practice_record, "utf-8")
    engine_bytes = runtime.stage(unnamed / "engine", questions, sample)
    folder = _digest(unnamed)
    unnamed.rename(tool / folder)
    return Release(folder, engine_bytes)


def folder(site: Path) -> Path:
    """The folder in a built site."""
    return next((site / "tool").glob(f"*/{PRACTICE_RECORD}")).parent


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
