"""Tests the accessibility of the built site and writes the results. Run with `make accessibility`.

It writes a page, a summary, everything that axe found, and a picture of each stop of the Tab key into
`build/accessibility`; the next build adds them to the site.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import expect

from publishing import evidence, machine
from publishing.machine import ROOT, say
from publishing.site import SITE
from tests.browser import accessibility, chromium, keyboard
from tests.browser.accessibility import PAGES, SAMPLE, SITTINGS, VIEWS, Result
from tests.browser.chromium import launch, playwright_driver
from tests.browser.server import serving
from tests.browser.tool_page import ToolPage, part
from tests.contrast import PAIRS, SCHEMES, contrast, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

FOLDER = evidence.ACCESSIBILITY
TEMPLATE = ROOT / "tests" / "tools" / "accessibility.template.md"
CRITERIA = ROOT / "tests" / "wcag.toml"
# What `make test-browsers` wrote.
ENGINES = ROOT / "build" / "engines.json"
WIDTH, HEIGHT = 1280, 720
# The other rooms of the tool, and what Python fills there.
ROOMS = ("setup", "overview", "actions", "rounds", "files")
FILLED = {"actions": "#action-list", "rounds": "#round-list"}
# Around what has the focus, and of a picture at most, in pixels.
MARGIN, WIDEST, HIGHEST = 14, 420, 150


@dataclass(frozen=True)
class Walk:
    """A page walked with the Tab key: its stops, and the picture of each."""

    name: str
    stops: tuple[tuple[keyboard.Stop, str], ...]


def run(today: date) -> None:
    """Test every page and state, and write the results."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with serving(SITE) as url, playwright_driver() as playwright:
        browser = launch(playwright, chromium.find())
        results = list(_axe(browser, url))
        walks = list(_walks(browser, url))
        version = browser.version
        browser.close()
    axe = json.loads((accessibility.AXE.parent / "package.json").read_text("utf-8"))["version"]
    write(today, f"axe-core {axe} in Chromium {version}", results, walks)
    broken = [f"{result.where}: {violation}" for result in results for violation in result.violations]
    if broken:
        sys.exit("\n".join(["axe found violations:", *broken]))


def write(today: date, made_with: str, results: list[Result], walks: list[Walk]) -> None:
    """Write the page, its summary and the full results beside the pictures."""
    engines = _engines()
    summary = {
        "on": today.isoformat(),
        "version": machine.version(),
        "made_with": made_with,
        "places": len({result.where for result in results}),
        "looks": len(results),
        "rules": len({rule for result in results for rule in result.rules}),
        "violations": sum(len(result.violations) for result in results),
        "stops": sum(len(walk.stops) for walk in walks),
        "engines": [engine["version"] for engine in engines["engines"] if _worked(engine)] if engines else [],
    }
    (FOLDER / evidence.SUMMARY).write_text(json.dumps(summary, indent=1) + "\n", "utf-8")
    (FOLDER / "results.json").write_text(_compact(results), "utf-8")
    (FOLDER / evidence.PAGE).write_text(_page(today, summary, results, walks, engines), "utf-8")
    say(f"  {summary['looks']} looks, {summary['violations']} violations, {summary['stops']} stops")
    say("  `make build` adds the results to the site")


def _worked(engine: dict[str, Any]) -> bool:
    return not any(step.startswith(("FAILED", "not run")) for step in engine["steps"])


def _context(browser: Browser) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB", timezone_id="Europe/London"
    )
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    return context


def _axe(browser: Browser, url: str) -> Iterator[Result]:
    page = accessibility.page_with_axe(_context(browser))
    for name in PAGES:
        page.goto(url + name)
        yield from accessibility.look(page, name or "home", VIEWS)
    say(f"  {len(PAGES)} pages")
    for sitting in SITTINGS.values():
        sample: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))
        tool = ToolPage(accessibility.page_with_axe(_context(browser)), url + "tool/")
        for state, bring in sitting:
            bring(tool, sample)
            yield from accessibility.look(tool.page, f"The tool: {state}", VIEWS)
    say(f"  {sum(map(len, SITTINGS.values()))} states of the tool")
    accessibility.report(page, url)
    yield from accessibility.look(page, "The report", VIEWS)


