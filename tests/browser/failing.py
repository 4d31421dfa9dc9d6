"""Ways in which Python fails, and what the page then says."""

from __future__ import annotations

import itertools
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.tool_page import ASKED, WORKER, part

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from tests.browser.tool_page import ToolPage


def fails_with(tool: ToolPage, words: str) -> None:
    """The page reports it in plain words, and answers are saved as before."""
    expect(tool.engine_status).to_have_attribute("data-state", "failed", timeout=30_000)
    failure = tool.engine_status.get_by_role("alert")
    expect(failure).to_be_visible()
    expect(failure).to_contain_text("cannot be made at the moment")
    expect(failure).to_contain_text(words)
    expect(part(tool.page, "#download-report")).to_be_disabled()
    # Another one than before, where one failure follows another in one page.
    before = tool.stored_answers().get("style-trust", {}).get("rating")
    rating = "amber" if before == "green" else "green"
    tool.rate("style-trust", rating)
    assert tool.stored_answers()["style-trust"]["rating"] == rating


def try_again(tool: ToolPage) -> None:
    """After the cause is gone, "Try again" shows the overview with the latest answers."""
    tool.page.unroute_all(behavior="ignoreErrors")
    press_try_again(tool)
    expect(tool.overview).to_contain_text(f"1 of {ASKED} questions answered", timeout=60_000)
    expect(tool.engine_status.get_by_role("alert")).to_be_hidden()


def press_try_again(tool: ToolPage) -> None:
    tool.page.locator("#try-again").click()


def only_once(tool: ToolPage) -> None:
    """Python is started once from now on: the start that the page adds by itself finds no worker."""
    starts = itertools.count()
    tool.page.route(WORKER, lambda route: not_found(route) if next(starts) else route.continue_())


def fulfil(body: str | bytes, route: Route) -> None:
    """Serve another file in place of one of the site's, with its type."""
    kinds = {".mjs": "text/javascript", ".wasm": "application/wasm"}
    kind = kinds.get(PurePosixPath(route.request.url).suffix, "application/octet-stream")
    route.fulfill(body=body, content_type=kind)


def not_found(route: Route) -> None:
    route.fulfill(status=404, body="not here")


def shorten_the_watchdog(tool: ToolPage, seconds: int) -> None:
    def shorter(route: Route) -> None:
        response = route.fetch()
        body, times = re.subn(
            r'data-timeout-seconds="60"', f'data-timeout-seconds="{seconds}"', response.text()
        )
        assert times == 1
        route.fulfill(response=response, body=body)

    tool.page.route("**/tool/", shorter)
