"""The public lists: events, performances, plans, buildings, and how full a house is."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from houselights.sandbox import records
from houselights.sandbox.catalogue import AttributeValue, Event, Performance
from houselights.sandbox.ids import index_of, number_of
from houselights.sandbox.records import Json
from houselights.sandbox.visits import Visit, not_found


def events(visit: Visit) -> list[Json]:
    """Events with any performance in the window; a wrongly spelt filter is ignored, and all come back."""
    start, end = visit.moment("instanceStart_from"), visit.moment("instanceStart_to", end=True)
    now = visit.theatre.local_now()
    if visit.faults.has("events-upcoming-only"):
        start = max(start or now, now)
    chosen = [e for e in visit.theatre.events.values() if visit.may_list(e) and _plays_between(e, start, end)]
    return [_event(visit, e, now) for e in chosen if _matches_event(visit, e, now)]


def _plays_between(event: Event, start: datetime | None, end: datetime | None) -> bool:
    return any(_is_between(performance, start, end) for performance in event.performances)


def _is_between(performance: Performance, start: datetime | None, end: datetime | None) -> bool:
    return (start is None or performance.starts >= start) and (end is None or performance.starts <= end)


def _matches_event(visit: Visit, event: Event, now: datetime) -> bool:
    name, on_sale = visit.query.get("name"), visit.query.get("onsale")
    if name and name.lower() not in event.name.lower():
        return False
    if on_sale and (on_sale.lower() == "true") != any(p.is_on_sale(now) for p in event.performances):
        return False
    return _matches_attributes(visit, "attribute_", [event.attributes]) and _matches_attributes(
        visit, "instanceattribute_", [performance.attributes for performance in event.performances]
    )


def _matches_attributes(visit: Visit, prefix: str, holders: Iterable[dict[str, AttributeValue]]) -> bool:
    """Whether any holder has every attribute asked for; names that do not exist are ignored."""
    known = [{name.lower(): _as_text(value) for name, value in holder.items()} for holder in holders]
    asked = {k.removeprefix(prefix): v for k, v in visit.query.items() if k.startswith(prefix)}
    asked = {name: value for name, value in asked.items() if any(name in holder for holder in known)}
    return not asked or any(all(holder.get(n) == v.lower() for n, v in asked.items()) for holder in known)


def _as_text(value: AttributeValue) -> str:
    return "" if value is None else str(value).lower()


def _event(visit: Visit, event: Event, now: datetime) -> Json:
    body = records.event(event, now, owner=visit.is_owner)
    if visit.faults.has("fields-of-2026"):
        body |= records.event_2026(event)
    if "instances" in visit.query.get("$expand", "").lower():
        body["instances"] = [records.performance(performance, now) for performance in event.performances]
    return body


def event(visit: Visit) -> Json:
    return _event(visit, visit.event(), visit.theatre.local_now())


def event_performances(visit: Visit) -> list[Json]:
    """Here the filter is spelt `start_from`."""
    start, end = visit.moment("start_from"), visit.moment("start_to", end=True)
    now = visit.theatre.local_now()
    return [records.performance(p, now) for p in visit.event().performances if _is_between(p, start, end)]


def event_availability(visit: Visit) -> list[Json]:
    """Seats by performance; some days after a performance it is no longer answered."""
    visit.insist_owner()
    now = visit.theatre.local_now()
    start, end = visit.moment("start_from"), visit.moment("start_to", end=True)
    chosen = [p for p in visit.event().performances if _is_between(p, start, end)]
    chosen = [p for p in chosen if (now - p.starts).days < records.DAYS_UNTIL_ZEROED]
    sold = visit.theatre.sold()
    return [records.availability(performance, sold[performance.number]) for performance in chosen]


def performances(visit: Visit) -> list[Json]:
    """Here the filter is spelt `startFrom`."""
    start, end = visit.moment("startFrom"), visit.moment("startTo", end=True)
    now, name = visit.theatre.local_now(), visit.query.get("eventname", "").lower()
    chosen = [
        performance
        for event in visit.theatre.events.values()
        if visit.may_list(event) and name in event.name.lower()
        for performance in event.performances
        if _is_between(performance, start, end)
    ]
    return [
        records.performance(p, now)
        for p in chosen
        if _matches_attributes(visit, "attribute_", [p.attributes])
        and _matches_attributes(visit, "eventattribute_", [p.event.attributes])
    ]


def performance(visit: Visit) -> Json:
    return records.performance(visit.performance(), visit.theatre.local_now())


def performance_plan(visit: Visit) -> Json:
    return records.plan(visit.performance().plan)


def performance_price_list(visit: Visit) -> Json:
    return records.price_list(visit.theatre.catalogue, visit.performance().event)


def performance_status(visit: Visit) -> Json:
    performance = visit.performance()
    sold = visit.theatre.sold()[performance.number]
    return records.status(performance, sold, visit.theatre.local_now(), owner=visit.is_owner)


def price_list(visit: Visit) -> Json:
    """A price list has its event's number."""
    return records.price_list(visit.theatre.catalogue, visit.event())


def plans(visit: Visit) -> list[Json]:
    return [records.plan(plan) for plan in visit.theatre.catalogue.plans]


def plan(visit: Visit) -> Json:
    return records.plan(_at(visit, visit.theatre.catalogue.plans))


def buildings(visit: Visit) -> list[Json]:
    return [records.building(building) for building in visit.theatre.catalogue.buildings]


def building(visit: Visit) -> Json:
    return records.building(_at(visit, visit.theatre.catalogue.buildings))


def _at(visit: Visit, things: list[Any]) -> Any:
    place = index_of(number_of(visit.path["id"]))
    if place is None or place >= len(things):
        raise not_found()
    return things[place]
