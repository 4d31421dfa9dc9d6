"""Records beside each other in one browser: they never mix, and they are deleted on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.tool_page import close_round, part

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage


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


def test_records_of_one_name_are_told_apart_by_when_they_were_changed(form_only: ToolPage) -> None:
    page = form_only.page
    for day, name in ((1, "Northshire"), (2, "Northshire"), (3, "Southshire")):
        page.clock.set_fixed_time(f"2027-03-0{day}T10:00:00")
        form_only.open("#/files")
        page.locator("#new-record").click()
        form_only.set_field("partnership.name", name)
    page.clock.set_fixed_time("2027-03-04T10:00:00")
    form_only.open("#/files")
    expect(page.locator("#record-list li")).to_have_text(
        [
            "Northshire, last changed at 10:00 on 1 March 2027 Show this record",
            "Northshire, last changed at 10:00 on 2 March 2027 Show this record",
            "Southshire (shown now)",
        ]
    )
    # What is entered meanwhile elsewhere on the page counts too.
    page.locator("#record-list button").first.click()
    form_only.show("style-trust")
    form_only.rate("style-trust", "green")
    page.locator(".rooms [data-go=files]").click()
    expect(page.locator("#record-list li").first).to_have_text(
        "Northshire, last changed at 10:00 (shown now)"
    )


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


def test_a_deleted_record_is_among_the_earlier_states(form_only: ToolPage) -> None:
    form_only.open("#/assess/style-trust")
    form_only.rate("style-trust", "green")
    part(form_only.page, "#delete-record").click()
    assert form_only.rating("style-trust") is None
    part(form_only.page, "#version-list li").first.get_by_role("button").click()
    assert form_only.rating("style-trust") == "green"


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
