"""Each mark of a page is replaced by its part, once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from publishing.marks import fill
from publishing.site import SITE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("page", ["# Tool\n", "<!-- form -->\n<!-- form -->\n"])
def test_a_page_with_no_mark_or_two_of_them_is_refused(tmp_path: Path, page: str) -> None:
    (tmp_path / "tool.md").write_text(page, "utf-8")
    with pytest.raises(ValueError, match=r"tool\.md must contain the line '<!-- form -->' once"):
        fill(tmp_path / "tool.md", "form", "")


def test_no_mark_is_left_in_the_built_site() -> None:
    for path in SITE.rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"<!-- [a-z-]+ -->", text), path.name
