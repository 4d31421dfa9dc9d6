"""What the site brings to the browser, with versions and licences: for people, and as CycloneDX."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from publishing import machine, runtime
from publishing.form_page import fill

if TYPE_CHECKING:
    from pathlib import Path

LISTED = "components.cdx.json"


@dataclass(frozen=True, kw_only=True)
class Part:
    """Something that others made and that is shipped; `kind` is its kind of package, as in a package URL."""

    name: str
    version: str
    licence: str
    purpose: str
    kind: str


def parts() -> list[Part]:
    """All that is shipped and is not ours. Versions and licences are read where they are installed."""
    lock = json.loads((runtime.PYODIDE / runtime.LOCK).read_text("utf-8"))
    python = Part(
        name="cpython",
        version=lock["info"]["python"],
        licence="PSF-2.0",
        purpose="the Python that runs in the browser",
        kind="generic",
    )
    return [
        _npm("pyodide", "Python, built for the browser"),
        python,
        _pypi("jinja2", "writes the overview and the report", "BSD-3-Clause"),
        _pypi("markupsafe", "keeps what people write from being read as a program", "BSD-3-Clause"),
        _pypi("mkdocs-material", "the look of the site, its search", "MIT"),
        *(
            _npm(f"workbox-{part}", "the copy for use without a network")
            for part in ("core", "routing", "strategies", "precaching")
        ),
    ]


def write(pages: Path) -> None:
    """Write both lists into the staged pages."""
    folder = pages / "developers"
    listed = parts()
    (folder / LISTED).write_text(_cyclonedx(listed), "utf-8")
    rows = [f"| {part.name} | {part.version} | {part.licence} | {part.purpose} |" for part in listed]
    table = ["| what | version | licence | what for |", "|---|---|---|---|", *rows]
    fill(folder / "components.md", "components", "\n".join(table))


def _npm(name: str, purpose: str) -> Part:
    package = json.loads((machine.ROOT / "node_modules" / name / "package.json").read_text("utf-8"))
    return Part(
        name=name, version=package["version"], licence=package["license"], purpose=purpose, kind="npm"
    )


def _pypi(name: str, purpose: str, licence: str) -> Part:
    """Its licence is given here: what packages say of it in their metadata has no one form."""
    return Part(name=name, version=metadata.version(name), licence=licence, purpose=purpose, kind="pypi")


def _cyclonedx(listed: list[Part]) -> str:
    bom = Bom()
    bom.metadata.component = Component(
        name="lsp-improvement-tool", type=ComponentType.APPLICATION, bom_ref="lsp-improvement-tool"
    )
    for part in listed:
        url = PackageURL(part.kind, None, part.name, part.version)
        bom.components.add(
            Component(
                name=part.name,
                version=part.version,
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
