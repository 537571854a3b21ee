"""A made-up organisation's sales in a financial year, counted as a warehouse does: four quarters and the year."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from msgspec import structs

from houselights.disclosure.frozen import Frozen
from houselights.disclosure.outside import answer_outside
from houselights.disclosure.released import ReleasedTable
from houselights.disclosure.shapes import RELEASABLE, dimensions_of
from houselights.measures.catalogue import MEASURES
from houselights.measures.counted import Cell, Counted
from houselights.measures.question import Question
from houselights.periods import parse_period

YEAR, EARLY = parse_period("2025-26"), parse_period("2025-Q3")
Row = dict[str, Any]
_ATTENDED = ("attendance", "participants", "digital_views")


class MemoryLedger:
    """A ledger for as long as an attack lasts."""

    def __init__(self) -> None:
        self.releases: list[Frozen] = []

    def note(self, table: ReleasedTable) -> None:
        """Nobody asks later."""

    def earlier(self, of: str, periods: Sequence[str]) -> list[Frozen]:
        mine = [each for each in self.releases if each.of == of and each.period in periods]
        return list({each.period: each for each in mine}.values())

    def portfolios(self, period: str) -> list[Frozen]:
        return [each for each in self.releases if each.contributors and each.period == period]

    def freeze(self, release: Frozen) -> Frozen:
        self.releases.append(release)
        return release


def releases_of(seed: int) -> list[Frozen]:
    """One made-up organisation's quarter before it is over, then its four quarters and the year, as released."""
    rows, ledger = rows_of(seed), MemoryLedger()
    assert YEAR.end is not None
    asked = Question("tickets", of=f"made up {seed}", period=EARLY, reader="funder")
    by_then = [row for row in rows if row["order"] % 8]  # orders come in no order of time: one in eight comes later
    _answer(asked, by_then, EARLY.start or date.min, ledger)
    _answer(structs.replace(asked, period=YEAR), rows, YEAR.end.replace(year=YEAR.end.year + 1), ledger)
    return ledger.releases


def _answer(question: Question, rows: Sequence[Row], last_day: date, ledger: MemoryLedger) -> None:
    answer_outside(question, lambda each: count(each, rows), last_day=last_day, ledger=ledger)


def count(question: Question, rows: Sequence[Row]) -> Counted:
    """What a warehouse with these sales answers."""
    measure, found = MEASURES[question.measure], defaultdict(list)
    mine = [row for row in rows if row["quarter"] == question.period.name or question.period == YEAR]
    for row in mine:
        found[tuple(row[name] for name in question.by)].append(row)
    if not question.by:
        found[()] = mine
    cells = tuple(_cell(labels, measure.name, found[labels]) for labels in sorted(found))
    return Counted(
        unit=measure.unit, title=measure.title, definition=measure.definition, by=question.by,
        coded=tuple(False for _ in question.by), cells=cells,
        total=None, total_base=0, data_as_of="2026-06-01T09:00:00+00:00", build=1,
    )  # fmt: skip


def _cell(labels: tuple[str, ...], measure: str, rows: Sequence[Row]) -> Cell:
    people, orders = {row["person"] for row in rows}, {row["order"] for row in rows}
    came, took_part = len(rows), sum(row["took_part"] for row in rows)
    if measure in _ATTENDED:
        number = {"attendance": came, "participants": took_part, "digital_views": 3 * took_part}[measure]
        return Cell(labels, tuple(None for _ in labels), number, number)
    value = {"bookers": len(people), "customers": len(people), "orders": len(orders), "tickets": len(rows)}.get(
        measure, sum(row["pence"] for row in rows)
    )
    return Cell(labels, tuple(None for _ in labels), value, len(people))


def rows_of(seed: int) -> list[Row]:
    """A few hundred tickets; every dimension has common terms and rare ones, and some lie within others."""
    chance = Random(seed)  # noqa: S311  (made up, not secret)
    names = dict.fromkeys([*dimensions_of("tickets"), *dimensions_of("attendance")])
    shapes = {name: [chance.random() ** 3 for _ in range(chance.randint(2, 9))] for name in names}
    rows: list[Row] = []
    for order in range(chance.randint(40, 250)):
        person, quarter = chance.randint(1, 150), f"2025-Q{chance.choice((1, 1, 2, 3, 3, 3, 4))}"
        labels = {name: f"{name} {chance.choices(range(len(each)), each)[0]}" for name, each in shapes.items()}
        labels |= _lying_within(labels)
        row = {**labels, "person": person, "order": order, "quarter": quarter, "pence": chance.choice((0, 800, 1550))}
        row["took_part"] = chance.random() < 0.1
        rows += [row] * chance.choice((1, 2, 2, 3, 14))
    return rows


def _lying_within(labels: dict[str, str]) -> dict[str, str]:
    """An authority lies in a region, is town or country as a whole, may be a place of its own; or nothing is known."""
    authority = f"{labels['area_region']}, {labels['area_local_authority']}"
    found = {
        "area_local_authority": authority,
        "sub_discipline": f"{labels['discipline']}, {labels['sub_discipline']}",
        "rural_urban": "rural" if authority.endswith(("1", "4")) else "urban",
        "priority_place": authority if authority.endswith("0") else "elsewhere",
    }
    if labels["imd_decile"].endswith("2"):
        return found | dict.fromkeys(("area_local_authority", *RELEASABLE.places), "unknown")
    return found
