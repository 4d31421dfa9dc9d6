"""The vocabulary of the subject, as frozen values; the README explains the words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assessment.guidance import Guidance

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


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


class Side(StrEnum):
    """The goal that the others serve; the soft, transformational elements; the hard, transactional ones."""

    GOAL = "goal"
    SOFT = "soft"
    HARD = "hard"


class Layout(StrEnum):
    """How a set's elements are drawn.

    Around the goal, by their sides; one below the other; or as the links of a chain, in their order.
    """

    SIDES = "sides"
    ROWS = "rows"
    CHAIN = "chain"


class Rhythm(StrEnum):
    """What a round is called where nobody names it: after its quarter, or as the meeting of its day."""

    QUARTERS = "quarters"
    MEETINGS = "meetings"


class Start(StrEnum):
    """What follows the set-up: the questions, or inviting those who answer them."""

    QUESTIONS = "questions"
    PARTNERS = "partners"


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


# ---- The question set ----


@dataclass(frozen=True, kw_only=True)
class Work:
    """A publication that a question or a link rests on. `year` and `address` only where they are known."""

    id: str
    title: str
    author: str
    year: int | None = None
    address: str | None = None


@dataclass(frozen=True, kw_only=True)
class Source:
    """A place in a work, such as ``paragraph 57``."""

    work: Work
    at: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """Scored separately. `id` is permanent: answers are stored under it.

    `counts`: what counts and what does not, where the words of `ask` leave it open.
    """

    id: str
    title: str
    ask: str
    red: str
    amber: str
    green: str
    why: str
    sources: tuple[Source, ...]
    evidence: tuple[str, ...]
    from_red: str
    from_amber: str
    guidance: tuple[str, ...]
    case_studies: tuple[str, ...]
    counts: str = ""

    def response(self, colour: Rating) -> str:
        """The described response of a colour."""
        return {Rating.RED: self.red, Rating.AMBER: self.amber, Rating.GREEN: self.green}[colour]

    def next_step(self, rating: Rating | None) -> str | None:
        """What to do next from red or amber; nothing from any other answer."""
        if rating is Rating.RED:
            return self.from_red
        return self.from_amber if rating is Rating.AMBER else None


@dataclass(frozen=True, kw_only=True)
class Element:
    """Questions on one subject. `plain` is its everyday name; `side`: where the set is drawn by sides."""

    id: str
    title: str
    plain: str
    meaning: str
    questions: tuple[Question, ...]
    side: Side | None = None


@dataclass(frozen=True, kw_only=True)
class Link:
    """A whole-systems link: the question `target` rests on the question `source`, for a reason."""

    source: Question
    target: Question
    reason: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class About:
    """What the page with all tools says: the set's name, what it is for, who answers, how long it takes.

    `files`: how the names of its files begin; empty for the main one, whose files begin with the partnership.
    """

    name: str
    purpose: str
    who: str
    time: str
    files: str = ""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a record is about. `noun`: in a sentence; `label` and `hint`: where its name is asked for."""

    noun: str = "partnership"
    label: str = "Name of your partnership"
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """How partners are asked. ``{name}`` stands for the name of the subject, ``{round}`` for the round.

    `heading`: what they see first, and `unnamed` where there is no name. `opening`: the first sentence of the
    mail, in which `it` takes the place of a missing name.
    """

    heading: str = "How do you see {name}?"
    unnamed: str = "How do you see your partnership?"
    opening: str = "We are assessing how well {name} works, and need your own view."
    it: str = "our partnership"


@dataclass(frozen=True, kw_only=True)
class Preset:
    """The words of one kind of partnership."""

    id: str
    name: str
    words: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What a word means in the questions. `term` is a word, or the placeholder of one such as ``{board}``."""

    term: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ColourRule:
    """When an element is red, amber or green. Shares are between 0 and 1.

    An element has a colour when at least `known_from` of its applicable questions have one. It is red
    when its share of the ideal is below `red_below`, green when it is at least `green_from` and none of
    its questions is red, and amber otherwise.
    """

    known_from: float
    red_below: float
    green_from: float


class ChangeKind(StrEnum):
    """What a new version of a question set did to a question."""

    RENAMED = "renamed"
    REWORDED = "reworded"
    SPLIT = "split"


@dataclass(frozen=True, kw_only=True)
class Change:
    """A question became another, several others, or says something else, in version `since`.

    `into`: the ids that replace it; its own id where it was reworded. `reason`: for people.
    """

    question: str
    kind: ChangeKind
    into: tuple[str, ...]
    since: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Retirement:
    """Why a question left the set, and in which version; none where the set does not say."""

    reason: str
    since: str | None = None


@dataclass(frozen=True, kw_only=True)
class QuestionSet:
    """The elements and questions, as data, with a version.

    `reviewed`: when its wording was last looked at as a whole. `layout`: of its picture. `words` are the
    words that can be localised, with the label of each on the page; `presets[0]` has the default of every
    word. `guidance`: the pages that questions name, as far as they are known; the build adds them.
    """

    id: str
    version: str
    reviewed: date
    title: str
    about: About
    layout: Layout
    words: Mapping[str, str]
    presets: tuple[Preset, ...]
    colour_rule: ColourRule
    elements: tuple[Element, ...]
    links: tuple[Link, ...]
    works: tuple[Work, ...]
    subject: Subject = Subject()
    invitation: Invitation = Invitation()
    rhythm: Rhythm = Rhythm.QUARTERS
    start: Start = Start.QUESTIONS
    definitions: tuple[Definition, ...] = ()
    retired: Mapping[str, Retirement] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    guidance: Guidance = field(default_factory=Guidance)

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for element in self.elements for question in element.questions)

    @property
    def default_words(self) -> Mapping[str, str]:
        return self.presets[0].words

    def element_of(self, question: Question) -> Element:
        return next(element for element in self.elements if question in element.questions)


# ---- The record ----


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
    """What a merged record said where this one says something else. `place`: such as ``partnership.name``."""

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
