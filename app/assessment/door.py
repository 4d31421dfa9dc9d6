"""JSON in, JSON out, errors included: all that the page may ask of Python.

A request is ``{"ask": NAME, "record": RECORD, ...}``; the answer is ``{"ok": true, "answer": …}`` or
``{"ok": false, "error": {"kind": …, "message": …}}``. The door keeps nothing between two requests.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from assessment import question_set as question_set_format
from assessment import record as record_format
from assessment.errors import AssessmentError, Fault, RequestError
from assessment.overview import overview
from assessment.report import report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessment.model import QuestionSet


class Door:
    """Answers requests about records of one question set."""

    def __init__(self, question_set: QuestionSet) -> None:
        self._question_set = question_set

    @classmethod
    def from_json(cls, text: str) -> Door:
        """A door to the question set whose tables are given as JSON.

        Raises:
            QuestionSetError: the tables do not make a question set.
        """
        return cls(question_set_format.from_tables(json.loads(text)))

    def handle(self, request: str) -> str:
        """Answer one request. Never raises: whatever goes wrong is in the answer."""
        try:
            asked = json.loads(request)
            name = asked.get("ask") if isinstance(asked, dict) else asked
            if not isinstance(name, str) or name not in ANSWERS:
                raise RequestError([Fault(place="ask", what=f"{name!r} is none of {', '.join(ANSWERS)}")])
            answer = ANSWERS[name](self._question_set, asked)
        except AssessmentError as error:
            return _failure(type(error).__name__, str(error))
        # The page must get an answer to every request, also when this code has a fault of its own.
        except Exception as error:
            return _failure("fault", f"{type(error).__name__}: {error}")
        return json.dumps({"ok": True, "answer": answer})


def _failure(kind: str, message: str) -> str:
    return json.dumps({"ok": False, "error": {"kind": kind, "message": message}})


def _overview(question_set: QuestionSet, asked: Mapping[str, Any]) -> dict[str, str]:
    return {"html": overview(question_set, record_format.from_data(asked.get("record")))}


def _report(question_set: QuestionSet, asked: Mapping[str, Any]) -> dict[str, str]:
    try:
        today = date.fromisoformat(asked.get("today", ""))
    except (TypeError, ValueError):
        raise RequestError([Fault(place="today", what=f"{asked.get('today')!r} is not a date")]) from None
    made = report(question_set, record_format.from_data(asked.get("record")), today)
    return {"name": made.name, "html": made.html}


ANSWERS: dict[str, Callable[[QuestionSet, Mapping[str, Any]], dict[str, str]]] = {
    "overview": _overview,
    "report": _report,
}
