"""Records that a file of another program must survive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assessment.model import Action, Answer, Priority, Rating, Record, Status
from assessment.question_set import reading as question_set_format
from publishing import question_files
from publishing.machine import ROOT
from tests.python.builders import HOSTILE, record_of, round_of, set_tables

TODAY = date(2027, 3, 31)
REAL = question_files.read(ROOT / "questions" / "lsp")
SMALL = question_set_format.from_tables(set_tables())

FORMULAS = ("=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1", "  =1+1", "＝1", "＠x")
TEXTS = (
    HOSTILE,
    "controls \x00\x01\x0b\x1f\x7f\x9f, \ufffe\uffff and a lone \ud800 surrogate \udfff",
    "\u202eright to left\u202c, مرحبا, שלום",
    "_x0041_ is no letter",
    "12345678901234567890",
    "https://example.org/?a=1",
    "back\\slash; semicolon, comma: colon\r\nnext line\rand\u2028another",
    "🏛" * 30_000,
    "n" * 60_000,
    *FORMULAS,
)


def hostile_record() -> Record:
    """Every text in a note and in an action; two rounds of one name, with what sheet names may not hold."""
    name = "Round [1]: a*b?/\\ 'x'\nsecond line"
    questions = REAL.questions
    notes = {
        question.id: Answer(rating=Rating.AMBER, note=text, no_action=text)
        for question, text in zip(questions, TEXTS, strict=False)
    }
    first = replace(round_of({}, round_id="r1"), name=name, answers=notes)
    second = replace(
        round_of({}, round_id="r2"), name=name, answers={**notes, "gone \ud800": Answer(note="x")}, next=TODAY
    )
    third = replace(round_of({}, round_id="r3"), name=name.upper(), answers=notes, next=TODAY)
    actions = tuple(
        Action(
            id=f"action-{number}\ud800",
            what=text,
            owner=text,
            questions=(questions[0].id, "gone\ud800"),
            due=due,
            priority=Priority.HIGH,
            status=Status.UNDER_WAY,
            reason=text,
            progress=text,
        )
        for number, text in enumerate(TEXTS)
        for due in (TODAY, None, date.min, date.max)
    )
    record = replace(record_of(first, second, third, name=f"{name} {HOSTILE} \ud800"), actions=actions)
    words = {"partnership": "board \ud800\x00<b>&", "strategy": "=plan"}
    return replace(record, partnership=replace(record.partnership, words=words))
