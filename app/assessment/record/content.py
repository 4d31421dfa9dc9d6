"""What a record says, without what nobody entered: times of change, and answers that were cleared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessment.model import Answer

if TYPE_CHECKING:
    from assessment.model import Record, Round

NOTHING_SAID = Answer()


def said(answer: Answer) -> Answer:
    """The answer without the time of its last change."""
    return replace(answer, changed=None)


def answers_of(round_: Round) -> dict[str, Answer]:
    """The answers that say something: of a cleared one, only the time is left."""
    return {name: answer for name, answer in round_.answers.items() if said(answer) != NOTHING_SAID}


def content(round_: Round) -> Round:
    """The round without times of change, cleared answers and blank requests."""
    return replace(
        round_,
        answers={name: said(answer) for name, answer in answers_of(round_).items()},
        asks=asks_of(round_),
    )


def asks_of(round_: Round) -> tuple[str, ...]:
    """The requests that say something."""
    return tuple(ask for ask in round_.asks if ask.strip())


def is_same(present: Record, opened: Record) -> bool:
    """Whether two records say the same, whenever it was entered."""
    return _content(present) == _content(opened)


def _content(record: Record) -> Record:
    words = {name: word.strip() for name, word in record.partnership.words.items() if word.strip()}
    actions = sorted(record.actions, key=lambda action: action.id)
    return replace(
        record,
        changed=None,
        partnership=replace(record.partnership, words=words),
        rounds=tuple(map(content, record.rounds)),
        actions=tuple(replace(action, changed=None) for action in actions),
    )
