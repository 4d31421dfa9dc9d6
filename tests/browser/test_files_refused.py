"""A file that cannot be opened is refused with a reason, and changes nothing."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.opening import DROP_ALL, SMALL, choose
from tests.browser.tool_page import close_round, part
from tests.python.builders import cut_or_mistyped

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.tool_page import ToolPage


def test_a_refused_file_says_its_name_and_what_where_and_what_to_do(tool: ToolPage) -> None:
    tool.open()
    tool.wait_for_overview()
    choose(tool, SMALL.replace("null", '"soon"', 1).replace('"2027-01-12"', '"soon"'))
    problem = tool.page.locator("#open-failed")
    expect(problem).to_contain_text("Nothing has changed")
    lines = problem.inner_text().splitlines()
    name, what, where, todo = lines
    assert name == "copy.json"
    assert what == "We cannot open this file."
    assert where.startswith("- In the record, ")
    assert where.endswith(". And 1 more.")
    assert todo.startswith("Nothing has changed. Try another backup")
    # It is not said in the next room.
    tool.page.locator('[data-go="rounds"]').first.click()
    expect(problem).to_be_hidden()


REFUSED = {
    "not JSON": ("Dear all, the minutes are attached.", "It is not a file of this tool."),
    "cut off": ('{"format": 1, "program": "lsp-improvement-tool", "rounds": [', "cut off"),
    "another program's": ('{"format": 1, "program": "chess"}', "It is not a file of this tool."),
    "a newer format": ('{"format": 99, "program": "lsp-improvement-tool"}', "newer than this version"),
    "a number without an end": (
        SMALL.replace('"name"', '"mood": 1e999, "name"', 1),
        "In the record, partnership, mood",
    ),
    "a bad time": (SMALL.replace("null", '"soon"', 1), "We cannot open this file."),
    "a prototype": ('{"format": 1, "program": "lsp-improvement-tool", "__proto__": {}}', "__proto__"),
    "nested deeply": ('{"a":' * 5000 + "1" + "}" * 5000, "deep"),
    "empty": ("", "empty"),
    "a report without data": ("<!doctype html><h1>Report</h1>", "try to get the file again."),
}

# What the tool stores, and not the theme. Without what Python made last: that is a cache, and may follow an
# answer a moment later.
STORED = """() => JSON.stringify(Object.entries(localStorage)
  .filter(([key]) => key.startsWith("lsp-") && !key.includes("/fragment/")).sort())"""


def test_an_invalid_record_is_refused_with_a_reason(tool: ToolPage) -> None:
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "green")
    tool.wait_for_overview()
    before = tool.page.evaluate(STORED)
    problem = tool.page.locator("#open-failed")
    for text, reason in REFUSED.values():
        choose(tool, text)
        expect(problem).to_contain_text(reason, timeout=60_000)
        expect(problem).to_contain_text("Nothing has changed")
        expect(problem).to_be_focused()
        assert tool.page.evaluate(STORED) == before


def test_a_file_that_is_far_too_large_is_refused_unread_and_takes_the_place_of_a_message(
    form_only: ToolPage, tmp_path: Path
) -> None:
    form_only.open("#/assess/style-trust")
    close_round(form_only.page)
    expect(form_only.page.locator("#message")).to_be_visible()
    large = tmp_path / "large.json"
    large.write_bytes(b" " * 21_000_000)
    form_only.page.locator("#open-file").set_input_files(large)
    expect(form_only.page.locator("#open-failed")).to_contain_text("larger than 20 megabytes")
    expect(form_only.page.locator("#message")).to_be_hidden()


def test_a_refusal_is_seen_over_a_dialog(tool: ToolPage) -> None:
    tool.open()
    tool.wait_for_overview()
    part(tool.page, "#new-action").click()
    dialog = tool.page.locator("#action-dialog")
    tool.page.evaluate(DROP_ALL, [["bad.json", "Dear all"]])
    problem = dialog.locator("#open-failed")
    expect(problem).to_be_in_viewport()
    expect(problem).to_be_focused()
    assert problem.evaluate("""(problem) => {
      const { left, top } = problem.getBoundingClientRect();
      return problem.contains(document.elementFromPoint(left + 20, top + 20));
    }""")
    # A good file opens over the dialog, and a bad one after it is refused over that.
    tool.page.evaluate(DROP_ALL, [["good.json", SMALL]])
    preview = tool.page.locator("#open-dialog")
    expect(preview).to_be_visible()
    tool.page.evaluate(DROP_ALL, [["bad.json", "Dear all"]])
    expect(preview.locator("#open-failed")).to_be_visible()
    preview.get_by_role("button", name="Cancel").click()
    dialog.get_by_role("button", name="Cancel").click()
    choose(tool, "Dear all")
    expect(tool.page.locator(".notices #open-failed")).to_be_visible()


def test_damaged_files_leave_what_is_stored_byte_for_byte(tool: ToolPage) -> None:
    """What each of hundreds is taken for: test_opening.py and, without Python, tests/core/files.test.mjs."""
    tool.store(SMALL)
    tool.open()
    tool.wait_for_overview()
    before = tool.page.evaluate(STORED)
    shapes = cut_or_mistyped(SMALL, random.Random(500), each=12)
    shapes += [SMALL.replace(value, "7") for value in ('"Northshire"', '"2027-01-12"', "{}", "null")]
    tool.page.evaluate(DROP_ALL, [[f"{number}.json", shape] for number, shape in enumerate(shapes)])
    listed = tool.page.locator("#file-list li")
    expect(listed).to_have_count(len(shapes))
    expect(listed.filter(has_text="reading …")).to_have_count(0, timeout=60_000)
    assert listed.filter(has_text="We cannot open this file").count() > 16
    assert tool.page.evaluate(STORED) == before
