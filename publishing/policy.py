"""The content security policy of every page: it may load, run and contact the site itself only.

The policy is in a `<meta>`, since many hosts let nobody set headers. A worker that is started from a `blob:`
address inherits it; a worker that is started from its own address does not.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_POLICY = '<meta http-equiv="Content-Security-Policy"'
_HEAD = '<meta charset="utf-8">'
_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)


def apply(site: Path) -> None:
    """Write the policy into every page without one; the example report has its own."""
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        if _POLICY not in html:
            path.write_text(with_policy(html), "utf-8")


def with_policy(html: str) -> str:
    """The page with its policy at the top of its head, before anything that it applies to.

    Raises:
        ValueError: the head of the page does not begin as that of the theme.
    """
    if html.count(_HEAD) != 1:
        raise ValueError(f"a page must contain {_HEAD!r} once, but contains it {html.count(_HEAD)} times")
    meta = f'{_POLICY} content="{policy(html)}">'
    return html.replace(_HEAD, f"{_HEAD}\n{meta}")


def policy(html: str) -> str:
    """The policy of one page: its own inline scripts are named by their hashes."""
    hashes = sorted({_hash(text) for text in _inline_scripts(html)})
    directives = {
        "default-src": ["'none'"],
        # Python in the browser is WebAssembly; no text may be evaluated as JavaScript.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *hashes],
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "manifest-src": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "base-uri": ["'self'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _inline_scripts(html: str) -> list[str]:
    return [
        found["text"]
        for found in _INLINE_SCRIPT.finditer(html)
        if "src=" not in found["attributes"] and "application/json" not in found["attributes"]
    ]


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"
