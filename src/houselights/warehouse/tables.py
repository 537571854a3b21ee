"""What people decided, and the calendar, as tables that stages read beside the landed files."""

import csv
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files

import msgspec
import pyarrow as pa

from houselights.periods import financial_year_of, month_of, quarter_of, to_utc
from houselights.warehouse.bundle import AttendanceGiven, Exclusion, HouseAccount, Link, PriceClass, RegisteredEvent

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2059, 12, 31)
_FUNDED = {True: "yes", False: "no", None: "unknown"}

_LINKS = pa.schema([
    ("event_id", pa.int64()),
    ("connection_id", pa.int64()),
    ("box_office_event_id", pa.string()),
    ("performance_id", pa.string()),  # null: all of its performances
])  # fmt: skip

_EVENTS = pa.schema([
    ("event_id", pa.int64()),
    ("event", pa.string()),
    ("starts_on", pa.date32()),
    ("ends_on", pa.date32()),
    ("event_type", pa.string()),
    ("discipline", pa.string()),
    ("sub_discipline", pa.string()),
    ("distribution_type", pa.string()),
    ("is_funded", pa.string()),
    ("location", pa.string()),
    ("location_postcode", pa.string()),  # null when there is none
])  # fmt: skip

_PRICE_CLASSES = pa.schema([
    ("connection_id", pa.int64()),
    ("ticket_type", pa.string()),
    ("price_class", pa.string()),
])  # fmt: skip

_ATTENDANCE = pa.schema([
    ("event_id", pa.int64()),
    ("kind", pa.string()),
    ("figure", pa.int64()),
    ("method", pa.string()),
    ("first_on", pa.date32()),
    ("last_on", pa.date32()),
    ("connection_id", pa.int64()),
    ("performance_id", pa.string()),
])  # fmt: skip

TICKET_TYPES = pa.schema([
    ("connection_id", pa.int64()),
    ("ticket_type", pa.string()),
])  # fmt: skip

EXCLUSIONS = pa.schema([
    ("connection_id", pa.int64()),
    ("box_office_event_id", pa.string()),
])  # fmt: skip

_HOUSE_ACCOUNTS = pa.schema([
    ("connection_id", pa.int64()),
    ("customer_id", pa.string()),
])  # fmt: skip


def link_table(links: Sequence[Link]) -> pa.Table:
    """One row per link, or per performance of a narrowed one."""
    rows = [
        {
            "event_id": link.event_id,
            "connection_id": link.connection_id,
            "box_office_event_id": link.box_office_event_id,
            "performance_id": performance_id,
        }
        for link in links
        for performance_id in ([None] if link.performance_ids is None else link.performance_ids)
    ]
    return pa.Table.from_pylist(rows, schema=_LINKS)


def price_class_table(price_classes: Sequence[PriceClass]) -> pa.Table:
    """The ticket types that people sorted; all others are of no class yet."""
    return pa.Table.from_pylist([msgspec.structs.asdict(each) for each in price_classes], schema=_PRICE_CLASSES)


def exclusion_table(exclusions: Sequence[Exclusion]) -> pa.Table:
    """The box-office events that rules take out."""
    return pa.Table.from_pylist([msgspec.structs.asdict(each) for each in exclusions], schema=EXCLUSIONS)


def attendance_table(given: Sequence[AttendanceGiven]) -> pa.Table:
    """How many people say there were."""
    return pa.Table.from_pylist([msgspec.structs.asdict(each) for each in given], schema=_ATTENDANCE)


def house_account_table(accounts: Sequence[HouseAccount]) -> pa.Table:
    """The customer records that are nobody in particular."""
    return pa.Table.from_pylist([msgspec.structs.asdict(each) for each in accounts], schema=_HOUSE_ACCOUNTS)


def event_table(events: Sequence[RegisteredEvent]) -> pa.Table:
    """The register's entries; a blank is `unknown`, a value of its own."""
    rows = [
        {
            "event_id": event.id,
            "event": event.name,
            "starts_on": event.starts_on,
            "ends_on": event.ends_on,
            "event_type": event.event_type or "unknown",
            "discipline": event.discipline or "unknown",
            "sub_discipline": event.sub_discipline or "unknown",
            "distribution_type": event.distribution_type or "unknown",
            "is_funded": _FUNDED[event.is_funded],
            "location": event.location or "unknown",
            "location_postcode": event.location_postcode or None,
        }
        for event in events
    ]
    return pa.Table.from_pylist(rows, schema=_EVENTS)


@cache
def day_table() -> pa.Table:
    """Every day with its month, quarter and financial year: periods.py alone says what they are."""
    days = [FIRST_DAY + timedelta(days=number) for number in range((LAST_DAY - FIRST_DAY).days + 1)]
    return pa.table(
        {
            "day": days,
            "month": [month_of(day) for day in days],
            "quarter": [quarter_of(day) for day in days],
            "financial_year": [financial_year_of(day) for day in days],
        }
    )


@cache
def local_day_table(zone: str) -> pa.Table:
    """From which moment to which each day lasts in the venue's time, as UTC without a zone."""
    days = [FIRST_DAY + timedelta(days=number) for number in range((LAST_DAY - FIRST_DAY).days + 2)]
    starts = [to_utc(datetime.combine(day, time()), zone).replace(tzinfo=None) for day in days]
    return pa.table({"day": days[:-1], "starts_utc": starts[:-1], "ends_utc": starts[1:]})


@cache
def authority_table() -> pa.Table:
    """Code, name, country and region of the local authorities."""
    listed = files("houselights.warehouse.geography").joinpath("local_authorities.csv").read_text(encoding="utf-8")
    return pa.Table.from_pylist(list(csv.DictReader(listed.splitlines())))
