"""Where things are when the page opens: the first answer near the top, and nothing that moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.tool_page import ToolPage

OFFICE, PHONE = (1366, 768), (390, 844)
# In pixels, for each window: where the first answer begins at the latest.
HIGHEST = {OFFICE: 420, PHONE: 330}
MOST_STOPS = 16
# What a person does not notice: of the 0.1 that counts as good.
MOST_SHIFT = 0.02

SHIFTS = """() => {
  globalThis.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""


@pytest.mark.parametrize("window", HIGHEST, ids=("office", "phone"))
def test_the_first_answer_of_every_question_begins_near_the_top(
    form_only: ToolPage, window: tuple[int, int]
) -> None:
    page = form_only.page
    page.set_viewport_size({"width": window[0], "height": window[1]})
    form_only.open()
    tops = page.evaluate(
        """async () => {
          const tops = {};
          for (const { id } of document.querySelectorAll("[data-question]")) {
            if (location.hash !== `#/assess/${id}`) {
              const shown = new Promise((done) => addEventListener("hashchange", done, { once: true }));
              location.hash = `#/assess/${id}`;
              await shown;
            }
            tops[id] = document.querySelector(".current-question .response").getBoundingClientRect().top;
          }
          return tops;
        }"""
    )
    assert {name: top for name, top in tops.items() if not 0 < top <= HIGHEST[window]} == {}


def test_the_first_answer_takes_few_stops_of_the_tab_key(form_only: ToolPage) -> None:
    page = form_only.page
    page.set_viewport_size({"width": OFFICE[0], "height": OFFICE[1]})
    form_only.open()
    for stops in range(1, MOST_STOPS + 1):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.current-question input[type=radio]')"):
            assert stops > 1
            return
    raise AssertionError(f"the first answer is not reached in {MOST_STOPS} stops")


@pytest.mark.parametrize("window", HIGHEST, ids=("office", "phone"))
@pytest.mark.parametrize("room", ["", "#/overview", "#/actions"])
@pytest.mark.parametrize("returning", [False, True], ids=("first", "returning"))
def test_nothing_moves_while_the_page_opens(
    tool: ToolPage, sample_data: dict[str, Any], window: tuple[int, int], room: str, *, returning: bool
) -> None:
    page = tool.page
    page.set_viewport_size({"width": window[0], "height": window[1]})
    if returning:
        tool.store(sample_data)
    page.add_init_script(f"({SHIFTS})()")
    page.goto(tool.url + room)
    expect(page.locator("#engine-status")).to_have_attribute("data-state", "ready")
    if room == "#/overview":
        tool.wait_for_overview()
    if room == "#/actions":
        expect(page.locator("#action-list")).to_have_attribute("data-source", "python")
    assert page.evaluate("shift") <= MOST_SHIFT


# Of each part: where what is in it begins.
LEFT = """(parts) => parts.map((part) => {
  const { left } = part.getBoundingClientRect();
  return Math.round(left + parseFloat(getComputedStyle(part).paddingLeft));
})"""


@pytest.mark.parametrize("width", [1920, 1366, 1000, 390])
def test_header_bar_content_and_footer_begin_on_one_line_on_every_page(
    form_only: ToolPage, site_url: str, width: int
) -> None:
    page = form_only.page
    page.set_viewport_size({"width": width, "height": 900})
    form_only.open("#/overview")
    parts = page.locator(".site-name svg, .bar, #overview-heading, .site-footer")
    expect(parts).to_have_count(4)
    found = set(parts.evaluate_all(LEFT))
    page.goto(site_url)
    expect(page.locator(".home-start h1")).to_be_visible()
    found |= set(page.locator(".site-name svg, .home-start h1, .site-footer").evaluate_all(LEFT))
    assert len(found) == 1, found


# An office screen; one of 1920 pixels at 150 %, and the first at 125 %, as Windows enlarges them.
@pytest.mark.parametrize("width", [OFFICE[0], 1280, 1093], ids=("office", "at-150", "at-125"))
def test_the_bar_has_room_for_a_real_name_beside_overdue_actions_and_the_day(
    tool: ToolPage, sample_data: dict[str, Any], width: int
) -> None:
    page = tool.page
    page.clock.set_fixed_time("2027-03-10T10:00:00")
    page.set_viewport_size({"width": width, "height": OFFICE[1]})
    sample_data["partnership"]["name"] = "Northwold Community Safety Partnership"
    tool.store(sample_data)
    tool.open()
    expect(page.locator("#actions-count")).to_contain_text("overdue")
    expect(page.locator("#save-status")).to_contain_text("October 2026")
    for line in page.locator("#record-name, #save-status").all():
        assert line.evaluate("(line) => line.scrollHeight <= line.clientHeight + 1"), line.inner_text()
    # One row, or two.
    assert page.locator(".bar").evaluate("(bar) => bar.offsetHeight") <= (50 if width >= 1280 else 70)


@pytest.mark.parametrize("more", [0, 5], ids=("few", "many"))
def test_a_table_says_that_it_scrolls_where_it_does_and_the_rounds_fit_on_a_phone(
    tool: ToolPage, sample_data: dict[str, Any], more: int
) -> None:
    page = tool.page
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    first, last = sample_data["rounds"]
    copies = [{**first, "id": f"round-{number}", "name": f"Round {number}"} for number in range(more)]
    tool.store({**sample_data, "rounds": [*copies, first, last]})
    tool.open("#/rounds")
    expect(page.locator("#round-list")).to_have_attribute("data-source", "python")
    expect(page.get_by_text("The table scrolls sideways.").first).to_be_visible(visible=bool(more))
    rounds = page.get_by_role("region", name="All rounds")
    assert rounds.evaluate("(table) => table.scrollWidth <= table.clientWidth")
