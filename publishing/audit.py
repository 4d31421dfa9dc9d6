"""Asks the public lists of known weaknesses about every pinned package: run it with `make audit`.

A weakness that is found fails. A list that cannot be reached is said: silence would look like a clean result.
"""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from publishing import machine

if TYPE_CHECKING:
    from collections.abc import Callable

LISTS = ("requirements.txt", "requirements-node.txt")

# How programs in Python and Node say that they reached nobody.
NO_CONNECTION = re.compile(
    r"ConnectionError|NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|NameResolutionError"
    r"|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH"
)


class NoConnectionError(Exception):
    """A list could not be asked, because nobody was reached."""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What one list said: how many packages it knows, which it could not be asked about, what is wrong."""

    asked: int
    not_asked: list[str]
    weaknesses: list[str]


def python_findings(report: dict[str, Any]) -> Findings:
    """Read what `pip-audit --format json` says."""
    packages = report["dependencies"]
    return Findings(
        asked=sum("skip_reason" not in package for package in packages),
        not_asked=[package["name"] for package in packages if "skip_reason" in package],
        weaknesses=[
            f"{package['name']} {package['version']}: {weakness['id']}"
            for package in packages
            for weakness in package.get("vulns", [])
        ],
    )


def npm_findings(report: dict[str, Any]) -> Findings:
    """Read what `npm audit --json` says."""
    if "vulnerabilities" not in report:
        return Findings(asked=0, not_asked=[report.get("message", "no answer")], weaknesses=[])
    return Findings(
        asked=report["metadata"]["dependencies"]["total"],
        not_asked=[],
        weaknesses=[f"{name}: {found['severity']}" for name, found in report["vulnerabilities"].items()],
    )


def main() -> int:
    """Ask about each list, say what came of it, and return 1 where one was found or asking went wrong."""
    folder = machine.node()
    lists: dict[str, Callable[[], Findings]] = {
        **{f"Python packages, {name}": functools.partial(_ask_about, name) for name in LISTS},
        "npm packages": lambda: npm_findings(_answer([str(folder / "npm"), "audit", "--json"])),
    }
    failed = False
    for name, ask in lists.items():
        try:
            findings = ask()
        except NoConnectionError:
            print(f"{name}: NOT ASKED, because there is no connection")
            continue
        except machine.MachineError as error:
            print(f"{name}: NOT ASKED, because {error}")
            failed = True
            continue
        print(f"{name}: asked about {findings.asked}, {len(findings.weaknesses)} known weaknesses")
        for weakness in findings.weaknesses:
            print(f"  {weakness}")
        if findings.not_asked:
            print(f"  NOT ASKED, not reached or not known there: {', '.join(findings.not_asked)}")
        failed = failed or bool(findings.weaknesses)
    return int(failed)


def _ask_about(requirements: str) -> Findings:
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes"]
    options = ["--progress-spinner", "off", "--format", "json", "-r", requirements]
    return python_findings(_answer([*command, *options]))


def _answer(command: list[str]) -> dict[str, Any]:
    path = f"{machine.node()}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=machine.ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    return answer(done.stdout, done.stderr)


def answer(output: str, errors: str) -> dict[str, Any]:
    """What a program answered.

    Raises:
        NoConnectionError: it reached nobody.
        MachineError: it answered nothing that can be read; its last line tells why.
    """
    try:
        read: dict[str, Any] = json.loads(output)
    except json.JSONDecodeError:
        if NO_CONNECTION.search(errors):
            raise NoConnectionError from None
        raise machine.MachineError((errors.strip().splitlines() or ["it gave no answer"])[-1]) from None
    if NO_CONNECTION.search(str(read.get("message", ""))):
        raise NoConnectionError
    return read


if __name__ == "__main__":
    try:
        sys.exit(main())
    except machine.MachineError as error:
        sys.exit(str(error))
