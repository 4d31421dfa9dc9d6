"""The offline copy: one complete release of the site, which the service worker caches.

The list names every file with its hash. The browser accepts no other file, so the copy is never a mix of two
releases, not even while a host is being updated.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from publishing import machine
from publishing.runtime import integrity

if TYPE_CHECKING:
    from pathlib import Path

# Workbox, in the order of dependency.
WORKBOX = ("core", "routing", "strategies", "precaching")
SERVICE_WORKER = "service-worker.js"

# Placeholders in the built site for values that are known only when it is complete.
RELEASE_MARK = "__RELEASE__"
SIZE_MARK = "__OFFLINE_MEGABYTES__"
MARKED = (
    "tool/index.html",
    "tools/*/index.html",
    "help/check-it-yourself/index.html",
)

# Source maps are for developers, sitemaps for search engines, and accessibility results for reviewers.
NOT_CACHED = ("assets/accessibility/", "sitemap.xml")
SOURCE_MAPS = ".map"
# Six megabytes that few would miss: each tool prints its questions itself.
NOT_CACHED_PAPERS = "tools/*/questions-on-paper/*"


def write(site: Path) -> str:
    """Write the service worker, and fill the placeholders.

    Returns:
        the release: a digest of the contents of all its files.
    """
    cached = _cached_files(site)
    named = hashlib.sha256()
    for path in cached:
        named.update(f"{path.relative_to(site).as_posix()}\n{integrity(path)}\n".encode())
    release = named.hexdigest()[:12]
    megabytes = f"{sum(path.stat().st_size for path in cached) / 1_000_000:.1f}"
    marks = {RELEASE_MARK: release, SIZE_MARK: megabytes}
    for path in marked(site):
        text = path.read_text("utf-8")
        for mark, known in marks.items():
            text = text.replace(mark, known)
        path.write_text(text, "utf-8")
    (site / SERVICE_WORKER).write_text(_service_worker(site, cached, release), "utf-8")
    return release


def marked(site: Path) -> list[Path]:
    """The pages that hold placeholders."""
    return [path for name in MARKED for path in site.glob(name)]


def _cached_files(site: Path) -> list[Path]:
    return [
        path
        for path in sorted(site.rglob("*"))
        if path.is_file()
        and not path.relative_to(site).as_posix().startswith((*NOT_CACHED, SERVICE_WORKER))
        and not path.name.endswith(SOURCE_MAPS)
        and not path.relative_to(site).match(NOT_CACHED_PAPERS)
    ]


def _service_worker(site: Path, cached: list[Path], release: str) -> str:
    files = [
        {
            "url": path.relative_to(site).as_posix(),
            "revision": integrity(path)[7:23],
            "integrity": integrity(path),
        }
        for path in cached
    ]
    parts = [
        (machine.ROOT / f"node_modules/workbox-{part}/build/workbox-{part}.prod.js").read_text("utf-8")
        for part in WORKBOX
    ]
    without_maps = [
        "\n".join(line for line in part.splitlines() if not line.startswith("//# sourceMappingURL="))
        for part in parts
    ]
    listed = f"// Release {release}\nself.FILES = {json.dumps(files, indent=0)};"
    own = (machine.ROOT / "app" / "site" / "service_worker.js").read_text("utf-8")
    return "\n".join([*without_maps, listed, own])
