"""Who is new, who comes back, and who is nobody: people counted from all they ever bought."""

OLD = """
    order | customer | performance | sold             | seen
    o0    | c9       | old         | 2023-01-05 12:00 | 2026-01-10
"""
OLD_PERFORMANCE = """
    performance | starts
    old         | 2023-02-01 19:30
"""


def test_a_booker_is_first_time_once(measure_test):
    measure_test(
        performances=OLD_PERFORMANCE,
        ticket_sales=OLD
        + """
            o1    | c1       | march-1     | 2026-01-05 12:00 | 2026-01-10
            o2    | c1       | april-8     | 2026-01-06 12:00 | 2026-01-10
            o3    | c9       | april-8     | 2026-01-06 12:00 | 2026-01-10
        """,
        measure="first_time_bookers",
        by="month",
        period="2026-27",
        expect="""
            month   | first_time_bookers
            2026-04 | 0
        """,
        total="0",
    )


def test_what_was_not_linked_is_history_too(measure_test):
    """They came for something that is not on the register: their first time with it is not their first."""
    measure_test(
        performances=OLD_PERFORMANCE + "    p1 | 2025-05-01 19:30\n",
        ticket_sales="""
            order | customer | performance | box_office | sold
            o0    | c9       | old         | Emma       | 2023-01-05 12:00
            o1    | c1       | p1          | Other      | 2025-04-05 12:00
            o2    | c1       | march-8     | Emma       | 2026-01-05 12:00
            o3    | c2       | march-8     | Emma       | 2026-01-05 12:00
        """,
        measure="first_time_bookers",
        period="2026-03",
        expect="""
            first_time_bookers
            1
        """,
    )


def test_a_ticket_given_back_does_not_make_a_first_visit(measure_test):
    measure_test(
        performances=OLD_PERFORMANCE,
        ticket_sales=OLD
        + """
            o1    | c1       | march-1     | 2026-01-05 12:00 | 2026-01-10
            o1    | c1       |             | 2026-01-05 12:00 | 2026-02-10
            o2    | c1       | april-8     | 2026-01-06 12:00 | 2026-01-10
        """,
        measure="first_time_bookers",
        by="month",
        period="2026-03-01..2026-04-30",
        expect="""
            month   | first_time_bookers
            2026-04 | 1
        """,
    )


def test_within_24_months_of_where_the_history_begins_nobody_is_said_to_be_new(figures_of):
    table = figures_of(
        ticket_sales="""
            customer | performance
            c1       | march-1
        """,
        measure="first_time_bookers",
        by="month",
    )

    assert [cell.value for cell in table.cells] == [None]
    assert table.total is None
    assert table.notes == (
        "The history begins on 5 January 2026; what looks back 24 months is told from 5 January 2028 on.",
    )


def test_a_ratio_carries_what_it_is_made_of(figures_of):
    """So that months can be put together again into a year."""
    table = figures_of(
        ticket_sales="""
            customer | performance | quantity | original | price | paid
            c1       | march-1     | 2        | 20.00    | 20.00 | 15.00
            c2       | april-1     | 1        | 20.00    | 20.00 | 20.00
            c3       | april-1     | 1        | 0.00     | 0.00  | 0.00
        """,
        measure="average_price",
        by="month",
    )

    parts = [(cell.numerator, cell.denominator) for cell in table.cells]
    assert parts == [(3000, 2), (2000, 1)]
    assert (table.total_numerator, table.total_denominator) == (5000, 3)
    assert table.as_json()["rows"][0]["denominator"] == 2


def test_segments_follow_the_rules_that_are_told_beside_them(figures_of):
    """Equal people share a fifth: who came most, last and for most is a champion."""
    table = figures_of(
        performances=OLD_PERFORMANCE,
        ticket_sales=OLD
        + """
            o1    | c1       | march-1     | 2026-01-05 12:00 | 2026-01-10
            o2    | c1       | april-1     | 2026-01-05 12:00 | 2026-01-10
            o3    | c2       | january-2   | 2026-01-01 12:00 | 2026-01-10
            o4    | c3       | january-3   | 2026-01-01 12:00 | 2026-01-10
        """,
        measure="rfm_segment",
        by="rfm_segment",
        period="2026-04",
    )

    assert {cell.labels[0]: cell.value for cell in table.cells} == {"Champions": 1, "Loyal": 1, "Slipping away": 1}
    assert any("Champions: recency 5, frequency 5, money 4 to 5" in note for note in table.notes)
