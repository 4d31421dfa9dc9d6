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
    question_pages,
    question_pdf,
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

    say("Write the questions as pages and on paper")
    question_pages.write(pages, question_set)
    papers = question_pdf.write(pages, question_set)

    say("Complete the library")
    linked, expected = library.finish(question_set, pages)
    if expected:
        say(f"  {len(expected)} pages that questions name are still to be written, first {expected[0]}")

    say("Write the form and the example report")
    form_page.write(pages, question_set, linked, sample, papers=papers, engine_bytes=engine_bytes)

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
    except (AssessmentError, MachineError, library.LibraryError) as error:
        sys.exit(str(error))
