"""The site as it is shipped, with Python in Pyodide. The other fixtures are those of tests/browser/."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publishing.site import SITE
from tests.browser.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def site_url() -> Iterator[str]:
    """The address of the site's home page, with a slash at its end."""
    with serving(SITE) as url:
        yield url
