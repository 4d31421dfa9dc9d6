"""What the machine needs is looked for in the promised order, and a clear sentence says what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from publishing import machine


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Nothing is installed in these tests: the commands that would run are written down."""
    commands: list[list[str]] = []

    def note(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 1 if "playwright" in command else 0, stdout="v99.0.0")

    monkeypatch.setattr(subprocess, "run", note)
    return commands


def programs(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if name in names else None)


def test_the_browser_that_is_named_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert machine.chromium() == Path(sys.executable)


def test_a_named_browser_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(machine.MachineError, match="CHROMIUM names '/nowhere/chromium'"):
        machine.chromium()


def test_a_browser_on_the_path_needs_no_installing(
    monkeypatch: pytest.MonkeyPatch, ran: list[list[str]]
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    programs(monkeypatch, "google-chrome")
    assert machine.chromium() == Path("/usr/bin/google-chrome")
    assert not ran


def nothing_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(machine, "_find_chromium", lambda: None)


@pytest.mark.parametrize("root", [True, False])
def test_where_no_browser_can_be_had_a_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, ran: list[list[str]], root: bool
) -> None:
    nothing_there(monkeypatch)
    programs(monkeypatch, "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)
    with pytest.raises(machine.MachineError, match="CHROMIUM=/path/to/chromium make test"):
        machine.chromium()
    installs = [command[0] for command in ran]
    assert installs == [sys.executable, "apt-get", "apt-get"] if root else installs == [sys.executable]


def test_the_build_without_windows_is_taken_where_it_is(
    monkeypatch: pytest.MonkeyPatch, ran: list[list[str]]
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    programs(monkeypatch, "chromium", "chromium-headless-shell")
    assert machine.headless() == Path("/usr/bin/chromium-headless-shell")
    assert not ran


def test_without_the_build_without_windows_the_whole_one_serves(
    monkeypatch: pytest.MonkeyPatch, ran: list[list[str]]
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    programs(monkeypatch, "chromium", "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert machine.headless() == Path("/usr/bin/chromium")
    assert ran[-1][-1] == "chromium-headless-shell"
    monkeypatch.setenv("CHROMIUM", "chromium")
    assert machine.headless() == Path("chromium")


def test_only_the_engines_that_are_missing_are_installed(
    monkeypatch: pytest.MonkeyPatch, ran: list[list[str]]
) -> None:
    programs(monkeypatch, "apt-get", "firefox-esr")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    machine.engines()
    assert [command[1] for command in ran] == ["update", "install"]
    assert ran[-1][-2:] == ["webkit2gtk-driver", "xvfb"]


def test_where_nothing_may_be_installed_no_engine_is(
    monkeypatch: pytest.MonkeyPatch, ran: list[list[str]]
) -> None:
    programs(monkeypatch, "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    machine.engines()
    assert not ran


def test_the_systems_node_is_used_when_it_is_new_enough(
    monkeypatch: pytest.MonkeyPatch, ran: list[list[str]]
) -> None:
    programs(monkeypatch, "node", "npm")
    assert machine.node() == Path("/usr/bin")
    assert ran == [["/usr/bin/node", "--version"]]


@pytest.mark.parametrize("names", [(), ("node",)])
def test_node_comes_from_a_wheel_where_the_system_has_none_with_npm(
    monkeypatch: pytest.MonkeyPatch, ran: list[list[str]], names: tuple[str, ...], tmp_path: Path
) -> None:
    programs(monkeypatch, *names)
    monkeypatch.setattr(machine, "SCRIPTS", tmp_path)
    assert machine.node() == tmp_path
    assert ran[-1][-1] == "requirements-node.txt"
    assert "--require-hashes" in ran[-1]


def test_an_old_node_is_not_used(
    monkeypatch: pytest.MonkeyPatch, ran: list[list[str]], tmp_path: Path
) -> None:
    programs(monkeypatch, "node", "npm")
    monkeypatch.setattr(machine, "_node_version", lambda _: machine.OLDEST_NODE - 1)
    monkeypatch.setattr(machine, "SCRIPTS", tmp_path)
    assert machine.node() == tmp_path


def test_a_command_that_fails_is_named(ran: list[list[str]]) -> None:
    with pytest.raises(machine.MachineError, match=r"exit status 1\): playwright install"):
        machine.run(["playwright", "install"])
