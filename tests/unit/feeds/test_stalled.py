"""When is a feed said to have stalled?"""

from datetime import UTC, datetime, timedelta

from houselights.feeds.rules import is_stalled

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)


def test_a_feed_has_stalled_once_its_newest_order_is_older_than_the_days():
    assert not is_stalled(NOW - timedelta(days=3), NOW, days=3)
    assert is_stalled(NOW - timedelta(days=3, seconds=1), NOW, days=3)


def test_what_never_sold_has_not_stalled():
    assert not is_stalled(None, NOW, days=3)


def test_no_days_is_never():
    assert not is_stalled(NOW - timedelta(days=400), NOW, days=0)


def test_an_order_from_the_future_has_not_stalled():
    assert not is_stalled(NOW + timedelta(days=9), NOW, days=3)
