"""The report is one self-contained file with everything that was entered, and is harmless."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from assessment.actions import Filter
from assessment.model import Action, Answer, Conflict, Rating, Record, Respondent, Response, Status
from assessment.question_set import reading as question_set_format
from assessment.question_set.model import Subject
from assessment.record import content
from assessment.record import format as record_format
from assessment.record.content import answers_of
from assessment.record.merging import merged
from assessment.record.migration import migrate
from assessment.record.opening import OpenedRecord
from assessment.show.actions import actions_html
from assessment.show.opening import opening_html
from assessment.show.overview import MOST_SHOWN, overview, work_out
from assessment.show.partners_report import without_partners
from assessment.show.report import Form, Report, report
from assessment.show.rounds import rounds_html
from assessment.site import Page as GuidancePage
from assessment.site import Site
from publishing import question_files
from publishing.machine import ROOT
from tests.python.assessment.show.parsed_page import Page
from tests.python.builders import HOSTILE, answers, record_of, records, round_of, set_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.model import Round
    from assessment.question_set.model import QuestionSet

TODAY = date(2027, 3, 31)
REAL = question_files.read(ROOT / "questions" / "lsp")
SMALL = question_set_format.from_tables(set_tables())


def sample(data: dict[str, Any]) -> tuple[Report, Page]:
    made = report(REAL, record_format.from_data(data), TODAY)
    return made, Page(made.html)


def test_it_contains_every_question_with_its_answer_note_and_next_step(sample_data: dict[str, Any]) -> None:
    _, page = sample(sample_data)
    text = " ".join(page.text.split())
    answers = sample_data["rounds"][-1]["answers"]
    for question in REAL.questions:
        answer = answers[question.id]
        assert question.title in text
        rating = Rating(answer["rating"])
        assert f"{question.title} {rating.letter} {rating.word}" in text
        if "note" in answer:
            assert answer["note"] in text
    one = next(q for q in REAL.questions if q.id == "standards-data-quality")
    assert " ".join(one.red.split()) in text
    assert one.amber not in text
    assert "Next step:" in text


def test_it_says_whose_it_is_when_it_was_made_and_from_which_questions(sample_data: dict[str, Any]) -> None:
    made, page = sample(sample_data)
    for part in (
        "Example Partnership (invented)",
        "October to December 2026",
        "6 October 2026",
        "31 March 2027",
    ):
        assert part in page.text
    assert f"version {REAL.version}" in page.text
    assert made.name == "Example-Partnership-invented_October-to-December-2026_2027-03-31.html"


def test_it_loads_nothing_and_runs_nothing(sample_data: dict[str, Any]) -> None:
    _, page = sample(sample_data)
    assert not {"script", "link", "img", "iframe", "object", "base"} & {tag for tag, _ in page.tags}
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")], tag
        for name in ("href", "src"):
            address = attributes.get(name)
            assert address is None or address.startswith(("#", "data:application/json;base64,")), address


def test_its_headings_step_down_one_at_a_time_and_its_ids_are_unique(sample_data: dict[str, Any]) -> None:
    _, page = sample(sample_data)
    assert page.headings.count(1) == 1
    assert page.headings[0] == 1
    for above, below in zip(page.headings, page.headings[1:], strict=False):
        assert below <= above + 1
    assert len(page.ids) == len(set(page.ids))
    assert ("html", {"lang": "en-GB"}) in page.tags


def data_inside(page: Page) -> Record:
    address = next(a["href"] for tag, a in page.tags if tag == "a" and (a["href"] or "").startswith("data:"))
    assert address is not None
    return record_format.from_json(base64.b64decode(address.partition(",")[2]).decode("ascii"))


def test_it_carries_its_own_record(sample_data: dict[str, Any]) -> None:
    _, page = sample(sample_data)
    assert data_inside(page) == without_partners(record_format.from_data(sample_data))


def test_whatever_a_person_typed_is_text(sample_data: dict[str, Any]) -> None:
    sample_data["partnership"]["name"] = HOSTILE
    sample_data["partnership"]["words"] = dict.fromkeys(REAL.words, HOSTILE)
    sample_data["rounds"][-1]["name"] = HOSTILE
    for answer in sample_data["rounds"][-1]["answers"].values():
        answer["note"] = HOSTILE
    sample_data["rounds"][-1]["answers"][HOSTILE] = {"rating": "red", "note": HOSTILE}
    _, page = sample(sample_data)
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    # Words of a place are part of the title, so braces in them are shown and not replaced again.
    assert page.text.count(HOSTILE) > len(REAL.questions)
    assert data_inside(page) == without_partners(record_format.from_data(sample_data))


@given(records([question.id for question in REAL.questions]))
@settings(max_examples=25)
def test_it_can_be_made_of_any_record_and_carries_it(record: Record) -> None:
    page = Page(report(REAL, record, TODAY).html)
    assert data_inside(page) == without_partners(record)
    assert not {"script", "img"} & {tag for tag, _ in page.tags}


def test_each_printed_page_has_its_number_and_the_partnership_s_name(sample_data: dict[str, Any]) -> None:
    sample_data["partnership"]["name"] = "A </style> \u202eName"
    html = sample(sample_data)[0].html
    assert r'@bottom-left { content: "A\20 \3c \2f style\3e \20 Name"; }' in html
    assert 'counter(page) " of " counter(pages)' in html
    assert html.count("</style>") == 1


def test_an_empty_round_says_so_and_judges_nothing(question_set: QuestionSet) -> None:
    page = Page(report(question_set, record_of(round_of({})), TODAY).html)
    assert "Nothing is answered yet" in page.text
    assert "Strongest" not in page.text
    assert "Not answered yet." in page.text
    assert "Too few answers" not in page.text


def shown(ratings: Mapping[str, Rating | None], *earlier: Round) -> str:
    """The report's text for these ratings in a small set: aims with two questions, means with one."""
    made = report(SMALL, record_of(*earlier, round_of(dict(ratings))), TODAY)
    return " ".join(Page(made.html).text.split())


