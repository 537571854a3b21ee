"""What people decided, and the calendar, as the stages read them."""

from datetime import date

import pytest

from houselights.warehouse.bundle import Link, RegisteredEvent
from houselights.warehouse.tables import FIRST_DAY, LAST_DAY, authority_table, day_table, event_table, link_table


def event(**fields):
    blank = {
        "name": "Emma",
        "starts_on": None,
        "ends_on": None,
        "event_type": "",
        "discipline": "",
        "sub_discipline": "",
        "distribution_type": "",
        "is_funded": None,
        "location": "",
    }
    return event_table([RegisteredEvent(id=1, **(blank | fields))]).to_pylist()[0]


def test_a_link_to_all_performances_is_one_row_without_any():
    assert link_table([Link(3, 1, "b1")]).to_pylist() == [
        {"event_id": 3, "connection_id": 1, "box_office_event_id": "b1", "performance_id": None}
    ]


def test_a_narrowed_link_is_a_row_for_each_performance():
    rows = link_table([Link(3, 1, "b1", ("p1", "p2"))]).to_pylist()

    assert [row["performance_id"] for row in rows] == ["p1", "p2"]


def test_a_link_narrowed_to_nothing_takes_nothing_in():
    assert link_table([Link(3, 1, "b1", ())]).num_rows == 0


def test_no_links_are_an_empty_table():
    assert link_table([]).num_rows == 0


@pytest.mark.parametrize("field", ["event_type", "discipline", "sub_discipline", "distribution_type", "location"])
def test_a_blank_is_unknown_a_value_of_its_own(field):
    assert event()[field] == "unknown"
    assert event(**{field: "Given"})[field] == "Given"


@pytest.mark.parametrize(("given", "word"), [(True, "yes"), (False, "no"), (None, "unknown")])
def test_funded_is_yes_no_or_unknown(given, word):
    assert event(is_funded=given)["is_funded"] == word


def test_every_day_has_its_month_quarter_and_financial_year_once():
    days = {row["day"]: row for row in day_table().to_pylist()}

    assert len(days) == day_table().num_rows == (LAST_DAY - FIRST_DAY).days + 1
    assert days[date(2027, 3, 31)] == {
        "day": date(2027, 3, 31),
        "month": "2027-03",
        "quarter": "2026-Q4",
        "financial_year": "2026-27",
    }
    assert days[date(2027, 4, 1)]["quarter"] == "2027-Q1"


def test_every_local_authority_has_a_code_of_its_own_and_a_name():
    rows = authority_table().to_pylist()

    assert len({row["code"] for row in rows}) == len(rows) >= 361
    assert all(row["name"] for row in rows)
    assert {"E06000014": "York"}.items() <= {row["code"]: row["name"] for row in rows}.items()
