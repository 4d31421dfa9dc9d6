"""What versions before 1.0 stored under other keys is moved once, and nothing of it is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.tool_page import RECORD_KEY, part

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage

OLD = "lsp-improvement-tool"
PREFIX = RECORD_KEY.removesuffix("record")


@pytest.fixture
def old_data(sample_data: dict[str, Any]) -> dict[str, Any]:
    """A record of format 1."""
    return {**sample_data, "format": 1}


def store(tool: ToolPage, items: dict[str, str]) -> None:
    tool.page.goto(tool.url.removesuffix("tool/") + "assets/icon.svg")
    tool.page.evaluate(
        "(items) => Object.entries(items).forEach(([k, v]) => localStorage.setItem(k, v))", items
    )


def stored(tool: ToolPage) -> dict[str, str]:
    items: dict[str, str] = tool.page.evaluate("() => ({ ...localStorage })")
    return {key: text for key, text in items.items() if key.startswith(OLD)}


def test_records_versions_drafts_and_reminders_come_along(
    form_only: ToolPage, old_data: dict[str, Any]
) -> None:
    text = json.dumps(old_data)
    draft = json.dumps({"a": {"before": None, "entered": {"what": "Half an ac", "questions": []}}})
    version = {"key": f"{OLD}/record", "cause": "closed", "at": "2026-01-01T00:00:00.000Z", "text": text}
    store(
        form_only,
        {
            f"{OLD}/record": text,
            f"{OLD}/record/1700000000000": text,
            f"{OLD}/record/practice": text,
            f"{OLD}/kept/2026-01-01T00:00:00.000Z-1": json.dumps(version),
            f"{OLD}/kept/2026-01-02T00:00:00.000Z-1": "{",
            f"{OLD}/set-aside/2026-01-01T00:00:00.000Z": "damaged",
            f"{OLD}/copy/{OLD}/record": json.dumps({"copied": "2026-01-01T00:00:00.000Z", "changes": 3}),
            f"{OLD}/draft/{OLD}/record": draft,
            f"{OLD}/shown": f"{OLD}/record",
            f"{OLD}/offline": "removed",
        },
    )
    form_only.open("#/assess/style-trust")
    items = stored(form_only)
    assert items.pop(f"{OLD}/offline") == "removed"
    assert all(key.startswith(PREFIX) for key in items)
    for key in ("record", "record/1700000000000", "record/practice"):
        assert items[f"{PREFIX}{key}"] == text
    assert json.loads(items[f"{PREFIX}version/00000001"]) == {**version, "key": RECORD_KEY}
    assert items[f"{PREFIX}quarantine/2026-01-01T00:00:00.000Z"] == "damaged"
    assert items[f"{PREFIX}quarantine/2026-01-02T00:00:00.000Z-1"] == "{"
    assert items[f"{PREFIX}draft/record"] == draft
    expect(form_only.page.locator("#copy-status")).to_contain_text("Changes since then: 3.")
    expect(part(form_only.page, "#version-list li")).to_have_count(1)
    assert form_only.rating("style-trust") == old_data["rounds"][-1]["answers"]["style-trust"]["rating"]


def test_a_record_of_another_question_set_goes_to_that_set(
    form_only: ToolPage, old_data: dict[str, Any]
) -> None:
    text = json.dumps(old_data | {"question_set": "mine"})
    store(form_only, {f"{OLD}/record": text})
    form_only.open("#/assess/style-trust")
    assert stored(form_only)[f"{OLD}/mine/record"] == text
    expect(form_only.save_status).to_contain_text("Nothing entered yet")


def test_what_an_old_tab_writes_later_is_one_more_record(
    form_only: ToolPage, old_data: dict[str, Any]
) -> None:
    text = json.dumps(old_data)
    store(form_only, {f"{OLD}/record": text})
    form_only.open("#/assess/style-trust")
    store(form_only, {f"{OLD}/record": text + " "})
    form_only.open("#/assess/style-trust")
    assert stored(form_only)[RECORD_KEY] == text
    assert stored(form_only)[f"{RECORD_KEY}/moved-2"] == text + " "


def test_a_record_that_fills_the_storage_is_moved_too(form_only: ToolPage, old_data: dict[str, Any]) -> None:
    old_data["rounds"][-1]["answers"]["style-trust"]["note"] = "n" * 3_000_000
    text = json.dumps(old_data)
    store(form_only, {f"{OLD}/record": text})
    form_only.open("#/assess/style-trust")
    assert stored(form_only)[RECORD_KEY] == text
    assert f"{OLD}/record" not in stored(form_only)
