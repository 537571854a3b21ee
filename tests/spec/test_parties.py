"""What is counted by parties, the tickets of one order for one performance, is what each ticket says."""

MIXED = """
    order | customer | performance | quantity | ticket_type | paid  | seen
    o1    | c1       | march-1     | 2        | Full        | 10.00 | 2026-01-10
    o1    | c1       | march-1     | 1        | Friend      | 6.00  | 2026-01-10
    o1    | c1       | march-1     | 1        | Guest       | 0.00  | 2026-01-10
    o1    | c1       | march-8     | 1        | Guest       | 0.00  | 2026-01-10
    o2    | c2       | march-1     | 3        | Full        | 10.00 | 2026-01-10
"""
CLASSES = """
    ticket_type | price_class
    Full        | full
    Friend      | concession
    Guest       | comp
"""


def test_a_party_of_several_prices_is_each_of_them(figures_of):
    def told(measure, **asked):
        table = figures_of(measure=measure, **asked)
        return table.total, table.total_base

    assert told("tickets", ticket_sales=MIXED, ticket_types=CLASSES) == (8, 2)
    assert told("income") == (5600, 2)
    assert told("comps") == (2, 1)
    assert told("average_price") == (5600 / 6, 2)
    assert told("concession_share") == (1 / 6, 2)
    assert told("party_size") == (8 / 3, 2)
    assert told("yield") == (700, 2)


def test_who_is_behind_a_figure_is_who_has_such_tickets(measure_test):
    """c1 has nothing paid for on the eighth, and so nothing that an average is made of."""
    measure_test(
        ticket_sales=MIXED,
        ticket_types=CLASSES,
        measure="average_price",
        by="performance",
        expect="""
            performance      | average_price | base
            2026-03-01 19:30 | 933.3333      | 2
            2026-03-08 19:30 |               | 0
        """,
    )


def test_a_ticket_that_came_back_is_no_more_in_its_party(measure_test):
    measure_test(
        ticket_sales="""
            order | customer | performance | quantity | paid  | seen
            o1    | c1       | march-1     | 3        | 10.00 | 2026-01-10
            o1    | c1       | march-1     | 2        | 10.00 | 2026-01-20
        """,
        measure="party_size",
        expect="""
            party_size | base
            2          | 1
        """,
    )


def test_as_known_now_and_as_at_now_are_the_same_though_one_looks_at_parties(figures_of):
    now = "2026-02-01T12:00:00"
    for measure in ("tickets", "income", "comps", "average_price", "discount_depth", "party_size", "bookers", "orders"):
        given = {} if measure != "tickets" else {"ticket_sales": MIXED, "ticket_types": CLASSES}
        parties = figures_of(measure=measure, by="event,lead_band", **given)
        each = figures_of(measure=measure, by="event,lead_band", as_at=now)
        assert (parties.cells, parties.total) == (each.cells, each.total), measure
        assert parties.total is not None
