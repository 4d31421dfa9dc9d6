"""The tool page as a test uses it: its handles, and what a person does with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from publishing import question_files
from publishing.machine import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Download, Locator, Page

# How many questions the tool asks.
ASKED = len(question_files.read(ROOT / "questions" / "lsp").questions)
RECORD_KEY = "lsp-improvement-tool/lsp/record"
# The script that hosts Python, wherever the site has it.
WORKER = "**/worker.mjs"


class ToolPage:
    """Speaks of questions by id; shows a question's element before it touches it, as a person would."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.save_status = page.locator("#save-status")
        self.engine_status = page.locator("#engine-status")
        self.overview = page.locator("#overview")

    def open(self, fragment: str = "") -> ToolPage:
        self.page.goto(self.url + fragment)
        # The script has run when the line no longer says that it has not.
        expect(self.save_status).not_to_contain_text("needs JavaScript")
        return self

    def question(self, question_id: str) -> Locator:
        return self.page.locator(f'fieldset[data-question="{question_id}"]')

    def show(self, question_id: str) -> Locator:
        question = self.question(question_id)
        if not question.is_visible():
            element = self.page.locator("section[data-element]", has=question).get_attribute("data-element")
            self.page.locator(f'nav.elements a[href="#{element}"]').click()
        expect(question).to_be_visible()
        return question

    def rate(self, question_id: str, rating: str) -> None:
        self.show(question_id).locator(f'input[value="{rating}"]').check()

    def rating(self, question_id: str) -> str | None:
        checked = self.question(question_id).locator("input:checked")
        return checked.get_attribute("value") if checked.count() else None

    def note(self, question_id: str) -> Locator:
        return self.page.locator(f'textarea[name="{question_id}.note"]')

    def write_note(self, question_id: str, text: str) -> None:
        self.show(question_id)
        self.note(question_id).fill(text)
        self.note(question_id).blur()

    def open_partnership(self) -> None:
        details = self.page.locator("#partnership")
        if details.get_attribute("open") is None:
            details.locator("summary").click()

    def field(self, name: str) -> Locator:
        return self.page.locator(f'[name="{name}"]')

    def set_field(self, name: str, value: str) -> None:
        self.open_partnership()
        self.field(name).fill(value)
        self.field(name).blur()

    def stored(self) -> dict[str, Any] | None:
        text = self.page.evaluate("(key) => localStorage.getItem(key)", RECORD_KEY)
        return json.loads(text) if text is not None else None

    def stored_answers(self) -> dict[str, Any]:
        record = self.stored()
        answers: dict[str, Any] = record["rounds"][-1]["answers"] if record else {}
        return answers

    def store(self, record: dict[str, Any] | str) -> None:
        """Put a record into the browser before the page is opened, from a small file of the site."""
        text = record if isinstance(record, str) else json.dumps(record)
        self.page.goto(self.url.removesuffix("tool/") + "assets/icon.svg")
        self.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [RECORD_KEY, text])

    def wait_for_overview(self) -> None:
        expect(self.overview).to_have_attribute("data-state", "ready", timeout=60_000)

    def download(self, button: str) -> Download:
        with self.page.expect_download() as download:
            self.page.locator(button).click()
        return download.value
