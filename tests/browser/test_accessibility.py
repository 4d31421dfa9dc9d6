"""axe finds no violation of WCAG 2.2 A and AA: on the pages and in the report, in light and in dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from publishing.machine import ROOT
from tests.browser.tool_page import ToolPage

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def page_with_axe(context: BrowserContext) -> Page:
    """A page in which axe is there before the page's policy could refuse it."""
    context.add_init_script(path=AXE)
    return context.new_page()


def violations(page: Page) -> list[str]:
    found: dict[str, Any] = page.evaluate("(tags) => axe.run({ runOnly: tags })", RULES)
    assert found["passes"], "axe ran no rule"
    return [
        f"{violation['id']}: {node['html'][:120]} ({node['failureSummary'].splitlines()[-1].strip()})"
        for violation in found["violations"]
        for node in violation["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_tool_page_empty_and_answered(
    context: BrowserContext, site_url: str, sample_data: dict[str, Any], scheme: Any, width: int
) -> None:
    page = page_with_axe(context)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    tool = ToolPage(page, site_url + "tool/")
    tool.open()
    tool.open_partnership()
    assert not violations(page)
    tool.store(sample_data)
    tool.open("#style")
    tool.wait_for_overview()
    page.locator("#style .help summary").first.click()
    assert not violations(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_other_pages(context: BrowserContext, site_url: str, scheme: Any) -> None:
    page = page_with_axe(context)
    page.emulate_media(color_scheme=scheme)
    for name in ("", "developers/architecture/"):
        page.goto(site_url + name)
        assert not violations(page), name


def test_the_report(context: BrowserContext, site_url: str) -> None:
    """Its policy allows no script, so axe looks at the same HTML without that line."""
    page = page_with_axe(context)
    html = page.request.get(site_url + "example-report.html").text()
    policy = '<meta http-equiv="Content-Security-Policy"'
    assert html.count(policy) == 1
    page.goto("about:blank")
    page.set_content(html.replace(policy, '<meta name="policy"'))
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert not violations(page)
