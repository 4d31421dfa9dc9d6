"""The page for the author of a question set: each question beside what was counted and found, worst first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assessment.errors import QuestionSetError
from publishing import question_check

if TYPE_CHECKING:
    from pathlib import Path

from tests.python.builders import new_set_in


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A folder with a new set named "mine"."""
    return new_set_in(tmp_path)


def change(path: Path, field: str, value: str) -> None:
    """Give the first field of that name another value, as TOML."""
    text, times = re.subn(
        rf"^{field} = .*$", f"{field} = {value}", path.read_text("utf-8"), count=1, flags=re.M
    )
    assert times == 1
    path.write_text(text, "utf-8")


def written(questions: Path) -> tuple[str, int]:
    file, count = question_check.write("mine", questions=questions, written=questions / "pages")
    return file.read_text("utf-8"), count


def test_a_new_set_lacks_nothing_but_its_ids_among_those_published(questions: Path) -> None:
    html, count = written(questions)
    assert count == 2
    assert html.count("is not in published_ids.txt yet") == 2
    (questions / "mine" / "published_ids.txt").write_text("part-one-example\npart-two-example\n", "utf-8")
    html, count = written(questions)
    assert count == 0
    assert "No findings." in html


def test_what_is_missing_or_against_the_style_is_beside_its_question_and_the_worst_is_first(
    questions: Path,
) -> None:
    spoiled = questions / "mine" / "part-two.toml"
    change(spoiled, "why", '"The MOU <b>says</b> so."')
    change(spoiled, "sources", "[]")
    change(spoiled, "guidance", '["nowhere"]')
    html, count = written(questions)
    assert count == 2 + 3
    before, first, second = html.split('<section class="question"')
    for said in ("MOU is not explained", "names no source", "there is no page docs/guidance/nowhere.md"):
        assert said in second
        assert said not in first
    assert re.findall(r'<a href="#([a-z-]+)">', before) == ["part-two-example", "part-one-example"]
    assert "&lt;b&gt;says" in html


def test_words_are_counted_in_the_words_of_each_kind_of_partnership(questions: Path) -> None:
    change(questions / "mine" / "part-one.toml", "green", '"All of the {strategy}."')
    html, _ = written(questions)
    green = html.split("Green</span></th>")[1].split("</tr>")[0]
    # "Sustainable Community Strategy" has three words, "well-being plan" two.
    assert re.findall(r">(\d+)<", green)[:3] == ["6", "7", "5"]


def test_readability_is_counted_from_letters_words_and_sentences() -> None:
    assert question_check.readability(["The cat sat.", "It did, on 2 mats!"]) == pytest.approx(
        4.71 * 21 / 8 + 0.5 * 8 / 2 - 21.43
    )


def test_a_set_with_faults_is_refused_with_all_of_them(questions: Path) -> None:
    change(questions / "mine" / "part-one.toml", "amber", '"{nothing}"')
    change(questions / "mine" / "set.toml", "picture", '"wheel"')
    with pytest.raises(QuestionSetError, match=r"(?s)mine/set.toml, picture.*mine/part-one.toml.*nothing"):
        written(questions)


@pytest.mark.parametrize("name", ["", "nothing", "../mine"])
def test_a_set_that_is_not_there_is_named_beside_those_that_are(questions: Path, name: str) -> None:
    with pytest.raises(question_check.NoSuchSetError, match="There are: mine"):
        question_check.write(name, questions=questions)
