"""The manifest: what a browser needs to know to put the tool among the programs of a computer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from publishing import icons

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "manifest.webmanifest"


def write(pages: Path, *, name: str, description: str) -> None:
    """Write it among the staged pages, with the name of the tool and a sentence about it."""
    (pages / MANIFEST).write_text(_manifest(name, description), "utf-8")


def _manifest(name: str, description: str) -> str:
    return json.dumps(
        {
            "name": name,
            "description": description,
            # No `id`: it would be one of the whole host, and two copies of the site would be one program.
            "start_url": "tool/",
            "scope": "./",
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#0b4f6c",
            "icons": [
                {"src": "assets/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
                *(
                    {
                        "src": icon.path,
                        "sizes": f"{icon.size}x{icon.size}",
                        "type": "image/png",
                        "purpose": icon.purpose,
                    }
                    for icon in icons.ICONS
                    if icon.purpose
                ),
            ],
        },
        indent=1,
    )
