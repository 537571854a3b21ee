"""What was held on a day, and why that changed: on the event's page, and as the box office's ledger has it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from houselights.disclosure.history import release_change
from houselights.errors import NotReleasable
from houselights.feeds.actions import sync_now
from houselights.home import Home
from houselights.register.models import Link

LATER = timedelta(days=3)


def test_a_change_is_explained_to_the_ticket_and_the_penny(house, home: Home):
    event, sandbox = house.event, house.sandbox
    number = Link.objects.get(event=event).box_office_id
    first = datetime.now(UTC)
    performances = [each for each in _performances(sandbox, number) if not each["cancelled"]]
    with time_machine.travel(first + LATER):
        sold = sandbox.sell("lyric", performances[0]["performance"], 5)
        sync_now(connection=house.connection, by=None)
        before = datetime.now(UTC)
    with time_machine.travel(first + 2 * LATER):
        sandbox.give_back("lyric", sold["order"], sold["tickets"][:2])
        sandbox.sell("lyric", performances[0]["performance"], 3)
        sync_now(connection=house.connection, by=None)
        after = datetime.now(UTC)
        page = house.client_of("reader").get(
            f"/o/lyric/events/{event.pk}/changes/?since={before.date()}&until={after.date()}"
        )
        shown = house.client_of("reader").get(f"/o/lyric/events/{event.pk}/").content.decode()

    released = release_change(event.pk, since=before, until=after, of="lyric", home=home.path).change
    assert [(each.what, each.tickets) for each in released.movements] == [("sold", 3), ("returned", -2)]
    ledger = [each for each in _performances(sandbox, number) if not each["cancelled"]]
    assert released.after.tickets == sum(each["tickets"] for each in ledger)
    assert released.after.pence == sum(each["pence"] for each in ledger)
    words = page.content.decode()
    assert page.status_code == 200
    assert f"{released.before.tickets:,} tickets at the end of" in words
    assert "1 more." in words
    assert "Returned, or exchanged for something that is not on the register" in words
    assert f"{released.after.tickets:,} tickets on" in shown


def test_before_the_first_complete_run_nothing_is_told(house, home: Home):
    with pytest.raises(NotReleasable, match="first been read whole"):
        release_change(
            house.event.pk,
            since=datetime.now(UTC) - timedelta(days=30),
            until=datetime.now(UTC),
            of="lyric",
            home=home.path,
        )

    page = house.client_of("reader").get(f"/o/lyric/events/{house.event.pk}/changes/?since=2020-01-01")
    assert page.status_code == 422
    assert "is kept from" in page.content.decode()


@pytest.mark.parametrize(
    "asked", ["since=yesterday", "since=2026-13-01", "until=", "since=9999-12-31&until=9999-12-31"]
)
def test_a_day_that_is_none_is_said(house, asked):
    page = house.client_of("reader").get(f"/o/lyric/events/{house.event.pk}/changes/?{asked}")

    assert page.status_code in (200, 422)
    assert "What changed, and why?" in page.content.decode()


def _performances(sandbox, event: str):
    return [each for each in sandbox.ledger("lyric")["performances"] if each["event"] == event]
