"""How each thing looks on the wire: field names, nulls and date forms as the real system has them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from houselights.sandbox.catalogue import (
    AttributeValue,
    Band,
    Building,
    Catalogue,
    Event,
    Offer,
    Performance,
    Plan,
    TicketType,
)
from houselights.sandbox.clock import utc_of
from houselights.sandbox.ids import full_id

Json = dict[str, Any]


def local(moment: datetime) -> str:
    """Theatre time, without an offset."""
    return moment.replace(microsecond=0).isoformat()


def utc(moment: datetime) -> str:
    """Theatre time as UTC, without the Z."""
    return utc_of(moment).replace(microsecond=0).isoformat()


def attributes(values: Mapping[str, AttributeValue]) -> Json:
    """Flat keys, as the API shows them."""
    return {f"attribute_{name}": value for name, value in values.items()}


def event(event: Event, now: datetime, *, owner: bool) -> Json:
    """An event; the Illuminate attributes are not visible without a key."""
    starts = sorted(performance.starts for performance in event.performances)
    shown = {n: v for n, v in event.attributes.items() if owner or not n.startswith("Illuminate")}
    body: Json = {
        "description": event.description,
        "htmlDescription": f"<div id>\r\n{event.description}\r\n</div>",
        "duration": event.duration,
        "imageUrl": "",
        "isOnSale": any(performance.is_on_sale(now) for performance in event.performances),
        "name": event.name,
        "instanceDates": f"{_day_and_month(starts[0])}-{_day_and_month(starts[-1])}",
        "thumbnailUrl": "",
        "webEventId": event.web_event_id,
        "id": event.id,
        "firstInstanceDateTime": local(starts[0]),
        "lastInstanceDateTime": local(starts[-1]),
    }
    return body | attributes(shown)


def event_2026(event: Event) -> Json:
    """The fields seen since 2026: an optional part, behind a switch."""
    starts = sorted(performance.starts for performance in event.performances)
    return {
        "altText": "",
        "firstInstanceDateTimeUtc": utc(starts[0]) + "Z",
        "lastInstanceDateTimeUtc": utc(starts[-1]) + "Z",
    }


def _day_and_month(moment: datetime) -> str:
    return f"{moment.day} {moment:%B}"


def performance(performance: Performance, now: datetime) -> Json:
    """An instance, in the box office's word. Only `startUtc` lacks its Z: that is how it really is."""
    on_web = performance.event.is_web_visible
    return {
        "isOnSale": performance.is_on_sale(now),
        "planId": full_id(performance.plan.number),
        "priceList": {"id": full_id(price_list_number(performance))},
        "event": {"id": performance.event.id},
        "start": local(performance.starts),
        "startUtc": utc(performance.starts),
        "startSellingAtWeb": local(performance.on_sale_from) if on_web else None,
        "startSellingAtWebUtc": utc(performance.on_sale_from) + "Z" if on_web else None,
        "stopSellingAtWeb": local(performance.off_sale_from),
        "stopSellingAtWebUtc": utc(performance.off_sale_from) + "Z",
        "webInstanceId": None,
        "cancelled": performance.is_cancelled,
        "id": performance.id,
        "hasBestAvailableOverlay": False,
    } | attributes(performance.attributes)


def price_list_number(performance: Performance) -> int:
    """One price list per event: its number is the event's, for numbers are shared between kinds."""
    return performance.event.number


def price_list(catalogue: Catalogue, event: Event) -> Json:
    """Every ticket type in every band."""
    prices = [
        {
            "id": full_id(201 + 200 * place),
            "amount": catalogue.price_pence(event, ticket_type, band) / 100,
            "isBandDefault": ticket_type is catalogue.ticket_types[0],
            "ticketType": named(ticket_type) | {"attribute_EligibleForDynamicPricing": False},
            "priceBand": named(band),
        }
        for place, (band, ticket_type) in enumerate((b, t) for b in catalogue.bands for t in catalogue.ticket_types)
    ]
    return {"id": full_id(event.number), "prices": prices}


