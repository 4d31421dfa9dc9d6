"""Work is not lost: undo, two tabs, a full storage, a killed page, and copies that are due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.tool_page import RECORD_KEY, WORKER, ToolPage

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_answers_and_notes_are_undone_and_redone(form_only: ToolPage) -> None:
    form_only.open("#style")
    undo, redo = form_only.page.locator("#undo"), form_only.page.locator("#redo")
    expect(undo).to_be_disabled()
    form_only.rate("style-trust", "amber")
    form_only.rate("style-trust", "green")
    form_only.write_note("style-trust", "A note.")
    undo.click()
    expect(form_only.note("style-trust")).to_have_value("")
    undo.click()
    assert form_only.rating("style-trust") == "amber"
    undo.click()
    assert form_only.rating("style-trust") is None
    expect(undo).to_be_disabled()
    for _ in range(3):
        redo.click()
    assert form_only.rating("style-trust") == "green"
    expect(form_only.note("style-trust")).to_have_value("A note.")
    assert form_only.stored_answers()["style-trust"]["note"] == "A note."


def second_tab(tool: ToolPage) -> ToolPage:
    page: Page = tool.page.context.new_page()
    page.route(WORKER, lambda _route: None)
    return ToolPage(page, tool.url).open("#style")


def test_two_tabs_see_each_other_and_overwrite_nothing(form_only: ToolPage) -> None:
    form_only.open("#style")
    other = second_tab(form_only)
    form_only.rate("style-trust", "green")
    expect(other.question("style-trust").locator('input[value="green"]')).to_be_checked()
    other.rate("style-challenge", "red")
    form_only.rate("style-meetings", "amber")
    assert set(form_only.stored_answers()) == {"style-trust", "style-challenge", "style-meetings"}


def test_when_both_tabs_type_in_one_note_both_texts_are_kept(form_only: ToolPage) -> None:
    form_only.open("#style")
    other = second_tab(form_only)
    # Typed at the same time: neither has stored anything when the other begins.
    for tool, text in ((form_only, "From the first tab."), (other, "From the second tab.")):
        tool.page.evaluate(
            """([name, text]) => {
              const note = document.querySelector(`[name="${name}"]`);
              note.value = text;
              note.dispatchEvent(new Event("input", { bubbles: true }));
            }""",
            ["style-trust.note", text],
        )
    form_only.page.wait_for_timeout(1_000)
    note = form_only.stored_answers()["style-trust"]["note"]
    assert "From the first tab." in note
    assert "From the second tab." in note


def write_over(other: ToolPage, stale: dict[str, Any], later: int) -> None:
    """Writes, as another tab would, a record that holds nothing of what the first tab has just written."""
    other.page.evaluate(
        """([key, record, later]) => {
          const present = JSON.parse(localStorage.getItem(key));
          record.changed = new Date(Date.parse(present.changed) + later).toISOString();
          record.rounds[0].answers["style-challenge"] = { rating: "red", changed: record.changed };
          localStorage.setItem(key, JSON.stringify(record));
        }""",
        [RECORD_KEY, stale, later],
    )


def test_what_another_tab_wrote_over_unseen_is_written_again(form_only: ToolPage) -> None:
    form_only.open("#style")
    other = second_tab(form_only)
    form_only.rate("style-meetings", "amber")
    stale = form_only.stored()
    assert stale is not None
    form_only.rate("style-trust", "green")
    form_only.write_note("style-trust", "A note.")
    write_over(other, stale, later=100)
    expect(other.question("style-trust").locator('input[value="green"]')).to_be_checked()
    expect(other.note("style-trust")).to_have_value("A note.")
    ratings = {question: answer.get("rating") for question, answer in other.stored_answers().items()}
    assert ratings == {"style-meetings": "amber", "style-trust": "green", "style-challenge": "red"}


def test_what_was_deleted_here_does_not_come_back(form_only: ToolPage) -> None:
    """Another tab that has seen all of it writes a moment later: nothing was written over."""
    form_only.open("#style")
    other = second_tab(form_only)
    form_only.write_note("style-trust", "We agree.")
    form_only.write_note("style-trust", "We do.")
    form_only.rate("style-meetings", "amber")
    form_only.rate("style-meetings", "green")
    seen = form_only.stored()
    assert seen is not None
    write_over(other, seen, later=100)
    expect(form_only.question("style-challenge").locator('input[value="red"]')).to_be_checked()
    expect(form_only.note("style-trust")).to_have_value("We do.")
    assert form_only.stored_answers()["style-trust"]["note"] == "We do."
    assert form_only.stored_answers()["style-meetings"]["rating"] == "green"


def test_what_was_typed_in_steps_is_written_again_whole(form_only: ToolPage) -> None:
    form_only.open("#style")
    other = second_tab(form_only)
    form_only.write_note("style-trust", "One.")
    stale = form_only.stored()
    assert stale is not None
    form_only.write_note("style-trust", "One. Two.")
    form_only.write_note("style-trust", "One. Two. Three.")
    write_over(other, stale, later=100)
    expect(other.note("style-trust")).to_have_value("One. Two. Three.")


@pytest.mark.parametrize("later", [5_000, -5_000], ids=["took back", "brought by opening an older file"])
def test_what_another_tab_replaced_on_purpose_is_not_written_again(form_only: ToolPage, later: int) -> None:
    form_only.open("#style")
    other = second_tab(form_only)
    form_only.rate("style-meetings", "amber")
    before = form_only.stored()
    assert before is not None
    form_only.rate("style-trust", "green")
    expect(other.question("style-trust").locator('input[value="green"]')).to_be_checked()
    write_over(other, before, later)
    expect(form_only.question("style-challenge").locator('input[value="red"]')).to_be_checked()
    form_only.page.wait_for_timeout(500)
    assert set(form_only.stored_answers()) == {"style-meetings", "style-challenge"}


def test_what_both_tabs_typed_does_not_grow_by_itself(form_only: ToolPage) -> None:
    form_only.open("#style")
    other = second_tab(form_only)
    for turn in range(6):
        for tool, text in ((form_only, f"first {turn}. "), (other, f"second {turn}. ")):
            tool.show("style-trust")
            note = tool.note("style-trust")
            note.focus()
            note.press("Control+End")
            # At once: what is half typed when it is saved is a place at which the other may go on.
            tool.page.keyboard.insert_text(text)
    form_only.page.wait_for_timeout(1_000)
    note_text = form_only.stored_answers()["style-trust"]["note"]
    for turn in range(6):
        assert note_text.count(f"first {turn}.") == 1
        assert note_text.count(f"second {turn}.") == 1


def test_undo_takes_nothing_back_that_another_tab_has_changed_since(form_only: ToolPage) -> None:
    form_only.open("#style")
    other = second_tab(form_only)
    form_only.write_note("style-trust", "From here.")
    expect(other.note("style-trust")).to_have_value("From here.")
    other.write_note("style-trust", "From here. And from there.")
    expect(form_only.note("style-trust")).to_have_value("From here. And from there.")
    form_only.page.locator("#undo").click()
    expect(form_only.page.locator("#told")).to_contain_text("changed elsewhere")
    expect(form_only.note("style-trust")).to_have_value("From here. And from there.")


def test_undo_leads_to_the_question_that_it_changes(form_only: ToolPage) -> None:
    form_only.open("#style")
    form_only.write_note("style-community-voice", "Taken back.")
    form_only.show("steering-partner-plans")
    form_only.page.locator("#undo").click()
    expect(form_only.note("style-community-voice")).to_be_in_viewport()
    expect(form_only.note("style-community-voice")).to_have_value("")


def test_the_name_of_a_closed_round_is_taken_back_too(form_only: ToolPage) -> None:
    form_only.open("#style")
    form_only.set_field("round.name", "Spring")
    form_only.page.locator("#close-round").click()
    form_only.set_field("round.name", "Summer")
    form_only.page.locator("#undo").click()
    expect(form_only.field("round.name")).to_have_value("Spring")
    expect(form_only.page.locator("#told")).to_be_hidden()


def test_a_text_belongs_to_the_round_in_which_it_was_typed(form_only: ToolPage) -> None:
    form_only.open("#style")
    form_only.rate("style-trust", "amber")
    other = second_tab(form_only)
    # Half typed when the other tab begins the next round.
    form_only.page.evaluate(
        """(name) => {
          const note = document.querySelector(`[name="${name}"]`);
          note.value = "Of the first round.";
          note.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        "style-trust.note",
    )
    other.page.locator("#start-round").click()
    expect(form_only.page.locator("#round-line")).to_be_attached()
    form_only.page.wait_for_timeout(1_000)
    record = form_only.stored()
    assert record is not None
    first, second = record["rounds"]
    assert first["answers"]["style-trust"]["note"] == "Of the first round."
    assert second["answers"] == {}
    expect(form_only.note("style-trust")).to_have_value("")
    # Undo concerns the round before, which is closed.
    form_only.page.locator("#undo").click()
    record = form_only.stored()
    assert record is not None
    assert record["rounds"][1]["answers"] == {}


