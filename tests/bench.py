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
import time
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, Page, sync_playwright

from publishing import machine
from publishing.runtime import LIBRARY, PYODIDE
from tests.browser.conftest import CHROMIUM_OPTIONS
from tests.browser.tool_page import RECORD_KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

from publishing.site import SITE

ROUNDS = 7
CLICKS = 20

# Notes the longest task until the first overview, and when the answers were painted. The page marks the rest.
WATCH = """
window.longest = 0;
new PerformanceObserver((list) => {
  if (performance.getEntriesByName("overview-shown").length > 0) return;
  for (const task of list.getEntries()) longest = Math.max(longest, task.duration);
}).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => {
  if (list.getEntriesByName("answers-shown").length > 0) {
    requestAnimationFrame(() => setTimeout(() => performance.mark("answers-painted")));
  }
}).observe({ type: "mark", buffered: true });
"""
SHOWN = "() => performance.getEntriesByName('overview-shown').length > 0"
PAINTED = "() => performance.getEntriesByName('answers-painted').length > 0"
MOMENTS = """() => Object.fromEntries(
  [...performance.getEntriesByType("mark"), ...performance.getEntriesByType("paint")]
    .reverse().map((entry) => [entry.name, entry.startTime]))"""

BARE_PAGE = '<!doctype html><script type="module" src="bare.mjs"></script>'
BARE_SCRIPT = """
const worker = new Worker("bare-worker.mjs", { type: "module" });
worker.onmessage = () => { window.ready = performance.now(); };
"""
BARE_WORKER = """
import { loadPyodide } from "./engine/pyodide.mjs";
await loadPyodide();
postMessage("ready");
"""


def main() -> None:
    """Print one table: what was measured, the goal, and what was reached."""
    sample = (machine.ROOT / "questions" / "lsp" / "sample_record.json").read_text("utf-8")
    with served() as home, sync_playwright() as playwright:
        url = home + "tool/"
        chromium = str(machine.chromium())
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        bare, opened, without = [], [], []
        for number in range(ROUNDS):
            print(f"round {number + 1} of {ROUNDS}", flush=True)
            bare.append(in_new_window(browser, lambda page: measure_bare(page, url)))
            opened.append(in_new_window(browser, lambda page: measure_opening(page, url, sample)))
            without.append(in_new_window(browser, lambda page: measure_without_python(page, url, sample)))
        changes, reports = in_new_window(browser, lambda page: measure_work(page, url, sample))
        browser.close()

    def middle(runs: list[dict[str, float]], name: str) -> float:
        return statistics.median(run[name] for run in runs)

    bare_ready = statistics.median(bare)
    rows = [
        ("first paint, which the form is part of", "300 ms", middle(opened, "first-contentful-paint")),
        ("first answer possible", "300 ms", middle(opened, "answers-shown")),
        ("first answer possible, Python absent", "300 ms", middle(without, "answers-shown")),
        ("stored answers painted", "150 ms", middle(opened, "answers-painted")),
        ("longest task until the overview is ready", "100 ms", max(run["longest"] for run in opened)),
        ("answer to new overview", "100 ms", statistics.median(changes)),
        ("report of a full round", "200 ms", statistics.median(reports)),
        ("overview ready", "", middle(opened, "overview-shown")),
        ("bare loadPyodide() in a worker", "", bare_ready),
    ]
    print(f"\n{'what (median of ' + str(ROUNDS) + ', cold)':45}{'goal':>10}{'reached':>12}{'of bare':>10}")
    for name, goal, value in rows:
        print(f"{name:45}{goal:>10}{value:>9.0f} ms{value / bare_ready:>10.2f}")


@contextlib.contextmanager
def served() -> Iterator[str]:
    """The site's address. A process of its own serves it: this one is busy measuring."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "http.server",
        "--bind",
        "127.0.0.1",
        "--directory",
        str(SITE),
        str(port),
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


def in_new_window(browser: Browser, measure: Callable[[Page], Any]) -> Any:
    context = browser.new_context()
    try:
        return measure(context.new_page())
    finally:
        context.close()


def measure_bare(page: Page, url: str) -> float:
    """Milliseconds until a bare Pyodide is there, in a worker, from the same files."""
    for name, body, kind in (
        ("bare", BARE_PAGE, "text/html"),
        ("bare.mjs", BARE_SCRIPT, "text/javascript"),
        ("bare-worker.mjs", BARE_WORKER, "text/javascript"),
    ):
        answer = functools.partial(fulfil, body=body, kind=kind)
        page.route(f"{url}{name}", answer)
    # The library as npm brings it, not the one that the build compiles.
    page.route(f"{url}engine/{LIBRARY}", lambda route: route.fulfill(path=PYODIDE / LIBRARY))
    page.goto(url + "bare")
    page.wait_for_function("() => window.ready", timeout=60_000)
    return float(page.evaluate("() => window.ready"))


def fulfil(route: Any, *, body: str, kind: str) -> None:
    route.fulfill(body=body, content_type=kind)


def prepare(page: Page, url: str, sample: str) -> None:
    page.goto(url.removesuffix("tool/"))
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [RECORD_KEY, sample])
    page.add_init_script(WATCH)


def measure_opening(page: Page, url: str, sample: str) -> dict[str, float]:
    prepare(page, url, sample)
    page.goto(url)
    page.wait_for_function(SHOWN, timeout=60_000)
    return {**page.evaluate(MOMENTS), "longest": page.evaluate("() => window.longest")}


def measure_without_python(page: Page, url: str, sample: str) -> dict[str, float]:
    prepare(page, url, sample)
    # Blocked by the browser itself: a route would slow every other request as well.
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setBlockedURLs", {"urls": ["*worker.mjs"]})
    page.goto(url)
    page.wait_for_function(PAINTED, timeout=60_000)
    moments: dict[str, float] = page.evaluate(MOMENTS)
    return moments


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


def measure_work(page: Page, url: str, sample: str) -> tuple[list[float], list[float]]:
    """Milliseconds from an answer to the new overview, and from the button to the report."""
    prepare(page, url, sample)
    page.goto(url)
    page.wait_for_function(SHOWN, timeout=60_000)
    questions = list(json.loads(sample)["rounds"][0]["answers"])
    changes = [
        page.evaluate(CLICK_AND_WAIT, [f"{question}.rating", "unknown"]) for question in questions[:CLICKS]
    ]
    return changes, [page.evaluate(REPORT_AND_WAIT) for _ in range(5)]


if __name__ == "__main__":
    main()
