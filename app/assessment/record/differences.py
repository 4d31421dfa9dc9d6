"""Everything that differs between two records, for a person who decides what becomes of an opened file.

The answers of the current rounds are listed question by question. Everything else is a row with a name, what
it is about in the person's own words, and its value here and in the file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assessment.model import Answer, Respondent, Round
from assessment.record.content import asks_of, comparable, said
from assessment.record.filling import answer_for_another_round, filled
from assessment.rounds import answered_in, names_of
from assessment.text import day, plural, shown
from assessment.words import titles_in, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from assessment.model import Record, Response
    from assessment.question_set.model import QuestionSet

# What each field of an action is called where two differ, with braces in place of the action.
ACTION_FIELDS = {
    "what": "Words of {}",
    "owner": "Owner of {}",
    "due": "Date of {}",
    "priority": "Priority of {}",
    "status": "Status of {}",
    "reason": "Reason for dropping {}",
    "progress": "Progress of {}",
    "created": "Beginning of {}",
}
# And each field of a round.
ROUND_FIELDS = {
    "name": "Name of the round",
    "opened": "Opening of the round",
    "closed": "Closing of the round",
    "next": "Day of the round that follows",
    "conclusion": "Conclusion of the round",
    "asks": "Requests of the round",
    "discuss": "List for the meeting",
}
QUESTIONS_SERVED = "Questions served by {}"
NOTHING = "–"


@dataclass(frozen=True, kw_only=True)
class AnswerDifference:
    """A question that two present rounds answer differently. `title`: of one not asked its id.

    `same_round`: whether the two are the same round, in two records.
    """

    question: str
    title: str
    here: Answer
    there: Answer
    same_round: bool

    @property
    def filled(self) -> bool:
        """Whether filling only what is empty would change the answer."""
        there = self.there if self.same_round else answer_for_another_round(self.there)
        return said(filled(self.here, there)) != said(self.here)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Something else that differs. `about` is a person's text, and may be empty.

    `kind`: what it is called, with braces in place of the action that it belongs to.
    """

    kind: str
    about: str
    here: str
    there: str

    @property
    def name(self) -> str:
        return self.kind.format("the action")


def answer_differences(
    question_set: QuestionSet, present: Record, opened: Record
) -> tuple[AnswerDifference, ...]:
    """The questions of the present rounds, in the order of the set; then those that it does not ask."""
    here, there = present.current_round.answers, opened.current_round.answers
    same_round = present.current_round.id == opened.current_round.id
    titles = titles_in(question_set, words_of(question_set, present))
    others = sorted({*here, *there} - set(titles))
    return tuple(
        AnswerDifference(
            question=name, title=titles.get(name, name), here=ours, there=theirs, same_round=same_round
        )
        for name in (*titles, *others)
        for ours, theirs in [(here.get(name, Answer()), there.get(name, Answer()))]
        if said(ours) != said(theirs)
    )


def other_differences(question_set: QuestionSet, present: Record, opened: Record) -> tuple[Difference, ...]:
    """Everything but the answers of the present rounds: name, words, rounds, actions, unknown fields."""
    ours, theirs = present.partnership, opened.partnership
    return (
        *_values("Name of the partnership", "", ours.name, theirs.name),
        *_values(
            "Kind of partnership", "", *(question_set.preset_name(one.preset) for one in (ours, theirs))
        ),
        *(
            row
            for name in sorted({*ours.words, *theirs.words})
            for row in _values(
                "Own word",
                question_set.words.get(name, name),
                *(shown(one.words.get(name, "")).strip() for one in (ours, theirs)),
            )
        ),
        *_rounds(present, opened),
        *_actions(present, opened, titles_in(question_set, words_of(question_set, present))),
        *_unknown(present.unknown_fields, opened.unknown_fields),
        *_unknown(ours.unknown_fields, theirs.unknown_fields),
        *_conflicts(present, opened),
    )


def _rounds(present: Record, opened: Record) -> Iterator[Difference]:
    ours, theirs = ({round_.id: round_ for round_ in record.rounds} for record in (present, opened))
    names = {**names_of(opened.rounds), **names_of(present.rounds)}
    if ours.keys() == theirs.keys() and list(ours) != list(theirs):
        yield Difference(
            kind="Order of the rounds", about="", here=_list(ours, names), there=_list(theirs, names)
        )
    for round_id in dict.fromkeys([*ours, *theirs]):
        here, there = ours.get(round_id), theirs.get(round_id)
        if here is None or there is None:
            sides = [_round(round_) if round_ else "not there" for round_ in (here, there)]
            yield Difference(kind="Round", about=names[round_id], here=sides[0], there=sides[1])
            continue
        about = names[round_id]
        yield from _values(ROUND_FIELDS["name"], about, here.name, there.name)
        yield from _values(ROUND_FIELDS["opened"], about, day(here.opened), day(there.opened))
        closed = [day(round_.closed) if round_.closed else "still open" for round_ in (here, there)]
        yield from _values(ROUND_FIELDS["closed"], about, *closed)
        if not (here is present.current_round and there is opened.current_round):
            yield from _answers(here, there, about)
        yield from _rest_of_round(here, there, about)


