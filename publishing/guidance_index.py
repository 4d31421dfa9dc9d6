"""The list of guidance and the list of case studies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.show.html import css_string
from assessment.text import in_words
from assessment.words import localise
from publishing.guidance_pages import FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessment.question_set.model import QuestionSet
    from publishing.guidance_pages import Entry

# Listed before the others, in this order.
FIRST = ("whole-systems-model", "running-the-assessment", "quarterly-cycle")


def guidance(entries: Iterable[Entry], question_set: QuestionSet) -> str:
    """The list of guidance in the order of the menu: where to start, the elements, the rest by title."""
    elements = [element.id for element in question_set.elements]
    listed = [entry for entry in entries if entry.folder == FOLDERS["guidance"]]
    first, of_elements = (
        sorted((e for e in listed if e.id in ids), key=lambda entry: ids.index(entry.id))
        for ids in (list(FIRST), elements)
    )
    rest = sorted((e for e in listed if e not in [*first, *of_elements]), key=lambda entry: entry.title)
    lines = []
    parts = {
        "Start here": first,
        f"The {in_words(len(elements))} elements": of_elements,
        "Tasks that partnerships find hard": rest,
    }
    for heading, group in parts.items():
        lines += [f"## {heading}", ""]
        lines += [f"- [{entry.title}]({entry.id}.md). {entry.facts['description']}" for entry in group]
        lines.append("")
    return "\n".join(lines)


def case_facts(entry: Entry, question_set: QuestionSet) -> str:
    """Place, year, kind and elements of a case, in one line."""
    words = question_set.default_words
    titles = {element.id: localise(element.title, words) for element in question_set.elements}
    facts = entry.facts
    spoken = ", ".join(titles[element] for element in facts["elements"])
    return f"{facts['place']}, {facts['year']}. {facts['kind']}. {spoken}."


def case_studies(entries: Iterable[Entry], question_set: QuestionSet) -> str:
    """The list of case studies. Each names its elements in words; the filter only hides."""
    words = question_set.default_words
    titles = {element.id: localise(element.title, words) for element in question_set.elements}
    lines = []
    for entry in sorted(entries, key=lambda entry: str(entry.facts.get("place", ""))):
        if entry.folder != FOLDERS["case_studies"]:
            continue
        lines.append(
            f'<li data-elements="{" ".join(entry.facts["elements"])}"><a href="{entry.id}/">{entry.title}</a>'
            f'<span class="case-facts">{case_facts(entry, question_set)}</span></li>'
        )
    choices = "".join(
        f'<label><input type="radio" name="element" value="{name}"> {title}</label>'
        for name, title in titles.items()
    )
    return (
        f"<style>{''.join(map(_hiding, titles))}</style>"
        '<fieldset class="case-filter"><legend>Show the case studies about</legend>'
        '<label><input type="radio" name="element" value="" checked> every element</label>'
        f"{choices}</fieldset>"
        f'<ul class="case-list">{"".join(lines)}</ul>'
    )


def _hiding(element: str) -> str:
    """The CSS rule that hides the case studies of other elements than the chosen one."""
    name = css_string(element)
    return (
        f".md-typeset:has(.case-filter [value={name}]:checked) "
        f".case-list li:not([data-elements~={name}]) {{ display: none; }}"
    )
