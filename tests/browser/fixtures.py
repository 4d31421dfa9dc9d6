"""The built site in a real Chromium: one server and one browser for each process that runs tests.

A plugin of tests/conftest.py, for tests/browser/ and tests/engine/ alike. Every test fails on an error in the
console and on a request that leaves the site, unless it is marked with what it expects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from publishing.site import SITE
from tests.browser import chromium
from tests.browser.chromium import COMPILES_ONCE, launch, playwright_driver
from tests.browser.host import Host
from tests.browser.server import SUB_PATH, StubWorkerHandler, serving
from tests.browser.tool_page import ToolPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Page,
        Playwright,
        Request,
    )


@pytest.fixture(scope="session")
def site_url() -> Iterator[str]:
    """The address of the site's home page, with a slash at its end; CPython answers through the stub worker.

    In tests/engine/ it is the site as it is shipped.
    """
    with serving(SITE, handler=StubWorkerHandler) as url:
        yield url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with playwright_driver() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = launch(playwright, chromium.find_headless(), COMPILES_ONCE)
    yield launched
    launched.close()


@pytest.fixture
def context_options() -> dict[str, Any]:
    """The options of a test's browser context; a test module may override them."""
    return {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture
def context(
    browser: Browser, context_options: dict[str, Any], site_url: str, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A browser context with nothing stored. Watches the console and the network of all its pages."""
    made = browser.new_context(**context_options)
    made.set_default_timeout(20_000)
    # No offline copy, which would be made in every test; test_offline.py has contexts of its own.
    made.add_init_script("delete Navigator.prototype.serviceWorker")
    errors: list[str] = []
    outside: list[str] = []
    origin = site_url.split(SUB_PATH)[0]

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            errors.append(f"{message.type}: {message.text}")

    def on_request(sent: Request) -> None:
        if not sent.url.startswith((origin, "blob:", "data:")):
            outside.append(sent.url)

    made.on("console", on_console)
    made.on("weberror", lambda error: errors.append(f"uncaught: {error.error}"))
    made.on("request", on_request)
    yield made
    made.close()
    assert not outside, "requests left the site"
    if not request.node.get_closest_marker("console_errors"):
        assert not errors, "errors in the console"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A page without the checks of `page`: here requests may try to leave."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def tool(page: Page, site_url: str) -> ToolPage:
    """The tool page, not yet opened, with Python."""
    return ToolPage(page, site_url + "tool/")


@pytest.fixture
def coordinator(tool: ToolPage, sample_data: dict[str, Any]) -> ToolPage:
    """The tool with an open round that the coordinator has answered."""
    tool.store(sample_data)
    tool.open("#/partners")
    expect(tool.page.locator("#partner-answers")).to_have_attribute("data-source", "python")
    return tool


@pytest.fixture
def form_only(tool: ToolPage) -> ToolPage:
    """The tool page, not yet opened, on which Python never starts: for what must work without it."""
    return tool.without_python()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    made = Host(tmp_path / "site")
    yield made
    made.cut()