def _walks(browser: Browser, url: str) -> Iterator[Walk]:
    sample: dict[str, Any] = json.loads(SAMPLE.read_text("utf-8"))
    answers = sample["rounds"][-1]["answers"]
    sample["rounds"][-1]["answers"] = dict(list(answers.items())[: len(answers) // 2])
    tool = ToolPage(_context(browser).new_page(), url + "tool/")
    tool.store(sample)
    tool.open()
    tool.wait_for_overview()
    yield _walk(tool.page, "The questions, half answered")
    # From the heading of each, where the focus is when somebody comes: the bar is walked once.
    for room in ROOMS:
        tool.page.evaluate("(room) => { location.hash = `#/${room}`; }", room)
        expect(tool.page.locator(f"#{room}-heading")).to_be_focused()
        if room in FILLED:
            expect(tool.page.locator(FILLED[room])).to_have_attribute("data-state", "ready")
        yield _walk(tool.page, f"The room “{room}”")
    part(tool.page, "#new-action").click()
    yield _walk(tool.page, "The dialog for an action")
    page = _context(browser).new_page()
    page.set_viewport_size({"width": 320, "height": HEIGHT})
    page.goto(url + "help/get-help/")
    page.locator("#menu-button").press("Enter")
    yield _walk(page, "The menu of a narrow window")


def _walk(page: Page, name: str) -> Walk:
    stops: list[tuple[keyboard.Stop, str]] = []
    last_word = re.findall(r"\w+", name)[-1]
    for stop in keyboard.walk(page):
        file = f"{last_word}-{len(stops) + 1:02}.jpeg"
        left, top, width, height = stop.box
        x, y = max(left - MARGIN, 0), max(top - MARGIN, 0)
        size = page.viewport_size or {"width": WIDTH, "height": HEIGHT}
        page.screenshot(
            path=FOLDER / file,
            type="jpeg",
            quality=60,
            clip={
                "x": x,
                "y": y,
                "width": max(min(width + 2 * MARGIN, WIDEST, size["width"] - x), 40),
                "height": max(min(height + 2 * MARGIN, HIGHEST, size["height"] - y), 40),
            },
        )
        stops.append((stop, file))
    return Walk(name, tuple(stops))


def _compact(results: Iterable[Result]) -> str:
    """All results as JSON, one a line."""
    lines = ",\n".join(json.dumps(asdict(result), ensure_ascii=False) for result in results)
    return f"[\n{lines}\n]\n"


def _page(
    today: date,
    summary: dict[str, Any],
    results: list[Result],
    walks: list[Walk],
    engines: dict[str, Any] | None,
) -> str:
    ran = Counter(rule for result in results for rule in result.rules)
    undecided = Counter(rule for result in results for rule in result.undecided)
    places: dict[str, list[Result]] = {}
    for result in results:
        places.setdefault(result.where, []).append(result)
    light, dark = (tokens(scheme) for scheme in SCHEMES)
    templates = Environment(
        loader=FileSystemLoader(TEMPLATE.parent),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    templates.filters["day"] = lambda when: f"{when.day} {when:%B %Y}"
    return templates.get_template(TEMPLATE.name).render(
        today=today,
        summary=summary,
        views=VIEWS,
        places=places,
        rules={rule: (count, undecided[rule]) for rule, count in sorted(ran.items())},
        walks=walks,
        stops=[stop for walk in walks for stop, _file in walk.stops],
        pairs=[
            (
                pair,
                contrast(light[pair.colour], light[pair.ground]),
                contrast(dark[pair.colour], dark[pair.ground]),
            )
            for pair in PAIRS
        ],
        criteria=tomllib.loads(CRITERIA.read_text("utf-8")),
        engines=engines,
    )


def _engines() -> dict[str, Any] | None:
    """The results of the last `make test-browsers`, if there are any."""
    if not ENGINES.exists():
        return None
    found: dict[str, Any] = json.loads(ENGINES.read_text("utf-8"))
    return found | {"on": date.fromisoformat(found["on"])}


if __name__ == "__main__":
    run(datetime.now().astimezone().date())
