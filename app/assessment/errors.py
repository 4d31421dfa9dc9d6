"""One family of errors: whatever is wrong with the input of this package.

Each says what is wrong, where, and with which value, so that a person who can correct it finds it.
A checker collects every fault before it raises.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.text import capitalised

if TYPE_CHECKING:
    from collections.abc import Sequence


# Of the place of a fault as a message says it, in characters: it may have names from a file.
LONGEST_PLACE = 160


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong.

    `place` is a file or a part of a record, then the question id and the field where there are such:
    ``style.toml, style-challenge, red``. `what` is a sentence that is shown whole: `text.shortened` quotes in
    it what a file says.
    """

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


class AssessmentError(Exception):
    """Base of the family. `faults` holds every fault, in the order of the text that was read."""

    opening = "Something is wrong:"
    # How many faults the message lists; none: all of them.
    most: int | None = None

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        lines = [f"- {self._line(fault)}" for fault in self.faults[: self.most]]
        if self.most is not None and len(self.faults) > self.most:
            lines[-1] += f" And {len(self.faults) - self.most:,} more."
        super().__init__("\n".join([self.opening, *lines]))

    def _line(self, fault: Fault) -> str:
        return str(fault)


class QuestionSetError(AssessmentError):
    """Raised by `question_set`: the tables do not make a question set."""

    opening = "The question set has faults:"


class RecordError(AssessmentError):
    """Raised by `record`: the text is not a record that this tool can read.

    People read these on the page, where lines may run on: each fault is a sentence of its own.
    """

    opening = "The record has faults:"
    most = 20

    def _line(self, fault: Fault) -> str:
        what, place = fault.what, fault.place
        where = place if len(place) <= LONGEST_PLACE else f"{place[:LONGEST_PLACE]}…"
        return f"In {where}: {what}{'' if what.endswith(('.', '?', '!', '…')) else '.'}"


class FileError(RecordError):
    """Raised by `opening`: what a person opened is not a file of this tool, or not a whole one.

    Two lines: what it is, and the first fault with its place. The page adds what to do.
    """

    opening = "We cannot open this file."
    most = 1

    def _line(self, fault: Fault) -> str:
        # The line above names the file: "In the file: it is empty" would say it twice.
        line = super()._line(fault)
        about_all = line.removeprefix("In the file: ")
        return line if about_all == line else capitalised(about_all)


class NewerFileError(FileError):
    """Raised by `opening`: the file is of a format that only a newer version of this tool knows."""

    opening = "This file was made by a newer version of this tool: reload the page to get it."


class ResponseError(FileError):
    """Raised by `partners`: what came is not a partner's answers, or not all of them."""

    opening = "These answers cannot be read."


class RequestError(AssessmentError):
    """Raised by `door`: the request is not one that it answers."""

    opening = "The request has faults:"
