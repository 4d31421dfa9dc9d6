"""Results for other programs: a file goes to the person, a failure is a sentence beside the button."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.tool_page import part

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from tests.browser.tool_page import ToolPage

NEXT = date(2027, 9, 15)


@pytest.fixture
def filled(tool: ToolPage, sample_data: dict[str, Any]) -> ToolPage:
    tool.store(sample_data)
    tool.open("#/actions")
    tool.wait_for_overview()
    return tool


def test_the_files_hold_what_is_in_the_record(filled: ToolPage, sample_data: dict[str, Any]) -> None:
    for button in ("#download-excel", "#files-excel"):
        book = openpyxl.load_workbook(io.BytesIO(filled.download(button).path().read_bytes()))
        assert book.sheetnames == ["About", "Answers", "Actions", "Rounds"]
    expect(filled.page.locator("#message")).to_contain_text(".xlsx” is among your downloads")
    rows = list(
        csv.reader(io.StringIO(filled.download("#download-csv").path().read_text("utf-8-sig"), newline=""))
    )
    assert len(rows) == 1 + len(sample_data["actions"])


def test_the_next_round_is_asked_for_under_rounds_and_is_in_the_calendar(filled: ToolPage) -> None:
    filled.page.clock.set_fixed_time("2027-03-10T10:00:00")
    day = part(filled.page, "[id='round.next']")
    day.fill(NEXT.isoformat())
    day.blur()
    record = filled.stored()
    assert record
    assert record["rounds"][-1]["next"] == NEXT.isoformat()
    filled.page.get_by_label("With a reminder two weeks before").check()
    download = filled.download("#download-calendar")
    events: list[Any] = Calendar.from_ical(download.path().read_bytes()).walk("VEVENT")
    days = [event["DTSTART"].dt for event in events]
    assert {NEXT, NEXT - timedelta(weeks=2)} <= set(days)
    filled.page.locator("#undo").click()
    record = filled.stored()
    assert record
    assert "next" not in record["rounds"][-1]
    expect(part(filled.page, "[id='round.next']")).to_have_value("")


def test_a_calendar_with_nothing_in_it_is_not_made(tool: ToolPage) -> None:
    tool.open("#/actions")
    tool.wait_for_overview()
    tool.page.locator("#download-calendar").click()
    problem = tool.page.locator("#actions [data-make-problem]")
    expect(problem).to_contain_text("Give an open action a date")


def test_where_the_second_part_is_lost_it_is_said_and_the_next_try_works(filled: ToolPage) -> None:
    """What the worker answers then; tests/engine/ loses the part itself."""

    def lost(route: Route) -> None:
        error = {"kind": "OfficeError", "message": "office.zip.gzip: Failed to fetch"}
        route.fulfill(body=json.dumps({"ok": False, "error": error}))

    filled.page.route("**/door/*", lost, times=1)
    filled.page.locator("#download-excel").click()
    problem = filled.page.locator("#actions [data-make-problem]")
    expect(problem).to_contain_text("Check your connection, then try again.")
    filled.download("#download-excel")
    expect(problem).to_be_hidden()


def test_the_actions_of_an_owner_are_copied_as_text(filled: ToolPage) -> None:
    page = filled.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    listed = part(page, "#action-list")
    listed.locator('[name="filter.owner"]').select_option("Coordinator")
    listed.locator("button", has_text="Copy this owner’s actions: Coordinator").click()
    expect(page.locator("#message")).to_contain_text("Copied.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("Actions of Coordinator, Example Partnership (invented), on ")
    assert "1. Put one delivery plan before the board" in copied
    assert "   Due: 20 January 2027" in copied


def test_the_actions_without_an_owner_are_found_and_copied(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    del sample_data["actions"]["action-1"]["owner"]
    tool.store(sample_data)
    page = tool.open("#/actions").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    listed = part(page, "#action-list")
    listed.get_by_label("Owner", exact=True).select_option("No owner yet")
    expect(listed.locator("[data-action-status]")).to_have_count(1)
    listed.locator("button", has_text="Copy these actions: no owner yet").click()
    expect(page.locator("#message")).to_contain_text("Copied.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("Actions without an owner, Example Partnership (invented), on ")
    listed.get_by_label("Groups", exact=True).select_option("By owner")
    expect(listed.get_by_role("rowheader", name="No owner yet Copy these actions")).to_be_visible()


def test_where_copying_is_refused_the_text_is_shown_selected(filled: ToolPage) -> None:
    page = filled.page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    listed = part(page, "#action-list")
    listed.locator('[name="filter.group"]').select_option("owner")
    listed.locator("button", has_text="Copy this owner’s actions: Coordinator").click()
    expect(page.locator("#message")).to_contain_text("The text is selected")
    text = page.get_by_role("textbox", name="Actions as text: Coordinator")
    expect(text).to_be_focused()
    assert text.evaluate("(area) => area.value.slice(area.selectionStart, area.selectionEnd) === area.value")
