"""`assessment` and `office` use no browser, no files and no clock; all of Python is short, and listed."""

from __future__ import annotations

import ast
import re
import sys
from typing import TYPE_CHECKING

import pytest

from publishing.machine import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES = [ROOT / "app" / name for name in ("assessment", "office")]
MODULES = sorted(path for package in PACKAGES for path in package.rglob("*.py"))
ALL_PYTHON = sorted(
    path for folder in (*PACKAGES, ROOT / "publishing", ROOT / "tests") for path in folder.rglob("*.py")
)
LONGEST_FUNCTION = 60
# The journey of three partners and their coordinator, as one test.
JOURNEY = "test_three_partners_answer_and_the_coordinator_settles_it"
# Imports for the type checker do not run.
ALLOWED = {
    "__future__", "assessment", "base64", "binascii", "collections", "contextlib", "dataclasses", "datetime",
    "enum", "functools", "hashlib", "html", "importlib", "io", "itertools", "jinja2", "json", "markupsafe",
    "math", "office", "re", "textwrap", "types", "typing", "unicodedata", "urllib", "xlsxwriter",
    "xml", "zipfile", "zlib",
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


@pytest.mark.parametrize("path", ALL_PYTHON, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_function_is_too_long_to_be_read_at_once(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name != JOURNEY:
            assert node.end_lineno
            lines = node.end_lineno - node.lineno + 1
            assert lines <= LONGEST_FUNCTION, f"{node.name} has {lines} lines"


def test_no_test_file_is_imported() -> None:
    """What several of them use is in a module of its own."""
    for path in (ROOT / "tests").rglob("*.py"):
        found = re.search(r"^\s*(from|import) tests\b.*\btest_.*", path.read_text("utf-8"), re.MULTILINE)
        assert not found, f"{path.name}: {found[0]}"


def test_the_table_of_contents_names_every_module() -> None:
    for package in (*PACKAGES, ROOT / "publishing"):
        contents = (package / "__init__.py").read_text("utf-8")
        named = re.findall(r"^([a-z_]+(?:\.[a-z_]+)*) ", contents, re.M)
        modules = [path.relative_to(package).with_suffix("").parts for path in package.rglob("*.py")]
        assert sorted(named) == sorted(".".join(parts) for parts in modules if parts[-1] != "__init__")


def test_the_first_part_does_without_the_second() -> None:
    """`office` is fetched later, so nothing of `assessment` may import it."""
    for path in PACKAGES[0].rglob("*.py"):
        assert not re.search(r"^\s*(from|import) office", path.read_text("utf-8"), re.MULTILINE), path.name


def test_python_contains_no_javascript_and_javascript_no_python() -> None:
    for path in (ROOT / "app" / "page").glob("*.mjs"):
        assert "runPython" not in path.read_text("utf-8"), path.name


def test_no_lock_file_names_a_download_address_or_this_machine() -> None:
    for name in ("package-lock.json", "requirements.txt", "requirements-node.txt"):
        text = (ROOT / name).read_text("utf-8")
        assert '"resolved"' not in text
        assert "--index-url" not in text
        assert sys.prefix not in text
