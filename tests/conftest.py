"""What every test may use: the real question set, and records made for the occasion."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from assessment.record import format as record_format
from publishing import question_files
from publishing.machine import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.model import QuestionSet

# Fixtures that tests/browser/ and tests/engine/ share.
pytest_plugins = ["tests.browser.fixtures"]

QUESTIONS = ROOT / "questions" / "lsp"

# On a busy machine an example may take long without anything being wrong.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")


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
    record_format.from_data(data)
    return data
