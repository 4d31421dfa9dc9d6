"""Measures what a person feels, beside a bare Pyodide and, if wanted, another build of the site.

Run with `make bench`, or `make bench BASELINE=/path/to/build/site ROUNDS=5`. Machines differ and are noisy:
the ratios count more than the milliseconds. Everything is measured in every round, in turn, so that whatever
else the machine does affects all of them.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from publishing import machine, runtime
from publishing.site import SITE
from tests.browser import chromium
from tests.browser.chromium import CHROMIUM_OPTIONS, launch, playwright_driver
from tests.browser.tool_page import RECORD_KEY
from tests.tools import bench_host, bench_partners

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

# The first visit, and one by somebody who comes back. Between them the browser fills its caches: the offline
# copy, and the code that it compiled.
FIRST, BACK = "first visit", "returning"
VISITS = (FIRST, "second", "third", BACK)
# By somebody who has answers, on a line of 10 Mbit/s, and where the main thread is four times slower.
SLOW_LINE, SLOW_PROCESSOR = "slow line", "slow processor"
SLOWER = 4
# A browser that has just started, or has just left a page, is busy with itself: what it does then would count
# as the page's. In milliseconds; with more of them nothing was faster.
BROWSER_IS_QUIET = 600
# A browser writes compiled code to its cache a while after compiling it, in milliseconds.
COMPILED_CODE_IS_CACHED = 3_000

# How often a short thing is measured in each round: one time of it tells little.
FORMS = 3
RELOADS = 3
CLICKS = 8
REPORTS = 3
ACTIONS = 500
YEARS = (10, 20, 40)
OFFICE_FILES = {
    "Word": "#download-word",
    "workbook": "#download-excel",
    "CSV": "#download-csv",
    "calendar": "#download-calendar",
}
# Where records of format 1 are stored.
RECORD_KEY_1 = "lsp-improvement-tool/record"

# What is printed, with its goal: milliseconds, or a ratio to bare Pyodide.
READY = "ready to give a report"
OVERVIEW = "overview shown"
MARKS = {
    READY: ("engine-ready", "0.42"),
    OVERVIEW: ("overview-shown", ""),
    "first paint, with the form": ("first-contentful-paint", "300 ms"),
    "first answer possible": ("answers-shown", "0.05"),
    "stored answers painted": ("answers-painted", "150 ms"),
    "longest task until ready and shown": ("longest", "50 ms"),
}
GOALS = {f"{visit}: {name}": goal for visit in (FIRST, BACK) for name, (_, goal) in MARKS.items()} | {
    # Then the browser has compiled code in its cache, and the page its last overview.
    f"{BACK}: {READY}": "0.40",
    f"{BACK}: {OVERVIEW}": "0.07",
    f"{SLOW_LINE}: {READY}": "0.63",
    f"{SLOW_LINE}: stored answers painted": "",
    f"{SLOW_PROCESSOR}: stored answers painted": "",
    f"{SLOW_PROCESSOR}: longest task until ready and shown": "150 ms",
    "first answer possible, Python absent": "300 ms",
    "answer to its mark": "50 ms",
    "answer to new overview": "100 ms",
    "report of a full round": "200 ms",
    **{f"{years} rounds: answers shown": "300 ms" for years in YEARS},
    **{f"{years} rounds: comparison and trend": "500 ms" for years in YEARS},
    **{f"{years} rounds: report": "500 ms" for years in YEARS},
    "first workbook, with the second part": "300 ms",
    **{f"{YEARS[-1]} rounds: {name}": "500 ms" for name in OFFICE_FILES},
    **bench_partners.GOALS,
}

# A visit ends when both are there: the overview of a later visit comes from storage, before Python.
VISITED = ["engine-ready", "overview-shown"]

# How the page tells of a mark. To ask it would put a script into it, which takes time of what is measured.
MARKED = "marked: "

# Notes the longest task of a visit, and when the answers were painted: at the end of the frame after
# the page's own mark, which an observer would report a frame or two late. The page makes the other marks.
WATCH = f"""
window.longest = 0;
new PerformanceObserver((list) => {{
  if ({VISITED}.every((name) => performance.getEntriesByName(name).length > 0)) return;
  for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
}}).observe({{ type: "longtask", buffered: true }});
const {{ port1, port2 }} = new MessageChannel();
port1.onmessage = () => performance.mark("answers-painted");
const mark = performance.mark.bind(performance);
performance.mark = (name, ...rest) => {{
  if (name === "answers-shown") requestAnimationFrame(() => port2.postMessage(""));
  console.debug("{MARKED}" + name);
  return mark(name, ...rest);
}};
"""
MOMENTS = """() => {
  const entries = [...performance.getEntriesByType("mark"), ...performance.getEntriesByType("paint")];
  const moments = Object.fromEntries(entries.reverse().map((entry) => [entry.name, entry.startTime]));
  return "overview-shown" in moments ? { ...moments, longest: window.longest ?? 0 } : moments;
}"""
CLICK_AND_WAIT = """async ([name, value]) => {
  const overview = document.querySelector("#overview");
  const changed = new Promise((resolve) => {
    new MutationObserver((_, observer) => { observer.disconnect(); resolve(performance.now()); })
      .observe(overview, { childList: true });
  });
  const start = performance.now();
  document.querySelector(`[name="${name}"][value="${value}"]`).click();
  return (await changed) - start;
}"""
# Until the mark in the list of questions has the colour on the screen.
MARK_AND_WAIT = """async ([name, value]) => {
  const start = performance.now();
  document.querySelector(`[name="${name}.rating"][value="${value}"]`).click();
  const painted = new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  });
  const { rating } = document.querySelector(`[data-mark="${name}"]`).dataset;
  return rating === value ? (await painted) - start : NaN;
}"""
# A file is there at the moment at which the page clicks a link to hand it over.
FILE_AND_WAIT = """async (button) => {
  const made = new Promise((resolve) => {
    HTMLAnchorElement.prototype.click = function () { resolve(performance.now()); };
  });
  const start = performance.now();
  document.querySelector(button).click();
  return (await made) - start;
}"""
COMPARE_AND_WAIT = """async () => {
  const list = document.querySelector("#round-list");
  const changed = new Promise((resolve) => {
    new MutationObserver((_, observer) => { observer.disconnect(); resolve(performance.now()); })
      .observe(list, { childList: true });
  });
  const start = performance.now();
  const select = list.querySelector('[name="compare.before"]');
  // Another one each time: the page leaves as it is what would not change.
  select.selectedIndex = (select.selectedIndex + 1) % select.length;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  return (await changed) - start;
}"""


@dataclass
class Measured:
    """A site, and what was measured of it: milliseconds by name, one for each time."""

    home: str
    sample: str = "{}"
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    bytes_sent: list[float] = field(default_factory=list)

    def median(self, name: str) -> float:
        return statistics.median(self.times[name])


def main() -> None:
    """Measure, and print one table."""
    options = argparse.ArgumentParser(description="Measure the built site.")
    options.add_argument("--baseline", type=Path, help="a second built site, measured in the same run")
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    folders = {"now": SITE} | ({"baseline": given.baseline} if given.baseline else {})
    with contextlib.ExitStack() as stack:
        homes = {name: stack.enter_context(served(folder)) for name, folder in folders.items()}
        playwright = stack.enter_context(playwright_driver())
        sites = {name: Measured(homes[name], practice_record(folders[name])) for name in folders}
        bare = Measured(homes["now"] + "bare/")
        browser = launch(playwright, chromium.find())
        for number in range(given.rounds):
            print(f"round {number + 1} of {given.rounds}", flush=True)
            # In turn, so that no site always follows the same other one.
            order = list(sites.values())[:: -1 if number % 2 else 1]
            measure_round(playwright, bare, order)
            for _ in range(FORMS):
                for site in order:
                    measure_form(browser, site)
                    measure_without_python(browser, site)
            measure_slow(playwright, bare, order)
            for site in order:
                measure_work(browser, site)
            for years in YEARS:
                for site in order:
                    measure_years(browser, site, years)
            for site in order:
                measure_office(browser, site, YEARS[-1])
                measure_partners(browser, site)
        browser.close()
    print_table(given.rounds, bare, sites)
    print_bytes(bare, sites, folders)


def measure_round(playwright: Playwright, bare: Measured, sites: Iterable[Measured]) -> None:
    """One round of starts, each in a new profile: of bare Pyodide, and of each site."""
    with new_profile(playwright) as page:
        page.goto(bare.home.removesuffix("bare/") + "bytes")
        page.add_init_script(WATCH)
        measure_visits(page, bare, bare.home, ["engine-ready"])
    for site in sites:
        with new_profile(playwright) as page:
            prepare(page, site)
            # Later visits are answered from the offline copy, as they are for everybody.
            settled = '#offline-status[data-state="ready"]'
            measure_visits(page, site, site.home + "tool/", VISITED, settled)


def practice_record(folder: Path) -> str:
    """The practice record that a built site brings for its main tool, in the format that it reads."""
    texts = (path.read_text("utf-8") for path in (folder / "tool").rglob("practice*.json"))
    return next(text for text in texts if json.loads(text)["question_set"] == "lsp")


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a built site, served by a process of its own: this one is busy measuring."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.tools.bench_host", str(port), str(folder.resolve())]
    server = subprocess.Popen(command, cwd=machine.ROOT)
    try:
        for _ in range(1_200):
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def new_profile(playwright: Playwright) -> Iterator[Page]:
    """A page in a browser as a person has it, which caches files and compiled code on disk; a new profile."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=str(chromium.find()), args=CHROMIUM_OPTIONS, headless=True
        )
        try:
            yield context.new_page()
        finally:
            context.close()


