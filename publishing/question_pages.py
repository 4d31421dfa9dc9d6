"""A question set as pages to read: all questions on one, and one page of guidance for each element.

They are made from the question set alone, so that they cannot differ from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.definitions import used_in
from assessment.model import COLOURS, Rating
from assessment.show.html import environment, fixed_words, marked
from assessment.words import localise
from publishing.metadata import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assessment.question_set.model import Element, Preset, Question, QuestionSet, Source
    from publishing.tools import Tool


def write(pages: Path, tool: Tool) -> None:
    """Write the pages among the staged pages."""
    question_set = tool.question_set
    words = question_set.default_words
    (pages / tool.base / "guidance").mkdir(parents=True, exist_ok=True)
    written = {f"{tool.base}questions.md": _all_questions(tool)}
    for element in question_set.elements:
        written[f"{tool.base}guidance/{element.id}.md"] = _element(tool, element)
    for name, lines in written.items():
        # In a footnote, braces name a work; see `citations`.
        localised = (line if line.startswith("[^") else localise(line, words) for line in lines)
        (pages / name).write_text("\n".join(localised) + "\n", "utf-8")


def words_explained(question_set: QuestionSet, preset: Preset) -> str:
    """A sentence for each word of the printed questions that does not explain itself."""
    meanings = question_set.words
    explained = [
        f"By “{word}” they mean {meanings[name][:1].lower()}{meanings[name][1:]}."
        for name, word in preset.words.items()
        if name != "partnership" and word.casefold() not in meanings[name].casefold()
    ]
    return " ".join([f"They use the words of this kind of partnership: {preset.name}.", *explained])


def _all_questions(tool: Tool) -> Iterator[str]:
    question_set = tool.question_set
    page = tool.page.removeprefix(tool.base)
    count = len(question_set.questions)
    yield "---\ndescription: Every question with its three responses, to read and discuss first."
    yield "hide: [navigation]\nsearch:\n  boost: 0.5\n---" if tool.base else "hide: [navigation]\n---"
    heading = f"All the questions: {question_set.about.name}" if tool.base else "All the questions"
    yield f"# {heading}\n\nThe {count} questions of version {question_set.version}, with responses."
    words = fixed_words(question_set.default_words)
    defined = marked(words, question_set.definitions)
    macros = environment(words).get_template("definitions.html").module
    explained = words_explained(question_set, question_set.presets[0])
    yield f"\n{explained} You can print them in your own words from [the tool]({page}).\n"
    yield "Read them first and discuss them with your partners."
    yield "To take with you, in the words of each kind of partnership:\n\n<!-- papers-by-kind -->\n"
    for element in question_set.elements:
        yield f"\n## {element.title}\n\n*{element.plain}.* {element.meaning}"
        for number, question in enumerate(element.questions, start=1):
            asked = f"**{defined(question.ask)}** {defined(question.counts)}"
            yield f"\n### {number}. {question.title}\n\n{asked}\n"
            for colour in COLOURS:
                yield f"- **{colour.word}:** {defined(question.response(colour))}"
            used = used_in(question, question_set.definitions)
            # On one line for Markdown; with spaces, or the search joins words of different tags.
            yield "\n" + " ".join(str(macros.folded(used, question)).splitlines())  # type: ignore[attr-defined]
            # A screen reader lists links without their context: fifty of the same name would be useless.
            named = f'Answer this question<span class="visually-hidden">: {question.title}</span>'
            yield f"\n[{named}]({page}#{question.id})"


def _element(tool: Tool, element: Element) -> Iterator[str]:
    question_set = tool.question_set
    about = f"{element.plain}, what good and poor look like, and what to do first."
    # In a place's own words before it is quoted: they may contain quotation marks.
    yield f"---\ndescription: {quoted(localise(about, question_set.default_words))}"
    yield f"reviewed: {question_set.reviewed}\nelements: [{quoted(element.id)}]"
    # The search finds the written guidance first, and that of the main tool.
    yield "search:\n  boost: 0.5\n---" if tool.base else "---"
    yield f"# {element.plain}: {element.title}\n\n{element.meaning}\n"
    yield "## What good looks like, and poor\n\n| Question | Poor | Good |\n|---|---|---|"
    for question in element.questions:
        poor, good = question.response(Rating.RED), question.response(Rating.GREEN)
        yield f"| **{question.title}.** {question.ask} | {poor} | {good} |"
    yield "\n## What was found\n"
    for question in element.questions:
        yield f"- **{question.title}.** {question.why}{''.join(f'[^{_mark(s)}]' for s in question.sources)}"
    yield "\n## How it bears on the other elements\n"
    yield from _links(question_set, element)
    yield "\n## What to do first\n"
    yield "Start with your red questions. Of these, choose the one on which most other answers depend."
    yield "These are the first steps out of red:\n"
    for question in element.questions:
        yield f"- **{question.title}:** {question.from_red}"
    yield ""
    for source in _unique(element.questions):
        yield f"[^{_mark(source)}]: {{{source.work.id}}}, {source.at}."


def _links(question_set: QuestionSet, element: Element) -> Iterator[str]:
    found = False
    for link in question_set.links:
        ours = [question in element.questions for question in (link.target, link.source)]
        if any(ours):
            found = True
            target, source = (
                f"*{question.title}*" + ("" if own else f" ({question_set.element_of(question).title})")
                for question, own in zip((link.target, link.source), ours, strict=True)
            )
            yield f"- {target} rests on {source}. {link.reason}"
    if not found:
        yield "No link to another element is declared."


def _unique(questions: tuple[Question, ...]) -> list[Source]:
    return list({_mark(source): source for question in questions for source in question.sources}.values())


def _mark(source: Source) -> str:
    """The name of a footnote: letters, digits and hyphens."""
    return "".join(char if char.isalnum() else "-" for char in f"{source.work.id}-{source.at}".lower())
