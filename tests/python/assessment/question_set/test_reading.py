"""The validator reports all faults at once, each with its place and value."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from assessment.errors import QuestionSetError
from assessment.question_set import reading as question_set_format
from assessment.question_set.model import Rhythm, Start
from tests.python.builders import question, set_tables

if TYPE_CHECKING:
    from collections.abc import Callable

Tables = dict[str, dict[str, Any]]


def faults(tables: Tables, published_ids: tuple[str, ...] = ()) -> str:
    with pytest.raises(QuestionSetError) as caught:
        question_set_format.from_tables(tables, published_ids)
    return str(caught.value)


def test_a_question_set_without_faults_is_read_completely() -> None:
    made = question_set_format.from_tables(set_tables(), ["aims-clear", "means-money"])
    assert [q.id for q in made.questions] == ["aims-clear", "aims-shared", "means-money"]
    assert made.links[0].source.id == "means-money"
    assert made.links[0].sources[0].work.year == 2009
    assert made.default_words == {"partnership": "board", "board": "board", "council": "council"}
    assert (made.rhythm, made.start) == (Rhythm.QUARTERS, Start.QUESTIONS)


def test_what_is_missing_is_one_fault() -> None:
    tables = set_tables()
    del first_question(tables)["sources"][0]["work"]
    del tables["set.toml"]["link"][0]["target"]
    assert faults(tables).splitlines()[1:] == [
        "- aims.toml, aims-clear, sources 1, work: it is missing",
        "- set.toml, link 1, target: it is missing",
    ]


def first_question(tables: Tables) -> dict[str, Any]:
    found: dict[str, Any] = tables["aims.toml"]["question"][0]
    return found


def change(field: str, value: Any) -> Callable[[Tables], None]:
    return lambda tables: first_question(tables).__setitem__(field, value)


def change_set(field: str, value: Any) -> Callable[[Tables], None]:
    return lambda tables: tables["set.toml"].__setitem__(field, value)


def long_in_the_second_preset(tables: Tables) -> dict[str, Any]:
    """The table of an element with a response of 24 words, and of 36 where the council has two."""
    tables["set.toml"]["preset"][1]["words"]["council"] = "county council"
    first_question(tables)["green"] = " ".join(["the {council}"] * 12)
    return tables["aims.toml"]


BREAKS: dict[str, tuple[Callable[[Tables], object], list[str]]] = {
    "duplicate id": (
        lambda t: t["means.toml"]["question"].append(question("aims-clear")),
        ["question id 'aims-clear' is used 2 times"],
    ),
    "unknown element": (
        change_set("elements", ["aims", "means", "ends"]),
        ["ends.toml: the file is missing", "'ends'"],
    ),
    "element file not named in the set": (
        lambda t: t.__setitem__("other.toml", {}),
        ["other.toml: not named in the elements of set.toml"],
    ),
    "element id unlike its file": (
        lambda t: t["aims.toml"].__setitem__("id", "ends"),
        ["aims.toml, id: 'ends'"],
    ),
    "missing response": (
        lambda t: first_question(t).pop("amber"),
        ["aims.toml, aims-clear, amber: it is missing"],
    ),
    "empty text": (change("green", "  "), ["aims.toml, aims-clear, green: it is empty: '  '"]),
    "text of another type": (change("why", 7), ["aims.toml, aims-clear, why: expected a string, got 7"]),
    "unknown placeholder": (
        change("ask", "Does the {mayor} come?"),
        ["aims.toml, aims-clear, ask: unknown placeholder '{mayor}'", "{partnership}, {board}, {council}"],
    ),
    "placeholder after an article": (
        change("red", "There is a {partnership}."),
        ["aims.toml, aims-clear, red:", '"a"'],
    ),
    "placeholder at the start": (
        change("red", "Nothing. {council} decides."),
        ["aims.toml, aims-clear, red:", "opens a sentence"],
    ),
    "lone brace": (change("red", "Nothing } here."), ["aims.toml, aims-clear, red: a brace"]),
    "link to an unknown question": (
        lambda t: t["set.toml"]["link"][0].__setitem__("target", "aims-gone"),
        ["set.toml, link 1, target: unknown question 'aims-gone'"],
    ),
    "link inside one element": (
        lambda t: t["set.toml"]["link"][0].__setitem__("source", "aims-shared"),
        ["set.toml, link 1: 'aims-shared' and 'aims-clear' are questions of one element"],
    ),
    "unknown work": (
        change("sources", [{"work": "hearsay", "at": "page 1"}]),
        ["aims.toml, aims-clear, sources 1, work: unknown work 'hearsay'"],
    ),
    "too much evidence": (
        change("evidence", ["Minutes", "Plans", "Reports"]),
        ["aims.toml, aims-clear, evidence: names 3"],
    ),
    "response that is too long": (
        change("amber", " ".join(["word"] * 26)),
        ["aims.toml, aims-clear, amber: has up to 26 words"],
    ),
    "response that is too long in one preset": (
        lambda t: t.__setitem__("aims.toml", long_in_the_second_preset(t)),
        ["aims.toml, aims-clear, green: has up to 36 words"],
    ),
    "definition without a text": (
        lambda t: t["set.toml"].__setitem__("definition", [{"term": "partner"}]),
        ["set.toml, definition 1, text: it is missing"],
    ),
    "evidence that is no list": (
        change("evidence", "Minutes"),
        ["aims.toml, aims-clear, evidence: expected a list, got 'Minutes'"],
    ),
    "misspelt field": (change("gren", "It does."), ["aims.toml, aims-clear, gren: unknown field"]),
    "unknown side": (
        lambda t: t["aims.toml"].__setitem__("side", "left"),
        ["aims.toml, side: expected one of goal, soft, hard, got 'left'"],
    ),
    "question that is no table": (
        lambda t: t["aims.toml"].__setitem__("question", ["text"]),
        ["aims.toml, question 1: expected a table, got 'text'"],
    ),
    "no questions": (
        lambda t: t["means.toml"].__setitem__("question", []),
        ["means.toml, question: the list is empty"],
    ),
    "no set file": (lambda t: t.pop("set.toml"), ["set.toml: the file is missing"]),
    "preset without a word": (
        lambda t: t["set.toml"]["preset"][1]["words"].pop("council"),
        ["set.toml, preset 2, words: has no word for 'council'"],
    ),
    "preset with a word too many": (
        lambda t: t["set.toml"]["preset"][1]["words"].__setitem__("mayor", "mayor"),
        ["set.toml, preset 2, words: unknown word 'mayor'"],
    ),
    "two presets of one id": (
        lambda t: t["set.toml"]["preset"][1].__setitem__("id", "one"),
        ["preset id 'one' is used 2 times"],
    ),
    "no presets": (change_set("preset", []), ["set.toml, preset: "]),
    "share that is none": (
        lambda t: t["set.toml"]["colour"].__setitem__("known_from", 7),
        ["set.toml, colour, known_from: expected a share between 0 and 1, got 7"],
    ),
    "colours that overlap": (
        lambda t: t["set.toml"]["colour"].__setitem__("red_below", 0.9),
        ["set.toml, colour, red_below: 0.9 is above green_from"],
    ),
    "year that is no number": (
        lambda t: t["set.toml"]["work"]["study"].__setitem__("year", "2009"),
        ["set.toml, work.study, year: expected a whole number, got '2009'"],
    ),
    "works that are no table": (change_set("work", []), ["set.toml, work: expected a table of tables"]),
    "words that are no table": (change_set("words", 3), ["set.toml, words: expected a table of strings"]),
    "word that is no text": (
        lambda t: t["set.toml"]["words"].__setitem__("council", 3),
        ["set.toml, words.council: expected a string, got 3"],
    ),
    "retired but still asked": (
        change_set("retired", {"aims-clear": "Merged."}),
        ["set.toml, retired: 'aims-clear' is still asked"],
    ),
    "no words that the report needs": (
        change_set("words", {"council": "The council"}),
        [
            "set.toml, words: has no word 'partnership', which the report needs",
            "set.toml, words: has no word 'board', which the report needs",
        ],
    ),
    "reason of a change with an unknown word": (
        change_set(
            "change",
            [
                {
                    "question": "aims-clear",
                    "kind": "reworded",
                    "into": ["aims-clear"],
                    "since": "1.0",
                    "reason": "It says {bord} now.",
                }
            ],
        ),
        ["set.toml, change, aims-clear, reason: unknown placeholder '{bord}'"],
    ),
    "reason of a retirement with a brace": (
        change_set("retired", {"old": "Merged {.", "older": {"reason": "See {1}.", "since": "1.0"}}),
        [
            "set.toml, retired, old, reason: a brace without its partner",
            "set.toml, retired, older, reason: unknown placeholder '{1}'",
        ],
    ),
    "title of a retirement with an unknown word": (
        change_set("retired", {"old": {"title": "The {nope}", "reason": "Merged."}}),
        ["set.toml, retired, old, title: unknown placeholder '{nope}'"],
    ),
    "reason of new words with an unknown word": (
        change_set("rewritten", {"since": "1.0", "reason": "See {1}."}),
        ["set.toml, rewritten, reason: unknown placeholder '{1}'"],
    ),
    "id with a dot": (change("id", "aims.clear"), ["aims.toml, question 1, id: expected small letters"]),
    "id with markup": (change("id", '"><b>'), ["id: expected small letters", '"><b>']),
    "id in capitals": (change("id", "Aims"), ["id: expected small letters"]),
    "id with an underscore": (change("id", "aims_clear"), ["id: expected small letters"]),
    "id that ends in a hyphen": (change("id", "aims-"), ["id: expected small letters"]),
    "id with a line break": (change("id", "aims\n"), ["id: expected small letters"]),
    "id that fields use": (change("id", "round"), ["'round' is a word that the tool uses itself"]),
    "id that answers of partners use": (change("id", "respondent"), ["'respondent' is a word that the tool"]),
    "id that objects use": (
        change("id", "constructor"),
        ["'constructor' is a word that the tool uses itself"],
    ),
    "set id": (change_set("id", "../x"), ["set.toml, id: expected small letters"]),
    "set id that storage uses": (change_set("id", "record"), ["set.toml, id: 'record' is a word"]),
    "element id": (
        change_set("elements", ["partnership", "a b"]),
        ["elements: 'partnership' is a word", "elements: expected small letters"],
    ),
    "preset id": (
        lambda t: t["set.toml"]["preset"][1].__setitem__("id", "t.wo"),
        ["set.toml, preset 2, id: expected small letters"],
    ),
    "name of a word": (
        lambda t: t["set.toml"]["words"].__setitem__("a.b", "A"),
        ["set.toml, words: expected small letters"],
    ),
    "id that is no text": (change("id", 5), ["aims.toml, question 1, id: expected a string, got 5"]),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_fault_is_named_with_its_place_and_value(name: str) -> None:
    break_it, expected = BREAKS[name]
    tables = set_tables()
    break_it(tables)
    message = faults(tables)
    for part in expected:
        assert part in message


def test_all_faults_are_reported_at_once() -> None:
    tables = set_tables()
    first_question(tables)["red"] = ""
    tables["means.toml"]["question"][0].pop("why")
    tables["set.toml"].pop("version")
    message = faults(tables, ("aims-lost",))
    for place in ("aims-clear, red", "means-money, why", "set.toml, version", "aims-lost"):
        assert place in message


def test_apostrophes_are_those_of_print_however_they_were_typed() -> None:
    tables = set_tables()
    tables["aims.toml"]["question"][0] |= {
        "ask": "Is it the council's?",
        "evidence": ["Partners' plans", "A 'silo', 'two words', 'tis"],
    }
    asked = question_set_format.from_tables(tables).questions[0]
    assert asked.ask == "Is it the council’s?"
    assert asked.evidence == ("Partners’ plans", "A ‘silo’, ‘two words’, ’tis")


def test_a_published_id_that_is_gone_is_a_fault_until_it_is_declared_retired() -> None:
    tables = set_tables()
    assert "aims-lost: was published and is gone" in faults(tables, ("aims-lost", "aims-clear"))
    tables["set.toml"]["retired"] = {"aims-lost": "Merged with aims-clear."}
    made = question_set_format.from_tables(tables, ["aims-lost", "aims-clear"])
    assert "aims-lost" in made.retired


def test_the_browser_reads_the_same_set_from_json() -> None:
    tables = set_tables()
    read_again = json.loads(json.dumps(copy.deepcopy(tables)))
    assert question_set_format.from_tables(read_again, checked=True) == question_set_format.from_tables(
        tables
    )


def test_what_the_build_has_checked_is_not_looked_through_again() -> None:
    tables = set_tables()
    first_question(tables)["ask"] = "Does the {mayor} come?"
    assert "unknown placeholder" in faults(tables)
    assert question_set_format.from_tables(tables, checked=True).questions[0].ask == "Does the {mayor} come?"