def measure_slow(playwright: Playwright, bare: Measured, sites: Iterable[Measured]) -> None:
    """First visits of somebody who has answers: on a slow line, and on a slow processor."""
    for site, path, marks in [(bare, "", ["engine-ready"]), *((site, "tool/", VISITED) for site in sites)]:
        with new_profile(playwright) as page:
            if path:
                prepare(page, site)
            else:
                page.add_init_script(WATCH)
            page.request.get(url_of_host(site.home) + "/slow")
            visit(page, site.home + path, marks)
            note_marks(page, site, SLOW_LINE)
            page.request.get(url_of_host(site.home) + "/fast")
    for site in sites:
        with new_profile(playwright) as page:
            prepare(page, site)
            devtools = page.context.new_cdp_session(page)
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            visit(page, site.home + "tool/", VISITED)
            note_marks(page, site, SLOW_PROCESSOR)


@contextlib.contextmanager
def new_window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    try:
        yield context.new_page()
    finally:
        context.close()


def prepare(page: Page, site: Measured, sample: str = "") -> None:
    """Store a record and note the marks. The page used for it puts nothing into the cache."""
    page.goto(site.home + "bytes")
    record = sample or site.sample
    key = RECORD_KEY_1 if json.loads(record)["format"] == 1 else RECORD_KEY
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, record])
    page.add_init_script(WATCH)


