"""Only a part of what is counted: how that is written in an address or a command, asked in SQL, said in words. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from houselights.errors import WrongUsage
from houselights.measures.catalogue import DIMENSIONS, OF_EVENTS
from houselights.measures.conditions import Conditions
from houselights.measures.question import Where, in_one_order

MOST_VALUES = 400  # more than there are local authorities
MOST_LETTERS = 300  # of one value: names of events are shorter

_NUMBERED = {"event", "also_event", "first_event"}  # their codes are numbers of the register


def read_where(texts: Iterable[str]) -> Where:
    """`event_type=Performance`: values of one dimension are one or the other, dimensions are one and the other."""
    given = [text for text in texts if text]
    if len(given) > MOST_VALUES:
        raise WrongUsage(f"At most {MOST_VALUES} values can be chosen at once.", remedy="Choose fewer.")
    return in_one_order(tuple((dimension, (value,)) for dimension, value in map(_parted, given)))


def write_where(where: Where) -> list[str]:
    """The same, as it is read back."""
    return [f"{dimension}={value}" for dimension, values in where for value in values]


def _parted(text: str) -> tuple[str, str]:
    dimension, found, value = text.partition("=")
    if not found or not dimension.strip() or not value.strip() or len(value) > MOST_LETTERS:
        raise WrongUsage(
            f"“{text[:60]}” does not say what is to be counted.", remedy="Write it as event_type=Performance."
        )
    return dimension.strip(), value.strip()


def columns_of(where: Where, written: Mapping[str, str]) -> Iterator[str]:
    """What a grain needs more: dimensions that it has no column of, each under a name of its own."""
    for name, _ in where:
        if name in written:
            yield f"{written[name]} as where_{name}"
        code = DIMENSIONS[name].code_column
        if code:
            yield f"{code} as where_{name}_code"


def conditions_on(where: Where) -> Conditions:
    """On the rows of a grain: each dimension is one of its values, which are named and never text."""
    return _conditions(where, _key)


def conditions_on_events(where: Where) -> Conditions | None:
    """The same on events of the register; None where something else than the event is asked for."""
    if not {name for name, _ in where} <= {"event", *OF_EVENTS}:
        return None
    return _conditions(where, _of_register)


def said(where: Where, labels: Mapping[str, Mapping[str, str]]) -> str:
    """`of the event type Performance or Workshop and the location Studio`."""
    parts = []
    for name, values in where:
        words = dict.fromkeys(labels.get(name, {}).get(value, value) for value in values)
        parts.append(f"{DIMENSIONS[name].says or f'the {DIMENSIONS[name].title.lower()}'} {' or '.join(words)}")
    return f"of {' and of '.join(parts)}" if parts else ""


def _conditions(where: Where, key: Callable[[str, bool], str]) -> Conditions:
    conditions: list[str] = []
    given: dict[str, Any] = {}
    for name, values in where:
        names = [f"where_{name}_{place}" for place in range(len(values))]
        by_number = name in _NUMBERED and all(each.isdecimal() for each in values)
        given |= dict(zip(names, map(int, values) if by_number else values, strict=True))
        conditions.append(f"{key(name, by_number)} in ({', '.join(f'${each}' for each in names)})")
    return conditions, given


def _of_register(name: str, by_number: bool) -> str:
    """The column of an event of the register."""
    if name == "event":
        return "events.event_id" if by_number else "cast(events.event_id as varchar)"
    return f"events.{name}"


def _key(name: str, by_number: bool) -> str:
    """The code where there is one, since two events may have one name; else, and where nothing is known, the label.

    `by_number`: known events alone are asked for. Their number is looked for where sales lie, before any is read.
    """
    dimension = DIMENSIONS[name]
    label = f"where_{name}" if dimension.column else name
    if not dimension.code:
        return label
    code = f"where_{name}_code" if dimension.code_column else dimension.code
    return code if by_number else f"coalesce(cast({code} as varchar), {label})"
