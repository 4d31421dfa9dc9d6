"""Reads a question set from its folder; `assessment.question_set` reads the tables of its files."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from assessment.errors import Fault, QuestionSetError
from assessment.question_set import reading as question_set_format
from assessment.site import to_data

if TYPE_CHECKING:
    from pathlib import Path

    from assessment.question_set.model import QuestionSet
    from assessment.site import Site

# Every question id that was ever published, one a line. Lines are added, never removed.
PUBLISHED_IDS = "published_ids.txt"


def read(folder: Path) -> QuestionSet:
    """The question set of a folder, checked against the ids published so far.

    Raises:
        QuestionSetError: with every fault.
    """
    return question_set_format.from_tables(_tables(folder), published_ids(folder))


def published_ids(folder: Path) -> list[str]:
    """Every id of the set that was ever published.

    Raises:
        QuestionSetError: the file is missing or cannot be read.
    """
    path = folder / PUBLISHED_IDS
    if not path.is_file():
        what = "the file is missing; restore it, or make an empty one if the set was never published"
        raise QuestionSetError([Fault(place=path.name, what=what)])
    return text_of(path).split()


def text_of(path: Path) -> str:
    """The text of a file. Editors on Windows put a mark before it, which is no part of it.

    Raises:
        QuestionSetError: it is not UTF-8; names the file.
    """
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        what = "is not UTF-8; save it with the encoding UTF-8"
        raise QuestionSetError([Fault(place=path.name, what=what)]) from None


def as_json(folder: Path, site: Site) -> str:
    """The same tables, and the site, as JSON for the browser."""
    given = {"tables": _tables(folder), "site": to_data(site)}
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))


def _tables(folder: Path) -> dict[str, dict[str, Any]]:
    """The tables of each file.

    Raises:
        QuestionSetError: with every text that is not TOML; says in which file and where.
    """
    tables, faults = {}, []
    for name, text in _texts(folder).items():
        try:
            tables[name] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            faults.append(Fault(place=name, what=f"is not TOML: {error}"))
    if faults:
        raise QuestionSetError(faults)
    return tables


def _texts(folder: Path) -> dict[str, str]:
    """The files of the set, and what it has in common with the sets beside it.

    Raises:
        QuestionSetError: with every file that is not UTF-8.
    """
    paths = [*sorted(folder.glob("*.toml")), folder.parent / question_set_format.COMMON_FILE]
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for path in paths:
        if path.is_file():
            try:
                texts[path.name] = text_of(path)
            except QuestionSetError as error:
                faults += error.faults
    if faults:
        raise QuestionSetError(faults)
    return texts
