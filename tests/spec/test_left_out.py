"""What is left out of a figure is counted beside it: cancelled performances, and events without any."""

CANCELLED = """
    performance | starts           | cancelled
    march-1     | 2026-03-01 19:30 | yes
    april-1     | 2026-04-01 19:30 | yes
"""
SALES = """
    order | customer | performance | quantity | paid  | sold             | seen
    o1    | c1       | march-1     | 2        | 12.50 | 2026-01-05 12:00 | 2026-01-10
    o2    | c2       | march-8     | 4        | 12.50 | 2026-01-05 12:00 | 2026-01-10
    o3    | c3       | april-1     | 1        | 12.50 | 2026-02-05 12:00 | 2026-02-10
"""
REGISTER = """
    event      | starts     | ends
    Emma       | 2026-03-01 | 2026-03-08
    Exhibition | 2026-03-20 | 2026-05-10
    Workshop   | 2026-06-01 |
    Someday    |            |
"""
LINKS = """
    event
    Emma
"""


def test_tickets_of_cancelled_performances_are_shown_apart(measure_test):
    measure_test(
        ticket_sales=SALES,
        performances=CANCELLED,
        measure="tickets",
        by="month",
        expect="""
            month   | tickets
            2026-03 | 4
        """,
        notes="Not counted: 3 tickets of cancelled performances (£37.50).",
    )


def test_of_the_period_and_the_basis_that_were_asked(measure_test):
    measure_test(
        ticket_sales=SALES,
        performances=CANCELLED,
        measure="income",
        dated="sale",
        period="2026-02",
        expect="""
            income
            0
        """,
        notes="Not counted: 1 ticket of cancelled performances (£12.50).",
    )


def test_those_held_at_the_time_that_was_asked(figures_of):
    table = figures_of(ticket_sales=SALES, performances=CANCELLED, measure="tickets", as_at="2026-01-20")

    assert table.notes == ("Not counted: 2 tickets of cancelled performances (£25.00).",)


def test_where_nothing_is_left_out_nothing_is_said(figures_of):
    assert figures_of(ticket_sales=SALES, measure="orders").notes == ()
    assert figures_of(measure="performances").notes == ()
    assert figures_of(measure="events").notes == ()


def test_cancelled_performances_are_shown_apart(measure_test):
    measure_test(
        ticket_sales=SALES,
        performances=CANCELLED,
        measure="performances",
        period="2026-03",
        expect="""
            performances
            1
        """,
        notes="Not counted: 1 cancelled performance.",
    )


def test_events_of_the_register_without_a_performance_are_not_counted_and_said_so(measure_test):
    measure_test(
        ticket_sales=SALES,
        events=REGISTER,
        links=LINKS,
        measure="events",
        expect="""
            events
            1
        """,
        notes="Not counted: 3 events of the register without any performance.",
    )


def test_only_those_with_a_day_in_the_period(figures_of):
    figures_of(ticket_sales=SALES, events=REGISTER, links=LINKS, measure="events")

    told = {
        period: figures_of(measure="events", period=period).notes
        for period in ("2026-02", "2026-04", "2026-05-10..2026-06-01", "2026-05-11..2026-05-31")
    }

    one, two = "1 event", "2 events"
    assert told == {
        "2026-02": (),
        "2026-04": (f"Not counted: {one} of the register without any performance.",),
        "2026-05-10..2026-06-01": (f"Not counted: {two} of the register without any performance.",),
        "2026-05-11..2026-05-31": (),
    }


def test_coverage_says_by_kind_what_it_could_not_place(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance | quantity
            c1       | march-1     | 1
            c2       | march-1     | 3
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
        notes="Tickets whose place is unknown: 3 with an address abroad.",
    )
