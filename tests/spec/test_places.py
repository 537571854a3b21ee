"""Where customers live: the local authority of their postcode, or why it is not known."""

SALES = """
    customer | performance | quantity
    c1       | march-1     | 1
    c2       | march-1     | 2
    c3       | march-1     | 4
    c4       | march-1     | 8
    c5       | march-1     | 16
    c6       | march-1     | 32
             | march-1     | 64
"""
CUSTOMERS = """
    customer | place
    c1       | Leeds
    c2       | missing
    c3       | invalid
    c4       | foreign
    c5       | no such place
"""


def test_an_unknown_place_and_one_not_read_yet_are_two_things(measure_test):
    measure_test(
        ticket_sales=SALES,
        customers=CUSTOMERS,
        measure="tickets",
        by="area_local_authority",
        expect="""
            area_local_authority | area_local_authority_code | tickets | base
            Leeds                | E08000035                 | 1       | 1
            not read yet         |                           | 32      | 1
            unknown              |                           | 94      | 4
        """,
        total="127",
    )


def test_unknown_places_are_counted_by_kind_in_the_note(figures_of):
    table = figures_of(ticket_sales=SALES, customers=CUSTOMERS, measure="tickets", by="area_local_authority")

    (note,) = [note for note in table.notes if "place" in note]
    assert "64 sold to nobody in particular" in note
    assert "2 without a postcode" in note
    assert "4 with a postcode that is not valid" in note
    assert "8 with an address abroad" in note
    assert "16 with a postcode that the reference list does not know" in note
    assert "32" not in note


def test_the_note_counts_the_period_that_was_asked(figures_of):
    table = figures_of(
        ticket_sales="""
            customer | performance | quantity
                     | march-1     | 2
                     | april-1     | 3
        """,
        measure="tickets",
        by="area_local_authority",
        period="2026-04",
    )

    assert any("3 sold to nobody" in note for note in table.notes)


def test_where_every_place_is_known_there_is_nothing_to_note(figures_of):
    table = figures_of(
        ticket_sales="""
            customer | performance
            c1       | march-1
        """,
        customers="""
            customer | place
            c1       | Leeds
        """,
        measure="tickets",
        by="area_local_authority",
    )

    assert table.notes == ()


def test_a_customer_who_moved_counts_where_they_live_now(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance
            c1       | march-1
        """,
        customers="""
            customer | place | seen
            c1       | Leeds | 2026-01-10
            c1       | York  | 2026-02-10
        """,
        measure="tickets",
        by="area_local_authority",
        expect="""
            area_local_authority | tickets
            York                 | 1
        """,
    )


def test_tickets_not_read_yet_or_unknown_are_not_covered(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance | quantity
            c1       | march-1     | 1
            c2       | march-1     | 1
            c3       | march-1     | 2
        """,
        customers="""
            customer | place
            c1       | Leeds
            c2       | foreign
        """,
        measure="postcode_coverage",
        expect="""
            postcode_coverage
            0.25
        """,
    )


def test_the_same_record_at_two_box_offices_may_live_in_two_places(measure_test):
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
        customers="""
            connection | customer | place
            1          | c1       | Leeds
            2          | c1       | York
        """,
        measure="customers",
        by="area_local_authority",
        expect="""
            area_local_authority | customers
            Leeds                | 1
            York                 | 1
        """,
    )
