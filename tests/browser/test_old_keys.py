"""What 1.0.0 and earlier versions stored under other keys is moved once, and nothing of it is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.tool_page import RECORD_KEY, part

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage

OLD = "lsp-improvement-tool"
PREFIX = RECORD_KEY.removesuffix("record")


def stored(tool: ToolPage) -> dict[str, str]:
    items: dict[str, str] = tool.page.evaluate("() => ({ ...localStorage })")
    return {key: text for key, text in items.items() if key.startswith(OLD)}


def test_records_versions_drafts_and_reminders_come_along(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    """What becomes of every key, also where there is hardly space: tests/page/old_keys.test.mjs."""
    # A record of format 1.
    text = json.dumps({**sample_data, "format": 1})
    draft = json.dumps({"a": {"before": None, "entered": {"what": "Half an ac", "questions": []}}})
    version = {"key": f"{OLD}/record", "cause": "closed", "at": "2026-01-01T00:00:00.000Z", "text": text}
    form_only.store_all(
        {
            f"{OLD}/record": text,
            f"{OLD}/kept/2026-01-01T00:00:00.000Z-1": json.dumps(version),
            f"{OLD}/copy/{OLD}/record": json.dumps({"copied": "2026-01-01T00:00:00.000Z", "changes": 3}),
            f"{OLD}/draft/{OLD}/record": draft,
        }
    )
    form_only.open("#/assess/style-trust")
    items = stored(form_only)
    assert all(key.startswith(PREFIX) for key in items)
    assert items[RECORD_KEY] == text
    assert items[f"{PREFIX}draft/record"] == draft
    expect(form_only.page.locator("#copy-status")).to_contain_text("Changes since then: 3.")
    expect(part(form_only.page, "#version-list li")).to_have_count(1)
    assert form_only.rating("style-trust") == sample_data["rounds"][-1]["answers"]["style-trust"]["rating"]
