"""Backups: one file holds all that a browser has and brings it back, also without Python."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.opening import STORED_RECORDS, choose, decide
from tests.browser.tool_page import RECORD_KEY, part

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage


def test_one_file_holds_everything_and_brings_it_back(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    newer = json.dumps({"program": "lsp-improvement-tool", "format": 99, "mood": "ü"})
    tool.store(sample_data)
    tool.page.evaluate(
        """([key, newer]) => {
          localStorage.setItem(`${key}/7`, newer);
          localStorage.setItem(`${key}/8`, "{");
        }""",
        [RECORD_KEY, newer],
    )
    tool.open("#/assess/style-trust")
    part(tool.page, "#new-record").click()
    tool.set_field("partnership.name", "Northshire")
    records = tool.page.evaluate(STORED_RECORDS)
    assert len(records) == 4
    part(tool.page, "#delete-all").click()
    expect(tool.page.locator("#delete-what")).to_contain_text("4 records")
    saved = tool.download("#save-before-delete").path().read_text("ascii")
    expect(tool.page.locator("#saved-all")).to_contain_text("Records in it: 4.")
    assert json.loads(saved)["records"] == records
    tool.page.locator("#confirm-delete-all").click()
    assert tool.page.evaluate(STORED_RECORDS) == {}
    choose(tool, saved)
    decide(tool, "Add these records")
    expect(tool.page.locator("#message")).to_contain_text("Records added: 4.")
    assert tool.page.evaluate(STORED_RECORDS) == records
    # A second time there is nothing to add.
    choose(tool, saved)
    decide(tool, "Add these records")
    expect(tool.page.locator("#message")).to_contain_text("Records added: 0.")
    assert tool.page.evaluate(STORED_RECORDS) == records


def test_the_report_of_an_earlier_round_is_no_copy_of_the_present_one(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.store(sample_data)
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "red")
    tool.wait_for_overview()
    listed = part(tool.page, "#round-list")
    listed.scroll_into_view_if_needed()
    with tool.page.expect_download():
        listed.get_by_role("button", name="the report of July").click(timeout=60_000)
    expect(tool.page.locator("#copy-status")).to_contain_text("You have not saved a backup yet")
    for button in ("#download-word", "#download-report"):
        name = tool.download(button).suggested_filename
        expect(tool.page.locator("#message")).to_have_text(f"The file “{name}” is among your downloads.")
    expect(tool.page.locator("#copy-status")).to_contain_text("Last backup: today")


@pytest.mark.console_errors
def test_without_python_copies_backups_and_actions_work(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    tool.page.add_init_script("Worker = class { constructor() { throw new Error('barred'); } };")
    tool.open()
    expect(tool.engine_status).to_have_attribute("data-state", "failed")
    expect(tool.overview).to_be_hidden()
    part(tool.page, "#new-action").click()
    tool.page.locator("#action-form [name=what]").fill("Agree the budget")
    tool.page.get_by_role("button", name="Save action").click()
    tool.page.locator("#action-list").get_by_role("button", name="Agree the budget").click()
    tool.page.get_by_role("button", name="Cancel").click()
    every = tool.download("#save-all").path().read_text("utf-8")
    own = json.dumps(sample_data)
    choose(tool, own)
    expect(tool.page.locator("#open-preview")).to_contain_text(sample_data["partnership"]["name"])
    decide(tool, "Replace everything")
    assert tool.stored() == sample_data
    assert json.loads(tool.download("#save-copy").path().read_text("utf-8")) == sample_data
    choose(tool, every)
    expect(tool.page.locator("#open-preview")).to_contain_text("Records in it: 1.")
    decide(tool, "Add these records")
    assert len(tool.page.evaluate(STORED_RECORDS)) == 2
    choose(tool, own.replace(sample_data["partnership"]["name"], "Northshire"))
    decide(tool, "Open beside yours, as a separate partnership")
    expect(tool.page.locator("#message")).to_contain_text("opened as a separate partnership")
    assert len(tool.page.evaluate(STORED_RECORDS)) == 3
    assert tool.stored() == sample_data
    for refused in (own.replace('"format": 2', '"format": 3'), "Dear all", "<p>Report</p>"):
        choose(tool, refused)
        problem = tool.page.locator("#open-failed")
        expect(problem).to_contain_text("Open this file in another browser or on another device.")
        assert len(problem.inner_text().splitlines()) <= 3
    assert tool.stored() == sample_data


BACKUP = {"program": "lsp-improvement-tool", "kind": "backup", "format": 1, "saved": "2027-01-01T00:00:00Z"}


def test_a_record_of_a_backup_is_shown_where_the_page_shows_an_empty_one(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.open("#/assess/style-trust")
    # Written by a clock that is ahead of this one.
    later = {**sample_data, "changed": "2099-01-01T00:00:00.000Z"}
    choose(tool, json.dumps({**BACKUP, "records": {RECORD_KEY: json.dumps(later)}, "quarantined": {}}))
    decide(tool, "Add these records")
    expect(tool.page.locator("#record-name")).to_have_text("Example Partnership (invented)")
    tool.write_note("style-trust", "More.")
    stored = tool.stored()
    assert stored is not None
    assert stored["partnership"]["name"] == "Example Partnership (invented)"


def test_a_backup_brings_records_and_what_could_not_be_read_and_nothing_else(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.open("#/assess/style-trust")
    tool.page.evaluate("() => localStorage.setItem('another-app', 'mine')")
    records = {f"{RECORD_KEY}/5": json.dumps(sample_data), "another-app": "gone", f"{RECORD_KEY}/../x": "{}"}
    backup = json.dumps({**BACKUP, "records": records, "quarantined": {f"{RECORD_KEY}/x": "{ cut"}})
    said = tool.page.locator("#message")
    choose(tool, backup)
    decide(tool, "Add these records")
    expect(said).to_contain_text("Records added: 1.")
    expect(said).to_contain_text("is under “Files” again: 1.")
    assert tool.page.evaluate("() => localStorage.getItem('another-app')") == "mine"
    assert list(tool.page.evaluate(STORED_RECORDS)) == [f"{RECORD_KEY}/5"]
    # A second time there is nothing to add.
    choose(tool, backup)
    decide(tool, "Add these records")
    expect(said).to_contain_text("Records added: 0.")
    expect(said).not_to_contain_text("again: ")
    saved = json.loads(tool.download("#save-quarantined").path().read_text("utf-8"))
    assert list(saved["quarantined"].values()) == ["{ cut"]
