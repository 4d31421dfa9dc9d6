"""The footnotes of a page: an author names a work by its id in braces, here it is written out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assessment.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.question_set.model import Work

_FOOTNOTE = re.compile(r"^\[\^[^\]]+\]: .*$", re.MULTILINE)
_WORK = re.compile(r"\{([a-z0-9-]+)\}")


def cited(place: str, text: str, works: Mapping[str, Work], faults: list[Fault]) -> str:
    """The text with the works of its footnotes written out."""

    def citation(found: re.Match[str]) -> str:
        if found[1] not in works:
            faults.append(Fault(place=place, what=f"there is no work {found[1]!r} in the question set"))
            return found[0]
        work = works[found[1]]
        year = f" ({work.year})" if work.year else ""
        title = f"[*{work.title}*]({work.address})" if work.address else f"*{work.title}*"
        return f"{work.author}, {title}{year}"

    return _FOOTNOTE.sub(lambda footnote: _WORK.sub(citation, footnote[0]), text)
