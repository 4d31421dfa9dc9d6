"""Measures what a person feels, beside a bare Pyodide in the same run. Run with `make bench`.

Machines differ and are noisy: the ratios count more than the milliseconds. Rounds alternate, so that
whatever else the machine does falls on both.
"""

from __future__ import annotations

import contextlib
import functools
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from publishing import machine
from publishing.site import SITE
from tests import bench_host
from tests.browser.conftest import CHROMIUM_OPTIONS, launch
from tests.browser.tool_page import RECORD_KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Of one visit: moments in milliseconds since its navigation, the longest task, and the bytes sent.
Visits = dict[str, dict[str, float]]
FIRST, BACK = VISITS = ("cold", "warm")
# A browser writes down the code that it compiled for speed a while after it has done so, in milliseconds.
COMPILED_CODE_IS_KEPT = 3_000

ROUNDS = 7
CLICKS = 20

# Notes the longest task until the first overview, and when the answers were painted: at the end of the frame
# after the page's own mark, of which an observer would hear a frame or two late. The page marks the rest.
WATCH = """
window.longest = 0;
new PerformanceObserver((list) => {
  if (performance.getEntriesByName("overview-shown").length > 0) return;
  for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
}).observe({ type: "longtask", buffered: true });
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => performance.mark("answers-painted");
const mark = performance.mark.bind(performance);
performance.mark = (name, ...rest) => {
  if (name === "answers-shown") requestAnimationFrame(() => port2.postMessage(""));
  return mark(name, ...rest);
};
"""
SHOWN = "() => performance.getEntriesByName('overview-shown').length > 0"
READY = "() => performance.getEntriesByName('engine-ready').length > 0"
PAINTED = "() => performance.getEntriesByName('answers-painted').length > 0"
MOMENTS = """() => Object.fromEntries(
  [...performance.getEntriesByType("mark"), ...performance.getEntriesByType("paint")]
    .reverse().map((entry) => [entry.name, entry.startTime]))"""


def main() -> None:
    """Print one table: what was measured, the goal, and what was reached."""
    sample = (machine.ROOT / "questions" / "lsp" / "sample_record.json").read_text("utf-8")
    with served() as home, sync_playwright() as playwright:
        browser = launch(playwright, machine.chromium())
        bare: list[Visits] = []
        floor: list[Visits] = []
        opened: list[Visits] = []
        without = []
        for number in range(ROUNDS):
            print(f"round {number + 1} of {ROUNDS}", flush=True)
            bare.append(in_new_profile(playwright, lambda page: measure_bare(page, home + "bare/")))
            opened.append(in_new_profile(playwright, lambda page: measure_opening(page, home, sample)))
            floor.append(in_new_profile(playwright, lambda page: measure_bare(page, home + "bare/floor/")))
            without.append(in_new_window(browser, lambda page: measure_without_python(page, home, sample)))
        changes, reports = in_new_window(browser, lambda page: measure_work(page, home, sample))
        years = {
            count: in_new_window(
                browser, functools.partial(measure_years, home=home, sample=long_record(sample, count))
            )
            for count in (10, 20, 40)
        }
        browser.close()

    def middle(runs: list[Visits], visit: str, name: str) -> float:
        return statistics.median(run[visit][name] for run in runs)

    base = {visit: middle(bare, visit, "engine-ready") for visit in VISITS}
    print(f"\n{f'median of {ROUNDS}':45}{'goal':>12}{'reached':>12}{'of bare':>10}")

    def row(name: str, goal: str, value: float, visit: str = "cold") -> None:
        print(f"{name:45}{goal:>12}{value:>9.0f} ms{value / base[visit]:>10.2f}")

    for visit in VISITS:
        row(f"{visit}: bare loadPyodide() in a worker", "", base[visit], visit)
        row(f"{visit}: its WebAssembly alone", "", middle(floor, visit, "engine-ready"), visit)
        row(f"{visit}: ready to give a report", "0.25", middle(opened, visit, "engine-ready"), visit)
        row(f"{visit}: overview shown", "", middle(opened, visit, "overview-shown"), visit)
        row(
            f"{visit}: first paint, with the form",
            "300 ms",
            middle(opened, visit, "first-contentful-paint"),
            visit,
        )
        row(f"{visit}: first answer possible", "300 ms", middle(opened, visit, "answers-shown"), visit)
        row(f"{visit}: stored answers painted", "150 ms", middle(opened, visit, "answers-painted"), visit)
        row(f"{visit}: longest task until ready, median", "50 ms", middle(opened, visit, "longest"), visit)
        row(
            f"{visit}: longest task until ready, worst",
            "50 ms",
            max(run[visit]["longest"] for run in opened),
            visit,
        )
    row("first answer possible, Python absent", "300 ms", statistics.median(without))
    row("answer to new overview", "100 ms", statistics.median(changes))
    row("report of a full round", "200 ms", statistics.median(reports))
    for count, moments in years.items():
        for name, goal in (
            ("answers shown", "300 ms"),
            ("comparison and trend", "500 ms"),
            ("report", "500 ms"),
        ):
            row(f"{count} rounds, {ACTIONS} actions: {name}", goal, moments[name])
    sizes = {name: middle(runs, "cold", "bytes") for name, runs in (("bare", bare), ("all", opened))}
    engine = engine_bytes()
    for name, goal, size in (
        ("bytes: bare Pyodide", "", sizes["bare"]),
        ("bytes: the engine", "0.75", engine),
        ("bytes: the tool page with all that it has", "", sizes["all"]),
    ):
        print(f"{name:45}{goal:>12}{size / 1000:>9.0f} kB{size / sizes['bare']:>10.2f}")


