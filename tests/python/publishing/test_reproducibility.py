"""Two builds of the same sources give the same bytes, and the checksums say which."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from publishing import checksums, evidence
from publishing.machine import ROOT
from publishing.site import SITE
from tests.python.project_copy import NOT_COPIED

if TYPE_CHECKING:
    from pathlib import Path


def test_a_build_elsewhere_at_another_time_gives_the_same_bytes(tmp_path: Path) -> None:
    """From scratch: without the cache of earlier builds."""
    elsewhere = tmp_path / "another folder"
    shutil.copytree(ROOT, elsewhere, ignore=NOT_COPIED)
    (elsewhere / "node_modules").symlink_to(ROOT / "node_modules")
    # As a reader would do it who has the published site: results and screenshots come from there.
    for published, results in (("accessibility", evidence.ACCESSIBILITY), ("help", evidence.PICTURES)):
        if (SITE / "assets" / published).exists():
            shutil.copytree(SITE / "assets" / published, elsewhere / results.relative_to(ROOT))
    # A clock that is two days on, for all that asks for the time of a file; and another order of hashing.
    for path in elsewhere.rglob("*"):
        if not path.is_symlink():
            os.utime(path, (path.stat().st_mtime + 200_000,) * 2)
    subprocess.run(
        [sys.executable, "build_site.py"],
        cwd=elsewhere,
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"},
    )
    again = (elsewhere / "build" / "site" / checksums.LIST).read_text("utf-8").splitlines()
    assert again == (SITE / checksums.LIST).read_text("utf-8").splitlines()


def test_the_checksums_name_every_file_and_are_right() -> None:
    lines = (SITE / checksums.LIST).read_text("utf-8").splitlines()
    listed = {name: checksum for checksum, name in (line.split("  ", 1) for line in lines)}
    assert set(listed) == {
        path.relative_to(SITE).as_posix() for path in SITE.rglob("*") if path.is_file()
    } - {checksums.LIST}
    for name, checksum in listed.items():
        assert hashlib.sha256((SITE / name).read_bytes()).hexdigest() == checksum, name
