"""Node, and running commands of this machine.

Node is looked for first and installed only when it is missing, which prints a line.
Run as ``python -m publishing.machine node|npm ARGUMENT…``; the Makefile does.
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

# Pyodide and the type checker need this version of Node or newer.
OLDEST_NODE = 20


class MachineError(Exception):
    """Something the project needs cannot be had on this machine; the message says what to do."""


def version() -> str:
    """The version of the project, which pyproject.toml alone declares."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def node(oldest: int = OLDEST_NODE) -> Path:
    """The folder with `node` and `npm`: the system's if new enough, else the virtual environment's."""
    system = shutil.which("node")
    if system and shutil.which("npm") and _node_version(system) >= oldest:
        return Path(system).parent
    if not (SCRIPTS / "node").exists():
        say("Set up Node (this machine has none that is new enough)")
        pip = [sys.executable, "-m", "pip", "install", "--quiet"]
        run([*pip, "--require-hashes", "-r", "requirements-node.txt"])
    return SCRIPTS


def _node_version(command: str) -> int:
    found = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)
    major = found.stdout.strip().removeprefix("v").split(".")[0]
    return int(major) if major.isdigit() else 0


def run(command: list[str], **environment: str) -> None:
    """Run a command in the project's folder with its output shown.

    Raises:
        MachineError: it failed.
    """
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False)
    if done.returncode != 0:
        raise MachineError(_failed(done.returncode, command))


def run_silently(command: list[str], **environment: str) -> None:
    """Run a command in the project's folder, with its output shown only if it fails.

    Raises:
        MachineError: it failed; with its output.
    """
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise MachineError(f"{done.stdout.strip()}\n{_failed(done.returncode, command)}")


def _failed(status: int, command: list[str]) -> str:
    return f"This command failed (exit status {status}): {' '.join(command)}"


def say(line: str) -> None:
    print(line, flush=True)


def main(program: str, arguments: list[str]) -> int:
    """Run Node or npm in the project's folder, and return its exit status."""
    folder = node()
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    command = [str(folder / program), *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PATH": path}, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
    except MachineError as error:
        sys.exit(str(error))
