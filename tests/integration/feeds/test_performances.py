"""Does the catalogue know every performance with the tickets held for it, as the ledger has them?"""

import pytest

from houselights.connections.models import BoxOfficePerformance
from houselights.feeds.actions import sync_now

from .conftest import connected

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_performance_is_there_with_the_tickets_and_pence_of_the_ledger(sandbox):
    connection = connected("lyric", sandbox)
    sync_now(connection=connection, by=None)
    for each in sandbox.ledger("lyric")["performances"][:1]:
        sandbox.sell("lyric", each["performance"], 3)
    sync_now(connection=connection, by=None)

    truth = {each["performance"]: each for each in sandbox.ledger("lyric")["performances"]}
    rows = {row.performance_id: row for row in BoxOfficePerformance.objects.select_related("box_office_event")}
    assert {name: (row.tickets, row.pence) for name, row in rows.items() if row.tickets} == {
        name: (each["tickets"], each["pence"]) for name, each in truth.items() if each["tickets"]
    }
    assert {name: row.is_cancelled for name, row in rows.items()} == {
        name: each["cancelled"] for name, each in truth.items()
    }
    for name, row in rows.items():
        assert row.box_office_event.box_office_id == truth[name]["event"]
        assert f"{row.performed_on}T{row.begins_at:%H:%M}" == truth[name]["start"][:16]
