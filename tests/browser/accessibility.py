"""Looks with axe at pages and states of the tool, for the tests and for `make accessibility`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from playwright.sync_api import expect

from publishing.machine import ROOT
from publishing.site import SITE
from tests.browser.tool_page import WORKER, close_round, part, start_round

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import BrowserContext, Page

    from tests.browser.tool_page import ToolPage

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEIGHT = 900
View = tuple[int, Literal["light", "dark"]]
# Every width with every scheme, for `make accessibility`.
VIEWS: tuple[View, ...] = ((1280, "light"), (1280, "dark"), (320, "light"), (320, "dark"))
# Hosts show 404.html at any address, so its links start at the root of the host.
PAGES = sorted(
    path.relative_to(SITE).as_posix().removesuffix("index.html")
    for path in SITE.rglob("*.html")
    if path.name != "example-report.html"
)
# Controls that are smaller than WCAG 2.5.8 requires. axe accepts small ones with space around them.
SMALL = """() => [...document.querySelectorAll("button, input, select, summary, textarea")]
  .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter((control) => {
    const { width, height } = control.getBoundingClientRect();
    return width > 0 && (width < 24 || height < 24);
  })
  .map((control) => control.outerHTML)"""


@dataclass(frozen=True)
class Result:
    """The result of axe for one page in one scheme and width."""

    where: str
    scheme: str
    width: int
    rules: tuple[str, ...]
    undecided: tuple[str, ...]
    violations: tuple[str, ...]


def page_with_axe(context: BrowserContext) -> Page:
    """A page with axe, injected before the page's policy applies."""
    context.add_init_script(path=AXE)
    return context.new_page()


def look(page: Page, where: str, views: Iterable[View]) -> Iterator[Result]:
    """The result of axe for the page as it is, in each of the given views."""
    # Until it is known which tab edits, the form is inert, and so is its heading.
    page.locator("#tool:not([data-filled])").wait_for(state="detached")
    for width, scheme in views:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        # Without transitions, which axe would measure half-way.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        # As high as the page: else a bar at an edge may cover half of a control, which would count as too
        # small, though scrolling shows all of it.
        high = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(high, HEIGHT)})
        found: dict[str, Any] = page.evaluate(
            # Content behind an open dialog is inert; it is tested when there is no dialog.
            # Style sheets and media are loaded already. Violations are reported with their HTML; selectors
            # would take another fifth of the time.
            """(tags) => axe.run(document.querySelector("dialog[open]") ?? document,
                { runOnly: tags, resultTypes: ["violations"], preload: false, selectors: false })
              .then(({ passes, violations, incomplete, inapplicable }) =>
                ({
                  ran: [...passes, ...violations, ...incomplete].map(({ id }) => id),
                  undecided: incomplete.map(({ id }) => id),
                  violations,
                }))""",
            RULES,
        )
        assert found["ran"], "axe ran no rule"
        yield Result(
            where=where,
            scheme=scheme,
            width=width,
            rules=tuple(sorted(set(found["ran"]))),
            undecided=tuple(found["undecided"]),
            violations=tuple(
                f"{violation['id']}: {node['html'][:120]} ({node['failureSummary'].splitlines()[-1].strip()})"
                for violation in found["violations"]
                for node in violation["nodes"][:3]
            ),
        )


def assert_fits(page: Page, where: str) -> None:
    # First as it is: to lay a page out for another width takes long.
    present = page.viewport_size
    for width in (320, 1280) if present and present["width"] == 320 else (1280, 320):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        small = page.evaluate(SMALL)
        assert not small, (where, width, small)
        taken = page.evaluate("document.documentElement.scrollWidth")
        assert taken <= width, f"{where or 'home'} is {taken} wide in a window of {width}"


def assert_accessible(page: Page, where: str, turn: int) -> None:
    """axe in one of the views, each in turn; the width in all of them."""
    (result,) = look(page, where, [VIEWS[turn % len(VIEWS)]])
    assert not result.violations, (where, result.scheme, result.width, result.violations)
    assert_fits(page, where)


def report(page: Page, url: str) -> None:
    """The example report. Its policy allows no script, so axe runs on the same HTML without that line."""
    html = page.request.get(f"{url}example-report.html").text()
    policy = '<meta http-equiv="Content-Security-Policy"'
    assert html.count(policy) == 1
    page.goto("about:blank")
    page.set_content(html.replace(policy, '<meta name="policy"'))


def _empty(tool: ToolPage, _sample: dict[str, Any]) -> None:
    tool.open()
    tool.open_details()


