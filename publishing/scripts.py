"""Bundles the JavaScript modules: one file for each script that a page or another script names.

A file that holds all it needs arrives sooner than thirty that name each other, and cannot be mixed with
modules of another release.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from publishing import machine

if TYPE_CHECKING:
    from pathlib import Path

APP = machine.ROOT / "app"

# Entry points; every other module is bundled into one of these.
ENTRY_POINTS = (
    "page/page.mjs",
    "page/engine/worker.mjs",
    "site/privacy.mjs",
    "site/site.mjs",
    "site/theme.mjs",
)
# A classic script, not a module: it must have run before the theme's own script.
CLASSIC = "site/search.mjs"


def write(target: Path) -> None:
    """Bundle the modules into a folder. Nothing is minified, so that the served files can be read."""
    target.mkdir(exist_ok=True)
    machine.run(
        [
            str(machine.node() / "node"),
            "node_modules/esbuild/bin/esbuild",
            *(str(APP / name) for name in ENTRY_POINTS),
            "--bundle",
            "--format=esm",
            "--target=es2022",
            "--charset=utf8",
            "--entry-names=[name]",
            "--out-extension:.js=.mjs",
            "--log-level=warning",
            f"--outdir={target}",
        ]
    )
    shutil.copy(APP / CLASSIC, target)
