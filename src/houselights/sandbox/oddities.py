"""The odd entries that every real catalogue has: a test event, a staff party, a night when 01:30 comes twice."""

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from houselights.sandbox.catalogue import Event, Performance, Plan

ODDITIES = ("test", "staff", "online", "archived", "clocks-go-back", "cancelled", "misspelt", "blank", "blank")
TEST_EVENT, STAFF_EVENT = "TEST EVENT do not use", "Staff Party"


class Oddities:
    """Turns ordinary events into odd ones."""

    def __init__(self, chance: random.Random, opens: date, online: Plan) -> None:
        self._chance, self._opens, self._online = chance, opens, online
        self._makers: dict[str, Callable[[Event], None]] = {
            "test": self._test,
            "staff": self._staff,
            "online": self._on_line,
            "archived": self._archived,
            "clocks-go-back": self._clocks_go_back,
            "cancelled": self._cancelled,
            "misspelt": self._misspelt,
            "blank": self._blank,
        }

    def make(self, event: Event, what: str) -> None:
        """Make it odd in this way."""
        self._makers[what](event)

    def _test(self, event: Event) -> None:
        event.name, event.is_web_visible = TEST_EVENT, False
        self._move_into_the_past(event)

    def _staff(self, event: Event) -> None:
        event.name, event.is_web_visible = STAFF_EVENT, False
        event.attributes["IlluminateEventType"] = ""
        self._move_into_the_past(event)

    def _on_line(self, event: Event) -> None:
        event.name = f" {event.name} (live stream)"  # the space is meant: real names have them
        event.attributes["IlluminateDistributionType"] = "Live stream"
        for performance in event.performances:
            performance.plan = self._online

    def _archived(self, event: Event) -> None:
        event.is_archived = True
        self._move_into_the_past(event)

    def _clocks_go_back(self, event: Event) -> None:
        """One performance at 01:30 summer time, the other an hour later at 01:30 winter time."""
        event.name = "The Clocks Go Back Cabaret"
        starts = datetime.combine(last_sunday_of_october(self._opens), time(1, 30))
        for fold, performance in enumerate(event.performances):
            _move(performance, starts.replace(fold=fold))

    def _cancelled(self, event: Event) -> None:
        event.performances[0].is_cancelled = True

    def _misspelt(self, event: Event) -> None:
        event.attributes["IlluminateEventType"] = "Perfomance"

    def _blank(self, event: Event) -> None:
        for name in event.attributes:
            if name.startswith("Illuminate"):
                event.attributes[name] = ""

    def _move_into_the_past(self, event: Event) -> None:
        day = self._opens + timedelta(days=self._chance.randrange(60, 200))
        for nights, performance in enumerate(event.performances):
            _move(performance, datetime.combine(day + timedelta(days=nights), time(19, 30)))


def _move(performance: Performance, starts: datetime) -> None:
    performance.starts, performance.on_sale_from = starts, starts.replace(hour=10, minute=0) - timedelta(days=40)


def last_sunday_of_october(after: date) -> date:
    """The first night on or after a day when British clocks go back."""
    for year in (after.year, after.year + 1):
        end = date(year, 10, 31)
        sunday = end - timedelta(days=(end.weekday() + 1) % 7)
        if sunday >= after:
            break
    return sunday
