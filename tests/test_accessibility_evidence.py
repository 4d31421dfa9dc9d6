"""The evidence of accessibility is of the site as it is, complete, and names tests that exist."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter

from publishing.machine import ROOT
from tests.browser.accessibility import PAGES, SITTINGS, VIEWS
from tests.contrast import PAIRS
from tests.evidence import CRITERIA, DIGEST, FOLDER, PAGE, RESULTS, looked_at

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


def test_the_statement_speaks_of_the_same_run() -> None:
    statement = (ROOT / "docs" / "help" / "accessibility.md").read_text("utf-8")
    run_on = re.search(r"made by the test run itself, on (\d+ \w+ \d+)\.", TEXT)
    assert run_on
    assert f"last tested on {run_on[1]}" in statement
    assert "No failure of a criterion is known" in statement
    assert not [found for found in RUN_FOUND if found["violations"]]
    assert not [criterion for criterion in GIVEN["criterion"] if criterion["result"] == "not met"]
