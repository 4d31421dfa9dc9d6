"""Packages of the system are installed only where that may be done."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from tests.browser import packages


@pytest.mark.parametrize(
    ("root", "apt", "may"), [(True, True, True), (False, True, False), (True, False, False)]
)
def test_packages_are_installed_as_root_on_a_debian_only(
    monkeypatch: pytest.MonkeyPatch, root: bool, apt: bool, may: bool
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if apt else None)
    monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)
    assert packages.may_install() is may


def test_an_installation_updates_the_lists_first_and_tells_whether_it_worked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is really installed: the commands that would run are recorded."""
    ran: list[list[str]] = []

    def record(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 1 if "unheard-of" in command else 0)

    monkeypatch.setattr(subprocess, "run", record)
    assert packages.install("xvfb")
    assert [command[2] for command in ran] == ["update", "install"]
    assert ran[-1][-1] == "xvfb"
    assert not packages.install("unheard-of")
