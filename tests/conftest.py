"""Fixtures for every test: the real question set, and records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from assessment.record import format as record_format
from publishing import checksums, question_files
from publishing.machine import ROOT
from publishing.site import SITE

if TYPE_CHECKING:
    from assessment.question_set.model import QuestionSet

# Fixtures that tests/browser/ and tests/engine/ share.
pytest_plugins = ["tests.browser.fixtures"]

QUESTIONS = ROOT / "questions" / "lsp"
# The tests here read the built site.
NEED_SITE = [ROOT / "tests" / name for name in ("browser", "engine", "python/publishing")]

# On a busy machine an example may take long.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Without a built site, end with one message instead of an error for each module that reads it."""
    if need_site(session.config.args) and not (SITE / checksums.LIST).exists():
        pytest.exit("The site is not built. Run `make build` first; `make test` does so.", returncode=4)


def need_site(arguments: list[str]) -> bool:
    """Whether any test that these arguments of pytest name reads the built site."""
    given = [Path(argument.split("::")[0]).resolve() for argument in arguments]
    return any(
        path in (folder, *folder.parents) or folder in path.parents for path in given for folder in NEED_SITE
    )


@pytest.fixture(scope="session")
def questions_folder() -> Path:
    return QUESTIONS


@pytest.fixture(scope="session")
def question_set() -> QuestionSet:
    return question_files.read(QUESTIONS)


@pytest.fixture
def sample_data() -> dict[str, Any]:
    """The record that the example report is made from, as JSON gives it; a fresh one for each test."""
    data: dict[str, Any] = json.loads((QUESTIONS / "sample_record.json").read_text("utf-8"))
    # A report names no partner, so it is no backup of a record with their answers.
    del data["rounds"][-1]["responses"]
    record_format.from_data(data)
    return data
