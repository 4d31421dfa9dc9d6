"""What a request asks for is read, or refused with the name of the field."""

from __future__ import annotations

import pytest

from assessment.actions import GROUPS, SHOWN, Filter
from assessment.errors import RequestError
from assessment.question_set import reading as question_set_format
from assessment.request import filter_of
from tests.python.builders import set_tables

SMALL = question_set_format.from_tables(set_tables())


@pytest.mark.parametrize("field", ["show", "element", "group"])
@pytest.mark.parametrize("value", ["unheard-of", ["list"], 7])
def test_an_unknown_choice_is_reported(field: str, value: object) -> None:
    with pytest.raises(RequestError, match=field):
        filter_of(SMALL, {field: value})


def test_every_choice_that_the_page_offers_is_read() -> None:
    for element in SMALL.elements:
        assert filter_of(SMALL, {"element": element.id})[0].element == element.id
    for show in SHOWN:
        assert filter_of(SMALL, {"show": show})[0].show == show
    for group in GROUPS:
        assert filter_of(SMALL, {"group": group})[1] == group
    assert filter_of(SMALL, {}) == (Filter(), "")
