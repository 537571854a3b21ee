"""What a careful reader knows about a cell from how it is shown, the rules being public: pure."""

from math import inf

from houselights.disclosure.cells import Shown
from houselights.disclosure.rules import RULES, rounded_count, rounded_pence, step_of

Bounds = tuple[float, float]


def bounds_of(shown: Shown) -> Bounds:
    """The lowest and the highest true number that are shown like this."""
    if shown.state != "value" or shown.value is None:
        return 0, inf
    if shown.value == 0:
        return 0, 0
    reach = step_of(shown.value) / 2 if shown.is_money else (RULES.rounded_to - 1) // 2
    return shown.value - reach, shown.value + reach


def shown_value(value: int, *, is_money: bool) -> int:
    """The true number as it is shown."""
    return rounded_pence(value) if is_money else rounded_count(value)
