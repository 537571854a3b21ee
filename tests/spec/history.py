"""A made-up theatre's landing, growing at random: what people buy, give back, exchange and decide."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from houselights.rows import RULES_VERSION
from houselights.warehouse.bundle import (
    Bundle,
    Exclusion,
    HouseAccount,
    LandedFile,
    Link,
    PartedRecords,
    PriceClass,
    RegisteredEvent,
)
from houselights.warehouse.landed import SCHEMAS, compacted_schema, made_of

SLUG = "lyric"
EVENTS, PERFORMANCES, CUSTOMERS, ORDERS = 5, 9, 14, 40
CONNECTIONS = (1, 2)
TYPES = ("Full Price", "Schools 10+", "Z Guest Ticket")
REGISTER = tuple(RegisteredEvent(n, f"Event {n}", None, None, "", "", "", "", None, "") for n in range(1, 4))
NOBODY = Bundle(SLUG, "Europe/London", REGISTER, (), (), "2025", "rules")
Row = dict[str, Any]


@dataclass
class History:
    """All that was landed, and what is decided; `step` lets a day pass."""

    home: Path
    dice: random.Random
    bundle: Bundle = NOBODY
    reading: int = 0
    seen_at: datetime = datetime(2026, 1, 10, 9)
    orders: dict[tuple[int, str], Row] = field(default_factory=dict)

    def begin(self) -> None:
        """A first reading of everything, and some of it linked."""
        for connection in CONNECTIONS:
            self.land("performances", connection, [self._performance(n) for n in range(PERFORMANCES - 2)])
            self.land_orders(connection, [f"o{n}" for n in range(ORDERS)])
            self.land("customers", connection, [self._customer(n) for n in range(CUSTOMERS // 2)])
        self.bundle = msgspec.structs.replace(
            self.bundle, links=tuple(Link(at, at, f"e{number}") for number in range(3) for at in CONNECTIONS)
        )

    def step(self) -> str:
        """Something happens; its name."""
        self.seen_at += timedelta(hours=self.dice.choice([0, 1, 30]))  # not every reading has a second of its own
        what = self.dice.choice([
            self.sell, self.sell, self.change, self.change, self.read_customers, self.read_performances, self.link,
            self.classify, self.exclude, self.part, self.say_who_is_nobody, self.compact, self.load_places,
        ])  # fmt: skip
        what()
        return what.__name__

    # -- what happens

    def sell(self) -> None:
        self.land_orders(self._connection(), [f"o{self.dice.randrange(ORDERS, 3 * ORDERS)}" for _ in range(2)])

    def change(self) -> None:
        connection = self._connection()
        known = [order for at, order in self.orders if at == connection]
        self.land_orders(connection, self.dice.sample(known, 2))

    def read_customers(self) -> None:
        self.land("customers", self._connection(), [self._customer(self.dice.randrange(CUSTOMERS)) for _ in range(2)])

    def read_performances(self) -> None:
        self.land("performances", self._connection(), [self._performance(self.dice.randrange(PERFORMANCES))])

    def link(self) -> None:
        narrowed = self.dice.choice([None, ("p1", "p2"), ("p3",)])
        new = Link(self.dice.randint(1, 3), self._connection(), self._event(), narrowed)
        self._decide("links", new, alike=lambda each: each.box_office_event_id == new.box_office_event_id)

    def classify(self) -> None:
        new = PriceClass(self._connection(), self.dice.choice(TYPES), self.dice.choice(["comp", "full", "school"]))
        self._decide("price_classes", new, alike=lambda each: each.ticket_type == new.ticket_type)

    def exclude(self) -> None:
        new = Exclusion(self._connection(), self._event())
        self._decide("exclusions", new, alike=lambda each: each == new)

    def part(self) -> None:
        one = self.dice.randrange(CUSTOMERS // 2)  # who were read at first; theirs is the record beside it, or the same
        pair = PartedRecords(1, f"c{one}", 2, f"c{one ^ self.dice.randrange(2)}")
        self._decide("parted", pair, alike=lambda each: each == pair)

    def say_who_is_nobody(self) -> None:
        new = HouseAccount(self._connection(), f"c{self.dice.randrange(CUSTOMERS)}")
        self._decide("house_accounts", new, alike=lambda each: each == new)

    def load_places(self) -> None:
        """Another postcode list: the same landing, and other areas."""
        vintage = "2026" if self.bundle.postcode_vintage == "2025" else "2025"
        self.bundle = msgspec.structs.replace(self.bundle, postcode_vintage=vintage)

    def compact(self) -> None:
        """All files of a kind become one, also those that no build has seen yet."""
        connection, kind = self._connection(), self.dice.choice(["orders", "tickets", "customers", "performances"])
        some = [file for file in self.bundle.files if (file.connection_id, file.kind) == (connection, kind)]
        paths = [self.home / file.path for file in some]
        older = {each for path in paths for each in made_of(path)}
        schema = compacted_schema(kind, older | {file.path for file in some})
        rows = [row for path in paths for row in pq.read_table(path, schema=SCHEMAS[kind]).to_pylist()]
        self.reading += 1
        kept = tuple(file for file in self.bundle.files if file not in some)
        self.bundle = msgspec.structs.replace(self.bundle, files=kept)
        self._write(kind, connection, pa.Table.from_pylist(rows, schema=schema))
        for path in paths:
            path.unlink()

    # -- how it is landed

    def land(self, kind: str, connection: int, rows: list[Row], *, same_reading: bool = False) -> None:
        self.reading += not same_reading
        stamp = {"connection_id": connection, "reading": self.reading, "seen_at": self.seen_at}
        stamp |= {"rules_version": RULES_VERSION, "content": f"{self.reading}"}
        newest = list({row.get(f"{kind[:-1]}_id", place): row for place, row in enumerate(rows)}.values())
        rows = newest if kind != "tickets" else rows
        self._write(kind, connection, pa.Table.from_pylist([{**row, **stamp} for row in rows], schema=SCHEMAS[kind]))

    def land_orders(self, connection: int, names: list[str]) -> None:
        names = sorted({*names})
        for name in names:
            self.orders[connection, name] = self._order(connection, name)
        tickets = [self._ticket(name) for name in names for _ in range(self.dice.randint(0, 3))]
        held = {(ticket["order_id"], ticket["ticket_id"]): ticket for ticket in tickets}
        self.land("orders", connection, [self.orders[connection, name] for name in names])
        self.land("tickets", connection, [*held.values()], same_reading=True)

    def _write(self, kind: str, connection: int, table: pa.Table) -> None:
        path = Path("organisations", SLUG, "landing", str(connection), kind, f"{self.reading:09d}.parquet")
        (self.home / path).parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, self.home / path)
        landed = LandedFile(connection, kind, path.as_posix(), 1)
        self.bundle = msgspec.structs.replace(self.bundle, files=(*self.bundle.files, landed))

    def _decide(self, field_name: str, new: Any, *, alike: Any) -> None:
        """Decided anew, or taken back where it was decided so already."""
        before = getattr(self.bundle, field_name)
        left = tuple(each for each in before if not alike(each))
        now = left if new in before else (*left, new)
        self.bundle = msgspec.structs.replace(self.bundle, **{field_name: now})

    # -- made-up rows

    def _connection(self) -> int:
        return self.dice.choice(CONNECTIONS)

    def _event(self) -> str:
        return f"e{self.dice.randrange(EVENTS)}"

    def _performance(self, number: int) -> Row:
        starts = datetime(2026, 3, 1, 19, 30) + timedelta(days=self.dice.randrange(60))
        return {
            "performance_id": f"p{number}", "event_id": f"e{number % EVENTS}", "starts_local": starts,
            "starts_utc": starts, "is_cancelled": self.dice.random() < 0.1, "capacity": 100,
        }  # fmt: skip

    def _order(self, connection: int, name: str) -> Row:
        before = self.orders.get((connection, name), {})
        sold = before.get("first_sold_local") or datetime(2026, 1, 5, 12) + timedelta(hours=self.dice.randrange(99))
        customer = before.get("customer_id") or f"c{self.dice.randrange(CUSTOMERS)}"
        if self.dice.random() < 0.1:
            customer = self.dice.choice([None, f"c{self.dice.randrange(CUSTOMERS)}"])  # merged
        return {"order_id": name, "customer_id": customer, "first_sold_local": sold, "first_sold_utc": sold}

    def _ticket(self, order: str) -> Row:
        """Few ids for many orders: most tickets are one order's now and another's later."""
        performance = self.dice.randrange(PERFORMANCES)
        pence = self.dice.choice([0, 1200, 1800])
        return {
            "order_id": order, "ticket_id": f"t{self.dice.randrange(4 * ORDERS)}",
            "event_id": f"e{performance % EVENTS}", "performance_id": f"p{performance}",
            "ticket_type": self.dice.choice(TYPES), "original_pence": pence,
            "price_pence": pence, "discount_pence": 0, "total_pence": pence,
        }  # fmt: skip

    def _customer(self, number: int) -> Row:
        """Two records in a row are often one person's."""
        person = number // 2 if self.dice.random() < 0.8 else number + 100
        tokens = {"email": f"m{person}", "name_postcode": f"n{person}", "surname_initial_postcode": f"s{person}"}
        kind = self.dice.choice(["known", "known", "missing"])
        token = f"token{self.dice.randrange(3)}" if kind == "known" else None
        return {
            "customer_id": f"c{number}", "postcode_kind": kind, "postcode_token": token, "consents": "{}",
            "tokens": msgspec.json.encode(tokens).decode(),
        }  # fmt: skip
