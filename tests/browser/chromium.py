"""Starts the Chromium of the tests and tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from playwright.sync_api import Browser, Playwright

# Chromium's own requests are switched off; as root it needs the last option.
CHROMIUM_OPTIONS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]

# Chromium compiles WebAssembly a second time, optimised. A test's context is too short-lived to gain from it,
# and on few cores it takes a third of the run.
COMPILES_ONCE = ["--js-flags=--no-wasm-tier-up --no-wasm-dynamic-tiering"]


def launch(playwright: Playwright, program: Path, options: Iterable[str] = ()) -> Browser:
    return playwright.chromium.launch(
        executable_path=str(program), args=[*CHROMIUM_OPTIONS, *options], headless=True
    )
