"""Runs the main journey in three engines, and installs those that are missing where that may be done."""

from __future__ import annotations

import shutil
import sys

from publishing import machine
from tests.browser import chromium

# What is needed beside Chromium: a program of each, and Debian's name for its package.
PACKAGES = {"firefox-esr": "firefox-esr", "WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
# What drives the browsers needs a newer Node than the build.
OLDEST_NODE = 22


def main() -> None:
    """Run the journey.

    Raises:
        MachineError: a step of it failed, or there is no Chromium.
    """
    missing = [package for program, package in PACKAGES.items() if not shutil.which(program)]
    if missing and machine.may_install():
        machine.say(f"Set up the other browser engines: {', '.join(missing)}")
        machine.install(*missing)
    program = str(machine.node(OLDEST_NODE) / "node")
    machine.run([program, "tests/tools/engines/main.mjs"], CHROMIUM=str(chromium.find()))


if __name__ == "__main__":
    try:
        main()
    except machine.MachineError as error:
        sys.exit(str(error))
