"""The checksums of every file of the site, to compare a release with a build of one's own."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LIST = "checksums.txt"


def write(site: Path) -> None:
    """Write the list, in the form that `sha256sum --check` reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(site).as_posix()}\n"
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.name != LIST
    ]
    (site / LIST).write_text("".join(lines), "utf-8")
