"""Which tickets count: held, of linked events, each once."""

TWO_EVENINGS = """
    customer | performance | quantity
    c1       | march-1     | 2
    c2       | march-8     | 1
"""


def test_every_held_ticket_of_a_linked_event_counts(measure_test):
    measure_test(
        ticket_sales=TWO_EVENINGS,
        measure="tickets",
        expect="""
            tickets | base
            3       | 2
        """,
    )


def test_a_returned_ticket_vanished_from_its_order_and_counts_no_more(measure_test):
    measure_test(
        ticket_sales="""
            order | customer | performance | quantity | seen
            o1    | c1       | march-1     | 3        | 2026-01-10
            o1    | c1       | march-1     | 1        | 2026-02-10
        """,
        measure="tickets",
        expect="""
            tickets
            1
        """,
    )


def test_an_order_returned_whole_counts_nothing(measure_test):
    measure_test(
        ticket_sales="""
            order | customer | performance | quantity | seen
            o1    | c1       | march-1     | 3        | 2026-01-10
            o1    | c1       |             |          | 2026-02-10
            o2    | c2       | march-1     | 1        | 2026-01-10
        """,
        measure="tickets",
        expect="""
            tickets | base
            1       | 1
        """,
    )


def test_an_exchanged_ticket_counts_where_it_went(measure_test):
    measure_test(
        ticket_sales="""
            order | customer | performance | quantity | paid  | seen
            o1    | c1       | march-8     | 2        | 10.00 | 2026-01-10
            o1    | c1       | march-8     | 1        | 10.00 | 2026-02-10
            o1    | c1       | april-2     | 1        | 12.50 | 2026-02-10
        """,
        measure="income",
        by="month",
        expect="""
            month   | income
            2026-03 | 1000
            2026-04 | 1250
        """,
    )


def test_an_order_read_again_unchanged_counts_once(measure_test):
    measure_test(
        ticket_sales="""
            order | customer | performance | quantity | seen
            o1    | c1       | march-1     | 2        | 2026-01-10
            o1    | c1       | march-1     | 2        | 2026-02-10
            o1    | c1       | march-1     | 2        | 2026-03-10
        """,
        measure="tickets",
        expect="""
            tickets
            2
        """,
    )


def test_a_ticket_whose_price_was_corrected_counts_once_at_the_new_price(measure_test):
    measure_test(
        ticket_sales="""
            order | customer | performance | paid  | seen
            o1    | c1       | march-1     | 10.00 | 2026-01-10
            o1    | c1       | march-1     | 8.00  | 2026-02-10
        """,
        measure="income",
        expect="""
            income
            800
        """,
    )


def test_a_ticket_that_two_orders_hold_belongs_to_the_one_read_last(measure_test):
    measure_test(
        ticket_sales="""
            order | ticket | customer | performance | paid  | seen
            o1    | t1     | c1       | march-1     | 10.00 | 2026-01-10
            o2    | t1     | c2       | march-8     | 15.00 | 2026-02-10
        """,
        measure="income",
        expect="""
            income | base
            1500   | 1
        """,
    )


def test_a_ticket_in_two_orders_read_at_once_counts_once(measure_test):
    measure_test(
        ticket_sales="""
            order | ticket | customer | performance
            o1    | t1     | c1       | march-1
            o2    | t1     | c2       | march-1
        """,
        measure="tickets",
        expect="""
            tickets | base
            1       | 1
        """,
    )


def test_a_ticket_comes_back_to_the_order_that_still_holds_it(measure_test):
    """The second order gave it up: the first, which never did, has it again."""
    measure_test(
        ticket_sales="""
            order | ticket | customer | performance | seen
            o1    | t1     | c1       | march-1     | 2026-01-10
            o2    | t1     | c2       | march-1     | 2026-02-10
            o2    |        | c2       |             | 2026-03-10
        """,
        measure="tickets",
        expect="""
            tickets | base
            1       | 1
        """,
    )


def test_a_cancelled_performance_counts_nothing(measure_test):
    measure_test(
        ticket_sales=TWO_EVENINGS,
        performances="""
            performance | starts           | cancelled
            march-1     | 2026-03-01 19:30 | yes
        """,
        measure="tickets",
        by="month",
        expect="""
            month   | tickets
            2026-03 | 1
        """,
    )


def test_a_performance_cancelled_later_counts_no_more(measure_test):
    measure_test(
        ticket_sales=TWO_EVENINGS,
        performances="""
            performance | starts           | cancelled | seen
            march-1     | 2026-03-01 19:30 |           | 2026-01-10
            march-1     | 2026-03-01 19:30 | yes       | 2026-02-10
        """,
        measure="tickets",
        expect="""
            tickets
            1
        """,
    )


def test_a_moved_performance_counts_on_its_new_day(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance | quantity
            c1       | first-night | 2
        """,
        performances="""
            performance | starts           | seen
            first-night | 2026-03-30 19:30 | 2026-01-10
            first-night | 2026-04-02 19:30 | 2026-02-10
        """,
        measure="tickets",
        by="month, quarter",
        expect="""
            month   | quarter | tickets
            2026-04 | 2026-Q1 | 2
        """,
    )


def test_a_performance_that_only_tickets_tell_of_counts_in_an_unknown_month(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance | listed
            c1       | forgotten   | no
            c2       | march-1     |
        """,
        measure="tickets",
        by="month",
        expect="""
            month   | tickets
            2026-03 | 1
            unknown | 1
        """,
    )


def test_tickets_without_a_customer_count_with_nobody_behind_them(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance | quantity
                     | march-1     | 2
        """,
        measure="tickets",
        expect="""
            tickets | base
            2       | 0
        """,
    )


def test_a_theatre_that_sold_nothing_counts_nothing(measure_test):
    measure_test(
        measure="tickets",
        expect="""
            tickets | base
            0       | 0
        """,
    )
