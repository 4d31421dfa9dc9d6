"""What Python made last is shown at once, and never what is not so."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.tool_page import ASKED, RECORD_KEY, WORKER, ToolPage, part

FRAGMENTS = "() => Object.keys(localStorage).filter((key) => key.includes('/fragment/'))"
FILL = """() => {
  const text = "x".repeat(100_000);
  for (let size = text.length, number = 0; size > 100;) {
    try { localStorage.setItem(`filler-${number++}`, text.slice(0, size)); }
    catch { size = Math.floor(size / 2); }
  }
}"""


def without_python(tool: ToolPage) -> ToolPage:
    """The page again, on which Python does not start."""
    tool.page.route(WORKER, lambda _route: None)
    tool.page.reload()
    expect(tool.page.locator("#tool[data-filled]")).to_be_attached()
    return tool


def visited(tool: ToolPage, sample: dict[str, Any]) -> ToolPage:
    """The page after a visit in which Python has made everything."""
    tool.store(sample)
    tool.open("#/overview")
    tool.wait_for_overview()
    for filled in ("#action-list", "#round-list"):
        expect(part(tool.page, filled)).to_have_attribute("data-source", "python")
    return tool


def test_an_empty_record_has_its_overview_in_the_page(form_only: ToolPage) -> None:
    form_only.open("#/overview")
    expect(form_only.overview).to_have_attribute("data-source", "build")
    expect(form_only.overview).to_contain_text(f"0 of {ASKED} questions answered")
    form_only.rate("style-trust", "red")
    expect(form_only.overview).to_have_text("Loading the overview …")
    expect(form_only.overview).to_have_attribute("data-state", "waiting")


def test_who_comes_back_sees_everything_before_python_is_there(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    visited(tool, sample_data)
    made = tool.overview.inner_html()
    without_python(tool)
    for shown in ("#overview", "#action-list", "#round-list"):
        expect(part(tool.page, shown)).to_have_attribute("data-source", "saved")
        expect(part(tool.page, shown)).to_have_attribute("data-state", "ready")
    assert tool.overview.inner_html() == made


def test_what_was_made_of_another_state_is_not_shown(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    visited(tool, sample_data)
    without_python(tool)
    tool.rate("style-trust", "unknown")
    expect(tool.overview).to_have_text("Loading the overview …")
    tool.page.reload()
    expect(tool.overview).to_have_text("Loading the overview …")
    # The same again: it is so after all.
    tool.rate("style-trust", sample_data["rounds"][-1]["answers"]["style-trust"]["rating"])
    tool.page.unroute_all(behavior="ignoreErrors")
    tool.page.reload()
    tool.wait_for_overview()
    expect(tool.overview).to_contain_text("questions answered")


def test_a_stored_overview_is_deleted_with_everything_and_is_in_no_backup(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    visited(tool, sample_data)
    assert len(tool.page.evaluate(FRAGMENTS)) == 3
    assert "fragment" not in tool.download("#save-all").path().read_text("utf-8")
    part(tool.page, "#delete-all").click()
    # What Python makes now is of an empty record.
    without = tool.page.context.new_page()
    tool.page.locator("#confirm-delete-all").click()
    tool.page.close()
    without.goto(tool.url.removesuffix("tool/") + "assets/icon.svg")
    left = without.evaluate("() => Object.values(localStorage).join()")
    assert "Example Partnership" not in left


def test_a_stored_overview_makes_room_for_an_answer(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    visited(tool, sample_data)
    without_python(tool)
    tool.page.evaluate(FILL)
    tool.write_note("style-trust", "y" * 2000)
    assert tool.stored_answers()["style-trust"]["note"] == "y" * 2000
    assert len(tool.page.evaluate(FRAGMENTS)) < 3
    expect(tool.not_saved).to_be_hidden()


def test_what_somebody_opened_or_chose_stays_when_python_fills_it_again(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.store(sample_data)
    page = tool.open("#/overview").page
    tool.wait_for_overview()
    lists = tool.overview.locator("details", has_text="Red (")
    lists.locator("summary").first.click()
    before = tool.overview.inner_text()
    only_changed = part(page, "#round-list").get_by_label("Only what changed in")
    only_changed.check()
    for rating in ("red", "green"):
        tool.rate("style-trust", rating)
    part(page, "#overview")
    expect(tool.overview).not_to_have_text(before)
    expect(lists).to_have_attribute("open", "")
    expect(part(page, "#round-list")).to_have_attribute("data-source", "python")
    expect(only_changed).to_be_checked()


def test_the_focus_and_the_place_stay_when_another_tab_changes_what_is_shown(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.store(sample_data)
    other = tool.another_tab().open("#/assess/style-trust")
    page = tool.open("#/overview").page
    tool.wait_for_overview()
    summary = tool.overview.locator("summary", has_text="Red (").first
    summary.focus()
    before = tool.overview.inner_text()
    scrolled = page.evaluate("scrollY")
    assert scrolled > 0
    other.rate("style-trust", "red")
    expect(tool.overview).not_to_have_text(before)
    expect(summary).to_be_focused()
    assert page.evaluate("scrollY") == scrolled


def test_python_starts_at_once_for_somebody_who_does_not_wait(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    """The page is never painted here, which Python waits for: a file that is dropped starts it."""
    tool.page.add_init_script("globalThis.requestAnimationFrame = () => 0")
    tool.open()
    expect(tool.page.locator("#engine-status")).to_have_attribute("data-state", "starting")
    assert tool.page.workers == []
    content = json.dumps(sample_data).encode()
    tool.page.locator("#open-file").set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": content}
    )
    expect(tool.page.locator("#open-preview")).to_contain_text("Example Partnership")


def test_what_was_made_of_a_record_goes_with_it(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    tool.store(sample_data)
    tool.open("#/actions")
    listed = tool.page.locator("#action-list")
    expect(listed).to_contain_text("Head of finance, council")
    # Python answers no more.
    tool.page.route("**/door/*", lambda _route: None)
    part(tool.page, "#new-record").click()
    part(tool.page, "#action-list")
    expect(listed).to_have_text("Loading your actions …")


NO_WORKERS = "window.Worker = class { constructor() { throw new Error('no workers here'); } };"


def fail(tool: ToolPage) -> None:
    """Python dies twice at what it is asked next."""
    tool.page.route("**/door/*", lambda route: route.abort())
    part(tool.page, "#download-report").click()
    expect(tool.engine_status).to_have_attribute("data-state", "failed")


@pytest.mark.console_errors
def test_actions_are_listed_without_python_also_after_a_change(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    visited(tool, sample_data)
    tool.rate("style-trust", "unknown")
    fail(tool)
    listed = part(tool.page, "#action-list")
    expect(listed.locator("li [data-edit-action]")).to_have_count(len(sample_data["actions"]))
    listed.locator("li [data-edit-action]").first.click()
    expect(tool.page.locator("#action-dialog")).to_be_visible()


def test_actions_are_listed_without_python_also_after_another_record(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.page.add_init_script(NO_WORKERS)
    tool.store_all({RECORD_KEY: json.dumps(sample_data), f"{RECORD_KEY}/1": json.dumps(sample_data)})
    page = tool.open("#/files").page
    for _ in ("another", "and back"):
        page.get_by_role("button", name="Show this record").click()
    listed = part(page, "#action-list")
    # The page sees a moment later that the list is in sight.
    page.evaluate("() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    expect(listed.locator("li [data-edit-action]")).to_have_count(len(sample_data["actions"]))


@pytest.mark.console_errors
def test_the_list_of_python_comes_back_when_it_runs_again(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    visited(tool, sample_data)
    fail(tool)
    filters = part(tool.page, "#action-list").locator('[name^="filter."]')
    expect(filters).to_have_count(0)
    tool.page.unroute_all(behavior="ignoreErrors")
    tool.page.locator("#try-again").click()
    expect(tool.page.locator("#actions-heading")).to_be_focused()
    expect(filters.first).to_be_visible()
