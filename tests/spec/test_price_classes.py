"""Ticket types are split by the class that people sorted them into, never by name."""

SOLD = """
    order | customer | performance | quantity | ticket_type        | paid
    o1    | c1       | march-1     | 3        | Full Price         | 10.00
    o2    | c2       | march-1     | 2        | Schools 10+        | 4.00
    o3    | c3       | march-1     | 1        | zz DO NOT USE      | 1.00
    o4    | c4       | march-1     | 1        | Z Guest Ticket     | 0.50
"""
TICKET_TYPES = """
    ticket_type    | price_class
    Full Price     | full
    Schools 10+    | school
    Z Guest Ticket | comp
"""


def test_what_nobody_has_sorted_is_other(measure_test):
    measure_test(
        ticket_sales=SOLD,
        ticket_types=TICKET_TYPES,
        measure="tickets",
        by="price_class",
        expect="""
            price_class | tickets
            comp        | 1
            full        | 3
            other       | 1
            school      | 2
        """,
        total="7",
    )


def test_a_ticket_of_class_comp_is_one_whatever_was_paid(measure_test):
    measure_test(
        ticket_sales=SOLD,
        ticket_types=TICKET_TYPES,
        measure="comps",
        expect="""
            comps
            1
        """,
    )


def test_the_same_name_at_another_box_office_is_another_ticket_type(measure_test):
    measure_test(
        links="""
            event | connection
            Emma  | 1
            Emma  | 2
        """,
        ticket_sales="""
            connection | customer | performance | ticket_type
            1          | c1       | march-1     | Friend
            2          | c2       | march-2     | Friend
        """,
        ticket_types="""
            connection | ticket_type | price_class
            1          | Friend      | concession
        """,
        measure="tickets",
        by="price_class",
        expect="""
            price_class | tickets
            concession  | 1
            other       | 1
        """,
    )
