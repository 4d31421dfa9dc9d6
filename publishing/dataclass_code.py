"""The methods of dataclasses, compiled by the build.

At each start Python would write a text for each dataclass, with its methods, and compile it: a tenth of the
start in the browser. The rehearsal notes these texts, `compile.py` compiles them, and `dataclasses` looks
there first. A text that is not there is compiled as ever.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MODULE = "dataclasses.py"
TEXTS = "dataclass_code.json"
# `exec` of the module takes the place of the builtin one there.
_LOOKUP = """
import binascii, builtins, marshal

_CODE = marshal.loads(__loader__.get_data(__file__.replace("dataclasses.pyc", "dataclass_code.marshal")))

def exec(text, *names):
    builtins.exec(_CODE.get(binascii.crc32(text.encode()), text), *names)
"""


def added(sources: bytes, texts: Sequence[str]) -> bytes:
    """A zip of sources with the texts, and a `dataclasses` that looks up their code."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sources)) as given, zipfile.ZipFile(made, "w") as archive:
        for name in given.namelist():
            lookup = _LOOKUP.encode() if name == MODULE else b""
            archive.writestr(zipfile.ZipInfo(name), given.read(name) + lookup)
        archive.writestr(zipfile.ZipInfo(TEXTS), json.dumps(sorted(set(texts))))
    return made.getvalue()
