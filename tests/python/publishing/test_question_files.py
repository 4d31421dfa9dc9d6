"""The files of a question set are read with every fault of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessment.errors import QuestionSetError
from publishing import question_files

if TYPE_CHECKING:
    from pathlib import Path


def test_text_that_is_not_toml_is_reported_with_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / question_files.PUBLISHED_IDS).write_text("", "utf-8")
    for name, text in {"one.toml": "id = = 1", "two.toml": "="}.items():
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(QuestionSetError, match=r"(?s)one\.toml: is not TOML: .*line 1.*two\.toml"):
        question_files.read(tmp_path)
