"""The evidence of accessibility, made by a run over the built site. Run with `make accessibility`.

It writes a page of the site, with a picture of each stop of the focus, and everything that axe found as JSON.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tomllib
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import sync_playwright

from publishing import machine
from publishing.machine import ROOT, say
from publishing.site import SITE
from tests.browser import accessibility, keyboard
from tests.browser.accessibility import PAGES, SAMPLE, SITTINGS, VIEWS, Result
from tests.browser.chromium import launch
from tests.browser.server import serving
from tests.browser.tool_page import ToolPage
from tests.contrast import PAIRS, SCHEMES, contrast, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

PAGE = ROOT / "docs" / "help" / "accessibility-evidence.md"
FOLDER = ROOT / "docs" / "assets" / "accessibility"
RESULTS = FOLDER / "results.json"
DIGEST = FOLDER / "looked_at.txt"
TEMPLATE = ROOT / "tests" / "evidence.template.md"
CRITERIA = ROOT / "tests" / "wcag.toml"
# What `make test-browsers` found, kept beside what is found here.
ENGINES = ROOT / "docs" / "assets" / "engines.json"
WIDTH, HEIGHT = 1280, 720
# Around what has the focus, and of a picture at most, in pixels.
MARGIN, WIDEST, HIGHEST = 14, 420, 150


def looked_at() -> str:
    """A digest of all that decides how the pages look and behave, and of what is said about it."""
    sources = [
        *(ROOT / "app" / "assessment" / "show" / "templates").iterdir(),
        *(ROOT / "app" / "page").glob("*.css"),
        *(ROOT / "app" / "page").glob("*.mjs"),
        *(path for path in (ROOT / "theme").rglob("*") if path.is_file()),
        CRITERIA,
        TEMPLATE,
    ]
    digest = hashlib.sha256()
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True)
class Walk:
    """A page walked by the Tab key: its stops, and where the picture of each is."""

    name: str
    stops: tuple[tuple[keyboard.Stop, str], ...]


def run(today: date) -> None:
    """Look at everything, and write down what was found."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with serving(SITE) as url, sync_playwright() as playwright:
        browser = launch(playwright, machine.chromium())
        results = list(_axe(browser, url))
        walks = list(_walks(browser, url))
        version = browser.version
        browser.close()
    RESULTS.write_text(_compact(results), "utf-8")
    axe = json.loads((accessibility.AXE.parent / "package.json").read_text("utf-8"))["version"]
    made_with = f"axe-core {axe} in Chromium {version}"
    PAGE.write_text(_page(today, made_with, results, walks), "utf-8")
    DIGEST.write_text(looked_at() + "\n", "utf-8")
    broken = sum(len(result.violations) for result in results)
    say(f"  {len(results)} looks, {broken} violations, {sum(len(walk.stops) for walk in walks)} stops")


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
    yield _walk(tool.page, "The tool, half answered")
    tool.page.locator("#new-action").click()
    yield _walk(tool.page, "The dialog for an action")
    page = _context(browser).new_page()
    page.set_viewport_size({"width": 320, "height": HEIGHT})
    page.goto(url + "help/get-help/")
    page.locator("#menu-button").press("Enter")
    yield _walk(page, "The menu of a narrow window")


def _walk(page: Page, name: str) -> Walk:
    stops: list[tuple[keyboard.Stop, str]] = []
    for stop in keyboard.walk(page):
        file = f"{name.split()[1].strip(',')}-{len(stops) + 1:02}.jpeg"
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
    """All results as JSON, a line each."""
    lines = ",\n".join(json.dumps(asdict(result), ensure_ascii=False) for result in results)
    return f"[\n{lines}\n]\n"


def _page(today: date, made_with: str, results: list[Result], walks: list[Walk]) -> str:
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
        made_with=made_with,
        results=results,
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
        engines=_engines(),
    )


def _engines() -> dict[str, Any] | None:
    """What the journey in three engines found, when it was last run."""
    if not ENGINES.exists():
        return None
    found: dict[str, Any] = json.loads(ENGINES.read_text("utf-8"))
    return found | {"on": date.fromisoformat(found["on"])}


if __name__ == "__main__":
    run(datetime.now().astimezone().date())
