"""The values that a dimension has in a build: what somebody asks for by name or code is found, or refused."""

from collections.abc import Callable, Mapping
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process

from houselights.errors import WrongUsage
from houselights.measures.catalogue import DIMENSIONS, OF_EVENTS
from houselights.measures.cells import NOT_READ_YET, UNKNOWN
from houselights.measures.question import Where, in_one_order
from houselights.periods import financial_year_of, month_of, parse_period, quarter_of
from houselights.vocabularies.price_classes import price_classes
from houselights.warehouse.opened import Warehouse
from houselights.warehouse.tables import authority_table

Values = Mapping[str, str]  # what a statement asks for (the code, where there is one): what people call it

NEAR = 60  # likeness, of 100, from which a value is worth suggesting
_CALENDAR = {"month": month_of, "quarter": quarter_of, "financial_year": financial_year_of}
_FOUND: WeakKeyDictionary[Warehouse, dict[str, Values]] = WeakKeyDictionary()

# Where to look: the register, whether anything of it was sold or not; else the customers who are known.
_ASKED = {
    "event": "select cast(event_id as varchar), event from events",
    "also_event": "select cast(event_id as varchar), event from events",
    "first_event": "select cast(event_id as varchar), event from events",
    "performance": "select performance_id, substr(cast(starts_local as varchar), 1, 16) from performances",
    "attendance_method": "select method, method from attendance",
}
_OF_CUSTOMERS = ("area_region", "area_lsoa", "priority_place")


def found(where: Where, warehouse: Warehouse) -> Where:
    """Each value as statements ask for it; WrongUsage, with what is near, for what there is not."""
    return in_one_order(
        tuple((name, _each(name, value, values_of(name, warehouse))) for name, many in where for value in many)
    )


def values_of(name: str, warehouse: Warehouse) -> Values:
    """All of a dimension's, worked out once for each build that is open."""
    if name not in DIMENSIONS:
        raise WrongUsage(f"There is no dimension “{name[:60]}”.", remedy=f"There are: {', '.join(DIMENSIONS)}.")
    known = _FOUND.setdefault(warehouse, {})
    if name not in known:
        unknown = {UNKNOWN: UNKNOWN, NOT_READ_YET: NOT_READ_YET}
        known[name] = {code or label: label for code, label in _read(name, warehouse) if label} | unknown
    return known[name]


def _each(name: str, value: str, values: Values) -> tuple[str, ...]:
    """By its code, else every one that is called so."""
    if value in values:
        return (value,)
    called = tuple(code for code, label in values.items() if label.casefold() == value.casefold())
    if not called and not (name in _CALENDAR and _is_a(name, value)):
        raise _not_there(name, value, values)
    return called or (value,)


def _not_there(name: str, value: str, values: Values) -> WrongUsage:
    near = process.extract(value, set(values.values()), scorer=fuzz.WRatio, limit=3, score_cutoff=NEAR)
    meant = " or ".join(f"“{label}”" for label, _, _ in near)
    title = DIMENSIONS[name].title.lower()
    return WrongUsage(
        f"There is no {title} “{value[:60]}” in these figures.",
        remedy=f"Did you mean {meant}?" if meant else f"Split by {title} to see all there are.",
    )


def _read(name: str, warehouse: Warehouse) -> list[tuple[str, str]]:
    listed = _LISTED.get(name)
    if listed:
        return [(value, value) for value in listed()]
    if name == "area_local_authority":
        return [(row["code"], row["name"]) for row in authority_table().to_pylist()]
    if (of_events := name.removeprefix("also_")) in OF_EVENTS:
        return warehouse.rows(f"select distinct {of_events}, {of_events} from events")  # noqa: S608  (a name of our own)
    if name in _OF_CUSTOMERS:
        found = f"select distinct {name}, {name} from customers where {name} is not null"  # noqa: S608  (likewise)
        return warehouse.rows(found) + _beside(name)
    if name in _ASKED:
        return warehouse.rows(_ASKED[name])
    return [(value, value) for value in DIMENSIONS[name].values]


def _beside(name: str) -> list[tuple[str, str]]:
    return [("elsewhere", "elsewhere")] if name == "priority_place" else []


_LISTED: dict[str, Callable[[], list[str]]] = {
    "hour": lambda: [f"{hour:02}" for hour in range(24)],
    "price_class": lambda: [each.name for each in price_classes()],
}


def _is_a(name: str, value: str) -> bool:
    """`2026-11` is a month, whether anything happened in it or not."""
    try:
        start = parse_period(value).start
    except WrongUsage:
        return False
    return start is not None and _CALENDAR[name](start) == value
