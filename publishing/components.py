"""What the site brings to the browser, with versions and licences: for people, and as CycloneDX.

Much of it came inside something else: libraries in the WebAssembly, scripts in the theme's bundle. Each of
those has a mark by which it is found there. The build stops where one is no longer found, and a test where
there is something new.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from publishing import machine, runtime
from publishing.form_page import fill
from publishing.inner_parts import IN_PYODIDE_MODULE, IN_THEME, IN_WASM, Inner

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTED = "components.cdx.json"
NOTICES = "licences.txt"


@dataclass(frozen=True, kw_only=True)
class Part:
    """Something that others made and that is shipped; `kind` is its kind of package, as in a package URL.

    `within` names what it came in; then its version may be unknown, and is that of the whole.
    """

    name: str
    version: str
    licence: str
    purpose: str
    kind: str
    copyright: str = ""
    within: str = ""

    @property
    def told_version(self) -> str:
        """Its version, for people."""
        return self.version or f"as in {self.within}"


THEME_ASSETS = Path(str(metadata.distribution("mkdocs-material").locate_file("material/templates/assets")))
MAPS = ("javascripts/bundle.*.map", "javascripts/workers/search.*.map", "stylesheets/*.map")

# Where the text of a licence stands on the machine that builds: with a package that is under it.
TEXTS = {
    "Apache-2.0": ("typst", "LICENSE"),
    "BSD-3-Clause": ("jinja2", "LICENSE.txt"),
    "MIT": ("mkdocs-material", "LICENSE"),
    "MPL-2.0": ("pathspec", "LICENSE"),
    "PSF-2.0": ("typing_extensions", "LICENSE"),
}


def parts() -> list[Part]:
    """All that is shipped and is not ours, with the versions that are installed or found in what is shipped.

    Raises:
        MachineError: something is no longer found in what it came in.
    """
    lock = json.loads((runtime.PYODIDE / runtime.LOCK).read_text("utf-8"))
    pyodide = _npm("pyodide", "Python, built for the browser", "the Pyodide contributors and Mozilla")
    python = Part(
        name="cpython",
        version=lock["info"]["python"],
        licence="PSF-2.0",
        purpose="the Python that runs in the browser",
        kind="generic",
        copyright="the Python Software Foundation and others",
    )
    emscripten = Part(
        name="emscripten",
        version=lock["info"]["platform"].removeprefix("emscripten_").replace("_", "."),
        licence="MIT OR NCSA",
        purpose="what a program in C needs to run in a browser",
        kind="generic",
        copyright="the Emscripten authors",
    )
    theme = _pypi("mkdocs-material", "the look of the site, its search", "MIT", "Martin Donath")
    icons = Part(
        name="material-design-icons",
        version="",
        licence="Apache-2.0",
        purpose="the small pictures of the theme",
        kind="generic",
        copyright="Google, Inc., the Pictogrammers and others",
        within=_told(theme),
    )
    fonts = Part(
        name="libertinus",
        version="",
        licence="OFL-1.1",
        purpose="the letters in the questions on paper",
        kind="generic",
        copyright="the Libertinus Project Authors",
        within=f"typst {metadata.version('typst')}",
    )
    return [
        pyodide,
        *_inner(pyodide, IN_PYODIDE_MODULE, (runtime.PYODIDE / "pyodide.mjs.map").read_bytes()),
        python,
        emscripten,
        *_inner(pyodide, IN_WASM, (runtime.PYODIDE / runtime.WASM).read_bytes()),
        _pypi("jinja2", "writes the overview and the report", "BSD-3-Clause", "Pallets"),
        _pypi(
            "markupsafe", "keeps what people write from being read as a program", "BSD-3-Clause", "Pallets"
        ),
        theme,
        *_inner(theme, IN_THEME, b"".join(path.read_bytes() for path in maps())),
        icons,
        *(
            _npm(f"workbox-{part}", "the copy for use without a network", "Google LLC")
            for part in ("core", "routing", "strategies", "precaching")
        ),
        fonts,
    ]


def maps() -> list[Path]:
    """The source maps of the theme: they tell what its scripts and style sheets were made from."""
    return sorted(path for pattern in MAPS for path in THEME_ASSETS.glob(pattern))


def _inner(whole: Part, inner: tuple[Inner, ...], data: bytes) -> Iterator[Part]:
    for one in inner:
        found = re.search(one.mark, data)
        if not found:
            raise machine.MachineError(f"{one.name} is no longer found in {_told(whole)}: see inner_parts.py")
        yield Part(
            name=one.name,
            version=found[1].decode("ascii") if found.groups() else "",
            licence=one.licence,
            purpose=one.purpose,
            kind=one.kind,
            copyright=one.copyright,
            within=_told(whole),
        )


def _told(part: Part) -> str:
    return f"{part.name} {part.version}"


def write(pages: Path) -> None:
    """Write both lists into the staged pages."""
    folder = pages / "developers"
    listed = parts()
    (folder / LISTED).write_text(_cyclonedx(listed), "utf-8")
    (folder / NOTICES).write_text(_notices(listed), "utf-8")
    rows = [f"| {part.name} | {part.told_version} | {part.licence} | {part.purpose} |" for part in listed]
    table = ["| what | version | licence | what for |", "|---|---|---|---|", *rows]
    fill(folder / "components.md", "components", "\n".join(table))


def _notices(listed: list[Part]) -> str:
    """Who made what and under which licence, then the licences, as packages on this machine brought them."""
    told = [
        f"{part.name} ({part.told_version})\n  Copyright: {part.copyright}\n  Licence: {part.licence}\n"
        for part in listed
    ]
    texts = [
        f"{'=' * 72}\n{licence}, as it came with {package}\n{'=' * 72}\n\n{_text(package, file)}\n"
        for licence, (package, file) in TEXTS.items()
    ]
    first = (
        "What others made and this site brings to a browser, with their licences.\n"
        "The text of any licence that is not below: https://spdx.org/licenses/\n"
        "The sources of Pyodide (MPL-2.0): https://github.com/pyodide/pyodide\n"
    )
    return "\n".join([first, *told, *texts])


def _text(package: str, file: str) -> str:
    for path in metadata.files(package) or ():
        if path.name == file and "licenses" in path.parts:
            return path.read_text("utf-8")
    raise machine.MachineError(f"The licence of {package} is not where it was: see components.py")


def _npm(name: str, purpose: str, copyright_: str) -> Part:
    package = json.loads((machine.ROOT / "node_modules" / name / "package.json").read_text("utf-8"))
    return Part(
        name=name,
        version=package["version"],
        licence=package["license"],
        purpose=purpose,
        kind="npm",
        copyright=copyright_,
    )


def _pypi(name: str, purpose: str, licence: str, copyright_: str) -> Part:
    """Its licence is given here: what packages say of it in their metadata has no one form."""
    return Part(
        name=name,
        version=metadata.version(name),
        licence=licence,
        purpose=purpose,
        kind="pypi",
        copyright=copyright_,
    )


def _cyclonedx(listed: list[Part]) -> str:
    bom = Bom()
    bom.metadata.component = Component(
        name="lsp-improvement-tool", type=ComponentType.APPLICATION, bom_ref="lsp-improvement-tool"
    )
    for part in listed:
        url = PackageURL(part.kind, None, part.name, part.version or None)
        bom.components.add(
            Component(
                name=part.name,
                version=part.version or None,
                description=part.purpose if part.version else f"{part.purpose}; {part.told_version}",
                copyright=part.copyright,
                type=ComponentType.LIBRARY,
                licenses=[LicenseFactory().make_from_string(part.licence)],
                purl=url,
                bom_ref=url.to_string(),
            )
        )
    bom.register_dependency(bom.metadata.component, bom.components)
    made = json.loads(make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string())
    # A random number and the time of the build: the same release must give the same bytes.
    del made["serialNumber"], made["metadata"]["timestamp"]
    return json.dumps(made, indent=1, sort_keys=True)
