"""The sandbox's clock: it ticks like the real one, and tests and demos may set it or move it on.

The theatre, its sales and the `Date` header all follow this clock. The age of a signature is judged by real time, so
that moving the theatre on by a month does not lock out every client whose own clock stayed where it was.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock:
    """Real time, shifted."""

    def __init__(self, starts_at: datetime | None = None) -> None:
        self._shift = timedelta(0)
        if starts_at is not None:
            self.set_to(starts_at)

    def now(self) -> datetime:
        """Theatre time, in UTC."""
        return datetime.now(UTC) + self._shift

    def today(self) -> date:
        """The day it is at the theatre."""
        return self.now().astimezone(LONDON).date()

    def set_to(self, moment: datetime) -> None:
        """Make it this moment; a time without a zone is the theatre's own."""
        aware = moment if moment.tzinfo else moment.replace(tzinfo=LONDON)
        self._shift = aware.astimezone(UTC) - datetime.now(UTC)

    def move_on(self, by: timedelta) -> None:
        """Move the theatre by this much (backwards too)."""
        self._shift += by


def utc_of(local: datetime) -> datetime:
    """Theatre time as UTC; an ambiguous hour is told apart by `fold`."""
    return local.replace(tzinfo=LONDON).astimezone(UTC).replace(tzinfo=None)


def local_of(utc: datetime) -> datetime:
    """UTC without a zone as theatre time."""
    return utc.replace(tzinfo=UTC).astimezone(LONDON).replace(tzinfo=None)
