"""A labelled set: made-up theatres whose register and box office name the same things differently, and the truth.

Written before the scoring, and hard on purpose: titles share their words, runs repeat, years return, places differ.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from houselights.register.suggestions.entries import Registered, Sold

from .spelling import WORDS, at_box_office, other_name, retyped

SEASON = date(2025, 9, 1)


@dataclass
class Theatre:
    """One organisation's two lists, and which pairs are true, each with the case it was made for."""

    random: random.Random
    registered: list[Registered] = field(default_factory=list)
    sold: list[Sold] = field(default_factory=list)
    truth: dict[tuple[int, int], str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    titles: list[str] = field(default_factory=list)

    def title(self) -> str:
        if not self.titles:
            made = [f"The {adjective} {noun}" for adjective in WORDS["adjectives"] for noun in WORDS["nouns"]]
            self.titles = self.random.sample(made, len(made)) + self.random.sample(
                WORDS["classics"], len(WORDS["classics"])
            )
            self.random.shuffle(self.titles)
        return self.titles.pop()

    def day(self) -> date:
        return SEASON + timedelta(days=self.random.randrange(480))

    def run(self) -> tuple[date, date, int]:
        """First day, last day, performances."""
        first, nights = self.day(), self.random.choice([1, 1, 1, 2, 3, 5, 12, 20])
        return first, first + timedelta(days=nights - 1), nights

    def register(self, name: str, first: date, last: date, nights: int, place: str = "") -> Registered:
        """As people type it in: often without the end, the place or the number, and sometimes a few days out."""
        chance = self.random.random()
        start: date | None = first
        end: date | None = last
        if chance < 0.06:
            start = end = None
        elif chance < 0.14:
            end = None
        elif chance < 0.20:
            start = first + timedelta(days=self.random.choice([-1, 1]))
            end = max(start, last)
        event = Registered(
            next(self.numbers),
            retyped(name, self.random),
            start,
            end,
            place=(place or WORDS["places"][0]) if self.random.random() < 0.7 else "",
            performances=nights if self.random.random() < 0.6 else None,
        )
        self.registered.append(event)
        return event

    def sell(self, name: str, first: date, last: date, nights: int, place: str = "") -> Sold:
        """As the box office has it: dates, building and number of performances are facts there."""
        row = next(self.numbers)
        sold = Sold(row, str(70000 + row), name, first, last, place or WORDS["places"][0], performances=nights)
        self.sold.append(sold)
        return sold

    def same(self, case: str, sold: Sold, *events: Registered) -> None:
        for event in events:
            self.truth[event.id, sold.row] = case


def plain(theatre: Theatre) -> None:
    """One event, one box-office event, spelt by two people."""
    name, run = theatre.title(), theatre.run()
    theatre.same("plain", theatre.sell(at_box_office(name, theatre.random), *run), theatre.register(name, *run))


def with_cast(theatre: Theatre) -> None:
    name, run, who = theatre.title(), theatre.run(), theatre.random.choice(WORDS["people"])
    form = theatre.random.choice(["{} starring {}", "{} with {}", "{} by {}", "{} feat. {}", "{} - {}"])
    longer = form.format(name, who)
    if theatre.random.random() < 0.3:
        longer = theatre.random.choice([f"{who} presents {name}", f"{who}: {name}", f"{who} in {name}"])
    sold = theatre.sell(at_box_office(longer, theatre.random), *run)
    theatre.same("cast", sold, theatre.register(name, *run))


def renamed(theatre: Theatre) -> None:
    """Announced under a working title: one side never heard of the new one."""
    name, run = theatre.title(), theatre.run()
    sold = theatre.sell(at_box_office(other_name(name, theatre.title(), theatre.random), theatre.random), *run)
    theatre.same("renamed", sold, theatre.register(name, *run))


def moved(theatre: Theatre) -> None:
    """Rescheduled by days or weeks, and the register never followed."""
    name, (first, last, nights) = theatre.title(), theatre.run()
    by = timedelta(days=theatre.random.choice([2, 5, 14, 28]))
    sold = theatre.sell(at_box_office(name, theatre.random), first + by, last + by, nights)
    theatre.same("moved", sold, theatre.register(name, first, last, nights))


def split(theatre: Theatre) -> None:
    """One activity that the box office keeps as several: its access performances apart, or its weeks."""
    name, first = theatre.title(), theatre.day()
    last = first + timedelta(days=13)
    event = theatre.register(name, first, last, 14)
    if theatre.random.random() < 0.3:
        halves = (first, first + timedelta(days=6)), (first + timedelta(days=7), last)
        for number, (begin, end) in enumerate(halves, 1):
            theatre.same("split", theatre.sell(f"{name} (week {number})", begin, end, 7), event)
        return
    theatre.same("split", theatre.sell(at_box_office(name, theatre.random), first, last, 13), event)
    day = first + timedelta(days=theatre.random.randrange(2, 12))
    theatre.same("split", theatre.sell(theatre.random.choice(WORDS["access"]).format(name), day, day, 1), event)


def merged(theatre: Theatre) -> None:
    """Several activities under one box-office event."""
    first = theatre.day()
    one, other = theatre.title(), theatre.title()
    joined = theatre.random.choice(["{} + {}", "{} / {}", "{} & {}", "Double Bill: {} and {}"]).format(one, other)
    sold = theatre.sell(joined, first, first + timedelta(days=3), 4)
    events = [theatre.register(name, first, first + timedelta(days=3), 4) for name in (one, other)]
    theatre.same("merged", sold, *events)


def double_bill(theatre: Theatre) -> None:
    run, one, other = theatre.run(), theatre.title(), theatre.title()
    sold = theatre.sell(f"{other} & {one}", *run)
    theatre.same("double bill", sold, theatre.register(f"Double bill: {one} / {other}", *run))


def touring(theatre: Theatre) -> None:
    """The same title on a tour of places, each an activity of its own, days apart or in the same week."""
    name, first = theatre.title(), theatre.day()
    for stop, place in enumerate(theatre.random.sample(WORDS["places"], 3)):
        begin = first + timedelta(days=stop * theatre.random.choice([0, 1, 3]))
        end = begin + timedelta(days=theatre.random.choice([0, 1]))
        told = f"{name} at {place}" if theatre.random.random() < 0.3 else at_box_office(name, theatre.random)
        sold = theatre.sell(told, begin, end, (end - begin).days + 1, place)
        written = f"{name} ({place})" if theatre.random.random() < 0.4 else name
        theatre.same("touring", sold, theatre.register(written, begin, end, (end - begin).days + 1, place))


def repeated(theatre: Theatre) -> None:
    """A club night under one title, every week or month, some of them on one side only."""
    name, first = theatre.random.choice(WORDS["clubs"]), theatre.day()
    every = theatre.random.choice([7, 14, 28])
    for night in range(6):
        day = first + timedelta(days=every * night)
        sides = theatre.random.choice(["both", "both", "both", "sold", "registered"])
        sold = theatre.sell(at_box_office(name, theatre.random), day, day, 1) if sides != "registered" else None
        event = theatre.register(name, day, day, 1) if sides != "sold" else None
        if sold and event:
            theatre.same("repeated", sold, event)


def annual(theatre: Theatre) -> None:
    """The same pantomime two winters running; one of the four is often missing on the other side."""
    name = theatre.random.choice(WORDS["pantos"])
    for year in (2025, 2026):
        first = date(year, 12, theatre.random.randrange(1, 12))
        run = first, first + timedelta(days=30), 45
        told = theatre.random.choice([name, f"{name} {year}", f"{name} {year}-{year % 100 + 1}", f"{name} Panto"])
        sides = theatre.random.choice(["both", "both", "sold", "registered"])
        sold = theatre.sell(told, *run) if sides != "registered" else None
        event = theatre.register(theatre.random.choice([name, f"{name} {year}"]), *run) if sides != "sold" else None
        if sold and event:
            theatre.same("annual", sold, event)


def numbered(theatre: Theatre) -> None:
    """Two parts of one play in the same days: the number is all that tells them apart."""
    name, (first, last, nights) = theatre.title(), theatre.run()
    for part, roman in ((1, "I"), (2, "II")):
        told = theatre.random.choice([f"{name} Part {part}", f"{name}: Part {roman}", f"{name} - Pt {part}"])
        event = theatre.register(f"{name} Part {part}", first, last, nights)
        theatre.same("numbered", theatre.sell(told, first, last, nights), event)


def festival(theatre: Theatre) -> None:
    """A festival that is one activity and sold in parts; some parts are on the register by themselves."""
    name, first = (
        f"{theatre.random.choice(WORDS['festivals'])} {theatre.random.choice(WORDS['people']).split()[-1]}",
        theatre.day(),
    )
    whole = theatre.register(name, first, first + timedelta(days=5), 5)
    for part, strand in enumerate(theatre.random.sample(WORDS["strands"], 5)):
        day = first + timedelta(days=part)
        told = theatre.random.choice([f"{name}: {strand}", f"{name} - {strand}", f"{name} {first.year}: {strand}"])
        sold = theatre.sell(told, day, day, 1)
        alone = theatre.random.random() < 0.3
        theatre.same("festival", sold, theatre.register(f"{name}: {strand}", day, day, 1) if alone else whole)


def one_sided(theatre: Theatre) -> None:
    """Nothing on the other side: hires and sundries, what goes with a show, free events, near namesakes that night."""
    name, (first, last, nights) = theatre.title(), theatre.run()
    theatre.same("plain", theatre.sell(name, first, last, nights), theatre.register(name, first, last, nights))
    theatre.sell(theatre.random.choice(WORDS["others"]).format(name), first, first, 1)
    theatre.sell(theatre.random.choice(WORDS["hires"]), *theatre.run())
    theatre.register(f"{theatre.title()} (free, no booking)", *theatre.run())
    theatre.register(f"The {name.split()[-1]} {theatre.random.choice(WORDS['nouns'])}", first, last, nights)


CASES: dict[Callable[[Theatre], None], int] = {
    plain: 30,
    with_cast: 12,
    renamed: 4,
    moved: 5,
    split: 8,
    merged: 4,
    double_bill: 3,
    touring: 5,
    repeated: 4,
    annual: 4,
    numbered: 3,
    festival: 4,
    one_sided: 10,
}


def made_theatre(seed: int) -> Theatre:
    """One theatre; the same seed is the same theatre."""
    theatre = Theatre(random.Random(seed))
    cases = [case for case, times in CASES.items() for _ in range(times)]
    theatre.random.shuffle(cases)
    for case in cases:
        case(theatre)
    return theatre
