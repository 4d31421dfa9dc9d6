"""The overview and the report: what Python makes of the whole record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from assessment.record import format as record_format
from tests.browser.accessibility import WIDE_LETTERS
from tests.browser.tool_page import ASKED, HOLD_PYTHON, RECORD_KEY, ToolPage, part

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def test_the_overview_follows_each_answer(tool: ToolPage) -> None:
    tool.open("#/assess/style-trust")
    tool.wait_for_overview()
    expect(tool.engine_status).to_have_attribute("data-state", "ready")
    expect(tool.overview).to_contain_text("Nothing is answered yet")
    tool.rate("style-trust", "green")
    expect(tool.overview).to_contain_text(f"1 of {ASKED} questions answered")
    for question in ("style-challenge", "style-chairing", "style-meetings", "style-tiers"):
        tool.rate(question, "red")
    expect(tool.overview).to_contain_text(f"5 of {ASKED} questions answered")
    expect(tool.page.locator("[data-go=assess]")).to_have_text(f"Questions 5/{ASKED}")
    expect(part(tool.page, "#overview").locator(".picture-verdict", has_text="Red so far")).to_be_visible()
    assert tool.overview.locator("table.scores tbody tr").count() == 7
    mark = tool.overview.locator('[data-mark="style-trust"]')
    expect(mark).to_have_attribute("data-rating", "green")
    expect(mark).to_have_attribute("href", "#/assess/style-trust")
    expect(mark).to_have_accessible_name(re.compile(": Green$"))
    box = mark.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24


def test_the_line_of_each_side_ends_at_the_goal(tool: ToolPage) -> None:
    tool.open("#/overview")
    tool.wait_for_overview()
    goal = tool.overview.locator(".picture-goal .picture-box").bounding_box()
    assert goal
    sides = tool.overview.locator(":is(.picture-soft, .picture-hard) .picture-box").all()
    assert len(sides) == 6
    for side in sides:
        box = side.bounding_box()
        assert box
        assert goal["y"] <= box["y"] + box["height"] / 2 <= goal["y"] + goal["height"]


def test_the_five_to_fix_first_follow_the_answers_and_the_actions(tool: ToolPage) -> None:
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "red")
    tool.wait_for_overview()
    first = part(tool.page, "#overview").locator(".fix-first li")
    expect(first).to_have_count(1)
    expect(first.get_by_role("link")).to_have_attribute("href", "#/assess/style-trust")
    step = first.locator("p").nth(1).inner_text()
    first.get_by_role("button", name="Add an action").click()
    # The next step is proposed, and the dialog names its question.
    expect(tool.page.locator("#action-dialog-heading")).to_contain_text("Action for: ")
    expect(tool.page.get_by_label("What will be done")).to_have_value(step)
    tool.page.get_by_label("What will be done").fill("Meet monthly")
    tool.page.locator("#action-form [type=submit]").click()
    expect(first.get_by_role("button", name="Meet monthly")).to_be_visible()


def test_why_an_action_was_dropped_in_an_earlier_round_is_said_of_that_round_alone(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    before, current = sample_data["rounds"][-1] | {"id": "before"}, sample_data["rounds"][-1]
    before |= {"opened": "2026-07-01", "closed": "2026-09-30"}
    current |= {"opened": "2026-10-01", "answers": {"style-trust": {"rating": "red"}}}
    dropped = {"what": "Meet", "questions": ["style-trust"], "status": "dropped", "reason": "Not now."}
    sample_data |= {
        "rounds": [before, current],
        "actions": {"a1": dropped | {"changed": "2026-09-01T09:00:00.000Z"}},
    }
    tool.store(sample_data)
    tool.open("#/overview")
    tool.wait_for_overview()
    first = part(tool.page, "#overview").locator(".fix-first li")
    expect(first).to_have_count(1)
    expect(first).not_to_contain_text("No action, because")
    expect(part(tool.page, "#action-list").locator('[data-new-action="style-trust"]')).to_be_visible()
    expect(tool.page.locator("#action-list")).not_to_contain_text("No action, because")


def test_the_report_opens_with_scripts_off_and_asks_for_nothing(
    tool: ToolPage, sample_data: dict[str, Any], browser: Browser
) -> None:
    tool.store(sample_data)
    tool.open()
    tool.wait_for_overview()
    file = tool.download("#download-report").path()
    reader = browser.new_context(java_script_enabled=False)
    page: Page = reader.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/report", lambda route: route.fulfill(body=file.read_bytes(), content_type="text/html"))
    page.goto("http://report.test/report")
    expect(page.locator("h1")).to_have_text("Example Partnership (invented)")
    expect(page.locator(".picture .mark").first).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the data in this report").click()
    assert record_format.from_json(saved.value.path().read_text("utf-8")) == record_format.from_data(
        sample_data
    )
    assert [url for url in asked if not url.startswith("data:")] == ["http://report.test/report"]
    reader.close()


def test_a_fault_in_the_record_is_reported_with_its_place_and_repaired_by_a_new_answer(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["rounds"][-1]["answers"]["style-trust"]["rating"] = "purple"
    tool.store(sample_data)
    tool.open("#/assess/style-trust")
    expect(tool.overview).to_contain_text(
        "style-trust, rating: expected one of red, amber, green, unknown, not-applicable, got 'purple'",
        timeout=60_000,
    )
    part(tool.page, "#download-report").click()
    expect(tool.page.locator("#report-failed")).to_contain_text("'purple'")
    tool.rate("style-trust", "green")
    tool.wait_for_overview()


def test_an_answer_given_while_python_migrates_is_not_overwritten(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["question_set_version"] = "0.9"
    sample_data["rounds"][-1]["answers"]["style-trust"] = {"rating": "green"}
    tool.store(sample_data)
    tool.page.add_init_script(HOLD_PYTHON)
    tool.open("#/assess/style-trust")
    # Python has been asked to migrate now.
    expect(tool.engine_status).to_have_attribute("data-state", "ready")
    tool.rate("style-trust", "unknown")
    tool.page.evaluate("answerPython()")
    tool.page.wait_for_function(
        "(key) => JSON.parse(localStorage.getItem(key)).question_set_version !== '0.9'",
        arg=RECORD_KEY,
        timeout=60_000,
    )
    assert tool.stored_answers()["style-trust"]["rating"] == "unknown"


def test_a_summary_is_a_report_without_the_data(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    tool.store(sample_data)
    tool.open("#/overview")
    tool.wait_for_overview()
    expect(tool.page.locator("#report-summary")).to_have_text("Summary, for the chair (2 to 3 pages)")
    expect(tool.page.locator("#report-full")).to_have_text("Full report, with all answers")
    summary = tool.download("#download-summary").path().read_text("utf-8")
    report = tool.download("#download-report").path().read_text("utf-8")
    assert sample_data["partnership"]["name"] in summary
    assert len(summary) < len(report)
    assert "lsp-improvement-tool" not in summary
    expect(tool.page.locator("#copy-status")).to_contain_text("today")


def test_the_report_says_first_what_the_coordinator_wrote_or_what_is_proposed(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    sample_data["rounds"][-1] |= {"conclusion": "", "asks": []}
    tool.store(sample_data)
    tool.open("#/overview")
    tool.wait_for_overview()
    page = tool.page
    page.get_by_role("link", name="Write the conclusion and what the board is asked to do").click()
    expect(page.locator("#report-heading")).to_be_focused()
    conclusion, asks = (page.locator(f'[id="round.{name}"]') for name in ("conclusion", "asks"))
    expect(conclusion).to_have_attribute("placeholder", re.compile(r"\w+"))
    conclusion.fill("We are better than last year.")
    page.get_by_role("button", name="Copy the proposals").click()
    expect(conclusion).to_have_value("We are better than last year.")
    proposed = asks.input_value()
    assert proposed
    # What was written stays; what would be proposed now is beside it, and nothing where both are the same.
    expect(page.locator('[id="round.conclusion.proposal"]')).to_contain_text(
        "would propose: On the answers given, the Local Strategic"
    )
    expect(page.locator('[id="round.asks.proposal"]')).to_be_hidden()
    asks.press("Control+End")
    asks.press("Enter")
    asks.press_sequentially("Meet in May")
    record = tool.stored()
    assert record
    assert record["rounds"][-1]["asks"] == [*proposed.split("\n"), "Meet in May"]
    report = tool.download("#download-report").path().read_text("utf-8")
    expect(page.locator("#to-report-words")).to_have_text(
        "Your own words begin the report: check that they still fit"
    )
    assert "We are better than last year." in report
    assert "Meet in May" in report


def test_what_is_proposed_is_what_the_report_says_also_where_partners_answered(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    answers = {"style-trust": {"rating": "red"}}
    sample_data["rounds"][-1] |= {
        "conclusion": "",
        "asks": [],
        "answers": answers,
        "responses": {"00000001": {"respondent": {"sector": "Health"}, "answers": answers}},
    }
    tool.store(sample_data)
    tool.open("#/report")
    asks = tool.page.locator('[id="round.asks"]')
    expect(asks).to_have_attribute("placeholder", re.compile("next round"))
    proposed = str(asks.get_attribute("placeholder")).split("\n")
    for button in ("#download-report", "#download-summary"):
        report = tool.download(button).path().read_text("utf-8")
        asked = report.partition("is asked to</h3>")[2].partition("</ol>")[0]
        assert re.findall(r"<bdi>(.*?)</bdi>", asked) == proposed


def test_no_proposal_is_offered_before_python_has_made_one(form_only: ToolPage) -> None:
    form_only.open("#/report")
    expect(form_only.field("round.conclusion")).to_be_enabled()
    expect(form_only.page.locator("#use-proposals")).to_be_disabled()


def test_a_proposal_is_of_the_record_that_is_shown(tool: ToolPage, sample_data: dict[str, Any]) -> None:
    sample_data["rounds"][-1] |= {"conclusion": "", "asks": []}
    tool.store(sample_data)
    tool.open("#/report")
    conclusion = tool.page.locator('[id="round.conclusion"]')
    expect(conclusion).to_have_attribute("placeholder", re.compile("strongest in Style"))
    tool.page.route("**/door/*", lambda _route: None)
    part(tool.page, "#new-record").click()
    part(tool.page, "#report-words")
    expect(conclusion).to_have_attribute("placeholder", "")
    expect(tool.page.locator("#use-proposals")).to_be_disabled()


def test_each_element_of_the_picture_is_a_heading(tool: ToolPage) -> None:
    tool.open("#/overview")
    tool.wait_for_overview()
    headings = tool.overview.get_by_role("heading")
    names = [
        (heading.evaluate("(node) => node.localName"), heading.inner_text()) for heading in headings.all()
    ]
    assert names[:4] == [
        ("h2", "The elements"),
        ("h3", "Sustainable Community Strategy"),
        ("h3", "Soft: people and culture"),
        ("h4", "Staff and Skills"),
    ]
    assert [name for level, name in names if level == "h4"][3:] == ["Steering", "Standards", "Systems"]


@pytest.mark.parametrize("width", [320, 683, 800])
def test_the_overview_fits_with_wide_letters_while_python_starts(form_only: ToolPage, width: int) -> None:
    page = form_only.page
    page.set_viewport_size({"width": width, "height": 384})
    form_only.open("#/overview")
    expect(page.locator(".engine-megabytes")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(WIDE_LETTERS)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
