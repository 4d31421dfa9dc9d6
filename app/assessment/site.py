"""The site that a tool is on: its name and address, its pages of guidance and its other tools."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessment.question_set.model import Question


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of guidance or a case study. `path` is relative to the site, such as ``guidance/risk/``."""

    title: str
    path: str


@dataclass(frozen=True, kw_only=True)
class OtherTool:
    """Another question set of the site. `path`: of its tool page, relative to the site."""

    id: str
    name: str
    path: str


@dataclass(frozen=True, kw_only=True)
class Site:
    """The pages by id, and the other tools by id.

    `name`: what the host calls the tool. `address`: of the published site, with a trailing slash; empty if
    not known.
    """

    pages: Mapping[str, Page] = field(default_factory=dict)
    tools: Mapping[str, OtherTool] = field(default_factory=dict)
    address: str = ""
    name: str = "self-assessment tool"

    def pages_for(self, question: Question) -> Sequence[Page]:
        """Guidance first, then case studies."""
        return [self.pages[name] for name in question.guidance + question.case_studies if name in self.pages]


def to_data(site: Site) -> dict[str, Any]:
    """The site as JSON can hold it; `from_data` reads it."""
    return asdict(site)


def from_data(data: Mapping[str, Any]) -> Site:
    """The site that `to_data` wrote."""
    pages = {name: Page(**page) for name, page in data["pages"].items()}
    tools = {name: OtherTool(**tool) for name, tool in data["tools"].items()}
    return Site(pages=pages, tools=tools, address=data["address"], name=data["name"])