CLEAR, SHARED, MONEY = "aims-clear", "aims-shared", "means-money"


def test_it_says_how_many_are_answered_and_what_may_still_change() -> None:
    known, unknown = Rating.GREEN, Rating.UNKNOWN
    may = "The picture may change when these are known."
    full = dict.fromkeys((CLEAR, SHARED, MONEY), known)
    assert "Answered3 of 3 questions" in shown(full)
    assert may not in shown(full)
    assert f"1 is answered with “don’t know yet”. {may}" in shown(full | {CLEAR: unknown})
    said = shown({CLEAR: unknown})
    assert "Answered1 of 3 questions" in said
    assert f"2 questions are not answered yet, and 1 is answered with “don’t know yet”. {may}" in said


def test_an_element_has_a_share_only_where_it_has_a_colour() -> None:
    ratings: dict[str, Rating | None] = {CLEAR: Rating.UNKNOWN, SHARED: None, MONEY: Rating.AMBER}
    said = shown(ratings)
    line = "Too few answers: 0 of 2 questions have a colour, 1 is “don’t know yet”, 1 is not answered."
    assert f"The aims. {line}" in said
    assert "The means. Amber: 1 of 1 question has a colour; score 50%." in said
    none = shown(dict.fromkeys((CLEAR, SHARED), Rating.NOT_APPLICABLE))
    assert "The aims. Does not apply. " in none
    assert "No question applies." in shown(dict.fromkeys((CLEAR, SHARED, MONEY), Rating.NOT_APPLICABLE))


def test_the_pattern_says_what_is_known_and_no_yet_where_nothing_is_open() -> None:
    said = shown({CLEAR: Rating.GREEN, SHARED: Rating.UNKNOWN, MONEY: Rating.RED})
    assert "Strongest: Aims, 100% (1 of 2 questions that apply are known). (100% = all green.)" in said
    assert "On the answers given, the board is strongest in Aims and weakest in Means." in said
    assert "Weakest: Means, 0%. Red:" in said
    said = shown(dict.fromkeys((CLEAR, SHARED, MONEY), Rating.RED))
    assert "No element stands out from the others." in said
    assert "stands out from the others yet." in shown({CLEAR: Rating.RED, MONEY: Rating.RED})


