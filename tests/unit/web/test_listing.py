"""Which events does a list show, and what does it count?"""

from datetime import date

import pytest
from django.http import QueryDict

from houselights.errors import WrongUsage
from houselights.periods import ALL, parse_period
from houselights.register.blanks.queries import blanks_of
from houselights.register.models import Event
from houselights.web.events.link_state import LINKED, NOT_LINKED, NOT_SOLD
from houselights.web.events.listing import Row, falls_in, read

QUARTER = parse_period("2026-Q3")  # October to December 2026
WHOLE = {"event_type": "Performance", "is_funded": True, "sub_discipline": "Drama", "distribution_type": "In person"}


@pytest.mark.parametrize(
    ("starts", "ends", "is_in"),
    [
        (date(2026, 10, 1), date(2026, 10, 1), True),
        (date(2026, 12, 31), None, True),
        (date(2026, 9, 20), date(2026, 10, 1), True),
        (date(2026, 9, 1), date(2027, 2, 1), True),
        (date(2026, 9, 30), date(2026, 9, 30), False),
        (date(2026, 9, 30), None, False),
        (date(2027, 1, 1), date(2027, 1, 5), False),
        (None, None, False),
    ],
)
def test_an_event_is_of_every_quarter_that_it_has_a_day_in(starts, ends, is_in):
    event = Event(starts_on=starts, ends_on=ends)

    assert falls_in(event, QUARTER) is is_in
    assert falls_in(event, ALL)


@pytest.mark.parametrize(
    ("row", "fits"),
    [
        (Row(Event(**WHOLE), LINKED, [], 4), {""}),
        (Row(Event(**WHOLE, is_draft=True), LINKED, [], 4), {"", "draft"}),
        (Row(Event(**WHOLE | {"is_funded": False}), NOT_LINKED, [], None), {"", "unlinked", "unattended", "unfunded"}),
        (Row(Event(), NOT_SOLD, ["event_type"], None), {"", "blank", "unattended"}),
        (Row(Event(), NOT_SOLD, ["event_type"], None, is_attended=True), {"", "blank"}),
        (Row(Event(), NOT_SOLD, ["event_type"], None, has_begun=False), {"", "blank"}),
    ],
)
def test_each_filter_shows_what_its_name_says(row, fits):
    assert {only for only in ("", "blank", "unlinked", "unattended", "draft", "unfunded") if row.fits(only)} == fits


def test_no_is_an_answer_and_not_a_blank():
    assert blanks_of(Event(**WHOLE | {"is_funded": False})) == []
    assert blanks_of(Event()) == ["event_type", "is_funded", "sub_discipline", "distribution_type"]


def test_a_list_opens_at_this_quarter():
    assert read(QueryDict(), date(2026, 11, 27)).quarter == "2026-Q3"


def test_the_address_of_a_list_holds_its_whole_state():
    asked = read(QueryDict("quarter=all&only=blank&q=big+top"), date(2026, 11, 27))

    assert asked.but(only="draft") == "?quarter=all&only=draft&q=big+top"


@pytest.mark.parametrize("query", ["only=secret", "quarter=soon"])
def test_a_filter_that_does_not_exist_is_refused(query):
    with pytest.raises(WrongUsage):
        read(QueryDict(query), date(2026, 11, 27))
