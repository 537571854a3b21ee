"""Booking curves counted by hand: what each performance had sold by a day, and what comparable events had."""

from collections import defaultdict
from statistics import median
from typing import Any

from spec.by_hand import Asking, ByHand
from spec.ledger import TODAY

DRAWN = [*range(14), *range(14, 183, 7)]


class Stages:
    """All of one ledger's performances, and how alike their events are."""

    def __init__(self, hand: ByHand) -> None:
        self._runs = defaultdict(list)
        for each in hand.performances(Asking("performance")):
            self._runs[each.event.number].append(each)
        self._ahead = defaultdict(list)
        for sale in hand.counted(Asking("performance")):
            performance = sale.ticket.performance
            days = (performance.starts.date() - sale.sold.date()).days
            self._ahead[performance.number].append(min(max(days, 0), 182))
        self._registered = hand.registered

    @staticmethod
    def nearest(performance: Any) -> int:
        return min(max((performance.starts.date() - TODAY.date()).days, 0), 182)

    def reached(self, performance: Any) -> list[int]:
        return [days for days in DRAWN if days >= self.nearest(performance)]

    def value(self, measure: str, some: list[tuple[Any, int]]) -> Any:
        usual = [self._usual(each.event.number, days) for each, days in some]
        known = [each for each in usual if each is not None]
        sold = [sum(ahead >= days for ahead in self._ahead[each.number]) for each, days in some]
        if measure == "average_curve":
            return sum(sold) / len(sold)
        if measure == "usual_curve":
            return sum(known) / len(known) if known else None
        expected = int(sum(known) + 0.5)  # half up, as SQL rounds
        return (
            sum(one for one, two in zip(sold, usual, strict=True) if two is not None) / expected if expected else None
        )

    def _usual(self, event: int, days: int) -> float | None:
        alike = [other for other in self._runs if self._is_comparable(event, other)]
        if len(alike) < 3:
            return None
        return median(
            sum(ahead >= days for each in self._runs[other] for ahead in self._ahead[each.number])
            / len(self._runs[other])
            for other in alike
        )

    def _is_comparable(self, event: int, other: int) -> bool:
        one, two = self._registered[event], self._registered[other]
        runs = len(self._runs[event]), len(self._runs[other])
        return (
            event != other
            and bool(one.event_type and one.sub_discipline)
            and (one.event_type, one.sub_discipline) == (two.event_type, two.sub_discipline)
            and runs[0] / 2 <= runs[1] <= runs[0] * 2
            and max(each.starts.date() for each in self._runs[other]) < TODAY.date()
        )
