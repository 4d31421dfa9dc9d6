"""What the browser keeps and installs: whole, of this site alone."""

from __future__ import annotations

import json
import re
import struct

import pytest

from publishing import icons, manifest, offline
from publishing.site import SITE

SERVICE_WORKER = (SITE / offline.SERVICE_WORKER).read_text("utf-8")
MANIFEST = json.loads((SITE / manifest.MANIFEST).read_text("utf-8"))


def test_the_service_worker_contains_no_address_of_another_origin() -> None:
    """No policy binds it on a host that sends no headers, so it must have nowhere to go."""
    # The one that there is stands in a warning of Workbox's, to be read.
    assert set(re.findall(r"\b(?:https?|wss?):/+[^\s`'\"]+", SERVICE_WORKER)) == {
        "https://bit.ly/wb-precache"
    }
    assert not re.search(r"""["'`]//\w""", SERVICE_WORKER)
    assert "importScripts" not in SERVICE_WORKER


def test_every_page_is_in_the_offline_copy_including_the_one_for_wrong_addresses() -> None:
    listed = re.search(r"^self\.FILES = (\[.*?^\]);$", SERVICE_WORKER, re.DOTALL | re.MULTILINE)
    assert listed
    kept = {file["url"] for file in json.loads(listed[1])}
    assert {path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html")} <= kept


@pytest.mark.parametrize("icon", icons.ICONS, ids=lambda icon: icon.path)
def test_each_icon_is_a_picture_of_its_size(icon: icons.Icon) -> None:
    data = (SITE / icon.path).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (icon.size, icon.size)


def test_the_manifest_names_the_icons_and_no_address_of_the_whole_host() -> None:
    assert {(icon["sizes"], icon["purpose"]) for icon in MANIFEST["icons"]} == {
        ("any", "any"),
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    assert all((SITE / icon["src"]).is_file() for icon in MANIFEST["icons"])
    assert "id" not in MANIFEST
