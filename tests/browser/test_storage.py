"""What the browser kept may be damaged, or it may refuse to keep: it is said, and nothing is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.tool_page import RECORD_KEY, close_round, part

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Locator

    from tests.browser.tool_page import ToolPage

PREFIX = RECORD_KEY.removesuffix("record")

UNREADABLE = {
    "not JSON": '{"format": 1, "rounds": [',
    "no text at all": "",
    "another program's": json.dumps({"program": "chess", "format": 1}),
    "a number": "7",
    "a list": "[]",
    "null": "null",
    "no rounds": json.dumps(
        {"program": "lsp-improvement-tool", "format": 1, "partnership": {"words": {}}, "rounds": []}
    ),
    "a round without its date": json.dumps(
        {
            "program": "lsp-improvement-tool",
            "format": 1,
            "partnership": {"name": "", "words": {}},
            "rounds": [{"id": "r", "name": 5, "closed": None, "answers": {}}],
        }
    ),
    "answers of another shape": json.dumps(
        {
            "program": "lsp-improvement-tool",
            "format": 1,
            "partnership": {"words": {}},
            "rounds": [{"answers": {"style-trust": "red"}}],
        }
    ),
}


def quarantined(tool: ToolPage) -> list[str]:
    """The texts in the file that the page offers."""
    saved = json.loads(tool.download("#save-quarantined").path().read_text("utf-8"))
    assert saved["kind"] == "backup"
    return list(saved["quarantined"].values())


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_value_that_cannot_be_read_is_quarantined_and_offered(form_only: ToolPage, name: str) -> None:
    form_only.store(UNREADABLE[name])
    form_only.open("#/assess/style-trust")
    expect(form_only.page.locator("#quarantined")).to_be_visible()
    expect(form_only.save_status).to_contain_text("Nothing entered yet")
    assert quarantined(form_only) == [UNREADABLE[name]]
    form_only.rate("style-trust", "green")
    form_only.page.reload()
    form_only.open("#/assess/style-trust")
    assert form_only.rating("style-trust") == "green"
    assert quarantined(form_only) == [UNREADABLE[name]]


def test_a_good_record_is_never_quarantined(form_only: ToolPage, sample_data: dict[str, Any]) -> None:
    form_only.store(sample_data)
    form_only.open("#/assess/style-trust")
    expect(form_only.page.locator("#quarantined")).to_be_hidden()
    assert form_only.stored() == sample_data


def test_unknown_fields_survive_a_changed_answer(form_only: ToolPage, sample_data: dict[str, Any]) -> None:
    sample_data["mood"] = "good"
    sample_data["rounds"][-1]["answers"]["asked-long-ago"] = {"rating": "red"}
    sample_data["rounds"][-1]["answers"]["style-trust"]["by"] = "chair"
    form_only.store(sample_data)
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "red")
    stored = form_only.stored()
    assert stored is not None
    answer = stored["rounds"][-1]["answers"].pop("style-trust")
    assert (answer["by"], answer["rating"]) == ("chair", "red")
    sample_data["rounds"][-1]["answers"].pop("style-trust")
    sample_data["changed"] = stored["changed"]
    assert stored == sample_data


REFUSE_TO_READ = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); } })"""
REFUSE_TO_KEEP = """Storage.prototype.setItem = () => {
  throw new DOMException("The quota has been exceeded.", "QuotaExceededError"); }"""

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
    assert form_only.page.locator("#assessment-form").evaluate("(form) => form.inert")
    form_only.page.locator("#newer button").click()
    expect(form_only.page.locator("#newer")).to_be_visible()
    assert form_only.page.evaluate("(key) => localStorage.getItem(key)", RECORD_KEY) == newer


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
    tool.wait_for_overview()
    assert tool.rating("style-challenge") is None
    assert [json.loads(text) for text in quarantined(tool)] == [sample_data]


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


DAMAGED = {
    "a previous version": (f"{PREFIX}version/00000001", "{"),
    "the text in a previous version": (
        f"{PREFIX}version/00000001",
        json.dumps({"key": RECORD_KEY, "cause": "closed", "at": "2026-01-01T00:00:00.000Z", "text": "{"}),
    ),
    "the age of the copy": (f"{PREFIX}copy/record", "x"),
    "the drafts": (f"{PREFIX}draft/record", "x"),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_damage_beside_the_record_stops_nothing(form_only: ToolPage, what: str) -> None:
    form_only.store("null")
    form_only.page.evaluate(
        "([key, text]) => { localStorage.clear(); localStorage.setItem(key, text); }", list(DAMAGED[what])
    )
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    assert form_only.stored_answers()["style-trust"]["rating"] == "green"
    part(form_only.page, "#new-action").click()
    expect(form_only.page.locator("#action-dialog")).to_be_visible()
    if "version" in DAMAGED[what][0]:
        form_only.page.get_by_role("button", name="Cancel").click()
        assert quarantined(form_only) == [DAMAGED[what][1]]


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


def test_a_change_that_waits_for_space_is_undone_without_a_message(form_only: ToolPage) -> None:
    form_only.page.add_init_script(REFUSE_TO_KEEP)
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "amber")
    form_only.rate("style-trust", "green")
    for rating in ("amber", None):
        form_only.page.locator("#undo").click()
        assert form_only.rating("style-trust") == rating
        expect(form_only.page.locator("#message")).to_be_hidden()


