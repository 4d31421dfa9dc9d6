"""Partners answer alone, by a link; the coordinator collects the answers, sees where they differ, and settles it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.tool_page import RECORD_KEY, part

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.tool_page import ToolPage
