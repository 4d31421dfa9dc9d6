"""Tests that need no built site run without one; others end with one message."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from publishing.machine import ROOT
from tests.conftest import need_site

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
        ("tests", True),
        ("tests/browser/test_site.py::test_nothing", True),
        ("tests/python", True),
        ("tests/python/publishing/test_serve.py", True),
        ("tests/python/assessment/test_scoring.py", False),
        ("tests/python/assessment", False),
    ],
)
def test_it_is_known_which_tests_need_the_site(asked: str, needs_site: bool) -> None:
    assert need_site([asked]) is needs_site


@pytest.mark.parametrize(
    ("asked", "returned"), [("tests", 4), ("tests/python/assessment/test_scoring.py", 0)]
)
def test_the_message_comes_where_the_site_is_needed(unbuilt: Path, asked: str, returned: int) -> None:
    tried = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", asked],
        cwd=unbuilt,
        capture_output=True,
        text=True,
        check=False,
    )
    assert tried.returncode == returned
    assert ("Run `make build` first" in tried.stderr + tried.stdout) is (returned != 0)
    assert "Traceback" not in tried.stdout
