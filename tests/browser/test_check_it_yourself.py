"""What the page "Check it yourself" tells people to do works, and tells the truth."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from publishing.machine import ROOT
from publishing.site import SITE
from tests.browser.conftest import serving

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "help" / "check-it-yourself.md").read_text("utf-8")
COMMAND = re.search(r"```bash\n(.*?)```", PAGE, re.DOTALL)[1]  # type: ignore[index]
NEEDED = ("bash", "curl", "sha256sum")


@pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason="the command needs what this machine lacks")
def test_the_command_names_a_file_that_is_served_otherwise_than_listed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    with serving(site) as url:
        command = COMMAND.replace("https://the-address-of-this-site/", url)
        assert command != COMMAND
        told = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
        assert (told.stdout, told.stderr) == ("All compared.\n", "")
        (site / "tool" / "page.mjs").write_text("changed", "utf-8")
        told = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
        assert told.stdout == "DIFFERS: tool/page.mjs\nAll compared.\n"


def test_the_release_of_the_page_is_that_of_the_engine() -> None:
    page = (SITE / "help" / "check-it-yourself" / "index.html").read_text("utf-8")
    engine = (SITE / "tool" / "engine.mjs").read_text("utf-8")
    release = re.search(r'const RELEASE = "(\w{12})"', engine)
    assert release
    assert f"This is release <code>{release[1]}</code>" in page
