"""The form contains every question with its responses and help, as HTML that any browser can read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from assessment.errors import QuestionSetError
from assessment.model import Rating
from assessment.question_set import reading as question_set_format
from assessment.show.form import form
from assessment.site import Page, Site
from publishing import question_files
from publishing.machine import ROOT
from tests.python.assessment.show.parsed_page import Page as Html
from tests.python.builders import set_tables

REAL = question_files.read(ROOT / "questions" / "lsp")
HTML = Html(form(REAL, engine_bytes=12_345_678, release="r", offline_megabytes="7.5", root="../", base=""))


def attributes(tag: str) -> list[dict[str, str | None]]:
    return [found for name, found in HTML.tags if name == tag]


def test_each_question_has_its_radios_its_note_and_its_fieldset() -> None:
    rated = [a for a in attributes("input") if (a.get("name") or "").endswith(".rating")]
    radios = [(a["name"], a["value"]) for a in rated]
    expected = [(f"{q.id}.rating", rating.value) for q in REAL.questions for rating in Rating]
    assert radios == expected
    notes = [a["name"] for a in attributes("textarea") if (a["name"] or "").endswith(".note")]
    assert notes == [f"{q.id}.note" for q in REAL.questions]
    assert [a.get("data-question") for a in attributes("fieldset") if "data-question" in a] == [
        q.id for q in REAL.questions
    ]
    assert [a["data-element"] for a in attributes("section") if "data-element" in a] == [
        e.id for e in REAL.elements
    ]


def test_each_element_names_its_questions_and_all_but_the_first_wait_as_text() -> None:
    named = [(a["data-questions"] or "").split() for a in attributes("section") if "data-questions" in a]
    assert named == [[q.id for q in element.questions] for element in REAL.elements]
    assert len(attributes("noscript")) == len(REAL.questions) - 1


def test_every_field_of_a_record_can_be_locked() -> None:
    """Those of a question by their fieldset; each other one by a mark of its own."""
    fields = [a for tag in ("input", "select", "textarea") for a in attributes(tag)]
    own = [a for a in fields if (a.get("name") or "").startswith(("partnership.", "respondent.", "round."))]
    assert own
    assert [a["name"] for a in own if "data-edits" not in a] == []


def test_the_place_of_each_status_is_always_there() -> None:
    """Screen readers announce what is put into it, and not all of them a place that appears with its text."""
    places = [found for _, found in HTML.tags if found.get("role") == "status"]
    assert places
    assert [found.get("id") for found in places if "hidden" in found] == []


def test_nothing_is_preselected() -> None:
    """What is preselected is how the questions are shown and printed, and no answer."""
    checked = [a.get("id") or a["name"] for a in attributes("input") if "checked" in a]
    printed = ["print.answers", *["print.element"] * len(REAL.elements)]
    assert checked == ["question-keys", "mark-filter", "view", *printed]


def test_every_field_has_a_label_and_every_id_is_unique() -> None:
    assert len(HTML.ids) == len(set(HTML.ids))
    # The page's script gives ids and labels to copies of a template.
    labelled = {a["for"] for a in attributes("label") if "for" in a}
    tags = ("input", "textarea", "select", "progress")
    fields = {a["id"] for tag in tags for a in attributes(tag) if "id" in a and "aria-label" not in a}
    # It is inside its label.
    assert fields - labelled == {"question-keys"}
    assert not labelled - fields


def test_each_response_help_and_source_can_be_read() -> None:
    text = " ".join(HTML.text.split())
    for question in REAL.questions:
        for part in (question.title, *question.evidence):
            if "{" not in part:
                assert " ".join(part.split()) in text
        for source in question.sources:
            assert source.work.title in text


def test_each_preset_brings_its_words() -> None:
    options = {
        a["value"]: json.loads(a["data-words"] or "") for a in attributes("option") if "data-words" in a
    }
    assert options == {preset.id: dict(preset.words) for preset in REAL.presets}


def small_form(tables: dict[str, Any]) -> Html:
    question_set = question_set_format.from_tables(tables)
    return Html(form(question_set, engine_bytes=1, release="r", offline_megabytes="7.5", root="../", base=""))


def test_a_partner_s_mail_about_a_subject_without_a_name_calls_it_what_it_is() -> None:
    tables = set_tables()
    tables["set.toml"]["subject"] = {"noun": "outcome", "label": "The outcome", "hint": "One result."}
    for page, said in ((HTML, "the partnership"), (small_form(tables), "the outcome")):
        [link] = [a for _, a in page.tags if a.get("id") == "mail-response"]
        assert link["data-unnamed"] == said


def test_words_that_hold_markup_stay_text() -> None:
    tables = set_tables()
    plain = small_form(tables)
    nasty = "'\"><script>alert(1)</script>&amp;"
    tables["set.toml"]["preset"][0]["words"]["council"] = nasty
    tables["aims.toml"]["question"][0]["why"] = nasty
    page = small_form(tables)
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    option = next(a for tag, a in page.tags if tag == "option")
    assert json.loads(option["data-words"] or "")["council"] == nasty
    assert question_set_format.typeset(nasty) in page.text


def test_help_links_to_the_pages_that_exist_and_to_no_others() -> None:
    question = REAL.questions[0]
    page_id = question.guidance[0]
    html = form(
        replace(REAL, site=Site(pages={page_id: Page(title="Read <this>", path="guidance/x/")})),
        engine_bytes=1,
        release="r",
        offline_megabytes="7.5",
        root="../",
        base="",
    )
    page = Html(html)
    links = [a["href"] for tag, a in page.tags if tag == "a" and (a["href"] or "").startswith("../guidance/")]
    users = [q for q in REAL.questions if page_id in q.guidance + q.case_studies]
    assert links == ["../guidance/x/"] * len(users)
    assert "Read <this>" in page.text


@pytest.mark.parametrize("handle", ["tool", "assessment-form", "save-status", "engine-status", "overview"])
def test_the_handles_are_there(handle: str) -> None:
    assert handle in HTML.ids


def test_the_page_says_how_much_is_loaded() -> None:
    assert "12.3 megabytes" in HTML.text


def test_a_question_with_the_id_of_a_part_of_the_page_is_a_fault() -> None:
    element = REAL.elements[0]
    question = replace(element.questions[0], id="save-status")
    changed = replace(element, questions=(question, *element.questions[1:]))
    with pytest.raises(QuestionSetError, match="save-status: the tool's page uses this id more than once"):
        form(
            replace(REAL, elements=(changed, *REAL.elements[1:])),
            engine_bytes=1,
            release="r",
            offline_megabytes="1",
            root="../",
            base="",
        )


def test_a_partner_reads_who_sees_what_and_is_promised_no_more() -> None:
    said = " ".join(HTML.text.split())
    assert "anonymous" not in said
    assert "The report names nobody." in said
    assert "If you send them by e-mail, that person sees your address too" in said
