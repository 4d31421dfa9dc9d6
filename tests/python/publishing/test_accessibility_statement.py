"""The accessibility statement and the table of WCAG criteria agree; the tests that the table names exist."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter

from publishing.machine import ROOT
from tests.browser.accessibility import AXE
from tests.tools.accessibility import CRITERIA

GIVEN = tomllib.loads(CRITERIA.read_text("utf-8"))["criterion"]
STATEMENT = (ROOT / "docs" / "help" / "accessibility.md").read_text("utf-8")
AXE_RULES = json.loads((AXE.parent / "locales" / "_template.json").read_text("utf-8"))["rules"]


def test_all_criteria_of_the_guidelines_are_answered() -> None:
    numbers = [criterion["number"] for criterion in GIVEN]
    assert len(set(numbers)) == len(numbers)
    levels = Counter(criterion["level"] for criterion in GIVEN)
    # WCAG 2.2; 4.1.1 is no longer one of them.
    assert levels == {"A": 31, "AA": 24}
    assert {criterion["result"] for criterion in GIVEN} <= {"met", "none here", "not met"}


def test_each_test_and_rule_that_is_named_exists() -> None:
    for criterion in GIVEN:
        for named in criterion.get("tests", ()):
            if named.startswith("axe:"):
                assert named.removeprefix("axe:") in AXE_RULES, (criterion["number"], named)
            else:
                file, function = named.split("::")
                source = (ROOT / "tests" / file).read_text("utf-8")
                assert f"def {function}(" in source, (criterion["number"], named)


def test_the_statement_names_each_criterion_that_is_not_met_and_no_other() -> None:
    not_met = [criterion for criterion in GIVEN if criterion["result"] == "not met"]
    listed = STATEMENT.split("### Non-compliance with the accessibility regulations")[1].split("\n### ")[0]
    named = [(number, name.lower()) for number, name in re.findall(r"(\d\.\d\.\d+) \(([^)]+)\)", listed)]
    assert named == [(criterion["number"], criterion["name"].lower()) for criterion in not_met]
    (status,) = re.findall(r"This website is (fully|partially) compliant", STATEMENT)
    assert status == ("partially" if not_met else "fully")


def test_manual_checks_are_in_the_table_of_criteria() -> None:
    (said,) = re.findall(r"Looked at by hand: pages ([^.]+)\.", STATEMENT)
    by_hand = " ".join(criterion.get("by_hand", "") for criterion in GIVEN)
    for way in re.split(r", | and ", said):
        assert way.rsplit(maxsplit=1)[-1] in by_hand, way


def test_the_statement_has_what_the_regulations_require() -> None:
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
        "<!-- tested -->",
    ):
        assert part in STATEMENT, part
