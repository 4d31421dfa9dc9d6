"""The evidence of accessibility is of the site as it is, complete, and names tests that exist."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter

from publishing.machine import ROOT
from tests.browser.accessibility import PAGES, SITTINGS, VIEWS
from tests.contrast import PAIRS
from tests.evidence import CRITERIA, DIGEST, ENGINES, FOLDER, PAGE, RESULTS, looked_at

RUN_FOUND = json.loads(RESULTS.read_text("utf-8"))
GIVEN = tomllib.loads(CRITERIA.read_text("utf-8"))
TEXT = PAGE.read_text("utf-8")


def test_it_was_made_from_what_is_so_now() -> None:
    assert DIGEST.read_text("utf-8").strip() == looked_at(), (
        "run `make accessibility`, and look at what it says"
    )


def test_every_page_and_state_was_looked_at_in_every_view() -> None:
    states = {f"The tool: {state}" for sitting in SITTINGS.values() for state, _bring in sitting}
    places = {name or "home" for name in PAGES} | states | {"The report"}
    looks = Counter((found["where"], found["width"], found["scheme"]) for found in RUN_FOUND)
    assert looks == Counter((place, width, scheme) for place in places for width, scheme in VIEWS)


def test_the_page_tells_what_the_run_found() -> None:
    rules = {rule for found in RUN_FOUND for rule in found["rules"]}
    broken = sum(len(found["violations"]) for found in RUN_FOUND)
    assert f"They found **{broken} violations**" in TEXT
    assert f"That makes {len(RUN_FOUND)} looks." in TEXT
    assert f"**{len(rules)} rules** of axe-core" in TEXT
    assert all(f"| `{rule}` |" in TEXT for rule in rules)
    assert all(f"`{pair.colour}` on `{pair.ground}`" in TEXT for pair in PAIRS)
    pictures = re.findall(r"assets/accessibility/([\w-]+\.jpeg)", TEXT)
    assert len(pictures) > 60
    assert set(pictures) == {path.name for path in FOLDER.glob("*.jpeg")}
    assert all(f"{criterion['number']} {criterion['name']}" in TEXT for criterion in GIVEN["criterion"])


def test_all_criteria_of_the_guidelines_are_answered() -> None:
    numbers = [criterion["number"] for criterion in GIVEN["criterion"]]
    assert len(set(numbers)) == len(numbers)
    levels = Counter(criterion["level"] for criterion in GIVEN["criterion"])
    # WCAG 2.2; 4.1.1 is no longer one of them.
    assert levels == {"A": 31, "AA": 24}
    assert {criterion["result"] for criterion in GIVEN["criterion"]} <= {"met", "none here", "not met"}


def test_each_test_and_rule_that_is_named_exists() -> None:
    ran = {rule for found in RUN_FOUND for rule in found["rules"]}
    for criterion in GIVEN["criterion"]:
        for named in criterion.get("tests", ()):
            if named.startswith("axe:"):
                assert named.removeprefix("axe:") in ran, (criterion["number"], named)
            else:
                file, function = named.split("::")
                source = (ROOT / "tests" / file).read_text("utf-8")
                assert f"def {function}(" in source, (criterion["number"], named)


STATEMENT = (ROOT / "docs" / "help" / "accessibility.md").read_text("utf-8")


def test_the_statement_speaks_of_the_same_run() -> None:
    run_on = re.search(r"made by the test run itself, on (\d+ \w+ \d+)\.", TEXT)
    assert run_on
    assert f"last tested on {run_on[1]}" in STATEMENT
    assert not [found for found in RUN_FOUND if found["violations"]]


def test_the_statement_names_each_criterion_that_is_not_met_and_no_other() -> None:
    not_met = [criterion for criterion in GIVEN["criterion"] if criterion["result"] == "not met"]
    listed = STATEMENT.split("### Non-compliance with the accessibility regulations")[1].split("\n### ")[0]
    named = [(number, name.lower()) for number, name in re.findall(r"(\d\.\d\.\d+) \(([^)]+)\)", listed)]
    assert named == [(criterion["number"], criterion["name"].lower()) for criterion in not_met]
    (status,) = re.findall(r"This website is (fully|partially) compliant", STATEMENT)
    assert status == ("partially" if not_met else "fully")


def test_what_the_statement_says_was_looked_at_by_hand_has_a_line_in_the_evidence() -> None:
    (told,) = re.findall(r"Looked at by hand: pages ([^.]+)\.", STATEMENT)
    by_hand = " ".join(criterion.get("by_hand", "") for criterion in GIVEN["criterion"])
    for way in re.split(r", | and ", told):
        assert way.rsplit(maxsplit=1)[-1] in by_hand, way


def test_the_statement_has_what_the_regulations_ask_for() -> None:
    for part in (
        "## Feedback and contact information",
        "## Enforcement procedure",
        "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018",
        "committed to making it accessible, in accordance with",
        "### Disproportionate burden",
        "### Content that is not within the scope of the accessibility regulations",
        "## Preparation of this accessibility statement",
        "within 10 working days",
        "<!-- organisation -->",
        "<!-- contact -->",
    ):
        assert part in STATEMENT, part


def test_the_engines_that_the_statement_names_were_run() -> None:
    ran = json.loads(ENGINES.read_text("utf-8"))["engines"]
    for name in ("Chromium", "Firefox", "WebKitGTK"):
        assert name in STATEMENT
        (steps,) = [engine["steps"] for engine in ran if engine["version"].startswith(name)]
        assert len(steps) > 5
        assert not [step for step in steps if step.startswith("WRONG")]
        assert all(f"**{engine['version']}**" in TEXT for engine in ran)
