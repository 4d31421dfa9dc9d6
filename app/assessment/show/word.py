"""The blocks of a report -> a Word document (Office Open XML, ECMA-376), by templates in `templates/word`.

The same blocks and day give the same bytes. A document holds no more than it shows: unlike the report as a
web page, it carries no record.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from assessment.show.blocks import Contents, Paragraph, Table
from assessment.show.columns import widths
from assessment.show.html import environment
from assessment.show.markup import parse
from assessment.show.report import Form, report
from assessment.show.report_blocks import blocks
from assessment.show.tokens import colours
from assessment.text import for_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from assessment.model import Record
    from assessment.question_set.model import QuestionSet
    from assessment.show.blocks import Block, Run

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The parts of the file, in order, and the template of each.
_PARTS = {
    "[Content_Types].xml": "content_types",
    "_rels/.rels": "package_relations",
    "docProps/core.xml": "core",
    "word/document.xml": "document",
    "word/_rels/document.xml.rels": "relations",
    "word/styles.xml": "styles",
    "word/numbering.xml": "numbering",
    "word/settings.xml": "settings",
    "word/footer.xml": "footer",
    "word/fontTable.xml": "fonts",
    "word/theme.xml": "theme",
}
_STYLES = {
    "title": "Title",
    "heading-1": "Heading1",
    "heading-2": "Heading2",
    "heading-3": "Heading3",
    "text": "Normal",
    "quiet": "Quiet",
    "note": "Note",
    "caption": "Caption",
}
# Of the text on a page of A4, in twentieths of a point.
WIDTH = 9638
# The mean width of a letter, and the edges of a cell; of small type, where a table has many columns.
_LETTER, _SMALL_LETTER, _EDGES = 112, 98, 270
MOST_COLUMNS = 6
# The ground of a cell by its answer, as a colour of the design.
_GROUNDS = {
    "red": "red",
    "amber": "amber",
    "green": "green",
    "unknown": "paper",
    "not-applicable": "paper-tint",
    "not-answered": "paper",
}
_WHEN = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class File:
    """A file: its name and its bytes."""

    name: str
    data: bytes


def word(
    question_set: QuestionSet,
    record: Record,
    today: date,
    form: Form = Form.FULL,
    *,
    is_latest: bool = True,
) -> File:
    """The report on the current round as a Word document, as of `today`.

    `is_latest`: whether no round came after it.
    """
    made = report(question_set, record, today, form, carries_data=False, is_latest=is_latest)
    content = blocks(parse(made.html[made.html.index("<body>") : made.html.rindex("</html>")]))
    facts = Facts(title=made.title, whose=made.whose, maker=question_set.site.name, day=today)
    data = document(content, facts)
    return File(name=f"{made.stem}.docx", data=data)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a document says of itself: to lists of files and screen readers, and at the foot of each page.

    `whose`: the partnership. `maker`: the name of the tool. `day`: when it was made.
    """

    title: str
    whose: str
    maker: str
    day: date


def document(content: Sequence[Block], facts: Facts) -> bytes:
    """The bytes of a document.

    Args:
        content: what it says. A table is never first, nor directly after another one.
        facts: what it says of itself.
    """
    links = {run.link for run in _runs(content) if run.link}
    entries = {name for block in content if isinstance(block, Contents) for name, _ in block.entries}
    wanted = entries | {link[1:] for link in links if link.startswith("#")}
    paragraphs = [block for block in content if isinstance(block, Paragraph)]
    marked = [name for paragraph in paragraphs for name in paragraph.ids if name in wanted]
    outward = sorted(link for link in links if not link.startswith("#"))
    # Word does not list names that begin so among a person's own.
    marks = {name: f"_Ref{number}" for number, name in enumerate(marked, start=1)}
    addresses = {address: f"link{number}" for number, address in enumerate(outward, start=1)}
    templates = environment(str)
    given = {
        "blocks": content,
        "facts": facts,
        "width": WIDTH,
        "styles": _STYLES,
        "is_small": _is_small,
        "widths_of": _widths,
        "colours": colours(),
        "grounds": _GROUNDS,
        "marks": marks,
        "addresses": addresses,
        "ordered": max((paragraph.ordered for paragraph in paragraphs), default=0),
        "zip": zip,
    }
    pieces: Any = templates.get_template("word/runs.xml").make_module(given)
    # Most cells of a table say what another one says.
    given |= {"runs": pieces.runs, "cell": cache(pieces.cell)}
    return zipped(
        {
            name: templates.get_template(f"word/{template}.xml").render(given)
            for name, template in _PARTS.items()
        }
    )


def _runs(content: Iterable[Block]) -> Iterator[Run]:
    for block in content:
        if isinstance(block, Paragraph):
            yield from block.runs
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from cell.runs


def _is_small(table: Table) -> bool:
    return len(table.head) > MOST_COLUMNS


def _widths(table: Table) -> list[int]:
    columns = [
        # A heading may take several lines.
        [*title.split(), *(line for row in table.rows for line in row[number].lines)]
        for number, title in enumerate(table.head)
    ]
    return widths(columns, WIDTH, _SMALL_LETTER if _is_small(table) else _LETTER, _EDGES)


def zipped(parts: Mapping[str, str]) -> bytes:
    """A zip of XML parts; the same parts give the same bytes, whenever and wherever it is made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Else it names the system.
            entry.create_system = 0
            archive.writestr(entry, for_xml(text).encode())
    return packed.getvalue()
