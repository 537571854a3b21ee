"""Venue time and UTC, checked against each other and the zone: most times come twice, and both nights matter."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_HOURS = 24  # of a day


class TimesDisagree(ValueError):
    """The local time is not the UTC time in this zone."""


def both_times(local: datetime | None, utc: datetime | None, zone: str) -> tuple[datetime, datetime] | None:
    """(naive local, aware UTC) from whichever are given; None without either, TimesDisagree where they differ.

    A local time alone that comes twice, on the night the clocks go back, is taken for the first of the two.
    """
    if utc is not None:
        return _from_utc(local, _aware(utc), zone)
    if local is None:
        return None
    if local.tzinfo is not None:
        return _from_utc(None, local.astimezone(UTC), zone)
    return _from_utc(None, local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC), zone)


def _aware(utc: datetime) -> datetime:
    if utc.tzinfo is UTC:
        return utc
    return utc.replace(tzinfo=UTC) if utc.tzinfo is None else utc.astimezone(UTC)


def _from_utc(local: datetime | None, utc: datetime, zone: str) -> tuple[datetime, datetime]:
    expected = (utc + _offset(utc.toordinal() * _HOURS + utc.hour, zone)).replace(tzinfo=None)
    if local is not None and local.replace(tzinfo=None) != expected and not _is_skipped(local, utc, zone):
        raise TimesDisagree
    return expected, utc


def _is_skipped(local: datetime, utc: datetime, zone: str) -> bool:
    """A clock that nobody has put forward yet shows an hour that never was, by the offset of the day before."""
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC) == utc


@lru_cache(maxsize=50_000)
def _offset(hour: int, zone: str) -> timedelta:
    """What local time is ahead of UTC by, in an hour since the year 1: looking it up costs more than an order."""
    day, hour = divmod(hour, _HOURS)
    moment = datetime.fromordinal(day).replace(hour=hour, tzinfo=UTC)
    return moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)
