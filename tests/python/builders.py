"""Small question sets and records for tests, and Hypothesis strategies for many."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from assessment.model import (
    Action,
    Answer,
    Conflict,
    Partnership,
    Priority,
    Rating,
    Record,
    Respondent,
    Response,
    Round,
    Status,
)
from publishing import new_question_set
from publishing.machine import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

# Hostile text that a person might paste into any field.
HOSTILE = (
    "<script>alert(1)</script>\"&'</textarea><img src=x onerror=alert(2)> {partnership} {{ 7*7 }} {% raw %}"
)


def new_set_in(folder: Path) -> Path:
    """A folder `questions` in another, with a newly laid out question set named "mine"."""
    questions = folder / "questions"
    questions.mkdir()
    shutil.copy(ROOT / "questions" / "common.toml", questions)
    new_question_set.write("mine", today=date(2027, 1, 31), questions=questions)
    return questions


def set_tables() -> dict[str, dict[str, Any]]:
    """The tables of a small, valid question set: two elements, three questions, one link."""
    return {
        "set.toml": {
            "id": "small",
            "version": "1.0",
            "reviewed": "2027-01-31",
            "title": "A small set",
            "picture": "sides",
            "about": {"name": "Small", "purpose": "To try it.", "who": "Anybody", "time": "A minute"},
            "elements": ["aims", "means"],
            "words": {"partnership": "The partnership", "board": "Its board", "council": "The council"},
            "preset": [
                {
                    "id": "one",
                    "name": "One",
                    "words": {"partnership": "board", "board": "board", "council": "council"},
                },
                {
                    "id": "two",
                    "name": "Two",
                    "words": {"partnership": "forum", "board": "executive", "council": "county"},
                },
            ],
            "colour": {"known_from": 0.5, "red_below": 0.4, "green_from": 0.75},
            "work": {"study": {"title": "A study", "author": "Somebody", "year": 2009}},
            "link": [
                {
                    "source": "means-money",
                    "target": "aims-clear",
                    "reason": "Money follows aims.",
                    "sources": [{"work": "study", "at": "paragraph 1"}],
                }
            ],
        },
        "aims.toml": element("aims", "goal", question("aims-clear"), question("aims-shared")),
        "means.toml": element("means", "hard", question("means-money")),
    }


def cut_or_mistyped(text: str, dice: Random, each: int) -> list[str]:
    """Damaged texts: so many that are cut off, and so many with characters taken out or put in."""
    shapes = [text[: dice.randrange(1, len(text) - 2)] for _ in range(each)]
    for _ in range(each):
        place = dice.randrange(len(text))
        shapes.append(text[:place] + dice.choice('{}[]",:\\x') + text[place + dice.randrange(3) :])
    return shapes


def element(element_id: str, side: str, *questions: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": element_id,
        "title": element_id.title(),
        "plain": f"The {element_id}",
        "side": side,
        "meaning": "What it covers.",
        "question": list(questions),
    }


def question(question_id: str) -> dict[str, Any]:
    return {
        "id": question_id,
        "title": question_id.replace("-", " "),
        "ask": "Does the {partnership} do it?",
        "red": "It does not.",
        "amber": "It did once.",
        "green": "It does each year.",
        "why": "Because it helps.",
        "sources": [{"work": "study", "at": "paragraph 2"}],
        "evidence": ["Minutes", "Plans"],
        "from_red": "Do it once.",
        "from_amber": "Do it again.",
        "guidance": ["style"],
        "case_studies": [],
    }


def round_of(ratings: dict[str, Rating | None], *, round_id: str = "r1") -> Round:
    """A round with these ratings by question id."""
    return Round(
        id=round_id,
        name="January to March 2027",
        opened=date(2027, 1, 12),
        closed=None,
        answers={name: Answer(rating=rating) for name, rating in ratings.items()},
    )


def record_of(*rounds: Round, name: str = "Testshire Together", preset: str = "lsp") -> Record:
    return Record(
        question_set="lsp",
        question_set_version="1.0",
        changed=None,
        partnership=Partnership(name=name, preset=preset, words={}),
        rounds=rounds,
    )


maybe_ratings = st.none() | st.sampled_from(Rating)

# Any text that JSON can hold, lone surrogates included.
texts = st.text(st.characters(codec=None, exclude_categories=()))
# Names that mean something to JavaScript objects are refused in files; see `opening`.
names = st.text().filter(lambda name: name not in {"__proto__", "constructor", "prototype"})
# Three levels: `st.recursive` takes twice as long to draw one.
_scalars = st.none() | st.booleans() | st.integers() | st.text()
_shallow = _scalars | st.lists(_scalars, max_size=2) | st.dictionaries(names, _scalars, max_size=2)
json_values = _scalars | st.lists(_shallow, max_size=2) | st.dictionaries(names, _shallow, max_size=2)
# In half of the places, of which a record has dozens: they take most of the time in which one is drawn.
unknown_fields: st.SearchStrategy[dict[str, Any]] = st.just({}) | st.dictionaries(
    st.text(min_size=1).map(lambda name: f"x-{name}"), json_values, min_size=1, max_size=2
)
times = st.sampled_from([None, "2027-01-12T10:00:00.000Z", "2027-01-13T10:00:00.000Z"])

answers = st.builds(
    Answer,
    rating=maybe_ratings,
    note=texts,
    no_action=texts,
    agreed=st.booleans(),
    changed=times,
    unknown_fields=unknown_fields,
)


partner_answers = st.builds(Answer, rating=maybe_ratings, note=texts, unknown_fields=unknown_fields)
responses = st.builds(
    Response,
    id=st.uuids().map(str),
    respondent=st.builds(
        Respondent, organisation=texts, sector=texts, role=texts, name=texts, unknown_fields=unknown_fields
    ),
    answers=st.dictionaries(names, partner_answers, max_size=3),
    paper=st.booleans(),
    changed=times,
    unknown_fields=unknown_fields,
)


def rounds(question_ids: list[str]) -> st.SearchStrategy[Round]:
    """Rounds that answer some of these questions, and unknown ones."""
    return st.builds(
        Round,
        id=st.uuids().map(str),
        name=texts,
        opened=st.dates(),
        closed=st.none() | st.dates(),
        answers=st.dictionaries(st.sampled_from(question_ids) | names, answers, max_size=5),
        next=st.none() | st.dates(),
        conclusion=texts,
        asks=st.lists(texts, max_size=2).map(tuple),
        responses=st.lists(responses, max_size=2, unique_by=lambda r: r.id).map(tuple),
        discuss=st.lists(st.sampled_from(question_ids), max_size=2, unique=True).map(tuple),
        unknown_fields=unknown_fields,
    )


def actions(question_ids: list[str]) -> st.SearchStrategy[Action]:
    return st.builds(
        Action,
        id=st.uuids().map(lambda made: f"action-{made}"),
        what=texts,
        questions=st.lists(st.sampled_from(question_ids), max_size=3, unique=True).map(tuple),
        owner=texts,
        due=st.none() | st.dates(),
        priority=st.sampled_from(Priority),
        status=st.sampled_from(Status),
        reason=texts,
        progress=texts,
        created=st.none() | st.just("2027-01-12T10:00:00.000Z"),
        changed=st.none() | st.just("2027-02-12T10:00:00.000Z"),
        unknown_fields=unknown_fields,
    )


conflicts_ = st.builds(
    Conflict, place=st.text(min_size=1).filter(str.strip), value=json_values, unknown_fields=unknown_fields
)


def records(question_ids: list[str]) -> st.SearchStrategy[Record]:
    return st.builds(
        Record,
        question_set=st.just("lsp"),
        question_set_version=st.just("1.0"),
        changed=st.none() | st.just("2027-01-12T10:00:00.000Z"),
        partnership=st.builds(
            Partnership,
            name=texts,
            preset=st.sampled_from(["lsp", "cpp", "psb", "unheard-of"]),
            words=st.dictionaries(st.sampled_from(["partnership", "strategy", "council", "else"]), texts),
            unknown_fields=unknown_fields,
        ),
        rounds=st.lists(rounds(question_ids), min_size=1, max_size=3, unique_by=lambda r: r.id).map(tuple),
        actions=st.lists(actions(question_ids), max_size=3, unique_by=lambda a: a.id).map(tuple),
        conflicts=st.lists(conflicts_, max_size=1).map(tuple),
        unknown_fields=unknown_fields,
    )
