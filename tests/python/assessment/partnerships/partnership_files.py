"""Files of several partnerships, and what is gathered from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.partnerships.gathering import Gathered, gather
from assessment.question_set import reading as question_set_format
from assessment.record import format as record_format
from tests.python.builders import set_tables

if TYPE_CHECKING:
    from assessment.model import Record

SMALL = question_set_format.from_tables(set_tables())


def file(record: Record) -> bytes:
    return record_format.to_json(record).encode()


def gathered(*files: bytes) -> Gathered:
    return gather(SMALL, [(f"{number}.json", data) for number, data in enumerate(files, start=1)])
