"""Spektrix's records become our rows, cut of personal data; one that makes no sense is set aside with its reason."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from sys import intern
from typing import Any

import msgspec

from houselights.connectors.base import LookUp, Record
from houselights.connectors.privacy import Privacy
from houselights.connectors.spektrix.people import person_of
from houselights.connectors.spektrix.places import NOWHERE, Placed
from houselights.connectors.spektrix.reasons import Unusable, reason_of
from houselights.connectors.spektrix.records import events_named, glance
from houselights.connectors.spektrix.shapes import (
    CustomerBody,
    EventBody,
    InstanceBody,
    Named,
    OrderBody,
    Ref,
    StatusBody,
    TicketBody,
)
from houselights.connectors.spektrix.times import TimesDisagree, both_times
from houselights.rows import Customer, Event, HouseCount, Order, Performance, Quarantined, Row, Ticket

_ATTRIBUTE = "attribute_"
_MOST_PENCE = 10**12  # ten thousand million pounds: beyond it is a slip, and would not fit
_LONGEST_NUMBER = 18  # digits that every store of whole numbers holds

_EVENT = msgspec.json.Decoder(dict[str, Any])
_INSTANCE = msgspec.json.Decoder(InstanceBody)
_STATUS = msgspec.json.Decoder(StatusBody)
_ORDER = msgspec.json.Decoder(OrderBody)
_CUSTOMER = msgspec.json.Decoder(CustomerBody)
_ONE_PENNY = Decimal(1)


def conform(record: Record, privacy: Privacy, zone: str) -> Row | Quarantined:
    """The record as a row; Quarantined, and never an exception, where it makes no sense."""
    try:
        return _BY_KIND[record.kind](record, privacy, zone)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, Unusable) as error:
        return Quarantined(record.kind, record.id, reason_of(error), _count_tickets(record), _events_named(record))


def event(record: Record, _: Privacy, zone: str) -> Event:
    """An event with its attributes, each as text."""
    fields = _EVENT.decode(record.body)
    body = msgspec.convert(fields, EventBody)
    first = _day(body.first_instance_date_time, body.first_instance_date_time_utc, zone)
    last = _day(body.last_instance_date_time, body.last_instance_date_time_utc, zone)
    attributes = {
        name.removeprefix(_ATTRIBUTE): _as_text(value) for name, value in fields.items() if name.startswith(_ATTRIBUTE)
    }
    return Event(body.id, body.name.strip(), first, last, bool(body.is_on_sale), attributes)


def performance(record: Record, _: Privacy, zone: str) -> Performance:
    """A performance with the place that the client found for it."""
    placed = record.body if isinstance(record.body, Placed) else Placed(record.body, NOWHERE)
    body = _INSTANCE.decode(placed.body)
    local, utc = _times("start", body.start, body.start_utc, zone)
    place = placed.place
    return Performance(
        id=body.id,
        event_id=_id_of(body.event),
        starts_local=local,
        starts_utc=utc,
        is_cancelled=bool(body.cancelled),
        venue_name=place.venue_name,
        venue_postcode=place.venue_postcode,
        plan_name=place.plan_name,
        capacity=place.capacity,
    )


def house_count(record: Record, _: Privacy, __: str) -> HouseCount:
    """How full the house was; only the owner is told what was sold and scanned."""
    body = _STATUS.decode(record.body)
    if body.sold is None or body.scanned is None:
        raise Unusable(f"{'sold' if body.sold is None else 'scanned'} is missing.")
    return HouseCount(record.id, body.sold, body.scanned, body.capacity)


def order(record: Record, privacy: Privacy, zone: str) -> Order:
    """An order and the tickets it holds now."""
    body = _ORDER.decode(record.body)
    order_id = body.id or body.order_id
    if not order_id:
        raise Unusable("id is missing.")
    local, utc = _times("firstTransactionDate", body.first_transaction_date, body.first_transaction_date_utc, zone)
    tickets = tuple([_ticket(each) for each in body.tickets])
    if len({each.id for each in tickets}) != len(tickets):
        raise Unusable("tickets[].id is the same for two tickets.")
    customer = _id_of(body.customer) or body.customer_friendly_id or body.customer_id
    keyed, reference = privacy.ids(customer) if customer else (None, None)
    return Order(order_id, keyed, reference, local.replace(microsecond=0), utc, tickets)


def customer(record: Record, privacy: Privacy, _: str) -> Customer:
    """A customer under the id that was asked for, which is the one on their orders."""
    return privacy.customer(record.id, person_of(_CUSTOMER.decode(record.body)))


_BY_KIND: dict[LookUp, Callable[[Record, Privacy, str], Row]] = {
    "events": event,
    "performances": performance,
    "house_counts": house_count,
    "orders": order,
    "customers": customer,
}


def _ticket(body: TicketBody) -> Ticket:
    """Its event, performance and type are texts that tickets by the thousand share: each is held once."""
    if len(body.id) > _LONGEST_NUMBER and body.id.isdigit():
        raise Unusable("tickets[].id is a number that is too long.")
    total = _pence(str(body.total), "total")
    price = total if body.price is None else _pence(str(body.price), "price")
    return Ticket(
        id=body.id,
        event_id=intern(_id_of(body.event)),
        performance_id=intern(_id_of(body.instance)),
        ticket_type=intern(_name_of(body.type) or _name_of(body.ticket_type)),
        original_pence=price if body.original_price is None else _pence(str(body.original_price), "originalPrice"),
        price_pence=price,
        discount_pence=0 if body.discount is None else _pence(str(body.discount), "discount"),
        total_pence=total,
    )


@lru_cache(maxsize=10_000)
def _pence(pounds: str, field: str) -> int:
    """Whole pence, halves away from nothing, as people round money. Of text: to look up a Decimal costs thrice that."""
    try:
        pence = int((Decimal(pounds) * 100).quantize(_ONE_PENNY, rounding=ROUND_HALF_UP))
    except (InvalidOperation, ValueError):  # not a number, or one without end
        raise Unusable(f"tickets[].{field} is not an amount of money.") from None
    if abs(pence) > _MOST_PENCE:
        raise Unusable(f"tickets[].{field} is not an amount of money.")
    return pence


def _times(field: str, local: datetime | None, utc: datetime | None, zone: str) -> tuple[datetime, datetime]:
    try:
        times = both_times(local, utc, zone)
    except TimesDisagree:
        raise Unusable(f"{field} and {field}Utc do not agree in the time zone {zone}.") from None
    except OverflowError:
        raise Unusable(f"{field} is not a day of our times.") from None
    if times is None:
        raise Unusable(f"{field} is missing.")
    if not _is_of_our_times(times[0]):
        raise Unusable(f"{field} is not a day of our times.")
    return times


def _is_of_our_times(moment: date) -> bool:
    """An unset date of theirs can come as 1 January of the year 1."""
    return 1970 <= moment.year < 2200


def _day(local: datetime | None, utc: datetime | None, zone: str) -> date | None:
    """The venue's day; none where it is not set, in whichever way."""
    known = local or utc
    if known is None or not _is_of_our_times(known):
        return None
    times = both_times(local, None, zone) if local else both_times(None, utc, zone)
    return times[0].date() if times else None


def _id_of(thing: Ref | str | None) -> str:
    return thing.id if isinstance(thing, Ref) else thing or ""


def _name_of(thing: Named | str | None) -> str:
    return (thing.name if isinstance(thing, Named) else thing) or ""


def _as_text(value: Any) -> str:
    """Text, yes or no, a number or nothing, as the box office shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else str(value)


def _events_named(record: Record) -> tuple[str, ...]:
    """Of an order or a performance; an event is known by its own id."""
    body = record.body.body if isinstance(record.body, Placed) else record.body
    return events_named(body) if record.kind in ("orders", "performances") else ()


def _count_tickets(record: Record) -> int:
    return len(glance(record.body).tickets or []) if record.kind == "orders" else 0
