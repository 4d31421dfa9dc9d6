"""Results of earlier builds, in `build/cache`: what takes long is made again only when its input changes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from publishing import machine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FOLDER = machine.ROOT / "build" / "cache"
DIGITS = 16


def cached(name: str, made_from: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """The cached result for this input, or a new one, which replaces the cached result of that name.

    Args:
        name: of the result, as a part of a file name.
        made_from: all that the result depends on.
        make: makes it.
    """
    digest = hashlib.sha256()
    for part in made_from:
        digest.update(hashlib.sha256(part).digest())
    file = FOLDER / f"{name}-{digest.hexdigest()[:DIGITS]}"
    if not file.exists():
        made = make()
        FOLDER.mkdir(parents=True, exist_ok=True)
        # Not `*`: one name may be the beginning of another.
        for outdated in FOLDER.glob(f"{name}-{'?' * DIGITS}"):
            outdated.unlink()
        half = file.with_suffix(".half")
        half.write_bytes(made)
        half.rename(file)
    return file.read_bytes()