def unsaved_record(tool: ToolPage) -> Locator:
    """A record that storage has no space for, beside one that is stored; returns the list of both."""
    tool.open("#/assess/style-trust")
    tool.set_field("partnership.name", "Northshire")
    part(tool.page, "#new-record").click()
    tool.set_field("partnership.name", "Southshire")
    tool.page.evaluate(FILL_STORAGE)
    tool.write_note("style-trust", "z" * 5000)
    expect(tool.not_saved).to_contain_text("is full")
    return part(tool.page, "#record-list li")


def test_nothing_in_memory_is_lost_by_looking_at_another_record(form_only: ToolPage) -> None:
    records = unsaved_record(form_only)
    records.filter(has_text="Northshire").get_by_role("button").click()
    expect(form_only.note("style-trust")).to_have_value("")
    records.filter(has_text="Southshire").get_by_role("button").click()
    expect(form_only.note("style-trust")).to_have_value("z" * 5000)
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    form_only.page.on("dialog", answer)
    form_only.page.reload()
    assert asked == ["beforeunload"]


def test_what_waits_for_room_makes_a_version_of_what_another_tab_wrote(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-tiers", "amber")
    form_only.page.evaluate(FILL_STORAGE)
    form_only.write_note("style-trust", "z" * 5000)
    expect(form_only.not_saved).to_contain_text("is full")
    other = form_only.page.context.new_page()
    other.goto(form_only.url.removesuffix("tool/"))
    other.evaluate(
        """(key) => {
          // Of the same length: there is no room for more.
          localStorage.setItem(key, localStorage.getItem(key).replace('"amber"', '"green"'));
          localStorage.removeItem("filler-0");
        }""",
        RECORD_KEY,
    )
    expect(form_only.save_status).to_contain_text("Saved at")
    answers = form_only.stored_answers()
    assert answers["style-trust"]["note"] == "z" * 5000
    assert answers["style-tiers"]["rating"] == "amber"
    part(form_only.page, "#version-list").locator("li", has_text="did not respond").get_by_role(
        "button"
    ).click()
    expect(form_only.question("style-tiers").locator('input[value="green"]')).to_be_checked()


REFUSE_RECORD = """(key) => {
  const write = Storage.prototype.setItem;
  Storage.prototype.setItem = function (name, text) {
    if (window.isFull && name === key) throw new DOMException("full", "QuotaExceededError");
    return write.call(this, name, text);
  };
  window.isFull = true;
}"""


def write_in_another_tab(tool: ToolPage, text: str) -> None:
    other = tool.page.context.new_page()
    other.goto(tool.url.removesuffix("tool/"))
    other.evaluate("([key, text]) => localStorage.setItem(key, text)", [RECORD_KEY, text])


def test_what_another_tab_wrote_becomes_one_version_however_long_there_is_no_room(
    form_only: ToolPage,
) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "amber")
    close_round(form_only.page)
    part(form_only.page, "#reopen-round").click()
    form_only.page.locator("#confirm-reopen").click()
    form_only.show("style-trust")
    form_only.page.evaluate(REFUSE_RECORD, RECORD_KEY)
    form_only.note("style-trust").press_sequentially("a")
    expect(form_only.not_saved).to_contain_text("is full")
    record = form_only.stored()
    assert record is not None
    record["partnership"]["name"] = "Northshire"
    write_in_another_tab(form_only, json.dumps(record))
    form_only.note("style-trust").press_sequentially("bcdefghijkl")
    versions = part(form_only.page, "#version-list").locator("li")
    expect(versions.filter(has_text="did not respond")).to_have_count(1)
    expect(versions).to_have_count(3)
    form_only.page.evaluate("() => { window.isFull = false; }")
    form_only.write_note("style-trust", "There is room again")
    assert form_only.stored_answers()["style-trust"]["note"] == "There is room again"
    expect(part(form_only.page, "#version-list").locator("li")).to_have_count(3)


