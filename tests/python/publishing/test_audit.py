"""A weakness fails, and a list that was not reached is never taken for a clean result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from publishing import audit

if TYPE_CHECKING:
    from collections.abc import Callable

CLEAN_PYTHON = {"dependencies": [{"name": "jinja2", "version": "3.1.6", "vulns": []}]}
WEAK_PYTHON = {"dependencies": [{"name": "jinja2", "version": "3.1.6", "vulns": [{"id": "PYSEC-1"}]}]}
UNREACHED_PYTHON = {"dependencies": [{"name": "jinja2", "skip_reason": "not found"}]}
CLEAN_NPM = {"vulnerabilities": {}, "metadata": {"dependencies": {"total": 12}}}
WEAK_NPM = {"vulnerabilities": {"ws": {"severity": "high"}}, "metadata": {"dependencies": {"total": 12}}}
UNREACHED_NPM = {"message": "405 Method Not Allowed", "method": "POST"}


@pytest.mark.parametrize(
    ("read", "report", "asked", "not_asked", "weaknesses"),
    [
        (audit.python_findings, CLEAN_PYTHON, 1, [], []),
        (audit.python_findings, WEAK_PYTHON, 1, [], ["jinja2 3.1.6: PYSEC-1"]),
        (audit.python_findings, UNREACHED_PYTHON, 0, ["jinja2"], []),
        (audit.npm_findings, CLEAN_NPM, 12, [], []),
        (audit.npm_findings, WEAK_NPM, 12, [], ["ws: high"]),
        (audit.npm_findings, UNREACHED_NPM, 0, ["405 Method Not Allowed"], []),
    ],
)
def test_what_the_lists_say_is_read(
    read: Callable[[dict[str, Any]], audit.Findings],
    report: dict[str, Any],
    asked: int,
    not_asked: list[str],
    weaknesses: list[str],
) -> None:
    assert read(report) == audit.Findings(asked=asked, not_asked=not_asked, weaknesses=weaknesses)


@pytest.mark.parametrize(("npm", "status"), [(CLEAN_NPM, 0), (UNREACHED_NPM, 0), (WEAK_NPM, 1)])
def test_only_a_weakness_fails_and_silence_is_said(
    npm: dict[str, Any], status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "_answer", lambda command: npm if "npm" in command[0] else CLEAN_PYTHON)
    assert audit.main() == status
    assert ("NOT ASKED" in capsys.readouterr().out) is (npm is UNREACHED_NPM)


TRACEBACK = """Traceback (most recent call last):
  File "urllib3/connectionpool.py", line 787, in urlopen
requests.exceptions.ConnectionError: HTTPSConnectionPool(host='a.invalid', port=443): Max retries exceeded
"""
NPM_OFFLINE = '{"message": "request to https://registry.invalid/ failed, reason: getaddrinfo EAI_AGAIN"}'


def test_without_a_connection_every_list_is_named_and_nothing_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def offline(command: list[str]) -> dict[str, Any]:
        return audit.answer(NPM_OFFLINE, "") if "npm" in command[0] else audit.answer("", TRACEBACK)

    monkeypatch.setattr(audit, "_answer", offline)
    assert audit.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "Python packages, requirements.txt",
        "Python packages, requirements-node.txt",
        "npm packages",
    ]
    assert all(line.endswith("NOT ASKED, because there is no connection") for line in lines)


def test_an_answer_that_cannot_be_read_fails_in_one_line_and_the_others_are_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(command: list[str]) -> dict[str, Any]:
        return CLEAN_NPM if "npm" in command[0] else audit.answer("", "Traceback\nValueError: no such file")

    monkeypatch.setattr(audit, "_answer", broken)
    assert audit.main() == 1
    told = capsys.readouterr().out
    assert "Python packages, requirements.txt: NOT ASKED, because ValueError: no such file" in told
    assert "npm packages: asked about 12" in told
