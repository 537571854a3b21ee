"""The feed of changes, `/orders/sync`: a hundred orders at a time, by a cursor that cannot be trusted to move."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import msgspec

from houselights.connectors.base import NoChangesFeed, Record, Window
from houselights.connectors.spektrix.records import glance, record_of
from houselights.connectors.spektrix.shapes import ChangesPage
from houselights.errors import CredentialsRefused

if TYPE_CHECKING:
    from houselights.connectors.spektrix.client import Spektrix

_PAGE = msgspec.json.Decoder(ChangesPage)
_TICK = timedelta(microseconds=1)
_DAY = timedelta(days=1)
STEPS = 3  # past an instant, with nothing but the same page
_DAYS = 4  # of a window, as a real one bears


def changed_orders(box_office: "Spektrix", since: datetime) -> Iterator[Record]:
    """Orders changed at or after `since`; where the cursor stands still, the days around it are read by window too."""
    cursor: str | None = _written(since)
    seen: dict[str, int] = {}
    stood = 0
    while cursor is not None:
        page = _page(box_office, cursor)
        fresh = _fresh(page, seen)
        yield from _whole(box_office, fresh)
        following = _cursor_of(page)
        if following is None or _moment(following) > _moment(cursor):
            cursor, stood = following, 0
            continue
        stood += 1
        fresh = fresh if stood < STEPS else []  # rows that differ at every reading are not new: it would never end
        # A hundred orders share one instant, or the feed repeats itself: what a step past it misses is on its day.
        stuck = _moment(cursor).date()
        yield from _by_window(box_office, stuck - _DAY, (stuck if fresh else box_office.today()) + _DAY)
        cursor = _written(_moment(cursor) + _TICK) if fresh else None


def check_changes(box_office: "Spektrix", since: datetime, *, attempts: int) -> None:
    """Insist that there is a feed of changes."""
    _page(box_office, _written(since), attempts)


def _page(box_office: "Spektrix", cursor: str, attempts: int | None = None) -> ChangesPage:
    try:
        page = box_office.ask("orders/sync", {"since": cursor}, read=_PAGE.decode, attempts=attempts).value
    except CredentialsRefused:
        # Early access may not be switched on. Whether the key itself is refused, another question about orders tells.
        day = str(_moment(cursor).date())
        box_office.ask("orders", {"DateFrom": day, "DateTo": day}, read=_nothing)
        raise NoChangesFeed from None
    if page is None:
        raise NoChangesFeed
    assert isinstance(page, ChangesPage)
    return page


def _fresh(page: ChangesPage, seen: dict[str, int]) -> list[Record]:
    """Rows not seen before in just this state: the boundary repeats, and an order may change while we read."""
    fresh: list[Record] = []
    for row in page.values:
        record, state = record_of("orders", row), hash(bytes(row))
        if not record.id or seen.get(record.id) != state:
            seen[record.id] = state
            fresh.append(record)
    return fresh


def _whole(box_office: "Spektrix", records: list[Record]) -> Iterator[Record]:
    """Rows that carry their tickets as they are; the others by id."""
    bare = {record.id for record in records if record.id and glance(record.body).tickets is None}
    yield from (record for record in records if record.id not in bare)
    yield from box_office.look_up("orders", bare)


def _by_window(box_office: "Spektrix", start: date, end: date) -> Iterator[Record]:
    while start <= end:
        stop = min(end, start + timedelta(days=_DAYS - 1))
        yield from box_office.fetch("orders", Window(start, stop))
        start = stop + _DAY


def _cursor_of(page: ChangesPage) -> str | None:
    """`since` from the next page's address, of which only the query is used: it leaves the client's name out.

    A next page without one reads as the beginning of time, and so as a cursor that stands still.
    """
    following = page.paging.next if page.paging else None
    if not following:
        return None
    named = {name.lower(): values[0] for name, values in parse_qs(urlsplit(following).query).items()}
    return named.get("since", _written(datetime.min.replace(tzinfo=UTC)))


def _moment(cursor: str) -> datetime:
    """A cursor's time: up to seven digits of a second, UTC where it names no zone."""
    try:
        moment = msgspec.convert(cursor, datetime)
    except msgspec.ValidationError:
        return datetime.min.replace(tzinfo=UTC)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _nothing(_: bytes) -> None:
    return None
