"""Attendance: what people say goes before tickets, wider before narrower, and nobody is counted as two kinds."""

SALES = """
    customer | performance | quantity
    c1       | march-1     | 4
    c2       | march-8     | 6
"""


def test_where_nobody_says_anything_tickets_count_the_audience(measure_test):
    measure_test(
        ticket_sales=SALES,
        measure="attendance",
        by="attendance_method",
        expect="""
            attendance_method | attendance | base
            tickets_sold      | 10         | 10
        """,
        total="10",
    )


def test_the_figure_of_a_performance_goes_before_its_tickets_and_leaves_the_others_alone(measure_test):
    measure_test(
        ticket_sales=SALES,
        attendance="""
            performance | figure | method
            march-1     | 3      | clicker
        """,
        measure="attendance",
        by="attendance_method",
        expect="""
            attendance_method | attendance
            clicker           | 3
            tickets_sold      | 6
        """,
    )


def test_the_figure_of_days_goes_before_their_tickets_and_before_figures_of_their_performances(measure_test):
    measure_test(
        ticket_sales=SALES,
        attendance="""
            performance | from       | to         | figure | method
            march-1     |            |            | 3      | clicker
                        | 2026-03-01 | 2026-03-08 | 50     | counted
        """,
        measure="attendance",
        by="attendance_method",
        expect="""
            attendance_method | attendance
            counted           | 50
        """,
    )


def test_nobody_took_part_and_sat_in_the_audience_by_one_ticket(measure_test):
    given = {
        "ticket_sales": SALES,
        "attendance": """
            kind         | performance | figure | method
            participants | march-1     | 3      | tickets_sold
        """,
    }
    measure_test(
        **given,
        measure="attendance",
        expect="""
            attendance
            7
        """,
    )
    measure_test(
        measure="participants",
        expect="""
            participants
            3
        """,
    )


def test_those_who_took_part_by_ticket_over_days_are_taken_out_of_the_tickets_of_those_days(measure_test):
    measure_test(
        ticket_sales=SALES,
        attendance="""
            kind         | from       | to         | figure | method
            participants | 2026-03-01 | 2026-03-08 | 8      | tickets_scanned
        """,
        measure="attendance",
        expect="""
            attendance
            2
        """,
    )


def test_an_audience_is_never_less_than_nobody(measure_test):
    measure_test(
        ticket_sales=SALES,
        attendance="""
            kind         | performance | figure | method
            participants | march-1     | 9      | tickets_sold
        """,
        measure="attendance",
        expect="""
            attendance
            6
        """,
    )


def test_those_who_were_counted_taking_part_are_beside_the_audience(measure_test):
    measure_test(
        ticket_sales=SALES,
        attendance="""
            kind          | performance | figure | method
            participants  | march-1     | 3      | counted
            digital_views |             | 900    | platform
        """,
        measure="attendance",
        expect="""
            attendance
            10
        """,
    )
    measure_test(
        measure="digital_views",
        expect="""
            digital_views
            900
        """,
    )


def test_a_returned_ticket_is_nobody(measure_test):
    measure_test(
        ticket_sales="""
            order | performance | quantity | seen
            o1    | march-1     | 4        | 2026-01-10
            o1    | march-1     | 3        | 2026-02-10
        """,
        measure="attendance",
        expect="""
            attendance
            3
        """,
    )


def test_a_figure_of_several_days_counts_in_a_period_that_holds_them_all(measure_test):
    given = """
        from       | to         | figure
        2026-02-20 | 2026-03-08 | 50
    """
    measure_test(
        attendance=given,
        measure="attendance",
        period="2025-Q4",
        by="month",
        expect="""
            month   | attendance
            unknown | 50
        """,
    )
    measure_test(
        measure="attendance",
        period="2026-03",
        expect="""
            attendance
            0
        """,
        notes="Not counted: 1 figure of days that reach beyond the period (50 people).",
    )


def test_an_exhibition_that_sells_no_tickets_has_the_attendance_of_its_days(measure_test):
    measure_test(
        events="""
            event | event_type | starts     | ends
            Emma  |            |            |
            Clay  | Exhibition | 2026-03-01 | 2026-03-31
        """,
        ticket_sales=SALES,
        attendance="""
            event | from       | to         | figure | method
            Clay  | 2026-03-01 | 2026-03-31 | 200    | sensor
        """,
        measure="attendance",
        by="event",
        expect="""
            event | event_code | attendance
            Clay  | 2          | 200
            Emma  | 1          | 10
        """,
    )
