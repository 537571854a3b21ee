"""Does the feed of changes come whole and come to an end, whatever its cursor does?"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import httpx
import pytest

from houselights.connectors.base import NoChangesFeed
from houselights.errors import BoxOfficeUnavailable, CredentialsRefused

from .bodies import ORDER, without
from .conftest import answer
from .theatre import Theatre

SINCE = datetime(2026, 6, 1, tzinfo=UTC)
PAGE = 100


class Feed:
    """Orders by number, changed at their minutes; the paging of the real feed, with its faults."""

    def __init__(self, minutes: list[float], *, is_whole: bool = True, moves: bool = True) -> None:
        self.changed = [(SINCE + timedelta(minutes=minute), number) for number, minute in enumerate(minutes)]
        self.is_whole, self.moves = is_whole, moves
        self.cursors: list[str] = []

    def orders(self) -> dict[str, Any]:
        """By id, and in any window of days."""
        by_id: dict[str, Any] = {f"orders__{number}A": self.order(number) for _, number in self.changed}
        return by_id | {"orders": [self.order(number) for _, number in self.changed]}

    def order(self, number: int) -> dict[str, Any]:
        return ORDER | {"id": f"{number}A"}

    def page(self, request: httpx.Request) -> dict[str, Any]:
        text = request.url.params["since"]
        self.cursors.append(text)
        since = datetime.fromisoformat(text[:26].rstrip("Z") + "+00:00")
        found = [each for each in self.changed if each[0] >= since]
        mark = f"{found[PAGE - 1][0]:%Y-%m-%dT%H:%M:%S.%f}0" if len(found) > PAGE else ""
        following = f"/api/v3/orders/sync?since={mark if self.moves else text}" if mark else None
        rows = [self._row(number) for _, number in found[:PAGE]]
        return {"paging": {"limit": PAGE, "next": following}, "values": rows}

    def _row(self, number: int) -> dict[str, Any]:
        body = without(self.order(number), "id") | {"orderId": f"{number}A", "orderFriendlyId": "AB12CD"}
        return body if self.is_whole else without(body, "tickets")


def read(feed: Feed) -> tuple[list[str], Theatre]:
    theatre = Theatre(orders__sync=feed.page, tags=[], **feed.orders())
    return [record.id for record in theatre.open().fetch_changes(SINCE)], theatre


def test_pages_follow_each_other_and_the_boundary_comes_once():
    feed = Feed(list(range(250)))

    ids, _ = read(feed)

    assert ids == [f"{number}A" for number in range(250)]
    assert all(one < other for one, other in pairwise(feed.cursors))


def test_nothing_changed_is_one_request():
    feed = Feed([])

    assert read(feed)[0] == []
    assert feed.cursors == ["2026-06-01T00:00:00Z"]


def test_the_next_page_is_asked_of_our_own_client_whatever_its_address_says():
    feed = Feed(list(range(150)))

    _, theatre = read(feed)

    assert set(theatre.asked) == {"orders/sync"}


def test_rows_without_tickets_are_read_by_id():
    ids, theatre = read(Feed([1, 2, 3], is_whole=False))

    assert sorted(ids) == ["0A", "1A", "2A"]
    assert sorted(theatre.asked) == ["orders/0A", "orders/1A", "orders/2A", "orders/sync"]


@pytest.mark.parametrize("shared", [100, 101, 250, 1000])
def test_many_orders_of_one_instant_all_come_and_come_to_an_end(shared):
    feed = Feed([5.0] * shared + [60.0, 61.0])

    ids, _ = read(feed)

    assert set(ids) == {f"{number}A" for number in range(shared + 2)}
    assert len(feed.cursors) < 10


def test_a_feed_that_repeats_itself_for_ever_is_left_and_the_days_are_read_instead():
    feed = Feed(list(range(250)), moves=False)

    ids, _ = read(feed)

    assert set(ids) == {f"{number}A" for number in range(250)}
    assert len(feed.cursors) < 10


@pytest.mark.parametrize(
    "following", ["/api/v3/orders/sync", "/api/v3/orders/sync?since=soon", "nonsense", "https://evil.example/?since="]
)
def test_a_next_page_that_cannot_be_read_ends_by_reading_the_days(following):
    page = {"paging": {"next": following}, "values": [ORDER]}
    theatre = Theatre(orders__sync=page, tags=[], orders=[ORDER, ORDER | {"id": "late"}])

    ids = [record.id for record in theatre.open().fetch_changes(SINCE)]

    assert set(ids) == {"88201A", "late"}


def test_an_order_that_changes_while_we_read_comes_again():
    pages = iter(
        [
            {"paging": {"next": "/api/v3/orders/sync?since=2026-06-02T00:00:00.0000000"}, "values": [ORDER]},
            {"paging": {"next": None}, "values": [ORDER | {"tickets": []}]},
        ]
    )

    records = list(Theatre(orders__sync=lambda request: next(pages)).open().fetch_changes(SINCE))

    assert [record.id for record in records] == ["88201A", "88201A"]


@pytest.mark.parametrize("status", [403, 404])
def test_a_feed_that_is_not_switched_on_is_told(status):
    theatre = Theatre(orders__sync=lambda request: answer("{}", status)(), orders=[])

    with pytest.raises(NoChangesFeed):
        list(theatre.open().fetch_changes(SINCE))


def test_a_key_that_is_refused_everywhere_is_not_taken_for_an_absent_feed():
    refusing = lambda request: answer("{}", 401)()  # noqa: E731
    theatre = Theatre(orders__sync=refusing, orders=refusing)

    with pytest.raises(CredentialsRefused):
        list(theatre.open().fetch_changes(SINCE))


def test_an_outage_is_not_taken_for_an_absent_feed(slept):
    theatre = Theatre(orders__sync=lambda request: answer("<html>", 403, "text/html")())

    with pytest.raises(BoxOfficeUnavailable):
        list(theatre.open().fetch_changes(SINCE))


def test_a_feed_that_stands_still_with_rows_that_differ_every_time_comes_to_an_end():
    """A row may carry the moment it was read at: nothing in it is new, and for ever it would look new."""

    class Restless(Feed):
        def _row(self, number: int) -> dict[str, Any]:
            return super()._row(number) | {"readAt": len(self.cursors)}

    feed = Restless(list(range(150)), moves=False)

    ids, _ = read(feed)

    assert {f"{number}A" for number in range(150)} <= set(ids)
    assert len(feed.cursors) < 6
