"""What is entered, as frozen values: ratings, answers, rounds, actions, the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assessment.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from assessment.question_set.model import Question


class Rating(StrEnum):
    """How a question was answered. A question that was not answered has none."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"

    @property
    def is_colour(self) -> bool:
        return self in COLOURS

    @property
    def word(self) -> str:
        return _WORDS[self]

    @property
    def letter(self) -> str:
        """One character, for places too small for a word, where a colour alone is not enough."""
        return _LETTERS[self]


COLOURS = (Rating.RED, Rating.AMBER, Rating.GREEN)

_WORDS = {
    Rating.RED: "Red",
    Rating.AMBER: "Amber",
    Rating.GREEN: "Green",
    Rating.UNKNOWN: "Don’t know yet",
    Rating.NOT_APPLICABLE: "Does not apply",
}
_LETTERS = {
    Rating.RED: "R",
    Rating.AMBER: "A",
    Rating.GREEN: "G",
    Rating.UNKNOWN: "?",
    Rating.NOT_APPLICABLE: "–",
}


class Priority(StrEnum):
    """How much an action matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def word(self) -> str:
        return self.value.capitalize()


class Status(StrEnum):
    """How far an action is. One that was dropped says why."""

    NOT_STARTED = "not-started"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def word(self) -> str:
        return self.value.replace("-", " ").capitalize()

    @property
    def is_open(self) -> bool:
        return self in (Status.NOT_STARTED, Status.UNDER_WAY)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was entered for one question. `changed` is a UTC time (ISO 8601).

    `no_action`: why nothing will be done about it, where somebody decided so. `agreed`: whether it was
    settled with the partners' answers in view.
    """

    rating: Rating | None = None
    note: str = ""
    no_action: str = ""
    agreed: bool = False
    changed: str | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Respondent:
    """Who answered for a partner, as far as they said. `sector`: the kind of organisation."""

    organisation: str = ""
    sector: str = ""
    role: str = ""
    name: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        return any(text.strip() for text in (self.organisation, self.sector, self.role, self.name))


@dataclass(frozen=True, kw_only=True)
class Response:
    """One partner's answers, by question id: ratings and notes alone. `changed` is a UTC time (ISO 8601).

    `id` is the same in every file of the same person for the same round. `paper`: entered by the coordinator.
    """

    id: str
    respondent: Respondent
    answers: Mapping[str, Answer]
    paper: bool = False
    changed: str | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=dict)

    def rating(self, question: Question) -> Rating | None:
        answer = self.answers.get(question.id)
        return answer.rating if answer else None


@dataclass(frozen=True, kw_only=True)
class Round:
    """One dated run through the questions. `answers` by question id.

    `next`: the day of the next round. `conclusion` and `asks`: the coordinator's own words for the first page
    of the report. `responses`: the partners' answers, apart from `answers`. `discuss`: ids of the questions
    that a meeting is to settle with the partners' answers in view.
    """

    id: str
    name: str
    opened: date
    closed: date | None
    answers: Mapping[str, Answer]
    next: date | None = None
    conclusion: str = ""
    asks: tuple[str, ...] = ()
    responses: tuple[Response, ...] = ()
    discuss: tuple[str, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=dict)

    def rating(self, question: Question) -> Rating | None:
        answer = self.answers.get(question.id)
        return answer.rating if answer else None

    def note(self, question: Question) -> str:
        answer = self.answers.get(question.id)
        return answer.note if answer else ""

    def no_action(self, question: Question) -> str:
        answer = self.answers.get(question.id)
        return answer.no_action if answer else ""


@dataclass(frozen=True, kw_only=True)
class Action:
    """What will be done about one or more questions, by whom, by when. Actions live across rounds.

    `questions` are ids. `created` and `changed` are UTC times (ISO 8601). `reason`: why it was dropped.
    """

    id: str
    what: str
    questions: tuple[str, ...] = ()
    owner: str = ""
    due: date | None = None
    priority: Priority = Priority.MEDIUM
    status: Status = Status.NOT_STARTED
    reason: str = ""
    progress: str = ""
    created: str | None = None
    changed: str | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What will be done, in one line, for where the action is named."""
        return one_line(self.what) or "(no words yet)"

    def is_overdue(self, today: date) -> bool:
        return self.status.is_open and self.due is not None and self.due < today


@dataclass(frozen=True, kw_only=True)
class Partnership:
    """Its name, and its own words where they differ from its preset's."""

    name: str
    preset: str
    words: Mapping[str, str]
    unknown_fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """What an added record said where this one says something else, at a `place`.

    Such as ``partnership.name`` or ``rounds.<id>.answers.<id>.rating``.
    """

    place: str
    value: Any
    unknown_fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Record:
    """All that one partnership has entered. `changed`: when it was last changed, a UTC time (ISO 8601)."""

    question_set: str
    question_set_version: str
    changed: str | None
    partnership: Partnership
    rounds: tuple[Round, ...]
    actions: tuple[Action, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def current_round(self) -> Round:
        """The last round: rounds are in the order in which they were opened."""
        return self.rounds[-1]
