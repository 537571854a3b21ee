"""What was truly sold, counted straight from the tickets held: the figure every measure must equal."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from typing import Any

from houselights.sandbox.orders import Ticket
from houselights.sandbox.records import Json, local
from houselights.sandbox.theatre import Theatre


class _Tally:
    """Tickets and pence by some key."""

    def __init__(self) -> None:
        self.tickets: Counter[Hashable] = Counter()
        self.pence: Counter[Hashable] = Counter()

    def add(self, key: Hashable, ticket: Ticket) -> None:
        self.tickets[key] += 1
        self.pence[key] += ticket.total_pence

    def of(self, key: Hashable) -> Json:
        return {"tickets": self.tickets[key], "pence": self.pence[key]}

    def rows(self, name: str) -> list[Json]:
        return [{name: key, **self.of(key)} for key in sorted(self.tickets, key=str)]


def ledger(theatre: Theatre) -> Json:
    """One theatre's ledger: in all, by performance, event, month of the performance and month of the sale."""
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    orders_with_tickets = 0
    for order in theatre.orders:
        orders_with_tickets += bool(order.tickets)
        for ticket in order.tickets:
            performance = ticket.performance
            tallies["all"].add("all", ticket)
            tallies["performance"].add(performance.number, ticket)
            tallies["event"].add(performance.event.number, ticket)
            tallies["month"].add(f"{performance.starts:%Y-%m}", ticket)
            tallies["sale_month"].add(f"{order.first_sold:%Y-%m}", ticket)
            tallies["event_month"].add((performance.event.id, f"{performance.starts:%Y-%m}"), ticket)
    return {
        **tallies["all"].of("all"),
        "orders": len(theatre.orders),
        "orders_with_tickets": orders_with_tickets,
        "customers": len({order.customer for order in theatre.orders if order.tickets} - {None}),
        "performances": list(_performances(theatre, tallies["performance"])),
        "events": list(_events(theatre, tallies["event"])),
        "months": tallies["month"].rows("month"),
        "sale_months": tallies["sale_month"].rows("month"),
        "event_months": [
            {"event": key[0], "month": key[1], **tallies["event_month"].of(key)}  # type: ignore[index]
            for key in sorted(tallies["event_month"].tickets, key=str)
        ],
    }


def _performances(theatre: Theatre, tally: _Tally) -> Iterable[dict[str, Any]]:
    for performance in theatre.performances.values():
        yield {
            "performance": performance.id,
            "event": performance.event.id,
            "event_name": performance.event.name,
            "start": local(performance.starts),
            "cancelled": performance.is_cancelled,
            "scanned": performance.scanned,
            **tally.of(performance.number),
        }


def _events(theatre: Theatre, tally: _Tally) -> Iterable[dict[str, Any]]:
    for event in theatre.events.values():
        yield {"event": event.id, "name": event.name, "archived": event.is_archived, **tally.of(event.number)}
