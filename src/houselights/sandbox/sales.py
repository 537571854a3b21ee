"""Sells a season: who bought how many tickets for what, when, so that the totals are exactly the size asked for."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from math import exp

from houselights.sandbox.catalogue import Catalogue, Offer, Performance
from houselights.sandbox.clock import utc_of
from houselights.sandbox.ids import block
from houselights.sandbox.oddities import STAFF_EVENT, TEST_EVENT
from houselights.sandbox.orders import FIRST_ORDER, FIRST_TICKET, Order, Ticket
from houselights.sandbox.people import WALK_UP
from houselights.sandbox.season import KINDS, PANTO
from houselights.sandbox.sizes import Size

_PARTY = ((1, 17), (2, 44), (3, 10), (4, 17), (5, 5), (6, 4), (8, 2), (12, 1))
_FAMILY_KINDS = {"panto", "family"}
_USUAL_LEAD_DAYS = 32


class Sales:
    """Makes every order of one theatre from a source of chance, up to the night before `today`."""

    def __init__(self, chance: random.Random, size: Size, today: date, catalogue: Catalogue) -> None:
        self._chance, self._size, self._catalogue = chance, size, catalogue
        self._opens = today - timedelta(days=round(size.months * 30.4))
        self._last_day = today - timedelta(days=1)
        self._tickets = 0
        self._performances = [p for p in catalogue.performances if self._can_sell(p)]
        self._weights = list(accumulate(self._pull(p) for p in self._performances))
        types = catalogue.ticket_types
        self._mix = list(accumulate(t.mix for t in types))
        self._family_mix = list(accumulate(t.family_mix for t in types))

    def orders(self) -> list[Order]:
        """All of them in the order they were sold, numbered so."""
        sold = sorted(self._unnumbered(), key=lambda order: order.first_sold)
        for place, order in enumerate(sold):
            order.number = block(place, FIRST_ORDER)
            order.tickets = [ticket._replace(number=self._next_ticket()) for ticket in order.tickets]
        return sold

    def _next_ticket(self) -> int:
        self._tickets += 1
        return block(self._tickets - 1, FIRST_TICKET)

    def _can_sell(self, performance: Performance) -> bool:
        return not performance.is_cancelled and performance.on_sale_from.date() < self._last_day

    def _pull(self, performance: Performance) -> float:
        """How many want this performance, beside the others: the house, the kind, the night, and luck."""
        kind = KINDS.get(performance.event.kind, PANTO)
        night = 1.35 if performance.starts.weekday() in {4, 5} else 0.85
        luck = random.Random(performance.event.number).lognormvariate(0, 0.45)  # noqa: S311  (made up, no secret)
        if performance.event.name in {TEST_EVENT, STAFF_EVENT}:
            return 1.0
        return performance.plan.capacity * kind.pull * night * luck * self._share_sold(performance.starts.date())

    def _share_sold(self, day: date) -> float:
        """How much of a house is booked within our history: not what was sold before it, nor what is yet to sell."""
        to_go, since_opening = max(0, (day - self._last_day).days), max(1, (day - self._opens).days)
        return exp(-to_go / _USUAL_LEAD_DAYS) - exp(-max(since_opening, to_go + 1) / _USUAL_LEAD_DAYS)

    def _parties(self, orders: int) -> list[int]:
        """Party sizes that add up exactly to the tickets asked for."""
        sizes, weights = zip(*_PARTY, strict=True)
        parties = self._chance.choices(sizes, weights, k=orders)
        short = self._size.tickets - sum(parties)
        while short:
            place = self._chance.randrange(orders)
            step = 1 if short > 0 else -1
            if parties[place] + step >= 1:
                parties[place] += step
                short -= step
        return parties

    def _unnumbered(self) -> Iterator[Order]:
        gifts = self._size.orders // 100
        for party in self._parties(self._size.orders - gifts):
            yield self._order(party)
        for _ in range(gifts):
            yield self._donation_only()

    def _order(self, party: int) -> Order:
        chance = self._chance
        performance = self._performance_with_room(party)
        sold = self._sold_at(performance)
        order = Order(0, self._customer(performance, sold), sold, sold, utc_of(sold), days=(sold.date(),))
        order.tickets = self._tickets_for(performance, party)
        if party >= 4 and chance.random() < 0.12:
            self._spread(order)
        order.fee_pence = chance.choice((0, 150, 150, 250))
        if chance.random() < 0.06:
            order.donation_pence = chance.choice((100, 200, 500))
        if chance.random() < 0.02:
            self._return_one_more(order)
        return order

    def _spread(self, order: Order) -> None:
        """A booker of several performances in one order: half the tickets are for another, on sale at the time."""
        other = self._performance_with_room(len(order.tickets))
        if other.on_sale_from <= order.first_sold < other.off_sale_from:
            kept = len(order.tickets) // 2
            order.tickets[kept:] = self._tickets_for(other, len(order.tickets) - kept)

    def _return_one_more(self, order: Order) -> None:
        """An order that once held another ticket, returned a little later: only money and a date remain of it."""
        again = min(order.first_sold + timedelta(days=self._chance.randrange(1, 9)), self._night(self._last_day))
        order.refunded_pence = self._catalogue.price_pence(
            order.tickets[0].performance.event, self._catalogue.ticket_types[0], self._catalogue.bands[0]
        )
        order.last_sold, order.modified = again, utc_of(again)
        order.days = tuple(sorted({order.first_sold.date(), again.date()}))

    @staticmethod
    def _night(day: date) -> datetime:
        return datetime.combine(day, time(22, 0))

    def _donation_only(self) -> Order:
        days = (self._last_day - self._opens).days
        sold = self._at_some_hour(self._opens + timedelta(days=self._chance.randrange(days)))
        place = self._chance.randrange(1, self._size.customers)
        given = self._chance.choice((500, 1000, 2500, 10000))
        return Order(0, place, sold, sold, utc_of(sold), donation_pence=given, days=(sold.date(),))

    def _performance_with_room(self, party: int) -> Performance:
        for _ in range(200):
            at = self._chance.choices(range(len(self._performances)), cum_weights=self._weights)[0]
            performance = self._performances[at]
            if performance.places_given + party <= performance.plan.capacity:
                return performance
        return max(self._performances, key=lambda p: p.plan.capacity - p.places_given)

    def _at_some_hour(self, day: date) -> datetime:
        return datetime.combine(day, time(9, 0)) + timedelta(seconds=self._chance.randrange(13 * 3600))

    def _sold_at(self, performance: Performance) -> datetime:
        """Booked some days ahead, between going on sale and last night; the counter sells on the day itself."""
        first_day = max(performance.on_sale_from.date() + timedelta(days=1), self._opens)
        last_day = min(performance.starts.date(), self._last_day)
        lead = 0 if self._chance.random() < 0.1 else int(self._chance.expovariate(1 / _USUAL_LEAD_DAYS))
        day = performance.starts.date() - timedelta(days=lead)
        if not first_day <= day <= last_day:
            day = first_day + timedelta(days=self._chance.randrange(max(1, (last_day - first_day).days + 1)))
        sold = self._at_some_hour(day)
        return min(sold, performance.off_sale_from) if day == performance.starts.date() else sold

    def _customer(self, performance: Performance, sold: datetime) -> int | None:
        roll = self._chance.random()
        if roll < 0.005:
            return None
        # The counter's own record takes what is sold on the night, and a little besides.
        if roll < self._size.walk_up_share * (5 if sold.date() == performance.starts.date() else 0.5):
            return WALK_UP
        return 1 + int((self._size.customers - 1) * self._chance.random() ** 1.7)

    def _tickets_for(self, performance: Performance, party: int) -> list[Ticket]:
        catalogue, event = self._catalogue, performance.event
        mix = self._family_mix if event.kind in _FAMILY_KINDS else self._mix
        band = self._chance.choices(catalogue.bands, (5, 3, 2))[0]
        offer = self._chance.choice(catalogue.offers) if self._chance.random() < 0.08 else None
        tickets = []
        for ticket_type in self._chance.choices(catalogue.ticket_types, cum_weights=mix, k=party):
            original = catalogue.price_pence(event, ticket_type, band)
            price = 0 if self._chance.random() < 0.004 else original  # overridden by hand at the counter
            discount = discount_pence(price, offer)
            place = performance.places_given
            performance.places_given += 1
            tickets.append(
                Ticket(0, performance, place, ticket_type, band, original, price, discount, offer if discount else None)
            )
        return tickets


def discount_pence(price_pence: int, offer: Offer | None) -> int:
    """What an offer takes off, in whole pence, the odd half penny to the house."""
    return price_pence * offer.percent // 100 if offer else 0
