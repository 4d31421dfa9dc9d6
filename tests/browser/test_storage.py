"""What the browser stores may be damaged, or it may refuse to store: it is said, and nothing is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.opening import GIVE_FILE
from tests.browser.refused_storage import REFUSE_TO_KEEP, REFUSE_TO_READ
from tests.browser.tool_page import RECORD_KEY, close_round, part

if TYPE_CHECKING:
    from playwright.sync_api import Dialog

    from tests.browser.tool_page import ToolPage

PREFIX = RECORD_KEY.removesuffix("record")


def quarantined(tool: ToolPage) -> list[str]:
    """The texts in the file that the page offers."""
    saved = json.loads(tool.download("#save-quarantined").path().read_text("utf-8"))
    assert saved["kind"] == "backup"
    return list(saved["quarantined"].values())


def test_what_cannot_be_read_is_quarantined_offered_and_deleted_on_request(form_only: ToolPage) -> None:
    """Which texts cannot be read, and that nothing else is quarantined: tests/page/store.test.mjs."""
    form_only.store('{"format": 1, "rounds": [')
    form_only.open("#/assess/style-trust")
    notice = form_only.page.locator("#quarantined")
    expect(notice).to_be_visible()
    expect(form_only.save_status).to_contain_text("Nothing entered yet")
    form_only.rate("style-trust", "green")
    form_only.page.reload()
    form_only.open("#/assess/style-trust")
    assert form_only.rating("style-trust") == "green"
    assert quarantined(form_only) == ['{"format": 1, "rounds": [']
    form_only.page.locator("#discard-quarantined").click()
    expect(notice).to_be_hidden()
    expect(form_only.page.locator("#assess-heading")).to_be_focused()


def test_what_another_tab_deletes_takes_no_focus_with_it(form_only: ToolPage) -> None:
    key = f"{PREFIX}quarantine/2027"
    form_only.store_all({key: "{"})
    page = form_only.open("#/assess/style-trust").page
    other = form_only.another_tab().open()
    page.locator("#save-quarantined").focus()
    other.page.evaluate("(key) => localStorage.removeItem(key)", key)
    expect(page.locator("#quarantined")).to_be_hidden()
    expect(page.locator("#assess-heading")).to_be_focused()


FILL_STORAGE = """() => {
  let size = 4_000_000;
  for (let n = 0; size > 0; n += 1) {
    try { localStorage.setItem(`filler-${n}`, "x".repeat(size)); } catch { size = Math.floor(size / 2); }
  }
}"""


@pytest.mark.parametrize(
    ("script", "why"), [(REFUSE_TO_READ, "does not let sites store anything"), (REFUSE_TO_KEEP, "is full")]
)
def test_when_storage_is_refused_it_is_said_and_a_file_can_be_saved(
    form_only: ToolPage, script: str, why: str
) -> None:
    form_only.page.add_init_script(f"if (location.pathname.endsWith('/tool/')) {{ {script} }}")
    form_only.open("#/assess/style-trust")
    # At once, and not only when somebody has answered.
    expect(form_only.not_saved).to_contain_text("Your answers are not saved")
    form_only.rate("style-trust", "amber")
    form_only.write_note("style-trust", "Kept in memory.")
    expect(form_only.not_saved).to_contain_text(why)
    expect(form_only.page.locator('[data-answered-of="style"]')).to_have_text("1")
    text = form_only.download("#save-copy").path().read_text("utf-8")
    answer = json.loads(text)["rounds"][-1]["answers"]["style-trust"]
    assert (answer["rating"], answer["note"]) == ("amber", "Kept in memory.")
    # Nothing says the opposite.
    form_only.open("#/setup")
    expect(form_only.page.get_by_text("Say whose assessment this is.")).to_be_visible()
    expect(form_only.page.get_by_text("saved as you type")).to_be_hidden()


def test_when_storage_is_really_full_the_newest_answer_is_not_lost(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "amber")
    form_only.page.evaluate(FILL_STORAGE)
    form_only.write_note("style-trust", "y" * 5000)
    expect(form_only.not_saved).to_contain_text("is full")
    text = form_only.download("#save-copy").path().read_text("utf-8")
    assert json.loads(text)["rounds"][-1]["answers"]["style-trust"]["note"] == "y" * 5000
    form_only.page.evaluate("() => localStorage.removeItem('filler-0')")
    form_only.rate("style-tiers", "green")
    expect(form_only.save_status).to_contain_text("Saved at")
    assert form_only.stored_answers()["style-trust"]["note"] == "y" * 5000


def test_it_is_said_before_storage_is_full(form_only: ToolPage) -> None:
    page = form_only.open("#/assess/style-trust").page
    form_only.write_note("style-trust", "y" * 5000)
    page.evaluate(FILL_STORAGE)
    # Room for another answer, and not for a previous version.
    page.evaluate("() => localStorage.setItem('filler-0', 'x'.repeat(4_000_000 - 3_000))")
    page.reload()
    expect(page.locator("#nearly-full")).to_contain_text("nearly full")
    form_only.rate("style-trust", "amber")
    expect(form_only.save_status).to_contain_text("Saved at")
    expect(form_only.not_saved).to_be_hidden()
    assert "y" * 5000 in form_only.download("#save-nearly-full").path().read_text("utf-8")
    page.evaluate("() => localStorage.removeItem('filler-0')")
    page.reload()
    expect(page.locator("#tool[data-filled]")).to_be_attached()
    expect(page.locator("#nearly-full")).to_be_hidden()


def test_a_record_of_a_newer_version_is_left_alone(form_only: ToolPage) -> None:
    newer = json.dumps({"program": "lsp-improvement-tool", "format": 99, "rounds": []})
    form_only.store(newer)
    form_only.open("#/assess/style-trust")
    expect(form_only.page.locator("#newer")).to_be_visible()
    expect(form_only.save_status).to_have_text("")
    assert form_only.page.locator("#assessment-form").evaluate("(form) => form.inert")
    form_only.page.locator("#newer button").click()
    expect(form_only.page.locator("#newer")).to_be_visible()
    assert form_only.page.evaluate("(key) => localStorage.getItem(key)", RECORD_KEY) == newer


def test_why_a_record_of_a_newer_version_cannot_be_changed_is_said(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    version = {"key": RECORD_KEY, "cause": "opened", "at": "2027-01-12T10:00:00.000Z"}
    newer = json.dumps({"program": "lsp-improvement-tool", "format": 99, "rounds": []})
    previous = json.dumps({**version, "text": json.dumps(sample_data)})
    form_only.store_all({RECORD_KEY: newer, RECORD_KEY.replace("record", "version/00000001"): previous})
    page = form_only.open("#/files").page
    why = "a newer version of this tool has changed this record"
    part(page, "#version-list").get_by_role("button").click()
    expect(page.locator("#message")).to_contain_text(why)
    page.evaluate(GIVE_FILE, ["a.json", "{}"])
    expect(page.locator("#open-failed")).to_contain_text(why)


def test_a_record_that_only_python_cannot_read_is_offered_and_quarantined(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["rounds"][-1]["answers"]["style-trust"]["rating"] = "purple"
    tool.store(sample_data)
    tool.open("#/assess/style-trust")
    notice = tool.page.locator("#record-faulty")
    expect(notice).to_be_visible(timeout=60_000)
    expect(tool.page.locator("#record-fault")).to_contain_text("purple")
    download = tool.download("#save-faulty")
    assert json.loads(download.path().read_text("utf-8")) == sample_data
    tool.page.locator("#quarantine-faulty").click()
    expect(notice).to_be_hidden()
    expect(tool.page.locator("#assess-heading")).to_be_focused()
    tool.wait_for_overview()
    assert tool.rating("style-challenge") is None
    assert [json.loads(text) for text in quarantined(tool)] == [sample_data]


def test_a_record_that_only_python_cannot_read_stays_where_storage_is_full(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["rounds"][-1]["answers"]["style-trust"]["rating"] = "purple"
    tool.store(sample_data)
    page = tool.open("#/assess/style-trust").page
    expect(page.locator("#record-faulty")).to_be_visible(timeout=60_000)
    page.evaluate(FILL_STORAGE)
    tool.write_note("style-challenge", "z" * 5000)
    expect(tool.not_saved).to_contain_text("is full")
    tool.download("#save-faulty")
    page.locator("#quarantine-faulty").click()
    expect(page.locator("#message")).to_contain_text("no space to store it separately")
    assert tool.stored() == sample_data
    expect(tool.note("style-challenge")).to_have_value("z" * 5000)
    expect(page.locator("#broken")).to_be_hidden()


def test_a_faulty_record_that_was_not_downloaded_is_not_put_aside(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["rounds"][-1]["answers"]["style-trust"]["rating"] = "purple"
    faulty = json.dumps(sample_data)
    tool.store_all({RECORD_KEY: faulty, f"{RECORD_KEY}/2": faulty})
    page = tool.open("#/files").page
    expect(page.locator("#record-faulty")).to_be_visible(timeout=60_000)
    tool.download("#save-faulty")
    expect(page.locator("#quarantine-faulty")).to_be_visible()
    page.get_by_role("button", name="Show this record").click()
    expect(page.locator("#message")).to_have_text("Another record is shown.")
    expect(page.locator("#quarantine-faulty")).to_be_hidden()
    expect(page.locator("#record-faulty")).to_be_visible()


def test_a_record_with_values_of_a_wrong_kind_is_shown_until_python_refuses_it(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    now = sample_data["rounds"][-1]
    now["discuss"] = {}
    now["responses"] = {"a": None, "b": {"answers": {"style-trust": {"note": [7]}}}}
    now["answers"]["style-trust"]["note"] = {"a": 7}
    sample_data["rounds"][0]["answers"]["style-trust"]["note"] = 7
    sample_data["partnership"]["words"] = {"board": ["the board"]}
    sample_data["actions"] = {
        "a": {"what": 7, "owner": ["Chair"], "due": 20270101, "questions": ["style-trust"]}
    }
    tool.store(sample_data)
    tool.open("#/assess/style-trust")
    expect(tool.page.locator("#record-faulty")).to_be_visible(timeout=60_000)
    expect(tool.page.locator("#broken")).to_be_hidden()
    assert tool.stored() == sample_data


def test_damage_beside_the_record_stops_nothing(form_only: ToolPage) -> None:
    """Each kind of it alone: tests/page/previous_versions.test.mjs and reminders.test.mjs."""
    text = json.dumps({"key": RECORD_KEY, "cause": "closed", "at": "2026-01-01T00:00:00.000Z", "text": "{"})
    damaged = {"version/00000001": "{", "version/00000002": text, "copy/record": "x", "draft/record": "x"}
    form_only.store_all({f"{PREFIX}{name}": value for name, value in damaged.items()})
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    assert form_only.stored_answers()["style-trust"]["rating"] == "green"
    part(form_only.page, "#new-action").click()
    expect(form_only.page.locator("#action-dialog")).to_be_visible()
    form_only.page.get_by_role("button", name="Cancel").click()
    assert quarantined(form_only) == ["{", text]


@pytest.mark.parametrize("fragment", ["#style-trust%", "#100%", "#nothing"])
def test_an_address_with_an_odd_end_stops_nothing(form_only: ToolPage, fragment: str) -> None:
    form_only.open(fragment)
    expect(form_only.page.locator("section[data-element]").first).to_be_visible()
    form_only.rate("strategy-outcomes", "red")
    assert form_only.stored_answers()["strategy-outcomes"]["rating"] == "red"


@pytest.mark.console_errors
def test_a_fault_of_the_page_itself_is_reported(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    expect(form_only.page.locator("#broken")).to_be_hidden()
    form_only.page.evaluate("() => document.querySelector('#message').remove()")
    close_round(form_only.page)
    expect(form_only.page.locator("#broken")).to_be_visible()


def test_nothing_in_memory_is_lost_by_looking_at_another_record(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.set_field("partnership.name", "Northshire")
    part(form_only.page, "#new-record").click()
    form_only.set_field("partnership.name", "Southshire")
    form_only.page.evaluate(FILL_STORAGE)
    form_only.write_note("style-trust", "z" * 5000)
    expect(form_only.not_saved).to_contain_text("is full")
    records = part(form_only.page, "#record-list li")
    records.filter(has_text="Northshire").get_by_role("button").click()
    expect(form_only.note("style-trust")).to_have_value("")
    expect(form_only.save_status).to_contain_text("Saved at")
    records.filter(has_text="Southshire").get_by_role("button").click()
    expect(form_only.note("style-trust")).to_have_value("z" * 5000)
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    form_only.page.on("dialog", answer)
    form_only.page.reload()
    assert asked == ["beforeunload"]


def test_storage_that_a_neighbour_on_this_host_clears_is_said_and_offered_back(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-tiers", "amber")
    form_only.write_note("style-trust", "Not to be lost")
    neighbour = form_only.page.context.new_page()
    neighbour.goto(form_only.url.removesuffix("tool/"))
    neighbour.evaluate("() => localStorage.clear()")
    form_only.rate("style-challenge", "red")
    notice = form_only.page.locator("#storage-cleared")
    expect(notice).to_be_in_viewport()
    expect(form_only.save_status).to_have_text("Not saved")
    assert form_only.stored() is None
    text = form_only.download("#save-cleared").path().read_text("utf-8")
    assert "Not to be lost" in text
    form_only.page.locator("#restore-cleared").click()
    expect(notice).to_be_hidden()
    expect(form_only.page.locator("#assess-heading")).to_be_focused()
    expect(form_only.save_status).to_contain_text("Saved at")
    assert set(form_only.stored_answers()) == {"style-tiers", "style-trust", "style-challenge"}


def test_where_no_version_can_be_saved_the_person_is_asked(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.write_note("style-trust", "a" * 5000)
    form_only.page.evaluate(FILL_STORAGE)
    close_round(form_only.page)
    dialog = form_only.page.locator("#no-space-dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()
    record = form_only.stored()
    assert record is not None
    assert record["rounds"][0]["closed"] is None
    part(form_only.page, "#delete-record").click()
    saved = form_only.download("#confirm-no-space")
    assert "a" * 5000 in saved.path().read_text("utf-8")
    assert form_only.stored() is None


def test_a_record_of_another_question_set_is_reported(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    """Of another site on this host, whose records a browser keeps in the same place."""
    sample_data |= {"question_set": "mine", "question_set_version": "1.0"}
    tool.store(sample_data)
    tool.open("#/assess/style-trust")
    tool.wait_for_overview()
    expect(tool.page.locator("#migrated")).to_contain_text("belongs to another question set, “mine”")
    assert tool.stored() == sample_data


def test_letters_in_another_tab_do_not_bring_a_record_up_to_date_again(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    asked: list[str] = []
    tool.page.on("request", lambda request: asked.append(request.post_data or ""))
    sample_data |= {"question_set": "mine", "question_set_version": "1.0"}
    tool.store(sample_data)
    tool.open("#/assess/style-trust")
    tool.wait_for_overview()
    expect(tool.page.locator("#migrated")).to_be_visible()
    before = sum('"ask":"migrate"' in request for request in asked)
    assert before
    tool.page.evaluate("addEventListener('storage', ({ newValue }) => { window.heard = newValue; })")
    neighbour = tool.page.context.new_page()
    neighbour.goto(tool.url.removesuffix("tool/"))
    neighbour.evaluate("for (const text of ['M', 'Me', 'Meet']) localStorage.setItem('typed', text)")
    tool.page.wait_for_function("() => window.heard === 'Meet'")
    # Requests are answered in their order: this one comes after any that the letters made.
    tool.download("#download-report")
    assert sum('"ask":"migrate"' in request for request in asked) == before