def visit(page: Page, url: str, marks: Iterable[str]) -> None:
    """Go to an address and wait until the page has made these marks."""
    page.wait_for_timeout(BROWSER_IS_QUIET)
    missing = set(marks)

    def note(message: ConsoleMessage) -> None:
        missing.discard(message.text.removeprefix(MARKED))

    page.on("console", note)
    page.goto(url)
    while missing:
        page.wait_for_event("console", timeout=60_000)
    page.remove_listener("console", note)


def measure_visits(page: Page, site: Measured, url: str, marks: list[str], settled: str = "body") -> None:
    """Visit an address several times; `settled` selects what is there when nothing of a visit goes on."""
    for number in VISITS:
        visit(page, url, marks)
        if number == FIRST:
            site.bytes_sent.append(float(page.request.get(url_of_host(url) + "/bytes").text()))
        if number in (FIRST, BACK):
            note_marks(page, site, number)
        page.wait_for_selector(settled, state="attached", timeout=60_000)
        if number not in (FIRST, BACK):
            page.wait_for_timeout(COMPILED_CODE_IS_CACHED)
        # The end of one visit must not overlap the start of the next.
        page.goto("about:blank")


def url_of_host(url: str) -> str:
    return "/".join(url.split("/")[:3])


def measure_form(browser: Browser, site: Measured) -> None:
    """The time until the form shows the answers, on a first visit."""
    with new_window(browser) as page:
        prepare(page, site)
        visit(page, site.home + "tool/", ["answers-painted"])
        note_marks(page, site, FIRST)


