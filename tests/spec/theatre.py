"""A made-up theatre of a few rows: its small tables become landed files and a bundle, as a sync would leave them."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from houselights.periods import to_utc
from houselights.rows import RULES_VERSION
from houselights.warehouse.bundle import AttendanceGiven, Bundle, LandedFile, Link, PriceClass, RegisteredEvent
from houselights.warehouse.geography.layouts import AREAS
from houselights.warehouse.landed import SCHEMAS
from houselights.warehouse.tables import authority_table
from spec import lists

Rows = list[dict[str, str]]

SLUG = "lyric"
ZONE = "Europe/London"
EVENT = "Emma"  # of the register and the box office, where a test names none
SEEN = "2026-01-10"
SOLD = "2026-01-05 12:00"
FUNDED = {"yes": True, "no": False}
UNUSABLE = ("missing", "invalid", "foreign")


class Theatre:
    """Rows by the small tables' names; every cell left blank is the default."""

    def __init__(self, **tables: Rows) -> None:
        self.tables = tables
        self.sales = [_numbered(number, row) for number, row in enumerate(self._rows("ticket_sales"), 1)]
        self.registered = self._rows("events") or [{"event": EVENT}]

    def land(self, home: Path) -> tuple[LandedFile, ...]:
        """Write every landed file below the home: one per kind, connection and day seen, in the order of days."""
        found = []
        for kind, rows in self._landed().items():
            for key in sorted({(row["seen_at"], row["connection_id"]) for row in rows}):
                some = [row for row in rows if (row["seen_at"], row["connection_id"]) == key]
                found.append(_write(home, kind, key[1], len(found) + 1, some))
        return tuple(found)

    def bundle(self, files: tuple[LandedFile, ...]) -> Bundle:
        """What people decided: the register, and links that follow names where a test gives none."""
        return Bundle(
            organisation=SLUG,
            time_zone=ZONE,
            events=tuple(_registered(number, row) for number, row in enumerate(self.registered, 1)),
            links=tuple(self._links()),
            files=files,
            postcode_vintage="",
            rules="",
            places_told=lists.told(self.tables),
            attendance=tuple(_attended(self._numbers(), row) for row in self._rows("attendance")),
            price_classes=tuple(
                PriceClass(int(row.get("connection", 1)), row["ticket_type"], row["price_class"])
                for row in self._rows("ticket_types")
            ),
        )

    def areas(self, home: Path) -> Path:
        """The places that customers name, each with one postcode for every small area that is named with it."""
        codes = {row["name"]: row["code"] for row in authority_table().to_pylist()}
        customers = [row for row in self._rows("customers") if row.get("place") in codes]
        rows = [
            {
                "postcode_token": token,
                "local_authority": codes[row["place"]],
                "kilometre_east": 1,
                "kilometre_north": 1,
                "lsoa_2011": row.get("area_2011"),
                "lsoa_2021": row.get("area_2021"),
            }
            for token, row in sorted({_token(row): row for row in customers}.items())
        ]
        path = home / "areas.parquet"
        pq.write_table(pa.Table.from_pylist(rows, schema=AREAS), path)
        return path

    def _rows(self, name: str) -> Rows:
        return self.tables.get(name, [])

    def _numbers(self) -> dict[str, int]:
        return {row["event"]: number for number, row in enumerate(self.registered, 1)}

    def _links(self) -> Iterable[Link]:
        names = [row["event"] for row in self.registered]
        numbers = {name: number for number, name in enumerate(names, 1)}
        numbers |= {str(number): number for number in range(1, len(names) + 1)}  # two events may have one name
        linked = self._rows("links") if "links" in self.tables else [{"event": name} for name in names]
        for row in linked:
            narrowed = tuple(row["performances"].split()) if "performances" in row else None
            yield Link(
                numbers[row["event"]], int(row.get("connection", 1)), row.get("box_office", row["event"]), narrowed
            )

    def _landed(self) -> dict[str, list[dict[str, Any]]]:
        orders = {(_connection(row), row["order"], _seen(row)): row for row in self.sales}
        landed = {
            "performances": [_performance(row) for row in self._performances()],
            "orders": [_order(row) for row in orders.values()],
            "tickets": [ticket for row in self.sales for ticket in self._tickets(row)],
            "customers": [_customer(row) for row in self._rows("customers")],
        }
        return _with_readings(landed)

    def _performances(self) -> Rows:
        """Those given, and one for each that sales name: `march-1` is on the evening of 1 March 2026."""
        given = self._rows("performances")
        known = {(_connection(row), row["performance"]) for row in given}
        named = {(_connection(row), row["performance"]): row for row in self.sales if "performance" in row}
        others = [row for key, row in named.items() if key not in known and row.get("listed") != "no"]
        return given + [
            {"performance": row["performance"], "connection": str(_connection(row)), "seen": SEEN} for row in others
        ]

    def _tickets(self, row: dict[str, str]) -> Iterable[dict[str, Any]]:
        if "performance" not in row:
            return
        events = {each["performance"]: each.get("box_office", EVENT) for each in self._rows("performances")}
        for number in range(1, int(row.get("quantity", 1)) + 1):
            yield {
                "order_id": row["order"],
                "ticket_id": row.get("ticket", f"{row['order']} {row['performance']} {number}"),
                "event_id": row.get("box_office", events.get(row["performance"], EVENT)),
                "performance_id": row["performance"],
                "ticket_type": row.get("ticket_type", "Standard"),
                "original_pence": _pence(row.get("original", row.get("paid", "10.00"))),
                "price_pence": _pence(row.get("price", row.get("paid", "10.00"))),
                "discount_pence": 0,
                "total_pence": _pence(row.get("paid", "10.00")),
                **_stamp(row),
            }


