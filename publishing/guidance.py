"""The pages of guidance and the case studies, linked with their questions in both directions.

Here each page gets what the question sets provide: the citations of its sources, the questions that name it,
and the date of its last review. Pages of help get their citations and their date.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from mkdocs.utils import meta

from assessment.site import OtherTool, Page, Site
from assessment.text import day
from assessment.words import localise
from publishing import guidance_index, guidance_pages
from publishing.guidance_pages import FOLDERS, folder_of
from publishing.marks import fill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from assessment.question_set.model import Question, QuestionSet
    from publishing.guidance_pages import Entry
    from publishing.tools import Tool


def finish(tools: Sequence[Tool], pages: Path, *, address: str, site_name: str) -> dict[str, Site]:
    """Complete the staged pages of guidance and case studies, and their indexes.

    Args:
        tools: the main one first; their questions name pages, and the pages cite their works.
        pages: the folder of the staged pages.
        address: of the published site; empty if not known.
        site_name: what the host calls the tool.

    Returns:
        the site as each question set sees it, with the pages that it can name; by its id.

    Raises:
        GuidanceError: with every fault. Nothing was written then.
    """
    main = tools[0].question_set
    entries, help_pages = guidance_pages.read(tools, pages)
    for entry in entries:
        (pages / entry.path).write_text(_completed(entry, main), "utf-8")
    for page in help_pages:
        foot = f"\n{_reviewed(page.reviewed)}" if page.reviewed else ""
        (pages / page.path).write_text(f"{page.text.rstrip()}\n{foot}", "utf-8")
    fill(pages / "case-studies" / "index.md", "case-studies", guidance_index.case_studies(entries, main))
    fill(pages / "guidance" / "index.md", "guidance", guidance_index.guidance(entries, main))
    return {
        tool.question_set.id: Site(
            pages={
                entry.id: Page(title=entry.title, path=f"{entry.folder}/{entry.id}/")
                for entry in entries
                if entry.folder in (*FOLDERS.values(), folder_of(tool, "guidance"))
            },
            tools={
                other.question_set.id: OtherTool(
                    id=other.question_set.id, name=other.question_set.about.name, path=other.address
                )
                for other in tools
                if other is not tool
            },
            address=address,
            name=site_name,
        )
        for tool in tools
    }


def _completed(entry: Entry, question_set: QuestionSet) -> str:
    """The text of a page with its facts, if it is a case study, its questions and its date."""
    text = entry.text
    if entry.folder == FOLDERS["case_studies"]:
        # Its metadata may quote the title.
        body, _ = meta.get_data(text)
        before, heading, after = body.partition(entry.heading)
        facts = f"{guidance_index.case_facts(entry, question_set)}\n{{: .case-facts }}"
        top = f"{text.removesuffix(body)}{before}{heading}"
        text = "\n\n".join((top, facts, after.lstrip("\n")))
    return f"{text.rstrip()}\n\n{_questions(entry)}\n{_reviewed(entry.facts['reviewed'])}"


def _questions(entry: Entry) -> str:
    """The questions that a page helps with, as its last section; those of another tool below its name."""
    by_tool: dict[str, tuple[Tool, list[Question]]] = {}
    for tool, question in entry.questions:
        by_tool.setdefault(tool.page, (tool, []))[1].append(question)
    lines = ["## Questions that this page helps with {: #questions }", ""]
    for tool, questions in by_tool.values():
        page, words = posixpath.relpath(tool.page, entry.folder), tool.question_set.default_words
        if not entry.folder.startswith(tool.base):
            lines += [f"In [{tool.question_set.about.name}]({page}):", ""]
        lines += [
            f"- [{localise(question.title, words)}]({page}#{question.id}): {localise(question.ask, words)}"
            for question in questions
        ]
        lines.append("")
    if not entry.questions:
        lines += ["It helps with the whole of the [questions](../tool.md), and with no single one.", ""]
    return "\n".join(lines)


def _reviewed(when: date) -> str:
    """The line at the foot of a page that says when it was last reviewed."""
    return f"Last reviewed on {day(when)}.\n{{: .hint }}\n"
