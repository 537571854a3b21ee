"""Only a part of what is counted: how that is written in an address or a command, asked in SQL, said in words. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from houselights.errors import WrongUsage
from houselights.measures.catalogue import DIMENSIONS
from houselights.measures.conditions import Conditions
from houselights.measures.question import Where, in_one_order

MOST_VALUES = 400  # more than there are local authorities
MOST_LETTERS = 300  # of one value: names of events are shorter

_OF_EVENTS = {"event", "event_type", "discipline", "sub_discipline", "distribution_type", "is_funded", "location"}


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
    if not {name for name, _ in where} <= _OF_EVENTS:
        return None
    return _conditions(where, lambda name: "cast(events.event_id as varchar)" if name == "event" else f"events.{name}")


def said(where: Where, labels: Mapping[str, Mapping[str, str]]) -> str:
    """`of the event type Performance or Workshop and the location Studio`."""
    parts = []
    for name, values in where:
        words = dict.fromkeys(labels.get(name, {}).get(value, value) for value in values)
        parts.append(f"{DIMENSIONS[name].says or f'the {DIMENSIONS[name].title.lower()}'} {' or '.join(words)}")
    return f"of {' and of '.join(parts)}" if parts else ""


def _conditions(where: Where, key: Callable[[str], str]) -> Conditions:
    conditions: list[str] = []
    given: dict[str, str] = {}
    for name, values in where:
        names = [f"where_{name}_{place}" for place in range(len(values))]
        given |= dict(zip(names, values, strict=True))
        conditions.append(f"{key(name)} in ({', '.join(f'${each}' for each in names)})")
    return conditions, given


def _key(name: str) -> str:
    """The code where there is one, since two events may have one name; else, and where nothing is known, the label."""
    dimension = DIMENSIONS[name]
    label = f"where_{name}" if dimension.column else name
    if not dimension.code:
        return label
    code = f"where_{name}_code" if dimension.code_column else dimension.code
    return f"coalesce(cast({code} as varchar), {label})"
