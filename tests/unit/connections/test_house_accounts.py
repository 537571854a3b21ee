"""Which customer records look like nobody in particular?"""

import pytest

from houselights.connections.house_accounts.rules import suspicion


@pytest.mark.parametrize(
    ("orders", "tickets", "in_all", "says"),
    [
        (50, 60, 1_000, "50 of 1,000 orders: the counter’s own record, or an agency."),
        (49, 60, 1_000, ""),
        (99, 200, 10_000, ""),
        (100, 200, 10_000, "100 of 10,000 orders: the counter’s own record, or an agency."),
        (2, 60, 10_000, "30 tickets an order: a school, a group or an agency."),
        (1, 39, 10_000, ""),
        (4, 47, 10_000, ""),
        (4, 48, 10_000, "12 tickets an order: a school, a group or an agency."),
        (0, 0, 0, ""),
    ],
)
def test_only_so_many_orders_or_such_large_ones_are_suspicious(
    orders: int, tickets: int, in_all: int, says: str
) -> None:
    assert suspicion(orders, tickets, orders_in_all=in_all) == says
