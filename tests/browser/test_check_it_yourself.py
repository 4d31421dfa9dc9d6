"""The instructions of the page "Check it yourself" work, and its claims are true."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from publishing import machine, offline
from publishing.machine import ROOT
from publishing.site import SITE
from tests.browser.server import serving

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "help" / "check-it-yourself.md").read_text("utf-8")
COMMAND = re.search(r"```bash\n(.*?)```", PAGE, re.DOTALL)[1]  # type: ignore[index]
# Stand-ins in Python for commands that this machine does not have.
STAND_INS = {
    "curl": "import shutil, sys, urllib.request as web\n"
    "shutil.copyfileobj(web.urlopen(sys.argv[-1]), sys.stdout.buffer)",
    "sha256sum": "import hashlib, sys\nprint(hashlib.sha256(sys.stdin.buffer.read()).hexdigest(), '-')",
}


def path_with_stand_ins(folder: Path) -> str:
    """The PATH with the stand-ins at its end, so that real commands come first."""
    folder.mkdir()
    for name, program in STAND_INS.items():
        (folder / name).write_text(f"#!{sys.executable}\n{program}\n", "utf-8")
        (folder / name).chmod(0o755)
    return f"{os.environ['PATH']}{os.pathsep}{folder}"


def test_the_command_names_a_file_that_is_served_otherwise_than_listed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    path = path_with_stand_ins(tmp_path / "bin")

    def said(command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command],
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        return done.stdout

    with serving(site) as url:
        command = COMMAND.replace("https://the-address-of-this-site/", url)
        assert command != COMMAND
        (site / "assets" / "site.mjs").write_text("changed", "utf-8")
        # Only that one: all others are found to be as listed.
        assert said(command) == "DIFFERS: assets/site.mjs\nAll compared.\n"


def test_the_pages_show_the_release_of_the_offline_copy() -> None:
    service_worker = (SITE / offline.SERVICE_WORKER).read_text("utf-8")
    release = re.search(r"^// Release (\w{12})$", service_worker, re.MULTILINE)
    assert release
    page = (SITE / "help" / "check-it-yourself" / "index.html").read_text("utf-8")
    assert f"This is version {machine.version()}, release <code>{release[1]}</code>" in page
    assert f"<dd>{release[1]}</dd>" in (SITE / "tool" / "index.html").read_text("utf-8")
