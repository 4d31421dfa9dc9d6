"""The documents beside the source, which are no pages of the site, lead where they say."""

from __future__ import annotations

import re

import pytest
from markdown.extensions.toc import slugify

from publishing.machine import ROOT


def test_every_table_of_cases_that_a_page_for_developers_names_is_there() -> None:
    for page in (ROOT / "docs" / "developers").rglob("*.md"):
        for name in re.findall(r"`(tests/cases/\w+\.json)`", page.read_text("utf-8")):
            assert (ROOT / name).is_file(), f"{page.name}: {name}"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_leads_to_a_file_and_a_heading_in_it(name: str) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", (ROOT / name).read_text("utf-8")):
        if not link.startswith("https://"):
            path, _, anchor = link.partition("#")
            text = (ROOT / (path or name)).read_text("utf-8")
            headings = {slugify(heading, "-") for heading in re.findall(r"^#+ (.*)$", text, re.M)}
            assert {anchor} - {""} <= headings, link
