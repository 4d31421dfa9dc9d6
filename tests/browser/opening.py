"""How a test opens files in the tool: it chooses or drops them, and decides what is done with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage

# Drops several files, as pairs of a name and a text; into a dialog where one is open.
DROP_ALL = """(files) => {
  const transfer = new DataTransfer();
  for (const [name, text] of files) transfer.items.add(new File([text], name));
  const target = document.querySelector("dialog:modal") ?? document.querySelector("#tool");
  for (const type of ["dragover", "drop"])
    target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
}"""

# Drops one file: its name and its text.
GIVE_FILE = f"(file) => ({DROP_ALL})([file])"

# The required fields of a record; without `closed`, its round is open.
SMALL = json.dumps(
    {
        "format": 1,
        "program": "lsp-improvement-tool",
        "question_set": "lsp",
        "question_set_version": "1.0",
        "changed": None,
        "partnership": {"name": "Northshire", "preset": "lsp", "words": {}},
        "rounds": [{"id": "r", "name": "Spring", "opened": "2027-01-12", "answers": {}}],
        "actions": None,
    }
)

STORED_RECORDS = """() => Object.fromEntries(
  Object.entries(localStorage).filter(([key]) => /^lsp-improvement-tool\\/lsp\\/record/.test(key)))"""


def choose(tool: ToolPage, text: str, name: str = "copy.json") -> None:
    tool.page.locator("#open-file").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    )


def decide(tool: ToolPage, choice: str) -> None:
    dialog = tool.page.locator("#open-dialog")
    expect(dialog).to_be_visible(timeout=60_000)
    dialog.get_by_role("button", name=choice, exact=True).click()
    expect(dialog).to_be_hidden()
