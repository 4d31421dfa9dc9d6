"""Builds the whole site into build/site: run it with `make build`."""

from __future__ import annotations

import json
import sys
from dataclasses import replace

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
    question_files,
    question_pages,
    question_pdf,
    release,
    site,
)
from publishing.machine import MachineError, say


def build() -> None:
    """The phases of the build, in order."""
    say("Read the question set")
    folder = hosting.questions()
    question_set = question_files.read(folder)

    say("Stage the pages")
    pages = site.stage()
    icons.write(pages)
    name = hosting.name()
    manifest.write(pages, name=name, description=hosting.settings()["site_description"])
    schema = json.dumps(record_format.schema(), indent=2)
    (pages / "developers" / "record.schema.json").write_text(f"{schema}\n", "utf-8")

    say("Write the questions as pages and on paper")
    question_pages.write(pages, question_set)
    papers = question_pdf.write(pages, question_set, author=name)

    say("Complete the guidance")
    completed = guidance.finish(question_set, pages, address=hosting.address(), site_name=name)
    question_set = replace(question_set, guidance=completed)
    hosting.write(pages)
    evidence.write(pages)

    say("Assemble the engine")
    sample = folder / "sample_record.json"
    questions = question_files.as_json(folder, question_set.guidance)
    example = record_format.from_json(sample.read_text("utf-8"))
    practice_record = record_format.to_json(example)
    staged = release.stage(pages / "tool", questions, practice_record, sample)

    say("Write the form, the example report and the home page")
    form_page.write(pages, question_set, sample, papers=papers, release=staged)
    home_page.write(pages, question_set, example)

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
