"""What figures were at a moment in the past: of what had been seen by then."""

import pytest

RETURNED_LATER = """
    order | customer | performance | quantity | paid  | seen
    o1    | c1       | march-1     | 3        | 10.00 | 2026-01-10
    o1    | c1       | march-1     | 1        | 10.00 | 2026-02-10
    o2    | c2       | march-1     | 2        | 10.00 | 2026-03-10
"""


@pytest.mark.parametrize(
    ("as_at", "tickets"),
    [
        ("2026-01-09 23:59", 0),
        ("2026-01-10 00:00", 3),
        ("2026-02-09 23:59", 3),
        ("2026-02-10 00:00", 1),
        ("2026-03-10 00:00", 3),
    ],
)
def test_a_ticket_counts_from_when_it_was_seen_until_it_was_seen_gone(measure_test, as_at, tickets):
    measure_test(
        ticket_sales=RETURNED_LATER,
        measure="tickets",
        as_at=as_at,
        expect=f"""
            tickets
            {tickets}
        """,
    )


@pytest.mark.parametrize(("as_at", "income"), [("2026-01-20", 1000), ("2026-02-20", 800), ("2026-03-20", 1000)])
def test_a_price_counts_as_it_was_then(measure_test, as_at, income):
    """Also one that went back to what it had been."""
    measure_test(
        ticket_sales="""
            order | customer | performance | paid  | seen
            o1    | c1       | march-1     | 10.00 | 2026-01-10
            o1    | c1       | march-1     | 8.00  | 2026-02-10
            o1    | c1       | march-1     | 10.00 | 2026-03-10
        """,
        measure="income",
        as_at=as_at,
        expect=f"""
            income
            {income}
        """,
    )


@pytest.mark.parametrize(("as_at", "base"), [("2026-01-20", "c1"), ("2026-02-20", "c2"), ("2026-03-20", "c1")])
def test_a_ticket_that_two_orders_claim_is_at_every_moment_in_one(measure_test, as_at, base):
    places = {"c1": "Leeds", "c2": "York"}

    measure_test(
        ticket_sales="""
            order | ticket | customer | performance | seen
            o1    | t1     | c1       | march-1     | 2026-01-10
            o2    | t1     | c2       | march-1     | 2026-02-10
            o2    |        | c2       |             | 2026-03-10
        """,
        customers="""
            customer | place
            c1       | Leeds
            c2       | York
        """,
        measure="tickets",
        by="area_local_authority",
        as_at=as_at,
        expect=f"""
            area_local_authority | tickets
            {places[base]}       | 1
        """,
    )


def test_an_exchange_moves_the_ticket_when_it_was_seen(measure_test):
    sales = """
        order | ticket | customer | performance | seen
        o1    | t1     | c1       | march-1     | 2026-01-10
        o1    | t1     | c1       | april-1     | 2026-02-10
    """
    measure_test(
        ticket_sales=sales,
        measure="tickets",
        by="month",
        as_at="2026-01-20",
        expect="""
            month   | tickets
            2026-03 | 1
        """,
    )
    measure_test(
        ticket_sales=sales,
        measure="tickets",
        by="month",
        expect="""
            month   | tickets
            2026-04 | 1
        """,
    )
