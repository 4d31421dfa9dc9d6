"""The icon as pictures, for systems that take no SVG among the programs of a computer or telephone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import typst

if TYPE_CHECKING:
    from pathlib import Path

SVG = "assets/icon.svg"
# The colour of the icon's own ground, for those that are filled to their edges.
GROUND = "#0b4f6c"


@dataclass(frozen=True, kw_only=True)
class Icon:
    """One picture; `purpose` as in a web manifest, empty where it is named elsewhere than there.

    A system may cut a picture to its own shape: the icon fills the part `inner` of it, its ground the rest.
    """

    path: str
    size: int
    purpose: str
    inner: float = 1.0


ICONS = (
    Icon(path="assets/icon-192.png", size=192, purpose="any"),
    Icon(path="assets/icon-512.png", size=512, purpose="any"),
    # Whatever is outside a circle of four fifths may be cut off.
    Icon(path="assets/icon-maskable-512.png", size=512, purpose="maskable", inner=0.72),
    Icon(path="assets/apple-touch-icon.png", size=180, purpose="", inner=0.9),
)


def write(pages: Path) -> None:
    """Write the pictures beside the icon, among the staged pages."""
    for icon in ICONS:
        (pages / icon.path).write_bytes(_png((pages / SVG).read_bytes(), icon))


def _png(svg: bytes, icon: Icon) -> bytes:
    """The picture; where the icon does not fill it, its ground does."""
    fill = "none" if icon.inner == 1 else f'rgb("{GROUND}")'
    # At 72 dots per inch a point is a dot.
    data = ", ".join(map(str, svg))
    source = f"""
        #set page(width: {icon.size}pt, height: {icon.size}pt, margin: 0pt, fill: {fill})
        #place(center + horizon, image(bytes(({data})), format: "svg", width: {icon.inner * 100}%))
    """
    made = typst.compile(source.encode(), format="png", ppi=72)
    if not isinstance(made, bytes):
        raise TypeError("one page was asked for, and several came")
    return made
