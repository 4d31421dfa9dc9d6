"""Partnerships side by side as a fragment of the page and as a file: answers alone, in default words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assessment.model import Answer, Partnership, Rating, Record, Respondent, Response
from assessment.question_set import reading as question_set_format
from assessment.show.partnerships import MANY, partnerships_file, partnerships_html
from tests.python.assessment.partnerships.partnership_files import file, gathered
from tests.python.builders import HOSTILE, record_of, round_of, set_tables

SMALL = question_set_format.from_tables(set_tables())
R, A, G, DK, NA = Rating
SECRET = "Said in confidence"


def partnership(name: str, rating: Rating) -> Record:
    response = Response(
        id="00000001",
        respondent=Respondent(name=SECRET),
        answers={"aims-clear": Answer(rating=R, note=SECRET)},
    )
    round_ = round_of({"aims-clear": rating, "aims-shared": G, "means-money": DK})
    answers = {**round_.answers, "aims-clear": Answer(rating=rating, note=SECRET, no_action=SECRET)}
    made = record_of(replace(round_, answers=answers, responses=(response,), conclusion=SECRET), name=name)
    words = {"partnership": "Gathering of all"}
    return replace(
        made,
        question_set="small",
        partnership=Partnership(name=name, preset="two", words=words),
    )


TWO = gathered(file(partnership("Wyre", R)), file(partnership("Avon", G)))


def test_the_letter_of_each_partnership_is_in_a_row_of_its_question() -> None:
    html = partnerships_html(SMALL, TWO)
    row = html[html.index('<tr data-question="aims-clear">') :].partition("</tr>")[0]
    assert '<a href="#/assess/aims-clear">' in row
    assert row.index('<td data-rating="green">G</td>') < row.index('<td data-rating="red">R</td>')
    groups = re.findall(r'<tbody data-agreement="([\w-]+)">', html)
    assert groups == ["far-apart", "same-colour", "too-few"]
    assert '<td data-rating="amber">A <span class="beside-score">50%</span></td>' in html


def test_nobody_s_notes_names_or_own_words_are_shown() -> None:
    for html in (partnerships_html(SMALL, TWO), partnerships_file(SMALL, TWO, date(2027, 3, 31)).html):
        assert SECRET not in html
        assert "Gathering of all" not in html


def test_the_file_is_complete_and_leads_nowhere() -> None:
    made = partnerships_file(SMALL, TWO, date(2027, 3, 31))
    assert made.name == "partnerships-compared_2027-03-31.html"
    assert "31 March 2027" in made.html
    assert "href=" not in made.html
    assert "<script" not in made.html
    assert "A4 landscape" in made.html


def test_what_is_in_a_file_is_text() -> None:
    html = partnerships_html(SMALL, gathered(file(partnership(HOSTILE, R)), file(partnership("Avon", G))))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_file_says_by_which_clock_the_newer_of_two_was_changed() -> None:
    older, newer = (
        replace(partnership("Wyre", R), changed=f"2027-06-{day}T23:30:00.000Z") for day in (29, 30)
    )
    made = partnerships_file(SMALL, gathered(file(older), file(newer)), date(2027, 7, 1)).html
    assert "It was last changed on <time" in made
    assert ">30 June 2027, 23:30 (Greenwich Mean Time)</time>." in made


def test_one_partnership_is_no_comparison() -> None:
    assert "only partnership so far" in partnerships_html(SMALL, gathered(file(partnership("Wyre", R))))
    assert "No partnership is here yet" in partnerships_html(SMALL, gathered())
    assert 'aria-labelledby="beside-elements"' not in partnerships_html(SMALL, gathered())


def test_with_many_partnerships_their_names_are_turned() -> None:
    many = gathered(*(file(partnership(f"Place {number}", R)) for number in range(MANY)))
    assert "beside-many" in partnerships_html(SMALL, many)
    assert "beside-many" not in partnerships_html(SMALL, TWO)
