"""A request of every kind that the page sends: the browser gets the modules that these import."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

# What each kind of request contains besides the record.
DETAILS: dict[str, dict[str, Any]] = {
    "overview": {},
    "report": {"today": "2027-03-31"},
    "rounds": {},
    "actions": {"today": "2027-03-31", "status": "open", "due": "overdue"},
    "open": {},
    "migrate": {},
}


def requests(sample: Path) -> list[str]:
    """The requests as the page sends them, and some with faults, since Python words the errors too.

    Args:
        sample: a record with something in every field.
    """
    text = sample.read_text("utf-8")
    record = json.loads(text)
    older = {**record, "question_set_version": "0.1", "partnership": {"name": "", "preset": "", "words": {}}}
    damaged = {**record, "format": "one", "rounds": [{"answers": {"style-trust": {"rating": "purple"}}}]}
    asked = [
        {"ask": ask, **details, "record": whose, "text": text}
        for ask, details in DETAILS.items()
        for whose in (record, older, damaged)
    ]
    return [json.dumps(request) for request in [*asked, {"ask": "nothing that there is"}]]
