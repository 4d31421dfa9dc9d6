"""The tools of the site are read from their folders, the main one first; all faults are reported at once."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from assessment.errors import QuestionSetError
from publishing import rehearsal, tools
from publishing.machine import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A copy of the question sets."""
    folder = tmp_path / "questions"
    shutil.copytree(ROOT / "questions", folder)
    return folder


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_main_tool_has_the_short_addresses_and_the_others_a_folder_each(questions: Path) -> None:
    found = {tool.question_set.id: tool for tool in tools.read(questions / "pulse")}
    assert next(iter(found)) == "pulse"
    assert set(found) == {path.parent.name for path in questions.glob("*/set.toml")}
    assert (found["pulse"].base, found["pulse"].address) == ("", "tool/")
    assert (found["lsp"].base, found["lsp"].address) == ("tools/lsp/", "tools/lsp/")
    assert (found["pulse"].root, found["lsp"].root) == ("../", "../../")


def test_the_faults_of_all_sets_are_told_at_once_each_with_its_folder(questions: Path) -> None:
    spoil(questions / "lsp" / "style.toml", 'title = "', 'titel = "')
    spoil(questions / "governing" / "set.toml", 'version = "', 'version = 1 # "')
    spoil(questions / "pulse" / "set.toml", 'id = "pulse"', 'id = "heartbeat"')
    spoil(questions / "delivery-chain" / "plan.toml", "[[question]]", "[[question]")
    with pytest.raises(QuestionSetError) as raised:
        tools.read(questions / "lsp")
    places = [fault.place for fault in raised.value.faults]
    assert sorted(places) == [
        "delivery-chain/plan.toml",
        "governing/set.toml, version",
        "lsp/style.toml, titel",
        "lsp/style.toml, title",
        "pulse/set.toml, id",
    ]


@pytest.mark.parametrize("name", ["published_ids.txt", "sample_record.json"])
def test_a_missing_file_is_named_with_what_to_do(questions: Path, name: str) -> None:
    (questions / "pulse" / name).unlink()
    with pytest.raises(QuestionSetError, match=rf"pulse/{name}: the file is missing; "):
        tools.read(questions / "lsp")


@pytest.mark.parametrize("name", ["talk.toml", "published_ids.txt", "sample_record.json"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_file_in_another_encoding_is_named_with_what_to_do(
    questions: Path, name: str, encoding: str
) -> None:
    path = questions / "pulse" / name
    path.write_text(f"# Café\n{path.read_text('utf-8')}", encoding)
    with pytest.raises(QuestionSetError, match=rf"pulse/{name}: is not UTF-8; save it"):
        tools.read(questions / "lsp")


def test_the_mark_that_editors_on_windows_put_before_a_text_is_no_part_of_it(questions: Path) -> None:
    before = tools.read(questions / "lsp")
    paths = [*questions.glob("*.toml"), *(questions / "lsp").iterdir()]
    for path in paths:
        path.write_text(path.read_text("utf-8"), "utf-8-sig")
    assert tools.read(questions / "lsp") == before
    assert tools.read(questions / "lsp")[0].example == before[0].example
    assert rehearsal.requests(before[0].sample)
    assert rehearsal.office_requests(before[0].sample)


def test_an_example_that_is_no_record_is_a_fault_of_the_set(questions: Path) -> None:
    (questions / "pulse" / "sample_record.json").write_text("[", "utf-8")
    with pytest.raises(QuestionSetError, match=r"pulse/sample_record\.json, "):
        tools.read(questions / "lsp")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"question_set": "lsp"}, "question_set: is 'lsp', but the set has 'pulse'"),
        ({"question_set_version": "0.9"}, "question_set_version: is '0.9', but the set has "),
        ({"rounds": {"answers": {"elsewhere": {"rating": "red"}}}}, "does not ask 'elsewhere'"),
        ({"rounds": {"discuss": ["elsewhere"]}}, "does not ask 'elsewhere'"),
        ({"actions": {"questions": ["elsewhere"]}}, "does not ask 'elsewhere'"),
    ],
)
def test_an_example_of_other_questions_is_refused(questions: Path, change: dict[str, Any], said: str) -> None:
    path = questions / "pulse" / "sample_record.json"
    data = json.loads(path.read_text("utf-8"))
    for name, value in change.items():
        if isinstance(value, dict):
            parts = data[name].values() if isinstance(data[name], dict) else data[name]
            list(parts)[-1].update(value)
        else:
            data[name] = value
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(QuestionSetError, match=said):
        tools.read(questions / "lsp")
