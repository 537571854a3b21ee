"""What a line of a return says, filled from the register, the feed, the quarter before and what people set. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import msgspec

from houselights.register.attendance.methods import BY_TICKETS
from houselights.submissions.document import Line, Source, Totals
from houselights.submissions.fields import FIELDS, FIGURES, Value

_FROM_REGISTER = (
    "name", "event_type", "is_funded", "discipline", "sub_discipline", "distribution_type", "location",
    "postcode_district",
)  # fmt: skip
_KINDS = ("attendance", "participants", "digital_views")


@dataclass(frozen=True)
class Entry:
    """An event as the register has it, cut to the quarter: its days are those that lie in it."""

    event: int
    name: str
    event_type: str = ""
    is_funded: bool | None = None
    discipline: str = ""
    sub_discipline: str = ""
    distribution_type: str = ""
    location: str = ""
    postcode_district: str = ""
    first_on: date | None = None
    last_on: date | None = None
    performances: int | None = None  # as registered; None where the event reaches beyond the quarter
    is_ticketed: bool | None = None
    links: int = 0
    lost_links: int = 0  # to ids that the box office does not have


@dataclass(frozen=True)
class Counted:
    """What the gate released of an event in the quarter; the people of each kind by how they are known."""

    performances: int = 0
    first_on: date | None = None
    last_on: date | None = None
    tickets: int | None = None
    income_pence: int | None = None
    attendance: Mapping[str, int] = field(default_factory=dict)
    participants: Mapping[str, int] = field(default_factory=dict)
    digital_views: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Set:
    """A value that a person put in the place of what was filled in, and why."""

    value: Value
    reason: str
    by: int | None
    at: datetime


NOTHING = Counted()


def filled_line(entry: Entry, counted: Counted, before: Line | None, people_set: Mapping[str, Set]) -> Line:
    """One line: each value from where it is best known, and where that is."""
    values: dict[str, Any] = {}
    sources: dict[str, Source] = {}
    found = _filled(entry, counted, before)
    for name, (value, source) in (found | _no_method_of(people_set, found)).items():
        values[name], sources[name] = value, source
    for name, each in people_set.items():
        if name in FIELDS and each.value != values[name]:
            instead = values[name].isoformat() if isinstance(values[name], date) else values[name]
            sources[name] = Source("person", _detail(name, each.value), each.reason, instead, each.by, each.at)
            values[name] = date.fromisoformat(str(each.value)) if FIELDS[name].kind == "day" else each.value
    return Line(event=entry.event, sources=sources, **values)


_Filled = dict[str, tuple[Any, Source]]


def _no_method_of(people_set: Mapping[str, Set], found: _Filled) -> _Filled:
    """A figure that a person set is not known in the way that the one before was: they say how, or nobody knows."""
    unsaid = Source("nowhere", "Nobody has said how the figure that a person set is known.")
    others = [kind for kind in _KINDS if kind in people_set and people_set[kind].value != found[kind][0]]
    return {f"{kind}_method": ("", unsaid) for kind in others}


def _filled(entry: Entry, counted: Counted, before: Line | None) -> _Filled:
    found = {name: _registered(name, entry, before) for name in _FROM_REGISTER}
    found |= _days_and_performances(entry, counted)
    for kind in _KINDS:
        found |= _people(kind, getattr(counted, kind))
    box_office = Source("box office") if counted.tickets is not None else Source("nowhere", "No ticket is sold for it.")
    return found | {"tickets": (counted.tickets, box_office), "income_pence": (counted.income_pence, box_office)}


def _registered(name: str, entry: Entry, before: Line | None) -> tuple[Any, Source]:
    """The register; where that is blank, what the quarter before said of the same event."""
    value = getattr(entry, name)
    if value not in ("", None):
        return value, Source("register")
    earlier = getattr(before, name) if before else None
    return (value, Source("nowhere")) if earlier in ("", None) else (earlier, Source("last quarter"))


def _days_and_performances(entry: Entry, counted: Counted) -> dict[str, tuple[Any, Source]]:
    if counted.performances:
        source = Source("box office")
        days = {"first_on": (counted.first_on, source), "last_on": (counted.last_on, source)}
        return {**days, "performances": (counted.performances, source)}
    source = Source("register")
    known = source if entry.performances is not None else Source("nowhere", "It reaches beyond the quarter.")
    return {
        "first_on": (entry.first_on, source),
        "last_on": (entry.last_on, source),
        "performances": (entry.performances, known),
    }


def _people(kind: str, known: Mapping[str, int]) -> dict[str, tuple[Any, Source]]:
    """How many, and by which method most of them are known."""
    if not known:
        nowhere = Source("nowhere")
        return {kind: (None, nowhere), f"{kind}_method": ("", nowhere)}
    most = max(sorted(known), key=lambda name: known[name])
    by_feed = set(known) <= {"tickets_sold"}
    detail = "; ".join(f"{name.replace('_', ' ')} {known[name]}" for name in sorted(known))
    source = Source("box office" if by_feed else "register", detail)
    return {kind: (sum(known.values()), source), f"{kind}_method": ("" if most == "unknown" else most, source)}


def _detail(name: str, value: Value) -> str:
    return "by ticket" if name.endswith("_method") and value in BY_TICKETS else ""


def totals_of(lines: Sequence[Line]) -> Totals:
    """What the lines add up to, and how many do not know."""
    unknown = {name: sum(getattr(line, name) is None for line in lines) for name in FIGURES}
    sums = {name: sum(getattr(line, name) or 0 for line in lines) for name in FIGURES}
    return Totals(events=len(lines), unknown={name: many for name, many in unknown.items() if many}, **sums)


@dataclass(frozen=True)
class Difference:
    """A total beside the quarter before; `share` is the change as a part of what it was, None from nothing."""

    field: str
    title: str
    before: int
    now: int
    is_large: bool

    @property
    def change(self) -> int:
        return self.now - self.before

    @property
    def share(self) -> float | None:
        return self.change / self.before if self.before else None


_COMPARED = {"events": "Events"} | {name: FIELDS[name].title for name in FIGURES}


def differences(before: Mapping[str, int], now: Totals, large: float) -> list[Difference]:
    """Every total that is told of both quarters; `large`: from which part of itself on a change must be looked at."""
    found = []
    for name, title in _COMPARED.items():
        if name in before and (before[name] or now.known(name) is not None):
            was, is_now = before[name], getattr(now, name)
            is_large = abs(is_now - was) > large * was if was else is_now > 0
            found.append(Difference(name, title, was, is_now, is_large))
    return found


def as_mapping(totals: Totals) -> dict[str, int]:
    """Totals as `differences` compares them."""
    facts: dict[str, Any] = msgspec.structs.asdict(totals)
    return {name: facts[name] for name in _COMPARED}


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """By day, then name: the order of the page, of every file, and of every later version."""
    return tuple(sorted(lines, key=lambda line: (line.first_on or date.max, line.name.casefold(), line.event)))
