"""A theatre's box office in memory: its lists, its orders, and all that can happen at the counter."""

import random
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from houselights.sandbox.catalogue import Catalogue, Event, Performance
from houselights.sandbox.clock import Clock, local_of
from houselights.sandbox.ids import block, customer_id, index_of, number_of, order_code
from houselights.sandbox.orders import FIRST_ORDER, FIRST_TICKET, Order, Ticket
from houselights.sandbox.people import People, customer_number
from houselights.sandbox.sales import Sales
from houselights.sandbox.season import Season
from houselights.sandbox.sizes import Size


@dataclass(frozen=True)
class Account:
    """An API account: its login, secret (base64) and rights, `owner` or `agent`."""

    login: str
    secret: str
    mode: str


@dataclass(slots=True)
class Theatre:
    """One client of the box office."""

    client: str
    name: str
    accounts: dict[str, Account]
    catalogue: Catalogue
    people: People
    clock: Clock
    orders: list[Order]
    events: dict[int, Event] = field(default_factory=dict)
    performances: dict[int, Performance] = field(default_factory=dict)
    merged: dict[int, int] = field(default_factory=dict)  # place of the record that went: of the one that stayed
    changed_customers: dict[int, dict[str, object]] = field(default_factory=dict)
    added_customers: int = 0
    orders_of: dict[int | None, list[Order]] = field(default_factory=lambda: defaultdict(list))
    _by_day: dict[date, dict[int, Order]] = field(default_factory=lambda: defaultdict(dict))
    _by_change: list[tuple[datetime, int]] = field(default_factory=list)
    _by_code: dict[str, int] = field(default_factory=dict)
    _friendly: dict[str, int] = field(default_factory=dict)
    _tickets_made: int = 0
    _sold: Counter[int] | None = None

    def __post_init__(self) -> None:
        self.events = {event.number: event for event in self.catalogue.events}
        self.performances = {performance.number: performance for performance in self.catalogue.performances}
        for order in self.orders:
            self._index(order)
        self._by_change = sorted((order.modified, order.number) for order in self.orders)
        self._tickets_made = sum(len(order.tickets) for order in self.orders)

    # -- finding

    def event(self, text: str) -> Event | None:
        """The event of a full id."""
        return self.events.get(number_of(text) or 0)

    def performance(self, text: str) -> Performance | None:
        """The performance of a full id."""
        return self.performances.get(number_of(text) or 0)

    def order(self, text: str) -> Order | None:
        """The order of a full id or of its short code."""
        number = self._by_code.get(text) if len(text) == 6 else number_of(text)
        place = index_of(number, FIRST_ORDER)
        return self.orders[place] if place is not None and place < len(self.orders) else None

    def orders_between(self, first: date, last: date) -> list[Order]:
        """Orders with any transaction on these days, both included, each once, in number order."""
        found: dict[int, Order] = {}
        for offset in range((last - first).days + 1):
            found.update(self._by_day.get(first + timedelta(days=offset), {}))
        return [found[number] for number in sorted(found)]

    def changed_since(self, since: datetime, limit: int) -> tuple[list[Order], Order | None]:
        """The oldest changes at or after a moment (UTC), then by number; and the one after them, if any."""
        start = bisect_left(self._by_change, (since, 0))
        page = [self.orders[(number - FIRST_ORDER) // 200] for _, number in self._by_change[start : start + limit + 1]]
        return page[:limit], page[limit] if len(page) > limit else None

    def friendly_customers(self) -> dict[str, int]:
        """The places of records by their friendly id: worked out once, and as records are added."""
        for place in range(len(self._friendly), self.people.count + self.added_customers):
            self._friendly[customer_id(customer_number(place))] = place
        return self._friendly

    def sold(self) -> Counter[int]:
        """Tickets held for each performance, by its number: counted once, and again after a change."""
        if (sold := self._sold) is None:
            sold = self._sold = Counter(each.performance.number for order in self.orders for each in order.tickets)
        return sold

    def keep_customer(self, place: int, body: dict[str, object]) -> None:
        """Remember a changed record."""
        self.changed_customers[place] = body

    # -- what happens at the counter

    def sell(self, tickets: Iterable[Ticket], customer: int | None, *, at: datetime, modified: datetime) -> Order:
        """A new order at a theatre time, its change seen at `modified` (UTC)."""
        number = block(len(self.orders), FIRST_ORDER)
        order = Order(
            number, customer, at, at, modified, [self._numbered(ticket) for ticket in tickets], days=(at.date(),)
        )
        self.orders.append(order)
        self._sold = None
        self._index(order)
        insort(self._by_change, (order.modified, order.number))
        return order

    def give_back(self, order: Order, tickets: set[str]) -> list[Ticket]:
        """Return some tickets of an order: they vanish from it, and their money is refunded."""
        gone = [ticket for ticket in order.tickets if ticket.id in tickets]
        order.tickets = [ticket for ticket in order.tickets if ticket.id not in tickets]
        order.refunded_pence += sum(ticket.total_pence for ticket in gone)
        self.touch(order)
        return gone

    def exchange(self, order: Order, tickets: set[str], to: Performance) -> list[Ticket]:
        """Give tickets back and the same number for another performance at the same price."""
        moved = [ticket for ticket in order.tickets if ticket.id in tickets]
        kept = [ticket for ticket in order.tickets if ticket.id not in tickets]
        new = [self._numbered(ticket._replace(performance=to, place=self.take_place(to))) for ticket in moved]
        order.tickets = kept + new
        self.touch(order)
        return new

    def merge(self, gone: int, stays: int) -> int:
        """One customer record becomes another: its orders move, and its id is no longer known."""
        self.merged[gone] = stays
        orders = self.orders_of.pop(gone, [])
        for order in orders:
            order.customer = stays
            self.orders_of[stays].append(order)
            self.touch(order, is_transaction=False)
        return len(orders)

    def touch(self, order: Order, *, is_transaction: bool = True) -> None:
        """The order has changed now."""
        self._sold = None
        self._by_change.pop(bisect_left(self._by_change, (order.modified, order.number)))
        order.modified = max(order.modified, self.utc_now())
        insort(self._by_change, (order.modified, order.number))
        if is_transaction:
            order.last_sold = self.local_now()
            order.days = tuple(sorted({*order.days, order.last_sold.date()}))
            self._by_day[order.last_sold.date()][order.number] = order

    def take_place(self, performance: Performance) -> int:
        """The next place in the house."""
        performance.places_given += 1
        return performance.places_given - 1

    def utc_now(self) -> datetime:
        """Theatre time as UTC without a zone."""
        return self.clock.now().replace(tzinfo=None)

    def local_now(self) -> datetime:
        """Theatre time as its own clock on the wall shows it, whole seconds."""
        return local_of(self.utc_now()).replace(microsecond=0, fold=0)

    def _numbered(self, ticket: Ticket) -> Ticket:
        self._tickets_made += 1
        return ticket._replace(number=block(self._tickets_made - 1, FIRST_TICKET))

    def _index(self, order: Order) -> None:
        for day in order.days:
            self._by_day[day][order.number] = order
        self.orders_of[order.customer].append(order)
        self._by_code[order_code(order.number)] = order.number


def make_theatre(
    client: str, name: str, address: str, size: Size, seed: int, clock: Clock, accounts: list[Account]
) -> Theatre:
    """A theatre from its seed: the same one whenever it is made on the same day of its clock."""
    chance = random.Random(f"{seed}/{client}")  # noqa: S311  (made up, no secret)
    today = clock.today()
    catalogue = Season(chance, size, today, name.removeprefix("The "), address).catalogue()
    orders = Sales(chance, size, today, catalogue).orders()
    people = People(seed, client, size.customers, size.known_share)
    return Theatre(client, name, {account.login: account for account in accounts}, catalogue, people, clock, orders)


def place_of_customer(number: int | None) -> int | None:
    """The place of a customer record from the number in its long id."""
    return index_of(number, customer_number(0))
