"""Two records into one, in two ways. Neither loses anything that a person wrote.

Rules:

1. An action of the same id is the same action. A round of the same id may have gone on in two places: where
   the two differ, both stay.
2. What is here stays. What is empty here is taken from the opened record.
3. Fields that make up one state are taken together or not at all: nobody said of an action that was done here
   why it was dropped there.
4. A report says of no partner who it is. Wherever it goes, the details that are known of its partners stay.
5. `as_rounds` takes all of the opened record: what has no place here becomes a conflict, which the record
   holds. `fill` takes from its current round alone, and writes nothing into a round that is closed.
6. From another round than the present one `fill` takes answers, but not what is true of that round alone: its
   partners, what they agreed and are to discuss, its conclusion and requests, and the day of the next round.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from assessment.model import Action, Answer, Conflict, Partnership, Record, Respondent, Round
from assessment.record.content import comparable, content
from assessment.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assessment.model import Response

Part = TypeVar("Part", Action, Answer, Partnership, Record, Respondent, Round)

# Fields that are merged part by part, or that name a part or describe its state as a whole.
_NOT_FILLED = {
    "id", "opened", "closed", "priority", "status",
    "words", "answers", "responses", "rounds", "actions", "conflicts", "unknown_fields",
}  # fmt: skip
# Fields in which two parts may differ without saying different things.
_NO_CONFLICT = {"id", "words", "changed", "created", "unknown_fields"}


def as_rounds(present: Record, opened: Record) -> Record:
    """The present record with all of the opened one beside it.

    Rounds are in the order in which they were opened; the present one is the last of its day. So the newest
    becomes the current one, except where that would put a closed round in the place of an open one.
    """
    made = named(_joined(present, opened), opened)
    found = (*opened.conflicts, *conflicts(present, opened))
    return replace(
        made,
        rounds=_in_order(made, new_rounds(present, opened)),
        conflicts=(*made.conflicts, *(conflict for conflict in found if conflict not in made.conflicts)),
    )


def fill(present: Record, opened: Record) -> Record:
    """The present record, with what is empty in it and in its current round taken from the opened one's."""
    made = _joined(present, opened)
    here = named(present, opened).current_round
    if here.closed:
        return made
    return replace(made, rounds=(*present.rounds[:-1], _filled_round(here, opened.current_round)))


def named(record: Record, by: Record) -> Record:
    """The record, with the details that another has of partners of whom it says nothing.

    The id of a response is the same in every file of the same partner for the same round.
    """
    known = {
        (round_.id, response.id): response.respondent
        for round_ in by.rounds
        for response in round_.responses
        if response.respondent.is_known
    }

    def detailed(round_: Round, response: Response) -> Response:
        there = known.get((round_.id, response.id))
        if response.respondent.is_known or not there:
            return response
        return replace(response, respondent=filled(response.respondent, there))

    rounds = tuple(
        replace(round_, responses=tuple(detailed(round_, response) for response in round_.responses))
        for round_ in record.rounds
    )
    return record if rounds == record.rounds else replace(record, rounds=rounds)


def conflicts(present: Record, opened: Record) -> tuple[Conflict, ...]:
    """What of the opened record `as_rounds` has no place for, because this record says something else."""
    ours, theirs = present.partnership, opened.partnership
    actions = {action.id: action for action in present.actions}
    return (
        *_conflicts(ours, theirs, "partnership"),
        *_word_conflicts(ours.words, theirs.words),
        *_field_conflicts(present.unknown_fields, opened.unknown_fields, ""),
        *(
            conflict
            for action in opened.actions
            if action.id in actions
            for conflict in _conflicts(actions[action.id], action, f"actions.{action.id}")
        ),
    )


def new_rounds(present: Record, opened: Record) -> tuple[Round, ...]:
    """The rounds that adding would add, under ids that are free here: none that says the same as one here."""
    ids = {round_.id for round_ in present.rounds}
    contents = [replace(content(round_), id="") for round_ in named(present, opened).rounds]
    added = []
    for round_ in named(opened, present).rounds:
        said = replace(content(round_), id="")
        if said in contents:
            continue
        free, number = round_.id, 1
        while free in ids:
            number += 1
            free = f"{round_.id}-{number}"
        ids.add(free)
        contents.append(said)
        added.append(replace(round_, id=free))
    return tuple(added)


