"""MkDocs makes the site from the staged pages, and a warning stops it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from publishing import hosting, site
from publishing.machine import MachineError

if TYPE_CHECKING:
    from pathlib import Path


def made_from(folder: Path, text: str) -> Path:
    """The configuration of a site of one page, with the real rules on what is a warning."""
    pages = folder / "docs"
    pages.mkdir()
    (pages / "index.md").write_text(f"# Home\n\n{text}\n", "utf-8")
    configured = folder / "mkdocs.yml"
    settings = {
        "site_name": "Small",
        "docs_dir": str(pages),
        "site_dir": str(folder / "site"),
        "theme": {"name": None, "custom_dir": str(folder)},
        "plugins": [],
        "validation": hosting.settings()["validation"],
    }
    configured.write_text(json.dumps(settings), "utf-8")
    (folder / "main.html").write_text("{{ page.content }}", "utf-8")
    return configured


@pytest.mark.parametrize("link", ["gone.md", "gone/", "/gone/"])
def test_a_broken_link_stops_the_build_and_is_named(tmp_path: Path, link: str) -> None:
    configured = made_from(tmp_path, f"See [this]({link}).")
    with pytest.raises(MachineError, match=rf"'index\.md' contains an? .*link '{link}'"):
        site.render(configured)


def test_a_folder_that_cannot_be_written_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = tmp_path / "build"
    build.write_text("in the way", "utf-8")
    monkeypatch.setattr(site, "BUILD", build)
    monkeypatch.setattr(site, "PAGES", build / "docs")
    with pytest.raises(MachineError, match=rf"^The folder {build} cannot be written: .*; remove it, then"):
        site.stage()


def test_nothing_is_said_where_all_is_well(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    site.render(made_from(tmp_path, "See [this](index.md)."))
    assert "<a href=" in (tmp_path / "site" / "index.html").read_text("utf-8")
    assert capfd.readouterr() == ("", "")
