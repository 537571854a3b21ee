"""What figures are split by: the register's own words, a blank being a value of its own."""

import pytest

REGISTER = """
    event  | event_type  | sub_discipline | is_funded | location
    Emma   | Performance | Drama          | yes       | Main house
    Hamlet | Performance | Drama          | no        | Main house
    Lear   |             |                |           |
"""
SALES = """
    customer | performance | box_office | quantity
    c1       | march-1     | Emma       | 1
    c1       | march-2     | Hamlet     | 2
    c2       | march-3     | Lear       | 4
"""


@pytest.mark.parametrize(
    ("by", "known"),
    [
        ("event_type", "Performance"),
        ("sub_discipline", "Drama"),
        ("location", "Main house"),
    ],
)
def test_a_blank_attribute_is_unknown_and_is_shown_last(measure_test, by, known):
    measure_test(
        events=REGISTER,
        ticket_sales=SALES,
        measure="tickets",
        by=by,
        expect=f"""
            {by}    | tickets
            {known} | 3
            unknown | 4
        """,
        total="7",
    )


def test_funded_is_yes_no_or_unknown(measure_test):
    measure_test(
        events=REGISTER,
        ticket_sales=SALES,
        measure="tickets",
        by="is_funded",
        expect="""
            is_funded | tickets
            no        | 2
            yes       | 1
            unknown   | 4
        """,
    )


def test_two_splits_give_a_row_for_every_pair_that_occurs(measure_test):
    measure_test(
        events=REGISTER,
        ticket_sales=SALES,
        measure="tickets",
        by="event_type, event",
        expect="""
            event_type  | event  | event_code | tickets
            Performance | Emma   | 1          | 1
            Performance | Hamlet | 2          | 2
            unknown     | Lear   | 3          | 4
        """,
        total="7",
    )


def test_two_events_of_one_name_are_two_rows(measure_test):
    measure_test(
        events="""
            event
            Emma
            Carols
            Carols
        """,
        links="""
            event | box_office
            2     | Carols
            3     | Carols again
        """,
        performances="""
            performance | box_office   | starts
            p1          | Carols       | 2026-12-01 19:30
            p2          | Carols again | 2026-12-01 19:30
            p3          | Carols again | 2026-12-02 19:30
        """,
        measure="performances",
        by="event",
        expect="""
            event  | event_code | performances
            Carols | 2          | 1
            Carols | 3          | 2
        """,
    )


def test_an_event_without_a_counted_ticket_has_no_row(measure_test):
    measure_test(
        events=REGISTER,
        ticket_sales="""
            customer | performance | box_office
            c1       | march-1     | Emma
        """,
        measure="tickets",
        by="event",
        expect="""
            event | tickets
            Emma  | 1
        """,
    )


def test_customers_of_several_events_are_counted_in_each_and_once_in_all(measure_test):
    """Distinct counts are never added up."""
    measure_test(
        events=REGISTER,
        ticket_sales=SALES,
        measure="customers",
        by="event",
        expect="""
            event  | customers
            Emma   | 1
            Hamlet | 1
            Lear   | 1
        """,
        total="2",
    )


def test_orders_over_two_months_are_counted_in_each_and_once_in_all(measure_test):
    measure_test(
        ticket_sales="""
            order | customer | performance
            o1    | c1       | march-1
            o1    | c1       | april-1
        """,
        measure="orders",
        by="month",
        expect="""
            month   | orders
            2026-03 | 1
            2026-04 | 1
        """,
        total="1",
    )
