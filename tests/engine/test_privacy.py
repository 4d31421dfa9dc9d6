"""Nothing leaves: the worker and its Python cannot contact any other origin, on a host without headers."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from publishing import release
from publishing.scripts import APP
from publishing.site import SITE
from tests.browser.tool_page import ToolPage

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

FOLDER = release.folder(SITE).name

# Takes the place of the tool's worker, and is started in the same way: JavaScript, then Python, try to reach
# another origin, and the result is reported as the cause of a failure.
CURIOUS_WORKER = """
import { loadPyodide } from "./engine/pyodide.mjs";
import { replaceFetch } from "./transfer.mjs";
const elsewhere = "ELSEWHERE";
// The page would end the worker at the first refusal.
const post = self.postMessage.bind(self);
self.postMessage = (message) => message.cause === "policy" || post(message);
const last = (error) => String(error).split("\\n").at(-2) ?? error;
const said = (attempt) => attempt().then(() => "reached", last);
const javascript = await said(() => fetch(elsewhere, { mode: "no-cors" }));
const originalFetch = self.fetch;
replaceFetch({ cache: "default", onBytes() {} });
const library = new URL("./engine/python.zip", import.meta.url).href;
const pyodide = await loadPyodide({ stdLibURL: library });
// Python starts the request, and JavaScript waits for it: the tool's Python cannot wait.
let asked;
self.fetch = (...given) => { asked = originalFetch(...given); };
pyodide.globals.set("elsewhere", elsewhere);
const python = await said(async () => (pyodide.runPython(`
from js import fetch
from pyodide.ffi import to_js
from js import Object
fetch(elsewhere, to_js({"mode": "no-cors"}, dict_converter=Object.fromEntries))
`), await asked));
self.postMessage({ type: "failed", cause: "crash", detail: `JavaScript: ${javascript} Python: ${python}` });
"""
START_AS_THE_TOOL_DOES = """(address) => new Promise((resolve) => {
  const blob = URL.createObjectURL(new Blob([`import("${address}");`], { type: "text/javascript" }));
  new Worker(blob, { type: "module" }).onmessage = ({ data }) => resolve(data.detail);
})"""


def answer_with(script: str, route: Route) -> None:
    route.fulfill(body=script, content_type="text/javascript")


def curious(page: Page, site_url: str) -> ToolPage:
    """The tool page with a worker that tries to reach the same server by its other name: another origin."""
    body = CURIOUS_WORKER.replace("ELSEWHERE", site_url.replace("127.0.0.1", "localhost"))
    transfer = (APP / "page" / "engine" / "transfer.mjs").read_text("utf-8")
    for name, script in (("worker", body), ("transfer", transfer)):
        page.route(f"**/{name}.mjs", functools.partial(answer_with, script))
    return ToolPage(page, site_url + "tool/")


def test_neither_the_worker_nor_python_in_it_reaches_another_origin(window: Page, site_url: str) -> None:
    tool = curious(window, site_url)
    tool.open()
    reason = window.locator('[data-fact="first"]')
    expect(reason).to_contain_text("Python:", timeout=60_000)
    assert "reached" not in (reason.text_content() or "")
    assert (reason.text_content() or "").count("Failed to fetch") == 2


def test_it_is_the_policy_that_refuses(window: Page, site_url: str) -> None:
    """From a page without one the same attempts succeed, so the test above can fail."""
    curious(window, site_url)
    window.goto(f"{site_url}tool/{FOLDER}/engine/questions-lsp.json")
    said = window.evaluate(START_AS_THE_TOOL_DOES, f"{site_url}tool/{FOLDER}/worker.mjs")
    assert said == "JavaScript: reached Python: reached"