def _numbered(number: int, row: dict[str, str]) -> dict[str, str]:
    """A line that names no order is an order of its own."""
    return {"order": f"order {number}", **row}


def _connection(row: dict[str, str]) -> int:
    return int(row.get("connection", 1))


def _seen(row: dict[str, str]) -> datetime:
    return datetime.fromisoformat(row.get("seen", SEEN))


def _stamp(row: dict[str, str]) -> dict[str, Any]:
    return {"connection_id": _connection(row), "seen_at": _seen(row), "rules_version": RULES_VERSION}


def _with_readings(landed: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """As landing does: what was seen later has a higher reading; an order and its tickets share one."""
    days = sorted({row["seen_at"] for rows in landed.values() for row in rows})
    for rows in landed.values():
        for row in rows:
            row["reading"] = days.index(row["seen_at"]) + 1
    return landed


def _performance(row: dict[str, str]) -> dict[str, Any]:
    starts = datetime.fromisoformat(row["starts"]) if "starts" in row else _evening(row["performance"])
    return {
        "performance_id": row["performance"],
        "event_id": row.get("box_office", EVENT),
        "starts_local": starts,
        "starts_utc": to_utc(starts, ZONE).replace(tzinfo=None),
        "is_cancelled": row.get("cancelled") == "yes",
        **_stamp(row),
    }


def _evening(name: str) -> datetime:
    return datetime.strptime(f"2026 {name.title()} 19:30", "%Y %B-%d %H:%M")


def _order(row: dict[str, str]) -> dict[str, Any]:
    sold = datetime.fromisoformat(row.get("sold", SOLD))
    return {
        "order_id": row["order"],
        "customer_id": row.get("customer"),
        "customer_reference": row.get("customer"),
        "first_sold_local": sold,
        "first_sold_utc": to_utc(sold, ZONE).replace(tzinfo=None),
        **_stamp(row),
    }


def _customer(row: dict[str, str]) -> dict[str, Any]:
    place = row.get("place", "missing")
    return {
        "customer_id": row["customer"],
        "postcode_kind": place if place in UNUSABLE else "known",
        "postcode_token": None if place in UNUSABLE else _token(row),
        **_stamp(row),
    }


def _attended(numbers: dict[str, int], row: dict[str, str]) -> AttendanceGiven:
    """Of a performance where one is named, else of days."""
    performance = row.get("performance")
    return AttendanceGiven(
        event_id=numbers[row.get("event", EVENT)],
        kind=row.get("kind", "audience"),
        figure=int(row["figure"]),
        method=row.get("method", "counted"),
        first_on=_day(row.get("from")),
        last_on=_day(row.get("to")),
        connection_id=1 if performance else None,
        performance_id=performance,
    )


def _token(row: dict[str, str]) -> str:
    return " ".join(row[name] for name in ("place", "area_2011", "area_2021") if name in row)


def _registered(number: int, row: dict[str, str]) -> RegisteredEvent:
    return RegisteredEvent(
        id=number,
        name=row["event"],
        starts_on=_day(row.get("starts")),
        ends_on=_day(row.get("ends")),
        event_type=row.get("event_type", ""),
        discipline="",
        sub_discipline=row.get("sub_discipline", ""),
        distribution_type="",
        is_funded=FUNDED.get(row.get("is_funded", "")),
        location=row.get("location", ""),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _pence(pounds: str) -> int:
    return round(float(pounds) * 100)


def _write(home: Path, kind: str, connection: int, number: int, rows: list[dict[str, Any]]) -> LandedFile:
    path = Path("organisations", SLUG, "landing", str(connection), kind, f"{number:09d}.parquet")
    (home / path).parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMAS[kind]), home / path)
    return LandedFile(connection, kind, path.as_posix(), 1)
