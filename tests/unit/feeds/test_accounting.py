"""Every record is accounted for."""

import pytest

from houselights.feeds.accounting import Accounting


def test_the_parts_of_each_kind_make_up_what_was_received():
    accounting = Accounting()
    accounting.received.update(orders=4, tickets=7)
    accounting.stored.update(orders=1, tickets=5)
    accounting.unchanged.update(orders=1, tickets=2)
    accounting.quarantined.update(orders=1)
    accounting.excluded["orders", "no-tickets"] += 1

    accounting.check()

    assert accounting.as_json()["excluded"]["orders"] == {"no-tickets": 1}
    assert accounting.as_json()["received"] == {
        "events": 0, "performances": 0, "house_counts": 0, "orders": 4, "tickets": 7, "customers": 0,
    }  # fmt: skip


def test_a_lost_record_is_a_bug_and_crashes():
    accounting = Accounting()
    accounting.received["orders"] += 1

    with pytest.raises(AssertionError, match="orders: 1 received, 0 accounted for"):
        accounting.check()
