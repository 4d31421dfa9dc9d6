"""The actions of one owner as plain text, for a mail that somebody else sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.text import day, one_line, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from assessment.model import Action


def action_text(
    partnership: str, owner: str, actions: Iterable[Action], titles: Mapping[str, str], today: date
) -> str:
    """The text: a heading, then each action with its date, how far it is and what it serves.

    Args:
        partnership: its name, which may be empty.
        owner: whose actions they are; empty where they have none.
        actions: in the order in which they are listed.
        titles: of the questions, by id, in the words of the partnership.
        today: the day that the text names, and by which an action is overdue.
    """
    whose = f"Actions of {one_line(owner)}" if one_line(owner) else "Actions without an owner"
    of = f", {one_line(partnership)}" if one_line(partnership) else ""
    parts = [f"{whose}{of}, on {day(today)}"]
    for number, action in enumerate(actions, start=1):
        parts.append("\n".join([f"{number}. {action.title}", *_details(action, titles, today)]))
    return "\n\n".join(parts) + "\n"


def _details(action: Action, titles: Mapping[str, str], today: date) -> list[str]:
    overdue = " (overdue)" if action.is_overdue(today) else ""
    reason = f": {one_line(action.reason)}" if one_line(action.reason) else ""
    facts = {
        "Due": f"{day(action.due)}{overdue}" if action.due else "no date yet",
        "Status": f"{action.status.word}{reason}",
        "Priority": action.priority.word,
        "For": "; ".join(titles.get(name) or one_line(name) for name in action.questions),
        "Progress": " ".join(filter(None, map(one_line, shown(action.progress).split("\n")))),
    }
    return [f"   {label}: {text}" for label, text in facts.items() if text]