def _in_order(present: Record, added: Sequence[Round]) -> tuple[Round, ...]:
    if not added:
        return present.rounds
    current = present.current_round
    rounds = sorted([*added, *present.rounds], key=lambda round_: (round_.opened, round_.id == current.id))
    open_ = [round_ for round_ in rounds if not round_.closed]
    last = rounds[-1] if current.closed else open_[-1]
    return (*(round_ for round_ in rounds if round_ is not last), last)


def _joined(present: Record, opened: Record) -> Record:
    """The present record with what is empty outside of its rounds, and the actions that are not here."""
    ours, theirs = present.partnership, opened.partnership
    words = {**theirs.words, **{name: word for name, word in ours.words.items() if not _is_empty(word)}}
    there = {action.id: action for action in opened.actions}
    here = {action.id for action in present.actions}
    return replace(
        present,
        partnership=replace(filled(ours, theirs), words={**ours.words, **words}),
        actions=(
            *(filled(action, there.get(action.id, action)) for action in present.actions),
            *(action for action in opened.actions if action.id not in here),
        ),
        unknown_fields={**opened.unknown_fields, **present.unknown_fields},
    )


def _filled_round(here: Round, there: Round) -> Round:
    if here.id != there.id:
        there = _for_another_round(there)
    answers = dict(here.answers)
    for question_id, answer in there.answers.items():
        answers[question_id] = filled(answers[question_id], answer) if question_id in answers else answer
    ids = {response.id for response in here.responses}
    further = [response for response in there.responses if response.id not in ids]
    return replace(filled(here, there), answers=answers, responses=(*here.responses, *further))


def _for_another_round(round_: Round) -> Round:
    return replace(
        round_,
        answers={name: answer_for_another_round(answer) for name, answer in round_.answers.items()},
        next=None,
        conclusion="",
        asks=(),
        responses=(),
        discuss=(),
    )


def answer_for_another_round(answer: Answer) -> Answer:
    """The answer as another round may take it: nobody agreed it there."""
    return replace(answer, agreed=False)


def filled(here: Part, there: Part) -> Part:
    """The part with each empty field taken from the other; fields this version does not know likewise."""
    skipped = _NOT_FILLED | _of_another_state(here, there)
    taken = {
        field.name: getattr(there, field.name)
        for field in fields(here)
        if field.name not in skipped
        and _is_empty(getattr(here, field.name))
        and not _is_empty(getattr(there, field.name))
    }
    return replace(here, **taken, unknown_fields={**there.unknown_fields, **here.unknown_fields})


def _of_another_state(here: object, there: object) -> set[str]:
    """The fields that describe a state the part is not in: taking them would invent one."""
    if isinstance(here, Action) and isinstance(there, Action) and here.status is not there.status:
        return {"reason", "progress", "due", "changed"}
    if isinstance(here, Answer) and isinstance(there, Answer) and here.rating:
        return {"agreed"} if here.rating is there.rating else {"agreed", "no_action"}
    return set()


def _is_empty(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_empty, value))
    if isinstance(value, str):
        # Word's hyphen is a space to Python, and is shown as a hyphen.
        return not (value.strip() or shown(value).strip())
    return not value


def _conflicts(here: Part, there: Part, place: str) -> Iterator[Conflict]:
    """The fields of `there` whose value is not in the filled part."""
    made = filled(here, there)
    for field in fields(here):
        theirs = getattr(there, field.name)
        if field.name in _NO_CONFLICT or _is_empty(theirs):
            continue
        if comparable(theirs) == comparable(getattr(made, field.name)):
            continue
        yield Conflict(place=f"{place}.{field.name}", value=_as_json(theirs))
    yield from _field_conflicts(here.unknown_fields, there.unknown_fields, f"{place}.")


def _word_conflicts(here: Mapping[str, str], there: Mapping[str, str]) -> Iterator[Conflict]:
    for name, word in there.items():
        if _is_empty(word) or _is_empty(here.get(name, "")):
            continue
        if comparable(here[name]) != comparable(word):
            yield Conflict(place=f"partnership.words.{name}", value=word)


def _field_conflicts(here: Mapping[str, Any], there: Mapping[str, Any], place: str) -> Iterator[Conflict]:
    for name, value in there.items():
        if name in here and comparable(here[name]) != comparable(value):
            yield Conflict(place=f"{place}{name}", value=value)


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return str(value)
