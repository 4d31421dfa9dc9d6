"""What whoever hosts a copy of the site decides: its address, a contact, which questions it asks.

All of it stands in ``mkdocs.yml``, which takes it from the environment. Without it the site works too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.utils.yaml import yaml_load

from publishing import offline
from publishing.form_page import MARK, fill
from publishing.machine import ROOT, MachineError

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = ROOT / "mkdocs.yml"
# Pages that tell whom to ask.
PAGES_WITH_CONTACT = ("help/get-help.md", "help/accessibility.md")
# The page that tells how to compare a copy of the site with its source.
PAGE_WITH_SOURCE = "help/check-it-yourself.md"
NO_SOURCE = "Where the source is, whoever hosts this copy of the site tells: see [Get help](get-help.md)."
STATEMENT = "help/accessibility.md"
WORKFLOW_PAGE, WORKFLOW = "help/hosting.md", "help/publish.yml"
NO_CONTACT = (
    "Whoever hosts this copy of the site has named no contact. Look at the address of the site: "
    "it usually tells whose it is. If it is yours, see [hosting it yourself](hosting.md)."
)
NO_ORGANISATION = "Whoever hosts this copy of the site runs it, and has given no name here."


def settings() -> dict[str, Any]:
    with SETTINGS.open(encoding="utf-8") as file:
        return yaml_load(file)


def address() -> str:
    """The address of the published site with a slash at its end; empty where none is set."""
    given = str(settings().get("site_url") or "").strip()
    return f"{given.rstrip('/')}/" if given else ""


def questions() -> Path:
    """The folder of the question set.

    Raises:
        MachineError: there is none of that name.
    """
    name = str(settings()["extra"]["question_set"])
    folder: Path = ROOT / "questions" / name
    if not (folder / "set.toml").is_file():
        raise MachineError(f"There is no question set {name!r}: questions/{name}/set.toml is missing")
    return folder


def contact(given: str) -> str:
    """Whom to ask, as Markdown: an e-mail address and a web address become links."""
    given = given.strip()
    if not given:
        return NO_CONTACT
    is_address = given.startswith(("https://", "http://")) or ("@" in given and " " not in given)
    return f"Contact: {f'<{given}>' if is_address else given}."


def source(given: str) -> str:
    """Where the source of this copy is, as Markdown."""
    given = given.strip()
    return f"The source: <{given}>." if given else NO_SOURCE


def organisation(given: str) -> str:
    """Who runs this copy, as the accessibility statement must say."""
    given = given.strip()
    return f"This copy is run by {given}." if given else NO_ORGANISATION


def write(pages: Path) -> None:
    """Write who runs the site, whom to ask, the source, the release and the workflow into their pages."""
    extra = settings()["extra"]
    for page in PAGES_WITH_CONTACT:
        fill(pages / page, "contact", contact(str(extra.get("contact") or "")))
    fill(pages / STATEMENT, "organisation", organisation(str(extra.get("organisation") or "")))
    fill(pages / PAGE_WITH_SOURCE, "source", source(str(extra.get("source") or "")))
    fill(pages / PAGE_WITH_SOURCE, "release", offline.RELEASE_MARK)
    explained = pages / WORKFLOW_PAGE
    workflow = (pages / WORKFLOW).read_text("utf-8").rstrip()
    # Not by `fill`: here empty lines are wanted.
    explained.write_text(explained.read_text("utf-8").replace(MARK.format("publish"), workflow), "utf-8")
