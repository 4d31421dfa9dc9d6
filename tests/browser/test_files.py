"""Files and records: previewed before they are opened, refused with a reason, and never mixed."""

from __future__ import annotations

import copy
import json
import random
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.test_storage import REFUSE_VERSIONS
from tests.browser.tool_page import ASKED, HOLD_PYTHON, RECORD_KEY, ToolPage, close_round, part, start_round
from tests.python.builders import cut_or_mistyped

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Route

GIVE_FILE = """([name, text]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([text], name));
  document.querySelector("#tool").dispatchEvent(
    new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer }));
}"""


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


def test_saving_opening_and_saving_again_gives_the_same_bytes(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["mood"] = {"good": [1, 2.5, None, "ü 🏛"]}
    sample_data["rounds"][-1]["answers"]["asked-long-ago"] = {"rating": "red", "by": "chair"}
    tool.store(sample_data)
    tool.open()
    tool.wait_for_overview()
    saved = tool.download("#save-copy").path().read_text("utf-8")
    assert json.loads(saved) == sample_data
    part(tool.page, "#new-record").click()
    choose(tool, saved)
    expect(tool.page.locator("#open-preview")).to_contain_text("asked-long-ago", timeout=60_000)
    expect(tool.page.locator("#open-preview")).to_contain_text("mood")
    decide(tool, "Open")
    assert tool.download("#save-copy").path().read_text("utf-8") == saved


def test_a_report_is_opened_like_a_copy_also_when_it_is_dropped(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.store(sample_data)
    tool.open()
    tool.wait_for_overview()
    report = tool.download("#download-report").path().read_text("utf-8")
    tool.page.evaluate("(key) => localStorage.removeItem(key)", RECORD_KEY)
    tool.page.reload()
    tool.wait_for_overview()
    tool.page.evaluate(GIVE_FILE, ["report.html", report])
    expect(tool.page.locator("#open-preview")).to_contain_text("Example Partnership", timeout=60_000)
    # Summer time in London, an hour ahead of Greenwich.
    expect(tool.page.locator("#open-preview")).to_contain_text("6 October 2026, 11:00")
    assert tool.stored() is None
    # Into an empty browser: what is in the file, and nothing to compare or to decide.
    expect(tool.page.locator("#open-dialog").get_by_role("button")).to_have_text(["Open", "Cancel"])
    expect(tool.page.locator("#open-dialog table")).to_have_count(0)
    decide(tool, "Open")
    assert tool.stored() == sample_data
    expect(tool.page.get_by_role("heading", name="Overview and report")).to_be_focused()
    expect(part(tool.page, "#copy-status")).to_contain_text("Last backup: today. Changes since then: 0.")
    expect(tool.page.locator("#version-list li")).to_have_count(0)


def test_looking_changes_nothing_and_what_is_replaced_can_be_restored(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "green")
    before = tool.stored()
    choose(tool, json.dumps(sample_data))
    decide(tool, "Cancel")
    assert tool.stored() == before
    choose(tool, json.dumps(sample_data))
    decide(tool, "Replace everything")
    assert tool.stored() == sample_data
    kept = part(tool.page, "#version-list li")
    expect(kept).to_contain_text(["before a file was opened"])
    restore = kept.first.get_by_role("button", name="Restore this version")
    expect(restore).to_have_accessible_description(re.compile("before a file was opened: "))
    restore.click()
    assert tool.stored() == before
    assert tool.rating("style-trust") == "green"


def test_filling_leaves_what_exists_and_adding_rounds_keeps_the_present_one(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "red")
    tool.write_note("style-trust", "Ours.")
    choose(tool, json.dumps(sample_data))
    decide(tool, "Only fill gaps")
    answers = tool.stored_answers()
    assert (answers["style-trust"]["rating"], answers["style-trust"]["note"]) == ("red", "Ours.")
    assert len(answers) == ASKED
    choose(tool, json.dumps(sample_data))
    decide(tool, "Add its rounds")
    record = tool.stored()
    assert record is not None
    assert len(record["rounds"]) == 3
    assert tool.stored_answers()["style-trust"]["note"] == "Ours."


def test_a_file_of_another_partnership_is_opened_beside_ours(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.open("#/assess/style-trust")
    tool.set_field("partnership.name", "Northshire")
    tool.rate("style-trust", "red")
    before = tool.stored()
    choose(tool, json.dumps(sample_data))
    expect(tool.page.locator("#open-dialog")).to_contain_text("This file is of another partnership.")
    decide(tool, "Open beside yours, as a separate partnership")
    expect(tool.page.get_by_role("heading", name="Overview and report")).to_be_focused()
    expect(tool.page.locator("#message")).to_contain_text("opened as a separate partnership")
    expect(tool.page.locator("#record-line")).to_contain_text(sample_data["partnership"]["name"])
    records = tool.page.evaluate(STORED_RECORDS)
    assert json.loads(records.pop(RECORD_KEY)) == before
    assert [json.loads(text) for text in records.values()] == [sample_data]
    expect(tool.page.locator("#copy-status")).to_contain_text("Last backup: today. Changes since then: 0.")
    expect(tool.page.locator("#version-list li")).to_have_count(0)


def test_a_file_of_a_partnership_in_the_list_is_compared_with_its_record_and_makes_no_second_one(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.open("#/assess/style-trust")
    tool.set_field("partnership.name", "Northshire")
    tool.rate("style-trust", "red")
    choose(tool, json.dumps(sample_data))
    decide(tool, "Open beside yours, as a separate partnership")
    expect(tool.page.locator("#record-line")).to_contain_text(sample_data["partnership"]["name"])
    # Now the other one is shown, and the file is of the first.
    before = tool.page.evaluate(STORED_RECORDS)
    older = json.loads(before[RECORD_KEY])
    older["rounds"][0]["answers"]["style-trust"]["rating"] = "green"
    choose(tool, json.dumps(older))
    tool.page.get_by_role("button", name="Open beside yours, as a separate partnership").click()
    expect(tool.page.locator("#open-again")).to_contain_text("“Northshire” is in this browser already")
    expect(tool.page.locator("#record-line")).to_contain_text("Northshire")
    assert tool.page.evaluate(STORED_RECORDS) == before
    decide(tool, "Replace everything")
    assert tool.stored_answers()["style-trust"]["rating"] == "green"
    assert set(tool.page.evaluate(STORED_RECORDS)) == set(before)


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


def test_a_file_without_optional_fields_is_a_record_like_any_other(tool: ToolPage) -> None:
    tool.open()
    tool.wait_for_overview()
    choose(tool, SMALL)
    decide(tool, "Open")
    expect(tool.page.locator("#round-closed")).to_be_hidden()
    tool.page.reload()
    tool.rate("style-trust", "green")
    assert tool.stored_answers()["style-trust"]["rating"] == "green"


def test_a_file_with_the_same_contents_offers_to_change_nothing(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.store(sample_data)
    tool.open()
    tool.wait_for_overview()
    choose(tool, json.dumps(sample_data))
    dialog = tool.page.locator("#open-dialog")
    expect(dialog).to_contain_text("This file contains the same as the current record.", timeout=60_000)
    expect(dialog.get_by_role("button")).to_have_text(["Cancel"])
    decide(tool, "Cancel")
    assert tool.stored() == sample_data


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


# Everything that the tool stores, without what the theme stores.
# Everything that somebody entered. What Python made last is a cache, and may follow an answer a moment later.
KEPT = """() => JSON.stringify(Object.entries(localStorage)
  .filter(([key]) => key.startsWith("lsp-") && !key.includes("/fragment/")).sort())"""


def test_an_invalid_record_is_refused_with_a_reason(tool: ToolPage) -> None:
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "green")
    tool.wait_for_overview()
    before = tool.page.evaluate(KEPT)
    problem = tool.page.locator("#open-failed")
    for text, reason in REFUSED.values():
        choose(tool, text)
        expect(problem).to_contain_text(reason, timeout=60_000)
        expect(problem).to_contain_text("Nothing has changed")
        expect(problem).to_be_focused()
        assert tool.page.evaluate(KEPT) == before


def test_records_of_several_partnerships_never_mix(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.set_field("partnership.name", "Northshire")
    form_only.rate("style-trust", "green")
    first = form_only.stored()
    part(form_only.page, "#new-record").click()
    assert form_only.rating("style-trust") is None
    form_only.set_field("partnership.name", "Southshire")
    form_only.rate("style-trust", "red")
    assert form_only.stored() == first
    form_only.page.reload()
    form_only.open("#/assess/style-trust")
    assert form_only.rating("style-trust") == "red"
    show = part(form_only.page, "#record-list").locator("li", has_text="Northshire").get_by_role("button")
    expect(show).to_have_accessible_description("Northshire")
    show.click()
    assert form_only.rating("style-trust") == "green"
    expect(form_only.page.locator("#record-line")).to_contain_text("Northshire")
    saved = form_only.download("#save-copy")
    message = form_only.page.locator("#message")
    expect(message).to_contain_text(f"The file “{saved.suggested_filename}” is among your downloads.")
    expect(message).to_contain_text("It contains Northshire only.")


def test_practice_touches_no_real_record(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    first = form_only.stored()
    part(form_only.page, "#practice-record-here").click()
    expect(form_only.page.locator("#record-line")).to_contain_text("Practice: Example Partnership (invented)")
    expect(form_only.page.locator("#message")).to_contain_text("Your own stay as they are")
    expect(form_only.page.locator("#record-list")).to_contain_text("Practice: Example Partnership (invented)")
    form_only.download("#save-copy")
    # The practice record is no other partnership.
    expect(form_only.page.locator("#message")).to_have_text(re.compile("is among your downloads.$"))
    form_only.rate("style-trust", "red")
    start_round(form_only.page)
    assert form_only.stored() == first
    part(form_only.page, "#record-list li").first.get_by_role("button").click()
    assert form_only.rating("style-trust") == "green"


def test_delete_everything_says_what_asks_and_takes_only_its_own(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    form_only.page.evaluate("() => localStorage.setItem('somebody-else', 'stays')")
    part(form_only.page, "#delete-all").click()
    dialog = form_only.page.locator("#delete-dialog")
    expect(dialog).to_contain_text("one record and no previous version")
    expect(dialog.locator("#delete-responses")).to_be_hidden()
    form_only.page.keyboard.press("Escape")
    # Of other question sets, too.
    for key in ("pulse/version/2027", "pulse/respond/abc/record"):
        form_only.page.evaluate("(key) => localStorage.setItem(`lsp-improvement-tool/${key}`, '{}')", key)
    part(form_only.page, "#delete-all").click()
    expect(dialog).to_contain_text("one record and one previous version")
    expect(dialog.locator("#delete-responses")).to_be_visible()
    dialog.get_by_role("button", name="Delete nothing").click()
    assert form_only.rating("style-trust") == "green"
    part(form_only.page, "#delete-all").click()
    saved = form_only.download("#save-before-delete")
    assert "style-trust" in saved.path().read_text("utf-8")
    form_only.page.locator("#confirm-delete-all").click()
    expect(form_only.page.locator("#message")).to_contain_text("is deleted")
    assert form_only.page.evaluate("() => Object.keys(localStorage)") == ["somebody-else"]
    assert form_only.rating("style-trust") is None


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


def test_a_good_copy_opens_where_the_stored_record_is_faulty(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    good = json.dumps(sample_data)
    sample_data["rounds"][-1]["answers"]["style-trust"]["rating"] = "purple"
    tool.store(sample_data)
    tool.open("#/assess/style-trust")
    expect(tool.page.locator("#record-faulty")).to_be_visible()
    choose(tool, good)
    decide(tool, "Replace everything")
    expect(tool.page.locator("#record-faulty")).to_be_hidden()
    assert tool.stored() == json.loads(good)
    expect(part(tool.page, "#version-list li")).to_have_count(1)


def test_a_word_that_is_dragged_within_a_note_is_not_taken_for_a_file(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    prevented = form_only.note("style-trust").evaluate(
        """(note) => {
          const transfer = new DataTransfer();
          transfer.setData("text/plain", "word");
          const drop = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer });
          return !note.dispatchEvent(drop);
        }"""
    )
    assert prevented is False


def test_a_deleted_record_is_among_the_earlier_states(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    part(form_only.page, "#delete-record").click()
    assert form_only.rating("style-trust") is None
    part(form_only.page, "#version-list li").first.get_by_role("button").click()
    assert form_only.rating("style-trust") == "green"


def test_a_choice_rests_on_the_record_as_it_is_now(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    # Without locks another tab may write; with them this one keeps its record.
    tool.page.context.add_init_script("delete Navigator.prototype.locks")
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "green")
    tool.wait_for_overview()
    choose(tool, json.dumps(sample_data))
    dialog = tool.page.locator("#open-dialog")
    expect(dialog).to_be_visible(timeout=60_000)
    # Another tab writes while the dialog is open.
    other = tool.page.context.new_page()
    other.goto(tool.url.removesuffix("tool/"))
    other.evaluate(
        """(key) => {
          const record = JSON.parse(localStorage.getItem(key));
          record.rounds[0].answers["style-challenge"] = { rating: "red", note: "Meanwhile." };
          localStorage.setItem(key, JSON.stringify(record));
        }""",
        RECORD_KEY,
    )
    expect(tool.page.locator('#question-list [data-mark="style-challenge"]')).to_have_attribute(
        "data-rating", "red"
    )
    dialog.get_by_role("button", name="Only fill gaps").click()
    expect(tool.page.locator("#open-again")).to_be_visible(timeout=60_000)
    decide(tool, "Only fill gaps")
    assert tool.stored_answers()["style-challenge"]["note"] == "Meanwhile."
    assert len(tool.stored_answers()) == ASKED


def test_practice_that_is_asked_for_twice_overwrites_nothing(form_only: ToolPage) -> None:
    page = form_only.open().page
    held: list[Route] = []
    page.route("**/practice-lsp.json", lambda route: held.append(route))
    button = part(page, "#practice-record")
    with page.expect_request("**/practice-lsp.json"):
        button.click()
    button.click()
    # Who goes on meanwhile is not led away.
    form_only.set_field("partnership.name", "Testshire Together")
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator("#message")).to_contain_text("The example answers are here.")
    expect(page.locator("#record-line")).to_contain_text("Testshire Together")
    part(page, "#practice-record").click()
    expect(page.locator("#record-line")).to_contain_text("Practice")


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


def test_the_save_line_says_when_it_was_saved_in_this_browser(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    """A file is older than that; and what is filled from it may have been changed by nobody here."""
    tool.open("#/assess/style-trust")
    for choice in ("Open", "Only fill gaps"):
        part(tool.page, "#new-record").click()
        expect(tool.save_status).to_contain_text("Nothing entered yet")
        if choice != "Open":
            tool.rate("style-trust", "red")
        choose(tool, json.dumps(sample_data))
        decide(tool, choice)
        # Today, so without a day.
        expect(tool.save_status).to_have_text(re.compile(r"^Saved at \d{1,2}:\d\d$"))


def test_a_kind_of_partnership_that_nobody_chose_is_taken_from_the_file(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["partnership"] = {"name": "Bro", "preset": "psb", "words": {}}
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "red")
    choose(tool, json.dumps(sample_data))
    decide(tool, "Only fill gaps")
    record = tool.stored()
    assert record is not None
    assert record["partnership"]["preset"] == "psb"
    expect(tool.page.locator(".elements-title").first).to_contain_text("ell-being plan")


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


DROP_ALL = """(files) => {
  const transfer = new DataTransfer();
  for (const [name, text] of files) transfer.items.add(new File([text], name));
  (document.querySelector("dialog:modal") ?? document.querySelector("#tool")).dispatchEvent(
    new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer }));
}"""


def test_of_several_files_each_is_listed_and_handled(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    tool.open()
    tool.wait_for_overview()
    sample_data["partnership"]["name"] = "Second Partnership"
    files = [["one.json", SMALL], ["bad.json", "Dear all"], ["two.json", json.dumps(sample_data)]]
    tool.page.evaluate(DROP_ALL, files)
    listed = tool.page.locator("#file-list li")
    expect(listed).to_have_count(3)
    expect(listed.nth(0)).to_contain_text("one.json: A record of")
    expect(listed.nth(1)).to_contain_text("bad.json: We cannot open this file.")
    expect(listed.nth(1).get_by_role("button")).to_have_count(0)
    expect(listed.nth(2)).to_contain_text("two.json: A record of Second Partnership: ")
    assert tool.stored() is None
    expect(listed.nth(2).get_by_role("button")).to_have_accessible_description("two.json")
    listed.nth(2).get_by_role("button", name="Open this file").click()
    decide(tool, "Open")
    expect(listed.nth(2)).to_contain_text("Done.")
    listed.nth(0).get_by_role("button", name="Open this file").click()
    decide(tool, "Cancel")
    tool.page.get_by_role("button", name="Close this list").click()
    stored = tool.stored()
    assert stored
    assert stored["partnership"]["name"] == "Second Partnership"


def test_what_hinders_a_choice_is_said_over_the_list_of_files(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = tool.open("#/assess/style-trust").page
    tool.rate("style-trust", "green")
    tool.wait_for_overview()
    page.evaluate(DROP_ALL, [["one.json", json.dumps(sample_data)], ["two.json", SMALL]])
    listed = page.locator("#file-list li").first
    listed.get_by_role("button", name="Open this file").click()
    page.evaluate(REFUSE_VERSIONS)
    decide(tool, "Only fill gaps")
    expect(page.locator("#no-space-dialog")).to_be_visible()
    other = tool.another_tab().open()
    other.page.locator("#continue-here").click()
    expect(other.page.locator("#tab-elsewhere")).to_be_hidden()
    tool.download("#confirm-no-space")
    expect(page.locator("#open-again")).to_be_visible()
    decide(tool, "Only fill gaps")
    expect(page.locator("#files-dialog #open-failed")).to_contain_text("open in another tab")


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
    before = tool.page.evaluate(KEPT)
    shapes = cut_or_mistyped(SMALL, random.Random(500), each=12)
    shapes += [SMALL.replace(value, "7") for value in ('"Northshire"', '"2027-01-12"', "{}", "null")]
    tool.page.evaluate(DROP_ALL, [[f"{number}.json", shape] for number, shape in enumerate(shapes)])
    listed = tool.page.locator("#file-list li")
    expect(listed).to_have_count(len(shapes))
    expect(listed.filter(has_text="reading …")).to_have_count(0, timeout=60_000)
    assert listed.filter(has_text="We cannot open this file").count() > 16
    assert tool.page.evaluate(KEPT) == before


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


def test_of_two_files_that_are_opened_together_the_second_is_shown(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = tool.open().page
    tool.wait_for_overview()
    second = copy.deepcopy(sample_data)
    second["partnership"]["name"] = "Second Partnership"
    files = [["one.json", json.dumps(sample_data)], ["two.json", json.dumps(second)]]
    page.evaluate(DROP_ALL, files)
    buttons = page.locator("#file-list").get_by_role("button", name="Open this file")
    expect(buttons).to_have_count(2)
    # Both are read before Python has answered for the first.
    page.evaluate("""() => {
        const preview = document.getElementById("open-preview");
        window.previewed = [];
        new MutationObserver(() => previewed.push(preview.textContent)).observe(preview, { childList: true });
        for (const button of document.querySelectorAll("[data-open-listed]")) button.click();
    }""")
    expect(page.locator("#open-preview")).to_contain_text("Second Partnership")
    (previewed,) = page.evaluate("previewed")
    assert "Second Partnership" in previewed
    decide(tool, "Open")
    expect(page.locator("#file-list li").nth(1)).to_contain_text("Done.")
    expect(page.locator("#file-list li").nth(0)).not_to_contain_text("Done.")


@pytest.mark.parametrize("is_record", [True, False], ids=("a record", "no record"))
def test_what_is_found_late_takes_no_letter_from_who_has_gone_on(
    tool: ToolPage, sample_data: dict[str, Any], is_record: bool
) -> None:
    page = tool.open("#/files").page
    tool.wait_for_overview()
    page.evaluate(HOLD_PYTHON)
    choose(tool, json.dumps(sample_data) if is_record else "{}")
    tool.show("style-trust")
    note = tool.note("style-trust")
    note.press_sequentially("abc")
    page.evaluate("answerPython()")
    offer = page.locator("#open-ready")
    expect(offer).to_contain_text("looked at the file “copy.json”")
    page.keyboard.type("def")
    expect(note).to_have_value("abcdef")
    expect(note).to_be_focused()
    page.get_by_role("button", name="Show what is in it").click()
    expect(offer).to_be_hidden()
    if is_record:
        decide(tool, "Cancel")
    else:
        expect(page.locator("#open-failed")).to_be_focused()


def test_what_is_found_late_can_be_left(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    page = tool.open("#/files").page
    tool.wait_for_overview()
    page.evaluate(HOLD_PYTHON)
    choose(tool, json.dumps(sample_data))
    page.evaluate("location.hash = '#/actions'")
    expect(page.locator("#actions-heading")).to_be_focused()
    page.evaluate("answerPython()")
    offer = page.locator("#open-ready")
    offer.get_by_role("button", name="Close").click()
    expect(offer).to_be_hidden()
    expect(page.locator("#actions-heading")).to_be_focused()
    expect(page.locator("#open-dialog")).to_be_hidden()


def test_a_letter_in_the_name_reads_no_previous_version(form_only: ToolPage) -> None:
    """Each may be half a megabyte."""
    page = form_only.open("#/assess/style-trust").page
    form_only.rate("style-trust", "green")
    close_round(page)
    part(page, "#reopen-round").click()
    page.locator("#confirm-reopen").click()
    first = part(page, "#version-list li").first
    first.evaluate("(item) => { item.dataset.same = 'yes'; }")
    form_only.set_field("partnership.name", "Testshire Together")
    expect(page.locator("#record-list")).to_contain_text("Testshire Together")
    expect(part(page, "#version-list li").first).to_have_attribute("data-same", "yes")


def test_practice_that_comes_late_overwrites_nothing_of_another_tab(form_only: ToolPage) -> None:
    page = form_only.open().page
    held: list[Route] = []
    page.route("**/practice-lsp.json", lambda route: held.append(route))
    with page.expect_request("**/practice-lsp.json"):
        part(page, "#practice-record").click()
    other = form_only.another_tab().open()
    part(other.page, "#practice-record").click()
    expect(other.page.locator("#record-line")).to_contain_text("Practice")
    other.write_note("style-trust", "Typed meanwhile")
    held[0].continue_()
    expect(page.locator("#record-line")).to_contain_text("Practice")
    assert "Typed meanwhile" in page.evaluate("(key) => localStorage.getItem(key)", f"{RECORD_KEY}/practice")


def test_practice_that_never_comes_is_given_up_and_both_are_said(form_only: ToolPage) -> None:
    page = form_only.open().page
    page.evaluate(
        "() => { window.patience = new AbortController(); AbortSignal.timeout = () => patience.signal; }"
    )
    page.route("**/practice-lsp.json", lambda _route: None)
    part(page, "#practice-record").click()
    message = page.locator("#message")
    expect(message).to_have_text("Loading the example answers …")
    page.evaluate("() => patience.abort(new DOMException('It took too long.', 'TimeoutError'))")
    expect(message).to_contain_text("The example could not be loaded")


def test_a_tab_that_only_shows_opens_no_file_in_the_place_of_the_record(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    page = tool.open("#/files").page
    choose(tool, json.dumps(sample_data))
    expect(page.locator("#open-dialog")).to_be_visible(timeout=60_000)
    other = tool.another_tab().open("#/assess/style-trust")
    other.page.locator("#continue-here").click()
    other.rate("style-trust", "red")
    decide(tool, "Open")
    problem = page.locator("#open-failed")
    expect(problem).to_contain_text("open in another tab")
    expect(problem).to_be_focused()
    assert set(other.stored_answers()) == {"style-trust"}
