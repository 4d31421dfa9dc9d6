"""A result of an earlier build is used for the same input only, and the newest of each name stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publishing import cache

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "cache")
    return tmp_path / "cache"


def refuse() -> bytes:
    raise AssertionError("it is made again")


def test_the_same_input_gives_the_cached_result() -> None:
    assert cache.cached("paper", [b"a", b"b"], lambda: b"made") == b"made"
    assert cache.cached("paper", [b"a", b"b"], refuse) == b"made"


@pytest.mark.parametrize("other", [[b"ab"], [b"b", b"a"], [b"a", b"b", b""], [b"a"]])
def test_another_input_gives_a_new_result_in_place_of_the_old_one(folder: Path, other: list[bytes]) -> None:
    cache.cached("paper", [b"a", b"b"], lambda: b"old")
    assert cache.cached("paper", other, lambda: b"new") == b"new"
    assert len(list(folder.iterdir())) == 1


def test_a_name_that_begins_with_another_has_a_result_of_its_own() -> None:
    cache.cached("paper-large", [b"a"], lambda: b"large")
    cache.cached("paper", [b"a"], lambda: b"small")
    assert cache.cached("paper-large", [b"a"], refuse) == b"large"


def test_a_result_that_cannot_be_made_leaves_nothing(folder: Path) -> None:
    with pytest.raises(AssertionError):
        cache.cached("paper", [b"a"], refuse)
    assert not folder.exists() or not list(folder.iterdir())
