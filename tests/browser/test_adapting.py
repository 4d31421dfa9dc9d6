"""The pages adapt to the reader: spaced-out text, forced colours, paper, a finger, and nothing that moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from playwright.sync_api import expect

from tests.browser import accessibility
from tests.browser.tool_page import ASKED, ToolPage, part

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# The spacing of WCAG 2.2, criterion 1.4.12.
SPACED_OUT = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""

# Texts that are cut off by their box or the window, except those for screen readers only.
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((element) => {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  if (element.closest(".visually-hidden, .md-search, svg, textarea, select")) return false;
  const style = getComputedStyle(element);
  const hides = (overflow) => ["hidden", "clip"].includes(overflow);
  const clips = hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1
    || hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
  return clips && element.innerText.trim() !== "" && element.clientHeight > 1;
}).map((element) => `${element.className || element.localName}: ${element.innerText.slice(0, 60)}`)"""

# The header has a fixed height; the name of the site must fit into it.
NAME_IN_HEADER = """() => {
  const name = document.querySelector(".site-name span");
  const header = document.querySelector(".md-header, .site-header");
  if (!header) return true;
  const [inner, outer] = [name, header].map((part) => part.getBoundingClientRect());
  return inner.top >= outer.top && inner.bottom <= outer.bottom;
}"""


def test_text_may_be_spaced_out(tool: ToolPage, sample_data: dict[str, Any], site_url: str) -> None:
    page = tool.page

    def assert_nothing_is_cut_off() -> None:
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate(CUT_OFF) == [], "as it is"
        page.add_style_tag(content=SPACED_OUT)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(CUT_OFF) == []
            assert page.evaluate(NAME_IN_HEADER)

    page.emulate_media(reduced_motion="reduce")
    tool.store(sample_data)
    tool.open("#style")
    tool.wait_for_overview()
    assert_nothing_is_cut_off()
    for name in ("", "guidance/risk/", "guidance/steering/", "case-studies/", "questions/"):
        page.goto(site_url + name)
        assert_nothing_is_cut_off()
    accessibility.report(page, site_url)
    assert_nothing_is_cut_off()


