"""Why an event's tickets at one moment are not those at another: every movement, adding up to the penny."""


def test_tickets_are_sold_and_returned(change_test):
    change_test(
        ticket_sales="""
            order | customer | performance | quantity | paid  | seen
            o1    | c1       | march-1     | 3        | 10.00 | 2026-01-10
            o1    | c1       | march-1     | 1        | 10.00 | 2026-02-10
            o2    | c2       | march-1     | 2        | 12.50 | 2026-02-10
        """,
        since="2026-01-20",
        until="2026-02-20",
        expect="""
            what     | was     | became  | concerned | tickets | pence
            sold     |         | march-1 | 2         | 2       | 2500
            returned | march-1 |         | 2         | -2      | -2000
        """,
    )


def test_what_came_and_went_between_the_two_moments_is_not_told(change_test):
    change_test(
        ticket_sales="""
            order | customer | performance | quantity | seen
            o1    | c1       | march-1     | 1        | 2026-01-10
            o2    | c2       | march-1     | 4        | 2026-01-20
            o2    | c2       |             |          | 2026-01-30
        """,
        since="2026-01-15",
        until="2026-02-20",
        expect="""
            what | was | became | concerned | tickets | pence
        """,
    )


def test_an_exchange_names_both_performances(change_test):
    """The tickets have new ids at the other performance: they are in the same order, one for one."""
    change_test(
        ticket_sales="""
            order | ticket | customer | performance | paid  | seen
            o1    | t1     | c1       | march-1     | 10.00 | 2026-01-10
            o1    | t2     | c1       | march-1     | 10.00 | 2026-01-10
            o1    | t2     | c1       | march-1     | 10.00 | 2026-02-10
            o1    | t3     | c1       | march-8     | 12.00 | 2026-02-10
        """,
        since="2026-01-20",
        until="2026-02-20",
        expect="""
            what             | was     | became  | concerned | tickets | pence
            exchanged within | march-1 | march-8 | 1         | 0       | 200
        """,
    )


TWO_EVENTS = """
    event
    Emma
    Lear
"""
PLAYS = """
    performance | box_office
    march-1     | Emma
    march-8     | Lear
"""


def test_an_exchange_for_another_event_takes_tickets_away(change_test):
    change_test(
        events=TWO_EVENTS,
        performances=PLAYS,
        ticket_sales="""
            order | ticket | customer | performance | paid  | seen
            o1    | t1     | c1       | march-1     | 10.00 | 2026-01-10
            o1    | t3     | c1       | march-8     | 12.00 | 2026-02-10
        """,
        since="2026-01-20",
        until="2026-02-20",
        expect="""
            what           | was     | became       | concerned | tickets | pence
            exchanged away | march-1 | lear march-8 | 1         | -1      | -1000
        """,
    )


def test_an_exchange_from_another_event_brings_tickets(change_test):
    change_test(
        events=TWO_EVENTS,
        performances=PLAYS,
        ticket_sales="""
            order | ticket | customer | performance | paid  | seen
            o1    | t3     | c1       | march-8     | 12.00 | 2026-01-10
            o1    | t1     | c1       | march-1     | 10.00 | 2026-02-10
        """,
        since="2026-01-20",
        until="2026-02-20",
        expect="""
            what           | was          | became  | concerned | tickets | pence
            exchanged here | lear march-8 | march-1 | 1         | 1       | 1000
        """,
    )


def test_what_an_exchange_leaves_over_was_returned_or_sold(change_test):
    """Two given back, one taken."""
    change_test(
        ticket_sales="""
            order | ticket | customer | performance | paid  | seen
            o1    | t1     | c1       | march-1     | 10.00 | 2026-01-10
            o1    | t2     | c1       | march-1     | 10.00 | 2026-01-10
            o1    | t3     | c1       | march-8     | 10.00 | 2026-02-10
        """,
        since="2026-01-20",
        until="2026-02-20",
        expect="""
            what             | was     | became  | concerned | tickets | pence
            returned         | march-1 |         | 1         | -1      | -1000
            exchanged within | march-1 | march-8 | 1         | 0       | 0
        """,
    )


def test_a_changed_price_moves_money_and_no_ticket(change_test):
    change_test(
        ticket_sales="""
            order | ticket | customer | performance | paid  | seen
            o1    | t1     | c1       | march-1     | 10.00 | 2026-01-10
            o1    | t1     | c1       | march-1     | 8.00  | 2026-02-10
        """,
        since="2026-01-20",
        until="2026-02-20",
        expect="""
            what          | was     | became  | concerned | tickets | pence
            price changed | march-1 | march-1 | 1         | 0       | -200
        """,
    )


def test_another_seat_for_the_same_performance_is_no_sale(change_test):
    change_test(
        ticket_sales="""
            order | ticket | customer | performance | paid  | seen
            o1    | t1     | c1       | march-1     | 10.00 | 2026-01-10
            o1    | t2     | c1       | march-1     | 15.00 | 2026-02-10
        """,
        since="2026-01-20",
        until="2026-02-20",
        expect="""
            what     | was     | became  | concerned | tickets | pence
            replaced | march-1 | march-1 | 1         | 0       | 500
        """,
    )


def test_a_merged_customer_moves_neither(change_test):
    change_test(
        ticket_sales="""
            order | ticket | customer | performance | paid  | seen
            o1    | t1     | c1       | march-1     | 10.00 | 2026-01-10
            o1    | t1     | c2       | march-1     | 10.00 | 2026-02-10
        """,
        since="2026-01-20",
        until="2026-02-20",
        expect="""
            what            | was     | became  | concerned | tickets | pence
            customer merged | march-1 | march-1 | 1         | 0       | 0
        """,
    )


def test_two_box_offices_may_give_tickets_the_same_id(change_test):
    change_test(
        links="""
            event | connection
            Emma  | 1
            Emma  | 2
        """,
        ticket_sales="""
            connection | order | ticket | customer | performance | seen
            1          | o1    | t1     | c1       | march-1     | 2026-01-10
            2          | o1    | t1     | c1       | march-2     | 2026-02-10
        """,
        since="2026-01-20",
        until="2026-02-20",
        expect="""
            what | was | became  | concerned | tickets | pence
            sold |     | march-2 | 1         | 1       | 1000
        """,
    )
