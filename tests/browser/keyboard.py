"""Walks a page with the Tab key, stop by stop, for the tests and for `make accessibility`."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import Error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

# More stops than any page has: a longer walk is caught in a loop.
MOST_STOPS = 400

# The focused element: its name, its place, whether it is visible, and whether its focus indicator is.
# The radios for the colours are shown by a label.
_STOP = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const visible = (element) => element.checkVisibility({ visibilityProperty: true });
  const labels = [...(focused.labels ?? [])].filter(visible);
  const stands = focused.matches(".md-option") ? focused.form.querySelector("label:not([hidden])") : focused;
  const box = stands.getBoundingClientRect();
  // A link may run over several lines, each of which is a box of its own.
  const seen = [...stands.getClientRects()].some(({ left, right, top, bottom }) => {
    const [x0, x1] = [Math.max(left, 0), Math.min(right, innerWidth)];
    const [y0, y1] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
    return x1 > x0 && y1 > y0 && [0.02, 0.5, 0.98].some((part) => {
      const hit = document.elementFromPoint((x0 + x1) / 2, y0 + (y1 - y0) * part);
      return hit !== null && (stands.contains(hit) || labels.some((label) => label.contains(hit)));
    });
  });
  const style = getComputedStyle(stands);
  const labelled = labels.map((label) => label.textContent).join(" ");
  const words = focused.getAttribute("aria-label") || labelled || focused.textContent;
  const kinds = { a: "link", select: "choice", textarea: "text", summary: "what opens and closes" };
  focused.dataset.stop ??= String(document.querySelectorAll("[data-stop]").length);
  return {
    stop: Number(focused.dataset.stop),
    kind: focused.getAttribute("role") ?? kinds[focused.localName] ?? focused.type ?? focused.localName,
    name: words.replace(/\\s+/g, " ").trim(),
    seen,
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    box: [box.left, box.top, box.width, box.height],
  };
}"""


@dataclass(frozen=True)
class Stop:
    """The focused element: a unique number, its kind and name, whether it and its indicator are visible.

    `box`: left, top, width and height in the window, in CSS pixels.
    """

    stop: int
    kind: str
    name: str
    seen: bool
    marked: bool
    box: tuple[float, float, float, float]


def walk(page: Page) -> Iterator[Stop]:
    """Press Tab from the present focus until it leaves the page or returns to the start."""
    # Without transitions: an element that fades out would still cover the next stop.
    page.emulate_media(reduced_motion="reduce")
    met: set[int] = set()
    last = -1
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(_STOP)
        if found and not found["seen"]:
            # The theme's script shows its search when that gets the focus.
            with contextlib.suppress(Error):
                page.wait_for_function(f"() => ({_STOP})()?.seen", timeout=2_000)
            found = page.evaluate(_STOP)
        if found is None:
            return
        # A date field has three stops: day, month and year.
        if found["stop"] == last:
            continue
        last = found["stop"]
        if last in met:
            return
        met.add(last)
        yield Stop(**found)
    raise AssertionError(f"the focus does not leave {page.url} after {MOST_STOPS} stops")


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab, or another key, until an element has the focus."""
    wanted.wait_for(state="attached")
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached by {key}")
