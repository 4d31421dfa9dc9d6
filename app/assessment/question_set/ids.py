"""What an id may be.

Ids are part of addresses, of names of fields and files, and of keys in the browser's storage.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assessment.text import shortened

if TYPE_CHECKING:
    from collections.abc import Container

    from assessment.tables import Table

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# Names that mean something to JavaScript objects.
PROTOTYPE_NAMES = {"constructor", "prototype"}
# Parts of the names of fields, and of keys in the browser's storage.
RESERVED = PROTOTYPE_NAMES | {
    "action", "actions", "copy", "draft", "kept", "offline", "partnership", "quarantine", "record", "records",
    "respondent", "round", "rounds", "set-aside", "shown", "version", "view",
}  # fmt: skip


def check_id(table: Table, field: str, found: str, reserved: Container[str] = RESERVED) -> None:
    """Collect the fault of an id, if it has one."""
    if not ID.fullmatch(found):
        table.fault(
            f"expected small letters and digits with hyphens between, such as 'style-trust', "
            f"got {shortened(found)}",
            field,
        )
    elif found in reserved:
        table.fault(f"{found!r} is a word that the tool uses itself; choose another", field)
