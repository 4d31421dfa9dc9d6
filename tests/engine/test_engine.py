"""Python in the browser: how it starts, and each way in which that can fail."""

from __future__ import annotations

import functools
import gzip
import os
import re
import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from publishing import release
from publishing.site import SITE
from tests.browser.failing import (
    fails_with,
    fulfil,
    not_found,
    only_once,
    press_try_again,
    shorten_the_watchdog,
    try_again,
)
from tests.browser.server import serving
from tests.browser.tool_page import ASKED, WORKER, ToolPage

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Route


FOLDER = release.folder(SITE)
SCRIPT = (FOLDER / "worker.mjs").read_text("utf-8")


def test_answers_given_while_python_loads_are_in_the_first_overview(tool: ToolPage) -> None:
    held: list[Route] = []
    tool.page.route("**/engine/python.zip.gzip", lambda route: held.append(route))
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "green")
    expect(tool.engine_status).to_have_attribute("data-state", "starting")
    expect(tool.page.locator("#engine-progress")).to_be_visible()
    # Most of the bytes have arrived by now, but no answer was possible.
    tool.page.wait_for_function("() => document.querySelector('#engine-progress').value > 8_000_000")
    held[0].continue_()
    tool.wait_for_overview()
    expect(tool.overview).to_contain_text(f"1 of {ASKED} questions answered")
    expect(tool.page.locator("#engine-progress")).to_be_hidden()


def test_python_restarts_when_somebody_comes_back_to_a_page_left_too_soon(tool: ToolPage) -> None:
    """Like a browser that freezes a page when it is left, for "Back"."""
    tool.page.route("**/engine/python.zip.gzip", lambda _route: None)
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "green")
    tool.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    tool.page.unroute_all(behavior="ignoreErrors")
    tool.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    tool.wait_for_overview()
    expect(tool.overview).to_contain_text(f"1 of {ASKED} questions answered")
    expect(tool.engine_status.get_by_role("alert")).to_be_hidden()


@pytest.mark.console_errors
def test_after_a_first_failure_python_is_started_once_more_by_itself(tool: ToolPage) -> None:
    tool.page.route("**/engine/python.zip.gzip", not_found, times=1)
    tool.open("#/assess/style-trust")
    tool.rate("style-trust", "green")
    tool.wait_for_overview()
    expect(tool.overview).to_contain_text(f"1 of {ASKED} questions answered")
    expect(tool.engine_status.get_by_role("alert")).to_be_hidden()


FILES = (
    "worker.mjs",
    "engine/pyodide.mjs",
    "engine/pyodide.asm.mjs",
    "engine/pyodide.asm.wasm",
    "engine/python.zip.gzip",
    "engine/pyodide-lock.json",
    "engine/questions-lsp.json",
)


@pytest.mark.console_errors
def test_each_lost_file_is_reported_and_can_be_retried(tool: ToolPage) -> None:
    """Where it is missing, or where the connection breaks."""
    lost = [*((file, not_found) for file in FILES), ("engine/pyodide.asm.wasm", broken)]
    for file, lose in lost:
        tool.page.unroute_all(behavior="ignoreErrors")
        tool.page.route(f"**/{file}", lose)
        # A new page imports scripts at once, and one that tries again fetches them first.
        if file.endswith(".mjs"):
            tool.page.goto("about:blank")
            tool.open("#/assess/style-trust")
        else:
            press_try_again(tool)
        fails_with(tool, "could not be loaded")
        name = file.removeprefix("engine/")
        expect(tool.page.locator('[data-fact="first"]')).to_contain_text(f": {name}")
    try_again(tool)


def broken(route: Route) -> None:
    route.abort()


