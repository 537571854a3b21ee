"""Every measure counted by hand: plain Python over a ledger's sales, knowing nothing of SQL or of our definitions."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from houselights.periods import financial_year_of, month_of, months_before, quarter_of
from houselights.warehouse.bundle import RegisteredEvent
from spec import made_up_places as made_up
from spec.ledger import CLASSES, SEEN_AGAIN, TODAY, Ledger, Sale

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SQUARES = {"The Lyric": (500, 300), "The Lyric Studio": (510, 301)}
PLACES = (
    "area_region",
    "area_local_authority",
    "distance_band",
    "area_lsoa",
    "imd_decile",
    "rural_urban",
    "priority_place",
)
Cells = dict[tuple[str, ...], Any]


@dataclass(frozen=True)
class Asking:
    """A question's basis and period; `where`: of which labels of which dimensions alone."""

    dated: str
    start: date | None = None
    end: date | None = None
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def until(self) -> date:
        return self.end or TODAY.date()


def counted_by_hand(seed: int, home: Path) -> tuple["ByHand", Path]:
    """A ledger of this seed, built in this home, and what plain Python counts of it."""
    ledger = Ledger(seed)
    ledger.build(home)
    return ByHand(ledger), home


class ByHand:
    """The answers to questions about one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.registered: dict[int, RegisteredEvent] = {number: ledger.registered(number) for number in ledger.linked}
        self.begins = min(sale.sold.date() for sale in ledger.sales if sale.event != ledger.excluded)
        self.tells_new = months_before(self.begins, -24)

    # -- what counts

    def counted(self, asking: Asking) -> list[Sale]:
        return [
            sale for sale in self.ledger.sales
            if sale.event in self.registered and not sale.gone_on and not sale.ticket.performance.is_cancelled
            and self._in(day_of(sale, asking.dated), asking)
            and all(self.label(sale, name, asking, ()) in labels for name, labels in asking.where)
        ]  # fmt: skip

    def returned(self, asking: Asking) -> list[Sale]:
        return [
            sale for sale in self.ledger.sales
            if sale.event in self.registered and sale.gone_on and self._in(sale.gone_on, asking)
        ]  # fmt: skip

    def performances(self, asking: Asking) -> list[Any]:
        return [
            each for each in self.ledger.theatre.catalogue.performances
            if each.event.number in self.registered and not each.is_cancelled and self._in(each.starts.date(), asking)
        ]  # fmt: skip

    def history(self) -> dict[int, list[Sale]]:
        """By person: here, each record is one."""
        found = defaultdict(list)
        for sale in self.ledger.sales:
            kept = not sale.gone_on and not sale.ticket.performance.is_cancelled and sale.event != self.ledger.excluded
            if sale.customer is not None and kept:
                found[sale.customer].append(sale)
        return found

    @staticmethod
    def _in(day: date, asking: Asking) -> bool:
        return (asking.start is None or asking.start <= day) and (asking.end is None or day <= asking.end)

    # -- where a ticket falls

    def label(self, sale: Sale, name: str, asking: Asking, others: Iterable[str]) -> str:
        day = day_of(sale, asking.dated)
        if name in ("new_or_returning", "frequency", "recency"):
            if sale.customer is None:
                return "unknown"
            return self._of_person(sale.customer, name, asking, day, others)
        if name in PLACES:
            return self._place(sale, name, day)
        of_sale: dict[str, Callable[[], str]] = {
            "hour": lambda: f"{(sale.sold if asking.dated == 'sale' else sale.ticket.performance.starts).hour:02}",
            "channel": lambda: "unknown",
            "price_class": lambda: CLASSES.get(sale.ticket.ticket_type.name, "other"),
            "lead_band": lambda: lead_band((sale.ticket.performance.starts.date() - sale.sold.date()).days),
        }
        return of_sale[name]() if name in of_sale else self.of_performance(sale.ticket.performance, name, day)

    def of_performance(self, performance: Any, name: str, day: date) -> str:
        event = self.registered[performance.event.number]
        labels = {
            "month": month_of(day), "quarter": quarter_of(day), "financial_year": financial_year_of(day),
            "weekday": DAYS[day.weekday()], "hour": f"{performance.starts.hour:02}",
            "performance": f"{performance.starts:%Y-%m-%d %H:%M} p{performance.number}",
            "event": f"{event.name} {event.id}",
            "is_funded": {True: "yes", False: "no", None: "unknown"}[event.is_funded],
        }  # fmt: skip
        return labels[name] if name in labels else getattr(event, name) or "unknown"

    def _place(self, sale: Sale, name: str, day: date) -> str:
        kind, postcode = self.ledger.residence(sale.customer) if sale.customer is not None else ("none", None)
        if kind == "not read yet":
            return kind
        found = self.ledger.area(postcode) if postcode else None
        if found is None:
            return "unknown"
        authority, east, north = found
        if name == "priority_place":
            return made_up.priority_place(authority["code"], day)
        if name != "distance_band":
            return _home(authority, postcode, name)
        square = SQUARES.get(self.registered[sale.event].location)
        return distance_band(((square[0] - east) ** 2 + (square[1] - north) ** 2) ** 0.5) if square else "unknown"

    def home(self, person: int, name: str) -> str:
        kind, postcode = self.ledger.residence(person)
        found = self.ledger.area(postcode) if postcode else None
        if found is None:
            return kind if kind == "not read yet" else "unknown"
        return _home(found[0], postcode, name)

    def authority(self, person: int | None) -> str | None:
        """The code of where they live."""
        postcode = self.ledger.residence(person)[1] if person is not None else None
        found = self.ledger.area(postcode) if postcode else None
        return found[0]["code"] if found else None

    # -- people

    def _of_person(self, person: int, name: str, asking: Asking, day: date, others: Iterable[str]) -> str:
        if name == "new_or_returning":
            return self.newness(person, asking, day, others)
        if months_before(self.begins, -24) > asking.until:
            return "unknown"
        return self.frequency(person, asking) if name == "frequency" else self.recency(person, asking)

    def newness(self, person: int, asking: Asking, day: date, others: Iterable[str]) -> str:
        """New if nothing of theirs is before the beginning of the cell: the latest of the period's and its month's."""
        begins = self.cell_begins(asking, day, others)
        if begins is None or begins < self.tells_new:
            return "unknown"
        first = min(day_of(sale, asking.dated) for sale in self.history()[person])
        return "new" if first >= begins else "returning"

    @staticmethod
    def cell_begins(asking: Asking, day: date, others: Iterable[str]) -> date | None:
        start_of_year = date(day.year - (day.month < 4), 4, 1)
        starts = {
            "month": day.replace(day=1),
            "quarter": day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1),
            "financial_year": start_of_year,
        }
        known = [starts[name] for name in others if name in starts] + ([asking.start] if asking.start else [])
        return max(known, default=None)

    def performances_24(self, person: int, asking: Asking) -> set[int]:
        since = months_before(asking.until, 24)
        seen = {sale.ticket.performance for sale in self.history()[person]}
        return {each.number for each in seen if since < each.starts.date() <= asking.until}

    def frequency(self, person: int, asking: Asking) -> str:
        times = len(self.performances_24(person, asking))
        return "10+" if times >= 10 else "5-9" if times >= 5 else "3-4" if times >= 3 else str(times)

    def last(self, person: int, asking: Asking) -> date | None:
        days = [sale.ticket.performance.starts.date() for sale in self.history()[person]]
        return max((day for day in days if day <= asking.until), default=None)

    def recency(self, person: int, asking: Asking) -> str:
        last = self.last(person, asking)
        if last is None:
            return "none yet"
        for label, months in (("0-3", 4), ("4-12", 13), ("13-24", 25), ("25-36", 37)):
            if last > months_before(asking.until, months):
                return label
        return "37+"


def day_of(sale: Sale, dated: str) -> date:
    if dated == "return":
        assert sale.gone_on
        return sale.gone_on
    return sale.sold.date() if dated == "sale" else sale.ticket.performance.starts.date()


def lead_band(days: int) -> str:
    if days <= 0:
        return "same day" if days == 0 else "after the day"
    return "1-7 days" if days <= 7 else "8-28 days" if days <= 28 else "29-90 days" if days <= 90 else "91+ days"


def distance_band(kilometres: float) -> str:
    for limit, label in ((2, "0-2 km"), (5, "2-5 km"), (10, "5-10 km"), (20, "10-20 km"), (50, "20-50 km")):
        if kilometres < limit:
            return label
    return "50+ km"


# What each measure makes of the tickets of one cell.
def is_comp(sale: Sale) -> bool:
    free = sale.ticket.original_pence == 0 and sale.ticket.price_pence == 0
    return free or CLASSES.get(sale.ticket.ticket_type.name) == "comp"


def _home(authority: dict[str, str], postcode: str | None, name: str) -> str:
    if name in ("area_region", "area_local_authority"):
        return authority["region"] if name == "area_region" else f"{authority['name']} {authority['code']}"
    return made_up.label(postcode or "", name)


def share(numerator: float, denominator: float) -> float | None:
    return numerator / denominator if denominator else None


def paid(sales: list[Sale]) -> list[Sale]:
    return [sale for sale in sales if sale.ticket.total_pence > 0]


def pence(sales: list[Sale]) -> int:
    return sum(sale.ticket.total_pence for sale in sales)


def face(sales: list[Sale]) -> int:
    return sum(sale.ticket.original_pence for sale in sales)


def customers(sales: list[Sale]) -> int:
    return len({sale.customer for sale in sales} - {None})


def ahead(sales: list[Sale]) -> float | None:
    days = [(sale.ticket.performance.starts.date() - sale.sold.date()).days for sale in sales]
    return median(days) if days else None


def concessions(sales: list[Sale]) -> int:
    return sum(CLASSES.get(sale.ticket.ticket_type.name) == "concession" and not is_comp(sale) for sale in sales)


OF_TICKETS: dict[str, Callable[[list[Sale]], Any]] = {
    "tickets": len,
    "orders": lambda sales: len({sale.order for sale in sales}),
    "customers": customers,
    "bookers": customers,
    "income": pence,
    "face_value": face,
    "yield": lambda sales: share(pence(sales), len(sales)),
    "average_price": lambda sales: share(pence(paid(sales)), len(paid(sales))),
    "discount_depth": lambda sales: share(face(paid(sales)) - pence(paid(sales)), face(paid(sales))),
    "comps": lambda sales: sum(map(is_comp, sales)),
    "concession_share": lambda sales: share(concessions(sales), sum(not is_comp(sale) for sale in sales)),
    "party_size": lambda sales: share(len(sales), len({(s.order, s.ticket.performance.number) for s in sales})),
    "lead_days": ahead,
}
__all__ = ["OF_TICKETS", "SEEN_AGAIN", "Asking", "ByHand", "counted_by_hand", "day_of", "share"]