def test_so_far_is_said_of_a_colour_alone() -> None:
    said = shown({CLEAR: Rating.GREEN, SHARED: Rating.UNKNOWN, MONEY: Rating.RED})
    before = re.findall(r"(\S+) so far", said, re.IGNORECASE)
    assert before
    assert all(word.endswith("Green") for word in before)
    means = "“So far” means that the open questions could still change the colour."
    assert said.count(means) == 2
    # What the picture does not say, its key does not explain; how scores are worked out is always the same.
    for settled in ({CLEAR: Rating.GREEN, SHARED: Rating.GREEN, MONEY: Rating.RED}, {}):
        assert shown(settled).count(means) == 1


def test_where_one_element_alone_applies_the_pattern_says_its_colour() -> None:
    ratings: dict[str, Rating | None] = {CLEAR: Rating.RED, MONEY: Rating.NOT_APPLICABLE}
    said = shown(ratings)
    line = "Only one element applies, Aims: red so far, 0% (1 of 2 questions that apply are known)."
    assert line in said
    assert "stands out" not in said


def test_what_other_answers_depend_on_has_the_order_of_what_to_fix_first() -> None:
    # One link from a red answer, and more from amber ones.
    ratings: dict[str, Rating | None] = {question.id: Rating.AMBER for question in REAL.questions}
    fewest = min((link.source.id for link in REAL.links), key=[x.source.id for x in REAL.links].count)
    round_ = round_of(ratings | {fewest: Rating.RED})
    html = report(REAL, record_of(round_), TODAY).html
    said = html[html.index("The elements work together.") :]
    shown = re.findall(r"\n  <li><strong>(.*?)</strong>", said)
    ranked = work_out(REAL, round_, REAL.default_words).weaknesses
    assert shown == [weak.question.title for weak in ranked if weak.consequences]
    assert "They come in the order of what to fix first" in said


def test_the_order_of_a_single_answer_is_not_explained() -> None:
    said = shown({CLEAR: Rating.RED, MONEY: Rating.RED})
    assert "The elements work together." in said
    assert "They come in the order" not in said


def test_the_page_shows_five_and_the_report_lists_all() -> None:
    low = record_of(round_of({question.id: Rating.AMBER for question in REAL.questions}))
    sources = {link.source.id for link in REAL.links}
    untested = {link.target.id for link in REAL.links} - sources
    page, whole = overview(REAL, low), report(REAL, low, TODAY).html
    more = len(sources) - MOST_SHOWN
    assert f"{more} more answers hold others back or put them in doubt. The report lists them all." in page
    assert "The report lists them all" not in whole
    for question in REAL.questions:
        assert (f"<li><strong>{question.title}</strong>" in whole) == (question.id in sources)
    strong = record_of(round_of(dict.fromkeys(untested, Rating.GREEN)))
    page, whole = overview(REAL, strong), report(REAL, strong, TODAY).html
    more = len(untested) - MOST_SHOWN
    assert f"{more} more strong answers rest on something not yet known. The report lists them all." in page
    assert whole.count("</strong> rests on") + whole.count("</span> rests on") == len(untested)


def test_answers_without_a_question_are_listed_from_every_round_with_its_name() -> None:
    earlier = replace(round_of({"gone": Rating.RED}, round_id="first"), name="Spring")
    said = shown({"gone-too": Rating.GREEN}, earlier)
    assert "gone-too In the round “January to March 2027”: G Green." in said
    assert "gone In the round “Spring”: R Red." in said


