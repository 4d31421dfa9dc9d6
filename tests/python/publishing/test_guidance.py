"""Guidance: pages and questions link to each other, and each page names its sources."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assessment.question_set import reading as question_set_format
from assessment.site import Page
from publishing import guidance, question_files
from publishing.machine import ROOT
from publishing.site import PAGES, SITE
from publishing.tools import Tool
from tests.python.builders import set_tables

if TYPE_CHECKING:
    from pathlib import Path

TABLES = set_tables()
TABLES["aims.toml"]["question"][0] |= {"guidance": ["style", "risk"], "case_studies": ["derby"]}
SMALL = question_set_format.from_tables(TABLES)
MAIN = Tool(source=ROOT, question_set=SMALL, base="", page="tool.md")
REAL = question_files.read(ROOT / "questions" / "lsp")

RISK = """---
description: About risks.
reviewed: 2027-01-31
elements: [aims]
---
# Sharing risks

Half of them failed in 7 years.[^one]

[^one]: {study}, paragraph 4.
"""
CASE = RISK.replace("elements:", "place: Derby\nyear: 2008\nkind: Study\nelements:")
# Our pages in the source.
WRITTEN = sorted(
    path for folder in guidance.FOLDERS.values() for path in (ROOT / "docs" / folder).glob("*.md")
)
PAGES_OF_GUIDANCE = [path for path in WRITTEN if path.name != "index.md"]
# Pages about the subject rather than the tool. A bibliography consists of sources and needs none.
HELP = ROOT / "docs" / "help"
SOURCED = [
    *PAGES_OF_GUIDANCE,
    *(HELP / f"{name}.md" for name in ("glossary", "other-instruments", "your-partnership-today")),
]
MOST_WORDS = 25
# Known to everybody, or not an abbreviation.
COMMON = {"AA", "NHS", "PDF", "RAND", "SHA", "UA"}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for folder in ("guidance", "case-studies"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.md").write_text(f"# List\n\n<!-- {folder} -->\n", "utf-8")
    (tmp_path / "guidance" / "risk.md").write_text(RISK, "utf-8")
    (tmp_path / "guidance" / "style.md").write_text(RISK, "utf-8")
    (tmp_path / "case-studies" / "derby.md").write_text(CASE, "utf-8")
    return tmp_path


def test_a_page_gets_its_citations_its_questions_and_its_date(pages: Path) -> None:
    made = guidance.finish([MAIN], pages, address="https://example.org/", site_name="Check")["small"]
    assert made.pages["risk"] == Page(title="Sharing risks", path="guidance/risk/")
    assert made.address == "https://example.org/"
    text = (pages / "guidance" / "risk.md").read_text("utf-8")
    assert "[^one]: Somebody, *A study* (2009), paragraph 4." in text
    assert "- [aims clear](../tool.md#aims-clear): Does the board do it?" in text
    assert "Last reviewed on 31 January 2027." in text
    assert "[Sharing risks](risk.md). About risks." in (pages / "guidance" / "index.md").read_text("utf-8")


def test_the_list_says_how_many_elements_the_question_set_has(pages: Path) -> None:
    guidance.finish([MAIN], pages, address="", site_name="Check")
    assert "## The two elements\n" in (pages / "guidance" / "index.md").read_text("utf-8")


def test_a_case_study_shows_the_same_facts_as_its_line_in_the_list(pages: Path) -> None:
    guidance.finish([MAIN], pages, address="", site_name="Check")
    text = (pages / "case-studies" / "derby.md").read_text("utf-8")
    assert "# Sharing risks\n\nDerby, 2008. Study. Aims.\n{: .case-facts }\n\nHalf" in text
    assert "Derby, 2008. Study. Aims.</span>" in (pages / "case-studies" / "index.md").read_text("utf-8")
    assert "case-facts" not in (pages / "guidance" / "risk.md").read_text("utf-8")


def test_the_filter_of_case_studies_knows_the_elements_of_the_question_set(pages: Path) -> None:
    guidance.finish([MAIN], pages, address="", site_name="Check")
    text = (pages / "case-studies" / "index.md").read_text("utf-8")
    assert re.findall(
        r"\[value=([^\]]+)\]:checked\) .case-list li:not\(\[data-elements~=([^\]]+)\]\)", text
    ) == [
        ('"aims"', '"aims"'),
        ('"means"', '"means"'),
    ]


@pytest.fixture
def other(pages: Path) -> Tool:
    """A further tool, whose questions name a page of its own and one that all tools have."""
    tables = set_tables()
    tables["set.toml"]["id"] = "other"
    tables["aims.toml"]["question"][0] |= {"guidance": ["aims", "risk"]}
    own = pages / "tools" / "other" / "guidance"
    own.mkdir(parents=True)
    (own / "aims.md").write_text(RISK.replace("Sharing risks", "Own aims"), "utf-8")
    question_set = question_set_format.from_tables(tables)
    return Tool(source=ROOT, question_set=question_set, base="tools/other/", page="tools/other/index.md")


def test_a_further_tool_names_its_own_pages_and_those_that_all_have(pages: Path, other: Tool) -> None:
    made = guidance.finish([MAIN, other], pages, address="", site_name="Check")
    assert made["other"].pages["aims"] == Page(title="Own aims", path="tools/other/guidance/aims/")
    assert made["other"].pages["risk"] == made["small"].pages["risk"]
    assert "aims" not in made["small"].pages
    shared = (pages / "guidance" / "risk.md").read_text("utf-8")
    assert "(../tool.md#aims-clear)" in shared
    assert (
        "In [Small](../tools/other/index.md):\n\n- [aims clear](../tools/other/index.md#aims-clear)" in shared
    )
    own = (pages / "tools" / "other" / "guidance" / "aims.md").read_text("utf-8")
    assert "- [aims clear](../index.md#aims-clear)" in own
    assert "In [Small]" not in own


def test_a_further_tool_may_have_an_element_of_the_main_one(pages: Path, other: Tool) -> None:
    (pages / "guidance" / "aims.md").write_text(RISK, "utf-8")
    made = guidance.finish([MAIN, other], pages, address="", site_name="Check")
    assert made["small"].pages["aims"].path == "guidance/aims/"
    assert made["other"].pages["aims"].path == "tools/other/guidance/aims/"


def test_an_element_of_a_further_tool_with_the_name_of_a_written_page_is_refused(
    pages: Path, other: Tool
) -> None:
    tables = set_tables()
    tables["risk.toml"] = tables.pop("aims.toml") | {"id": "risk"}
    tables["set.toml"] |= {"id": "other", "elements": ["risk", "means"]}
    named = replace(other, question_set=question_set_format.from_tables(tables))
    with pytest.raises(guidance.GuidanceError, match=r"other/risk.toml, id: the page guidance/risk.md has"):
        guidance.finish([MAIN, named], pages, address="", site_name="Check")


@pytest.mark.parametrize("fact", ["place", "year", "kind", "description", "reviewed", "elements"])
def test_a_case_study_without_metadata_stops_the_build(pages: Path, fact: str) -> None:
    path = pages / "case-studies" / "derby.md"
    path.write_text(re.sub(rf"^{fact}:.*$", f"{fact}:", CASE, flags=re.M), "utf-8")
    with pytest.raises(guidance.GuidanceError, match=rf"derby.md, {fact}: is missing from the metadata"):
        guidance.finish([MAIN], pages, address="", site_name="Check")


def test_menu_list_and_page_turning_have_the_same_order() -> None:
    listed = re.findall(
        r"^- \[.*?\]\((.*?)\.md\)", (PAGES / "guidance" / "index.md").read_text("utf-8"), re.M
    )
    menu = re.findall(r"- guidance/([a-z-]+)\.md", (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert menu == listed
    headings = re.findall(r"^## (.*)$", (PAGES / "guidance" / "index.md").read_text("utf-8"), re.M)
    assert all(f"      - {heading}:\n" in (ROOT / "mkdocs.yml").read_text("utf-8") for heading in headings)
    assert menu[:10] == [*guidance.FIRST, *(element.id for element in REAL.elements)]
    html = (SITE / "guidance" / "quarterly-cycle" / "index.html").read_text("utf-8")
    turned = re.findall(r'href="([^"]*)" class="page-turn-', html)
    assert turned == ["../running-the-assessment/", "../strategy/"]


@pytest.mark.parametrize("word", ["PSB", "LAA", "Unincorporated", "aligning", "council"])
def test_the_search_splits_words_at_brackets_quotes_and_punctuation(word: str) -> None:
    index = json.loads((SITE / "search" / "search_index.json").read_text("utf-8"))
    # Python reads this expression as JavaScript does.
    separator = re.compile(index["config"]["separator"])
    found = {part for part in separator.split(f'a ({word}), “{word}”; {word}’s "{word}"? {word}.') if part}
    assert found == {"a", "s", word}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("{study}", "{nothing}", "there is no work 'nothing'"),
        ("2027-01-31", "lately", "reviewed: expected a date such as 2027-01-31, got 'lately'"),
        ("description: About risks.\n", "", "risk.md, description: is missing from the metadata"),
        (
            "[aims]",
            "[goals]",
            "elements: there is no element 'goals' in the question set; it has aims, means",
        ),
        ("[aims]", "aims", r"elements: expected a list such as \[aims\], got 'aims'"),
        ("# Sharing risks", "Sharing risks", "a # title"),
    ],
)
def test_a_fault_in_a_page_is_reported(pages: Path, old: str, new: str, fault: str) -> None:
    (pages / "guidance" / "risk.md").write_text(RISK.replace(old, new), "utf-8")
    with pytest.raises(guidance.GuidanceError, match=fault):
        guidance.finish([MAIN], pages, address="", site_name="Check")


def test_all_faults_are_reported_at_once_and_nothing_is_written(pages: Path) -> None:
    (pages / "guidance" / "risk.md").write_text(RISK.replace("2027-01-31", "lately"), "utf-8")
    (pages / "guidance" / "style.md").write_text(RISK.replace("{study}", "{nothing}"), "utf-8")
    (pages / "case-studies" / "derby.md").unlink()
    before = {path: path.read_text("utf-8") for path in pages.rglob("*.md")}
    with pytest.raises(guidance.GuidanceError) as raised:
        guidance.finish([MAIN], pages, address="", site_name="Check")
    assert [fault.place for fault in raised.value.faults] == [
        "guidance/risk.md, reviewed",
        "small/aims.toml, aims-clear, case_studies",
        "guidance/style.md",
    ]
    assert {path: path.read_text("utf-8") for path in pages.rglob("*.md")} == before


@pytest.mark.parametrize("gone", ["guidance/style", "case-studies/derby"])
def test_a_missing_page_that_a_question_names_stops_the_build(pages: Path, gone: str) -> None:
    (pages / f"{gone}.md").unlink()
    with pytest.raises(guidance.GuidanceError, match=rf"aims-clear, .*: there is no page {gone}\.md"):
        guidance.finish([MAIN], pages, address="", site_name="Check")


def test_every_question_has_guidance_and_every_element_a_case_study() -> None:
    for question in REAL.questions:
        assert question.guidance, question.id
    for element in REAL.elements:
        assert any(question.case_studies for question in element.questions), element.id


def test_every_page_that_the_form_links_to_exists() -> None:
    form = (SITE / "tool" / "index.html").read_text("utf-8")
    links = set(re.findall(r'href="\.\./((?:guidance|case-studies)/[a-z-]+/)"', form))
    assert len(links) > 10
    assert all((SITE / link / "index.html").exists() for link in links)


def blocks(text: str) -> list[str]:
    """Paragraphs, list items and table rows; without front matter, headings and the notes at the foot."""
    body = text.split("---\n", 2)[-1]
    found: list[str] = []
    for line in body.splitlines():
        if not line.strip() or line.startswith(("[^", "#")):
            found.append("")
        elif re.match(r"\s*([-*|]|\d+\.) ?", line) or not found or not found[-1]:
            found.append(line)
        else:
            found[-1] += " " + line.strip()
    return [block for block in found if block.strip()]


@pytest.mark.parametrize("path", SOURCED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_page_of_guidance_follows_the_house_style(path: Path) -> None:
    text = path.read_text("utf-8")
    led: list[str] = []
    for block in blocks(text):
        plain = re.sub(r"\[\^[^\]]+\]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", block))
        plain = re.sub(r"^\s*(\d+\.|[-*])\s", "", plain)
        # A footnote in the sentence that introduces a list covers the list.
        opened = [*led, block] if block.lstrip().startswith("- ") else [block]
        assert "[^" in "".join(opened) or not re.search(r"\d", plain), f"no source: {plain}"
        led = [block] if re.search(r":(\[\^[^\]]+\])*$", block) else led if block.startswith("- ") else []
        for cell in plain.split("|"):
            for sentence in re.split(r"(?<=[.?!:;])\s+", cell):
                assert len(re.findall(r"[\w'’£%,.–/-]+", sentence)) <= MOST_WORDS, sentence
    # A footnote quotes titles of works as they are.
    prose = re.sub(r"^\[\^.*$", "", text, flags=re.MULTILINE)
    for acronym in set(re.findall(r"\b[A-Z]{2,}\b", prose)) - COMMON:
        assert f"({acronym})" in text, f"{acronym} is never spelt out"


def test_the_pages_of_the_elements_are_written_from_the_question_set() -> None:
    for element in REAL.elements:
        text = (PAGES / "guidance" / f"{element.id}.md").read_text("utf-8")
        assert not (ROOT / "docs" / "guidance" / f"{element.id}.md").exists()
        for question in element.questions:
            assert question.title in text
        for link in REAL.links:
            if (link.source in element.questions) != (link.target in element.questions):
                assert link.source.title in text
                assert link.target.title in text


def test_every_acronym_is_in_the_glossary() -> None:
    glossary = (HELP / "glossary.md").read_text("utf-8")
    explained = set(re.findall(r"\(([A-Z]{2,})\)", glossary))
    written = [
        *PAGES_OF_GUIDANCE,
        *(ROOT / "docs").glob("*.md"),
        *HELP.glob("*.md"),
        *(ROOT / "questions" / "lsp").glob("*.toml"),
    ]
    unexplained = {}
    for path in written:
        # Not what is code, a source, an address or a piece of a title.
        text = re.sub(
            r"```.*?```|`[^`]*`|^\[\^.*$|<[^>]*>|\*[^*\n]+\*", "", path.read_text("utf-8"), flags=re.M | re.S
        )
        text = re.sub(r"^(title|author|address) = .*$", "", text, flags=re.M)
        for acronym in set(re.findall(r"\b[A-Z]{2,}\b", text)) - COMMON - explained:
            unexplained[acronym] = path.name
    assert not unexplained


def test_every_page_is_reached_from_the_home_page_by_its_links() -> None:
    reached: set[str] = set()
    to_read = ["index.html"]
    while to_read:
        name = to_read.pop()
        if name in reached:
            continue
        reached.add(name)
        # What the page itself says, without the theme's header, navigation and footer.
        html = (SITE / name).read_text("utf-8")
        content = re.search(r"<article.*?</article>", html, re.S)
        links = re.findall(r'href="([^"#:]+)', content[0] if content else html)
        for link in links:
            target = (SITE / name).parent.joinpath(link).resolve()
            file = target / "index.html" if target.is_dir() else target
            if file.suffix == ".html" and file.is_relative_to(SITE):
                to_read.append(file.relative_to(SITE).as_posix())
    assert {path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html")} - reached == {"404.html"}
