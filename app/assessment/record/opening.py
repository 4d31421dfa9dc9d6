"""The text of a file that a person opened -> the record in it, and what it would change.

A file is a copy of a record (JSON) or a report (HTML, which carries its record in a link). What is neither is
refused with a sentence that says what, where, and what to do.
"""

from __future__ import annotations

import base64
import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn

from assessment import record as record_format
from assessment.differences import answer_differences, answers_of, in_short, is_same, other_differences
from assessment.errors import Fault, FileError, NewerFileError, RecordError
from assessment.html import environment, fixed_words
from assessment.merging import as_rounds, fill, new_rounds, set_aside
from assessment.migration import order_of
from assessment.rounds import names_of
from assessment.words import words_of

if TYPE_CHECKING:
    from assessment.migration import Migration
    from assessment.model import QuestionSet, Record

# Characters. A record of ten years is far below it; a larger file is something else.
LARGEST = 20_000_000
DEEPEST = 50
MOST_DIFFERENCES = 60

_DATA = re.compile(r'href="data:application/json;base64,([A-Za-z0-9+/=]*)"')
# Names that mean something to JavaScript objects; no record has them.
_PROTOTYPE_NAMES = {"__proto__", "constructor", "prototype"}


def read_file(text: str) -> tuple[Record, Any]:
    """The record in a file, and its data as JSON gave it, so that it can be kept as it came.

    Raises:
        FileError: with every fault; says what to do.
    """
    if len(text) > LARGEST:
        _refuse(f"it is longer than {LARGEST:,} characters, which no record of this tool is")
    if not text.strip():
        _refuse("it is empty. Choose a copy that you saved, or a report of this tool")
    if text.lstrip()[:1] == "<":
        text = _data_of_report(text)
    _look_at_depth(text)
    try:
        data = json.loads(text, object_pairs_hook=_table, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated")
        hint = (
            "it looks cut off. Try to get it again"
            if cut and text.lstrip()[:1] in "{["
            else "it is no copy that this tool saved. Choose another file"
        )
        # What to do comes first; the rest is for whoever is asked for help.
        _refuse(f"{hint}. In detail: it is not JSON, line {error.lineno}: {error.msg}")
    except ValueError as error:
        # A number with more digits than Python reads.
        _refuse(f"it is not JSON that can be read: {error}")
    try:
        return record_format.from_data(data), record_format.completed(data)
    except RecordError as error:
        raise (NewerFileError if record_format.is_newer(data) else FileError)(error.faults) from error


def opening_html(question_set: QuestionSet, present: Record, read: Record, migration: Migration) -> str:
    """What is in an opened record, what would change, and the choices that there are, as a fragment of HTML.

    Args:
        question_set: that of this tool.
        present: the record as it is now.
        read: the record as the file has it.
        migration: the same, with the questions of this tool.
    """
    opened = migration.record
    added, filled = as_rounds(present, opened), fill(present, opened)
    answers = answer_differences(question_set, present, opened)
    others = other_differences(question_set, present, opened)
    differs = not is_same(present, opened)
    names = names_of(added.rounds)
    current = added.current_round.id
    known = {question.id for question in question_set.questions}
    made = environment(fixed_words(words_of(question_set, present)))
    return made.get_template("opening.html").render(
        read=read,
        opened=opened,
        names=names_of(opened.rounds),
        answered={round_.id: len(answers_of(round_)) for round_ in opened.rounds},
        last_changed=datetime.fromisoformat(opened.changed) if opened.changed else None,
        question_set=question_set,
        version=order_of(read.question_set_version, question_set.version),
        told=migration.told,
        differs=differs,
        answers=answers[:MOST_DIFFERENCES],
        differing=len(answers),
        others=others[:MOST_DIFFERENCES],
        other=len(others),
        filled=len(answer_differences(question_set, present, filled)),
        also_filled=in_short(other_differences(question_set, present, filled)),
        closed=present.current_round.closed is not None,
        new_rounds=len(new_rounds(present, opened)),
        own_rounds=len(present.rounds),
        becomes_present=names[current] if current != present.current_round.id else "",
        aside=set_aside(present, opened),
        new_actions=len(added.actions) - len(present.actions),
        # A choice that would change nothing is none.
        choices={
            "replace": differs,
            "rounds": differs and added != present,
            "fill": differs and not is_same(filled, present),
        },
        unknown_questions=sorted({name for round_ in opened.rounds for name in round_.answers} - known),
        unknown_fields=sorted(
            {
                *opened.unknown_fields,
                *opened.partnership.unknown_fields,
                *(name for round_ in opened.rounds for name in round_.unknown_fields),
                *(
                    name
                    for round_ in opened.rounds
                    for answer in round_.answers.values()
                    for name in answer.unknown_fields
                ),
                *(name for action in opened.actions for name in action.unknown_fields),
            }
        ),
    )


def _data_of_report(text: str) -> str:
    found = _DATA.search(text)
    if not found:
        _refuse("it is a page, and no report of this tool: it carries no data. Was it cut off on its way?")
    try:
        return base64.b64decode(found[1], validate=True).decode("utf-8")
    except ValueError:
        _refuse("it is a report whose data is damaged. Try to get the file again")


def _look_at_depth(text: str) -> None:
    """Refuses what is nested too deeply, before anything follows it down."""
    depth = deepest = 0
    in_string = escaped = False
    for sign in text:
        if in_string:
            in_string = escaped or sign != '"'
            escaped = sign == "\\" and not escaped
        elif sign == '"':
            in_string = True
        elif sign in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "}]":
            depth -= 1
    if deepest > DEEPEST:
        _refuse(f"it is nested {deepest} levels deep, which no record of this tool is")


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for name, value in pairs:
        if name in _PROTOTYPE_NAMES:
            _refuse(f"it has a field {name!r}, which no record of this tool has")
        if name in table:
            _refuse(f"it has the field {name!r} twice in one place")
        table[name] = value
    return table


def _no_number(constant: str) -> NoReturn:
    _refuse(f"it holds {constant}, which is not a number")


def _refuse(what: str) -> NoReturn:
    raise FileError([Fault(place="the file", what=what)])
