"""A partner's answers as a file or as the text of a mail -> a response, or all that is wrong with it.

The file is described in `docs/developers/record-format.md`. It never becomes a record: it has no partnership,
rounds or actions, and what is in it can go into a round's `responses` alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assessment.errors import Fault, ResponseError
from assessment.model import Partnership, Record, Round
from assessment.question_set.versions import order_of
from assessment.record.format import RESPONSE
from assessment.record.migration import migrate
from assessment.record.opening import RESPONSE as KIND
from assessment.record.upgrade import PROGRAM
from assessment.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.model import Response
    from assessment.question_set.model import QuestionSet

FORMAT = 1
# Nobody writes more; what is longer was not written by a person. In characters, and in answers. A note may be
# as long as its file: people paste whole papers.
LONGEST_NAME, MOST_ANSWERS = 300, 1_000
# As the page makes them. A name of a part of a JavaScript object would harm the page.
_ID = re.compile(r"[0-9a-f-]{8,64}")


@dataclass(frozen=True, kw_only=True)
class Received:
    """A response, and the invitation that it answers: the id and name of a round, and whose it is.

    `notices`: what became of answers to earlier questions.
    """

    response: Response
    round_id: str
    round_name: str
    partnership: str
    notices: Sequence[str] = ()


def is_response(data: Any) -> bool:
    """Whether this is what this tool wrote for a partner, complete or not."""
    return isinstance(data, dict) and data.get("program") == PROGRAM and data.get("kind") == KIND


def received(data: Any, question_set: QuestionSet) -> Received:
    """A partner's answers, brought to the present questions.

    Args:
        data: what JSON gave, of which `is_response` is true.
        question_set: the one of this tool.

    Raises:
        ResponseError: with every fault.
    """
    faults: list[Fault] = []
    table = Table(data, "the answers", faults)
    for known in ("program", "kind"):
        table.text(known)
    if (table.integer("format") or 0) > FORMAT:
        table.fault("they were made by a newer version of this tool. Reload the page to get it")
    asked, version = table.text("question_set"), table.text("question_set_version")
    if asked and asked != question_set.id:
        other = question_set.site.tools.get(asked)
        known = f"they belong to the tool “{other.name}”: add them there" if other else ""
        table.fault(known or f"they answer the questions “{asked}”, and this tool asks “{question_set.id}”")
    invitation = table.table("invitation")
    round_id, round_name, partnership = (
        invitation.text(name, may_be_empty=name != "round") for name in ("round", "name", "partnership")
    )
    respondent = Table(table.anything("respondent"), "the answers, respondent", [])
    response: Response = RESPONSE.read(table, id=respondent.text("id"))
    if not _ID.fullmatch(response.id):
        table.fault("it is missing, or not one that this tool makes", "respondent, id")
    if not faults:
        faults.extend(_too_much(response))
    if faults:
        raise ResponseError(faults)
    # Only what this tool knows goes into a record; a file of the same format has nothing else.
    response = replace(
        response,
        unknown_fields={},
        respondent=replace(response.respondent, unknown_fields={}),
        answers={name: replace(answer, unknown_fields={}) for name, answer in response.answers.items()},
    )
    migrated, notices = _migrated(response, version, question_set)
    return Received(
        response=migrated, round_id=round_id, round_name=round_name, partnership=partnership, notices=notices
    )


def _too_much(response: Response) -> list[Fault]:
    who = response.respondent
    names = [who.organisation, who.sector, who.role, who.name, *response.answers]
    place = "the answers"
    found = []
    if len(response.answers) > MOST_ANSWERS:
        found.append(Fault(place=place, what=f"there are more than {MOST_ANSWERS} of them"))
    if any(len(name) > LONGEST_NAME for name in names):
        found.append(Fault(place=place, what=f"a name is longer than {LONGEST_NAME} characters"))
    return found


def _migrated(
    response: Response, version: str, question_set: QuestionSet
) -> tuple[Response, tuple[str, ...]]:
    """The response to the present questions, by the rules of a record."""
    if order_of(version, question_set.version) >= 0:
        return response, ()
    round_ = Round(
        id="", name="", opened=question_set.reviewed, closed=None, answers={}, responses=(response,)
    )
    of_them = Record(
        question_set=question_set.id,
        question_set_version=version,
        changed=None,
        partnership=Partnership(name="", preset="", words={}),
        rounds=(round_,),
    )
    made = migrate(of_them, question_set)
    notices = tuple(notice.text for notice in made.notices)
    return made.record.current_round.responses[0], notices
