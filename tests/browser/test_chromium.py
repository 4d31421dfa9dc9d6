"""Chromium is looked for in the promised order, installed once, and a clear sentence says what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from publishing import machine
from tests.browser import chromium, packages


class Machine:
    """A machine on which nothing is really installed: what would run is recorded."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ran: list[str] = []
        self.programs: set[str] = set()
        self.downloaded: Path | None = None
        self.broken: set[str] = set()
        self.packages_there = True
        monkeypatch.delenv("CHROMIUM", raising=False)
        monkeypatch.setattr(
            "shutil.which", lambda name: f"/usr/bin/{name}" if name in self.programs else None
        )
        monkeypatch.setattr(subprocess, "run", self._run)
        monkeypatch.setattr(chromium, "_downloaded", lambda: self.downloaded)
        monkeypatch.setattr(chromium, "_playwright", self._playwright)
        monkeypatch.setattr(packages, "install", self._install)
        monkeypatch.setattr(packages, "may_install", lambda: "apt-get" in self.programs)

    def _run(self, command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        assert command[1:] == ["--version"]
        fault = "libnss3.so: cannot open shared object file\nmore" if command[0] in self.broken else ""
        return subprocess.CompletedProcess(command, int(bool(fault)), stderr=fault)

    def _install(self, *packages: str) -> bool:
        self.ran.append(f"apt-get {' '.join(packages)}")
        if self.packages_there:
            self.programs |= set(packages)
        return self.packages_there

    def _playwright(self, *arguments: str) -> None:
        self.ran.append(f"playwright {' '.join(arguments)}")
        if arguments[0] == "install-deps":
            self.broken.clear()


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


def test_the_browser_that_is_named_goes_first(bare: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "mine")
    bare.programs = {"mine", "chromium", chromium.HEADLESS, "apt-get"}
    assert chromium.find() == chromium.find_headless() == Path("mine")
    chromium.install()
    assert not bare.ran


def test_a_named_browser_that_is_not_there_is_an_error(
    bare: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(machine.MachineError, match="CHROMIUM names '/nowhere/chromium'"):
        chromium.install()


def test_a_browser_on_the_path_needs_no_installing(bare: Machine) -> None:
    bare.programs = {"google-chrome"}
    chromium.install()
    assert chromium.find() == chromium.find_headless() == Path("/usr/bin/google-chrome")
    assert not bare.ran


def test_finding_installs_nothing(bare: Machine) -> None:
    bare.programs = {"apt-get"}
    with pytest.raises(machine.MachineError, match="CHROMIUM=/path/to/chromium make test"):
        chromium.find_headless()
    assert not bare.ran


@pytest.mark.parametrize("root", [True, False])
def test_where_no_browser_can_be_installed_a_sentence_says_what_to_do(bare: Machine, root: bool) -> None:
    bare.packages_there = False
    bare.programs = {"apt-get"} if root else set()
    with pytest.raises(machine.MachineError, match="CHROMIUM=/path/to/chromium make test"):
        chromium.install()
    assert bare.ran == ["playwright install chromium", "apt-get chromium"][: 1 + root]


def test_where_the_download_is_refused_the_system_s_packages_serve(bare: Machine) -> None:
    bare.programs = {"apt-get"}
    chromium.install()
    assert bare.ran == ["playwright install chromium", "apt-get chromium", f"apt-get {chromium.HEADLESS}"]
    assert chromium.find_headless() == Path(f"/usr/bin/{chromium.HEADLESS}")


def test_a_download_without_its_libraries_gets_them_where_that_may_be_done(bare: Machine) -> None:
    bare.downloaded = Path("/cache/chromium")
    bare.broken = {"/cache/chromium"}
    with pytest.raises(
        machine.MachineError, match=r"does not start: libnss3\.so: cannot .*install-deps chromium"
    ):
        chromium.install()
    bare.programs = {"apt-get"}
    chromium.install()
    assert bare.ran == ["playwright install-deps chromium", f"apt-get {chromium.HEADLESS}"]


def test_playwright_runs_on_the_node_of_the_build() -> None:
    """Its own needs libatomic, which a bare Debian does not have."""
    tried = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os; from tests.browser import chromium\n"
            "with chromium.playwright_driver(): print(os.environ['PLAYWRIGHT_NODEJS_PATH'])",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=machine.ROOT,
    )
    assert tried.stdout.strip() == str(machine.node() / "node")