def test_typed_text_is_stored_within_a_second_and_when_the_page_is_killed(form_only: ToolPage) -> None:
    form_only.open("#style")
    form_only.show("style-trust")
    form_only.note("style-trust").press_sequentially("Half a sen")
    form_only.page.wait_for_timeout(900)
    assert form_only.stored_answers()["style-trust"]["note"] == "Half a sen"
    form_only.note("style-trust").press_sequentially("tence")
    form_only.page.goto("about:blank")
    form_only.open("#style")
    expect(form_only.note("style-trust")).to_have_value("Half a sentence")


FILL_STORAGE = """() => {
  for (let size = 1_000_000; size >= 1; size = Math.floor(size / 2)) {
    try { for (;;) localStorage.setItem(`filler-${size}-${Math.random()}`, "x".repeat(size)); } catch {}
  }
}"""


def test_when_storage_is_full_the_oldest_states_go_and_the_newest_answer_stays(form_only: ToolPage) -> None:
    form_only.open("#style")
    form_only.rate("style-trust", "green")
    form_only.write_note("style-trust", "x" * 50_000)
    for _ in range(3):
        form_only.page.locator("#close-round").click()
        form_only.page.locator("#reopen-round").click()
        form_only.page.locator("#confirm-reopen").click()
    expect(form_only.page.locator("#kept-list li")).to_have_count(6)
    form_only.page.evaluate(FILL_STORAGE)
    form_only.write_note("style-challenge", "y" * 40_000)
    form_only.rate("style-challenge", "amber")
    expect(form_only.save_status).to_contain_text("Saved in this browser")
    assert form_only.stored_answers()["style-challenge"]["rating"] == "amber"
    form_only.page.reload()
    form_only.open("#style")
    assert form_only.rating("style-challenge") == "amber"
    assert 0 < form_only.page.locator("#kept-list li").count() < 6