def test_a_question_without_a_place_is_listed_once_with_how_many_partners_answered_it() -> None:
    theirs = Answer(rating=Rating.AMBER, note="Nobody may read this.")
    partners = [
        Response(id=name, respondent=Respondent(), answers=dict.fromkeys(("gone", "theirs-alone"), theirs))
        for name in "ab"
    ]
    cleared = Response(id="c", respondent=Respondent(), answers={"gone": Answer()})
    now = replace(round_of({"gone": Rating.GREEN}), responses=(*partners, cleared))
    earlier = replace(
        round_of({"gone": Rating.RED}, round_id="first"), name="Spring", responses=(partners[0],)
    )
    made = report(SMALL, record_of(earlier, now), TODAY).html
    said = " ".join(Page(made).text.split())
    assert (
        "gone In the round “January to March 2027”: G Green, and 2 partners answered it. "
        "In the round “Spring”: R Red, and 1 partner answered it. "
        "theirs-alone In the round “January to March 2027”: 2 partners answered it. "
        "In the round “Spring”: 1 partner answered it." in said
    )
    assert "Nobody may read this." not in made
    assert "A Amber" not in said


def test_to_a_question_without_a_place_a_note_of_a_partner_is_no_answer() -> None:
    rated, noted = Answer(rating=Rating.RED), Answer(note="Nobody may read this.")

    def said(*theirs: Answer) -> str:
        partners = tuple(
            Response(id=str(number), respondent=Respondent(), answers={"gone": answer})
            for number, answer in enumerate(theirs)
        )
        round_ = replace(round_of({"gone": Rating.GREEN}), responses=partners)
        text = " ".join(Page(report(SMALL, record_of(round_), TODAY).html).text.split())
        return str(re.findall(r"G Green(.*?)\.", text)[-1])

    assert said(noted) == ", and 1 partner wrote about it"
    assert said(noted, noted) == ", and 2 partners wrote about it"
    assert said(noted, rated) == ", and 1 partner answered it, and 1 partner wrote about it"
    assert said(Answer()) == ""


@given(answer=answers)
@settings(max_examples=50)
def test_an_answer_without_a_question_is_listed_unless_it_was_cleared(answer: Answer) -> None:
    round_ = replace(round_of({}), answers={"old-question": answer})
    is_listed = "old-question" in Page(report(SMALL, record_of(round_), TODAY).html).text
    assert is_listed is bool(answers_of(round_))


def test_a_cleared_answer_without_a_question_is_not_listed() -> None:
    cleared = Answer(changed="2027-01-12T10:00:00.000Z")
    html = report(SMALL, record_of(replace(round_of({}), answers={"old-question": cleared})), TODAY).html
    assert "no longer asked" not in html


def test_of_an_answer_to_a_question_that_is_asked_nobody_looks_whether_it_was_cleared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[Answer] = []

    def looked_at(answer: Answer) -> Answer:
        seen.append(answer)
        return answer

    monkeypatch.setattr(content, "said", looked_at)
    asked, gone = Answer(rating=Rating.RED), Answer(rating=Rating.GREEN)
    mixed = {CLEAR: asked, "gone": gone, MONEY: asked}
    partner = Response(id="p", respondent=Respondent(), answers=mixed)
    one = replace(round_of({}), answers=mixed, responses=(partner,))
    report(SMALL, record_of(replace(one, id="first"), one), TODAY)
    assert seen == [gone] * 4


def test_conflicts_are_listed_in_words() -> None:
    record = replace(
        record_of(round_of({})),
        actions=(Action(id="1", what="Ring them"),),
        conflicts=(
            Conflict(place="partnership.name", value="Northshire"),
            Conflict(place="partnership.words.council", value="borough"),
            Conflict(place="actions.1.owner", value="Ms Khan"),
            Conflict(place="mood", value={"good": True}),
        ),
    )
    said = " ".join(Page(report(REAL, record, TODAY).html).text.split())
    assert "Name of the partnership: Northshire" in said
    assert f"Own word “{REAL.words['council']}”: borough" in said
    assert "Owner of the action “Ring them”: Ms Khan" in said
    assert 'Field “mood”: {"good": true}' in said


TURNED = "\u202eturned"