def _answers(here: Round, there: Round, about: str) -> Iterator[Difference]:
    """As the list of rounds counts them: a note alone is no answer, and may differ all the same."""
    differing, ours, theirs = _differing(here, there), answered_in(here), answered_in(there)
    if not differing:
        return
    many = plural(theirs, "answer")
    if ours or theirs != differing:
        many += f"; {plural(differing, 'question differs', 'questions differ')}"
    yield Difference(kind="Answers of the round", about=about, here=plural(ours, "answer"), there=many)


def _rest_of_round(here: Round, there: Round, about: str) -> Iterator[Difference]:
    yield from _values(ROUND_FIELDS["next"], about, here.next, there.next)
    yield from _values(ROUND_FIELDS["conclusion"], about, here.conclusion, there.conclusion)
    ours, theirs = asks_of(here), asks_of(there)
    if comparable(ours) != comparable(theirs):
        sides = ["; ".join(asks) or NOTHING for asks in (ours, theirs)]
        yield Difference(kind=ROUND_FIELDS["asks"], about=about, here=sides[0], there=sides[1])
    yield from _responses(here, there, about)
    if set(here.discuss) != set(there.discuss):
        sides = [plural(len(r.discuss), "question") if r.discuss else NOTHING for r in (here, there)]
        yield Difference(kind=ROUND_FIELDS["discuss"], about=about, here=sides[0], there=sides[1])
    yield from _unknown(here.unknown_fields, there.unknown_fields)


def _responses(here: Round, there: Round, about: str) -> Iterator[Difference]:
    """Partners that are only there, only here, and with other answers; and in the same way their details."""
    ours, theirs = ({response.id: response for response in round_.responses} for round_ in (here, there))
    both = [(ours[name], response) for name, response in theirs.items() if name in ours]
    changed = sum(one != other and _unnamed(one) != _unnamed(other) for one, other in both)
    yield from _partners(
        "Partners’ answers of the round",
        about,
        (len(theirs.keys() - ours.keys()), len(ours.keys() - theirs.keys()), changed),
        "{} with other answers",
    )
    known = [
        (one.respondent.is_known, other.respondent.is_known)
        for one, other in both
        if comparable(one.respondent) != comparable(other.respondent)
    ]
    only_there, only_here = known.count((False, True)), known.count((True, False))
    yield from _partners(
        "Names of partners of the round",
        about,
        (only_there, only_here, len(known) - only_there - only_here),
        "{}, named differently",
    )


def _partners(kind: str, about: str, numbers: tuple[int, int, int], differently: str) -> Iterator[Difference]:
    """A row each for those only there, only here, and on both sides but different."""
    for number, side in zip(numbers, ((NOTHING, "{}"), ("{}", NOTHING), ("{}", differently)), strict=True):
        if number:
            sides = [text.format(plural(number, "partner")) for text in side]
            yield Difference(kind=kind, about=about, here=sides[0], there=sides[1])


def _unnamed(response: Response) -> Response:
    return comparable(replace(response, respondent=Respondent(), changed=None))


def _list(ids: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names[round_id] for round_id in ids)


def _conflicts(present: Record, opened: Record) -> Iterator[Difference]:
    if comparable(present.conflicts) != comparable(opened.conflicts):
        counts = [plural(len(record.conflicts), "conflict") for record in (present, opened)]
        yield Difference(kind="Conflicts of earlier files", about="", here=counts[0], there=counts[1])


def _round(round_: Round) -> str:
    return f"{plural(answered_in(round_), 'answer')}, opened on {day(round_.opened)}"


def _differing(here: Round, there: Round) -> int:
    return sum(
        said(here.answers.get(name, Answer())) != said(there.answers.get(name, Answer()))
        for name in {*here.answers, *there.answers}
    )


def _actions(present: Record, opened: Record, titles: Mapping[str, str]) -> Iterator[Difference]:
    ours, theirs = ({action.id: action for action in record.actions} for record in (present, opened))
    for action_id, action in {**ours, **theirs}.items():
        here, there = ours.get(action_id), theirs.get(action_id)
        if here is None or there is None:
            sides = ["there" if one else "not there" for one in (here, there)]
            yield Difference(kind="Action", about=action.title, here=sides[0], there=sides[1])
            continue
        for field, kind in ACTION_FIELDS.items():
            yield from _values(kind, here.title, getattr(here, field), getattr(there, field))
        served = [", ".join(titles.get(name, name) for name in one.questions) for one in (here, there)]
        yield from _values(QUESTIONS_SERVED, here.title, *served)
        yield from _unknown(here.unknown_fields, there.unknown_fields)


def _unknown(here: Mapping[str, Any], there: Mapping[str, Any]) -> Iterator[Difference]:
    for name in sorted({*here, *there}):
        if name not in here or name not in there or comparable(here[name]) != comparable(there[name]):
            sides = [_json(fields_[name]) if name in fields_ else NOTHING for fields_ in (here, there)]
            yield Difference(kind="Field", about=name, here=sides[0], there=sides[1])


def _values(kind: str, about: str, here: Any, there: Any) -> Iterator[Difference]:
    if comparable(here) != comparable(there):
        yield Difference(kind=kind, about=about, here=_shown(here) or NOTHING, there=_shown(there) or NOTHING)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if hasattr(value, "word"):
        return str(value.word)
    return day(value) if hasattr(value, "isoformat") else str(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
