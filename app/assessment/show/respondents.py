"""Who answered for a partner, when, and how much of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from assessment.text import one_line

if TYPE_CHECKING:
    from assessment.model import Respondent, Response


def who(respondent: Respondent) -> str:
    """What is known of somebody, such as ``A college (Education), principal``."""
    organisation, sector = one_line(respondent.organisation), one_line(respondent.sector)
    place = f"{organisation} ({sector})" if organisation and sector else organisation or sector
    said = [one_line(respondent.name), one_line(respondent.role), place]
    return ", ".join(filter(None, said)) or "Somebody without a name"


def when(response: Response) -> datetime | None:
    """Its last change, in UTC; none where it does not say it."""
    return datetime.fromisoformat(response.changed) if response.changed else None


def answered(response: Response) -> int:
    """How many questions have an answer, more than a note."""
    return sum(bool(answer.rating) for answer in response.answers.values())
