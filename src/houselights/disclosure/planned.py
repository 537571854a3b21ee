"""The plan of one organisation's release: every table it may ever be asked for in a period, and how they add up."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from msgspec import Struct

from houselights.disclosure.cells import BESIDE, Exact, Key, Relation
from houselights.disclosure.shapes import IN_TIME, RELEASABLE, dimensions_of
from houselights.errors import NotReleasable
from houselights.measures.catalogue import DIMENSIONS
from houselights.measures.counted import Counted
from houselights.measures.question import Question
from houselights.periods import Period

NOT_KNOWN = ("unknown", "not read yet")  # where somebody lives
Count = Callable[[Question], Counted]
Tables = dict[tuple[str, tuple[str, ...]], Counted]


class Planned(Struct, frozen=True):
    """The exact cells of a plan and their relations, before anything is hidden; never leaves the gate."""

    cells: dict[Key, Exact]
    relations: tuple[Relation, ...]
    codes: tuple[tuple[str, str, str | None], ...]
    data_as_of: str
    build: int


def planned(of: str, period: Period, count: Count) -> Planned:
    """Count every table of the plan."""
    tables = {
        (measure, by): table
        for measure in RELEASABLE.counted
        for by in _splits(measure, period)
        if (table := _counted(Question(measure, of=of, by=by, period=period), count))
    }
    cells = {key: exact for (measure, by), table in tables.items() for key, exact in _cells(period, measure, by, table)}
    total = tables["tickets", ()]
    return Planned(cells, tuple(_relations(period, tables, cells)), _codes(tables), total.data_as_of, total.build)


def _counted(question: Question, count: Count) -> Counted | None:
    """None where it needs reference data that were not loaded: the release is then without that table, for good."""
    try:
        return count(question)
    except NotReleasable:
        if not any(DIMENSIONS[name].reference for name in question.by):
            raise
        return None


def _splits(measure: str, period: Period) -> list[tuple[str, ...]]:
    """By nothing, by each dimension, and by a dimension within its other; a year's months are its quarters'."""
    names = [name for name in dimensions_of(measure) if name not in IN_TIME or (name == "month" and "Q" in period.name)]
    return [(), *((name,) for name in names), *(pair for pair in _pairs() if set(pair) <= set(names))]


def _pairs() -> list[tuple[str, str]]:
    return [(outer, inner) for inner, outers in RELEASABLE.within.items() for outer in outers]


def _cells(period: Period, measure: str, by: tuple[str, ...], table: Counted) -> Iterator[tuple[Key, Exact]]:
    """The pairs say how dimensions lie within each other, and are no tables of the release."""
    if len(by) > 1:
        return
    for cell in table.cells:
        key = Key(period.name, measure, "".join(by), "".join(cell.labels))
        yield key, Exact(int(cell.value or 0), cell.base, is_money=table.unit.startswith("pence"))


def _relations(period: Period, tables: Tables, cells: dict[Key, Exact]) -> Iterator[Relation]:
    for (measure, by), table in tables.items():
        if len(by) == 1:
            parts = tuple(Key(period.name, measure, by[0], cell.labels[0]) for cell in table.cells)
            yield from adding_up(Key(period.name, measure, "", ""), parts, cells)
        elif len(by) == 2:
            yield from _nested(period, measure, by, table, cells)
    yield from chain_of(cells)
    yield from _one_and_the_same(cells)


def _nested(
    period: Period, measure: str, by: tuple[str, ...], table: Counted, cells: dict[Key, Exact]
) -> Iterator[Relation]:
    """A term that lies in one other alone is a part of it; one that lies in several (unknown) is a part of none."""
    outer, inner = by
    homes: dict[str, set[str]] = defaultdict(set)
    for cell in table.cells:
        homes[cell.labels[1]].add(cell.labels[0])
    within: dict[str, list[Key]] = defaultdict(list)
    for label, found in homes.items():
        if len(found) == 1:
            within[min(found)].append(Key(period.name, measure, inner, label))
    for label, parts in within.items():
        yield from adding_up(Key(period.name, measure, outer, label), tuple(parts), cells)


def adding_up(whole: Key, parts: tuple[Key, ...], cells: dict[Key, Exact]) -> Iterator[Relation]:
    """What a careful reader would guess, and is true here: a sum, or one with a rest that no table shows.

    Distinct people are at most a sum, and no part of them is above the whole.
    """
    parts = tuple(key for key in parts if key in cells)
    total, added = cells[whole].value, sum(cells[key].value for key in parts)
    if not parts:
        return
    if total < added:
        yield Relation(whole, parts, equal=False)
        yield from (Relation(key, (whole,), equal=False) for key in parts if cells[key].value <= total)
    elif total == added:
        yield Relation(whole, parts)
    else:
        rest = whole._replace(by=f"{whole.by}{BESIDE}{parts[0].by}", label=f"{whole.label}{BESIDE}the rest")
        yield Relation(whole, (*parts, rest))


def chain_of(cells: dict[Key, Exact]) -> Iterator[Relation]:
    """A booker has an order and an order a ticket, in every cell."""
    for less, more in zip(RELEASABLE.chain, RELEASABLE.chain[1:], strict=False):
        for key, exact in cells.items():
            other = key._replace(measure=more)
            if key.measure == less and other in cells and exact.value <= cells[other].value:
                yield Relation(key, (other,), equal=False)


def _one_and_the_same(cells: dict[Key, Exact]) -> Iterator[Relation]:
    """Cells of two tables that count the same, where they are seen to: a reader may well suppose so."""
    (guessed, source), (first, *others) = RELEASABLE.guessed, RELEASABLE.places
    for key, exact in cells.items():
        if key.measure == guessed:
            same = key._replace(measure=source)
        elif key.by in others and key.label in NOT_KNOWN:
            same = key._replace(by=first)
        else:
            continue
        if same in cells and cells[same].value == exact.value:
            yield Relation(same, (key,))


def _codes(tables: Tables) -> tuple[tuple[str, str, str | None], ...]:
    found = {
        (by[0], cell.labels[0], cell.codes[0]): None
        for (_, by), table in tables.items()
        if len(by) == 1 and table.coded[0]
        for cell in table.cells
    }
    return tuple(found)
