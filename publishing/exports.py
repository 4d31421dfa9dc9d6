"""Removes exports of Pyodide that only packages with compiled code use. None of those is shipped.

Pyodide's WebAssembly exports all of its functions by name, for such packages, and its script assigns each of
them at every start. Exports that the scripts themselves name stay.
"""

from __future__ import annotations

import re

from publishing.machine import MachineError

TAKES_UP = "function assignWasmExports(wasmExports){"
TAKEN_UP = re.compile(r'([\w$]+)=.*wasmExports\["([^"]+)"\](?:\.value>>>0)?')


def without_unused(script: str, callers: str) -> tuple[str, list[str]]:
    """The script without the exports that nothing names, and the names of those that it still needs.

    Args:
        script: ``pyodide.asm.mjs``, which takes up the exports, each in a variable and by its name.
        callers: other scripts, which may name an export too.

    Raises:
        MachineError: the script is not of the shape that is known.
    """
    head, found, rest = script.partition(TAKES_UP)
    assignments, end, tail = rest.partition("}")
    # The variables are declared just before.
    before, declares, variables = head.rpartition("var ")
    taken_up = [(one, TAKEN_UP.fullmatch(one)) for one in assignments.split(";")]
    if not (found and end and declares and variables.endswith(";") and all(match for _, match in taken_up)):
        raise MachineError("publishing/exports.py does not know how this Pyodide takes up its exports.")
    named = set(re.findall(r"[\w$]+", before + tail + callers))
    used = {one: match for one, match in taken_up if match and not named.isdisjoint(match.groups())}
    unused = {match[1] for one, match in taken_up if match and one not in used}
    declared = [name for name in variables.removesuffix(";").split(",") if name not in unused]
    script = f"{before}var {','.join(declared)};{TAKES_UP}{';'.join(used)}}}{tail}"
    return script, sorted(named | {match[2] for match in used.values()})