def named(thing: TicketType | Band | Offer) -> Json:
    """Just its id and name."""
    return {"id": full_id(thing.number), "name": thing.name}


def offer(offer: Offer) -> Json:
    return named(offer) | {"htmlDescription": f"<div id>\r\n{offer.percent}% off\r\n</div>", "endDate": None}


def building(building: Building) -> Json:
    """A venue, in the box office's word: its address is one string."""
    return {"name": building.name, "address": building.address, "id": full_id(building.number)}


def plan(plan: Plan) -> Json:
    """A seating plan; reserved ones list their seats, each knowing its neighbours."""
    return {
        "type": "Reserved" if plan.is_reserved else "Unreserved",
        "name": plan.name,
        "venue": {"id": full_id(plan.building.number)},
        "backgroundImageUrl": "",
        "x": 0,
        "y": 0,
        "areas": [],
        "seats": [_seat(plan, place) for place in range(plan.capacity)] if plan.is_reserved else None,
        "capacity": plan.capacity,
        "maxZoomWeb": None,
        "maxZoomMobile": None,
        "id": full_id(plan.number),
    }


SEATS_IN_A_ROW = 24


def seat_name(place: int) -> str:
    """`A1`, ... `Z24`, `AA1`."""
    row, number = divmod(place, SEATS_IN_A_ROW)
    turn, letter = divmod(row, 26)
    return f"{chr(65 + letter) * (turn + 1)}{number + 1}"


def seat_number(plan_number: int, place: int) -> int:
    """The plain number that seats have for an id."""
    return 50_001 + plan_number * 10 + place


def _seat(plan: Plan, place: int) -> Json:
    row, number = divmod(place, SEATS_IN_A_ROW)
    first, last = number == 0, number == SEATS_IN_A_ROW - 1 or place == plan.capacity - 1
    return {
        "id": str(seat_number(plan.number, place)),
        "name": seat_name(place),
        "row": seat_name(place).rstrip("0123456789"),
        "number": number + 1,
        "previousSeatId": None if first else seat_number(plan.number, place - 1),
        "previousIsAcrossAisle": False,
        "nextIsAcrossAisle": False,
        "nextSeatId": None if last else seat_number(plan.number, place + 1),
        "x": 20 + 16 * number,
        "y": 20 + 18 * row,
        "tabOrder": None,
    }


DAYS_UNTIL_ZEROED = 3  # after which the real system forgets the seats of a past performance


def status(performance: Performance, sold: int, now: datetime, *, owner: bool) -> Json:
    """Seats by state: the short form without a key; all zero some days after the performance."""
    if now - performance.starts > timedelta(days=DAYS_UNTIL_ZEROED):
        sold, scanned, capacity = 0, 0, 0
    else:
        scanned, capacity = min(performance.scanned, sold), performance.plan.capacity
    body: Json = {
        "name": performance.plan.name,
        "available": max(0, capacity - sold),
        "wheelchairAvailable": 0,
        "specialAvailable": 0,
        "capacity": capacity,
        "inBasket": 0,
        "unavailable": sold,
        "lockInfoAvailable": None,
        "lockInfoSpecialAvailable": None,
    }
    if owner:
        body |= {"bands": [], "inOtherBasket": 0, "locked": 0, "reserved": 0, "masked": 0, "lockInformation": []}
        body |= {"sold": sold - scanned, "scanned": scanned}
    return body


def availability(performance: Performance, sold: int) -> Json:
    """One row of an event's availability; scanned tickets are no longer `Sold`."""
    scanned = min(performance.scanned, sold)
    counts = {"Sold": sold - scanned, "Scanned": scanned, "Available": max(0, performance.plan.capacity - sold)}
    return {
        "eventInstanceId": performance.id,
        "start": local(performance.starts),
        "capacity": performance.plan.capacity,
        "availability": [{"status": status, "count": count} for status, count in counts.items()],
    }
