"""The metadata of a page: the YAML between two lines of --- at its top."""

from __future__ import annotations

import json


def quoted(value: str) -> str:
    """A text as a value of the metadata.

    A string of JSON is one of YAML too. Without quotes, YAML reads a colon as a field of its own, a `#` as a
    comment, and 2027 as a number.
    """
    return json.dumps(value, ensure_ascii=False)