def test_what_waits_for_room_is_not_written_over_a_record_of_a_newer_version(form_only: ToolPage) -> None:
    newer = json.dumps({"program": "lsp-improvement-tool", "format": 99, "rounds": []})
    form_only.open("#/assess/style-trust")
    form_only.page.evaluate(REFUSE_RECORD, RECORD_KEY)
    form_only.write_note("style-trust", "Still in the page")
    expect(form_only.not_saved).to_contain_text("is full")
    write_in_another_tab(form_only, newer)
    expect(form_only.page.locator("#newer")).to_be_visible()
    form_only.page.evaluate(
        """() => {
          window.isFull = false;
          dispatchEvent(new StorageEvent("storage", { key: "of a neighbour" }));
        }"""
    )
    assert form_only.page.evaluate("(key) => localStorage.getItem(key)", RECORD_KEY) == newer
    # What was not stored can still be read, and copied.
    expect(form_only.note("style-trust")).to_have_value("Still in the page")
    assert form_only.page.evaluate("() => window.onbeforeunload !== null")


CLEARS = {
    "by a neighbour on this host": "() => localStorage.clear()",
    "in the settings of the browser": "(key) => localStorage.removeItem(key)",
}


@pytest.mark.parametrize("how", CLEARS)
def test_storage_that_is_cleared_under_the_page_is_said_and_offered_back(
    form_only: ToolPage, how: str
) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-tiers", "amber")
    form_only.write_note("style-trust", "Not to be lost")
    neighbour = form_only.page.context.new_page()
    neighbour.goto(form_only.url.removesuffix("tool/"))
    # With an event for this page, or, where the browser itself clears, without one.
    (neighbour if "neighbour" in how else form_only.page).evaluate(CLEARS[how], RECORD_KEY)
    form_only.rate("style-challenge", "red")
    notice = form_only.page.locator("#storage-cleared")
    expect(notice).to_be_in_viewport()
    expect(form_only.save_status).to_have_text("Not saved")
    assert form_only.stored() is None
    text = form_only.download("#save-cleared").path().read_text("utf-8")
    assert "Not to be lost" in text
    form_only.page.locator("#restore-cleared").click()
    expect(notice).to_be_hidden()
    expect(form_only.save_status).to_contain_text("Saved at")
    assert set(form_only.stored_answers()) == {"style-tiers", "style-trust", "style-challenge"}


def test_a_record_that_is_overwritten_from_outside_stays_in_the_page(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.write_note("style-trust", "Not to be lost")
    form_only.page.evaluate("(key) => localStorage.setItem(key, '{')", RECORD_KEY)
    form_only.rate("style-challenge", "red")
    expect(form_only.page.locator("#storage-cleared")).to_be_visible()
    expect(form_only.note("style-trust")).to_have_value("Not to be lost")
    form_only.page.locator("#restore-cleared").click()
    assert set(form_only.stored_answers()) == {"style-trust", "style-challenge"}
    assert quarantined(form_only) == ["{"]


def test_what_is_unsaved_is_still_said_to_be_after_another_record_was_shown(form_only: ToolPage) -> None:
    records = unsaved_record(form_only)
    records.filter(has_text="Northshire").get_by_role("button").click()
    expect(form_only.save_status).to_contain_text("Saved at")
    # Space was made meanwhile, so that it can be saved when it is shown.
    form_only.page.evaluate("() => localStorage.removeItem('filler-0')")
    records.filter(has_text="Southshire").get_by_role("button").click()
    expect(form_only.save_status).to_contain_text("Saved at")
    form_only.page.reload()
    form_only.show("style-trust")
    expect(form_only.note("style-trust")).to_have_value("z" * 5000)


def test_a_refusal_that_is_not_for_want_of_space_deletes_no_version(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    close_round(form_only.page)
    part(form_only.page, "#reopen-round").click()
    form_only.page.locator("#confirm-reopen").click()
    expect(part(form_only.page, "#version-list li")).to_have_count(2)
    form_only.page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('broken', 'UnknownError'); }; }"
    )
    form_only.rate("style-trust", "red")
    expect(form_only.save_status).to_have_text("Not saved")
    expect(part(form_only.page, "#version-list li")).to_have_count(2)


