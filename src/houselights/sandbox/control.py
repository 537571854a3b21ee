"""The control port: makes things happen at a theatre, and tells what was truly sold. Not part of any real system."""

from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from houselights.sandbox import customers
from houselights.sandbox.access import Problem
from houselights.sandbox.catalogue import Event, Performance
from houselights.sandbox.clock import LONDON
from houselights.sandbox.door import BoxOffice
from houselights.sandbox.ids import customer_id
from houselights.sandbox.ledger import ledger
from houselights.sandbox.orders import Order, Ticket
from houselights.sandbox.people import customer_number
from houselights.sandbox.records import Json, local
from houselights.sandbox.references import BANNER
from houselights.sandbox.report_routes import report_routes
from houselights.sandbox.theatre import Theatre
from houselights.sandbox.wishes import (
    Archive,
    Attribute,
    Exchange,
    GiveBack,
    Merge,
    Move,
    Override,
    Scan,
    Sell,
    SetClock,
    SetFaults,
)

Wish = TypeVar("Wish", bound=Struct)


class Desk:
    """What the control port can do, one method per wish."""

    def __init__(self, box_office: BoxOffice) -> None:
        self._box_office = box_office

    def sell(self, wish: Sell) -> Json:
        theatre = self._theatre(wish.client)
        performance = _performance(theatre, wish.performance)
        _insist(1 <= wish.quantity <= 1000, "quantity must be from 1 to 1,000.")
        customer = customers.place_of(theatre, wish.customer) if wish.customer else None
        tickets = [_ticket(theatre, performance, wish) for _ in range(wish.quantity)]
        at = wish.sold_at or theatre.local_now()
        modified = wish.modified.astimezone(UTC).replace(tzinfo=None) if wish.modified else theatre.utc_now()
        order = theatre.sell(tickets, customer, at=at.replace(tzinfo=None), modified=modified)
        return _order(order)

    def give_back(self, wish: GiveBack) -> Json:
        theatre = self._theatre(wish.client)
        order = _order_named(theatre, wish.order)
        gone = theatre.give_back(order, _tickets(order, wish.tickets))
        return _order(order) | {"returned": [ticket.id for ticket in gone]}

    def exchange(self, wish: Exchange) -> Json:
        theatre = self._theatre(wish.client)
        order = _order_named(theatre, wish.order)
        theatre.exchange(order, _tickets(order, wish.tickets), _performance(theatre, wish.performance))
        return _order(order)

    def scan(self, wish: Scan) -> Json:
        performance = _performance(self._theatre(wish.client), wish.performance)
        _insist(wish.quantity >= 1, "quantity must be at least 1.")
        performance.scanned += wish.quantity
        return {"performance": performance.id, "scanned": performance.scanned}

    def merge(self, wish: Merge) -> Json:
        theatre = self._theatre(wish.client)
        gone, into = customers.place_of(theatre, wish.gone), customers.place_of(theatre, wish.into)
        _insist(gone != into, "a customer cannot be merged into itself.")
        moved = theatre.merge(gone, into)
        return {"customer": customer_id(customer_number(into)), "orders_moved": moved}

    def archive(self, wish: Archive) -> Json:
        event = _event(self._theatre(wish.client), wish.event)
        event.is_archived = wish.archived
        return {"event": event.id, "archived": event.is_archived}

    def attribute(self, wish: Attribute) -> Json:
        theatre = self._theatre(wish.client)
        events = [_event(theatre, wish.event)] if wish.event else list(theatre.events.values())
        for event in events:
            if wish.renamed_to:
                event.attributes[wish.renamed_to] = event.attributes.pop(wish.name, "")
            else:
                event.attributes[wish.name] = wish.value
        return {"events": len(events)}

    def set_clock(self, wish: SetClock) -> Json:
        if wish.now is not None:
            self._box_office.clock.set_to(wish.now)
        self._box_office.clock.move_on(timedelta(days=wish.days, minutes=wish.minutes))
        return self.clock()

    def set_faults(self, wish: SetFaults) -> Json:
        self._box_office.faults.replace(wish.faults)
        return {"faults": msgspec.to_builtins(self._box_office.faults.active)}

    def move(self, wish: Move) -> Json:
        performance = _performance(self._theatre(wish.client), wish.performance)
        if wish.start is not None:
            performance.starts = wish.start.replace(tzinfo=None)
        if wish.cancelled is not None:
            performance.is_cancelled = wish.cancelled
        return {
            "performance": performance.id,
            "start": local(performance.starts),
            "cancelled": performance.is_cancelled,
        }

    def override(self, wish: Override) -> Json:
        theatre = self._theatre(wish.client)
        order = _order_named(theatre, wish.order)
        order.tickets = [t._replace(price_pence=wish.price_pence, discount_pence=0, offer=None) for t in order.tickets]
        theatre.touch(order)
        return _order(order)

    def clock(self) -> Json:
        now = self._box_office.clock.now()
        return {"now": now.isoformat(), "local": local(now.astimezone(LONDON).replace(tzinfo=None))}

    def ledger(self, client: str | None) -> Json:
        wanted = [self._theatre(client)] if client else list(self._box_office.theatres.values())
        return {"note": BANNER, **self.clock(), "clients": {theatre.client: ledger(theatre) for theatre in wanted}}

    def _theatre(self, client: str) -> Theatre:
        theatre = self._box_office.theatres.get(client)
        if theatre is None:
            raise Problem(404, f"There is no client {client!r}: use one of {', '.join(self._box_office.theatres)}.")
        return theatre


