"""The built site in a real Chromium: one server and one browser for each process that runs tests.

The site is served under a sub-path, because that is how many will host it. Every test fails on an error
in the console and on a request that leaves the site, unless it is marked with what it expects.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    sync_playwright,
)

from publishing import machine
from publishing.site import SITE
from tests.browser.tool_page import ToolPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SUB_PATH = "/some/where"

# Without these it looks things up by itself; as root it needs the last one.
CHROMIUM_OPTIONS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]


# A browser compiles Python a second time, for speed. In the short life of a test's window nothing is gained
# by that, and on few cores it takes a third of the whole run.
COMPILES_ONCE = ["--js-flags=--no-wasm-tier-up --no-wasm-dynamic-tiering"]


def launch(playwright: Playwright, program: Path, options: Iterable[str] = ()) -> Browser:
    return playwright.chromium.launch(
        executable_path=str(program), args=[*CHROMIUM_OPTIONS, *options], headless=True
    )


class SubPathHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below SUB_PATH and nothing elsewhere."""

    def translate_path(self, path: str) -> str:
        if not path.startswith(f"{SUB_PATH}/"):
            return str(SITE / "nothing-is-served-outside-the-sub-path")
        return super().translate_path(path.removeprefix(SUB_PATH))

    def end_headers(self) -> None:
        # Else a browser uses what it has without asking, and does without a network what the copy has to do.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Tests print enough."""


class QuietServer(http.server.ThreadingHTTPServer):
    """A browser that goes away in the middle of a file is no fault of the server."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[str]:
    """The address under which a folder is served, as long as it is."""
    handler = functools.partial(SubPathHandler, directory=str(folder))
    with QuietServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}/"
        server.shutdown()


@pytest.fixture(scope="session")
def site_url() -> Iterator[str]:
    """The address of the site's home page, with a slash at its end."""
    assert (SITE / "tool" / "index.html").exists(), "the site is not built; `make test` builds it first"
    with serving(SITE) as url:
        yield url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = launch(playwright, machine.headless(), COMPILES_ONCE)
    yield launched
    launched.close()


@pytest.fixture
def whole_browser(playwright: Playwright) -> Iterator[Browser]:
    """With what belongs to a browser's windows, such as installing a site."""
    launched = launch(playwright, machine.chromium())
    yield launched
    launched.close()


@pytest.fixture
def context_options() -> dict[str, Any]:
    """What a test's browser window is made with; a test module may say otherwise."""
    return {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture
def context(
    browser: Browser, context_options: dict[str, Any], site_url: str, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A window with nothing stored. Watches the console and the network of all its pages."""
    made = browser.new_context(**context_options)
    made.set_default_timeout(20_000)
    # The copy for use without a network would be made in every test; test_offline.py has windows of its own.
    made.add_init_script("delete Navigator.prototype.serviceWorker")
    errors: list[str] = []
    outside: list[str] = []
    origin = site_url.split(SUB_PATH)[0]

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            errors.append(f"{message.type}: {message.text}")

    def asked(sent: Request) -> None:
        if not sent.url.startswith((origin, "blob:", "data:")):
            outside.append(sent.url)

    made.on("console", heard)
    made.on("weberror", lambda error: errors.append(f"uncaught: {error.error}"))
    made.on("request", asked)
    yield made
    made.close()
    assert not outside, "requests left the site"
    if not request.node.get_closest_marker("console_errors"):
        assert not errors, "errors in the console"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def tool(page: Page, site_url: str) -> ToolPage:
    """The tool page, not yet opened, with Python."""
    return ToolPage(page, site_url + "tool/")


@pytest.fixture
def form_only(tool: ToolPage) -> ToolPage:
    """The tool page, not yet opened, whose Python never comes: for what must work without it, and quickly."""
    tool.page.route("**/engine/**", lambda _route: None)
    return tool
