"""A customer's record that makes no sense: is it kept without their id, and forgiven once it is understood?"""

import pytest

from houselights.feeds.actions import sync_now

from .test_sync import synced_lyric

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def spoilt(monkeypatch: pytest.MonkeyPatch):
    """The next customers are records that cannot be read."""
    from houselights.connectors.spektrix import client

    def look_up_one(self, kind, thing_id, whole=client.Spektrix._look_up_one):
        record = whole(self, kind, thing_id)
        if kind == "customers" and record:
            record = type(record)(record.kind, record.id, b"[]")
        return record

    with monkeypatch.context() as spoiling:
        spoiling.setattr(client.Spektrix, "_look_up_one", look_up_one)
        yield spoiling


def test_no_id_of_a_customer_is_kept_and_the_record_is_forgiven_once_understood(sandbox, spoilt):
    lyric = synced_lyric(sandbox)
    aside = set(lyric.set_aside.filter(kind="customers").values_list("box_office_id", flat=True))
    spoilt.undo()

    run = sync_now(connection=lyric, by=None)

    assert len(aside) > 100
    assert all(len(each) == 32 and set(each) <= set("0123456789abcdef") for each in aside)
    assert run.accounting["stored"]["customers"] == len(aside)
    assert not lyric.set_aside.filter(kind="customers").exists()