def _insist(holds: bool, message: str) -> None:
    if not holds:
        raise Problem(400, message)


def _performance(theatre: Theatre, text: str) -> Performance:
    found = theatre.performance(text)
    if found is None:
        raise Problem(404, f"{theatre.client} has no performance {text!r}: give its full id.")
    return found


def _event(theatre: Theatre, text: str) -> Event:
    found = theatre.event(text)
    if found is None:
        raise Problem(404, f"{theatre.client} has no event {text!r}: give its full id.")
    return found


def _order_named(theatre: Theatre, text: str) -> Order:
    found = theatre.order(text)
    if found is None:
        raise Problem(404, f"{theatre.client} has no order {text!r}: give its full id or its short code.")
    return found


def _tickets(order: Order, wanted: list[str] | None) -> set[str]:
    held = {ticket.id for ticket in order.tickets}
    unknown = set(wanted or []) - held
    _insist(not unknown, f"order {order.id} does not hold {', '.join(sorted(unknown))}.")
    _insist(bool(held), f"order {order.id} holds no tickets.")
    return set(wanted) if wanted else held


def _ticket(theatre: Theatre, performance: Performance, wish: Sell) -> Ticket:
    catalogue = theatre.catalogue
    ticket_type = next((t for t in catalogue.ticket_types if t.name == wish.ticket_type), None)
    if ticket_type is None:
        raise Problem(400, f"There is no ticket type {wish.ticket_type!r}.")
    original = catalogue.price_pence(performance.event, ticket_type, catalogue.bands[0])
    price = original if wish.price_pence is None else wish.price_pence
    _insist(0 <= wish.discount_pence <= price, "discount_pence must be between 0 and the price.")
    place = theatre.take_place(performance)
    return Ticket(0, performance, place, ticket_type, catalogue.bands[0], original, price, wish.discount_pence, None)


def _order(order: Order) -> Json:
    return {"order": order.id, "tickets": [ticket.id for ticket in order.tickets], "pence": order.ticket_pence}


def application(box_office: BoxOffice) -> Starlette:
    """The control port as an ASGI application."""
    desk = Desk(box_office)
    wishes: list[tuple[str, type[Struct], Callable[[Any], Json]]] = [
        ("/sell", Sell, desk.sell),
        ("/return", GiveBack, desk.give_back),
        ("/exchange", Exchange, desk.exchange),
        ("/scan", Scan, desk.scan),
        ("/merge", Merge, desk.merge),
        ("/archive", Archive, desk.archive),
        ("/attribute", Attribute, desk.attribute),
        ("/clock", SetClock, desk.set_clock),
        ("/faults", SetFaults, desk.set_faults),
        ("/move", Move, desk.move),
        ("/override", Override, desk.override),
    ]
    routes = [Route(path, _granting(kind, grant), methods=["POST"]) for path, kind, grant in wishes]

    async def show_ledger(request: Request) -> Response:
        return _answer(lambda: desk.ledger(request.query_params.get("client")))

    async def show_clock(_: Request) -> Response:
        return _answer(desk.clock)

    reading = [Route("/ledger", show_ledger), Route("/clock", show_clock)]
    return Starlette(routes=[*routes, *reading, *report_routes(box_office)])


def _granting(kind: type[Wish], grant: Callable[[Wish], Json]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        body = await request.body()
        return _answer(lambda: grant(msgspec.json.decode(body, type=kind)))

    return endpoint


def _answer(granted: Callable[[], Json]) -> Response:
    try:
        return _json(200, granted())
    except Problem as problem:
        return _json(problem.status, {"message": problem.message})
    except msgspec.MsgspecError as error:
        return _json(400, {"message": str(error)})


def _json(status: int, body: Json) -> Response:
    return Response(msgspec.json.encode(body), status, media_type="application/json")
