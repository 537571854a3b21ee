"""Which event a ticket counts for: the links decide, and what no link reaches waits."""

EMMA_AND_HAMLET = """
    customer | performance | box_office | quantity
    c1       | march-1     | Emma       | 2
    c2       | march-8     | Hamlet     | 1
"""


def test_tickets_of_an_event_that_is_not_linked_wait(measure_test):
    measure_test(
        ticket_sales=EMMA_AND_HAMLET,
        events="""
            event
            Emma
            Hamlet
        """,
        links="""
            event | box_office
            Emma  | Emma
        """,
        measure="tickets",
        by="event",
        expect="""
            event | event_code | tickets
            Emma  | 1          | 2
        """,
    )


def test_two_box_office_events_can_be_one_event(measure_test):
    measure_test(
        ticket_sales=EMMA_AND_HAMLET,
        events="""
            event
            The season
        """,
        links="""
            event      | box_office
            The season | Emma
            The season | Hamlet
        """,
        measure="tickets",
        by="event",
        expect="""
            event      | tickets
            The season | 3
        """,
    )


def test_a_link_narrowed_to_a_performance_goes_before_one_to_all(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance | quantity
            c1       | march-1     | 2
            c2       | march-8     | 1
        """,
        events="""
            event
            Emma
            The gala
        """,
        links="""
            event    | box_office | performances
            Emma     | Emma       |
            The gala | Emma       | march-8
        """,
        measure="tickets",
        by="event",
        expect="""
            event    | event_code | tickets
            Emma     | 1          | 2
            The gala | 2          | 1
        """,
    )


def test_a_narrowed_link_leaves_other_performances_waiting(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance | quantity
            c1       | march-1     | 2
            c2       | march-8     | 1
        """,
        links="""
            event | box_office | performances
            Emma  | Emma       | march-8 march-9
        """,
        measure="tickets",
        expect="""
            tickets
            1
        """,
    )


def test_a_performance_belongs_to_one_event_even_where_two_links_claim_it(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance | quantity
            c1       | march-1     | 2
        """,
        events="""
            event
            Emma
            Emma again
        """,
        links="""
            event      | box_office
            Emma again | Emma
            Emma       | Emma
        """,
        measure="tickets",
        by="event",
        expect="""
            event | tickets
            Emma  | 2
        """,
    )


def test_two_box_offices_with_the_same_ids_never_mix(measure_test):
    measure_test(
        ticket_sales="""
            connection | order | ticket | customer | performance | quantity
            1          | o1    | t1     | c1       | march-1     | 1
            2          | o1    | t1     | c1       | march-1     | 1
        """,
        events="""
            event
            Emma here
            Emma there
        """,
        links="""
            event      | box_office | connection
            Emma here  | Emma       | 1
            Emma there | Emma       | 2
        """,
        measure="tickets",
        by="event",
        expect="""
            event      | tickets
            Emma here  | 1
            Emma there | 1
        """,
    )


def test_the_same_customer_number_at_two_box_offices_is_two_records(measure_test):
    measure_test(
        ticket_sales="""
            connection | order | customer | performance
            1          | o1    | c1       | march-1
            2          | o1    | c1       | march-1
        """,
        links="""
            event | box_office | connection
            Emma  | Emma       | 1
            Emma  | Emma       | 2
        """,
        measure="customers",
        expect="""
            customers
            2
        """,
    )


def test_a_link_to_the_other_box_office_alone_leaves_this_one_waiting(measure_test):
    measure_test(
        ticket_sales="""
            connection | order | customer | performance | quantity
            1          | o1    | c1       | march-1     | 2
            2          | o1    | c1       | march-1     | 5
        """,
        links="""
            event | box_office | connection
            Emma  | Emma       | 2
        """,
        measure="tickets",
        expect="""
            tickets
            5
        """,
    )
