"""The colours of the design tokens, for files that no style sheet reaches."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from assessment.show.html import source

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLOUR = re.compile(r"--([a-z-]+): #([0-9a-f]{6});")


@cache
def colours() -> Mapping[str, str]:
    """Each colour on a light ground as six hexadecimal digits, by the name of its token."""
    light = source("tokens.css").partition("@media")[0]
    return {name: colour.upper() for name, colour in _COLOUR.findall(light)}
