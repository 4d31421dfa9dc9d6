"""What the browser gets: compiled Python, as much as it needs and no more."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import marshal
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from jinja2 import ModuleLoader
from jinja2.meta import find_referenced_templates

from assessment import door
from assessment.show import html
from assessment.site import Site
from office import door as office_door
from publishing import cache, question_files, rehearsal, release, runtime, stand_ins, zips
from publishing.machine import ROOT, MachineError
from publishing.site import SITE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

ENGINE = release.folder(SITE) / "engine"
QUESTIONS = ROOT / "questions" / "lsp"
SETS = [path.parent.name for path in (ROOT / "questions").glob("*/set.toml")]
SHIPPED = {*runtime.SHIPPED, *map(runtime.QUESTIONS.format, SETS)}


@pytest.fixture(scope="module")
def python() -> bytes:
    return gzip.decompress((ENGINE / "python.zip.gzip").read_bytes())


@pytest.fixture(scope="module")
def second() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(gzip.decompress((ENGINE / "office.zip.gzip").read_bytes())))


@pytest.fixture(scope="module")
def shipped(python: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(python))


@pytest.fixture(scope="module")
def requests() -> list[str]:
    return rehearsal.requests(QUESTIONS / "sample_record.json")


def test_python_is_shipped_compiled_by_one_and_the_same_version(shipped: zipfile.ZipFile) -> None:
    compiled = [name for name in shipped.namelist() if name.endswith(".pyc")]
    assert len(compiled) > 100
    assert not [name for name in shipped.namelist() if name.endswith((".py", ".so", ".pyd"))]
    assert len({shipped.read(name)[:4] for name in compiled}) == 1
    # 1: the hash of the source stands for its date; and nobody checks it, for there is no source.
    assert {shipped.read(name)[4:8] for name in compiled} == {b"\x01\x00\x00\x00"}


def test_the_whole_application_is_shipped_and_part_of_the_standard_library(shipped: zipfile.ZipFile) -> None:
    held = set(shipped.namelist())
    package = ROOT / "app" / "assessment"
    assert {f"assessment/{path.relative_to(package)}c" for path in package.rglob("*.py")} <= held
    folder = package / "show" / "templates"
    styles = {f"assessment/show/templates/{path.name}" for path in folder.glob("*.css")}
    assert styles == {name for name in held if name.startswith("assessment/show/templates/")}
    with zipfile.ZipFile(runtime.PYODIDE / runtime.LIBRARY) as library:
        whole = library.namelist()
    assert len(held & {f"{name}c" for name in whole}) < len(whole) / 2


def test_each_template_is_shipped_translated_but_those_of_the_form_alone(shipped: zipfile.ZipFile) -> None:
    folder = ROOT / "app" / "assessment" / "show" / "templates"
    templates = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in zips.TEMPLATES
    }

    def held(name: str) -> bool:
        module = ModuleLoader.get_module_filename(name)
        return f"assessment/show/{html.TRANSLATED}/{module}c" in shipped.namelist()

    of_the_form = {name for name in templates if name.startswith(zips.FORM)}
    assert "form/form.html" in of_the_form
    assert {name for name in templates if held(name)} == templates - of_the_form
    # All that a module fills, but the one that makes the form.
    modules = [path.read_text("utf-8") for path in folder.parent.glob("*.py") if path.name != "form.py"]
    filled = {name for text in modules for name in re.findall(r'"(\w+\.html)"', text)}
    assert templates - of_the_form > filled


def test_no_template_that_is_shipped_includes_one_of_the_form() -> None:
    templates = html.environment(str)
    for name in filter(zips.is_for_the_browser, html.SOURCES.list_templates()):
        for part in find_referenced_templates(templates.parse(html.source(name))):
            assert part, f"{name} includes a template whose name only a value says"
            assert zips.is_for_the_browser(part), name


def test_each_stand_in_replaces_a_module_that_is_imported(
    shipped: zipfile.ZipFile, second: zipfile.ZipFile
) -> None:
    packages = zips.of_packages([*runtime.PACKAGES, *runtime.OFFICE_PACKAGES])
    with zipfile.ZipFile(runtime.PYODIDE / runtime.LIBRARY) as library:
        replaced = {*library.namelist(), *zipfile.ZipFile(io.BytesIO(packages)).namelist()}
    for name, source in stand_ins.STAND_INS.items():
        assert name in replaced, name
        holding = second if name.startswith("xlsxwriter/") else shipped
        assert holding.getinfo(f"{name}c").file_size < 1_000 + len(source), name


def test_the_second_zip_has_the_whole_of_its_package_and_nothing_of_the_first(
    shipped: zipfile.ZipFile, second: zipfile.ZipFile
) -> None:
    held = set(second.namelist())
    package = ROOT / "app" / "office"
    assert {f"office/{path.relative_to(package)}c" for path in package.rglob("*.py")} <= held
    assert held.isdisjoint(shipped.namelist())
    # Python looks for the modules of a package in one zip only.
    folders = {name.rpartition("/")[0] for name in held} - {""}
    assert folders == set(runtime.OFFICE_PACKAGES)


def test_the_bytes_of_the_second_zip_do_not_count_in_the_first_visit() -> None:
    assert runtime.OFFICE + runtime.PACKED in runtime.SHIPPED
    assert runtime.OFFICE + runtime.PACKED not in runtime.COUNTED


def test_the_rehearsal_has_every_kind_of_request() -> None:
    assert set(rehearsal.DETAILS) == set(door.ANSWERS)
    assert set(rehearsal.OFFICE_DETAILS) == set(office_door.OFFICE)


def test_every_kind_of_request_is_answered_by_what_is_shipped(python: bytes, requests: list[str]) -> None:
    question_set = question_files.as_json(QUESTIONS, Site())
    said = rehearsal.rehearse(python, question_set, requests, ENGINE)["answers"]
    kinds = [answer["error"]["kind"] if "error" in answer else "answered" for answer in said]
    expected = []
    for ask in rehearsal.DETAILS:
        # A good file can replace a record that is faulty, and files are compared without any.
        expected += ["answered", "answered", "answered" if ask in ("open", "compare") else "RecordError"]
    assert kinds == [*expected, *["answered"] * 4, "FileError", *["answered"] * 2, "RequestError"]


def test_a_missing_module_would_be_noticed(shipped: zipfile.ZipFile, requests: list[str]) -> None:
    """The test above can fail: here without the module that words a report."""
    without = io.BytesIO()
    with zipfile.ZipFile(without, "w") as archive:
        for name in shipped.namelist():
            if name != "assessment/show/report.pyc":
                archive.writestr(name, shipped.read(name))
    with pytest.raises(MachineError, match=r"assessment\.show\.report"):
        rehearsal.rehearse(without.getvalue(), question_files.as_json(QUESTIONS, Site()), requests)


# Modules that a start once imported: each has a stand-in, or comes with the first request that needs it.
NOT_AT_THE_START = (
    "assessment/record/opening",
    "assessment/show/report",
    "assessment/show/word",
    "asyncio/events",
    "dis",
    "html/entities",
    "inspect",
    "jinja2/parser",
    "logging/__init__",
    "pathlib/__init__",
    "shutil",
    "socket",
    "ssl",
    "tempfile",
    "zipfile/__init__",
)
# Of compiled code that a start reads, until the overview is there.
MOST_AT_THE_START = 1_550_000


def test_the_start_imports_what_the_overview_needs_and_no_more(
    python: bytes, shipped: zipfile.ZipFile, requests: list[str]
) -> None:
    overview = next(request for request in requests if json.loads(request)["ask"] == "overview")
    question_set = question_files.as_json(QUESTIONS, Site())
    needed = set(rehearsal.rehearse(python, question_set, [overview], ENGINE)["needed"])
    sizes = {name: shipped.getinfo(name).file_size for name in needed & set(shipped.namelist())}
    # What is smaller is a stand-in.
    large = {name.removesuffix(".pyc") for name, size in sizes.items() if size > 2_000}
    assert sorted(large & set(NOT_AT_THE_START)) == []
    assert sum(sizes.values()) < MOST_AT_THE_START


def test_python_compiles_nothing_when_it_starts(
    python: bytes, shipped: zipfile.ZipFile, requests: list[str]
) -> None:
    question_set = question_files.as_json(QUESTIONS, Site())
    assert rehearsal.rehearse(python, question_set, requests, ENGINE)["texts"] == []
    # The test can fail: without the table, each dataclass is compiled as ever, and works.
    without = io.BytesIO()
    with zipfile.ZipFile(without, "w") as archive:
        for name in shipped.namelist():
            empty = marshal.dumps({}) if name == "dataclass_code.marshal" else None
            archive.writestr(name, empty or shipped.read(name))
    texts = rehearsal.rehearse(without.getvalue(), question_set, requests[:1], ENGINE)["texts"]
    assert len(texts) > 30


def test_the_same_sources_give_the_same_bytes() -> None:
    sources = zips.with_templates(zips.of_packages(runtime.PACKAGES))
    assert sources == zips.with_templates(zips.of_packages(runtime.PACKAGES))
    with zipfile.ZipFile(io.BytesIO(sources)) as opened:
        assert not [name for name in opened.namelist() if "__pycache__" in name]


def test_another_version_of_binaryen_prunes_the_webassembly_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keys: list[list[bytes]] = []

    def noted(_name: str, made_from: Iterable[bytes], _make: Callable[[], bytes]) -> bytes:
        keys.append(list(made_from))
        return b""

    monkeypatch.setattr(cache, "cached", noted)
    (tmp_path / "package.json").write_text('{"version": "0.0.1"}', "utf-8")
    runtime._pruned([])
    runtime._pruned([])
    monkeypatch.setattr(runtime, "BINARYEN", tmp_path)
    runtime._pruned([])
    assert keys[0] == keys[1] != keys[2]


def test_no_package_of_pyodide_is_listed() -> None:
    assert json.loads((ENGINE / "pyodide-lock.json").read_text("utf-8"))["packages"] == {}


def test_nothing_but_what_is_named_is_shipped() -> None:
    assert {path.name for path in ENGINE.iterdir()} == {*SHIPPED, runtime.DIGESTS}


def test_the_digest_of_every_file_is_listed() -> None:
    listed = json.loads((ENGINE / runtime.DIGESTS).read_text("utf-8"))
    assert listed == {
        name: "sha384-" + base64.b64encode(hashlib.sha384((ENGINE / name).read_bytes()).digest()).decode()
        for name in SHIPPED
    }
