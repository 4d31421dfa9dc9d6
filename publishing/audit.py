"""Asks the public lists of known weaknesses about every pinned package: run it with `make audit`.

A weakness that is found fails. A list that cannot be reached is said: silence would look like a clean result.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from publishing import machine


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
    """Ask both, say what came of it, and return 1 where a weakness was found."""
    folder = machine.node()
    pip = [
        sys.executable,
        "-m",
        "pip_audit",
        "--disable-pip",
        "--require-hashes",
        "--progress-spinner",
        "off",
    ]
    found = {
        "Python packages": python_findings(_answer([*pip, "--format", "json", "-r", "requirements.txt"])),
        "npm packages": npm_findings(_answer([str(folder / "npm"), "audit", "--json"])),
    }
    for name, findings in found.items():
        print(f"{name}: asked about {findings.asked}, {len(findings.weaknesses)} known weaknesses")
        for weakness in findings.weaknesses:
            print(f"  {weakness}")
        if findings.not_asked:
            print(f"  NOT ASKED, not reached or not known there: {', '.join(findings.not_asked)}")
    return int(any(findings.weaknesses for findings in found.values()))


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
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except json.JSONDecodeError:
        raise machine.MachineError(f"{command[0]} gave no answer that can be read:\n{done.stderr}") from None
    return answer


if __name__ == "__main__":
    try:
        sys.exit(main())
    except machine.MachineError as error:
        sys.exit(str(error))
