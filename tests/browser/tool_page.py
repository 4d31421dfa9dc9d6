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


# Leads to an address within the page, and ends when the page has heard of it. What a press has led away from
# is still shown for a moment.
_GOING = r"""
// Without scripts nothing is heard, and everything is shown.
const hears = document.querySelector("#tool[data-filled]") !== null;
const isLeft = () => {
  const [, named] = location.hash.match(/^#\/(\w+)/) ?? [];
  return hears && document.querySelector(`[data-room="${named}"]:not(.shown)`) !== null;
};
const goTo = (address) => {
  if (location.hash === address) return undefined;
  const heard = hears && new Promise((go) => addEventListener("hashchange", go, { once: true }));
  location.hash = address;
  return heard;
};"""

GO_TO = f"(address) => {{ {_GOING} return goTo(address); }}"

# Goes to the room of a part, unless it is shown, and opens what it is folded into there. What a list is to
# hold may come later: the list itself is there.
GO_TO_ROOM = f"""async (selector) => {{ {_GOING}
  const place = document.querySelector(selector.split(" ")[0]);
  place?.closest(".files-more")?.setAttribute("open", "");
  const room = place?.closest("[data-room]");
  if (room && (isLeft() || !room.classList.contains("shown"))) await goTo(`#/${{room.dataset.room}}`);
}}"""

# Goes to a question, unless it is shown.
GO_TO_QUESTION = f"""async (id) => {{ {_GOING}
  const question = document.querySelector(`fieldset[data-question="${{id}}"]`);
  if (isLeft() || !question?.checkVisibility()) await goTo(`#/assess/${{id}}`);
}}"""


# No script that hosts Python starts; other workers do. Holding its request back would send all requests
# through the test, and loading the page would take a tenth longer.
_NO_PYTHON = """window.Worker = new Proxy(Worker, {
  construct: (Real, [address, options]) => options?.type !== "module" ? new Real(address, options)
    : Object.assign(new EventTarget(), { postMessage() {}, terminate() {} }),
});"""


# Python gets no request until `answerPython()` is called: in a page that runs, or from the start of one.
HOLD_PYTHON = """(() => {
  const { postMessage } = Worker.prototype;
  const requests = [];
  Worker.prototype.postMessage = function (...message) {
    requests.push(() => postMessage.apply(this, message));
  };
  window.answerPython = () => {
    Worker.prototype.postMessage = postMessage;
    for (const send of requests.splice(0)) send();
  };
})()"""


def part(page: Page, selector: str) -> Locator:
    """A part of the page, in its room, which is shown now."""
    page.evaluate(GO_TO_ROOM, selector)
    return page.locator(selector)


def close_round(page: Page) -> None:
    """Close the round, also where questions are not answered."""
    part(page, "#close-round").click()
    confirm = page.locator("#confirm-close")
    if confirm.is_visible():
        confirm.click()


def start_round(page: Page) -> None:
    """Start the next round, with the name and the day that are proposed."""
    part(page, "#start-round").click()
    page.locator("#confirm-start").click()


def rounds_of(tool: ToolPage) -> list[dict[str, Any]]:
    record = tool.stored()
    assert record is not None
    found: list[dict[str, Any]] = record["rounds"]
    return found


class ToolPage:
    """Speaks of questions by id; shows a question's element before it touches it, as a person would."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.save_status = page.locator("#save-status")
        self.not_saved = page.locator("#not-saved")
        self.engine_status = page.locator("#engine-status")
        self.overview = page.locator("#overview")

    def without_python(self) -> ToolPage:
        """Not yet opened: Python never starts there."""
        self.page.add_init_script(_NO_PYTHON)
        return self

    def another_tab(self) -> ToolPage:
        """Another tab of this browser, not yet opened, without Python."""
        return ToolPage(self.page.context.new_page(), self.url).without_python()

    def open(self, fragment: str = "") -> ToolPage:
        """Open the page at its questions, unless `fragment` names another part, and wait for its script."""
        address = fragment or "#/assess"
        here, _, shown = self.page.url.partition("#")
        if here == self.url and f"#{shown}" != address:
            self.page.evaluate(GO_TO, address)
        else:
            self.page.goto(self.url + address)
        # `expect` describes the whole page, for a message, each time that it has to ask again.
        self.page.locator("#tool[data-filled]").wait_for(state="attached")
        return self

    def question(self, question_id: str) -> Locator:
        return self.page.locator(f'fieldset[data-question="{question_id}"]')

    def show(self, question_id: str) -> Locator:
        self.page.evaluate(GO_TO_QUESTION, question_id)
        question = self.question(question_id)
        expect(question).to_be_visible()
        return question

    def put_all_in(self) -> None:
        """Put the questions of every element into the page, as printing does."""
        self.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")

    def choose_view(self, name: str) -> None:
        """Show one question, or the whole element."""
        self.page.locator(".view-choice").get_by_label(name).check()

    def start_meeting(self) -> None:
        """Show the questions in the view for meetings."""
        self.page.get_by_role("button", name="Start the meeting view").click()

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

    def open_details(self) -> None:
        """Show the details of the partnership, with the fields for words of its own."""
        words = part(self.page, "#words")
        expect(words).to_be_visible()
        if words.get_attribute("open") is None:
            words.locator("summary").click()

    def field(self, name: str) -> Locator:
        return self.page.locator(f'[name="{name}"]')

    def set_field(self, name: str, value: str) -> None:
        self.open_details()
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
        self.store_all({RECORD_KEY: record if isinstance(record, str) else json.dumps(record)})

    def store_all(self, items: dict[str, str]) -> None:
        """Put texts into the browser by key, likewise."""
        self.page.goto(self.url.removesuffix("tool/") + "assets/icon.svg")
        self.page.evaluate(
            "(items) => Object.entries(items).forEach((item) => localStorage.setItem(...item))", items
        )

    def wait_for_overview(self) -> None:
        self.page.locator('#overview[data-source="python"]').wait_for(state="attached", timeout=60_000)

    def download(self, button: str) -> Download:
        with self.page.expect_download() as download:
            part(self.page, button).click()
        return download.value
