"""What the browser kept may be damaged, or it may refuse to keep: it is said, and nothing is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.tool_page import RECORD_KEY

if TYPE_CHECKING:
    from playwright.sync_api import Dialog

    from tests.browser.tool_page import ToolPage

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


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_value_that_cannot_be_read_is_put_aside_and_offered(form_only: ToolPage, name: str) -> None:
    form_only.store(UNREADABLE[name])
    form_only.open("#style")
    expect(form_only.page.locator("#set-aside")).to_be_visible()
    expect(form_only.save_status).to_contain_text("Nothing is entered yet")
    download = form_only.download("#save-set-aside")
    assert download.path().read_text("utf-8") == UNREADABLE[name]
    form_only.rate("style-trust", "green")
    form_only.page.reload()
    form_only.open("#style")
    assert form_only.rating("style-trust") == "green"
    assert form_only.download("#save-set-aside").path().read_text("utf-8") == UNREADABLE[name]


def test_a_good_record_is_never_put_aside(form_only: ToolPage, sample_data: dict[str, Any]) -> None:
    form_only.store(sample_data)
    form_only.open("#style")
    expect(form_only.page.locator("#set-aside")).to_be_hidden()
    assert form_only.stored() == sample_data


def test_what_this_version_does_not_know_is_kept_when_an_answer_changes(
    form_only: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["mood"] = "good"
    sample_data["rounds"][-1]["answers"]["asked-long-ago"] = {"rating": "red"}
    sample_data["rounds"][-1]["answers"]["style-trust"]["by"] = "chair"
    form_only.store(sample_data)
    form_only.open("#style")
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


@pytest.mark.console_errors  # The theme's own scripts do not expect a refusal.
@pytest.mark.parametrize(
    ("script", "why"), [(REFUSE_TO_READ, "does not let sites keep anything"), (REFUSE_TO_KEEP, "is full")]
)
def test_when_storage_is_refused_it_is_said_and_a_file_can_be_saved(
    form_only: ToolPage, script: str, why: str
) -> None:
    form_only.page.add_init_script(f"if (location.pathname.endsWith('/tool/')) {{ {script} }}")
    form_only.open("#style")
    # At once, and not only when somebody has answered.
    expect(form_only.save_status).to_contain_text("Your answers are not kept")
    form_only.rate("style-trust", "amber")
    form_only.write_note("style-trust", "Kept in memory.")
    expect(form_only.save_status).to_contain_text(why)
    expect(form_only.page.locator('[data-answered-of="style"]')).to_have_text("1")
    text = form_only.download("#save-copy").path().read_text("utf-8")
    answer = json.loads(text)["rounds"][-1]["answers"]["style-trust"]
    assert (answer["rating"], answer["note"]) == ("amber", "Kept in memory.")


def test_when_storage_is_really_full_the_newest_answer_is_not_lost(form_only: ToolPage) -> None:
    form_only.open("#style")
    form_only.rate("style-trust", "amber")
    form_only.page.evaluate(FILL_STORAGE)
    form_only.write_note("style-trust", "y" * 5000)
    expect(form_only.save_status).to_contain_text("is full")
    text = form_only.download("#save-copy").path().read_text("utf-8")
    assert json.loads(text)["rounds"][-1]["answers"]["style-trust"]["note"] == "y" * 5000
    form_only.page.evaluate("() => localStorage.removeItem('filler-0')")
    form_only.rate("style-profile", "green")
    expect(form_only.save_status).to_contain_text("Saved in this browser")
    assert form_only.stored_answers()["style-trust"]["note"] == "y" * 5000


def test_a_record_of_a_newer_version_is_left_alone(form_only: ToolPage) -> None:
    newer = json.dumps({"program": "lsp-improvement-tool", "format": 99, "rounds": []})
    form_only.store(newer)
    form_only.open("#style")
    expect(form_only.page.locator("#newer")).to_be_visible()
    assert form_only.page.locator("#assessment-form").evaluate("(form) => form.inert")
    form_only.page.locator("#newer button").click()
    expect(form_only.page.locator("#newer")).to_be_visible()
    assert form_only.page.evaluate("(key) => localStorage.getItem(key)", RECORD_KEY) == newer


def test_a_record_that_only_python_cannot_read_is_offered_and_put_aside(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["rounds"][-1]["answers"]["style-trust"]["rating"] = "purple"
    tool.store(sample_data)
    tool.open("#style")
    notice = tool.page.locator("#record-faulty")
    expect(notice).to_be_visible(timeout=60_000)
    expect(tool.page.locator("#record-fault")).to_contain_text("purple")
    download = tool.download("#save-faulty")
    assert json.loads(download.path().read_text("utf-8")) == sample_data
    tool.page.locator("#put-faulty-aside").click()
    expect(notice).to_be_hidden()
    tool.wait_for_overview()
    assert tool.rating("style-challenge") is None
    aside = tool.download("#save-set-aside").path().read_text("utf-8")
    assert json.loads(aside) == sample_data


DAMAGED = {
    "a kept state": ("lsp-improvement-tool/kept/2026-01-01T00:00:00.000Z-1", "{"),
    "the text in a kept state": (
        "lsp-improvement-tool/kept/2026-01-01T00:00:00.000Z-1",
        json.dumps({"key": RECORD_KEY, "cause": "closed", "at": "2026-01-01T00:00:00.000Z", "text": "{"}),
    ),
    "the age of the copy": (f"lsp-improvement-tool/copy/{RECORD_KEY}", "x"),
    "the drafts": (f"lsp-improvement-tool/draft/{RECORD_KEY}", "x"),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_what_is_damaged_beside_the_record_stops_nothing(form_only: ToolPage, what: str) -> None:
    form_only.store("null")
    form_only.page.evaluate(
        "([key, text]) => { localStorage.clear(); localStorage.setItem(key, text); }", list(DAMAGED[what])
    )
    form_only.open("#style")
    form_only.rate("style-trust", "green")
    assert form_only.stored_answers()["style-trust"]["rating"] == "green"
    form_only.page.locator("#new-action").click()
    expect(form_only.page.locator("#action-dialog")).to_be_visible()
    if "kept" in DAMAGED[what][0]:
        form_only.page.get_by_role("button", name="Cancel").click()
        assert form_only.download("#save-set-aside").path().read_text("utf-8") == DAMAGED[what][1]


@pytest.mark.parametrize("fragment", ["#style-trust%", "#100%", "#nothing"])
def test_an_address_with_an_odd_end_stops_nothing(form_only: ToolPage, fragment: str) -> None:
    form_only.open(fragment)
    expect(form_only.page.locator("section[data-element]").first).to_be_visible()
    form_only.rate("strategy-outcomes", "red")
    assert form_only.stored_answers()["strategy-outcomes"]["rating"] == "red"


@pytest.mark.console_errors
def test_a_fault_of_the_page_itself_is_told(form_only: ToolPage) -> None:
    form_only.open("#style")
    expect(form_only.page.locator("#broken")).to_be_hidden()
    form_only.page.evaluate("() => document.querySelector('#told').remove()")
    form_only.page.locator("#close-round").click()
    expect(form_only.page.locator("#broken")).to_be_visible()


def test_what_waits_for_room_is_taken_back_without_a_word(form_only: ToolPage) -> None:
    form_only.page.add_init_script(REFUSE_TO_KEEP)
    form_only.open("#style")
    form_only.rate("style-trust", "amber")
    form_only.rate("style-trust", "green")
    for rating in ("amber", None):
        form_only.page.locator("#undo").click()
        assert form_only.rating("style-trust") == rating
        expect(form_only.page.locator("#told")).to_be_hidden()


def test_nothing_in_memory_is_lost_by_looking_at_another_record(form_only: ToolPage) -> None:
    form_only.open("#style")
    form_only.set_field("partnership.name", "Northshire")
    form_only.page.locator("#new-record").click()
    form_only.set_field("partnership.name", "Southshire")
    form_only.page.evaluate(FILL_STORAGE)
    form_only.write_note("style-trust", "z" * 5000)
    expect(form_only.save_status).to_contain_text("is full")
    records = form_only.page.locator("#record-list li")
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


def test_what_could_not_be_written_undoes_nothing_of_another_tab(form_only: ToolPage) -> None:
    form_only.open("#style")
    form_only.rate("style-profile", "amber")
    form_only.page.evaluate(FILL_STORAGE)
    form_only.write_note("style-trust", "z" * 5000)
    expect(form_only.save_status).to_contain_text("is full")
    other = form_only.page.context.new_page()
    other.goto(form_only.url.removesuffix("tool/"))
    other.evaluate(
        """(key) => {
          localStorage.removeItem("filler-0");
          const record = JSON.parse(localStorage.getItem(key));
          record.rounds[0].answers["style-challenge"] = { rating: "red" };
          localStorage.setItem(key, JSON.stringify(record));
        }""",
        RECORD_KEY,
    )
    expect(form_only.question("style-challenge").locator('input[value="red"]')).to_be_checked()
    expect(form_only.save_status).to_contain_text("Saved in this browser")
    answers = form_only.stored_answers()
    assert answers["style-trust"]["note"] == "z" * 5000
    assert answers["style-challenge"]["rating"] == "red"
    assert answers["style-profile"]["rating"] == "amber"


def test_where_the_state_before_cannot_be_kept_it_is_asked(form_only: ToolPage) -> None:
    form_only.open("#style")
    form_only.write_note("style-trust", "a" * 5000)
    form_only.page.evaluate(FILL_STORAGE)
    form_only.page.locator("#close-round").click()
    dialog = form_only.page.locator("#unkept-dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Change nothing").click()
    record = form_only.stored()
    assert record is not None
    assert record["rounds"][0]["closed"] is None
    form_only.page.locator("#delete-record").click()
    saved = form_only.download("#confirm-unkept")
    assert "a" * 5000 in saved.path().read_text("utf-8")
    assert form_only.stored() is None


def test_a_state_is_not_given_up_for_the_very_change_it_was_kept_for(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.open("#style")
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
    expect(tool.save_status).to_contain_text("is full")
    expect(tool.note("style-trust")).to_have_value("b" * 600_000)
    assert tool.stored() == before
    tool.page.on("dialog", lambda asked: asked.accept())
    tool.page.reload()
    expect(tool.note("style-trust")).to_have_value("a" * 200_000)


def test_a_record_of_another_question_set_is_told(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    """Of another site on this host, whose records a browser keeps in the same place."""
    sample_data |= {"question_set": "mine", "question_set_version": "1.0"}
    tool.store(sample_data)
    tool.open("#style")
    tool.wait_for_overview()
    expect(tool.page.locator("#migrated")).to_contain_text("belongs to another question set, “mine”")
    assert tool.stored() == sample_data
