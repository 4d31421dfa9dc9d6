"""How a part of a record is read from JSON, written to JSON and described by JSON Schema, declared once.

A `Part` lists the fields of a dataclass of the model, each with its `Kind`. A field that is not listed is
never dropped: it stays in `unknown_fields`, and is written back where it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    from assessment.tables import Table

DAY_SCHEMA = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
TIME_SCHEMA = {
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|\+00:00)$",
}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of field. `write` returns none for a value that is left out, unless it is `nullable`."""

    read: Callable[[Table, str], Any]
    write: Callable[[Any], Any]
    schema: Mapping[str, Any]
    required: bool = False
    nullable: bool = False


class Part:
    """A dataclass of the model as a JSON object."""

    def __init__(self, model: type[Any], fields: Mapping[str, Kind]) -> None:
        self.model = model
        self.fields = fields

    def read(self, table: Table, **given: Any) -> Any:
        """The part; faults are collected by the table. `given`: fields that are not in the object."""
        values = {name: kind.read(table, name) for name, kind in self.fields.items()}
        return self.model(**values, **given, unknown_fields=table.unknown())

    def write(self, value: Any) -> dict[str, Any]:
        written = {name: kind.write(getattr(value, name)) for name, kind in self.fields.items()}
        known = {
            name: item for name, item in written.items() if item is not None or self.fields[name].nullable
        }
        return known | dict(value.unknown_fields)

    @property
    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "required": [name for name, kind in self.fields.items() if kind.required],
            "properties": {name: _nullable(kind) for name, kind in self.fields.items()},
        }


def _nullable(kind: Kind) -> Mapping[str, Any]:
    return {"anyOf": [kind.schema, {"type": "null"}]} if kind.nullable else kind.schema


def text(*, required: bool = False, nonempty: bool = False) -> Kind:
    """A text; unless it is required, an empty one is left out."""
    return Kind(
        read=lambda table, name: table.text(name, optional=not required, may_be_empty=not nonempty),
        write=lambda value: value if required else value or None,
        schema={"type": "string", "minLength": 1} if nonempty else {"type": "string"},
        required=required,
    )


def day(*, required: bool = False, nullable: bool = False) -> Kind:
    return Kind(
        read=lambda table, name: table.day(name, optional=not required),
        write=lambda value: value.isoformat() if value else None,
        schema=DAY_SCHEMA,
        required=required,
        nullable=nullable,
    )


def utc(*, nullable: bool = False) -> Kind:
    return Kind(
        read=lambda table, name: table.utc(name),
        write=lambda value: value,
        schema=TIME_SCHEMA,
        nullable=nullable,
    )


def choice(choices: type[StrEnum], default: StrEnum | None = None) -> Kind:
    return Kind(
        read=lambda table, name: table.maybe_one_of(name, choices) or default,
        write=lambda value: value,
        schema={"enum": [member.value for member in choices]},
    )


def truth() -> Kind:
    """True or absent."""
    return Kind(
        read=lambda table, name: table.truth(name),
        write=lambda value: value or None,
        schema={"type": "boolean"},
    )


def texts(*, always: bool = False, blank_items: bool = False) -> Kind:
    """A list of texts, as a tuple; an empty one is left out unless it is `always` written."""
    return Kind(
        read=lambda table, name: tuple(
            table.texts(name, optional=True, may_be_empty=True, blank_items=blank_items)
        ),
        write=lambda value: list(value) if value or always else None,
        schema={"type": "array", "items": {"type": "string"}},
    )


def texts_by_name() -> Kind:
    return Kind(
        read=lambda table, name: table.texts_by_name(name, may_be_empty=True),
        write=dict,
        schema={"type": "object", "additionalProperties": {"type": "string"}},
        required=True,
    )


def anything() -> Kind:
    """Whatever JSON can hold, null included."""
    return Kind(
        read=lambda table, name: table.anything(name),
        write=lambda value: value,
        schema={},
        required=True,
        nullable=True,
    )


def one(part: Part) -> Kind:
    return Kind(
        read=lambda table, name: part.read(table.table(name)),
        write=part.write,
        schema=part.schema,
        required=True,
    )


def many(part: Part, *, required: bool = False) -> Kind:
    """A list of parts, as a tuple; at least one where it is required, else left out when empty."""
    listed = {"type": "array", "items": part.schema}
    return Kind(
        read=lambda table, name: tuple(
            part.read(item) for item in table.tables(name, optional=not required, may_be_empty=not required)
        ),
        write=lambda value: [part.write(item) for item in value] or None,
        schema=listed | {"minItems": 1} if required else listed,
        required=required,
    )


def by_name(part: Part) -> Kind:
    """A table of parts; always there."""
    return Kind(
        read=lambda table, name: table.each(name, part.read),
        write=lambda value: {key: part.write(item) for key, item in value.items()},
        schema={"type": "object", "additionalProperties": part.schema},
        required=True,
    )


def by_id(part: Part) -> Kind:
    """A table of parts by their `id`, as a tuple; left out when empty."""
    return Kind(
        read=lambda table, name: tuple(
            part.read(item, id=key) for key, item in table.tables_by_name(name, optional=True)
        ),
        write=lambda value: {item.id: part.write(item) for item in value} or None,
        schema={"type": "object", "additionalProperties": part.schema},
    )
