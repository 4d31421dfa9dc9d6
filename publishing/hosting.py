"""The settings of a host: name and address of the site, who runs it, contact, source, main question set.

All of them are in ``mkdocs.yml``, each with the variable of the environment that takes precedence. The site
works without them too.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from publishing import machine, offline
from publishing.machine import ROOT, MachineError
from publishing.marks import MARK, fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = ROOT / "mkdocs.yml"
# Settings that pages show beside the name; they are below `extra`.
SHOWN = ("organisation", "contact", "source")
# Pages that say who to ask.
PAGES_WITH_CONTACT = ("help/get-help.md", "help/accessibility.md")
# The page that explains how to compare a copy of the site with its source.
PAGE_WITH_SOURCE = "help/check-it-yourself.md"
NO_SOURCE = "To find the source, ask the people who host this copy of the site: see [Get help](get-help.md)."
STATEMENT = "help/accessibility.md"
WORKFLOW_PAGE, WORKFLOW = "help/hosting.md", "help/publish.yml"
NO_CONTACT = (
    "No contact is given for this site. Look at its address: it usually says whose it is. "
    "If it is yours, see [hosting it yourself](hosting.md)."
)
NO_ORGANISATION = "The body that hosts this copy of the site runs it. No name is given for it."


def settings() -> dict[str, Any]:
    """All of ``mkdocs.yml``, with the settings of the host as texts.

    MkDocs reads a variable of the environment as YAML: a telephone number becomes another number, and an
    empty variable the word None. Here it is the text that the host gave.

    Raises:
        MachineError: with every setting that cannot be shown or used as it is.
    """
    loader = get_yaml_loader()
    loader.add_constructor("!ENV", _setting)
    with SETTINGS.open(encoding="utf-8") as file:
        read = yaml_load(file, loader)
    given = str(read["site_url"] or "").strip()
    if wrong := [*_wrong(read, given)]:
        raise MachineError("\n".join(wrong))
    return {**read, "site_url": f"{given.rstrip('/')}/" if given else ""}


def _wrong(read: dict[str, Any], site_url: str) -> Iterator[str]:
    """A sentence on each setting that is not what it should be."""
    texts = {"SITE_NAME": read["site_name"]} | {name.upper(): read["extra"][name] for name in SHOWN}
    for setting, value in texts.items():
        if re.search("[<>]", str(value or "")):
            yield f"{setting} is {str(value)!r}: expected a text without < and >, which pages show as it is."
    parts = urlsplit(site_url)
    whole = parts.scheme in ("http", "https") and parts.hostname
    if site_url and (not whole or re.search(r"[?#<>\s]", site_url)):
        yield (
            f"SITE_URL is {site_url!r}: expected an address that begins with https:// or http://, "
            "without ? and #, such as https://www.example.org/tool/"
        )


def _setting(_: Any, node: Any) -> str:
    """The text of ``!ENV [VARIABLE, default]``. An empty variable is one that is not set."""
    variable, default = (str(part.value) for part in node.value)
    return os.environ.get(variable, "").strip() or default


def address() -> str:
    """The address of the published site with a slash at its end; empty where none is set."""
    return str(settings()["site_url"])


def name() -> str:
    """What the host calls the tool."""
    return str(settings()["site_name"]).strip()


def main_questions() -> Path:
    """The folder of the main question set, which has the short addresses.

    Raises:
        MachineError: there is no question set of that name.
    """
    chosen = str(settings()["extra"]["question_set"])
    folder: Path = ROOT / "questions" / chosen
    if not (folder / "set.toml").is_file():
        raise MachineError(f"There is no question set {chosen!r}: questions/{chosen}/set.toml is missing")
    return folder


def contact(given: str) -> str:
    """Who to ask, as Markdown: an e-mail address and a web address become links."""
    given = given.strip()
    return _sentence(f"Contact: {_linked(given)}") if given else NO_CONTACT


def source(given: str) -> str:
    """Where the source of this copy is, as Markdown."""
    given = given.strip()
    return _sentence(f"The source: {_linked(given, mail=False)}") if given else NO_SOURCE


def organisation(given: str) -> str:
    """Who runs this copy, as the accessibility statement must say."""
    given = given.strip()
    return _sentence(f"This copy is run by {_text(given)}") if given else NO_ORGANISATION


def _linked(given: str, *, mail: bool = True) -> str:
    """A text as Markdown, and a link where all of it is a web address, or an e-mail address."""
    address = r"https?://\S+|[^@\s!:/]+@[^@\s:/]+" if mail else r"https?://\S+"
    return f"<{given}>" if re.fullmatch(address, given) else _text(given)


def _text(given: str) -> str:
    """Markdown that shows a text as it is."""
    return re.sub(r"([\\`*_{}\[\]])", r"\\\1", given.replace("&", "&amp;"))


def _sentence(text: str) -> str:
    """With a full stop, unless it ends in a mark of its own."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def write(pages: Path) -> None:
    """Write into the staged pages what they say of the host: name, contact, source, version, workflow."""
    extra = settings()["extra"]
    for page in PAGES_WITH_CONTACT:
        fill(pages / page, "contact", contact(str(extra.get("contact") or "")))
    fill(pages / STATEMENT, "organisation", organisation(str(extra.get("organisation") or "")))
    fill(pages / STATEMENT, "name", _text(name()))
    fill(pages / PAGE_WITH_SOURCE, "source", source(str(extra.get("source") or "")))
    fill(pages / PAGE_WITH_SOURCE, "version", machine.version())
    fill(pages / PAGE_WITH_SOURCE, "release", offline.RELEASE_MARK)
    explained = pages / WORKFLOW_PAGE
    workflow = (pages / WORKFLOW).read_text("utf-8").rstrip()
    # Not by `fill`: here empty lines are wanted.
    explained.write_text(explained.read_text("utf-8").replace(MARK.format("publish"), workflow), "utf-8")