def test_no_text_of_a_person_turns_the_words_of_the_tool_around(sample_data: dict[str, Any]) -> None:
    sample_data["partnership"] |= {"name": TURNED, "words": dict.fromkeys(REAL.words, TURNED)}
    for number, round_ in enumerate(sample_data["rounds"]):
        round_["name"] = f"{TURNED} {number}"
        for answer in round_["answers"].values():
            answer |= {"no_action": TURNED, "rating": "red"}
    fields = ("what", "owner", "reason", "progress")
    for action in sample_data["actions"].values():
        action |= {"questions": [TURNED], **dict.fromkeys(fields, TURNED)}
    sample_data["rounds"][-1]["answers"][TURNED] = {"rating": "red"}
    record = record_format.from_data(sample_data)
    present, opened = record_of(round_of({})), OpenedRecord(record=record, data={})
    migration = migrate(record, REAL)
    said = [
        report(REAL, record, TODAY).html,
        rounds_html(REAL, record),
        actions_html(REAL, record, TODAY, Filter(), "owner"),
        opening_html(REAL, present, opened, migration, merged(present, migration.record)),
    ]
    for html in said:
        # Isolated text may run in any direction: a note, a cell, an option of a list.
        alone = re.sub(r"<(bdi|option|td)\b[^>]*>[^<]*</\1>", "", html)
        assert "\u202e" not in alone
    # Names lose it anyway.
    assert "\u202e" in said[0]


def test_an_answer_to_a_question_that_is_no_longer_asked_is_shown() -> None:
    page = Page(report(REAL, record_of(round_of({"asked-long-ago": Rating.RED})), TODAY).html)
    assert "asked-long-ago" in page.text
    assert "no longer asked" in page.text


def test_a_retired_question_has_its_title_at_the_end_of_the_report() -> None:
    page = Page(report(REAL, record_of(round_of({"style-profile": Rating.RED})), TODAY).html)
    assert "Known to others" in page.text
    assert "style-profile" not in page.text


def test_it_speaks_the_words_of_the_partnership() -> None:
    page = Page(report(REAL, record_of(round_of({}), name="", preset="psb"), TODAY).html)
    assert "The Public Services Board" in page.text
    assert "Well-being plan" in page.text
    assert "Local Strategic Partnership" not in page.text


def test_a_name_of_spaces_is_no_name() -> None:
    blank, empty = (report(REAL, record_of(round_of({}), name=name), TODAY) for name in (" \t\u200b ", ""))
    assert blank.name == empty.name == "partnership_January-to-March-2027_2027-03-31.html"
    for tag in ("h1", "title"):
        line = re.search(rf"<{tag}>.*</{tag}>", empty.html)
        assert line
        assert line[0] in blank.html
    assert "<h1><bdi>The Local Strategic Partnership</bdi></h1>" in blank.html
    chain = replace(SMALL, subject=Subject(noun="outcome"))
    rated = round_of({CLEAR: Rating.GREEN, SHARED: Rating.GREEN, MONEY: Rating.RED})
    unnamed = report(chain, record_of(rated, name=""), TODAY).html
    assert "<h1><bdi>The outcome</bdi></h1>" in unnamed
    assert "<title>Outcome: January" in unnamed
    assert "The outcome is strongest in Aims" in unnamed


def test_the_pages_of_red_and_amber_are_listed_once_as_full_addresses_or_as_titles() -> None:
    question = REAL.questions[0]
    pages = {question.guidance[0]: GuidancePage(title="Read <this>", path="guidance/x/")}
    for rating, said in ((Rating.RED, True), (Rating.AMBER, True), (Rating.GREEN, False), (None, False)):
        # Other questions that name the page add no line.
        record = record_of(round_of({q.id: rating for q in REAL.questions} if rating else {}))
        for address in ("", "https://example.org/tool/"):
            question_set = replace(REAL, site=Site(pages=pages, address=address))
            html = report(question_set, record, TODAY).html
            link = '<a href="https://example.org/tool/guidance/x/">Read &lt;this&gt;</a>'
            assert html.count("<li>Read &lt;this&gt;</li>") == (said and not address)
            assert html.count(link) == (said and bool(address))


