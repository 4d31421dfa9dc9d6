"""The page with all tools: what each question set is for, how long it takes, who should answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.text import plural
from publishing.marks import fill
from publishing.tools import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from publishing.tools import Tool


def write(pages: Path, tools: Sequence[Tool]) -> None:
    """Write the list into the staged page."""
    listed = "\n".join(line for tool in tools for line in _listed(tool))
    listed = f'<div class="tool-cards">\n{listed}\n</div>'
    fill(pages / FOLDER / "index.md", "tools", listed)


def _listed(tool: Tool) -> Iterator[str]:
    """One tool as HTML; its links are relative to the page."""
    question_set, about = tool.question_set, tool.question_set.about
    root, below = "../", f"../{tool.base}"
    yield f'<section class="tool-card"><h2 id="{question_set.id}">{about.name}</h2>'
    yield f"<p>{about.purpose}</p>"
    questions = plural(len(question_set.questions), "question")
    count = f"{questions} in {plural(len(question_set.elements), 'element')}"
    yield f"<dl><div><dt>Who answers</dt><dd>{about.who}</dd></div>"
    yield f"<div><dt>Time</dt><dd>{about.time}</dd></div><div><dt>Length</dt><dd>{count}</dd></div></dl>"
    noun = question_set.subject.noun
    unnamed = f"{'an' if noun[0] in 'aeiou' else 'a'} {noun} without a name"
    yield f'<p class="hint" data-records-of="{question_set.id}" data-text="In this browser: {{names}}."'
    yield f' data-unnamed="{unnamed}" hidden></p>'
    named = f'<span class="visually-hidden">: {about.name}</span>'
    yield f'<p class="home-actions"><a class="button" href="{root}{tool.address}">Open the tool{named}</a>'
    yield f'<a href="{below}questions/">Read its questions{named}</a>'
    yield f'<a href="{below}example-report.html">See an example report{named}</a></p></section>'
