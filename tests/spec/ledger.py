"""The sandbox's ledger of one theatre, landed as a sync would leave it, and as plain records to count by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from houselights.home import Home
from houselights.sandbox.clock import Clock
from houselights.sandbox.orders import Order, Ticket
from houselights.sandbox.season import KINDS
from houselights.sandbox.sizes import Size
from houselights.sandbox.theatre import Theatre, make_theatre
from houselights.warehouse.build import build
from houselights.warehouse.builds import publish
from houselights.warehouse.bundle import Bundle, Exclusion, LandedFile, Link, PriceClass, RegisteredEvent
from houselights.warehouse.geography.layouts import AREAS, POSTCODES
from houselights.warehouse.landed import SCHEMAS
from houselights.warehouse.tables import authority_table
from spec import made_up_places as made_up

SLUG = "lyric"
SIZE = Size(36, 6, 420, 1_100, 160, 66, 8, 140, 0.8, 0.08)
TODAY = datetime(2026, 11, 20, 9, 0)
FIRST_SEEN, SEEN_AGAIN = datetime(2026, 9, 30, 23, 30), datetime(2026, 10, 20, 9, 0)  # the first is 1 October in London
CLASSES = {
    "Concession": "concession", "Student": "concession", "Under 16": "child", "Babe in Arms": "comp",
    "School Ticket": "school", "Member": "full",
}  # fmt: skip
HOME_POSTCODE, SECOND_POSTCODE = "LN11AA", "LN22BB"


@dataclass(frozen=True)
class Sale:
    """One ticket as the box office sold it; `gone_on` is when it was seen to be on its order no more."""

    order: int
    customer: int | None
    sold: datetime
    ticket: Ticket
    gone_on: date | None

    @property
    def event(self) -> int:
        return self.ticket.performance.event.number


class Ledger:
    """All sales of a theatre, and what people decided about its events: every fifth is not linked, one is excluded."""

    def __init__(self, seed: int) -> None:
        clock = Clock(TODAY)
        self.theatre: Theatre = make_theatre("lyric", "The Lyric", "1 Made-up Street", SIZE, seed, clock, [])
        self.events = self.theatre.catalogue.events
        self.excluded = self.events[3].number
        self.linked = {each.number: place for place, each in enumerate(self.events, 1) if place % 5 and place != 4}
        for place, performance in enumerate(self.theatre.catalogue.performances):
            performance.is_cancelled = performance.is_cancelled or place % 11 == 7
        self.sales = list(self._sales())

    def capacity(self, performance: Any) -> int | None:
        return None if performance.number % 3 == 0 else performance.plan.capacity

    def scanned(self, performance: Any) -> int | None:
        return None if performance.number % 4 == 0 else performance.number % 50

    def registered(self, number: int) -> RegisteredEvent:
        """What people wrote down: a little is left blank."""
        event = self.events[self.linked[number] - 1]
        kind = KINDS.get(event.kind)
        plan = event.performances[0].plan if event.performances else self.theatre.catalogue.plans[0]
        blank = number % 7 == 0
        return RegisteredEvent(
            id=self.linked[number],
            name=event.name,
            starts_on=None,
            ends_on=None,
            event_type="" if blank or kind is None else kind.event_type,
            discipline="" if blank else "Theatre",
            sub_discipline="" if blank or kind is None else kind.sub_disciplines[0],
            distribution_type="" if blank else "In person",
            is_funded=None if blank else number % 2 == 0,
            location=plan.building.name,
            location_postcode=self.postcode_of(plan.building.name),
        )

    @staticmethod
    def postcode_of(building: str) -> str:
        return {"The Lyric": HOME_POSTCODE, "The Lyric Studio": SECOND_POSTCODE}.get(building, "")

    def residence(self, customer: int) -> tuple[str, str | None]:
        """The kind of postcode and the postcode; every ninth record was not read yet."""
        postcode = self.theatre.people.someone(customer).postcode.replace(" ", "").upper()
        if customer % 9 == 0:
            return "not read yet", None
        return ("known", postcode) if len(postcode) in (6, 7) and postcode.isalnum() else ("missing", None)

    def area(self, postcode: str) -> tuple[dict[str, str], int, int] | None:
        """An area and a square made up from the postcode; one in eight is on no list."""
        place = sum(map(ord, postcode))
        listed = authority_table().to_pylist()
        return None if place % 8 == 0 else (listed[place % 40], 500 + place % 61, 300)

    def _sales(self) -> Iterator[Sale]:
        for order in self.theatre.orders:
            yield from (self._sale(order, ticket, None) for ticket in order.tickets)
            if order.number % 3 == 0 and order.tickets and order.first_sold < FIRST_SEEN - timedelta(days=1):
                gone = order.tickets[0]._replace(number=order.tickets[0].number + 1)
                yield self._sale(order, gone, SEEN_AGAIN.date())

    @staticmethod
    def _sale(order: Order, ticket: Ticket, gone_on: date | None) -> Sale:
        return Sale(order.number, order.customer, order.first_sold, ticket, gone_on)

    # -- as a sync leaves it

    def build(self, home: Path) -> None:
        """Land, build, publish."""
        files = tuple(self._land(home))
        bundle = Bundle(
            organisation=SLUG,
            time_zone="Europe/London",
            events=tuple(self.registered(number) for number in self.linked),
            links=tuple(Link(place, 1, f"e{number}") for number, place in self.linked.items()),
            files=files,
            postcode_vintage="",
            rules="",
            price_classes=tuple(PriceClass(1, *pair) for pair in CLASSES.items()),
            exclusions=(Exclusion(1, f"e{self.excluded}"),),
            places_told=("area_lsoa", "imd_decile", "rural_urban", "priority_place", "households"),
        )
        folder = Home(home).organisation(SLUG)
        built = build(bundle, home=home, organisation_folder=folder, **self._reference(home))
        publish(folder, built.number, data_as_of="2026-11-20T09:00:00+00:00", known_from="2026-10-01T09:00:00+00:00")

    def _reference(self, home: Path) -> dict[str, Path]:
        known = {post for _, post in map(self.residence, range(SIZE.customers)) if post and self.area(post)}
        areas = []
        for postcode in sorted(known):
            authority, east, north = self.area(postcode) or ({}, 0, 0)
            areas.append({
                "postcode_token": postcode, "local_authority": authority["code"],
                "kilometre_east": east, "kilometre_north": north, **made_up.codes(postcode),
            })  # fmt: skip
        venues = [
            {"postcode": HOME_POSTCODE, "local_authority": "x", "kilometre_east": 500, "kilometre_north": 300},
            {"postcode": SECOND_POSTCODE, "local_authority": "x", "kilometre_east": 510, "kilometre_north": 301},
        ]
        pq.write_table(pa.Table.from_pylist(areas, schema=AREAS), home / "areas.parquet")
        pq.write_table(pa.Table.from_pylist(venues, schema=POSTCODES), home / "postcodes.parquet")
        return {
            "areas": home / "areas.parquet", "postcodes": home / "postcodes.parquet",
            **made_up.write([each["code"] for each in authority_table().to_pylist()], home),
        }  # fmt: skip

    def _land(self, home: Path) -> Iterator[LandedFile]:
        kinds = {
            "performances": list(self._performances()),
            "house_counts": list(self._house_counts()),
            "orders": [row for order in self.theatre.orders for row in self._versions(order)],
            "tickets": [row for sale in self.sales for row in self._tickets(sale)],
            "customers": list(self._customers()),
        }
        for kind, rows in kinds.items():
            path = Path("organisations", SLUG, "landing", "1", kind, "1.parquet")
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMAS[kind]), home / path)
            yield LandedFile(1, kind, path.as_posix(), 1)

    def _performances(self) -> Iterator[dict[str, Any]]:
        for each in self.theatre.catalogue.performances:
            yield {
                "performance_id": f"p{each.number}", "event_id": f"e{each.event.number}",
                "starts_local": each.starts.replace(fold=0), "is_cancelled": each.is_cancelled,
                "venue_name": each.plan.building.name, "capacity": self.capacity(each), **_read(1),
            }  # fmt: skip

    def _house_counts(self) -> Iterator[dict[str, Any]]:
        for each in self.theatre.catalogue.performances:
            scanned = self.scanned(each)
            if scanned is not None:
                yield {"performance_id": f"p{each.number}", "sold": 0, "scanned": scanned, **_read(1)}

    def _versions(self, order: Order) -> Iterator[dict[str, Any]]:
        for reading in (1, 2):
            yield {
                "order_id": f"o{order.number}",
                "customer_id": None if order.customer is None else f"c{order.customer}",
                "first_sold_local": order.first_sold.replace(fold=0), **_read(reading),
            }  # fmt: skip

    @staticmethod
    def _tickets(sale: Sale) -> Iterator[dict[str, Any]]:
        ticket = sale.ticket
        for reading in (1,) if sale.gone_on else (1, 2):
            yield {
                "order_id": f"o{sale.order}", "ticket_id": f"t{ticket.number}",
                "event_id": f"e{ticket.performance.event.number}", "performance_id": f"p{ticket.performance.number}",
                "ticket_type": ticket.ticket_type.name, "original_pence": ticket.original_pence,
                "price_pence": ticket.price_pence, "discount_pence": ticket.discount_pence,
                "total_pence": ticket.total_pence, **_read(reading),
            }  # fmt: skip

    def _customers(self) -> Iterator[dict[str, Any]]:
        for customer in range(SIZE.customers):
            kind, postcode = self.residence(customer)
            if kind != "not read yet":
                yield {"customer_id": f"c{customer}", "postcode_kind": kind, "postcode_token": postcode, **_read(1)}


def _read(reading: int) -> dict[str, Any]:
    return {"connection_id": 1, "reading": reading, "seen_at": (FIRST_SEEN, SEEN_AGAIN)[reading - 1]}
