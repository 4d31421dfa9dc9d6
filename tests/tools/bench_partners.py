"""Measures the room of the partners with the answers of a hundred: added from files, and drawn again."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

from publishing import rehearsal

if TYPE_CHECKING:
    from playwright.sync_api import Page

PARTNERS = 100
# How many of the questions each of them answered, and the share of these with a note.
ANSWERED, NOTED = 48, 0.3
NOTE = "We see the papers too late, and nobody says afterwards why a decision was taken."
SECTORS = ("Local authority", "Health", "Police", "Voluntary or community")
REDRAWN = 5

ADDED = f"{PARTNERS} partners: their files opened and shown"
DRAWN = f"{PARTNERS} partners: the spread drawn again"
GOALS = {ADDED: "2000 ms", DRAWN: "200 ms"}

# Until the list of what was found is there, the answers are added, and the spread is on the screen.
ADD_AND_WAIT = """async (texts) => {
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const there = (place, selector) => new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector(selector)) return;
      watch.disconnect();
      resolve();
    };
    const watch = new MutationObserver(look);
    watch.observe(document.querySelector(place), { childList: true, subtree: true });
    look();
  });
  const data = new DataTransfer();
  texts.forEach((text, number) => data.items.add(new File([text], `${number}.json`)));
  const input = document.querySelector("#collect-files");
  input.files = data.files;
  document.querySelector("#collect-responses").click();
  const start = performance.now();
  input.dispatchEvent(new Event("change"));
  await there("#collected", "#collected tr");
  await painted();
  document.querySelector("#add-responses").click();
  await there("#partner-answers", "#partner-answers tr[data-question]");
  await painted();
  return performance.now() - start;
}"""
# An answer of the coordinator's own, which stands beside those of the partners.
ANSWER_AND_WAIT = """async ([name, value]) => {
  const changed = new Promise((resolve) => {
    new MutationObserver((_, observer) => { observer.disconnect(); resolve(); })
      .observe(document.querySelector("#partner-answers"), { childList: true });
  });
  const start = performance.now();
  document.querySelector(`[name="${name}.rating"][value="${value}"]`).click();
  await changed;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - start;
}"""


def measure(page: Page, sample: str) -> dict[str, list[float]]:
    """Milliseconds by name. The page shows the record of the sample, and Python is ready."""
    record = json.loads(sample)
    page.evaluate("location.hash = '#/partners'")
    page.wait_for_selector("#partner-answers[data-source=python]")
    added = page.evaluate(ADD_AND_WAIT, responses(record))
    # The questions come into the page when they are shown, or printed.
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    questions = list(record["rounds"][-1]["answers"])[:REDRAWN]
    drawn = [page.evaluate(ANSWER_AND_WAIT, [question, "unknown"]) for question in questions]
    return {ADDED: [added], DRAWN: drawn}


def without_responses(sample: str) -> str:
    """The record of the sample, open, without partners' answers."""
    record = json.loads(sample)
    last = {name: value for name, value in record["rounds"][-1].items() if name != "responses"}
    return json.dumps({**record, "rounds": [*record["rounds"][:-1], {**last, "closed": None}]})


def responses(record: dict[str, Any]) -> list[str]:
    """The files of the partners, the same each time."""
    chance = random.Random(1)
    questions = list(record["rounds"][-1]["answers"])[:ANSWERED]
    return [json.dumps(_response(record, questions, number, chance)) for number in range(PARTNERS)]


def _response(
    record: dict[str, Any], questions: list[str], number: int, chance: random.Random
) -> dict[str, Any]:
    def answer(question: str) -> dict[str, str]:
        rating = {"rating": chance.choice(["red", "amber", "green", "unknown"])}
        return {**rating, "note": f"{NOTE} ({question})"} if chance.random() < NOTED else rating

    return {
        **rehearsal.response(record, {question: answer(question) for question in questions}),
        "respondent": {
            "id": f"{number:032x}",
            "organisation": f"Organisation {number}",
            "sector": chance.choice(SECTORS),
        },
        "changed": "2027-01-20T10:00:00.000Z",
    }
