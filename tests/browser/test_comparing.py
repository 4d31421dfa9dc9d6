"""Several partnerships side by side: from their files, in memory alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible, page_with_axe
from tests.browser.opening import GIVE_FILE
from tests.browser.printing import INSTEAD_OF_PRINTING
from tests.browser.tool_page import ToolPage, part

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, FilePayload, Page

STORED = "() => JSON.stringify([Object.entries(localStorage).sort(), Object.entries(sessionStorage).sort()])"


def backup(
    sample: dict[str, Any], name: str, *, challenge: str, day: int = 1, time: str = "10:00"
) -> FilePayload:
    """A backup of a partnership that answers the question of challenge so, the rest as the sample does."""
    last = sample["rounds"][-1]
    answers = {**last["answers"], "style-challenge": {"rating": challenge}}
    record = {
        **sample,
        "partnership": {**sample["partnership"], "name": name},
        "changed": f"2027-06-{day:02}T{time}:00.000Z",
        "rounds": [*sample["rounds"][:-1], {**last, "answers": answers}],
    }
    return {
        "name": f"{name}-{day}.json",
        "mimeType": "application/json",
        "buffer": json.dumps(record).encode(),
    }


def choose(page: Page, *files: FilePayload) -> None:
    page.locator("#compare-files").set_input_files(list(files))


@pytest.fixture
def tool_with_axe(context: BrowserContext, site_url: str) -> ToolPage:
    page = page_with_axe(context)
    page.add_init_script(f"({INSTEAD_OF_PRINTING})()")
    return ToolPage(page, site_url + "tool/")


def test_partnerships_are_compared_in_memory_alone(
    tool_with_axe: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool, page = tool_with_axe, tool_with_axe.page
    tool.store(sample_data)
    tool.open("#/files")
    page.get_by_role("link", name="Compare several partnerships").click()
    expect(page.locator("#compare-heading")).to_be_focused()
    # What the page itself stores as it starts is there.
    tool.wait_for_overview()
    before = page.evaluate(STORED)
    damaged: FilePayload = {"name": "cut.json", "mimeType": "", "buffer": b'{"program": "lsp-impr'}
    avon, wyre = (
        backup(sample_data, name, challenge=colour) for name, colour in (("Avon", "green"), ("Wyre", "red"))
    )
    choose(page, wyre, damaged)
    expect(page.locator("#compared")).to_contain_text("Wyre is the only partnership so far")
    page.evaluate(GIVE_FILE, [avon["name"], avon["buffer"].decode()])
    rows = page.locator("#compared tr[data-question]")
    expect(rows.first).to_contain_text("Challenge")
    expect(rows.first.locator("td")).to_have_text(["G", "R"])
    expect(page.locator(".left-out")).to_contain_text("cut.json: It cannot be read: it looks cut off")
    choose(page, backup(sample_data, "Wyre", challenge="amber", day=9))
    expect(rows.first.locator("td")).to_have_text(["G", "A"])
    expect(page.locator(".left-out")).to_contain_text("The newer file is shown: Wyre-9.json")
    assert_accessible(page, "partnerships side by side", 3)

    page.get_by_role("button", name="Add the partnerships in this browser").click()
    expect(rows.first.locator("td")).to_have_count(3)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a web page").click()
    assert saved.value.suggested_filename.startswith("partnerships-compared_")
    html = saved.value.path().read_text("utf-8")
    assert "Avon" in html
    assert "A4 landscape" in html
    page.get_by_role("button", name="Print or save as PDF").click()
    page.wait_for_function("() => top.printed")
    assert "Partnerships side by side</h1>" in page.evaluate("() => top.printed[1]")

    assert page.evaluate(STORED) == before
    page.reload()
    expect(page.locator("#tool[data-filled]")).to_be_attached()
    expect(page.locator("#compared")).to_be_empty()
    tool.wait_for_overview()
    assert page.evaluate(STORED) == before


def test_when_the_newer_file_was_changed_is_said_by_the_clock_of_the_place_where_one_sits(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = tool.open("#/compare").page
    # Half past midnight of the next day by a clock of a British summer.
    late = backup(sample_data, "Wyre", challenge="red", day=30, time="23:30")
    choose(page, backup(sample_data, "Wyre", challenge="red"), late)
    expect(page.locator(".left-out")).to_contain_text("It was last changed on 1 July 2027, 00:30")


def test_too_many_files_are_refused_and_a_new_start_is_one_press(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = tool.open("#/compare").page
    one = backup(sample_data, "Wyre", challenge="red")
    choose(page, *[one] * 31)
    expect(page.locator("#compare-problem")).to_contain_text("more than 30 files")
    choose(page, one)
    expect(page.locator("#compared")).to_contain_text("Wyre is the only")
    part(page, "#compare-clear").click()
    expect(page.locator("#compared")).to_be_empty()
    expect(page.locator("#compare-heading")).to_be_focused()


def test_files_that_are_being_read_do_not_come_back_after_a_new_start(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.store(sample_data)
    page = tool.open("#/compare").page
    choose(page, backup(sample_data, "Wyre", challenge="red"))
    expect(page.locator("#compared")).to_contain_text("Wyre is the only")
    page.evaluate("""() => {
        document.getElementById("compare-stored").click();
        document.getElementById("compare-clear").click();
    }""")
    expect(page.locator("#compared")).to_be_empty()
    choose(page, backup(sample_data, "Wyre", challenge="red"))
    expect(page.locator("#compared")).to_contain_text("Wyre is the only")


@pytest.mark.console_errors
def test_files_are_compared_once_python_runs_again_and_are_counted_once(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = tool.open("#/compare").page
    tool.wait_for_overview()
    page.route("**/door/*", lambda route: route.abort())
    choose(page, backup(sample_data, "Wyre", challenge="red"))
    expect(tool.engine_status).to_have_attribute("data-state", "failed")
    problem = page.locator("#compare-problem")
    expect(problem).to_contain_text("They are read as soon as it is ready")
    expect(page.locator("#compare-clear")).to_be_visible()
    page.unroute_all(behavior="ignoreErrors")
    page.locator("#try-again").click()
    expect(page.locator("#compared")).to_contain_text("Wyre is the only")
    expect(problem).to_be_hidden()
    expect(page.locator(".left-out")).to_have_count(0)


def test_what_python_says_is_wrong_with_a_comparison_is_shown(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = tool.open("#/compare").page
    tool.wait_for_overview()
    answer = {"ok": False, "error": {"kind": "RecordError", "message": "It cannot be compared."}}
    page.route("**/door/*", lambda route: route.fulfill(json=answer))
    choose(page, backup(sample_data, "Wyre", challenge="red"))
    expect(page.locator("#compare-problem")).to_have_text("It cannot be compared.")
    part(page, "#compare-clear").click()
    expect(page.locator("#compare-clear")).to_be_hidden()
    expect(page.locator("#compare-problem")).to_be_hidden()
