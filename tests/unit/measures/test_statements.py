"""The statement of a question holds its period, its basis and its moment as values, never as text."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from houselights.measures.catalogue import DIMENSIONS, MEASURES
from houselights.measures.horizon import Horizon
from houselights.measures.question import Question
from houselights.measures.standing import statement_of
from houselights.measures.statement import statement
from houselights.periods import parse_period


def asked(measure="tickets", by=(), **question):
    return statement(
        MEASURES[measure], [DIMENSIONS[name] for name in by], Question(measure, of="lyric", by=by, **question)
    )


def test_a_question_of_all_time_names_no_values():
    sql, values = asked()

    assert values == {}
    assert "group by" not in sql


def test_both_ends_of_a_period_are_values():
    sql, values = asked(period=parse_period("2026-Q4"))

    assert values == {"start": date(2027, 1, 1), "end": date(2027, 3, 31)}
    assert "sales.performed_on >= $start and sales.performed_on <= $end" in sql


def test_dated_by_sale_the_period_and_the_months_are_of_the_sale():
    sql, _ = asked(by=("month",), dated="sale", period=parse_period("2026-11"))

    assert "sold_on >= $start" in sql
    assert "sales.sale_month as month" in sql
    assert "performed_on >=" not in sql


def test_an_earlier_moment_is_asked_in_utc():
    _, values = asked(as_at=datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/London")))

    assert values == {"as_at": datetime(2026, 7, 1, 11)}


def test_a_dimension_with_codes_is_grouped_by_both():
    sql, _ = asked("scanned", by=("month", "event"))

    assert "grouping sets ((month, event, event_id), ())" in sql


def test_people_of_tickets_are_counted_in_all_by_a_statement_of_its_own():
    sql, _ = asked("tickets", by=("month", "event"))

    assert sql.rstrip().endswith("group by month, event, event_id")


def test_parties_are_asked_unless_each_ticket_has_to_be_looked_at():
    before = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/London"))
    each = [
        asked(by=("price_class",)),
        asked(where=(("price_class", ("full",)),)),
        asked(as_at=before),
        asked("lead_days"),
        asked("returned_tickets", dated="return"),
        asked("bookers", by=("frequency",), as_at=before),
    ]

    assert "from parties" in asked("income", by=("event", "lead_band"))[0]
    assert "each_ticket" not in asked("bookers", by=("frequency",))[0]
    assert all("from each_ticket" in sql and "parties" not in sql for sql, _ in each)


def test_a_sum_is_asked_of_sums_where_nobody_looks_who_is_behind_it():
    sums = asked("income", by=("event", "lead_band"), bases=False, where=(("weekday", ("Saturday",)),))[0]
    of_classes = asked("income", by=("price_class",), bases=False)[0]
    others = [
        asked("income", by=("event", "lead_band")),
        asked("income", by=("area_local_authority",), bases=False),
        asked("party_size", by=("event",), bases=False),
        asked("orders", by=("event",), bases=False),
        asked("income", by=("month",), bases=False, dated="sale"),
        asked("income", by=("month",), bases=False, where=(("area_region", ("London",)),)),
    ]
    of_tickets = [asked("income", by=("price_class",)), asked("lead_days", by=("month",), bases=False)]

    assert "from booked_ahead" in sums
    assert "from booked_ahead" in of_classes
    assert all("from parties" in sql and "booked_ahead" not in sql for sql, _ in others)
    assert all("from each_ticket" in sql for sql, _ in of_tickets)


def test_when_people_first_came_stands_ready_unless_an_earlier_moment_is_asked():
    now, _ = asked("first_time_bookers")
    then, _ = asked("first_time_bookers", as_at=datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/London")))

    assert "from all_arrivals_of_person_by_performance" in now
    assert "history" not in now
    assert "firsts_by_performance" in statement_of("all_arrivals_of_person_by_performance", Horizon())[0]
    assert "firsts_by" not in then
    assert "from history" in then


def test_events_are_looked_for_by_their_number_where_all_asked_for_have_one():
    numbered, given = asked("orders", where=(("event", ("3", "12")),))
    with_others, others = asked("orders", where=(("event", ("3", "unknown")),))

    assert "where event_id in ($where_event_0, $where_event_1)" in numbered
    assert {given["where_event_0"], given["where_event_1"]} == {3, 12}
    assert "coalesce(cast(event_id as varchar), event) in" in with_others
    assert {others["where_event_0"], others["where_event_1"]} == {"3", "unknown"}


def test_where_people_live_is_looked_up_only_where_it_is_asked():
    assert "residents" not in asked("frequency", by=("frequency",))[0]
    assert "residents" in asked("lapsed_bookers", by=("area_local_authority",))[0]
    assert "residents" in asked("lapsed_bookers", where=(("area_local_authority", ("E08000035",)),))[0]
    assert "residents" in asked("lapsed_bookers", where=(("area_region", ("London",)),))[0]


def test_people_as_they_are_are_found_and_as_they_were_known_are_added_up():
    assert "from visits" in asked("recency")[0]
    for others in ({"dated": "sale"}, {"as_at": datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/London"))}):
        sql, _ = asked("lapsed_bookers", **others)
        assert "from history" in sql
        assert "from visits" not in sql


def test_performances_are_asked_nothing_about_holding():
    sql, values = asked("performances", by=("quarter",))

    assert "seen_until" not in sql
    assert values == {}