def test_its_first_page_is_what_the_coordinator_wrote_else_what_is_proposed() -> None:
    round_ = round_of({CLEAR: Rating.GREEN, SHARED: Rating.GREEN, MONEY: Rating.RED})
    proposed = Page(report(SMALL, record_of(round_), TODAY).html).text
    assert "The board is strongest in Aims and weakest in Means." in proposed
    assert "The board is asked to" in proposed
    assert "agree an action and an owner for “means money”" in proposed
    written = replace(round_, conclusion=f"We are getting on. {HOSTILE}", asks=("listen", " ", HOSTILE))
    html = report(SMALL, record_of(written), TODAY).html
    assert "We are getting on." in html
    assert "<li><bdi>listen</bdi></li>" in html
    assert "<script>" not in html
    assert "strongest in" not in Page(html).text
    assert "agree an action" not in html


def test_where_nothing_is_asked_of_the_board_it_is_not_named_as_asked() -> None:
    record = record_of(round_of(dict.fromkeys((CLEAR, SHARED, MONEY), Rating.GREEN)))
    latest, earlier = (report(SMALL, record, TODAY, is_latest=is_latest).html for is_latest in (True, False))
    assert "is asked to" in latest
    assert "is asked to" not in earlier


def test_its_first_page_has_what_to_fix_first_and_what_is_overdue() -> None:
    late = Action(id="1", what="Ring them", owner="Chair", due=date(2027, 1, 1), questions=(MONEY,))
    second = Action(id="2", what="Write to them", questions=(MONEY,))
    record = replace(record_of(round_of({MONEY: Rating.RED, CLEAR: Rating.AMBER})), actions=(late, second))
    html = report(SMALL, record, TODAY).html
    first = " ".join(Page(html[: html.index('id="plan"')]).text.split())
    assert (
        "means money R Red Does the board do it? It does not. 1 other answer depends on it. "
        "Ring them Chair, overdue: 1 January 2027 Write to them No owner yet" in first
    )
    assert first.count("means money R") == 1
    assert "aims clear A Amber Does the board do it? It did once. No action yet" in first
    assert "Overdue Ring them Chair, due 1 January 2027" in first
    empty = report(SMALL, record_of(round_of({})), TODAY).html
    assert "No action is overdue." in empty
    assert "fix first</h3>" not in empty


def test_its_first_page_says_what_is_done_where_nothing_is_open() -> None:
    done = Action(
        id="1", what="Ring them", due=date(2027, 1, 1), questions=(MONEY, CLEAR), status=Status.DONE
    )
    later = Action(id="2", what="Write to them", questions=(CLEAR,))
    record = replace(record_of(round_of({MONEY: Rating.RED, CLEAR: Rating.RED})), actions=(done, later))
    html = report(SMALL, record, TODAY).html
    first = " ".join(Page(html[: html.index('id="plan"')]).text.split())
    assert "1 other answer depends on it. Done: Ring them No further action yet aims clear R Red" in first
    assert "It does not. Write to them No owner yet" in first
    # It has not made the answer better.
    assert "agree an action and an owner for “means money”" in html
    assert "Red questions with no open action" in html


def test_its_first_page_says_how_each_element_changed() -> None:
    before = round_of({CLEAR: Rating.RED, MONEY: Rating.GREEN}, round_id="a")
    after = round_of({CLEAR: Rating.GREEN, MONEY: Rating.GREEN}, round_id="b")
    said = Page(report(SMALL, record_of(before, after), TODAY).html).text
    assert "Green so far 100%; 1 better" in said
    assert "Green 100%; no change" in said
    # A second pair of figures would contradict the scores of the rounds.
    assert "from 0%" not in said
    assert "no change" not in Page(report(SMALL, record_of(after), TODAY).html).text
    # To say of each element that there is nothing to say would push the rest off the page.
    few = report(SMALL, record_of(round_of({MONEY: Rating.RED}, round_id="a"), after), TODAY, Form.SUMMARY)
    assert "nothing to compare" not in few.html