def test_only_the_last_ten_states_are_kept(form_only: ToolPage) -> None:
    form_only.open("#style")
    form_only.rate("style-trust", "green")
    for _ in range(6):
        form_only.page.locator("#close-round").click()
        form_only.page.locator("#reopen-round").click()
        form_only.page.locator("#confirm-reopen").click()
    expect(form_only.page.locator("#kept-list li")).to_have_count(10)
    # Another visit finds the same ten.
    form_only.page.reload()
    expect(form_only.page.locator("#kept-list li")).to_have_count(10)


def test_the_page_tells_how_old_the_file_copy_is_and_when_one_is_due(form_only: ToolPage) -> None:
    form_only.open("#style")
    line = form_only.page.locator("#copy-status")
    form_only.rate("style-trust", "green")
    expect(line).to_contain_text("No file copy yet. Changes so far: 1.")
    form_only.download("#save-copy")
    expect(line).to_contain_text("Last file copy: today. Changes since then: 0.")
    for rating in ("red", "amber", "green") * 4:
        form_only.rate("style-trust", rating)
    expect(line).to_contain_text("A good moment to save a copy")
    form_only.page.evaluate(
        """(key) => localStorage.setItem(`lsp-improvement-tool/copy/${key}`,
          JSON.stringify({ copied: new Date(Date.now() - 9 * 86400000).toISOString(), changes: 6 }))""",
        RECORD_KEY,
    )
    form_only.page.reload()
    expect(line).to_contain_text("Last file copy: 9 days ago. Changes since then: 6.")


def test_a_copy_of_late_yesterday_is_not_of_today(form_only: ToolPage) -> None:
    form_only.page.clock.set_fixed_time("2027-03-10T08:30:00")
    form_only.store("null")
    state = '{"copied": "2027-03-09T16:30:00.000Z", "changes": 1, "since": "2027-03-01T09:00:00.000Z"}'
    form_only.page.evaluate(
        "([key, state]) => { localStorage.clear(); localStorage.setItem(key, state); }",
        [f"lsp-improvement-tool/copy/{RECORD_KEY}", state],
    )
    form_only.open("#style")
    line = form_only.page.locator("#copy-status")
    expect(line).to_contain_text("Last file copy: yesterday. Changes since then: 1.")
    # The change waits for nine days.
    expect(line).to_contain_text("A good moment to save a copy")


def test_the_browser_is_asked_to_keep_the_answers_and_its_word_is_shown(form_only: ToolPage) -> None:
    form_only.page.add_init_script(
        "const persist = async () => (window.promised = true);"
        "Object.defineProperty(navigator, 'storage', { value: { persist } });"
    )
    form_only.open("#style")
    assert form_only.page.evaluate("() => window.promised") is None
    form_only.rate("style-trust", "green")
    expect(form_only.page.locator("#persist-status")).to_contain_text("has promised to keep")


def test_the_privacy_page_names_every_key_that_the_tool_keeps(form_only: ToolPage, site_url: str) -> None:
    """Read off the running page, after everything that keeps something was done."""
    form_only.store("damaged")
    form_only.open("#style")
    form_only.rate("style-trust", "green")
    form_only.page.locator("#new-action").click()
    form_only.page.get_by_label("What will be done").fill("Half an ac")
    form_only.page.keyboard.press("Escape")
    form_only.page.locator("#close-round").click()
    form_only.page.locator("#practice-record").click()
    expect(form_only.page.locator("#record-line")).to_contain_text("Practice record")
    keys = set(
        form_only.page.evaluate("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    )
    page = form_only.page
    page.goto(site_url + "help/privacy/")
    page.evaluate("() => localStorage.setItem('lsp-improvement-tool/offline', 'removed')")
    named = [code.removesuffix("…") for code in page.locator("td code").all_inner_texts()]
    for key in keys | {"lsp-improvement-tool/offline"}:
        # The theme puts the address of the site before the name of its key.
        assert any(
            key == name or (name.endswith("/") and key.startswith(name)) or key.endswith(f".{name}")
            for name in named
        ), key