def test_forced_colours_leave_the_letters_the_edges_and_the_focus(page: Page, site_url: str) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.goto(site_url)
    letters = page.locator(".picture .mark")
    assert letters.count() > 40
    told_apart = letters.evaluate_all(
        """(letters) => letters.every((letter) => {
          const { color, backgroundColor, borderTopStyle } = getComputedStyle(letter);
          return color !== backgroundColor && borderTopStyle !== "none";
        })"""
    )
    assert told_apart
    page.goto(site_url + "tool/#style")
    chip = page.locator("#style .rating-red").first
    expect(chip).to_have_text("R Red")
    assert chip.evaluate("(chip) => getComputedStyle(chip).borderTopStyle") == "solid"
    chosen = page.locator('#style [value="red"]').first
    chosen.check()
    answer = page.locator("#style .response-red").first
    assert answer.evaluate("(answer) => getComputedStyle(answer).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_printed_page_has_all_questions_and_no_controls(form_only: ToolPage) -> None:
    page = form_only.open().page
    form_only.put_all_in()
    page.emulate_media(media="print")
    assert page.locator("fieldset[data-question]:visible").count() == ASKED
    assert (
        page.locator(".site-header:visible, .tool button:visible, .elements:visible, .result:visible").count()
        == 0
    )
    kept_whole = page.locator(".question").evaluate_all(
        "(questions) => questions.every((question) => getComputedStyle(question).breakInside === 'avoid')"
    )
    assert kept_whole


def test_the_report_breaks_between_questions(page: Page, site_url: str) -> None:
    page.goto(site_url + "example-report.html")
    page.emulate_media(media="print")
    questions = page.locator(".report-question, .report-line")
    assert questions.count() == ASKED
    kept_whole = questions.evaluate_all(
        "(questions) => questions.every((question) => getComputedStyle(question).breakInside === 'avoid')"
    )
    assert kept_whole


def test_what_is_printed_in_dark_colours_is_dark_on_white(page: Page, site_url: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(site_url + "guidance/risk/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.locator("body")).to_have_css("background-color", "rgb(21, 27, 33)")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("article p").first).to_have_css("color", "rgb(27, 39, 51)")


def test_nothing_moves_where_reduced_motion_is_set(page: Page, site_url: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    for name in ("", "tool/", "guidance/risk/"):
        page.goto(site_url + name)
        moves = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((element) => {
              const style = getComputedStyle(element);
              return style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0)
                || style.animationName !== "none" || style.scrollBehavior !== "auto";
            }).length"""
        )
        assert moves == 0


def test_a_finger_does_all_that_a_mouse_does(browser: Browser, site_url: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="en-GB"
    )
    tool = ToolPage(context.new_page(), site_url + "tool/")
    page = tool.open("#style").page
    tool.show("style-trust").locator('label[for="style-trust.amber"]').tap()
    assert tool.stored_answers()["style-trust"]["rating"] == "amber"
    help_with = page.locator('.question:has([data-question="style-trust"]) .help')
    help_with.locator("summary").tap()
    expect(help_with.get_by_role("heading", name="Why it matters")).to_be_visible()
    page.locator("#undo").tap()
    assert not tool.stored_answers().get("style-trust", {}).get("rating")
    part(page, "#new-action").tap()
    page.locator('[name="what"]').fill("Meet once more")
    page.get_by_role("button", name="Save action").tap()
    record = tool.stored()
    assert record
    assert len(record["actions"]) == 1
    page.locator(".site-menu summary").tap()
    page.locator(".site-menu").get_by_role("link", name="Guidance").tap()
    page.wait_for_url("**/guidance/")
    context.close()


# Words in tables that are broken over more than one line.
BROKEN_WORDS = """() => [...document.querySelectorAll("table :is(th, td)")].flatMap((cell) => {
  const found = [];
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest(".visually-hidden")) continue;
    for (const { index, 0: word } of text.data.matchAll(/\\S+/g)) {
      const range = new Range();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
    }
  }
  return found;
})"""


def test_no_word_of_a_table_is_broken(tool: ToolPage, sample_data: dict[str, Any], site_url: str) -> None:
    page = tool.page
    tool.store(sample_data)
    tool.open()
    tool.wait_for_overview()
    for filled in ("#action-list", "#round-list"):
        expect(part(page, filled)).to_have_attribute("data-state", "ready")
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(BROKEN_WORDS) == []
    dates = page.locator(".plan tbody td:nth-child(3)")
    assert dates.count() == 4
    for date in dates.all():
        expect(date).to_have_css("white-space", "nowrap")
    accessibility.report(page, site_url)
    sheets: tuple[tuple[Literal["screen", "print"], int], ...] = (
        ("screen", 1280),
        ("screen", 390),
        ("print", 670),
    )
    for media, width in sheets:
        page.emulate_media(media=media)
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(BROKEN_WORDS) == []


def test_tables_look_alike(tool: ToolPage, sample_data: dict[str, Any], site_url: str) -> None:
    page = tool.page
    tool.store(sample_data)
    tool.open()
    tool.wait_for_overview()
    expect(part(page, "#round-list")).to_have_attribute("data-state", "ready")
    expect(part(page, "#action-list")).to_have_attribute("data-state", "ready")
    looks = """() => [...document.querySelectorAll("table")].map((table) => {
      const [outside, names] = [table, table.querySelector("thead th")].map((part) => getComputedStyle(part));
      return [outside.borderTopWidth, outside.fontSize, names.fontWeight, names.borderBottomWidth].join(" ");
    })"""
    seen = page.evaluate(looks)
    assert len(seen) >= 5
    page.goto(site_url + "guidance/steering/")
    seen += page.evaluate(looks)
    assert set(seen) == {seen[0]}


def test_the_printed_page_is_complete_and_names_the_partnership(
    form_only: ToolPage, sample_data: dict[str, Any], site_url: str
) -> None:
    form_only.store(sample_data)
    page = form_only.open().page
    page.emulate_media(media="print")
    expect(page.locator("#record-line")).to_be_visible()
    expect(page.locator("#save-status")).to_be_hidden()
    page.goto(site_url)
    expect(page.locator(".picture")).to_have_css("break-inside", "avoid")


def test_colours_follow_the_device_until_somebody_chooses(page: Page, site_url: str) -> None:
    body = page.locator("body")
    page.emulate_media(color_scheme="light")
    page.goto(site_url)
    expect(page.get_by_role("radio", name="As on the device")).to_be_checked()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(site_url + "help/privacy/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    page.goto(site_url + "tool/")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.goto(site_url)
    page.locator(".md-header__option label:not([hidden])").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(site_url + "tool/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    # The tool page has a button of its own; the choice counts for every page.
    expect(page.get_by_role("button", name="Colours: dark")).to_be_visible()
    page.get_by_role("button", name="Colours: dark").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    page.goto(site_url + "help/privacy/")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.goto(site_url + "tool/")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_role("button", name="Colours: light").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_the_lens_of_the_search_is_seen_on_the_header(page: Page, site_url: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(site_url)
    lens = page.locator('.md-header .md-search__icon[for="__search"]')
    expect(lens).to_have_css("color", "rgb(255, 255, 255)")


def test_the_reader_s_own_dark_colours_reach_pictures_and_keys(page: Page, site_url: str) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.goto(site_url)
    ground, ink = page.locator("body").evaluate(
        "(body) => ['backgroundColor', 'color'].map((name) => getComputedStyle(body)[name])"
    )
    for name, colour in (("backgroundColor", ground), ("color", ink)):
        shown = page.locator(".picture .mark").evaluate_all(
            "(marks, name) => marks.map((mark) => getComputedStyle(mark)[name])", name
        )
        assert set(shown) == {colour}
    page.goto(site_url + "tool/")
    page.evaluate("() => { location.hash = '#/assess'; }")
    page.get_by_role("button", name="Start the meeting view").click()
    key = page.locator("#question-keys-part kbd").first
    expect(key).to_have_css("border-top-style", "solid")
    expect(key).to_have_css("border-top-width", "1px")