def test_a_round_that_has_just_begun_is_not_compared_however_many_came_before() -> None:
    answered = [round_of({CLEAR: Rating.RED}, round_id=name) for name in ("a", "b")]
    fresh = round_of({}, round_id="c")
    noted = replace(fresh, answers={CLEAR: Answer(note="Ask again.")})
    for before in (answered[:1], answered):
        for current in (fresh, noted, replace(fresh, closed=TODAY)):
            html = report(SMALL, record_of(*before, current), TODAY).html
            for absent in ("What changed since", "nothing to compare", "compared with", "Compared with"):
                assert absent not in html
        begun = report(SMALL, record_of(*before, round_of({MONEY: Rating.GREEN}, round_id="c")), TODAY).html
        assert "What changed since the last round" in begun


def test_greens_are_lines_and_keep_their_notes() -> None:
    green = {CLEAR: Answer(rating=Rating.GREEN, note="See the minutes.")}
    html = report(SMALL, record_of(replace(round_of({}), answers=green)), TODAY).html
    line = html[html.index(f'id="question-{CLEAR}"') :].partition("</section>")[0]
    assert 'class="report-line" id="question-aims-clear"' in html
    assert "See the minutes." in line
    assert "It does each year." not in line


def test_questions_that_are_not_answered_are_lines_and_have_their_notes() -> None:
    answers = {CLEAR: Answer(rating=Rating.UNKNOWN), SHARED: Answer(note="Ask the clerk.")}
    html = report(SMALL, record_of(replace(round_of({}), answers=answers)), TODAY).html
    aims = html[html.index('<h2 id="element-aims">') :].partition("</section>")[0]
    unknown, _, line = aims.partition("<strong>Not answered</strong>")
    assert 'class="report-question" id="question-aims-clear"' in unknown
    assert 'class="report-line" id="question-aims-shared"' in line
    assert "Ask the clerk." in line
    assert "Does the" not in line


def test_the_summary_is_the_chair_s_page_and_the_open_actions(sample_data: dict[str, Any]) -> None:
    record = record_format.from_data(sample_data)
    made, full = report(REAL, record, TODAY, Form.SUMMARY), report(REAL, record, TODAY)
    assert made.name == full.name.replace(".html", "_summary.html")
    page = Page(made.html)
    assert "the summary of its report" in page.text
    sections = [a.get("aria-labelledby") for tag, a in page.tags if tag == "section"]
    assert sections == ["summary", "plan"]
    assert "new-page" not in made.html.partition("</style>")[2]
    assert "Contents" not in made.html
    assert "base64" not in made.html
    targets = {a["href"] for tag, a in page.tags if tag == "a"}
    assert targets <= {"#" + name for name in page.ids}
    assert page.headings[0] == 1
    first = full.html[full.html.index("<main") : full.html.index('id="plan"')]
    assert first in made.html


def test_every_link_within_the_report_leads_somewhere(sample_data: dict[str, Any]) -> None:
    _, page = sample(sample_data)
    targets = {a["href"] for tag, a in page.tags if tag == "a" and (a["href"] or "").startswith("#")}
    assert targets <= {"#" + name for name in page.ids}


@pytest.mark.parametrize(
    "name", ["data", "scores", "plan", "summary", "answers", "report", "title-data", "beside"]
)
def test_a_question_may_be_called_as_a_part_of_the_report_is(name: str) -> None:
    tables = json.loads(
        json.dumps(set_tables()).replace("aims-shared", name).replace("aims-clear", f"{name}-title")
    )
    asked = question_set_format.from_tables(tables)
    for rating in (Rating.RED, Rating.GREEN, None):
        page = Page(
            report(asked, record_of(round_of(dict.fromkeys((name, f"{name}-title"), rating))), TODAY).html
        )
        assert len(page.ids) == len(set(page.ids))
