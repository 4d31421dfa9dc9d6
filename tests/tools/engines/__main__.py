"""Runs the main journey in three engines, and installs those that are missing where that may be done."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date

from assessment.record import format as record_format
from assessment.show.report import report
from publishing import machine, question_files
from tests import paper
from tests.browser import chromium, packages

# What is needed beside Chromium: a program of each, and Debian's name for its package.
PACKAGES = {"firefox-esr": "firefox-esr", "WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
# What drives the browsers needs a newer Node than the build.
OLDEST_NODE = 22
PAPER = machine.ROOT / "build" / "paper"
QUESTIONS = machine.ROOT / "questions" / "lsp"


def main() -> None:
    """Run the journey.

    Raises:
        MachineError: a step of it failed, something is not on paper, or there is no Chromium.
    """
    missing = [package for program, package in PACKAGES.items() if not shutil.which(program)]
    if missing and packages.may_install():
        machine.say(f"Set up the other browser engines: {', '.join(missing)}")
        packages.install(*missing)
    prepare_paper()
    program = str(machine.node(OLDEST_NODE) / "node")
    machine.run([program, "tests/tools/engines/main.mjs"], CHROMIUM=str(chromium.find()))
    check_paper()


def prepare_paper() -> None:
    """Write the record and the report that each engine prints."""
    shutil.rmtree(PAPER, ignore_errors=True)
    PAPER.mkdir(parents=True)
    record = paper.large(json.loads((QUESTIONS / "sample_record.json").read_text("utf-8")))
    made = report(question_files.read(QUESTIONS), record_format.from_data(record), date(2027, 3, 31))
    (PAPER / "record.json").write_text(json.dumps(record), "utf-8")
    (PAPER / "report.html").write_text(made.html, "utf-8")


def check_paper() -> None:
    """Read what each engine has printed."""
    faults = []
    for path in sorted(PAPER.glob("*.pdf")):
        text, sizes = " ".join(paper.sheets(path)), paper.sizes(path)
        wanted = paper.missing_from_report if path.stem.endswith("report") else paper.missing_from_tool
        missing = wanted(text)
        if missing or min(sizes) < paper.SMALLEST:
            faults.append(f"{path.name}: missing {missing[:5]}, smallest type {min(sizes)} points")
        else:
            machine.say(f"{path.name}: whole, in type of {min(sizes)} points and more")
    if faults:
        raise machine.MachineError("On paper:\n" + "\n".join(faults))


if __name__ == "__main__":
    try:
        main()
    except machine.MachineError as error:
        sys.exit(str(error))
