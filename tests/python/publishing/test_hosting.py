"""The settings of a host."""

from __future__ import annotations

import gzip
import io
import re
from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from markdown import markdown
from mkdocs.config import load_config

from publishing import hosting, site
from publishing.machine import ROOT, MachineError
from publishing.marks import MARK
from publishing.site import PAGES, SITE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The settings where a host has set none, whatever is in mkdocs.yml here; gives their variables."""
    text, defaults = hosting.SETTINGS.read_text("utf-8"), {"SITE_NAME": "Our tool", "QUESTION_SET": "lsp"}
    variables = re.findall(r"!ENV \[(\w+),", text)
    for variable in variables:
        monkeypatch.delenv(variable, raising=False)
        text = re.sub(rf"\[{variable},.*\]", f'[{variable}, "{defaults.get(variable, "")}"]', text)
    plain = tmp_path / "mkdocs.yml"
    plain.write_text(text, "utf-8")
    monkeypatch.setattr(hosting, "SETTINGS", plain)
    return variables


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://example.org/tool", "https://example.org/tool/"),
        ("https://example.org/tool/", "https://example.org/tool/"),
        ("https://example.org//", "https://example.org/"),
    ],
)
def test_the_address_comes_from_the_environment(
    given: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", given)
    assert hosting.address() == expected


GIVEN = ("03001234567", "+441234567890", "Yes", "2027", "2027-99-99", "null", "Ours: #1", '"Quoted"', "~")


@pytest.mark.parametrize("given", GIVEN)
def test_settings_reach_mkdocs_as_the_host_wrote_them(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("SITE_NAME", "ORGANISATION", "CONTACT", "SOURCE", "QUESTION_SET"):
        monkeypatch.setenv(variable, given)
    settings = hosting.settings()
    read = load_config(io.BytesIO(site.configuration(settings).encode()), config_file_path="mkdocs.yml")
    assert read.site_name == hosting.name() == given
    for name in ("organisation", "contact", "source", "question_set"):
        assert read.extra[name] == settings["extra"][name] == given


def test_an_empty_variable_is_one_that_is_not_set(
    monkeypatch: pytest.MonkeyPatch, nothing_set: list[str]
) -> None:
    unset = hosting.settings()
    for variable in nothing_set:
        monkeypatch.setenv(variable, " ")
    assert hosting.settings() == unset
    assert hosting.main_questions() == ROOT / "questions" / "lsp"
    assert hosting.name() == "Our tool"
    assert hosting.address() == ""


@pytest.mark.parametrize("variable", ["SITE_NAME", "ORGANISATION", "CONTACT", "SOURCE"])
@pytest.mark.parametrize("given", ["<!-- name -->", "a < b", "<b>Ours</b>", "a > b"])
def test_a_text_with_angle_brackets_is_refused_and_the_setting_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, given: str
) -> None:
    monkeypatch.setenv(variable, given)
    with pytest.raises(MachineError, match=f"^{variable} is '{re.escape(given)}': expected a text without <"):
        hosting.settings()


@pytest.mark.parametrize(
    "given",
    [
        "ex.org/p/",
        "/p/",
        "ftp://ex.org/",
        "https://",
        "https://ex.org/?a",
        "https://ex.org/#a",
        "https://a b/",
    ],
)
def test_an_address_that_is_none_is_refused_and_the_setting_named(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("SITE_URL", given)
    with pytest.raises(MachineError, match=f"^SITE_URL is '{re.escape(given)}': expected an address that "):
        hosting.settings()


def test_every_setting_that_is_refused_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "ex.org")
    monkeypatch.setenv("CONTACT", "<us>")
    with pytest.raises(MachineError, match=r"^CONTACT is .*\nSITE_URL is "):
        hosting.settings()


@pytest.mark.parametrize("given", ["Check & mend", "R&amp;D", "A_b_c *d* [e](f) `g` {h} \\i", 'The "best"'])
def test_pages_show_a_text_as_the_host_wrote_it(given: str) -> None:
    for made, before in (
        (hosting.organisation(given), "This copy is run by "),
        (hosting.contact(given), "Contact: "),
    ):
        html = markdown(made, extensions=["attr_list", "md_in_html"])
        assert unescape(html) == f"<p>{before}{given}.</p>"


def test_the_workflow_passes_every_setting() -> None:
    workflow = (ROOT / "docs" / hosting.WORKFLOW).read_text("utf-8")
    for variable in re.findall(r"!ENV \[(\w+),", hosting.SETTINGS.read_text("utf-8")):
        assert re.search(rf"^ +{variable}: \$\{{\{{ ", workflow, re.M), variable


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("help@example.org", "Contact: <help@example.org>."),
        ("https://example.org/help", "Contact: <https://example.org/help>."),
        ("the policy team, room 4", "Contact: the policy team, room 4."),
        ("the policy team, room 4.", "Contact: the policy team, room 4."),
        (
            "https://example.org/help or @ExampleCouncil",
            "Contact: https://example.org/help or @ExampleCouncil.",
        ),
        (" ", hosting.NO_CONTACT),
    ],
)
def test_a_contact_is_named_or_its_absence_is(given: str, expected: str) -> None:
    assert hosting.contact(given) == expected


def test_the_statement_names_the_body_that_runs_the_copy_or_says_that_no_name_is_given() -> None:
    assert hosting.organisation(" Example Council ") == "This copy is run by Example Council."
    assert hosting.organisation("Example Ltd.") == "This copy is run by Example Ltd."
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
    assert hosting.source("git@example.org:a/b.git") == "The source: git@example.org:a/b.git."
    assert hosting.source(" ") == hosting.NO_SOURCE
    given = str(hosting.settings()["extra"]["source"])
    assert hosting.source(given) in (PAGES / hosting.PAGE_WITH_SOURCE).read_text("utf-8")


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


# Those of the site's files that every version of IIS sends.
SENT_BY_IIS = {".html", ".css", ".js", ".txt", ".png", ".jpg", ".jpeg", ".svg", ".pdf", ".xml", ".gz"}


def test_the_configuration_for_iis_sends_every_file_of_the_site() -> None:
    text = (PAGES / hosting.WORKFLOW_PAGE).read_text("utf-8")
    (configuration,) = re.findall(r"```xml\n(.*?)```", text, re.DOTALL)
    entries = [
        (entry.tag, entry.get("fileExtension"), entry.get("mimeType"))
        for entry in ElementTree.fromstring(configuration.encode()).iterfind(".//staticContent/*")
    ]
    types = {ending: sent for tag, ending, sent in entries if tag == "mimeMap"}
    # A type that the server has already stops the site unless it is removed first.
    assert entries == [
        entry for ending in types for entry in (("remove", ending, None), ("mimeMap", ending, types[ending]))
    ]
    used = {path.suffix for path in SITE.rglob("*") if path.is_file()}
    assert used <= SENT_BY_IIS | set(types)
    assert types[".mjs"] == "text/javascript"


def test_the_page_has_the_line_that_nginx_needs() -> None:
    text = (PAGES / hosting.WORKFLOW_PAGE).read_text("utf-8")
    assert "```nginx\ntypes { text/javascript mjs; }\n```" in text
