"""What is taken out of Pyodide, and that nothing else is."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing import exports, machine, release, runtime
from publishing.machine import MachineError
from publishing.site import SITE

if TYPE_CHECKING:
    from pathlib import Path

ENGINE = release.folder(SITE) / "engine"
TOLD = """
const module = new WebAssembly.Module(require("fs").readFileSync(process.argv[1]));
const names = (list) => list.map(({ name }) => name);
const said = [WebAssembly.Module.exports(module), WebAssembly.Module.imports(module)];
console.log(JSON.stringify(said.map(names)));
"""
NAMES = st.from_regex(r"py_[a-z0-9]{1,6}", fullmatch=True)


def script(names: list[str], used: list[str]) -> str:
    """A script that takes up exports as Pyodide's does, and calls some of them."""
    taken = ";".join(f'_{name}=Module["_{name}"]=wasmExports["{name}"]' for name in names)
    declared = ",".join(f"_{name}" for name in names)
    calls = ";".join(f"_{name}()" for name in used)
    return f"var x=1;var {declared};{exports.TAKES_UP}{taken}}}function later(){{{calls}}}"


def exported(wasm: Path) -> tuple[list[str], list[str]]:
    done = subprocess.run(
        [str(machine.node() / "node"), "-e", TOLD, str(wasm)], capture_output=True, text=True, check=True
    )
    offered, needed = json.loads(done.stdout)
    return offered, needed


@given(st.lists(NAMES, min_size=1, unique=True), st.data())
def test_what_is_named_stays_and_nothing_else(names: list[str], data: st.DataObject) -> None:
    used = data.draw(st.lists(st.sampled_from(names), unique=True))
    direct = data.draw(st.lists(st.sampled_from(names), unique=True))
    callers = ";".join(f"engine.wasmExports.{name}()" for name in direct)
    made, kept = exports.without_unused(script(names, used), callers)
    assert set(names) & set(kept) == {*used, *direct}
    # What is left is the script of those alone.
    assert made == script([name for name in names if name in kept], used)


@pytest.mark.parametrize(
    ("part", "other"),
    [
        (exports.TAKES_UP, "function takeUp(wasmExports){"),
        ("var _one,_two;", "let _one,_two;"),
        ("}function later", " function later"),
        ('wasmExports["two"]', "wasmExports.get('two')"),
    ],
)
def test_a_pyodide_of_another_shape_is_refused(part: str, other: str) -> None:
    known = script(["one", "two"], ["one"]).replace("var x=1;", "")
    assert known.count(part) == 1
    exports.without_unused(known, "")
    with pytest.raises(MachineError, match="does not know"):
        exports.without_unused(known.replace(part, other), "")


def test_the_webassembly_exports_what_the_scripts_name_and_little_more() -> None:
    before, _ = exported(runtime.PYODIDE / runtime.WASM)
    after, _ = exported(ENGINE / runtime.WASM)
    scripts = "".join((ENGINE / name).read_text("utf-8") for name in (runtime.LOADER, runtime.SCRIPT))
    assert set(after) < set(before)
    assert len(after) < len(before) / 20
    # Whatever the script takes up is there.
    assert set(re.findall(r'wasmExports\["([^"]+)"\]', scripts)) <= set(after)


def test_the_webassembly_imports_nothing_new_from_the_script() -> None:
    _, before = exported(runtime.PYODIDE / runtime.WASM)
    _, after = exported(ENGINE / runtime.WASM)
    assert set(after) < set(before)
    # Functions that draw were the most of what was taken out.
    assert not [name for name in after if name.startswith("emscripten_gl")]
