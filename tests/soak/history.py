"""A made-up history of two theatres: whatever can happen at a counter, at random and yet the same for the same seed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from houselights.sandbox.ids import customer_id
from houselights.sandbox.people import customer_number
from houselights.sandbox.remote import Sandbox

CLIENTS = ("lyric", "grand")  # their ids are the same
CUSTOMERS = 120  # of the first theatre's; a few, so that they meet again
NIGHTS = (datetime(2026, 10, 25, 1, 30), datetime(2026, 3, 29, 1, 30))  # 01:30 comes twice; and never, in spring

# Every way in which a request can go wrong (trust.md 3.2), each with waits that are a hundredth of real ones.
WAYS: tuple[dict[str, Any], ...] = (
    {"kind": "html-200"},
    {"kind": "html-403"},
    {"kind": "html-503"},
    {"kind": "text-200"},
    {"kind": "error-500"},
    {"kind": "rate-limited", "seconds": 0.01},
    {"kind": "rate-limited", "seconds": 0.01, "http_date": True},
    {"kind": "redirect"},
    {"kind": "truncated"},
    {"kind": "reset"},
    {"kind": "wrong-length"},
    {"kind": "drip", "seconds": 0.01},
    {"kind": "slow", "seconds": 0.4},
    {"kind": "gzip-bomb"},
    {"kind": "deep-json"},
)
HARMLESS = ("row-twice", "unknown-field", "start-utc-with-z", "event-as-string")
MOODS = ((), ("changes-same-page",), ("changes-ids-only",), ("changes-absent",), ("events-upcoming-only",))


def troubles(chance: Random, share: float) -> list[dict[str, Any]]:
    """This share of requests fails, in every way alike; now and then the box office has a mood as well."""
    each = 1 - (1 - share) ** (1 / len(WAYS))
    # A redirect is not tried again: more of them, and no run would ever come to its end.
    answers = [{**way, "probability": each / 10 if way["kind"] == "redirect" else each} for way in WAYS]
    records = [{"kind": kind, "probability": 0.02} for kind in HARMLESS]
    moods = [{"kind": kind} for kind in chance.choice(MOODS)]
    return [*answers, *records, *moods]


@dataclass
class History:
    """What happens at the theatres. `is_silent` once something happened that no feed of changes tells of.

    `is_old` where that bears a day before the last weeks: a whole round of nights finds it.
    """

    sandbox: Sandbox
    chance: Random
    is_silent: bool = False
    is_old: bool = False
    orders: list[tuple[str, str]] = field(default_factory=list)  # (client, order) that hold tickets, made here
    living: list[int] = field(default_factory=lambda: list(range(CUSTOMERS)))  # customers not merged into another
    told: dict[str, int] = field(default_factory=dict)
    on: dict[str, list[str]] = field(default_factory=dict)  # {client: its performances that tickets are sold for}

    def goes_on(self, moves: int) -> None:
        """So many things happen."""
        for _ in range(moves):
            self.happens(self.chance.choice(MOVES))

    def happens(self, move: "Move") -> None:
        name = move.__name__
        self.told[name] = self.told.get(name, 0) + 1
        move(self)

    def performance(self, client: str) -> str:
        """Any that is not cancelled: nothing that happens here cancels one, so they are asked for once."""
        if client not in self.on:
            listed = self.sandbox.ledger(client)["performances"]
            self.on[client] = [str(each["performance"]) for each in listed if not each["cancelled"]]
        return self.chance.choice(self.on[client])

    def now(self) -> datetime:
        """The theatres' own clock, UTC."""
        return datetime.fromisoformat(self.sandbox.move_clock()["now"]).astimezone(UTC)

    def sold(self, client: str, quantity: int = 1, **more: Any) -> None:
        if self.chance.random() < 0.5:
            more["customer"] = customer_id(customer_number(self.chance.choice(self.living)))
        made = self.sandbox.sell(client, self.performance(client), quantity, **more)
        self.orders.append((client, made["order"]))

    def take_order(self) -> tuple[str, str] | None:
        """One that holds tickets, out of the list."""
        return self.orders.pop(self.chance.randrange(len(self.orders))) if self.orders else None


Move = Callable[[History], None]


def sale(history: History) -> None:
    history.sold(history.chance.choice(CLIENTS), history.chance.randint(1, 6))


def the_same_at_both(history: History) -> None:
    """Order and ticket ids that both theatres give: nothing may mix."""
    for client in CLIENTS:
        history.sold(client, 2)


def complimentary(history: History) -> None:
    history.sold("lyric", 2, price_pence=0)


def tie(history: History) -> None:
    """Several orders in one instant: a cursor cannot stand between them."""
    instant = history.now().isoformat()
    for _ in range(history.chance.choice([3, 3, 3, 120])):
        history.sold("lyric", modified=instant)


def sales_in_strange_hours(history: History) -> None:
    """Sold in the hour that came twice, and in the one that never was: months ago, and known only now."""
    for client in CLIENTS:
        for night in NIGHTS:
            history.sold(client, 2, sold_at=night.isoformat())


def late_edit(history: History) -> None:
    """A sale of the last weeks whose change the feed dates before anybody looked: only a second look finds it."""
    days_ago = timedelta(days=history.chance.randint(1, 30))
    then = (history.now() - days_ago).replace(tzinfo=None)
    history.sold("lyric", 3, sold_at=then.isoformat(), modified=(then.replace(tzinfo=UTC)).isoformat())
    history.is_silent = True


def late_edit_of_long_ago(history: History) -> None:
    """The same of a day that not every night looks at again."""
    then = (history.now() - timedelta(days=history.chance.randint(60, 390))).replace(tzinfo=None)
    history.sold("lyric", 2, sold_at=then.isoformat(), modified=then.replace(tzinfo=UTC).isoformat())
    history.is_silent = history.is_old = True


def give_back(history: History) -> None:
    if order := history.take_order():
        history.sandbox.give_back(*order)


def give_some_back(history: History) -> None:
    client = history.chance.choice(CLIENTS)
    made = history.sandbox.sell(client, history.performance(client), 4)
    history.sandbox.give_back(client, made["order"], made["tickets"][: history.chance.randint(1, 3)])
    history.orders.append((client, made["order"]))


def exchange(history: History) -> None:
    if order := history.take_order():
        history.sandbox.exchange(*order, history.performance(order[0]))
        history.orders.append(order)


def override(history: History) -> None:
    """A price is changed after the sale."""
    if history.orders:
        client, order = history.chance.choice(history.orders)
        history.sandbox.post("override", client=client, order=order, price_pence=history.chance.randint(0, 5000))


def merge(history: History) -> None:
    gone, into = history.chance.sample(history.living, 2)
    history.living.remove(gone)
    history.sandbox.merge("lyric", customer_id(customer_number(gone)), customer_id(customer_number(into)))


def archive(history: History) -> None:
    event = history.chance.choice(history.sandbox.ledger("lyric")["events"])["event"]
    history.sandbox.archive("lyric", event, archived=history.chance.random() < 0.7)


def time_passes(history: History) -> None:
    history.sandbox.move_clock(minutes=history.chance.choice([5, 30, 240, 900]))


MOVES: tuple[Move, ...] = (
    sale, sale, the_same_at_both, complimentary, tie, sales_in_strange_hours, late_edit, late_edit_of_long_ago,
    give_back, give_some_back, exchange, override, merge, archive, time_passes,
)  # fmt: skip
