"""The list of what is shipped is complete, and says the versions that are shipped."""

from __future__ import annotations

import json

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from publishing import components, machine, runtime
from publishing.site import SITE

LISTED = (SITE / "developers" / components.LISTED).read_text("utf-8")


def test_the_list_for_machines_is_in_its_format() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(LISTED) is None


def test_every_package_that_is_shipped_is_listed_with_its_version() -> None:
    listed = {part["name"]: part["version"] for part in json.loads(LISTED)["components"]}
    pyodide = json.loads((runtime.PYODIDE / "package.json").read_text("utf-8"))
    assert listed["pyodide"] == pyodide["version"]
    assert set(runtime.PACKAGES) - {"assessment"} <= set(listed)
    shipped = json.loads((machine.ROOT / "package.json").read_text("utf-8"))["dependencies"]
    assert set(shipped) <= set(listed)


def test_the_page_for_people_says_the_same() -> None:
    page = (SITE / "developers" / "components" / "index.html").read_text("utf-8")
    for part in json.loads(LISTED)["components"]:
        assert f"<td>{part['name']}</td>\n<td>{part['version']}</td>" in page
