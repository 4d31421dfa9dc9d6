"""Bundles the JavaScript modules: one file for each script that a page or another script names.

One bundle loads sooner than thirty modules that import each other.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from publishing import machine

if TYPE_CHECKING:
    from pathlib import Path

APP = machine.ROOT / "app"

# Entry points: of the tool page, and of the other pages. Every other module is bundled into one of these.
TOOL = ("page/main.mjs", "page/engine/worker.mjs")
SITE = ("site/home.mjs", "site/privacy.mjs", "site/site.mjs", "site/tools.mjs")
# A classic script, not a module: it must have run before the theme's own script.
CLASSIC = "site/search.mjs"


def write_site(target: Path) -> None:
    """Bundle the scripts that every page has into a folder."""
    _bundle(SITE, target)
    shutil.copy(APP / CLASSIC, target)


def write_tool(target: Path) -> None:
    """Bundle the scripts of the tool page into a folder."""
    _bundle(TOOL, target)


def _bundle(entry_points: tuple[str, ...], target: Path) -> None:
    """Bundle modules. Nothing is minified, so that the served files can be read."""
    machine.run(
        [
            str(machine.node() / "node"),
            "node_modules/esbuild/bin/esbuild",
            *(str(APP / name) for name in entry_points),
            "--bundle",
            # Each module is named in a comment by its path: not by where a link leads on one machine.
            "--preserve-symlinks",
            "--format=esm",
            "--target=es2022",
            "--charset=utf8",
            "--entry-names=[name]",
            "--out-extension:.js=.mjs",
            "--log-level=warning",
            f"--outdir={target}",
        ]
    )