LOGIN_PAGE = b"<!doctype html><title>Please log in</title>"
WASM = (FOLDER / "engine" / "pyodide.asm.wasm").read_bytes()
HALF = WASM[: len(WASM) // 2]
DAMAGED = {
    "engine/python.zip.gzip": (b"half a file", gzip.compress(b"no zip"), LOGIN_PAGE),
    "engine/pyodide.asm.wasm": (b"\0asm\1\0\0\0 and no more", HALF, LOGIN_PAGE),
    "engine/questions-lsp.json": (b'{"title": ', b"{}", LOGIN_PAGE),
    "engine/pyodide-lock.json": (b"{}", LOGIN_PAGE),
    "engine/pyodide.mjs": (b"export let loadPyodide = 1;", LOGIN_PAGE),
    "engine/pyodide.asm.mjs": (b"export default 1;",),
}


@pytest.mark.console_errors
@pytest.mark.parametrize("file", DAMAGED)
def test_a_damaged_or_wrong_file_is_reported_and_can_be_retried(tool: ToolPage, file: str) -> None:
    """As it comes over a broken line, or from a network that answers everything with its own page."""
    name = file.removeprefix("engine/")
    for number, body in enumerate(DAMAGED[file]):
        tool.page.unroute_all(behavior="ignoreErrors")
        tool.page.route(f"**/{file}", functools.partial(fulfil, body))
        # The first of them stops both starts of a new page; each of the others, one more.
        if number == 0:
            tool.open("#/assess/style-trust")
        else:
            only_once(tool)
            press_try_again(tool)
        fails_with(tool, "could not be loaded")
        expect(tool.page.locator("#engine-reason")).to_have_text(re.compile(r"^[A-Z][\w .]+$"))
        first = tool.page.locator('[data-fact="first"]')
        expect(first).to_have_text(re.compile(rf"^file: {re.escape(name)}: "))
    if file == next(iter(DAMAGED)):
        try_again(tool)


@pytest.mark.console_errors
def test_a_damaged_file_in_the_cache_is_fetched_again(browser: Browser, tmp_path: Path) -> None:
    """The browser holds a damaged file; the second start takes none from the cache."""
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    questions = site / "tool" / FOLDER.name / "engine" / "questions-lsp.json"
    present = questions.read_bytes()
    with serving(site) as url, browser.new_context() as window:
        page = window.new_page()
        for content in (b"{}", present):
            questions.write_bytes(content)
            # Unchanged for years, so that a browser does not ask for it again.
            os.utime(questions, (0, 0))
            page.goto(f"{url}tool/{FOLDER.name}/engine/questions-lsp.json")
        assert page.evaluate("() => fetch(location.href).then((response) => response.text())") == "{}"
        tool = ToolPage(page, f"{url}tool/").open()
        tool.wait_for_overview()
        starts = "() => performance.getEntriesByName('engine-starting').length"
        assert page.evaluate(starts) == 2


@pytest.mark.console_errors
@pytest.mark.parametrize("refused", ["instantiateStreaming", "compile"])
def test_a_refusal_to_start_webassembly_is_reported_immediately(tool: ToolPage, refused: str) -> None:
    shorten_the_watchdog(tool, 25)
    refusing = f'WebAssembly.{refused} = () => Promise.reject(new WebAssembly.CompileError("refused"));\n'
    tool.page.route(WORKER, functools.partial(fulfil, refusing + SCRIPT))
    tool.open("#/assess/style-trust")
    # Less than one timeout, and without a second attempt.
    expect(tool.engine_status).to_have_attribute("data-state", "failed", timeout=20_000)
    fails_with(tool, "does not allow WebAssembly")
    expect(tool.page.locator('[data-fact="last"]')).to_contain_text("webassembly: ")


@pytest.mark.console_errors
def test_a_browser_without_webassembly_is_reported_as_such(tool: ToolPage) -> None:
    """As in strict security modes."""
    tool.page.route(WORKER, functools.partial(fulfil, "delete self.WebAssembly;\n" + SCRIPT))
    tool.open("#/assess/style-trust")
    fails_with(tool, "does not allow WebAssembly")
    expect(tool.page.locator("#engine-reason")).to_contain_text("open a backup of your answers in another")
    expect(tool.page.locator('[data-fact="last"]')).to_have_text("webassembly: there is no WebAssembly")


@pytest.mark.console_errors
def test_an_error_that_is_no_error_object_can_be_read(tool: ToolPage) -> None:
    odd = SCRIPT.replace("door = await start();", "throw { name: 'ErrnoError', errno: 44 };")
    assert odd != SCRIPT
    tool.page.route(WORKER, functools.partial(fulfil, odd))
    tool.open()
    expect(tool.page.locator('[data-fact="first"]')).to_have_text(
        'crash: {"name":"ErrnoError","errno":44}', timeout=30_000
    )


@pytest.mark.console_errors
def test_a_refusal_of_webassembly_is_reported_immediately(tool: ToolPage) -> None:
    def stricter(route: Route) -> None:
        response = route.fetch()
        assert " 'wasm-unsafe-eval'" in response.text()
        route.fulfill(response=response, body=response.text().replace(" 'wasm-unsafe-eval'", ""))

    tool.page.route("**/tool/", stricter)
    tool.open("#/assess/style-trust")
    fails_with(tool, "A security policy of this host or of your network")
    # A page keeps its policy: only opening it again helps.
    tool.page.unroute_all(behavior="ignoreErrors")
    tool.page.reload()
    tool.wait_for_overview()
    expect(tool.overview).to_contain_text(f"1 of {ASKED} questions answered")


@pytest.mark.console_errors
def test_the_first_cause_can_be_copied_for_a_helpdesk_without_personal_data(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.store(sample_data)
    tool.page.route("**/engine/python.zip.gzip", not_found, times=1)
    tool.page.route("**/engine/questions-lsp.json", lambda route: route.abort())
    tool.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tool.open()
    alert = tool.engine_status.get_by_role("alert")
    expect(alert).to_be_visible(timeout=30_000)
    alert.get_by_text("Details for your helpdesk").click()
    alert.get_by_role("button", name="Copy these details").click()
    expect(alert.locator("#copied")).to_have_text("Copied.")
    copied = tool.page.evaluate("() => navigator.clipboard.readText()")
    assert re.search(r"First failure: (missing: python\.zip\.gzip: 404|file: questions-lsp\.json)", copied)
    assert "Last failure: file: questions-lsp.json" in copied
    assert "Chrom" in copied
    texts = [sample_data["partnership"]["name"], sample_data["rounds"][-1]["name"]]
    texts += [
        answer["note"] for answer in sample_data["rounds"][-1]["answers"].values() if answer.get("note")
    ]
    assert len(texts) > 5
    assert not [text for text in texts if text in copied]


@pytest.mark.console_errors
def test_where_the_second_part_is_lost_only_that_request_fails(
    tool: ToolPage, sample_data: dict[str, Any]
) -> None:
    tool.store(sample_data)
    tool.open("#/actions")
    tool.wait_for_overview()
    problem = tool.page.locator("#actions [data-make-problem]")
    for body in (None, b"damaged"):
        tool.page.unroute_all(behavior="ignoreErrors")
        lose = not_found if body is None else functools.partial(fulfil, body)
        tool.page.route("**/engine/office.zip.gzip", lose)
        tool.page.locator("#download-excel").click()
        expect(problem).to_contain_text("could not be loaded. Check your connection")
        expect(tool.engine_status).to_have_attribute("data-state", "ready")
    tool.page.unroute_all(behavior="ignoreErrors")
    download = tool.download("#download-excel")
    expect(problem).to_be_hidden()
    sheets = zipfile.ZipFile(download.path()).namelist()
    assert sum(name.startswith("xl/worksheets/sheet") for name in sheets) == 4


@pytest.mark.console_errors
def test_silence_at_the_start_is_reported_when_the_time_is_up(tool: ToolPage) -> None:
    shorten_the_watchdog(tool, 2)
    tool.page.route("**/engine/python.zip.gzip", lambda _route: None)
    tool.open("#/assess/style-trust")
    fails_with(tool, "took too long")
