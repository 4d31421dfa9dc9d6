"""What the browser kept may be damaged, or it may refuse to keep: it is said, and nothing is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage

UNREADABLE = {
    "not JSON": '{"format": 1, "rounds": [',
    "no text at all": "",
    "another program's": json.dumps({"program": "chess", "format": 1}),
    "a newer format": json.dumps({"program": "lsp-improvement-tool", "format": 99, "rounds": []}),
    "a number": "7",
    "a list": "[]",
    "null": "null",
    "no rounds": json.dumps(
        {"program": "lsp-improvement-tool", "format": 1, "partnership": {"words": {}}, "rounds": []}
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
    ("script", "name"), [(REFUSE_TO_READ, "SecurityError"), (REFUSE_TO_KEEP, "QuotaExceededError")]
)
def test_when_storage_is_refused_it_is_said_and_a_file_can_be_saved(
    form_only: ToolPage, script: str, name: str
) -> None:
    form_only.page.add_init_script(f"if (location.pathname.endsWith('/tool/')) {{ {script} }}")
    form_only.open("#style")
    form_only.rate("style-trust", "amber")
    form_only.write_note("style-trust", "Kept in memory.")
    expect(form_only.save_status).to_contain_text("does not keep your answers")
    expect(form_only.save_status).to_contain_text(name)
    expect(form_only.page.locator('[data-answered-of="style"]')).to_have_text("1")
    text = form_only.download("#save-copy").path().read_text("utf-8")
    answer = json.loads(text)["rounds"][-1]["answers"]["style-trust"]
    assert (answer["rating"], answer["note"]) == ("amber", "Kept in memory.")


def test_when_storage_is_really_full_the_newest_answer_is_not_lost(form_only: ToolPage) -> None:
    form_only.open("#style")
    form_only.rate("style-trust", "amber")
    form_only.page.evaluate(FILL_STORAGE)
    form_only.write_note("style-trust", "y" * 5000)
    expect(form_only.save_status).to_contain_text("QuotaExceededError")
    text = form_only.download("#save-copy").path().read_text("utf-8")
    assert json.loads(text)["rounds"][-1]["answers"]["style-trust"]["note"] == "y" * 5000
    form_only.page.evaluate("() => localStorage.removeItem('filler-0')")
    form_only.rate("style-profile", "green")
    expect(form_only.save_status).to_contain_text("Saved in this browser")
    assert form_only.stored_answers()["style-trust"]["note"] == "y" * 5000
