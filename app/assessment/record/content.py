"""What a record says, without what nobody entered: times, cleared answers, the encoding of letters."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from assessment.model import Answer, Round
from assessment.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assessment.model import Record

Value = TypeVar("Value")

NOTHING_SAID = Answer()

# By function and id of a part: the part, whose id is so not used again, and what the function made of it.
_Made = dict[tuple[Any, int], tuple[Any, Any]]
# A stack of them, empty outside of `remembering`.
_remembered: list[_Made] = []


@contextmanager
def remembering() -> Iterator[None]:
    """Within it each answer and each round is made comparable once: to open a file compares them often."""
    _remembered.append({})
    try:
        yield
    finally:
        _remembered.pop()


def _once(make: Callable[[Value], Value], part: Value) -> Value:
    if not _remembered:
        return make(part)
    made, key = _remembered[-1], (make, id(part))
    if key not in made:
        made[key] = (part, make(part))
    return cast("Value", made[key][1])


def comparable(value: Value) -> Value:
    """A field, a part or a whole record with each text as it is shown: what looks the same is the same.

    Nobody sees the blanks around a text.
    """
    return cast("Value", _comparable(value))


def _comparable(value: Any) -> Any:
    if isinstance(value, str):
        # A rating is a text too, and stays what it is.
        return shown(value).strip() if type(value) is str else value
    if isinstance(value, tuple | list):
        return type(value)(map(_comparable, value))
    if isinstance(value, dict):
        return {name: _comparable(item) for name, item in value.items()}
    if isinstance(value, Answer):
        return _once(_comparable_part, value)
    if is_dataclass(value) and not isinstance(value, type):
        return _comparable_part(value)
    return value


def _comparable_part(part: Any) -> Any:
    return replace(part, **{field.name: _comparable(getattr(part, field.name)) for field in fields(part)})


def said(answer: Answer) -> Answer:
    """The answer as it is compared, without the time of its last change."""
    return _once(_said, answer)


def _said(answer: Answer) -> Answer:
    return replace(comparable(answer), changed=None)


def says_something(answer: Answer) -> bool:
    """Whether anything is entered: of a cleared answer, only the time is left."""
    return said(answer) != NOTHING_SAID


def answers_of(round_: Round) -> dict[str, Answer]:
    """The answers that say something."""
    return {name: answer for name, answer in round_.answers.items() if says_something(answer)}


def content(round_: Round) -> Round:
    """The round as it is compared, without times of change, cleared answers and blank requests.

    Partners are in no order, nor are the questions for the meeting: both are as they came.
    """
    return _once(_content_of_round, round_)


def _content_of_round(round_: Round) -> Round:
    answers = {name: said(answer) for name, answer in answers_of(round_).items()}
    responses = sorted(round_.responses, key=lambda response: response.id)
    rest = comparable(
        replace(
            round_,
            answers={},
            asks=asks_of(round_),
            responses=tuple(replace(response, changed=None) for response in responses),
            discuss=tuple(sorted(set(round_.discuss))),
        )
    )
    return replace(rest, answers=answers)


def asks_of(round_: Round) -> tuple[str, ...]:
    """The requests that say something."""
    return tuple(ask for ask in round_.asks if ask.strip())


def is_same(present: Record, opened: Record) -> bool:
    """Whether two records say the same, whenever it was entered."""
    return _content(present) == _content(opened)


def is_blank(record: Record) -> bool:
    """Whether nobody has entered anything that a file could replace; a kind of partnership is soon chosen."""
    partnership, round_ = record.partnership, record.current_round
    texts = (partnership.name, *partnership.words.values(), round_.conclusion)
    fresh = Round(
        id=round_.id,
        name=round_.name,
        opened=round_.opened,
        closed=round_.closed,
        conclusion=round_.conclusion,
        answers={},
    )
    return (
        len(record.rounds) == 1
        and not any(text.strip() for text in texts)
        and not (record.actions or record.conflicts or record.unknown_fields)
        and content(round_) == content(fresh)
    )


def _content(record: Record) -> Record:
    words = {name: text for name, word in record.partnership.words.items() if (text := comparable(word))}
    actions = sorted(record.actions, key=lambda action: action.id)
    rest = comparable(
        replace(
            record,
            changed=None,
            partnership=replace(record.partnership, words=words),
            rounds=(),
            actions=tuple(replace(action, changed=None) for action in actions),
        )
    )
    return replace(rest, rounds=tuple(map(content, record.rounds)))
