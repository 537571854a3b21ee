"""What the box office begins to send: is it listed, with the run as complete as ever, for as long as it is sent?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from houselights.connections.models import Connection
from houselights.feeds.actions import sync_now
from houselights.feeds.models import SyncRun

from .test_sync import connected

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lyric(sandbox) -> Connection:
    """Read once, while orders had something new."""
    sandbox.set_faults({"kind": "unknown-field", "route": "orders"})
    lyric = connected("lyric", sandbox)
    sync_now(connection=lyric, by=None)
    sandbox.set_faults()
    return lyric


def news_of(run: SyncRun) -> list[str]:
    return list(run.findings.filter(code="new-at-source").values_list("message", flat=True))


def test_a_new_field_is_listed_and_costs_nothing(lyric, sandbox):
    run = lyric.runs.get()

    (said,) = news_of(run)
    ledger = sandbox.ledger("lyric")["performances"]
    assert "with its orders: somethingNew." in said
    assert run.state == "complete"
    assert not lyric.set_aside.exists()
    assert run.accounting["stored"]["tickets"] == sum(each["tickets"] for each in ledger)


def test_it_stays_listed_after_a_run_that_read_nothing_new_and_goes_once_it_is_sent_no_more(lyric):
    again = sync_now(connection=lyric, by=None)
    lyric.new_at_source.update(seen_on=timezone.localdate() - timedelta(days=41))
    later = sync_now(connection=lyric, by=None)

    assert len(news_of(again)) == 1
    assert news_of(later) == []


def test_a_box_office_as_we_know_it_has_nothing_new(sandbox):
    lyric = connected("lyric", sandbox)

    assert news_of(sync_now(connection=lyric, by=None)) == []
