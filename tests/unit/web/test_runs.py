"""Is every record of a run accounted for on its page?"""

from datetime import UTC, datetime, timedelta

import pytest

from houselights.feeds.models import SyncRun
from houselights.web.box_office.runs import accounting_of, row_of, says_of

BEGAN = datetime(2026, 11, 27, 9, tzinfo=UTC)


def run(**fields) -> SyncRun:
    given = {
        "started_at": BEGAN,
        "finished_at": BEGAN + timedelta(seconds=130),
        "state": "complete",
        "accounting": {
            "received": {"orders": 10, "tickets": 22},
            "stored": {"orders": 6, "tickets": 12},
            "unchanged": {"orders": 1, "tickets": 4},
            "quarantined": {"orders": 1, "tickets": 6},
            "excluded": {"orders": {"no-tickets": 2}},
        },
    }
    return SyncRun(**{**given, **fields})


def test_received_is_the_sum_of_the_others_for_every_kind():
    rows = accounting_of(run())

    assert [row.received for row in rows] == [
        row.stored + row.unchanged + row.excluded + row.quarantined for row in rows
    ]
    assert {row.kind for row in rows if row.received} == {"orders", "tickets"}


def test_what_was_left_out_says_why():
    orders = next(row for row in accounting_of(run()) if row.kind == "orders")

    assert (orders.excluded, orders.reasons) == (2, "without tickets: 2")


def test_a_line_of_the_list_counts_orders_and_all_that_was_set_aside():
    row = row_of(run())

    assert (row.received, row.stored, row.aside) == (10, 6, 7)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "18 records new or changed, in 2 minutes."),
        ({"finished_at": BEGAN}, "18 records new or changed, in less than a second."),
        ({"finished_at": None, "state": "running"}, "It is still going on."),
        ({"accounting": {}}, "0 records new or changed, in 2 minutes."),
    ],
)
def test_how_a_run_ended_is_a_sentence(fields, told):
    assert says_of(run(**fields)) == told
