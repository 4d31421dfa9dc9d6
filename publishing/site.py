"""Stages the pages as plain files and calls MkDocs on them: another generator could take its place."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING, Any

from publishing import machine, scripts

if TYPE_CHECKING:
    from pathlib import Path

BUILD = machine.ROOT / "build"
PAGES = BUILD / "docs"
SITE = BUILD / "site"
CONFIGURATION = BUILD / "mkdocs.yml"

APP = machine.ROOT / "app"
# Of every page; then of those within the theme, and of the tool page, which gets all of its own in one file.
STYLES = (
    APP / "assessment" / "show" / "templates" / "tokens.css",
    APP / "assessment" / "show" / "templates" / "pictures.css",
    APP / "site" / "shared.css",
)
THEME_STYLE = APP / "site" / "site.css"
ROOMS = ("tool.css", "assess.css", "results.css", "partners.css", "paper.css")
TOOL_STYLES = (APP / "site" / "shell.css", *STYLES, *(APP / "page" / name for name in ROOMS))


def stage() -> Path:
    """Copy what people wrote, the style sheets and the page's modules to a fresh folder.

    Raises:
        MachineError: the folder of the build cannot be written.
    """
    try:
        if PAGES.exists():
            shutil.rmtree(PAGES)
        PAGES.mkdir(parents=True)
    except OSError as error:
        what = f"The folder {BUILD} cannot be written: {error.strerror}. Another user, such as root, may have"
        raise machine.MachineError(f"{what} made it; remove it, then build again.") from error
    shutil.copytree(machine.ROOT / "docs", PAGES, dirs_exist_ok=True)
    (PAGES / "assets").mkdir(exist_ok=True)
    for sheet in (*STYLES, THEME_STYLE):
        shutil.copy(sheet, PAGES / "assets")
    tool_style = "\n".join(sheet.read_text("utf-8") for sheet in TOOL_STYLES)
    (PAGES / "assets" / "tool.css").write_text(tool_style, "utf-8")
    scripts.write_site(PAGES / "assets")
    return PAGES


def configuration(settings: dict[str, Any]) -> str:
    """What MkDocs reads: the settings as JSON, which is YAML too, so that each text stays a text."""
    theme = {**settings["theme"], "custom_dir": str(machine.ROOT / settings["theme"]["custom_dir"])}
    folders = {name: str(machine.ROOT / settings[name]) for name in ("docs_dir", "site_dir")}
    hooks = [str(machine.ROOT / hook) for hook in settings["hooks"]]
    return json.dumps({**settings, **folders, "theme": theme, "hooks": hooks}, ensure_ascii=False, indent=1)


def make(settings: dict[str, Any]) -> Path:
    """Make the site from the staged pages. A warning stops it.

    Args:
        settings: of the host, and of MkDocs.
    """
    CONFIGURATION.write_text(configuration(settings), "utf-8")
    render(CONFIGURATION)
    # For the search in other languages; by many authors, under their own licences.
    shutil.rmtree(SITE / "assets" / "javascripts" / "lunr")
    return SITE


def render(configured: Path) -> None:
    """Call MkDocs, whose output is shown only if it fails.

    Raises:
        MachineError: it failed or warned, of a broken link for example; with all that it said.
    """
    # Not with `--quiet`: then warnings are not counted, and `--strict` stops at none.
    command = ["mkdocs", "build", "--strict", "--config-file", str(configured)]
    machine.run_silently(
        [sys.executable, "-m", *command],
        # Material prints an advertisement on every build unless this is set.
        NO_MKDOCS_2_WARNING="1",
        # No file of the site may contain the time of the build: the same sources give the same bytes.
        SOURCE_DATE_EPOCH="0",
    )
