"""What can go wrong at a box office, as data: each fault has a kind, the path it strikes, and how often.

Two sorts: *answers* spoil a whole response (an HTML page, a cut body), *records* spoil single things inside a good one,
and *switches* change how the box office behaves for as long as they are on.
"""

import fnmatch
import random
from typing import Literal

from msgspec import Struct

Answer = Literal[
    "html-200", "html-403", "html-503", "error-500", "rate-limited", "redirect", "truncated", "reset", "wrong-length",
    "drip", "slow", "gzip-bomb", "deep-json", "text-200",
]  # fmt: skip
Spoilt = Literal[
    "start-utc-with-z", "event-as-string", "plan-null", "unknown-ticket-type", "text-for-number", "customer-null",
    "missing-tickets", "missing-field", "unknown-field", "number-too-long", "postcode-missing", "postcode-foreign",
    "postcode-malformed", "attribute-renamed", "row-twice",
]  # fmt: skip
Switch = Literal[
    "changes-absent", "changes-ids-only", "changes-same-page", "events-upcoming-only", "fields-of-2026", "clock-skew",
    "key-revoked", "crowded", "orders-take-time",
]  # fmt: skip
ANSWERS: tuple[str, ...] = Answer.__args__  # type: ignore[attr-defined]
SPOILT: tuple[str, ...] = Spoilt.__args__  # type: ignore[attr-defined]


class Fault(Struct, forbid_unknown_fields=True, kw_only=True):
    """One fault. `route` is a pattern of the path after `/api/v3/`, such as `orders/sync` or `customers/*`.

    It strikes with `probability`, at most `count` times, after letting `after` requests (or records) by.
    """

    kind: Answer | Spoilt | Switch
    client: str = "*"
    route: str = "*"
    probability: float = 1.0
    count: int | None = None
    after: int = 0
    seconds: float = 1.0  # of `slow`, `rate-limited`; per day of `orders-take-time`; per byte of `drip`
    minutes: float = 20.0  # of `clock-skew`
    location: str = "http://169.254.169.254/latest/"  # of `redirect`
    http_date: bool = False  # `rate-limited` says when by a date rather than in seconds
    name: str = "IlluminateEventType"  # of `attribute-renamed`


class Faults:
    """The faults switched on now; the same chances each time for the same seed."""

    def __init__(self, faults: list[Fault] | None = None, seed: int = 1) -> None:
        self._chance = random.Random(seed)  # noqa: S311  (faults, not secrets)
        self.active: list[Fault] = list(faults or [])

    def replace(self, faults: list[Fault]) -> None:
        """These, and no others."""
        self.active = list(faults)

    def has(self, kind: Switch) -> bool:
        """Whether a switch is on."""
        return self.of(kind) is not None

    def use(self, kind: Switch) -> bool:
        """Whether a switch is on this time: its `after`, `count` and `probability` are observed."""
        fault = self.of(kind)
        return fault is not None and self._is_due(fault)

    def of(self, kind: str) -> Fault | None:
        """The first active fault of a kind."""
        return next((fault for fault in self.active if fault.kind == kind), None)

    def answer_for(self, client: str, route: str) -> Fault | None:
        """The fault that strikes this response, if one does; it is used up by striking."""
        return next((f for f in self.active if f.kind in ANSWERS and self._strikes(f, client, route)), None)

    def spoil(self, client: str, route: str) -> list[Fault]:
        """The faults that may strike records of this response."""
        return [f for f in self.active if f.kind in SPOILT and self._covers(f, client, route)]

    def strikes_record(self, fault: Fault) -> bool:
        """Whether this record is the one."""
        return self._is_due(fault)

    def _strikes(self, fault: Fault, client: str, route: str) -> bool:
        return self._covers(fault, client, route) and self._is_due(fault)

    @staticmethod
    def _covers(fault: Fault, client: str, route: str) -> bool:
        return fnmatch.fnmatchcase(client, fault.client) and fnmatch.fnmatchcase(route, fault.route)

    def _is_due(self, fault: Fault) -> bool:
        if fault.after > 0:
            fault.after -= 1
            return False
        if fault.count == 0 or self._chance.random() >= fault.probability:
            return False
        if fault.count is not None:
            fault.count -= 1
        return True
