"""The HTML of our own templates as a tree. They are well-formed, so that an XML parser reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from assessment.text import for_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(slots=True)
class Element:
    """An element with its attributes and what is in it, in order."""

    tag: str
    attributes: Mapping[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def elements(self) -> Iterator[Element]:
        """Those directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    def every(self, tag: str) -> Iterator[Element]:
        """The elements of a tag in it, at any depth."""
        for child in self.elements:
            if child.tag == tag:
                yield child
            yield from child.every(tag)

    @property
    def text(self) -> str:
        """All that is written in it, with single spaces."""
        whole = "".join(child if isinstance(child, str) else child.text_as_it_is for child in self.children)
        return " ".join(whole.split())

    @property
    def text_as_it_is(self) -> str:
        return "".join(child if isinstance(child, str) else child.text_as_it_is for child in self.children)


def parse(html: str) -> Element:
    """The only element at the top of a piece of HTML.

    Raises:
        expat.ExpatError: a template of ours is not well-formed.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    top = Element("", {})
    open_ones = [top]

    def start(tag: str, attributes: dict[str, str]) -> None:
        made = Element(tag, attributes)
        open_ones[-1].children.append(made)
        open_ones.append(made)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _tag: open_ones.pop()
    parser.CharacterDataHandler = lambda text: open_ones[-1].children.append(text)
    parser.Parse(for_xml(html), True)
    return next(top.elements)
