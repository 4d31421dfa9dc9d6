"""The page's modules, joined: one file for each that a page names.

A file that holds all it needs comes sooner than thirty that name each other, and it is of one release: a
browser that keeps some of its modules cannot mix them with newer ones.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from publishing import machine

if TYPE_CHECKING:
    from pathlib import Path

MODULES = machine.ROOT / "app" / "page"

# Those that a page names, or that another names as a file of its own. The others are in these.
JOINED = ("page.mjs", "privacy.mjs", "site.mjs", "theme.mjs", "worker.mjs")
# No module: the theme's own script must find it done.
AS_IT_IS = "search.mjs"


def write(target: Path) -> None:
    """Join the modules into a folder, for people to read: nothing is shortened."""
    target.mkdir(exist_ok=True)
    machine.run(
        [
            str(machine.node() / "node"),
            "node_modules/esbuild/bin/esbuild",
            *(str(MODULES / name) for name in JOINED),
            "--bundle",
            "--format=esm",
            "--target=es2022",
            "--charset=utf8",
            "--out-extension:.js=.mjs",
            "--log-level=warning",
            f"--outdir={target}",
        ]
    )
    shutil.copy(MODULES / AS_IT_IS, target)
