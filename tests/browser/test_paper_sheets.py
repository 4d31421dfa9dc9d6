"""Sheets of paper are entered in tabs of their own: nothing of them is lost, and each is found again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.partners import begin_sheet, delete_sheet, enter_from_paper, hand_over
from tests.browser.refused_storage import REFUSE_TO_KEEP
from tests.browser.tool_page import RECORD_KEY, ToolPage, part

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route


def add_ticked(page: Page) -> None:
    page.bring_to_front()
    page.get_by_role("button", name="Add the ticked answers").click()


def test_what_a_full_storage_refused_stays_in_the_tab_of_a_sheet_that_is_added(
    coordinator: ToolPage,
) -> None:
    sheet = enter_from_paper(coordinator, "A parish")
    sheet.go_back()
    sheet.evaluate(f"() => {{ {REFUSE_TO_KEEP} }}")
    note = sheet.locator('[name="style-trust.note"]')
    note.fill("Typed after it was handed over.")
    expect(sheet.locator("#not-saved")).to_be_visible()
    add_ticked(coordinator.page)
    expect(coordinator.page.locator(".respondents")).to_contain_text("from paper")
    expect(sheet.locator("#message")).to_contain_text("What you entered since")
    expect(note).to_have_value("Typed after it was handed over.")
    expect(sheet.locator("#not-saved")).to_be_visible()


# Nothing else happens in the page until the request is answered.
BUSY_WHILE_ADDING = """() => {
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, text) {
    if (key.includes("/version/")) {
      Storage.prototype.setItem = setItem;
      const request = new XMLHttpRequest();
      request.open("GET", "held", false);
      request.send();
    }
    return setItem.call(this, key, text);
  };
  setTimeout(() => document.querySelector("#add-responses").click());
}"""


def test_what_is_typed_while_a_sheet_is_added_is_handed_over_again(coordinator: ToolPage) -> None:
    page = coordinator.page
    sheet = enter_from_paper(coordinator, "A parish")
    expect(page.locator("#collected")).to_contain_text("A parish")
    # The tab with the record is busy in the moment between its last look and the end of adding.
    held: list[Route] = []
    page.route("**/held", lambda route: held.append(route))
    with page.expect_request("**/held"):
        page.evaluate(BUSY_WHILE_ADDING)
    sheet.get_by_role("link", name="Start", exact=True).click()
    sheet.get_by_label("Their role").fill("A clerk")
    held[0].fulfill()
    expect(page.locator(".respondents")).to_contain_text("from paper")
    expect(sheet.get_by_label("Their role")).to_have_value("A clerk")
    sheet.get_by_role("link", name="Add", exact=True).click()
    sheet.get_by_role("button", name="Add to the record").click()
    add_ticked(page)
    expect(page.locator(".respondents")).to_contain_text("A clerk")


def test_a_sheet_that_was_begun_is_found_again(coordinator: ToolPage) -> None:
    page = coordinator.page
    part(page, "#paper-answers")
    begin_sheet(coordinator, "A parish").close()
    begun = page.locator("#sheets-begun")
    expect(begun).to_contain_text("1 sheet from paper is not finished.")
    # Only to hand it over shows it among what can be added.
    expect(page.locator("#collect-dialog")).to_be_hidden()
    expect(page.locator("#sheets-waiting")).to_be_hidden()
    page.reload()
    with page.context.expect_page() as opened:
        begun.get_by_role("link", name="A parish").click()
    sheet = opened.value
    expect(sheet.locator("#send-count")).to_contain_text("answered: 1 of")
    sheet.get_by_role("button", name="Add to the record").click()
    expect(page.locator("#collected")).to_contain_text("A parish")
    expect(begun).to_be_hidden()


def test_the_link_to_a_sheet_stays_in_focus_while_somebody_types_in_it(coordinator: ToolPage) -> None:
    page = coordinator.page
    part(page, "#paper-answers")
    sheet = begin_sheet(coordinator, "A parish")
    link = page.locator("#sheets-begun a")
    link.focus()
    sheet.get_by_role("link", name="Start", exact=True).click()
    sheet.get_by_label("The partner’s organisation").fill("A town")
    expect(link).to_have_text("A town")
    expect(link).to_be_focused()


def test_a_sheet_of_a_record_that_is_deleted_is_found_and_deleted(coordinator: ToolPage) -> None:
    page = coordinator.page
    hand_over(coordinator, "A parish")
    page.keyboard.press("Escape")
    astray = page.locator("#sheets-astray")
    expect(astray).to_be_hidden()
    part(page, "#delete-record").click()
    part(page, "#sheets-astray")
    expect(astray).to_contain_text("1 sheet from paper fits no record in this browser:")
    with page.context.expect_page() as opened:
        astray.get_by_role("link", name="A parish").click()
    sheet = opened.value
    delete_sheet(sheet)
    expect(astray).to_be_hidden()


def respond_keys(page: Page) -> list[str]:
    """What is stored of sheets, without the address of each."""
    keys = page.evaluate("Object.keys(localStorage).filter((key) => key.includes('/respond/')).sort()")
    return [key.split("/", 4)[4] for key in keys]


def test_what_is_left_of_a_sheet_that_is_added_is_found_and_deleted(coordinator: ToolPage) -> None:
    page = coordinator.page
    hand_over(coordinator, "A parish")
    page.evaluate(
        """() => {
          const mark = Object.keys(localStorage).find((key) => key.endsWith("/sheet"));
          for (const what of ["quarantine/2026", "version/00000001"])
            localStorage.setItem(mark.replace(/sheet$/, what), "{ cut");
        }"""
    )
    left = page.locator("#sheets-left")
    add_ticked(page)
    expect(page.locator(".respondents")).to_contain_text("from paper")
    expect(left).to_contain_text("Of 1 sheet from paper, something is stored that is in no record")
    assert respond_keys(page) == ["quarantine/2026", "sheet", "version/00000001"]
    with page.context.expect_page() as opened:
        left.get_by_role("link").click()
    sheet = opened.value
    notice = sheet.locator("#quarantined")
    expect(notice).to_contain_text("Something that was entered here is stored separately.")
    with sheet.expect_download() as saved:
        notice.get_by_role("button", name="Download what is stored separately").click()
    texts = json.loads(saved.value.path().read_text("utf-8"))["quarantined"].values()
    assert list(texts) == ["{ cut", "{ cut"]
    notice.get_by_role("button", name="Delete it from this browser").click()
    expect(left).to_be_hidden()
    assert respond_keys(page) == []


def test_a_sheet_goes_to_the_partnership_that_it_names(
    coordinator: ToolPage, context: BrowserContext, sample_data: dict[str, Any]
) -> None:
    """One that began with a copy of the record has the same round."""
    sample_data["partnership"]["name"] = "Another partnership"
    copy = f"{RECORD_KEY}/222"
    page = coordinator.page
    page.evaluate("(item) => localStorage.setItem(...item)", [copy, json.dumps(sample_data)])
    other = ToolPage(context.new_page(), coordinator.url)
    other.page.add_init_script(f"sessionStorage.setItem('lsp-improvement-tool/lsp/shown', '{copy}')")
    other.open("#/partners")
    expect(other.page.locator("#record-name")).to_have_text("Another partnership")
    enter_from_paper(coordinator, "A parish")
    expect(page.locator("#collected")).to_contain_text("A parish")
    expect(other.page.locator("#sheets-waiting")).to_be_visible()
    expect(other.page.locator("#collect-dialog")).to_be_hidden()
    part(other.page, "#collect-responses").click()
    expect(other.page.locator("#collected")).to_contain_text("Given for")
    box = other.page.get_by_label("Add the answers of A parish")
    expect(box).not_to_be_checked()
    box.check()
    add_ticked(other.page)
    expect(other.page.locator(".respondents")).to_contain_text("from paper")


def test_a_tab_says_in_any_room_that_its_sheet_is_empty_again(coordinator: ToolPage) -> None:
    sheet = enter_from_paper(coordinator, "A parish")
    sheet.go_back()
    expect(sheet.locator('[id="style-trust.red"]')).to_be_checked()
    add_ticked(coordinator.page)
    expect(sheet.locator("#message")).to_contain_text("This sheet is empty again")
    expect(sheet.locator('[id="style-trust.red"]')).not_to_be_checked()


def test_a_damaged_sheet_stops_nothing(coordinator: ToolPage) -> None:
    page = coordinator.page
    hand_over(coordinator, "A parish")
    for damage in (
        "record.rounds[0].answers['style-trust'].note = 7",
        "record.respondent = null",
        "mark.address = 5",
    ):
        page.evaluate(
            """(damage) => {
              const name = Object.keys(localStorage).find((key) => key.endsWith("/sheet"));
              const key = name.replace(/sheet$/, "record");
              const [mark, record] = [name, key].map((key) => JSON.parse(localStorage[key]));
              new Function("mark", "record", damage)(mark, record);
              Object.assign(localStorage, { [name]: JSON.stringify(mark), [key]: JSON.stringify(record) });
            }""",
            damage,
        )
        page.reload()
        coordinator.rate("style-trust", "green")
        coordinator.rate("style-trust", "red")
        expect(page.locator("#broken")).to_be_hidden()
