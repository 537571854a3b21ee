"""The parts of a released table as a chart shows them: which come first, which is not known, which months are empty."""

from collections.abc import Sequence

from houselights.disclosure.released import ReleasedTable

Part = tuple[str, float]  # a label and its value
NOT_KNOWN = ("unknown", "not read yet")  # labels of what could not be told


def parts_of(table: ReleasedTable) -> list[Part]:
    """Months in their order, with those that have nothing; all else with the largest first and the unknown last."""
    parts = [(cell.labels[0], cell.value or 0) for cell in table.cells]
    if table.question.by == ("month",):
        return months_of(parts)
    return sorted(parts, key=lambda part: (not is_known(part[0]), -part[1], part[0]))


def months_of(parts: Sequence[Part]) -> list[Part]:
    """Every month from the first to the last: a gap left out would hide that nothing was on."""
    values = {label: value for label, value in parts if is_known(label)}
    unknown = [part for part in parts if not is_known(part[0])]
    if not values:
        return unknown
    return [(month, values.get(month, 0)) for month in _months(min(values), max(values))] + unknown


def is_known(label: str) -> bool:
    """False for the kinds of unknown."""
    return label not in NOT_KNOWN


def _months(first: str, last: str) -> list[str]:
    """`2026-11` to `2027-02`, both included."""
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12}-{number % 12 + 1:02d}" for number in range(start, end + 1)]
