"""Builds the whole site into build/site: run it with `make build`."""

from __future__ import annotations

import sys

sys.path.insert(0, "app")

from assessment.errors import AssessmentError
from publishing import (
    checksums,
    components,
    form_page,
    library,
    offline,
    policy,
    question_files,
    runtime,
    site,
)
from publishing.machine import ROOT, MachineError, say

QUESTIONS = ROOT / "questions" / "lsp"


def build() -> None:
    """The phases of the build, in order."""
    say("Read the question set")
    question_set = question_files.read(QUESTIONS)

    say("Stage the pages")
    pages = site.stage()

    say("Assemble the engine")
    sample = QUESTIONS / "sample_record.json"
    engine_bytes = runtime.stage(pages / "tool" / "engine", question_files.as_json(QUESTIONS), sample)

    say("Write the form and the example report")
    linked, expected = library.pages(question_set, pages)
    if expected:
        say(f"  {len(expected)} pages that questions name are still to be written, first {expected[0]}")
    form_page.write(pages, question_set, linked, sample, engine_bytes=engine_bytes)

    say("List what is shipped")
    components.write(pages)

    say("Make the site")
    made = site.make()

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
