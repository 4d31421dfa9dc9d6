"""A file is previewed before it is opened, and what it changes is what somebody has decided."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.opening import GIVE_FILE, SMALL, STORED_RECORDS, choose, decide
from tests.browser.tool_page import ASKED, HOLD_PYTHON, RECORD_KEY, ToolPage, part


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
    versions = part(tool.page, "#version-list li")
    expect(versions).to_contain_text(["before a file was opened"])
    restore = versions.first.get_by_role("button", name="Restore this version")
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
    decide(tool, "Join both")
    record = tool.stored()
    assert record is not None
    assert len(record["rounds"]) == 3
    assert tool.stored_answers()["style-trust"]["note"] == "Ours."


def test_work_on_two_computers_is_joined(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    tool.store(sample_data)
    answers = sample_data["rounds"][-1]["answers"]
    answers["style-chairing"] = {"rating": "red", "changed": "2099-01-01T10:00:00.000Z"}
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "amber")
    tool.write_note("style-trust", "Said here.")
    choose(tool, json.dumps(sample_data))
    expect(tool.page.locator("#open-preview")).to_contain_text("1 answer of your current round would be")
    decide(tool, "Join both")
    record, joined = tool.stored(), tool.stored_answers()
    assert record is not None
    assert len(record["rounds"]) == len(sample_data["rounds"])
    assert joined["style-chairing"]["rating"] == "red"
    assert (joined["style-trust"]["rating"], joined["style-trust"]["note"]) == ("amber", "Said here.")


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
