"""How a test sees what the tool prints: no window of the browser opens."""

from __future__ import annotations

# In place of the browser's own window: what would be printed.
INSTEAD_OF_PRINTING = """() => {
  window.print = () => { top.printed = [top.document.title, document.documentElement.outerHTML]; };
}"""
