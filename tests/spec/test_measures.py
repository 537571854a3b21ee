"""What each measure counts."""

SALES = """
    order | customer | performance | quantity | original | price | paid
    o1    | c1       | march-1     | 2        | 20.00    | 20.00 | 18.00
    o1    | c1       | march-8     | 1        | 20.00    | 20.00 | 20.00
    o2    | c1       | march-1     | 1        | 20.00    | 20.00 | 20.00
    o3    | c2       | march-1     | 2        | 0.00     | 0.00  | 0.00
    o4    |          | march-1     | 1        | 5.00     | 5.00  | 5.00
"""


def test_tickets_are_counted_one_by_one(measure_test):
    measure_test(
        ticket_sales=SALES,
        measure="tickets",
        by="event",
        expect="""
            event | event_code | tickets | base
            Emma  | 1          | 7       | 2
        """,
    )


def test_an_order_is_one_however_many_tickets_and_performances_it_holds(measure_test):
    measure_test(
        ticket_sales=SALES,
        measure="orders",
        expect="""
            orders | base
            4      | 2
        """,
    )


def test_an_order_without_a_counted_ticket_is_none(measure_test):
    measure_test(
        ticket_sales="""
            order | customer | performance | box_office | seen
            o1    | c1       | march-1     | Emma       | 2026-01-10
            o1    | c1       |             |            | 2026-02-10
            o2    | c2       | march-1     | Hamlet     | 2026-01-10
            o3    | c3       | march-1     | Emma       | 2026-01-10
        """,
        measure="orders",
        expect="""
            orders
            1
        """,
    )


def test_a_customer_is_one_however_often_they_order(measure_test):
    measure_test(
        ticket_sales=SALES,
        measure="customers",
        expect="""
            customers | base
            2         | 2
        """,
    )


def test_tickets_sold_to_nobody_in_particular_have_no_customer(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance | quantity
                     | march-1     | 5
        """,
        measure="customers",
        expect="""
            customers
            0
        """,
    )


def test_orders_that_change_hands_count_for_who_has_them_now(measure_test):
    """A customer merged into another at the box office is one record less."""
    measure_test(
        ticket_sales="""
            order | customer | performance | seen
            o1    | c1       | march-1     | 2026-01-10
            o2    | c2       | march-1     | 2026-01-10
            o1    | c2       | march-1     | 2026-02-10
        """,
        measure="customers",
        expect="""
            customers
            1
        """,
    )


def test_income_is_what_was_paid_after_discount(measure_test):
    measure_test(
        ticket_sales=SALES,
        measure="income",
        expect="""
            income
            8100
        """,
    )


def test_income_of_nothing_is_nothing(measure_test):
    measure_test(
        measure="income",
        expect="""
            income | base
            0      | 0
        """,
    )


def test_yield_is_income_by_ticket_complimentary_ones_included(measure_test):
    measure_test(
        ticket_sales=SALES,
        measure="yield",
        expect="""
            yield
            1157.1429
        """,
    )


def test_where_nothing_was_sold_there_is_no_yield(measure_test):
    measure_test(
        measure="yield",
        expect="""
            yield | base
                  | 0
        """,
    )


def test_a_complimentary_ticket_had_no_price_at_all(measure_test):
    """Discounted to nothing is not complimentary: it had a price; nor is one whose price was overridden to nothing."""
    measure_test(
        ticket_sales="""
            customer | performance | quantity | original | price | paid
            c1       | march-1     | 2        | 0.00     | 0.00  | 0.00
            c2       | march-1     | 3        | 20.00    | 20.00 | 0.00
            c3       | march-1     | 4        | 20.00    | 0.00  | 0.00
            c4       | march-1     | 5        | 0.00     | 20.00 | 20.00
        """,
        measure="comps",
        expect="""
            comps | base
            2     | 1
        """,
    )


def test_postcode_coverage_is_the_share_of_tickets_whose_place_is_known(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance | quantity
            c1       | march-1     | 3
            c2       | march-1     | 1
        """,
        customers="""
            customer | place
            c1       | Leeds
            c2       | missing
        """,
        measure="postcode_coverage",
        expect="""
            postcode_coverage | base
            0.75              | 2
        """,
    )


def test_without_a_ticket_there_is_no_postcode_coverage(measure_test):
    measure_test(
        measure="postcode_coverage",
        expect="""
            postcode_coverage | base
                              | 0
        """,
    )


THREE_EVENTS = """
    event
    Emma
    Hamlet
    Lear
"""


def test_an_event_counts_in_each_period_in_which_it_has_a_performance(measure_test):
    measure_test(
        events=THREE_EVENTS,
        performances="""
            performance | box_office | starts
            p1          | Emma       | 2026-03-01 19:30
            p2          | Emma       | 2026-03-02 19:30
            p3          | Emma       | 2026-04-01 19:30
            p4          | Hamlet     | 2026-04-02 19:30
        """,
        measure="events",
        by="month",
        expect="""
            month   | events | base
            2026-03 | 1      | 1
            2026-04 | 2      | 1
        """,
        total="2",
    )


def test_an_event_counts_without_a_ticket_sold(measure_test):
    measure_test(
        performances="""
            performance | starts
            p1          | 2026-03-01 19:30
        """,
        measure="events",
        expect="""
            events
            1
        """,
    )


def test_a_performance_counts_once_and_a_cancelled_one_not_at_all(measure_test):
    measure_test(
        events=THREE_EVENTS,
        performances="""
            performance | box_office | starts           | cancelled | seen
            p1          | Emma       | 2026-03-01 19:30 |           | 2026-01-10
            p1          | Emma       | 2026-03-01 20:00 |           | 2026-02-10
            p2          | Emma       | 2026-03-02 19:30 | yes       | 2026-01-10
            p3          | Hamlet     | 2026-03-03 19:30 |           | 2026-01-10
        """,
        measure="performances",
        by="event",
        expect="""
            event  | event_code | performances
            Emma   | 1          | 1
            Hamlet | 2          | 1
        """,
        total="2",
    )


def test_performances_of_an_event_that_is_not_linked_are_not_ours_to_count(measure_test):
    measure_test(
        performances="""
            performance | box_office | starts
            p1          | Emma       | 2026-03-01 19:30
            p2          | Hamlet     | 2026-03-01 19:30
        """,
        measure="performances",
        expect="""
            performances
            1
        """,
    )


def test_a_period_without_a_performance_has_no_events(measure_test):
    measure_test(
        performances="""
            performance | starts
            p1          | 2026-03-01 19:30
        """,
        measure="events",
        period="2026-04",
        expect="""
            events
            0
        """,
    )
