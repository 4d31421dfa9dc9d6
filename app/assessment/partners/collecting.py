"""What partners sent -> what each file is, and where its answers would go. Looking changes nothing.

Rules: a response goes into the round that its invitation names. Of two of the same respondent the newer
counts, whichever came first. One for a closed round, or for a round that is not here, goes nowhere unless
somebody says so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment.errors import Fault, FileError, ResponseError
from assessment.partners import mail
from assessment.partners.response import is_response, received
from assessment.record.decoding import decode
from assessment.record.frames import FrameError, json_of, parts_of
from assessment.record.opening import LARGEST, other_kind, parse
from assessment.record.upgrade import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from assessment.model import Record, Response, Round
    from assessment.partners.response import Received
    from assessment.question_set.model import QuestionSet


class Standing(StrEnum):
    """What a response is to a record."""

    NEW = "new"
    NEWER = "newer"
    SAME = "same"
    OLDER = "older"
    LATE = "late"
    CLOSED = "closed"
    ELSEWHERE = "elsewhere"
    DAMAGED = "damaged"
    OTHER = "other"

    @property
    def is_usual(self) -> bool:
        """Whether it is added unless somebody says otherwise."""
        return self in (Standing.NEW, Standing.NEWER)

    @property
    def is_possible(self) -> bool:
        """Whether it can be added."""
        return self.is_usual or self in (Standing.LATE, Standing.ELSEWHERE)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One response in what came from `source`; or, with `fault`, why it cannot be read, or what the file is.

    `round`: into which it would go. `present`: what is there from the same respondent.
    """

    source: str
    standing: Standing
    fault: str = ""
    received: Received | None = None
    round: Round | None = None
    present: Response | None = None


def look(question_set: QuestionSet, record: Record, files: Sequence[tuple[str, bytes]]) -> tuple[Item, ...]:
    """What each file is, in their order; of a mail with several responses, each of them.

    Args:
        question_set: the one of this tool.
        record: into whose rounds the responses would go.
        files: the name and the bytes of each; a pasted text is one too.
    """
    items = [item for name, file in files for item in _items(question_set, record, name, file)]
    return tuple(_doubles_named(items))


def _newer(one: Response, other: Response) -> Response:
    """Of two of the same respondent the newer; of two from the same moment always the same one."""
    if (one.changed or "") != (other.changed or ""):
        return max(one, other, key=lambda response: response.changed or "")
    # To write out a hundred responses takes longer than to read them.
    return one if one == other else max(one, other, key=repr)


def _items(question_set: QuestionSet, record: Record, name: str, file: bytes) -> Iterator[Item]:
    try:
        found = _found(file)
    except _NoAnswersError as no:
        yield Item(source=name, standing=Standing.OTHER, fault=f"Not a partner’s answers. It is {no}.")
        return
    for data in found:
        try:
            if isinstance(data, FileError):
                raise data
            yield _placed(record, name, received(data, question_set))
        except FileError as error:
            yield Item(source=name, standing=Standing.DAMAGED, fault=_in_words(error))


class _NoAnswersError(Exception):
    """What a file is that has no partner's answers in it."""


def _found(file: bytes) -> list[Any | ResponseError]:
    """The data of each response; in place of one that is damaged, the error.

    Raises:
        _NoAnswersError: there are none.
    """
    if len(file) > LARGEST:
        raise _NoAnswersError(f"longer than {LARGEST:,} bytes")
    if kind := other_kind(file):
        raise _NoAnswersError(kind)
    text = decode(file).text
    data = _json_in(text)
    if is_response(data):
        return [data]
    for one in (text, *parts_of(text)):
        if data is None and mail.is_in(one):
            return mail.responses_in(one)
    begin = text.lstrip()[:1]
    if data is None and begin == "{":
        return [
            ResponseError([Fault(place="the file", what="they are cut off or damaged. Ask for them again")])
        ]
    raise _NoAnswersError(_kind_of(data, begin))


def _kind_of(data: Any, begin: str) -> str:
    """What a file is, by its JSON, if it has any, and its first letter."""
    is_page = begin == "<"
    if isinstance(data, dict) and data.get("program") == PROGRAM:
        return f"a {'report' if is_page else 'backup'} of this tool, to be opened under “Files”"
    if data is not None:
        return "a file of another program"
    if not begin:
        return "empty"
    return f"a {'web page' if is_page else 'text'}. If a partner sent it, ask for the answers again"


def _in_words(error: FileError) -> str:
    """What is wrong, in a sentence or two."""
    first, *others = error.faults
    more = f" And {len(others)} more." if others else ""
    place = f", {first.place.partition(', ')[2]}" if ", " in first.place else ""
    return f"These answers cannot be read{place}: {first.what}.{more}"


def _json_in(text: str) -> Any:
    """The JSON of a file that is some, perhaps in a frame; else none."""
    try:
        return parse(json_of(text)[0])
    except (FrameError, FileError):
        return None


def _placed(record: Record, name: str, one: Received) -> Item:
    named = next((round_ for round_ in record.rounds if round_.id == one.round_id), None)
    round_ = named or record.current_round
    present = next((other for other in round_.responses if other.id == one.response.id), None)
    if present == one.response:
        standing = Standing.SAME
    elif present and _newer(present, one.response) is present:
        standing = Standing.OLDER
    elif named is None:
        standing = Standing.CLOSED if round_.closed else Standing.ELSEWHERE
    elif named.closed:
        standing = Standing.LATE
    else:
        standing = Standing.NEWER if present else Standing.NEW
    return Item(source=name, standing=standing, received=one, round=round_, present=present)


def _doubles_named(items: Sequence[Item]) -> Iterator[Item]:
    """Of several that came together from one respondent, all but the newest are older, or the same."""
    newest: dict[tuple[str, str], Response] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for item in items:
        if item.received and item.round:
            key, response = (item.round.id, item.received.response.id), item.received.response
            newest[key] = _newer(newest.get(key, response), response)
    for item in items:
        if not (item.received and item.round and item.standing.is_possible):
            yield item
            continue
        key = (item.round.id, item.received.response.id)
        if item.received.response != newest[key]:
            yield replace(item, standing=Standing.OLDER)
        else:
            seen[key] += 1
            yield item if seen[key] == 1 else replace(item, standing=Standing.SAME)
