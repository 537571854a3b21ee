"""Which period a ticket belongs to: its performance's, or its order's first day, in the venue's own time."""

import pytest


def test_a_ticket_counts_in_the_month_of_its_performance(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance | sold             | quantity
            c1       | march-1     | 2026-01-31 23:59 | 2
            c2       | april-1     | 2026-01-31 23:59 | 1
        """,
        measure="tickets",
        by="month",
        expect="""
            month   | tickets
            2026-03 | 2
            2026-04 | 1
        """,
    )


def test_dated_by_sale_a_ticket_counts_in_the_month_of_its_orders_first_day(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance | sold             | quantity
            c1       | march-1     | 2026-01-31 23:59 | 2
            c2       | march-1     | 2026-02-01 00:00 | 1
        """,
        measure="tickets",
        by="month",
        dated="sale",
        expect="""
            month   | tickets
            2026-01 | 2
            2026-02 | 1
        """,
    )


QUARTER_EDGES = """
    performance | starts
    last        | 2026-03-31 23:59
    first       | 2026-04-01 00:00
    end         | 2026-06-30 23:59
    beyond      | 2026-07-01 00:00
"""
ONE_TICKET_EACH = """
    customer | performance
    c1       | last
    c1       | first
    c1       | end
    c1       | beyond
"""


def test_a_financial_quarter_begins_in_april_and_ends_with_june(measure_test):
    measure_test(
        performances=QUARTER_EDGES,
        ticket_sales=ONE_TICKET_EACH,
        measure="tickets",
        by="quarter",
        expect="""
            quarter | tickets
            2025-Q4 | 1
            2026-Q1 | 2
            2026-Q2 | 1
        """,
    )


def test_a_financial_year_begins_in_april(measure_test):
    measure_test(
        performances=QUARTER_EDGES,
        ticket_sales=ONE_TICKET_EACH,
        measure="tickets",
        by="financial_year",
        expect="""
            financial_year | tickets
            2025-26        | 1
            2026-27        | 3
        """,
    )


@pytest.mark.parametrize(
    ("period", "tickets"),
    [
        ("2026-Q1", 2),
        ("2025-Q4", 1),
        ("2026-27", 3),
        ("2026-06", 1),
        ("2026-03-31..2026-04-01", 2),
        ("2026-07-01..2026-07-01", 1),
        ("2027-28", 0),
        ("all", 4),
    ],
)
def test_a_period_takes_in_both_its_ends(measure_test, period, tickets):
    measure_test(
        performances=QUARTER_EDGES,
        ticket_sales=ONE_TICKET_EACH,
        measure="tickets",
        period=period,
        expect=f"""
            tickets
            {tickets}
        """,
    )


def test_a_period_by_sale_asks_for_the_days_of_sale(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance | sold             | quantity
            c1       | july-1      | 2026-03-31 23:59 | 1
            c2       | july-1      | 2026-04-01 00:00 | 2
            c3       | april-1     | 2026-03-31 23:59 | 4
        """,
        measure="tickets",
        dated="sale",
        period="2026-Q1",
        expect="""
            tickets
            2
        """,
    )


def test_a_summer_sale_after_midnight_counts_on_the_venues_day_and_not_on_greenwichs(measure_test):
    """At 00:30 on 1 July it is still June in UTC."""
    measure_test(
        ticket_sales="""
            customer | performance | sold
            c1       | july-9      | 2026-07-01 00:30
        """,
        measure="tickets",
        dated="sale",
        by="month, quarter",
        expect="""
            month   | quarter | tickets
            2026-07 | 2026-Q2 | 1
        """,
    )


@pytest.mark.parametrize("night", ["2026-03-29", "2026-10-25"])
@pytest.mark.parametrize("hour", ["00:30", "01:30", "02:30"])
def test_on_the_nights_the_clocks_change_a_ticket_counts_once_on_that_day(measure_test, night, hour):
    """01:30 does not exist on the first of them, and comes twice on the second."""
    measure_test(
        performances=f"""
            performance | starts
            late show   | {night} {hour}
        """,
        ticket_sales=f"""
            customer | performance | sold
            c1       | late show   | {night} {hour}
        """,
        measure="tickets",
        by="month",
        period=f"{night}..{night}",
        expect=f"""
            month     | tickets
            {night[:7]} | 1
        """,
    )


def test_both_half_past_ones_of_october_are_counted(measure_test):
    measure_test(
        performances="""
            performance | starts
            first       | 2026-10-25 01:30
            second      | 2026-10-25 01:30
        """,
        ticket_sales="""
            customer | performance
            c1       | first
            c1       | second
        """,
        measure="performances",
        period="2026-10-25..2026-10-25",
        expect="""
            performances
            2
        """,
    )
