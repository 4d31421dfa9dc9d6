"""Node is looked for in the promised order, and a command that fails is named."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from publishing import machine


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Nothing is installed in these tests: the commands that would run are recorded."""
    commands: list[list[str]] = []

    def record(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 1 if "playwright" in command else 0, stdout="v99.0.0")

    monkeypatch.setattr(subprocess, "run", record)
    return commands


def programs(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if name in names else None)


def test_the_systems_node_is_used_when_it_is_new_enough(
    monkeypatch: pytest.MonkeyPatch, ran: list[list[str]]
) -> None:
    programs(monkeypatch, "node", "npm")
    assert machine.node() == Path("/usr/bin")
    assert ran == [["/usr/bin/node", "--version"]]


@pytest.mark.parametrize("names", [(), ("node",)])
def test_node_is_installed_from_a_wheel_where_the_system_has_none_with_npm(
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


def test_node_and_npm_run_with_each_other_on_the_path_and_return_their_status(
    monkeypatch: pytest.MonkeyPatch, ran: list[list[str]], tmp_path: Path
) -> None:
    monkeypatch.setattr(machine, "node", lambda: tmp_path)
    assert machine.main("npm", ["ci", "--ignore-scripts"]) == 0
    assert machine.main("node", ["playwright"]) == 1
    assert ran == [[str(tmp_path / "npm"), "ci", "--ignore-scripts"], [str(tmp_path / "node"), "playwright"]]


def test_the_version_is_the_one_of_the_project() -> None:
    assert machine.version().count(".") == 2
