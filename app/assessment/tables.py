"""Reads values out of tables that came from a file, and collects a fault for each one that is invalid.

An invalid value is replaced by an empty one of its kind, so that reading goes on and every fault is found.
The caller must check the faults before it uses the values.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from assessment.errors import Fault
from assessment.text import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from enum import StrEnum

    Choice = TypeVar("Choice", bound=StrEnum)
    Made = TypeVar("Made")


# The largest number of JavaScript, and of Python's floats.
LARGEST = 1.7976931348623157e308

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# As JavaScript writes it. The hour is checked here because newer Pythons also accept 24.
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|\+00:00)"
)


class Table:
    """A table with its place, for messages. Each reading of a field marks it as known."""

    def __init__(self, values: Any, place: str, faults: list[Fault]) -> None:
        self.place = place
        self._faults = faults
        self._known: set[str] = set()
        self._values: Mapping[str, Any] = {}
        if isinstance(values, dict):
            self._values = values
        else:
            self.fault(f"expected a table, got {shortened(values)}")
            # A value that is no table has no fields: that each of them is missing says nothing more.
            self._faults = []

    def fault(self, what: str, field: str | None = None) -> None:
        self._faults.append(Fault(place=f"{self.place}, {field}" if field else self.place, what=what))

    def refuse_unknown(self) -> None:
        """Collect a fault for every field that was never read: most likely a misspelt name."""
        for field in self.unknown():
            self.fault(f"unknown field; known are {', '.join(sorted(self._known))}", field)

    def unknown(self) -> dict[str, Any]:
        """The fields that were never read."""
        if self._values.keys() <= self._known:
            return {}
        found = {field: value for field, value in self._values.items() if field not in self._known}
        for field, value in found.items():
            self._refuse_infinite(value, field)
        return found

    def anything(self, field: str) -> Any:
        """Whatever JSON may hold."""
        value = self._get(field)
        self._refuse_infinite(value, field)
        return value

    def _refuse_infinite(self, value: Any, place: str) -> None:
        """Collect a fault for each number that is not finite: JSON cannot hold it."""
        if isinstance(value, dict):
            for name, item in value.items():
                self._refuse_infinite(item, f"{place}.{name}")
        elif isinstance(value, list):
            for number, item in enumerate(value, start=1):
                self._refuse_infinite(item, f"{place} {number}")
        elif isinstance(value, (int, float)) and not abs(value) <= LARGEST:
            self.fault("expected a finite number, got one that JSON cannot hold", place)

    def has(self, field: str) -> bool:
        return field in self._values

    def _get(self, field: str) -> Any:
        self._known.add(field)
        return self._values.get(field)

    def text(self, field: str, *, optional: bool = False, may_be_empty: bool = False) -> str:
        value = self._get(field)
        if value is None:
            if not optional:
                self.fault("it is missing", field)
            return ""
        if not isinstance(value, str):
            self.fault(f"expected a string, got {shortened(value)}", field)
            return ""
        if not may_be_empty and not value.strip():
            self.fault(f"it is empty: {shortened(value)}", field)
        return value

    def texts(
        self, field: str, *, optional: bool = False, may_be_empty: bool = False, blank_items: bool = False
    ) -> list[str]:
        value = self._list(field, optional=optional, may_be_empty=may_be_empty)
        for number, item in enumerate(value, start=1):
            if not isinstance(item, str) or not (blank_items or item.strip()):
                self.fault(f"expected a list of strings, got {shortened(item)} as item {number}", field)
        return [item for item in value if isinstance(item, str)]

    def texts_by_name(
        self, field: str, *, optional: bool = False, may_be_empty: bool = False
    ) -> dict[str, str]:
        value = self._get(field)
        if value is None and optional:
            return {}
        if not isinstance(value, dict):
            self.fault(f"expected a table of strings, got {shortened(value)}", field)
            return {}
        for name, item in value.items():
            if not isinstance(item, str) or not (may_be_empty or item.strip()):
                self.fault(f"expected a string, got {shortened(item)}", f"{field}.{name}")
        return {name: item for name, item in value.items() if isinstance(item, str)}

    def integer(self, field: str, *, optional: bool = False) -> int | None:
        value = self._get(field)
        if value is None and optional:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(f"expected a whole number, got {shortened(value)}", field)
            return None
        return value

    def share(self, field: str) -> float:
        value = self._get(field)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1:
            return float(value)
        self.fault(f"expected a share between 0 and 1, got {shortened(value)}", field)
        return 0.0

    def day(self, field: str, *, optional: bool = False) -> date | None:
        """A date written as 2027-01-31; none where there is none, which is a fault if it is not optional."""
        value = self._get(field)
        if value is None and optional:
            return None
        if isinstance(value, str) and _DAY.fullmatch(value):
            with suppress(ValueError):
                return date.fromisoformat(value)
        self.fault(f"expected a date such as 2027-01-31, got {shortened(value)}", field)
        return None

    def utc(self, field: str) -> str | None:
        """A UTC time as it was written, such as 2027-01-31T10:00:00.000Z; none where there is none."""
        value = self._get(field)
        if value is None:
            return None
        if isinstance(value, str) and _TIME.fullmatch(value):
            with suppress(ValueError):
                datetime.fromisoformat(value)
                return value
        self.fault(f"expected a UTC time such as 2027-01-31T10:00:00.000Z, got {shortened(value)}", field)
        return None

    def truth(self, field: str) -> bool:
        """Whether the field is true; absent means that it is not."""
        value = self._get(field)
        if value is not None and not isinstance(value, bool):
            self.fault(f"expected true or false, got {shortened(value)}", field)
        return value is True

    def maybe_one_of(self, field: str, choices: type[Choice]) -> Choice | None:
        """One of the choices; none where there is none."""
        return None if self._get(field) is None else self.one_of(field, choices)

    def one_of(self, field: str, choices: type[Choice]) -> Choice:
        value = self._get(field)
        # By value: to go through the choices takes ten times as long, and a record has thousands of these.
        with suppress(ValueError):
            if isinstance(value, str):
                return choices(value)
        self.fault(f"expected one of {', '.join(choices)}, got {shortened(value)}", field)
        return next(iter(choices))

    def table(self, field: str) -> Table:
        return Table(self._get(field), f"{self.place}, {field}", self._faults)

    def tables(self, field: str, *, optional: bool = False, may_be_empty: bool = False) -> Iterator[Table]:
        """The tables of a list, each with its number as its place."""
        listed = self._list(field, optional=optional, may_be_empty=may_be_empty)
        for number, item in enumerate(listed, start=1):
            yield Table(item, f"{self.place}, {field} {number}", self._faults)

    def each(self, field: str, read: Callable[[Table], Made]) -> dict[str, Made]:
        """What `read` makes of each table of a table, by name; one object for those that hold the same texts.

        A hundred partners choose among a few answers: to read each of them takes five times as long.
        """
        value = self._get(field)
        if not isinstance(value, dict):
            self.fault(f"expected a table of tables, got {shortened(value)}", field)
            return {}
        made: dict[str, Made] = {}
        sound: dict[tuple[tuple[str, str], ...], Made] = {}
        for name, item in value.items():
            # Texts alone: true equals 1, and only one of them is an answer.
            is_plain = isinstance(item, dict) and set(map(type, item.values())) <= {str}
            key = tuple(item.items()) if is_plain else None
            if key in sound:
                made[name] = sound[key]
                continue
            faults = len(self._faults)
            made[name] = read(Table(item, f"{self.place}, {field}.{name}", self._faults))
            if key is not None and len(self._faults) == faults:
                sound[key] = made[name]
        return made

    def tables_by_name(self, field: str, *, optional: bool = False) -> Iterator[tuple[str, Table]]:
        value = self._get(field)
        if value is None and optional:
            return
        if not isinstance(value, dict):
            self.fault(f"expected a table of tables, got {shortened(value)}", field)
            return
        for name, item in value.items():
            yield name, Table(item, f"{self.place}, {field}.{name}", self._faults)

    def texts_or_tables(self, field: str) -> Iterator[tuple[str, str | Table]]:
        """The entries of a table by name, each a text or a table; none where there is no such field."""
        value = self._get(field)
        if value is not None and not isinstance(value, dict):
            self.fault(f"expected a table, got {shortened(value)}", field)
            return
        for name, item in (value or {}).items():
            if isinstance(item, str) and item.strip():
                yield name, item
            else:
                yield name, Table(item, f"{self.place}, {field}.{name}", self._faults)

    def _list(self, field: str, *, optional: bool, may_be_empty: bool) -> list[Any]:
        value = self._get(field)
        if value is None and optional:
            return []
        if not isinstance(value, list):
            self.fault(f"expected a list, got {shortened(value)}", field)
            return []
        if not value and not may_be_empty:
            self.fault("the list is empty", field)
        return value
