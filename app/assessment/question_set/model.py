"""A question set, as frozen values: what is asked, in which words, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment.model import Rating
from assessment.site import Site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


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
    """Why a question left the set, and in which version; none where the set does not say.

    `title`: what it was called; empty where the set does not say, and its id is shown.
    """

    reason: str
    title: str = ""
    since: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rewriting:
    """That all questions had new words in one version; instead of a change for each."""

    since: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class QuestionSet:
    """The elements and questions, as data, with a version.

    `reviewed`: when its wording was last looked at as a whole. `layout`: of its picture. `words` are the
    words that can be localised, with the label of each on the page; `presets[0]` has the default of every
    word. `site`: that it is on, as far as it is known; the build adds it.
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
    rewritten: Rewriting | None = None
    changes: tuple[Change, ...] = ()
    site: Site = field(default_factory=Site)

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for element in self.elements for question in element.questions)

    @property
    def default_words(self) -> Mapping[str, str]:
        return self.presets[0].words

    def preset_name(self, preset: str) -> str:
        """The name of the preset of an id; the id where there is none such."""
        return next((known.name for known in self.presets if known.id == preset), preset)

    def element_of(self, question: Question) -> Element:
        return next(element for element in self.elements if question in element.questions)
