"""How a test writes an action, and which actions are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage


def write_action(tool: ToolPage, what: str, **fields: str) -> None:
    dialog = tool.page.locator("#action-dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_label("What will be done").fill(what)
    for name, value in fields.items():
        field = dialog.locator(f'[name="{name}"]')
        if name in ("status", "priority"):
            field.select_option(value)
        else:
            field.fill(value)
    dialog.get_by_role("button", name="Save action").click()
    expect(dialog).to_be_hidden()


def actions_of(tool: ToolPage) -> list[dict[str, Any]]:
    record = tool.stored()
    assert record is not None
    return list(record["actions"].values())
