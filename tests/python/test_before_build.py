"""Tests that need no built site run without one; others end with one message."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from publishing.machine import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def unbuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unbuilt")
    for part in ("app", "publishing", "questions", "tests"):
        shutil.copytree(
            ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "node_modules")
        )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.mark.parametrize(
    ("asked", "needs_site"),
    [
        ([], True),
        (["tests/browser/test_site.py::test_nothing"], True),
        (["tests/python"], True),
        (["tests/python/assessment/test_scoring.py"], False),
    ],
)
def test_the_message_comes_where_the_site_is_needed(
    unbuilt: Path, asked: list[str], needs_site: bool
) -> None:
    tried = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", *asked],
        cwd=unbuilt,
        capture_output=True,
        text=True,
        check=False,
    )
    assert tried.returncode == (4 if needs_site else 0)
    assert ("Run `make build` first" in tried.stderr + tried.stdout) is needs_site
    assert "Traceback" not in tried.stdout
