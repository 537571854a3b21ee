"""Plans a season: which kinds of event, when, where, at what price; and the oddities every real catalogue has."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from houselights.sandbox.catalogue import AttributeValue, Building, Catalogue, Event, Performance, Plan
from houselights.sandbox.ids import block
from houselights.sandbox.oddities import ODDITIES, Oddities
from houselights.sandbox.pricing import bands, offers, ticket_types
from houselights.sandbox.sizes import Size
from houselights.sandbox.titles import Titles


@dataclass(frozen=True)
class Kind:
    """A kind of event: how many of a hundred, how long it runs, what it costs, and what it is called elsewhere."""

    share: int
    runs: tuple[int, int]
    base_pence: int
    duration: int
    plan: int  # place in the theatre's plans: 0 main house, 1 studio, 2 learning room
    pull: float  # how full, beside others
    event_type: str
    sub_disciplines: tuple[str, ...]


_PERFORMANCE, _WORKSHOP = "Performance", "Workshop or participatory session"
KINDS: dict[str, Kind] = {
    "play": Kind(5, (10, 20), 2250, 140, 0, 1.0, _PERFORMANCE, ("Drama",)),
    "tour": Kind(12, (3, 7), 2450, 150, 0, 1.1, _PERFORMANCE, ("Drama", "Musical theatre", "Physical theatre")),
    "comedy": Kind(16, (1, 2), 1950, 120, 0, 1.3, _PERFORMANCE, ("Other theatre",)),
    "music": Kind(20, (1, 1), 2350, 135, 0, 1.2, _PERFORMANCE, ("Popular", "Jazz", "Folk", "World")),
    "classical": Kind(10, (1, 2), 2600, 125, 0, 0.8, _PERFORMANCE, ("Classical", "Choral", "Opera")),
    "dance": Kind(8, (1, 3), 1850, 80, 0, 0.7, _PERFORMANCE, ("Contemporary dance", "Ballet")),
    "family": Kind(9, (2, 6), 1350, 55, 1, 1.2, _PERFORMANCE, ("Family theatre", "Puppetry")),
    "workshop": Kind(7, (4, 8), 850, 120, 2, 0.9, _WORKSHOP, ("Craft", "Other theatre", "Spoken word")),
    "festival": Kind(6, (1, 1), 1250, 90, 1, 1.2, "Festival", ("Festivals", "Multi-disciplinary")),
    "film": Kind(4, (1, 3), 950, 110, 1, 0.8, "Screening", ("Digital and new media",)),
    "talk": Kind(3, (1, 1), 1050, 75, 1, 0.9, "Talk, reading or discussion", ("Spoken word", "Fiction")),
}
PANTO = Kind(0, (0, 0), 2150, 130, 0, 1.4, _PERFORMANCE, ("Family theatre", "Musical theatre"))


class Season:
    """Makes one theatre's catalogue from a source of chance, a size and the day it is today."""

    def __init__(self, chance: random.Random, size: Size, today: date, theatre: str, address: str) -> None:
        self._chance, self._size, self._today = chance, size, today
        self._titles = Titles(chance)
        self._opens = today - timedelta(days=round(size.months * 30.4))
        self._closes = today + timedelta(weeks=size.weeks_ahead)
        self._buildings = [
            Building(block(0), f"The {theatre}", address),
            Building(block(1), f"The {theatre} Studio", address),
            Building(block(2), "Online", "Online"),
        ]
        house, studio, online = self._buildings
        self._plans = [
            Plan(block(0), "Main House", house, size.main_house, True),
            Plan(block(1), "Studio", studio, max(90, size.main_house // 4), False),
            Plan(block(2), "Learning Room", studio, 60, False),
            Plan(block(3), "Online", online, 400, False),
        ]
        self._oddities = Oddities(chance, self._opens, self._plans[3])
        self._performances = 0

    def catalogue(self) -> Catalogue:
        """The whole of it, events in the order the box office set them up."""
        pantos = [f"panto-{year}" for year in range(self._opens.year, self._closes.year + 1) if self._has_panto(year)]
        specials = [*pantos, *ODDITIES]
        ordinary = self._size.events - len(specials)
        kinds = self._chance.choices(list(KINDS), [kind.share for kind in KINDS.values()], k=ordinary)
        wanted = [*specials, *kinds]
        self._chance.shuffle(wanted)
        events = [self._event(block(place), what) for place, what in enumerate(wanted)]
        return Catalogue(self._buildings, self._plans, ticket_types(), bands(), offers(), events)

    def _has_panto(self, year: int) -> bool:
        return self._opens <= date(year, 12, 1) and date(year, 12, 24) <= self._closes + timedelta(days=21)

    def _event(self, number: int, what: str) -> Event:
        if what.startswith("panto-"):
            return self._panto(number, int(what[6:]))
        name = self._chance.choice(["music", "comedy", "dance"]) if what in ODDITIES else what
        kind = KINDS[name]
        event = Event(number, self._titles.invent(name), name, kind.duration, kind.base_pence, self._attributes(kind))
        self._describe(event)
        wanted = 2 if what == "clocks-go-back" else self._chance.randint(*kind.runs)
        self._schedule(event, wanted, self._plans[self._plan_of(kind)])
        if what in ODDITIES:
            self._oddities.make(event, what)
        return event

    def _plan_of(self, kind: Kind) -> int:
        """One-night events sometimes play the studio."""
        return 1 if kind.plan == 0 and kind.runs[1] <= 2 and self._chance.random() < 0.25 else kind.plan

    def _panto(self, number: int, year: int) -> Event:
        title = f"{self._titles.invent('panto')} {year}"
        event = Event(number, title, "panto", PANTO.duration, PANTO.base_pence, self._attributes(PANTO))
        self._describe(event)
        day, wanted = date(year, 12, 8), self._size.panto_performances
        while len(event.performances) < wanted:
            if day.weekday() != 0 and (day.month, day.day) != (12, 25):
                for hour in (time(14, 0), time(18, 30)):
                    self._perform(event, self._plans[0], datetime.combine(day, hour), 200)
            day += timedelta(days=1)
        return event

    def _attributes(self, kind: Kind) -> dict[str, AttributeValue]:
        chance = self._chance
        return {
            "IlluminateEventType": kind.event_type,
            "IlluminateIsFunded": chance.choices(["Yes", "No"], [7, 3])[0],
            "IlluminateSubDiscipline": chance.choice(kind.sub_disciplines),
            "IlluminateDistributionType": "In person",
            "AgeGuidance": chance.choice(["", "", "7+", "12+", "14+"]),
            "FreeEvent": False,
            "BookingFee": 1.5,
            "LaunchDate": None,
        }

    def _describe(self, event: Event) -> None:
        event.description = (
            f"A made-up {event.kind} from a made-up theatre.\r\n\r\nRunning time about {event.duration} minutes."
        )
        if self._chance.random() < 0.3:
            event.web_event_id = event.name.lower().replace(" ", "-").replace(":", "")[:40]

    def _schedule(self, event: Event, wanted: int, plan: Plan) -> None:
        days = (self._closes - self._opens).days
        day = self._opens + timedelta(days=self._chance.randrange(days))
        weekly = event.kind == "workshop"
        day += timedelta(days=self._days_to_a_good_night(day, weekly))
        while len(event.performances) < wanted:
            if weekly:
                self._perform(event, plan, datetime.combine(day, time(10, 30)), 60)
                day += timedelta(days=7)
                continue
            if day.weekday() != 0:
                for hour in self._hours(event.kind, day)[: wanted - len(event.performances)]:
                    self._perform(event, plan, datetime.combine(day, hour), 150)
            day += timedelta(days=1)

    def _days_to_a_good_night(self, day: date, weekly: bool) -> int:
        """Mostly a Thursday to Saturday; Saturdays always for what happens weekly."""
        wanted = 5 if weekly else self._chance.choices([1, 2, 3, 4, 5, 6], [1, 2, 4, 6, 7, 2])[0]
        return (wanted - day.weekday()) % 7

    def _hours(self, kind: str, day: date) -> list[time]:
        if kind == "family":
            return [time(11, 0), time(14, 0)]
        if kind in {"play", "tour"} and day.weekday() in {2, 5}:
            return [time(14, 30), time(19, 30)]
        return [time(20, 0) if kind == "comedy" else time(19, 30)]

    def _perform(self, event: Event, plan: Plan, starts: datetime, on_sale_days: int) -> None:
        access: dict[str, AttributeValue] = {"Relaxed": False, "BSL": False, "Captioned": self._chance.random() < 0.05}
        on_sale = datetime.combine(starts.date() - timedelta(days=on_sale_days), time(10, 0))
        performance = Performance(block(self._performances), event, plan, starts, on_sale, access)
        self._performances += 1
        event.performances.append(performance)
