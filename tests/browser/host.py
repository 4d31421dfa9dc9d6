"""A host of the site that can be cut off and that publishes new releases, for the tests of offline use."""

from __future__ import annotations

import contextlib
import re
import shutil
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from publishing import offline
from publishing.site import SITE
from tests.browser.server import SubPathHandler, serving
from tests.browser.tool_page import ToolPage

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


class Host:
    """Serves a copy of the site at one address, until disconnected; the copy can become a new release."""

    def __init__(self, folder: Path, *without: str, handler: type[SubPathHandler] = SubPathHandler) -> None:
        """`without`: parts of the site that its first release lacks, as patterns of file names."""
        self.folder = folder
        shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns(*without))
        if without:
            self._release()
        self._running = contextlib.ExitStack()
        self.url = self._running.enter_context(serving(folder, handler=handler))

    def cut(self) -> None:
        self._running.close()

    def publish(self, name: str, old: str, new: str) -> str:
        """Change a file and publish the result as a new release."""
        changed = self.folder / name
        assert old in changed.read_text("utf-8")
        changed.write_text(changed.read_text("utf-8").replace(old, new), "utf-8")
        return self._release()

    def _release(self) -> str:
        """Make a release of the files as they are now."""
        present = release_of(self.folder)
        for path in offline.marked(self.folder):
            path.write_text(path.read_text("utf-8").replace(present, offline.RELEASE_MARK), "utf-8")
        return offline.write(self.folder)


def release_of(folder: Path) -> str:
    found = re.search(r"// Release (\w+)", (folder / offline.SERVICE_WORKER).read_text("utf-8"))
    assert found
    return found[1]


def visited(page: Page, host: Host) -> ToolPage:
    tool = ToolPage(page, host.url + "tool/")
    tool.open("#/assess/style-trust")
    expect(page.locator("#offline-status")).to_have_attribute("data-state", "ready", timeout=60_000)
    return tool