def _meeting(tool: ToolPage, _sample: dict[str, Any]) -> None:
    part(tool.page, "#question-list")
    tool.start_meeting()


def _menu_open(tool: ToolPage, _sample: dict[str, Any]) -> None:
    tool.page.evaluate("() => document.querySelector('.site-menu').setAttribute('open', '')")


def _engine_failed(tool: ToolPage, _sample: dict[str, Any]) -> None:
    tool.page.route(WORKER, lambda route: route.fulfill(status=404, body="not here"))
    tool.page.reload()
    expect(tool.engine_status).to_have_attribute("data-state", "failed", timeout=60_000)


def _half_answered(tool: ToolPage, sample: dict[str, Any]) -> None:
    answers = sample["rounds"][-1]["answers"]
    sample["rounds"][-1]["answers"] = dict(list(answers.items())[: len(answers) // 2])
    tool.store(sample)
    tool.open("#/assess/style-trust")
    tool.wait_for_overview()


def _overview(tool: ToolPage, _sample: dict[str, Any]) -> None:
    expect(part(tool.page, "#overview")).to_be_visible()


def _actions(tool: ToolPage, _sample: dict[str, Any]) -> None:
    expect(part(tool.page, "#action-list")).to_have_attribute("data-state", "ready", timeout=60_000)


def _rounds(tool: ToolPage, _sample: dict[str, Any]) -> None:
    expect(part(tool.page, "#round-list")).to_have_attribute("data-state", "ready", timeout=60_000)


def _files(tool: ToolPage, _sample: dict[str, Any]) -> None:
    expect(part(tool.page, "#record-list")).to_be_visible()


def _help_open(tool: ToolPage, _sample: dict[str, Any]) -> None:
    part(tool.page, "#question-list")
    tool.page.locator(".current-question .question-actions summary").click()
    help_ = tool.page.locator(".current-question .help")
    if help_.get_attribute("open") is None:
        help_.locator("summary").click()


def _refused_file(tool: ToolPage, _sample: dict[str, Any]) -> None:
    tool.page.locator("#open-file").set_input_files(
        {"name": "note.json", "mimeType": "application/json", "buffer": b"{"}
    )
    expect(tool.page.locator("#open-failed")).to_be_visible()


def _what_is_in_a_file(tool: ToolPage, _sample: dict[str, Any]) -> None:
    tool.page.locator("#open-file").set_input_files(SAMPLE)
    expect(tool.page.locator("#open-dialog")).to_be_visible()


def _action(tool: ToolPage, _sample: dict[str, Any]) -> None:
    tool.page.keyboard.press("Escape")
    part(tool.page, "#new-action").click()
    tool.page.locator("#action-form").get_by_role("button", name="Save action").click()
    expect(tool.page.locator("#action-problem")).to_be_focused()


def _delete(tool: ToolPage, _sample: dict[str, Any]) -> None:
    tool.page.keyboard.press("Escape")
    part(tool.page, "#delete-all").click()


def _print_questions(tool: ToolPage, _sample: dict[str, Any]) -> None:
    tool.page.keyboard.press("Escape")
    part(tool.page, "#print-questions").click()
    expect(tool.page.locator("#print-dialog-heading")).to_be_focused()


def _closed_round(tool: ToolPage, _sample: dict[str, Any]) -> None:
    tool.page.keyboard.press("Escape")
    close_round(tool.page)


def _next_round(tool: ToolPage, _sample: dict[str, Any]) -> None:
    start_round(tool.page)


# The spacing of text that a reader may ask for (WCAG 1.4.12).
WIDE_LETTERS = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets.push(sheet);
}"""

SAMPLE = ROOT / "questions" / "lsp" / "sample_record.json"
State = tuple[str, "Callable[[ToolPage, dict[str, Any]], None]"]
# The tool page in each of its states, in two sequences: each step leads from one state to the next.
SITTINGS: dict[str, tuple[State, ...]] = {
    "before Python is there": (
        ("empty", _empty),
        ("the view for meetings", _meeting),
        ("menu open, where the window is narrow", _menu_open),
        ("error: Python does not start", _engine_failed),
    ),
    "with a record": (
        ("half answered", _half_answered),
        ("overview", _overview),
        ("actions", _actions),
        ("rounds", _rounds),
        ("files", _files),
        ("help and actions open", _help_open),
        ("error: a file refused", _refused_file),
        ("dialog: what is in a file", _what_is_in_a_file),
        ("dialog, error: an action without words", _action),
        ("dialog: delete everything", _delete),
        ("dialog: print the questions", _print_questions),
        ("round closed", _closed_round),
        ("next round begun", _next_round),
    ),
}
