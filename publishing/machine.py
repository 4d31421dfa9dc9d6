"""What the machine must have beside Python: Node, the npm packages, a Chromium for the tests, other engines.

Each is looked for first and installed only when it is missing; each install says so in a line.
Run as ``python -m publishing.machine WHAT``; the Makefile does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCRIPTS = Path(sys.executable).parent
PYODIDE = ROOT / "node_modules" / "pyodide"
TYPESCRIPT = "node_modules/typescript/bin/tsc"

# Pyodide and the type checker run on this version of Node and newer.
OLDEST_NODE = 20

HEADLESS = "chromium-headless-shell"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


# `make test-browsers` has packages of its own, which need a newer version of Node.
JOURNEY = "tests/tools/engines"
OLDEST_NODE_OF_JOURNEY = 22

# What `make test-browsers` needs beside Chromium: a program of each, and Debian's name for it.
ENGINES = {"firefox-esr": "firefox-esr", "WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}


def version() -> str:
    """The version of the project, which pyproject.toml alone declares."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


class MachineError(Exception):
    """Something the project needs cannot be had on this machine; the message says what to do."""


def node(oldest: int = OLDEST_NODE) -> Path:
    """The folder with `node` and `npm`: the system's if new enough, else the virtual environment's."""
    system = shutil.which("node")
    if system and shutil.which("npm") and _node_version(system) >= oldest:
        return Path(system).parent
    if not (SCRIPTS / "node").exists():
        say("Set up Node (this machine has none that is new enough)")
        run(
            [
                sys.executable,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--require-hashes",
                "-r",
                "requirements-node.txt",
            ]
        )
    return SCRIPTS


def _node_version(command: str) -> int:
    found = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)
    major = found.stdout.strip().removeprefix("v").split(".")[0]
    return int(major) if major.isdigit() else 0


def npm_packages() -> None:
    """Install what package-lock.json pins."""
    folder = node()
    say("Set up npm packages in node_modules")
    _npm_ci(folder, ".")


def _npm_ci(node_folder: Path, project: str) -> None:
    # No package of ours needs an install script; none runs.
    _npm(
        node_folder,
        "ci",
        "--prefix",
        project,
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    )


def npm_lock() -> None:
    """Pin the npm packages again, in files without download addresses."""
    for project in (".", JOURNEY):
        _npm(
            node(),
            "install",
            "--prefix",
            project,
            "--package-lock-only",
            "--omit-lockfile-registry-resolved",
            "--loglevel=error",
        )


def _npm(folder: Path, *arguments: str) -> None:
    run([str(folder / "npm"), *arguments], PATH=f"{folder}{os.pathsep}{os.environ['PATH']}")


def tsc() -> None:
    """Check the types that the JavaScript declares in its comments."""
    run([str(node() / "node"), TYPESCRIPT, "--project", "app/jsconfig.json"])


def test_core() -> None:
    """Run the tests of the JavaScript that needs no browser, in Node's own test runner."""
    tests = sorted((ROOT / "tests" / "core").rglob("*.test.mjs"))
    if tests:
        run([str(node() / "node"), "--test", "--test-reporter=dot", *map(str, tests)])


def chromium() -> Path:
    """A Chromium to run the browser tests in: found, or installed.

    The order: `$CHROMIUM`, one on the PATH, the one Playwright downloaded, a download by Playwright,
    Debian's package (as root).
    """
    found = _find_chromium()
    if found:
        return found
    say("Set up Chromium for the browser tests: Playwright's own")
    # Where the download is refused there is another way, so what it prints is not shown.
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, check=False
    )
    found = _find_chromium()
    if not found and _may_install():
        say("Set up Chromium for the browser tests: that download was refused, so Debian's package")
        _install("chromium")
        found = _find_chromium()
    if not found:
        raise MachineError(
            "The browser tests need Chromium, and none could be found or installed. "
            "Install Chromium or Chrome, or name one: CHROMIUM=/path/to/chromium make test"
        )
    return found


def headless() -> Path:
    """The Chromium that the tests run in: its build without windows, which is much faster, or the whole.

    It is installed only where that may be done (Debian, as root); the whole one serves as well.
    """
    if not os.environ.get("CHROMIUM"):
        if not shutil.which(HEADLESS) and _may_install():
            say("Set up Chromium for the browser tests: its build without windows")
            run(["apt-get", "update", "-qq"])
            # Not every Debian has it, and no test needs it.
            subprocess.run(["apt-get", "install", "-y", "-qq", HEADLESS], capture_output=True, check=False)
        found = shutil.which(HEADLESS)
        if found:
            return Path(found)
    return chromium()


def engines() -> None:
    """Install the other engines of `make test-browsers`, where that may be done: Debian, as root."""
    missing = [package for program, package in ENGINES.items() if not shutil.which(program)]
    if missing and _may_install():
        say(f"Set up the other browser engines: {', '.join(missing)}")
        _install(*missing)


def journey_packages() -> None:
    """Install the libraries that drive the browsers of `make test-browsers`."""
    say("Set up the libraries that drive the browsers")
    _npm_ci(node(OLDEST_NODE_OF_JOURNEY), JOURNEY)


def journey() -> None:
    """The main journey in Chromium, Firefox and WebKit; which of them this machine lacks is named."""
    program = str(node(OLDEST_NODE_OF_JOURNEY) / "node")
    run([program, TYPESCRIPT, "--project", f"{JOURNEY}/jsconfig.json"])
    run([program, f"{JOURNEY}/main.mjs"], CHROMIUM=str(chromium()))


def _may_install() -> bool:
    """Whether this is a Debian, and its packages may be installed."""
    return bool(shutil.which("apt-get")) and os.geteuid() == 0


def _install(*packages: str) -> None:
    run(["apt-get", "update", "-qq"])
    run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
        DEBIAN_FRONTEND="noninteractive",
    )


def _find_chromium() -> Path | None:
    named = os.environ.get("CHROMIUM")
    if named:
        if not shutil.which(named):
            raise MachineError(f"CHROMIUM names {named!r}, and there is no program there that can be run.")
        return Path(named)
    for name in CHROMIUM_NAMES:
        on_path = shutil.which(name)
        if on_path:
            return Path(on_path)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        downloaded = Path(playwright.chromium.executable_path)
    return downloaded if downloaded.exists() else None


def run(command: list[str], **environment: str) -> None:
    """Run a command in the project's folder; its output is shown, and its failure is ours."""
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False)
    if done.returncode != 0:
        raise MachineError(f"This command failed (exit status {done.returncode}): {' '.join(command)}")


def say(line: str) -> None:
    print(line, flush=True)


def main(what: str) -> None:
    tasks = {
        "npm-packages": npm_packages,
        "npm-lock": npm_lock,
        "tsc": tsc,
        "test-core": test_core,
        "chromium": chromium,
        "headless": headless,
        "engines": engines,
        "journey-packages": journey_packages,
        "journey": journey,
    }
    try:
        tasks[what]()
    except MachineError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1])
