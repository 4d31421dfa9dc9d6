"""The icon as PNG, for systems that accept no SVG as the icon of an installed site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:
    from pathlib import Path

SVG = "assets/icon.svg"
# The icon's background colour, for pictures that are filled to the edges.
GROUND = "#0b4f6c"


@dataclass(frozen=True, kw_only=True)
class Icon:
    """One picture; `purpose` as in a web manifest, empty where the manifest does not list it.

    A system may crop a picture to its own shape: the icon fills the part `inner`, its background the rest.
    """

    path: str
    size: int
    purpose: str
    inner: float = 1.0


ICONS = (
    Icon(path="assets/icon-192.png", size=192, purpose="any"),
    Icon(path="assets/icon-512.png", size=512, purpose="any"),
    # Anything outside a circle of four fifths may be cropped.
    Icon(path="assets/icon-maskable-512.png", size=512, purpose="maskable", inner=0.72),
    Icon(path="assets/apple-touch-icon.png", size=180, purpose="", inner=0.9),
)


def write(pages: Path) -> None:
    """Write the pictures beside the icon, among the staged pages."""
    for icon in ICONS:
        (pages / icon.path).write_bytes(_png((pages / SVG).read_bytes(), icon))


def _png(svg: bytes, icon: Icon) -> bytes:
    """The picture, filled with the background colour where the icon does not reach."""
    fill = "none" if icon.inner == 1 else f'rgb("{GROUND}")'
    # At 72 dots per inch a point is a pixel.
    data = ", ".join(map(str, svg))
    source = f"""
        #set page(width: {icon.size}pt, height: {icon.size}pt, margin: 0pt, fill: {fill})
        #place(center + horizon, image(bytes(({data})), format: "svg", width: {icon.inner * 100}%))
    """
    made = typst.compile(source.encode(), format="png", ppi=72)
    if not isinstance(made, bytes):
        raise TypeError("expected one page from Typst, got several")
    return made
