"""Adds what was run over an earlier build to the pages: accessibility results and screenshots, where present.

`make accessibility` and `make pictures` write them into `build/`. A site built without them says so.
"""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

from assessment.text import day, plural
from publishing import machine
from publishing.marks import fill

if TYPE_CHECKING:
    from pathlib import Path

ACCESSIBILITY = machine.ROOT / "build" / "accessibility"
PICTURES = machine.ROOT / "build" / "pictures"
# In the folder of a run: its page as Markdown, and its summary. Beside them are the pictures and the full
# results. The whole folder is published, so that others can build the same site again.
PAGE, SUMMARY = "page.txt", "summary.json"
RESULTS = "help/accessibility-evidence.md"
STATEMENT = "help/accessibility.md"
# The pages with screenshots.
HELP = tuple(
    f"help/{name}.md" for name in ("how-to-use", "taking-results-elsewhere", "partners", "after-the-meeting")
)

NO_RUN = (
    "This copy of the site was built without running the accessibility tests, so it has "
    "[no results to show](accessibility-evidence.md). [Hosting it yourself](hosting.md#add-the-test-results) "
    "says how to add them."
)
_PICTURE = re.compile(r"^!\[[^\]]*\]\(\.\./assets/help/([\w-]+\.png)\)\n\n?", re.MULTILINE)


def write(pages: Path, accessibility: Path = ACCESSIBILITY, pictures: Path = PICTURES) -> None:
    """Add the results and pictures to the staged pages.

    Args:
        pages: the folder of the staged pages.
        accessibility: what `make accessibility` wrote, if the folder exists.
        pictures: what `make pictures` wrote, if the folder exists.
    """
    _add_accessibility(pages, accessibility)
    _add_pictures(pages, pictures)


def _add_accessibility(pages: Path, run: Path) -> None:
    if not (run / SUMMARY).exists():
        fill(pages / STATEMENT, "tested", NO_RUN)
        return
    fill(pages / STATEMENT, "tested", tested(json.loads((run / SUMMARY).read_text("utf-8"))))
    shutil.copy(run / PAGE, pages / RESULTS)
    shutil.copytree(run, pages / "assets" / "accessibility")


def tested(summary: dict[str, Any]) -> str:
    """The paragraph of the accessibility statement about a run.

    Args:
        summary: ``{"on": "2026-11-28", "version", "made_with", "places", "looks", "rules", "violations",
            "stops": numbers, "engines": [names of the browsers in which the main journey worked]}``
    """
    found, when = summary["violations"], day(date.fromisoformat(summary["on"]))
    violations = plural(found, "violation") if found else "no violations"
    parts = [
        f"Version {summary['version']} was last tested on {when}, by those who make it.",
        f"The test looked at {summary['places']} pages and states of the tool, each in light and dark "
        "colours, 1280 and 320 pixels wide.",
        f"{summary['rules']} rules of {summary['made_with']} found {violations}.",
        f"The test pressed the Tab key through {summary['stops']} stops, and calculated the contrast of "
        "adjacent colours.",
    ]
    if summary["engines"]:
        parts.append(f"The main journey worked in {', '.join(summary['engines'])}.")
        if any(name.startswith("WebKitGTK") for name in summary["engines"]):
            parts.append("WebKitGTK is a relative of Safari; Safari itself was not tested.")
    parts.append("[What was tested](accessibility-evidence.md) shows every result, criterion by criterion.")
    return " ".join(parts)


def _add_pictures(pages: Path, pictures: Path) -> None:
    """Copy the screenshots that exist, and drop the lines of the help pages that want one that does not."""
    folder = pages / "assets" / "help"
    if pictures.exists():
        shutil.copytree(pictures, folder)
    for page in (pages / name for name in HELP):
        page.write_text(
            _PICTURE.sub(
                lambda found: found[0] if (folder / found[1]).exists() else "", page.read_text("utf-8")
            ),
            "utf-8",
        )