def note_marks(page: Page, site: Measured, visit: str) -> None:
    """Add the moments that this page has reached."""
    moments = page.evaluate(MOMENTS)
    for name, (moment, _) in MARKS.items():
        if moment in moments:
            site.times[f"{visit}: {name}"].append(moments[moment])


def measure_without_python(browser: Browser, site: Measured) -> None:
    """The time until an answer is possible where Python never comes."""
    with new_window(browser) as page:
        prepare(page, site)
        # Blocked by the browser itself: a route would slow down every other request as well.
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.setBlockedURLs", {"urls": ["*worker.mjs"]})
        visit(page, site.home + "tool/", ["answers-painted"])
        name = "first answer possible, Python absent"
        site.times[name].append(page.evaluate(MOMENTS)["answers-shown"])


def measure_work(browser: Browser, site: Measured) -> None:
    """From an answer to the new overview, and from the button to the report."""
    with new_window(browser) as page:
        prepare(page, site)
        visit(page, site.home + "tool/", VISITED)
        questions = list(json.loads(site.sample)["rounds"][-1]["answers"])
        # As before printing: puts the questions of every element into the page.
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        # A baseline may be of a time before the marks.
        if page.locator("[data-mark]").count():
            for question in questions[:CLICKS]:
                site.times["answer to its mark"].append(page.evaluate(MARK_AND_WAIT, [question, "red"]))
        for question in questions[:CLICKS]:
            took = page.evaluate(CLICK_AND_WAIT, [f"{question}.rating", "unknown"])
            site.times["answer to new overview"].append(took)
        for _ in range(REPORTS):
            site.times["report of a full round"].append(page.evaluate(FILE_AND_WAIT, "#download-report"))


def measure_office(browser: Browser, site: Measured, years: int) -> None:
    """Files of other programs: the first one, which fetches the second part; then those of a long record."""
    with new_window(browser) as page:
        prepare(page, site)
        visit(page, site.home + "tool/", VISITED)
        # A baseline may be of a time before these files.
        if page.locator(OFFICE_FILES["workbook"]).count():
            took = page.evaluate(FILE_AND_WAIT, OFFICE_FILES["workbook"])
            site.times["first workbook, with the second part"].append(took)
    with new_window(browser) as page:
        prepare(page, site, long_record(site.sample, years))
        visit(page, site.home + "tool/", VISITED)
        for number in range(REPORTS + 1):
            for name, button in OFFICE_FILES.items():
                if page.locator(button).count() and (took := page.evaluate(FILE_AND_WAIT, button)) and number:
                    site.times[f"{years} rounds: {name}"].append(took)


