"""What is wrong with a Word document, by reading its parts."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from assessment.show.word import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def parts(data: bytes) -> dict[str, ET.Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}


def values(root: ET.Element, tag: str, name: str = "val") -> list[str]:
    return [found.attrib[W + name] for found in root.iter(W + tag) if W + name in found.attrib]


def faults(data: bytes) -> Iterator[str]:
    """What Word would complain of or show wrongly, and openxml-audit does not look at."""
    held = parts(data)
    body, styles = held["word/document.xml"], held["word/styles.xml"]
    for root in held.values():
        kinds = values(root, "fldChar", "fldCharType")
        if kinds.count("begin") != kinds.count("end") or kinds.count("begin") != kinds.count("separate"):
            yield f"fields do not balance: {kinds}"
    known = {style.attrib[W + "styleId"] for style in styles.iter(W + "style")}
    for tag in ("pStyle", "rStyle", "tblStyle"):
        yield from (f"no style {name}" for name in values(body, tag) if name not in known)
    numbers = {number.attrib[W + "numId"] for number in held["word/numbering.xml"].iter(W + "num")}
    yield from (f"no list {number}" for number in values(body, "numId") if number not in numbers)
    marks = values(body, "bookmarkStart", "name")
    if len({*marks}) != len(marks) or not all(re.fullmatch(r"\w{1,40}", mark, re.ASCII) for mark in marks):
        yield f"names of bookmarks: {marks}"
    identities = values(body, "bookmarkStart", "id")
    if len({*map(int, identities)}) != len(identities) or identities != values(body, "bookmarkEnd", "id"):
        yield f"ids of bookmarks: {identities}"
    relations = {one.attrib["Id"] for one in held["word/_rels/document.xml.rels"]}
    for link in body.iter(W + "hyperlink"):
        if link.attrib.get(W + "anchor", "") not in ("", *marks):
            yield f"a link to nothing: {link.attrib}"
        if link.attrib.get(R + "id", next(iter(relations))) not in relations:
            yield f"a link without a relation: {link.attrib}"
    yield from table_faults(body)


def table_faults(body: ET.Element) -> Iterator[str]:
    content = [*body[0]]
    for above, below in pairwise(content):
        if above.tag == below.tag == W + "tbl":
            yield "two tables would become one"
    for table in body.iter(W + "tbl"):
        rows = table.findall(W + "tr")
        if [bool(values_of(row)) for row in rows] != [True] + [False] * (len(rows) - 1):
            yield "not one header row"
        widths = values(table, "gridCol", "w")
        if any(values(row, "tcW", "w") != widths for row in rows) or sum(map(int, widths)) != WIDTH:
            yield "widths differ"
        if not values(table, "tblCaption") or not values(table, "tblDescription"):
            yield "a table without a name"
        if [*table.iter(W + "gridSpan"), *table.iter(W + "vMerge")]:
            yield "joined cells"


def values_of(row: ET.Element) -> list[ET.Element]:
    return [*row.iter(W + "tblHeader")]