def test_a_draft_that_the_browser_refuses_stays_in_the_page(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    form_only.page.evaluate(FILL_STORAGE)
    part(form_only.page, "#new-action").click()
    form_only.page.get_by_label("What will be done").fill("a" * 4000)
    form_only.page.keyboard.press("Escape")
    part(form_only.page, "#new-action").click()
    expect(form_only.page.get_by_label("What will be done")).to_have_value("a" * 4000)
    assert form_only.page.evaluate("() => window.onbeforeunload !== null")


def test_where_a_browser_denies_channels_and_locks_the_page_works(form_only: ToolPage) -> None:
    """As Firefox does where cookies are blocked."""
    form_only.page.add_init_script(
        """const deny = () => { throw new DOMException("denied", "SecurityError"); };
        window.BroadcastChannel = class { constructor() { deny(); } };
        LockManager.prototype.request = async () => deny();"""
    )
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    expect(form_only.save_status).to_contain_text("Saved at")
    expect(form_only.page.locator("#one-tab-only")).to_be_visible()


def test_a_clock_that_ran_ahead_drops_no_version_and_is_said(form_only: ToolPage) -> None:
    form_only.page.clock.set_fixed_time("2028-03-10T08:30:00")
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    for _ in range(5):
        close_round(form_only.page)
        part(form_only.page, "#reopen-round").click()
        form_only.page.locator("#confirm-reopen").click()
    form_only.download("#save-copy")
    form_only.page.clock.set_fixed_time("2027-03-10T08:30:00")
    form_only.page.reload()
    form_only.write_note("style-trust", "By the right clock")
    expect(form_only.page.locator("#copy-status")).to_contain_text("has not come yet")
    part(form_only.page, "#delete-record").click()
    newest = part(form_only.page, "#version-list li").first
    expect(newest).to_contain_text("before the record was deleted")
    newest.get_by_role("button").click()
    expect(form_only.note("style-trust")).to_have_value("By the right clock")


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


def test_a_version_is_not_deleted_for_the_change_that_it_was_saved_for(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.open("#/assess/style-trust")
    tool.write_note("style-trust", "a" * 200_000)
    before = tool.stored()
    tool.page.evaluate(FILL_STORAGE)
    # Room for the state before, and not for what comes in its place.
    tool.page.evaluate(
        """() => {
          localStorage.removeItem("filler-0");
          localStorage.setItem("filler-0", "x".repeat(4_000_000 - 300_000));
        }"""
    )
    sample_data["rounds"][-1]["answers"]["style-trust"]["note"] = "b" * 600_000
    tool.page.locator("#open-file").set_input_files(
        {"name": "copy.json", "mimeType": "application/json", "buffer": json.dumps(sample_data).encode()}
    )
    dialog = tool.page.locator("#open-dialog")
    expect(dialog).to_be_visible(timeout=60_000)
    dialog.get_by_role("button", name="Replace everything").click()
    expect(tool.not_saved).to_contain_text("is full")
    expect(tool.note("style-trust")).to_have_value("b" * 600_000)
    assert tool.stored() == before
    tool.page.on("dialog", lambda asked: asked.accept())
    tool.page.reload()
    expect(tool.note("style-trust")).to_have_value("a" * 200_000)


def test_a_record_of_another_question_set_is_reported(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    """Of another site on this host, whose records a browser keeps in the same place."""
    sample_data |= {"question_set": "mine", "question_set_version": "1.0"}
    tool.store(sample_data)
    tool.open("#/assess/style-trust")
    tool.wait_for_overview()
    expect(tool.page.locator("#migrated")).to_contain_text("belongs to another question set, “mine”")
    assert tool.stored() == sample_data


def test_a_draft_has_the_room_of_what_python_made_last(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    fragment = RECORD_KEY.replace("/record", "/fragment/overview")
    form_only.page.evaluate(
        "(key) => localStorage.setItem(key, JSON.stringify({ from: '', html: 'x'.repeat(20_000) }))", fragment
    )
    form_only.page.evaluate(FILL_STORAGE)
    part(form_only.page, "#new-action").click()
    form_only.page.get_by_label("What will be done").fill("a" * 4000)
    draft = form_only.page.evaluate(
        "(key) => localStorage.getItem(key)", RECORD_KEY.replace("/record", "/draft/record")
    )
    assert "a" * 4000 in (draft or "")


def test_what_was_quarantined_is_gone_from_the_page_when_it_is_deleted(form_only: ToolPage) -> None:
    form_only.store("broken")
    form_only.open("#/assess/style-trust")
    assert quarantined(form_only) == ["broken"]
    form_only.page.locator("#discard-quarantined").click()
    expect(form_only.page.locator("#quarantined")).to_be_hidden()


def test_letters_in_a_dialog_do_not_bring_a_record_up_to_date_again(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    asked: list[str] = []
    tool.page.on("request", lambda request: asked.append(request.post_data or ""))
    sample_data |= {"question_set": "mine", "question_set_version": "1.0"}
    tool.store(sample_data)
    tool.open("#/assess/style-trust")
    tool.wait_for_overview()
    expect(tool.page.locator("#migrated")).to_be_visible()
    part(tool.page, "#new-action").click()
    before = sum('"ask":"migrate"' in request for request in asked)
    assert before
    tool.page.get_by_label("What will be done").press_sequentially("Meet")
    tool.page.keyboard.press("Escape")
    # Requests are answered in their order: this one comes after any that the letters made.
    tool.download("#download-report")
    assert sum('"ask":"migrate"' in request for request in asked) == before