def measure_years(browser: Browser, site: Measured, years: int) -> None:
    """A record of many rounds and actions, on a second visit."""
    with new_window(browser) as page:
        prepare(page, site, long_record(site.sample, years))
        visit(page, site.home + "tool/", VISITED)
        for _ in range(RELOADS):
            visit(page, site.home + "tool/", VISITED)
            site.times[f"{years} rounds: answers shown"].append(page.evaluate(MOMENTS)["answers-shown"])
        # A baseline may have no rooms yet: there the list is further down.
        page.evaluate("location.hash = '#/rounds'")
        page.locator("#rounds").scroll_into_view_if_needed()
        page.wait_for_selector("#round-list[data-state=ready]")
        for _ in range(REPORTS):
            site.times[f"{years} rounds: comparison and trend"].append(page.evaluate(COMPARE_AND_WAIT))
            site.times[f"{years} rounds: report"].append(page.evaluate(FILE_AND_WAIT, "#download-report"))


def measure_partners(browser: Browser, site: Measured) -> None:
    """The answers of a hundred partners."""
    with new_window(browser) as page:
        sample = bench_partners.without_responses(site.sample)
        prepare(page, site, sample)
        visit(page, site.home + "tool/", VISITED)
        # A baseline may be of a time before the partners.
        if page.locator("#collect-files").count():
            for name, times in bench_partners.measure(page, sample).items():
                site.times[name] += times


def long_record(sample: str, rounds: int) -> str:
    """A record after years of use."""
    record = json.loads(sample)
    last = record["rounds"][-1]
    record["rounds"] = [
        {**last, "id": f"round-{number}", "name": f"Round {number}"} for number in range(rounds)
    ]
    action = next(iter(record["actions"].values()))
    record["actions"] = {f"action-{number}": action for number in range(ACTIONS)}
    return json.dumps(record)


def print_table(rounds: int, bare: Measured, sites: dict[str, Measured]) -> None:
    """A row for each moment: its goal, every site in milliseconds, and the ratios."""
    now, baseline = sites["now"], sites.get("baseline")
    print(f"\n{f'medians, {rounds} rounds':48}{'goal':>8}{'bare':>8}{'now':>8}{'of bare':>8}", end="")
    print(f"{'baseline':>10}{'of bare':>8}{'now/baseline':>14}" if baseline else "")
    for name, goal in GOALS.items():
        # What no start is in is compared with the first one.
        visit = name.partition(":")[0]
        ready = f"{visit if f'{visit}: {READY}' in bare.times else FIRST}: {READY}"
        shown = f"{bare.median(name):.0f}" if name in bare.times else ""
        ratio = now.median(name) / bare.median(ready)
        print(f"{name:48}{goal:>8}{shown:>8}{now.median(name):>8.0f}{ratio:>8.2f}", end="")
        # A baseline may be of a time before what is measured.
        if baseline and name in baseline.times:
            before = baseline.median(name)
            change = f"{now.median(name) / before:.2f}" if before else ""
            print(f"{before:>10.0f}{before / bare.median(ready):>8.2f}{change:>14}", end="")
        print()


def print_bytes(bare: Measured, sites: dict[str, Measured], folders: dict[str, Path]) -> None:
    """What the host sends, in kilobytes and as a ratio to bare Pyodide."""
    base = statistics.median(bare.bytes_sent)
    print(f"\n{'kilobytes sent: bare Pyodide':48}{base / 1000:>8.0f}")
    for name, site in sites.items():
        engine = engine_bytes(folders[name])
        whole = statistics.median(site.bytes_sent)
        print(f"{f'{name}: the engine (goal 0.70)':48}{engine / 1000:>8.0f}{engine / base:>8.2f}")
        print(f"{f'{name}: the tool page until its overview':48}{whole / 1000:>8.0f}{whole / base:>8.2f}")


def engine_bytes(folder: Path) -> int:
    """The engine's files as the host sends them."""
    engine = next((folder / "tool").rglob("engine"))
    # The second part is fetched when somebody first needs it.
    later = runtime.OFFICE + runtime.PACKED
    names = [path.relative_to(folder).as_posix() for path in engine.iterdir() if path.name != later]
    return sum(len(found[0]) for name in names if (found := bench_host.sent(folder, f"/{name}")))


if __name__ == "__main__":
    main()
