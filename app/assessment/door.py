"""JSON in, JSON out, errors included: everything that the page may ask of Python.

A request is ``{"ask": NAME, "record": RECORD, ...}``; the answer is ``{"ok": true, "answer": …}`` or
``{"ok": false, "error": {"kind": …, "message": …}}``. The door has no state between two requests.

The page may rely on two kinds: ``RecordError`` is about the record that came with the request, which the page
may then quarantine; ``FileError`` or ``NewerFileError`` is about a file that a person opened.
"""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assessment import site
from assessment.errors import AssessmentError, Fault, RecordError, RequestError
from assessment.question_set import reading as question_set_format
from assessment.record import format as record_format
from assessment.request import (
    file_of,
    files_of,
    filter_of,
    form_of,
    opened_of,
    record_in_round_of,
    record_of,
    today_of,
)
from assessment.show.overview import overview

# The page asks for the overview first. What only other requests need is imported with the first of them, so
# that Python is ready sooner in the browser.

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessment.model import Record
    from assessment.question_set.model import QuestionSet
    from assessment.record.opening import OpenedRecord

    Ask = Callable[[QuestionSet, Mapping[str, Any]], "Answer"]

Answer = dict[str, Any]


class Door:
    """Answers requests about records of one question set; `more`: requests that another package answers."""

    def __init__(self, question_set: QuestionSet, more: Mapping[str, Ask] | None = None) -> None:
        self.question_set = question_set
        self._answers = ANSWERS | dict(more or {})

    @classmethod
    def from_json(cls, text: str) -> Door:
        """A door to a question set: its tables and its site, as JSON.

        Raises:
            QuestionSetError: the tables do not make a question set.
        """
        given = json.loads(text)
        question_set = question_set_format.from_tables(given["tables"], checked=True)
        return cls(replace(question_set, site=site.from_data(given["site"])))

    def handle(self, request: str) -> str:
        """Answer one request. Never raises: whatever goes wrong is in the answer."""
        try:
            asked = json.loads(request)
            name = asked.get("ask") if isinstance(asked, dict) else asked
            if not isinstance(name, str) or name not in self._answers:
                known = ", ".join(self._answers)
                raise RequestError([Fault(place="ask", what=f"{name!r} is none of {known}")])
            # A number that JSON cannot hold must not reach the page, where parsing would fail.
            answer = self._answers[name](self.question_set, asked)
            return json.dumps({"ok": True, "answer": answer}, allow_nan=False)
        except AssessmentError as error:
            return _failure(type(error).__name__, str(error))
        # The page must get an answer to every request, also when this code has a fault of its own.
        except Exception as error:
            return _failure("fault", f"{type(error).__name__}: {error}")


def _failure(kind: str, message: str) -> str:
    return json.dumps({"ok": False, "error": {"kind": kind, "message": message}})


def _overview(question_set: QuestionSet, asked: Mapping[str, Any]) -> Answer:
    return {"html": overview(question_set, record_of(asked))}


def _report(question_set: QuestionSet, asked: Mapping[str, Any]) -> Answer:
    """The report as a web page; without its data where ``"carries_data"`` is false, for paper."""
    from assessment.show.report import report

    today, (record, is_latest) = today_of(asked), record_in_round_of(asked)
    carries_data = asked.get("carries_data") is not False
    made = report(question_set, record, today, form_of(asked), carries_data=carries_data, is_latest=is_latest)
    return {"name": made.name, "html": made.html}


def _word(question_set: QuestionSet, asked: Mapping[str, Any]) -> Answer:
    """The report as a Word document: ``{"name": NAME, "type": MEDIA TYPE, "base64": BYTES}``."""
    from assessment.show.word import MEDIA_TYPE, word

    record, is_latest = record_in_round_of(asked)
    made = word(question_set, record, today_of(asked), form_of(asked), is_latest=is_latest)
    return {"name": made.name, "type": MEDIA_TYPE, "base64": base64.b64encode(made.data).decode("ascii")}


def _proposals(question_set: QuestionSet, asked: Mapping[str, Any]) -> Answer:
    """What the report says first where nobody wrote it: ``{"conclusion": TEXT, "asks": [TEXT, …]}``."""
    from assessment.proposals import propose

    made = propose(question_set, record_of(asked), today_of(asked))
    return {"conclusion": made.conclusion, "asks": list(made.asks)}


def _rounds(question_set: QuestionSet, asked: Mapping[str, Any]) -> Answer:
    from assessment.show.rounds import rounds_html

    chosen = (str(asked.get(name) or "") for name in ("before", "after"))
    return {"html": rounds_html(question_set, record_of(asked), *chosen)}


def _actions(question_set: QuestionSet, asked: Mapping[str, Any]) -> Answer:
    from assessment.show.actions import actions_html

    chosen, group = filter_of(question_set, asked)
    return {"html": actions_html(question_set, record_of(asked), today_of(asked), chosen, group)}


