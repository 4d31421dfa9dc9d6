"""Zips of sources for the browser: packages, with their templates translated into Python."""

from __future__ import annotations

import importlib
import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.show import html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# The build alone fills these; no other template includes one of them.
FORM = "form/"
# Templates are shipped translated, and style sheets as they are.
TEMPLATES = {".html", ".xml"}
NOT_SHIPPED = {".so", ".pyd", ".pyi", ".c", ".pyc", ".typed", *TEMPLATES}


def of_packages(packages: Iterable[str]) -> bytes:
    """The packages as a zip of sources; the same sources give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for package in packages:
            folder = Path(importlib.import_module(package).__path__[0])
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.suffix not in NOT_SHIPPED:
                    name = f"{package}/{path.relative_to(folder).as_posix()}"
                    archive.writestr(zipfile.ZipInfo(name), path.read_bytes())
    return packed.getvalue()


def with_templates(sources: bytes) -> bytes:
    """The sources and the translated templates."""
    packed = io.BytesIO(sources)
    with zipfile.ZipFile(packed, "a") as archive, tempfile.TemporaryDirectory() as made:
        # `str` takes the place of the filters for words: none is applied to a constant at compile time.
        templates = html.environment(str)
        templates.loader = html.SOURCES
        templates.compile_templates(made, zip=None, filter_func=is_for_the_browser, ignore_errors=False)
        for path in sorted(Path(made).iterdir()):
            archive.writestr(
                zipfile.ZipInfo(f"assessment/show/{html.TRANSLATED}/{path.name}"), path.read_bytes()
            )
    return packed.getvalue()


def is_for_the_browser(name: str) -> bool:
    """Whether this is a template, and not one that only the form consists of."""
    return Path(name).suffix in TEMPLATES and not name.startswith(FORM)


def together(archives: Iterable[bytes], wanted: Callable[[str], bool] = lambda _: True) -> bytes:
    """The wanted files of some zips in one, without compression, which Python reads fastest."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as made:
        for data in archives:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    if wanted(name):
                        made.writestr(zipfile.ZipInfo(name), archive.read(name))
    return packed.getvalue()
