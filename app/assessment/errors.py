"""One family of errors: whatever is wrong with what this package was given.

Each says what is wrong, where, and with which value, so that the person who can mend it finds it.
A checker collects every fault before it raises.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong.

    `place` is a file or a part of a record, then the question id and the field where there are such:
    ``style.toml, style-challenge, red``.
    """

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


class AssessmentError(Exception):
    """Base of the family. `faults` holds every fault, in the order of the text that was read."""

    opening = "Something is wrong:"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join([self.opening, *(f"- {self._told(fault)}" for fault in faults)]))

    def _told(self, fault: Fault) -> str:
        return str(fault)


class QuestionSetError(AssessmentError):
    """Raised by `question_set`: the tables do not make a question set."""

    opening = "The question set has faults:"


class RecordError(AssessmentError):
    """Raised by `record`: the text is not a record that this tool can read.

    People read these on the page, where lines may run on: each fault is a sentence of its own.
    """

    opening = "The record has faults:"

    def _told(self, fault: Fault) -> str:
        return f"In {fault.place}: {fault.what.rstrip('.')}."


class FileError(RecordError):
    """Raised by `opening`: what a person opened is not a file of this tool, or not a whole one."""

    opening = "This file is damaged, or was not made by this tool."


class NewerFileError(FileError):
    """Raised by `opening`: the file is of a format that only a newer version of this tool knows."""

    opening = "This file was made by a newer version of this tool: reload the page to get it."


class RequestError(AssessmentError):
    """Raised by `door`: the request is not one that it answers."""

    opening = "The request has faults:"
