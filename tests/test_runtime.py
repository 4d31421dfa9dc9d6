"""What the browser gets: compiled Python and nothing that only this machine could run."""

from __future__ import annotations

import io
import zipfile

import pytest

from publishing import runtime
from publishing.site import SITE

ENGINE = SITE / "tool" / "engine"


def names(archive: str) -> list[str]:
    with zipfile.ZipFile(ENGINE / archive) as opened:
        return opened.namelist()


@pytest.mark.parametrize("archive", [runtime.LIBRARY, runtime.APPLICATION])
def test_python_is_shipped_compiled_by_one_and_the_same_version(archive: str) -> None:
    with zipfile.ZipFile(ENGINE / archive) as opened:
        compiled = [name for name in opened.namelist() if name.endswith(".pyc")]
        magic = {opened.read(name)[:4] for name in compiled}
        flags = {opened.read(name)[4:8] for name in compiled}
    assert len(compiled) > 20
    assert not [name for name in names(archive) if name.endswith((".py", ".so", ".pyd"))]
    assert len(magic) == 1
    # 1: the hash of the source stands for its date; and nobody checks it, for there is no source.
    assert flags == {b"\x01\x00\x00\x00"}


def test_library_and_application_are_of_one_version() -> None:
    magic = set()
    for archive, name in (
        (runtime.LIBRARY, "json/__init__.pyc"),
        (runtime.APPLICATION, "assessment/door.pyc"),
    ):
        with zipfile.ZipFile(ENGINE / archive) as opened:
            magic.add(opened.read(name)[:4])
    assert len(magic) == 1


def test_the_application_holds_its_templates_and_packages() -> None:
    held = names(runtime.APPLICATION)
    assert "assessment/templates/report.html" in held
    assert {name.split("/")[0] for name in held} == set(runtime.PACKAGES)


def test_the_same_sources_give_the_same_bytes() -> None:
    assert runtime._sources() == runtime._sources()
    with zipfile.ZipFile(io.BytesIO(runtime._sources())) as opened:
        assert not [name for name in opened.namelist() if "__pycache__" in name]


def test_nothing_but_what_is_named_is_shipped() -> None:
    shipped = {path.name for path in ENGINE.iterdir()}
    assert shipped == {
        *runtime.FETCHED,
        *runtime.MODULES,
        runtime.LIBRARY,
        runtime.APPLICATION,
        runtime.QUESTIONS,
    }
