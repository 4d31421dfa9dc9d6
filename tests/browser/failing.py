"""Ways in which Python fails, and what the page then says."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.tool_page import ASKED, part

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
    tool.rate("style-trust", "green")
    assert tool.stored_answers()["style-trust"]["rating"] == "green"


def try_again(tool: ToolPage) -> None:
    """After the cause is gone, "Try again" shows the overview with the latest answers."""
    tool.page.unroute_all(behavior="ignoreErrors")
    tool.page.locator("#try-again").click()
    expect(tool.overview).to_contain_text(f"1 of {ASKED} questions answered", timeout=60_000)
    expect(tool.engine_status.get_by_role("alert")).to_be_hidden()


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
