"""The Chromium of the tests and tools: found, started, and installed by `python -m tests.browser.chromium`.

The tests themselves install nothing: many processes would do so at the same time.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from publishing import machine
from publishing.machine import MachineError, say
from tests.browser import packages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The headless build of Chromium, which is much faster.
HEADLESS = "chromium-headless-shell"

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


@contextlib.contextmanager
def playwright_driver() -> Iterator[Playwright]:
    """Playwright on the Node of the build: its own needs a library that a bare Debian lacks."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(machine.node() / "node")
    with sync_playwright() as started:
        yield started


def launch(playwright: Playwright, program: Path, options: Iterable[str] = ()) -> Browser:
    return playwright.chromium.launch(
        executable_path=str(program), args=[*CHROMIUM_OPTIONS, *options], headless=True
    )


def find() -> Path:
    """The Chromium to use: `$CHROMIUM`, else one on the PATH, else the one that Playwright downloaded.

    Raises:
        MachineError: there is none, or it does not start.
    """
    named = os.environ.get("CHROMIUM")
    if named and not shutil.which(named):
        raise MachineError(f"CHROMIUM names {named!r}, and there is no program there that can be run.")
    found = Path(named) if named else _on_path() or _downloaded()
    if not found:
        raise MachineError(
            "The browser tests need Chromium, and none could be found or installed. "
            "Install Chromium or Chrome, or name one: CHROMIUM=/path/to/chromium make test"
        )
    fault = _start_fault(found)
    if fault:
        raise MachineError(
            f"{found} does not start: {fault}. Install what it needs (as root: "
            f"{sys.executable} -m playwright install-deps chromium), or name another: "
            "CHROMIUM=/path/to/chromium make test"
        )
    return found


def find_headless() -> Path:
    """The headless build where there is one and no other is named, else what `find` finds."""
    found = shutil.which(HEADLESS)
    return Path(found) if found and not os.environ.get("CHROMIUM") else find()


def install() -> None:
    """Install Chromium if there is none, and its headless build where packages may be installed.

    Raises:
        MachineError: there is no Chromium afterwards, or it does not start.
    """
    named = os.environ.get("CHROMIUM")
    if not named and not _on_path() and not _downloaded():
        say("Set up Chromium for the browser tests: Playwright's own")
        # If the download is refused there is another way, so its output is not shown.
        _playwright("install", "chromium")
        if not _downloaded() and packages.may_install():
            say("Set up Chromium for the browser tests: that download was refused, so the system's package")
            packages.install("chromium")
    if not named and not _on_path() and packages.may_install():
        downloaded = _downloaded()
        if downloaded and _start_fault(downloaded):
            say("Set up the system's libraries that Chromium needs")
            _playwright("install-deps", "chromium")
    find()
    if not named and not shutil.which(HEADLESS) and packages.may_install():
        say("Set up Chromium for the browser tests: its headless build")
        # Not every Debian has it, and no test needs it.
        packages.install(HEADLESS)


def _on_path() -> Path | None:
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def _downloaded() -> Path | None:
    with playwright_driver() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def _playwright(*arguments: str) -> None:
    environment = {**os.environ, "PLAYWRIGHT_NODEJS_PATH": str(machine.node() / "node")}
    command = [sys.executable, "-m", "playwright", *arguments]
    subprocess.run(command, env=environment, capture_output=True, check=False)


def _start_fault(program: Path) -> str:
    """The first line of what the program says when it does not start; empty if it does."""
    tried = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else (tried.stderr.strip().splitlines() or ["it gives no reason"])[0]


if __name__ == "__main__":
    try:
        install()
    except MachineError as error:
        sys.exit(str(error))
