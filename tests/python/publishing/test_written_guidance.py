"""Guidance as it is written and built: its style, its sources, its order, and that every page is reached."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from publishing import guidance_index, guidance_pages, question_files
from publishing.machine import ROOT
from publishing.site import PAGES, SITE

if TYPE_CHECKING:
    from pathlib import Path

REAL = question_files.read(ROOT / "questions" / "lsp")
# Our pages in the source.
WRITTEN = sorted(
    path for folder in guidance_pages.FOLDERS.values() for path in (ROOT / "docs" / folder).glob("*.md")
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


def test_menu_list_and_page_turning_have_the_same_order() -> None:
    listed = re.findall(
        r"^- \[.*?\]\((.*?)\.md\)", (PAGES / "guidance" / "index.md").read_text("utf-8"), re.M
    )
    menu = re.findall(r"- guidance/([a-z-]+)\.md", (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert menu == listed
    headings = re.findall(r"^## (.*)$", (PAGES / "guidance" / "index.md").read_text("utf-8"), re.M)
    assert all(f"      - {heading}:\n" in (ROOT / "mkdocs.yml").read_text("utf-8") for heading in headings)
    assert menu[:10] == [*guidance_index.FIRST, *(element.id for element in REAL.elements)]
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
