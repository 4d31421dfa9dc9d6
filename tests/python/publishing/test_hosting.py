"""The settings of a host."""

from __future__ import annotations

import gzip
import re

import pytest

from publishing import hosting
from publishing.form_page import MARK
from publishing.machine import ROOT
from publishing.site import PAGES, SITE


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        ("https://example.org/tool", "https://example.org/tool/"),
        ("https://example.org/tool/", "https://example.org/tool/"),
    ],
)
def test_the_address_comes_from_the_environment(
    given: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", given)
    assert hosting.address() == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("help@example.org", "Contact: <help@example.org>."),
        ("https://example.org/help", "Contact: <https://example.org/help>."),
        ("the policy team, room 4", "Contact: the policy team, room 4."),
        (" ", hosting.NO_CONTACT),
    ],
)
def test_a_contact_is_named_or_its_absence_is(given: str, expected: str) -> None:
    assert hosting.contact(given) == expected


def test_the_statement_names_the_body_that_runs_the_copy_or_says_that_no_name_is_given() -> None:
    assert hosting.organisation(" Example Council ") == "This copy is run by Example Council."
    assert hosting.organisation("") == hosting.NO_ORGANISATION
    text = (PAGES / hosting.STATEMENT).read_text("utf-8")
    assert MARK.format("organisation") not in text
    assert hosting.organisation(str(hosting.settings()["extra"]["organisation"])) in text


@pytest.mark.parametrize("page", hosting.PAGES_WITH_CONTACT)
def test_pages_that_promise_a_contact_have_one(page: str) -> None:
    text = (PAGES / page).read_text("utf-8")
    assert MARK.format("contact") not in text
    assert "ontact" in text


def test_the_page_says_where_the_source_is_or_who_to_ask() -> None:
    assert hosting.source("https://example.org/source") == "The source: <https://example.org/source>."
    assert hosting.source(" ") == hosting.NO_SOURCE
    assert hosting.NO_SOURCE in (PAGES / hosting.PAGE_WITH_SOURCE).read_text("utf-8")


def test_every_setting_is_explained_and_named_where_builds_are_compared() -> None:
    settings = set(re.findall(r"!ENV \[(\w+),", hosting.SETTINGS.read_text("utf-8")))
    explained = re.findall(
        r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / hosting.WORKFLOW_PAGE).read_text("utf-8"), re.M
    )
    assert settings == set(explained)
    compared = (ROOT / "docs" / hosting.PAGE_WITH_SOURCE).read_text("utf-8")
    assert all(f"`{setting}`" in compared for setting in settings)


def test_the_sizes_for_hosts_are_those_of_the_built_site() -> None:
    (wasm,) = (SITE / "tool").rglob("pyodide.asm.wasm")
    data = wasm.read_bytes()
    text = (PAGES / hosting.WORKFLOW_PAGE).read_text("utf-8")
    (sizes,) = re.findall(r"It has ([\d.]+) megabytes, and ([\d.]+) when it is compressed", text)
    assert float(sizes[0]) == pytest.approx(len(data) / 1e6, abs=0.1)
    assert float(sizes[1]) == pytest.approx(len(gzip.compress(data, 6)) / 1e6, abs=0.1)