def _open(question_set: QuestionSet, asked: Mapping[str, Any]) -> Answer:
    """What is in a file, and what each choice would make of it. Nothing is changed by asking.

    Returns:
        ``{"kind": "record", "what": …, "html": …, "choices": {"replace": RECORD, "rounds": …, "fill": …}}``,
        with ``spares``, whether partners' answers stay that the file has not, and with only ``replace`` where
        the present record has faults, or
        ``{"kind": "backup", "what": …, "html": …, "records": [{"key": …, "text": …}], "quarantined": …}``.
        `what` says in a line what the file is.
    """
    from assessment.record.content import remembering
    from assessment.record.merging import merged, with_partners
    from assessment.record.migration import migrate
    from assessment.record.opening import Backup, read_file
    from assessment.show import backup
    from assessment.show.opening import (
        in_one_line,
        is_of_another_partnership,
        opening_html,
        opening_over_faulty_html,
    )

    opened = read_file(file_of(asked))
    if isinstance(opened, Backup):
        return {
            "kind": "backup",
            "what": backup.in_one_line(opened),
            "html": backup.backup_html(question_set, opened),
            "records": _listed(opened.records),
            "quarantined": _listed(opened.quarantined),
        }
    migration = migrate(opened.record, question_set)
    what = in_one_line(opened)
    try:
        present = record_of(asked)
    except RecordError as error:
        if record_format.is_newer(asked.get("record")):
            raise
        html = opening_over_faulty_html(question_set, str(error), opened, migration)
        choices = {"replace": _replacing(opened, migration.record)}
        return {"kind": "record", "what": what, "html": html, "choices": choices}
    read = migration.record
    if not is_of_another_partnership(present, read):
        migration = replace(migration, record=with_partners(read, present))
    with remembering():
        made = merged(present, read)
        return {
            "kind": "record",
            "what": what,
            # Else the file has all that is here when it takes its place.
            "spares": migration.record is not read,
            "html": opening_html(question_set, present, opened, migration, made),
            "choices": {
                "replace": _replacing(opened, migration.record),
                "rounds": record_format.to_data(made.rounds),
                "fill": record_format.to_data(made.fill),
            },
        }


def _replacing(opened: OpenedRecord, made: Record) -> Any:
    # Unchanged as it came, so that saving it again gives the same bytes.
    return opened.data if made is opened.record else record_format.to_data(made)


def _partners(question_set: QuestionSet, asked: Mapping[str, Any]) -> Answer:
    from assessment.show.partners import partners_html

    names, opened = asked.get("names") is True, opened_of(asked)
    return {"html": partners_html(question_set, record_of(asked), names=names, opened=opened)}


def _collect(question_set: QuestionSet, asked: Mapping[str, Any]) -> Answer:
    """What partners sent, and where each response would go. Nothing is changed by asking.

    Returns:
        ``{"html": …, "found": [{"round": …, "id": …, "response": …} or null, …]}``, in order of the boxes.
    """
    from assessment.partners.collecting import look
    from assessment.show.collected import collected_html

    record = record_of(asked)
    items = look(question_set, record, files_of(asked))
    found = [
        {
            "round": item.round.id,
            "id": item.received.response.id,
            "response": record_format.RESPONSE.write(item.received.response),
        }
        if item.received and item.round and item.standing.is_possible
        else None
        for item in items
    ]
    return {"html": collected_html(question_set, record, items), "found": found}


def _compare(question_set: QuestionSet, asked: Mapping[str, Any]) -> Answer:
    """Several partnerships side by side, from the bytes of their files. It needs no record.

    Returns:
        ``{"html": FRAGMENT, "shown": NUMBER OF PARTNERSHIPS, "name": NAME OF A FILE, "page": ITS HTML}``.
    """
    from assessment.partnerships.gathering import gather
    from assessment.show.partnerships import partnerships_file, partnerships_html

    gathered = gather(question_set, files_of(asked))
    made = partnerships_file(question_set, gathered, today_of(asked))
    return {
        "html": partnerships_html(question_set, gathered),
        "shown": len(gathered.columns),
        "name": made.name,
        "page": made.html,
    }


def _listed(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "text": text} for key, text in texts.items()]


def _migrate(question_set: QuestionSet, asked: Mapping[str, Any]) -> Answer:
    from assessment.record.migration import migrate
    from assessment.show.migration import migration_html

    present = record_of(asked)
    made = migrate(present, question_set)
    changed = record_format.to_data(made.record) if made.record is not present else None
    return {"html": migration_html(question_set, made), "record": changed}


ANSWERS: dict[str, Ask] = {
    "overview": _overview,
    "report": _report,
    "word": _word,
    "proposals": _proposals,
    "rounds": _rounds,
    "actions": _actions,
    "open": _open,
    "migrate": _migrate,
    "partners": _partners,
    "collect": _collect,
    "compare": _compare,
}
