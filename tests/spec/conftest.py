"""`measure_test`: small tables in, small table out, by way of the landing, every stage of a build, and the gate."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from houselights.disclosure.gate import release
from houselights.disclosure.history import release_change
from houselights.disclosure.released import ReleasedTable
from houselights.home import Home
from houselights.measures.changed import Movement
from houselights.measures.question import Question
from houselights.periods import parse_period
from houselights.warehouse.build import build
from houselights.warehouse.builds import publish
from houselights.warehouse.bundle import Bundle
from spec import lists
from spec.tables import read_table, write_table
from spec.theatre import SLUG, Theatre

TABLES = ("ticket_sales", "performances", "events", "links", "customers", "ticket_types", "attendance", *lists.TABLES)


@pytest.fixture(autouse=True)
def no_sockets(socket_disabled: None) -> None:
    """Meaning needs no network."""


@pytest.fixture
def figures_of(tmp_path: Path) -> Callable[..., ReleasedTable]:
    """Lands and builds the tables that are given, then asks; without tables, asks the same build something else."""

    def ask(*, measure: str, by: str = "", period: str = "all", as_at: str = "", **given: Any) -> ReleasedTable:
        tables = {name: read_table(given.pop(name)) for name in TABLES if name in given}
        if tables or not Home(tmp_path).organisation(SLUG).exists():
            build_home(Theatre(**tables), tmp_path)
        question = Question(
            measure,
            of=SLUG,
            by=tuple(by.replace(",", " ").split()),
            period=parse_period(period),
            as_at=datetime.fromisoformat(as_at).replace(tzinfo=UTC) if as_at else None,
            **given,
        )
        return release(question, home=tmp_path)

    return ask


@pytest.fixture
def change_test(tmp_path: Path) -> Callable[..., None]:
    """Fails unless the first event's tickets changed between two days as `expect` says, column by column."""

    def test(*, expect: str, since: str, until: str, **given: str) -> None:
        build_home(Theatre(**{name: read_table(text) for name, text in given.items()}), tmp_path)
        since_at, until_at = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (since, until))
        released = release_change(1, since=since_at, until=until_at, of=SLUG, home=tmp_path)

        names = [cell.strip() for cell in expect.strip().splitlines()[0].split("|")]
        rows = [_moved(movement) for movement in released.change.movements]
        assert write_table(names, [[row[name] for name in names] for row in rows]) == write_table(
            names, [[row.get(name, "") for name in names] for row in read_table(expect)]
        )

    return test


def _moved(movement: Movement) -> dict[str, str]:
    """`march-1` is on the evening of 1 March 2026."""
    was, became = (
        f"{each.event} {each.starts_at:%B-}{each.starts_at.day}".replace("Emma ", "").lower() if each else ""
        for each in (movement.was, movement.became)
    )
    amounts = {"tickets": str(movement.tickets), "pence": str(movement.pence), "concerned": str(movement.concerned)}
    return {"what": movement.what, "was": was, "became": became, **amounts}


@pytest.fixture
def measure_test(figures_of: Callable[..., ReleasedTable]) -> Callable[..., None]:
    """Fails unless the released figures are those of `expect`, column by column; `total` and `notes` where given."""

    def test(*, expect: str, total: str | None = None, notes: str | None = None, **asked: Any) -> None:
        table = figures_of(**asked)

        expected = read_table(expect)
        names = [cell.strip() for cell in expect.strip().splitlines()[0].split("|")]
        assert _shown(names, table) == write_table(names, [[row.get(name, "") for name in names] for row in expected])
        if total is not None:
            assert _word(table.total) == total
        if notes is not None:
            assert "\n".join(table.notes) == notes

    return test


def _shown(names: list[str], table: ReleasedTable) -> str:
    """The released rows in the columns that are expected; the value stands under its measure's name."""
    rows = [{table.question.measure: row["value"], **row} for row in table.rows()]
    return write_table(names, [[_word(row[name]) for name in names] for row in rows])


def _word(value: Any) -> str:
    """Blank where there is nothing to say; shares and yields to four places."""
    if value is None:
        return ""
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def build_home(theatre: Theatre, home: Path) -> Bundle:
    """Land, build and publish; what was decided."""
    folder = Home(home).organisation(SLUG)
    bundle = theatre.bundle(theatre.land(home))
    areas, places = theatre.areas(home), lists.write(theatre.tables, home)
    built = build(bundle, home=home, organisation_folder=folder, areas=areas, whole=True, **places)
    publish(folder, built.number, data_as_of="2026-11-20T09:00:00+00:00", known_from="2026-01-01T09:00:00+00:00")
    return bundle
