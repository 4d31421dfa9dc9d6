"""`assessment` knows neither the browser nor files nor the time: its imports and its calls show it."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

import pytest

from publishing.machine import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MODULES = sorted((ROOT / "app" / "assessment").glob("*.py"))
# What is imported only for the type checker is not there when the code runs.
ALLOWED = {
    "__future__", "assessment", "base64", "collections", "contextlib", "dataclasses", "datetime", "enum",
    "functools", "importlib", "jinja2", "json", "markupsafe", "re", "textwrap", "tomllib", "types", "typing",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow", "time"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_only_what_is_pure(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            assert name.split(".")[0] in ALLOWED, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_opens_no_file_and_asks_no_clock(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name):
                assert called.id not in {"open", "print", "input", "eval", "exec"}, path.name
            elif isinstance(called, ast.Attribute):
                assert called.attr not in CLOCKS, f"{path.name} asks the time"


def test_the_table_of_contents_names_every_module() -> None:
    contents = (ROOT / "app" / "assessment" / "__init__.py").read_text("utf-8")
    for path in MODULES:
        if path.stem != "__init__":
            assert f"\n{path.stem} " in contents, path.stem


def test_python_holds_no_javascript_and_javascript_no_python() -> None:
    for path in (ROOT / "app" / "page").glob("*.mjs"):
        assert "runPython" not in path.read_text("utf-8"), path.name


def test_no_lock_file_names_a_download_address_or_this_machine() -> None:
    for name in ("package-lock.json", "requirements.txt", "requirements-node.txt"):
        text = (ROOT / name).read_text("utf-8")
        assert '"resolved"' not in text
        assert "--index-url" not in text
        assert sys.prefix not in text
