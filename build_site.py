"""Builds the whole site into build/site: run it with `make build`."""

from __future__ import annotations

import json
import sys

sys.path.insert(0, "app")

from assessment.errors import AssessmentError
from assessment.record import format as record_format
from publishing import (
    checksums,
    evidence,
    form_page,
    guidance,
    home_page,
    hosting,
    icons,
    manifest,
    offline,
    policy,
    question_pages,
    question_pdf,
    release,
    site,
    tools_page,
)
from publishing import tools as question_tools
from publishing.machine import MachineError, say


def build() -> None:
    """The phases of the build, in order."""
    say("Read the question sets")
    tools = question_tools.read(hosting.main_questions())

    say("Stage the pages")
    pages = site.stage()
    icons.write(pages)
    name = hosting.name()
    manifest.write(pages, name=name, description=hosting.settings()["site_description"])
    schema = json.dumps(record_format.schema(), indent=2)
    (pages / "developers" / "record.schema.json").write_text(f"{schema}\n", "utf-8")

    say("Write the questions as pages and on paper")
    for tool in tools:
        question_pages.write(pages, tool)
        question_pdf.write(pages, tool, author=name)

    say("Complete the guidance")
    sites = guidance.finish(tools, pages, address=hosting.address(), site_name=name)
    tools = [tool.with_site(sites[tool.question_set.id]) for tool in tools]
    hosting.write(pages)
    evidence.write(pages)

    say("Assemble the engine")
    staged = release.stage(pages, tools)

    say("Write the tools, their example reports and the home page")
    for tool in tools:
        form_page.write(pages, tool, staged)
    tools_page.write(pages, tools)
    home_page.write(pages, tools[0].question_set, tools[0].example)

    say("Make the site")
    made = site.make(hosting.settings())

    say("Give each page its policy")
    policy.apply(made)

    say("List what the browser keeps for use without a network")
    say(f"  release {offline.write(made)}")

    say("Write the checksums")
    checksums.write(made)


if __name__ == "__main__":
    try:
        build()
    except (AssessmentError, MachineError) as error:
        sys.exit(str(error))