def engine_bytes() -> int:
    """The engine's files as the host sends them."""
    files = [path.relative_to(SITE).as_posix() for path in (SITE / "tool" / "engine").iterdir()]
    return sum(len(found[0]) for name in files if (found := bench_host.sent(f"/{name}")))


@contextlib.contextmanager
def served() -> Iterator[str]:
    """The site's address. A process of its own serves it: this one is busy measuring."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.bench_host", str(port)]
    server = subprocess.Popen(command, cwd=machine.ROOT)
    try:
        for _ in range(600):
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


def in_new_profile(playwright: Playwright, measure: Callable[[Page], Visits]) -> Visits:
    """In a browser as a person has it, which keeps files and compiled code on the disk; here a fresh one."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=str(machine.chromium()), args=CHROMIUM_OPTIONS, headless=True
        )
        try:
            return measure(context.new_page())
        finally:
            context.close()


def in_new_window(browser: Browser, measure: Callable[[Page], Any]) -> Any:
    context = browser.new_context()
    try:
        return measure(context.new_page())
    finally:
        context.close()


def sent_bytes(page: Page) -> float:
    return float(
        page.request.get(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/bytes").text()
    )


def again_and_again(page: Page, url: str, ready: str, settled: str = "body") -> Visits:
    """The moments of a first visit, and of one by somebody who comes back.

    `settled` selects what is there when nothing of a visit goes on any more.
    """
    visits: Visits = {}
    # The second still brings what the later ones find: the copy of the site, and the code compiled for speed.
    for visit in (FIRST, "second", "third", BACK):
        page.goto(url)
        page.wait_for_function(ready, timeout=60_000)
        visits[visit] = {
            **page.evaluate(MOMENTS),
            "longest": page.evaluate("() => window.longest ?? 0"),
            "bytes": sent_bytes(page),
        }
        page.wait_for_selector(settled, state="attached", timeout=60_000)
        page.wait_for_timeout(COMPILED_CODE_IS_KEPT)
        # Whoever comes back has left: the end of one visit is not the beginning of the next.
        page.goto("about:blank")
    return visits


def measure_bare(page: Page, url: str) -> Visits:
    """A bare Pyodide in a worker, as npm brings it."""
    page.goto(url.split("/bare/")[0] + "/bytes")
    return again_and_again(page, url, READY)


def prepare(page: Page, home: str, sample: str) -> None:
    # This one leaves nothing in the cache that the measured page would find there.
    page.goto(home + "bytes")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [RECORD_KEY, sample])
    page.add_init_script(WATCH)


def measure_opening(page: Page, home: str, sample: str) -> Visits:
    prepare(page, home, sample)
    # Later visits are answered from the copy for use without a network, as they are for everybody.
    return again_and_again(page, home + "tool/", SHOWN, settled='#offline-status[data-state="ready"]')


def measure_without_python(page: Page, home: str, sample: str) -> float:
    """Milliseconds until an answer is possible where Python never comes."""
    prepare(page, home, sample)
    # Blocked by the browser itself: a route would slow every other request as well.
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setBlockedURLs", {"urls": ["*worker.mjs"]})
    page.goto(home + "tool/")
    page.wait_for_function(PAINTED, timeout=60_000)
    return float(page.evaluate(MOMENTS)["answers-shown"])


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
# The link that the page clicks to hand over the file is the moment at which the report is there.
REPORT_AND_WAIT = """async () => {
  const made = new Promise((resolve) => {
    HTMLAnchorElement.prototype.click = function () { resolve(performance.now()); };
  });
  const start = performance.now();
  document.querySelector("#download-report").click();
  return (await made) - start;
}"""


ACTIONS = 500
COMPARE_AND_WAIT = """async () => {
  const list = document.querySelector("#round-list");
  const changed = new Promise((resolve) => {
    new MutationObserver((_, observer) => { observer.disconnect(); resolve(performance.now()); })
      .observe(list, { childList: true });
  });
  const start = performance.now();
  const select = list.querySelector('[name="compare.before"]');
  select.selectedIndex = 0;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  return (await changed) - start;
}"""


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


def measure_years(page: Page, *, home: str, sample: str) -> dict[str, float]:
    prepare(page, home, sample)
    page.goto(home + "tool/")
    page.wait_for_function(SHOWN, timeout=60_000)
    # The second visit: who has answers has been here before.
    page.reload()
    page.wait_for_function(SHOWN, timeout=60_000)
    shown = float(page.evaluate(MOMENTS)["answers-shown"])
    page.locator("#rounds").scroll_into_view_if_needed()
    page.wait_for_selector("#round-list[data-state=ready]")
    compared = statistics.median(page.evaluate(COMPARE_AND_WAIT) for _ in range(5))
    reported = statistics.median(page.evaluate(REPORT_AND_WAIT) for _ in range(5))
    return {"answers shown": shown, "comparison and trend": compared, "report": reported}


def measure_work(page: Page, home: str, sample: str) -> tuple[list[float], list[float]]:
    """Milliseconds from an answer to the new overview, and from the button to the report."""
    prepare(page, home, sample)
    page.goto(home + "tool/")
    page.wait_for_function(SHOWN, timeout=60_000)
    questions = list(json.loads(sample)["rounds"][-1]["answers"])
    changes = [
        page.evaluate(CLICK_AND_WAIT, [f"{question}.rating", "unknown"]) for question in questions[:CLICKS]
    ]
    return changes, [page.evaluate(REPORT_AND_WAIT) for _ in range(5)]


if __name__ == "__main__":
    main()
