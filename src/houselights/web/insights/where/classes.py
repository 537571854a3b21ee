"""Five classes of a map's values, each as many times the one before, at round figures. Pure."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

CLASSES = 5

Write = Callable[[float], str]


def starts_of(values: Sequence[float]) -> list[float]:
    """Where each class begins, the lowest first; fewer classes where the values are near each other.

    Most live near by: with as many areas in each class, all that is near would be one.
    """
    found = [value for value in values if value > 0]
    if not found:
        return []
    lowest, times = min(found), (max(found) / min(found)) ** (1 / CLASSES)
    starts = [lowest]
    for number in range(1, CLASSES):
        start = _round(lowest * times**number)
        if starts[-1] < start <= max(found):
            starts.append(start)
    return starts


def class_of(value: float | None, starts: Sequence[float]) -> int:
    """1 for the lowest, always the darkest shade for the highest; 0 for nothing."""
    if not value or value <= 0 or not starts:
        return 0
    return max(bisect_right(starts, value), 1) + CLASSES - len(starts)


def legend(starts: Sequence[float], highest: float, write: Write, *, whole: bool) -> list[tuple[int, str]]:
    """Each class with what it says: `5 to 19`; of whole numbers the next class begins one later."""
    found = []
    for place, start in enumerate(starts):
        is_last = place == len(starts) - 1
        end = highest if is_last else starts[place + 1] - (1 if whole else 0)
        one = write(start) == write(end) or (whole and end <= start)
        said = write(start) if one else f"{write(start)} to {'' if whole or is_last else 'under '}{write(end)}"
        found.append((class_of(start, starts), said))
    return found


def _round(value: float) -> float:
    """4, 27, 340: to two figures at most; rates below 1 to hundredths."""
    if value < 1:
        return round(value, 2)
    scale = 10 ** max(len(str(int(value))) - 2, 0)
    return round(value / scale) * scale
